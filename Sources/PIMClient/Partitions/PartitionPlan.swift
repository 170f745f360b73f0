import CatalogModels

/// The parts in which a list is read.
struct PartitionPlan<Item: Partitionable>: Sendable {
  struct Part: Sendable {
    var query: Query<Item>
    /// How many items it had when it was planned.
    var count: Int
  }

  /// The parts, in the order in which their reading begins: large ones first, so that small ones even out the end.
  var parts: [Part]
  /// What is read at the end: what was updated since the planning, where an item can move from part to part.
  var late: Query<Item>?
  /// How many items the list had.
  var total: Int

  /// Whether the list is read in one piece.
  var isWhole: Bool { parts.count == 1 && late == nil }

  /// A list in one piece.
  static func whole(_ query: Query<Item>, _ total: Int) -> PartitionPlan {
    PartitionPlan(parts: [Part(query: query, count: total)], late: nil, total: total)
  }
}

/// How large the parts of a list should be, as shares of it.
enum PartitionSizes {
  /// Large parts first, then ever smaller ones, down to about two pages: whoever is done early takes another small one.
  ///
  /// For a width of 4: four of 1/8, four of 1/16 … and eight of the smallest.
  static func shares(pages: Int, width: Int) -> [Double] {
    var levels = 1
    while levels < 5, pages >= 4 * width << levels { levels += 1 }
    return (1...levels).flatMap { level in
      let share = 1 / Double(width << min(level, levels - 1))
      return Array(repeating: share, count: width)
    }
  }

  /// Equal parts for what is left of a list after a first cut.
  static func shares(cutting count: Int, of total: Int, width: Int) -> [Double] {
    let parts = min(max(2, (count * width * 4 + total - 1) / max(1, total)), 16)
    return Array(repeating: 1 / Double(parts), count: parts)
  }

  /// Whether a part is so large that the others would wait for it.
  static func isTooLarge(_ count: Int, of total: Int, width: Int) -> Bool {
    count * width * 3 > total * 2
  }
}
