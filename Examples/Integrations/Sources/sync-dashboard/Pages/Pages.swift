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
    return library.render(["title": page.title, "body": body], withTemplate: "frame") ?? body
  }
}
