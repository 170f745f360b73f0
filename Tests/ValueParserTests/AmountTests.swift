import CatalogModels
import Testing
import ValueParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct AmountTests {
  @Test("text that is a number", arguments: ["0", "-1", "+2", "12.5000", ".5", "5.", "007", "1e3", "-1.25E-7"])
  func amountAcceptsNumbers(_ text: String) throws {
    #expect(try #require(Amount(text)).text == text)
  }

  @Test(
    "text that is no number",
    arguments: [
      "", "-", ".", "1.2.3", "1,5", "1e", "e5", "1e+", " 1", "1 ", "NaN", "inf", "0x10", "１", "1_000", "--1",
    ])
  func amountRefusesOtherText(_ text: String) {
    #expect(Amount(text) == nil)
  }

  @Test("amounts and days are encoded as text, which nothing rounds")
  func encodesAsText() throws {
    let amounts = try ["12.5000", "-0.10000000000000000000001"].map { try #require(Amount($0)) }
    let text = try JSONEncoder().encode(amounts)
    #expect(String(decoding: text, as: UTF8.self) == #"["12.5000","-0.10000000000000000000001"]"#)
    #expect(try JSONDecoder().decode([Amount].self, from: text).map(\.text) == amounts.map(\.text))
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Amount].self, from: Data(#"["1,5"]"#.utf8)) }

    let day = try #require(CatalogDate("2024-06-01T00:00:00+02:00"))
    #expect(String(decoding: try JSONEncoder().encode([day]), as: UTF8.self) == #"["2024-06-01"]"#)
    #expect(try JSONDecoder().decode([CatalogDate].self, from: Data(#"["2024-06-01"]"#.utf8)) == [day])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([CatalogDate].self, from: Data(#"["x"]"#.utf8)) }
  }

  @Test("prices, metrics and options come back as they were")
  func encodesMoney() throws {
    func again<Value: Codable>(_ value: Value) throws -> Value {
      try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }
    let amount = try #require(Amount("12.50"))
    let prices = Prices([Price(amount: amount, currency: "EUR"), Price(amount: 3, currency: "USD")])
    #expect(try again(prices) == prices && "\(prices)" == "12.50 EUR, 3 USD")
    let metric = Metric(amount: amount, unit: "KILOGRAM", symbol: "kg")
    #expect(try again(metric) == metric)
    #expect(try again(Metric(amount: nil, unit: "GRAM")).amount == nil)
    let option = SelectedOption(code: "red", labels: ["en_US": "Red"])
    #expect(try again(option) == option)
  }

  @Test("a decimal and JSON make amounts")
  func readsDecimalsAndJSON() throws {
    #expect(Amount(Decimal(string: "12.5") ?? 0)?.text == "12.5" && Amount(Decimal.nan) == nil)
    let json: RawJSON = [12.5, "12.5000", true]
    #expect(json.elements.map { Amount($0)?.text } == ["12.5", "12.5000", nil])
    #expect(Amount("12.5")?.double == 12.5)
  }

  @Test("amounts are equal and ordered as numbers, not as text or binary")
  func amountsCompareAsNumbers() throws {
    let unordered = try ["10", "9", "-0.5", "1e3", "0.1", "0.10000000000000000000001", "-7", "0"].map {
      try #require(Amount($0))
    }
    #expect(
      unordered.sorted().map(\.text) == ["-7", "-0.5", "0", "0.1", "0.10000000000000000000001", "9", "10", "1e3"])
    #expect(Amount("12.50") == Amount("1.25e1"))
    #expect(Set([Amount("1"), Amount("1.0"), Amount("0.1e1"), Amount("+1")]).count == 1)
    #expect(Amount("-0") == Amount("0.00"))
  }

  @Test(
    "Decimal is given where it is exact, and not where it would round",
    arguments: [
      ("12.5000", "12.5"), ("-0.001", "-0.001"), ("0", "0"), ("1e3", "1000"),
      ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
      ("-0.12345678901234567890123456789012345678", "-0.12345678901234567890123456789012345678"),
      ("123456789012345678901234567890123456789", nil), ("1e200", nil), ("1e-129", nil), ("1e999999999999", nil),
    ] as [(String, String?)])
  func amountGivesExactDecimals(_ text: String, _ expected: String?) throws {
    let decimal = try #require(Amount(text)).decimal
    #expect(decimal?.description == expected)
  }

  @Test(
    "integers are given where they fit",
    arguments: [
      ("40", 40), ("4.0", 4), ("1e3", 1000), ("-7.000", -7), ("1.5", nil), ("9223372036854775808", nil), ("1e40", nil),
    ] as [(String, Int?)])
  func amountGivesIntegers(_ text: String, _ expected: Int?) throws {
    #expect(try #require(Amount(text)).int == expected)
  }
}
