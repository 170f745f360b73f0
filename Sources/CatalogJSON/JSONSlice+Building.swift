/// Making values that did not come from a document.
extension JSONSlice {
  package static let null = JSONSlice(checked: ContiguousArray("null".utf8))
  package static let emptyObject = JSONSlice(checked: ContiguousArray("{}".utf8))
  package static let emptyArray = JSONSlice(checked: ContiguousArray("[]".utf8))

  package init(string text: String) {
    self.init { $0.string(text) }
  }

  package init(bool value: Bool) {
    self.init { $0.bool(value) }
  }

  package init(number value: some BinaryInteger) {
    self.init { $0.number(value) }
  }

  /// A number from its text, without space around it; `nil` where JSON would not take it as one.
  package init?(numberText text: String) {
    guard let slice = try? JSONSlice(parsing: Array(text.utf8)), slice.kind == .number,
      slice.range.count == text.utf8.count
    else { return nil }
    self = slice
  }

  package init(object members: some Sequence<(String, JSONSlice)>) {
    self.init { writer in
      writer.beginObject()
      for (name, value) in members { writer.member(name, value) }
      writer.endObject()
    }
  }

  package init(array elements: some Sequence<JSONSlice>) {
    self.init { writer in
      writer.beginArray()
      for element in elements { writer.raw(element) }
      writer.endArray()
    }
  }

  /// Takes what a writer was told to write, which must be one value.
  package init(reserving count: Int = 0, _ write: (inout JSONWriter) -> Void) {
    var writer = JSONWriter(reserving: count)
    write(&writer)
    self.init(checked: ContiguousArray(writer.bytes))
  }
}
