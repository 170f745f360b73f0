import Testing

@testable import ValueParser

struct CodeIndexTests {
  @Test("N15: codes are found in any case, and each has the place of its first spelling")
  func anyCase() {
    var index = CodeIndex(["Name", "weight", "ÉTÉ"])
    #expect(index.insert("NAME") == 0 && index.count == 3)
    #expect(index.place(of: "name") == 0 && index.place(of: "WEIGHT") == 1 && index.place(of: "ÉTÉ") == 2)
    // Only ASCII letters have two cases in codes.
    #expect(index.place(of: "été") == nil && index.place(of: "") == nil)
    #expect(CodeIndex().place(of: "name") == nil)
  }

  @Test("Texts that only look the same are two codes")
  func bytesCount() {
    var index = CodeIndex(["\u{E9}"])
    #expect(index.place(of: "e\u{301}") == nil)
    #expect(index.insert("e\u{301}") == 1)
  }

  @Test("Twenty thousand codes of every length are found, and nothing else is")
  func manyCodes() {
    let codes = (0..<20_000).map { "\(String(repeating: "x", count: $0 % 40))_\($0)" }
    let index = CodeIndex(codes)
    #expect(index.count == codes.count)
    #expect(codes.indices.allSatisfy { index.place(of: codes[$0].uppercased()) == $0 })
    #expect(codes.allSatisfy { index.place(of: $0 + "!") == nil })
  }
}
