import CatalogModels

/// The state of one bulk upsert. It belongs to one iterator and is used by one task at a time.
final class UpsertRun<Item: BulkUpsertable> {
  private typealias Line = UpsertLine<Item>

  private let endpoint: Endpoint<Item>
  private let source: PatchSource<Item>
  private let path: Result<String, CatalogError>
  private var ready: ArraySlice<UpsertResult<Item>> = []
  /// The line that did not fit into the last batch.
  private var carried: Line?
  private var position = 0
  private var sourceIsAtEnd = false
  /// What the source threw, to be thrown after the results before it.
  private var sourceError: CatalogError?
  private var isFinished = false

  /// The largest body, in bytes. It shrinks when the server finds bodies too large that it takes in parts.
  private var bodyLimit = 8 << 20
  private var hasWritten = false
  private var forbiddenLines = 0
  /// After so many single items that are forbidden, and none that is written, it is the permission and not the size.
  private let mostForbiddenLines = 3

  init(_ endpoint: Endpoint<Item>, _ source: PatchSource<Item>) {
    self.endpoint = endpoint
    self.source = source
    do throws(CatalogError) {
      path = .success(try endpoint.resource.path.encoded())
    } catch {
      path = .failure(error)
    }
  }

  func next() async throws(CatalogError) -> UpsertResult<Item>? {
    while !isFinished {
      if let result = ready.popFirst() { return result }
      do throws(CatalogError) {
        let batch = try await batch()
        if batch.isEmpty {
          isFinished = true
          if let sourceError { throw sourceError }
          return nil
        }
        ready = try await write(batch)
      } catch {
        isFinished = true
        throw error
      }
    }
    return nil
  }

  // MARK: Batches

  /// Reads as many patches as fit into one request.
  private func batch() async throws(CatalogError) -> [Line] {
    var batch: [Line] = []
    var size = 0
    while batch.count < Line.Bound.lines, let line = try await line() {
      guard batch.isEmpty || size + line.bytes.count + 1 <= bodyLimit else {
        carried = line
        break
      }
      size += line.bytes.count + 1
      batch.append(line)
    }
    return batch
  }

  private func line() async throws(CatalogError) -> Line? {
    if let line = carried {
      carried = nil
      return line
    }
    guard !sourceIsAtEnd else { return nil }
    do {
      try Task.checkCancellation()
      guard let patch = try await source.next() else {
        sourceIsAtEnd = true
        return nil
      }
      defer { position += 1 }
      return Line(patch, at: position, endpoint.resource)
    } catch {
      sourceIsAtEnd = true
      let isCancelled = error is CancellationError
      let failure =
        error as? CatalogError
        ?? CatalogError(
          isCancelled ? .cancelled : .sourceFailed,
          isCancelled ? "the task was cancelled" : "the source of the patches failed: \(type(of: error))",
          advice: "All patches before number \(position) were handled; go on from there.", underlying: error)
      if isCancelled { throw failure }
      sourceError = failure
      return nil
    }
  }

  // MARK: Writing

  private func write(_ batch: [Line]) async throws(CatalogError) -> ArraySlice<UpsertResult<Item>> {
    let lines = batch.filter { $0.refusal == nil }
    var sizes = Sizes()
    var written = lines.isEmpty ? [] : try await send(lines[...], &sizes)
    if sizes.refusedWhole, !sizes.refusedSingle { bodyLimit = max(1, sizes.largestAccepted) }
    guard written.count < batch.count else { return written[...] }
    for line in batch {
      if let refusal = line.refusal { written.append(line.result(.failure(refusal))) }
    }
    return written.sorted { $0.position < $1.position }[...]
  }

  /// What one batch teaches of the sizes that the server takes.
  private struct Sizes {
    var largestAccepted = 0
    var refusedWhole = false
    var refusedSingle = false
  }

  /// Sends lines; where they are too large together, each half.
  private func send(
    _ lines: ArraySlice<Line>, _ sizes: inout Sizes
  ) async throws(CatalogError) -> [UpsertResult<Item>] {
    let form = endpoint.resource.bulk
    let call = Call(
      method: .patch, path: try path.get(), body: form.body(lines.lazy.map(\.bytes)), contentType: form.contentType)
    do {
      let answer = try await endpoint.connection.caller.answer(to: call, authorization: endpoint.connection.tokens)
      hasWritten = true
      sizes.largestAccepted = max(sizes.largestAccepted, call.body.count)
      return await Self.results(answer, call, Array(lines), form, endpoint.connection.tokens.held)
    } catch {
      guard error.status == 413 || error.status == 403 else { throw explained(error, lines) }
      guard lines.count > 1 else {
        sizes.refusedSingle = true
        if error.status == 403, !hasWritten {
          forbiddenLines += 1
          if forbiddenLines >= mostForbiddenLines { throw explained(error, lines) }
        }
        return lines.map { $0.result(.failure(error)) }
      }
      sizes.refusedWhole = true
      let middle = lines.startIndex + lines.count / 2
      let left = try await send(lines[..<middle], &sizes)
      return try await left + send(lines[middle...], &sizes)
    }
  }

  private func explained(_ error: CatalogError, _ lines: ArraySlice<Line>) -> CatalogError {
    var error = error
    if error.code != .cancelled, let first = lines.first {
      let goOn = "Patches can be sent again without harm: go on from number \(first.position)."
      error.advice = error.advice.map { "\($0) \(goOn)" } ?? goOn
    }
    return error
  }

  @concurrent
  private static func results(
    _ answer: Answer, _ call: Call, _ lines: [Line], _ form: Resource<Item>.BulkForm, _ secrets: [String]
  ) async -> [UpsertResult<Item>] {
    let statuses = UpsertAnswer(answer, call, isArray: form == .array)
    return lines.indices.map { index in
      let outcome = statuses.outcome(ofLine: index, key: lines[index].key, among: lines.count)
      return lines[index].result(outcome.mapError { $0.without(secrets) })
    }
  }
}
