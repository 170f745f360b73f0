import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

struct PageJSONTests {
  private static let uuid = "00000000-0000-4000-8000-000000000001"

  @Test(
    "N2: a page that was kept is read, whatever form it has",
    arguments: [
      PageText.with(items: #"{"uuid":"\#(uuid)"}"#, next: "https://pim.example.com/next"),
      #"{"_items":[{"uuid":"\#(uuid)"}]}"#, #"[{"uuid":"\#(uuid)"}]"#,
    ])
  func keptPage(_ text: String) throws {
    let page = try Page<Product>(parsing: text.utf8)
    #expect(page.items.map { $0.uuid.uuidString.lowercased() } == [Self.uuid])
    #expect(page.next == nil)
    #expect(page.number == 0)
  }

  @Test("What is no page of such items says why")
  func refused() {
    let cut = #expect(throws: CatalogError.self) { try Page<Product>(parsing: #"{"_embedded":{"items":[{"uuid""#.utf8) }
    #expect(cut?.code == .malformedJSON)
    let keyless = #expect(throws: CatalogError.self) { try Page<Product>(parsing: #"[{"code":"a"}]"#.utf8) }
    #expect(keyless?.code == .unexpectedContent)
    #expect(keyless?.message.contains("[0]") == true)
  }
}
