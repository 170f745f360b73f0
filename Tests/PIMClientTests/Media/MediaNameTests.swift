import CatalogModels
import TestSupport
import Testing

@testable import PIMClient

struct MediaNameTests {
  static let hostile = [
    "7/5/a.png", "../../etc/passwd", "..", ".", "", "/", "a\0b", "a/..", "con.png", "a\nb.png", "-rf.png", ".htaccess",
    "ä ö/ü 漢字.jpeg", String(repeating: "x", count: 10_000), "a.\(String(repeating: "y", count: 300))", "a.p/ng",
    "C:\\x.png", "a.png.part", "~",
  ]

  @Test("Whatever a code holds, its name is short, plain, and stays in its folder", arguments: hostile)
  func safeName(_ code: String) {
    for source in [
      MediaSource.file(Code(code), .asset), .link(MediaAddress(prefix: "https://x.example/", value: code)),
    ] {
      let name = MediaName.of(source)
      let digits = "0123456789-_."
      #expect(name.utf8.count <= 110 && name.utf8.count >= 32)
      #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || digits.contains($0)) })
      #expect(name.first != "." && name.first != "-" && !name.hasSuffix("."))
      #expect(!name.contains(".."))
    }
  }

  @Test("No two sources share a name, not even where case makes no difference")
  func distinctNames() {
    let codes = ["a/b.png", "a_b.png", "b.png", "B.png", "b.PNG", "x/b.png", "a b.png"]
    let sources = codes.flatMap { code in
      [MediaSource.file(Code(code), .asset), .file(Code(code), .product), .file(Code(code), .referenceEntity)]
    }
    #expect(Set(sources.map { MediaName.of($0).lowercased() }).count == sources.count)
  }

  @Test("Names keep what people know them by, and stay the same from run to run")
  func readableName() {
    let name = MediaName.of(.file("9/9/c/c/99cc83f1_sunglasses.JPG", .product))
    #expect(name == "99cc83f1_sunglasses-\(name.dropFirst(20).prefix(32)).jpg")
    #expect(MediaName.of(.file("a", .product)) == "a-3cc5214c6ccd463ee80bc9d647e9d14c")
  }

  @Test(
    "A name from a state that somebody else wrote does not lead out of the folder", arguments: ["../../x", "..", ""])
  func hostileState(_ name: String) {
    #expect(!MediaName.lastPart(name).contains("/"))
    #expect(MediaName.lastPart(name) != ".." && !MediaName.lastPart(name).isEmpty)
  }
}
