import Testing

@testable import Quickstart

struct OptionsTests {
  @Test func withoutArgumentsTheSampleIsShown() throws {
    #expect(try Options([]).origin == .sample)
  }

  @Test func everyOptionIsRead() throws {
    let options = try Options([
      "--catalog", "folder", "--state", "s", "--out", "o", "--channel", "web", "--locales", "en_US,de_DE",
      "--families", "shoes", "--plan-only", "--json",
    ])
    #expect(options.origin == .folder("folder"))
    #expect(options.state == "s")
    #expect(options.out == "o")
    #expect(options.channel == "web")
    #expect(options.locales == ["en_US", "de_DE"])
    #expect(options.families == ["shoes"])
    #expect(options.isPlanOnly)
    #expect(options.isJSON)
  }

  @Test(arguments: [
    ["--bogus"], ["extra"], ["--catalog"], ["--catalog", ""], ["--catalog", "--json"], ["--locales", ","],
    ["--catalog", "a", "--pim", "b"], ["--pim", "a", "--pim", "b"],
  ])
  func wrongArgumentsAreRefused(_ arguments: [String]) {
    #expect(throws: UsageError.self) { try Options(arguments) }
  }
}
