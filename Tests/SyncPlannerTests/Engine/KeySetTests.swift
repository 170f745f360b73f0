import Testing

@testable import SyncPlanner

struct KeySetTests {
  @Test("Keys are told apart by feed and by every byte")
  func tellsKeysApart() {
    var set = KeySet()
    let keys = [
      RecordKey(.products, "a"), RecordKey(.products, "A"), RecordKey(.productModels, "a"), RecordKey(.products, ""),
      RecordKey(.products, "a/b"), RecordKey(SyncFeed(rawValue: "products:a"), "b"),
      RecordKey(.products, "\u{e9}"), RecordKey(.products, "e\u{301}"),
    ]
    for key in keys {
      let isNew = set.insert(key)
      #expect(isNew, "\(key)")
    }
    for key in keys {
      let isNew = set.insert(key)
      #expect(!isNew)
      #expect(set.contains(key))
    }
    #expect(!set.contains(RecordKey(.assets, "a")))
  }

  @Test("A key that was seen as an item was not seen as a record")
  func tellsRolesApart() {
    var keys = KeySet()
    for number in 0..<1_000 {
      let key = RecordKey(.products, "\(number)")
      let isNew = keys.insert(key, as: number % 2 == 0 ? .item : .record)
      #expect(isNew)
    }
    for number in 0..<1_000 {
      let key = RecordKey(.products, "\(number)")
      let (own, other): (KeySet.Role, KeySet.Role) = number % 2 == 0 ? (.item, .record) : (.record, .item)
      #expect(keys.contains(key, as: own))
      #expect(!keys.contains(key, as: other))
      let isNew = keys.insert(key, as: other)
      #expect(isNew)
      #expect(keys.contains(key, as: .item) && keys.contains(key, as: .record))
    }
  }

  @Test("A key is new once, however many there are")
  func manyKeys() {
    var keys = KeySet()
    #expect(!keys.contains(RecordKey(.products, "0")))
    for number in 0..<5_000 {
      let isNew = keys.insert(RecordKey(.products, "\(number)"))
      #expect(isNew)
    }
    for number in 0..<5_000 {
      let isNew = keys.insert(RecordKey(.products, "\(number)"))
      #expect(!isNew)
      #expect(keys.contains(RecordKey(.products, "\(number)")))
      #expect(!keys.contains(RecordKey(.families, "\(number)")))
    }
  }
}
