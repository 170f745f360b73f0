import Mustache

/// A page's content: a template, and what it is filled with.
struct Page {
  let template: String
  let title: String
  let content: [String: Any]

  static func problem(_ text: String) -> Page {
    Page(template: "problem", title: "Not now", content: ["text": text])
  }
}

/// Fills templates. Whatever is filled in is escaped, except what we drew ourselves.
struct Pages: Sendable {
  private let library: MustacheLibrary

  init() throws {
    library = MustacheLibrary(
      templates: try Templates.all.mapValues { try MustacheTemplate(string: $0) })
  }

  func render(_ page: Page) -> String {
    let body = library.render(page.content, withTemplate: page.template) ?? ""
    let pages = [("status", "/", "Status"), ("items", "/items", "Items"), ("activity", "/activity", "Activity")]
    let links: [[String: Any]] = pages.map { ["path": $0.1, "name": $0.2, "current": $0.0 == page.template] }
    return library.render(["title": page.title, "body": body, "pages": links], withTemplate: "frame") ?? body
  }
}
