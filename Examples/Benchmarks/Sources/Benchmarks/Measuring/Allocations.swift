import AllocationCounter

/// What a piece of work asks of the allocator, counted by the program's own `malloc`.
struct Allocations {
  /// How often memory was asked for.
  let count: Int
  /// What the result still holds, in bytes.
  let held: Int

  /// Counts while `make` runs and while its result is alive; `nil` where the platform does not let it.
  static func counting<Result>(_ make: () throws -> Result) rethrows -> (result: Result, allocations: Allocations?) {
    allocation_counting_start()
    defer { allocation_counting_stop() }
    let result = try make()
    let counted = Allocations(count: allocation_count(), held: allocation_held_bytes())
    return (result, allocation_counting_works() == 1 ? counted : nil)
  }
}
