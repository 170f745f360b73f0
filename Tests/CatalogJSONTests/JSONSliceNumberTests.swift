import CatalogJSON
import Testing

struct JSONSliceNumberTests {
  @Test(
    "An integer is read as one, whatever its notation",
    arguments: [
      ("0", 0), ("-0", 0), ("0.0", 0), ("-0e5", 0), ("0e999999999999999999999", 0), ("7", 7), ("-12", -12),
      ("12.0", 12), ("1.2e1", 12), ("120e-1", 12), ("1e3", 1_000), ("-2.50E2", -250),
      ("1e18", 1_000_000_000_000_000_000),
      ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775807.000", .max),
      ("9.223372036854775807e18", .max), ("-9.223372036854775808e18", .min), ("-92233720368547758080e-1", .min),
    ])
  func readsInt(_ text: String, _ value: Int) throws {
    #expect(try parsed(text).int == value)
    #expect(JSONDecimal(text.utf8).int == value)
  }

  @Test(
    "A number that is none, or does not fit, is not one",
    arguments: [
      "0.5", "-0.1", "12.5", "1e-1", "1.25e1", "9223372036854775808", "-9223372036854775809", "9223372036854775807.5",
      "1e19", "-1e19", "1e20", "99999999999999999999", "1e400", "1e-400", "1e99999999999999999999",
      "1e-99999999999999999999", "9.3e18", "123456789012345678901234567890",
    ])
  func refusesInt(_ text: String) throws {
    #expect(try parsed(text).int == nil)
    #expect(JSONDecimal(text.utf8).int == nil)
  }

  @Test("Other kinds are no integers", arguments: ["\"1\"", "true", "null", "[1]", "{}"])
  func refusesOtherKinds(_ text: String) throws {
    #expect(try parsed(text).int == nil)
    #expect(try parsed(text).numberText == nil)
  }

  @Test(
    "A number keeps its text",
    arguments: ["12.5000", "-0", "-0.0", "1E+2", "1e400", "0.10", "123456789012345678901234567890.10", "100e-2"])
  func keepsNumberText(_ text: String) throws {
    #expect(try parsed(text).numberText == text)
    #expect(try parsed("[\(text)]")[0]?.numberText == text)
    #expect(try parsed("{\"a\" : \(text) }")["a"]?.numberText == text)
    #expect(JSONSlice(numberText: text)?.numberText == text)
  }

  @Test(
    "What is no number as JSON writes it does not become one",
    arguments: [
      "", " ", "1 ", " 1", "\n1", "+1", "01", ".5", "1.", "1e", "1,5", "NaN", "0x1", "\"1\"", "true", "[1]", "1 2",
    ])
  func refusesNumberText(_ text: String) {
    #expect(JSONSlice(numberText: text) == nil)
  }
}
