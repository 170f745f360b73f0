import SyncPlanner

/// The last runs as bars: what was sent, and above it what could not be.
struct RunChart {
  private let runs: [SyncStatus.Run]

  /// - Parameter runs: The newest first.
  init(_ runs: [SyncStatus.Run]) { self.runs = runs.reversed() }

  /// The drawing. It holds numbers and our own words only.
  var svg: String {
    let (width, height, base) = (900, 170, 145)
    let most = max(1, runs.map { $0.applied + $0.problems }.max() ?? 1)
    let step = Double(width) / Double(max(runs.count, 8))
    let bars = runs.enumerated().map { place, run in
      // A root lets a run of three be seen beside one of thousands.
      let tall = (Double(run.applied + run.problems) / Double(most)).squareRoot() * Double(base - 25)
      let share = Double(run.problems) / Double(max(1, run.applied + run.problems))
      let x = Double(place) * step
      let problems = tall * share
      let kind = run.failure == nil ? "sent" : "failed"
      return """
        <g><title>Run \(run.number): \(run.applied) sent, \(run.problems) problems</title>
        <rect class="\(kind)" x="\(x + step * 0.15)" y="\(Double(base) - max(2, tall))" width="\(step * 0.7)" \
        height="\(max(2, tall) - problems)"/>
        <rect class="problem" x="\(x + step * 0.15)" y="\(Double(base) - problems)" width="\(step * 0.7)" \
        height="\(problems)"/>
        <text x="\(x + step / 2)" y="\(Double(base) - max(2, tall) - 5)">\(run.applied + run.problems)</text>
        <text x="\(x + step / 2)" y="\(base + 17)">\(run.number)</text></g>
        """
    }
    return """
      <svg viewBox="0 0 \(width) \(height)" role="img" aria-label="Records sent by each of the last \(runs.count) runs">
      <line x1="0" y1="\(base)" x2="\(width)" y2="\(base)"/>\(bars.joined())</svg>
      """
  }
}
