internal import CatalogModels
internal import SyncPlanner

/// How leases end, and what becomes of those who held them.
extension ClaimsProbe {
  func checkHolding() async throws {
    try await claims.offer(["w": .null])
    let claim = try await take()
    try await requireNothing("the lease has just begun")
    try await pass(lease / 2)
    try await requireNothing("half of the lease is over")
    try await requireHolds(claim, "the holder lost the work within its lease")
  }

  func checkStealing() async throws {
    try await claims.offer(["w": 7])
    let old = try await take(as: "a")
    try await pass(lease + lease)
    let new = try await take(other, as: "b")
    try require(new.work == "w" && new.worker == "b" && new.note == 7, "the stolen claim is \(new)")
    try require(new.token > old.token, "the stolen claim has the token \(new.token) after \(old.token)")
    try require(new.attempt == 2, "the second attempt is \(new.attempt)")
    try await requireNothing("the stolen work is held again")
  }

  func checkRenewing() async throws {
    try await claims.offer(["w": .null])
    var claim = try await take(for: lease)
    for _ in 0..<3 {
      try await pass(lease / 2 + lease / 8)
      let renewed = try await claims.renew(claim, for: lease)
      try require(renewed.token == claim.token, "renewing changed the token")
      try require(renewed.until > claim.until, "renewing did not move the lease's end")
      claim = renewed
      try await requireNothing("the lease was renewed")
    }
    try await pass(lease + lease)
    _ = try await take(other, as: "b")
  }

  func checkLate() async throws {
    try await claims.offer(["1": .null])
    let claim = try await take()
    try await pass(lease + lease)
    let renewed = try await claims.renew(claim, for: lease)
    try require(renewed.token == claim.token, "renewing late changed the token")
    try await requireNothing("the lease was renewed late")
    try await pass(lease + lease)
    try await claims.finish(renewed)
    try await requireNothing("the work was finished late")
  }

  func checkZombie() async throws {
    try await claims.offer(["w": .null])
    let old = try await take(as: "a")
    try await pass(lease + lease)
    let new = try await take(other, as: "b")
    try await requireLost("renewing by the old holder") { _ = try await claims.renew(old, for: lease) }
    try await requireLost("releasing by the old holder") { try await claims.release(old) }
    try await requireLost("finishing by the old holder") { try await claims.finish(old) }
    try await requireHolds(new, "the old holder disturbed the new one")
    try await requireNothing("the new holder has the work")
    try await other.release(new)
    try await requireLost("renewing after releasing") { _ = try await other.renew(new, for: lease) }
  }

  func checkFinishing() async throws {
    try await claims.offer(["w": 1])
    let claim = try await take()
    try await claims.finish(claim)
    try await requireNothing("the work is finished")
    try await pass(lease + lease)
    try await requireNothing("the work is finished")
    try await requireLost("finishing twice") { try await claims.finish(claim) }
    try await requireLost("renewing what is finished") { _ = try await claims.renew(claim, for: lease) }
    try await claims.offer(["w": 2])
    try await requireLost("finishing anew by an earlier claim") { try await claims.finish(claim) }
    let again = try await take()
    try require(again.note == 2 && again.attempt == 1, "work that was offered anew is \(again)")
  }

  func checkReleasing() async throws {
    try await claims.offer(["w": 4])
    let first = try await take(as: "a")
    try await claims.release(first)
    let second = try await take(other, as: "b")
    try require(second.note == 4 && second.attempt == 2, "released work came back as \(second)")
    try await other.release(second, after: lease)
    try await requireNothing("released work rests")
    try await pass(lease / 2)
    try await requireNothing("half of the rest is over")
    try await pass(lease)
    _ = try await take()
  }
}
