internal import CatalogJSON

extension ObjectIndex {
  func text(of row: ValueRow) -> String? {
    let data = row.data
    guard data.count > 1, storage.bytes[Int(data.start)] == UInt8(ascii: "\"") else { return nil }
    return storage.string(JSONRange(Int(data.start) + 1, Int(data.end) - 1), row.traits.text)
  }
}
