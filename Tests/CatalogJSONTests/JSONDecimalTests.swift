import CatalogJSON
import Testing

struct JSONDecimalTests {
  private func canonical(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONDecimal(text.utf8).appendCanonical(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static let notations: [(canonical: String, others: [String])] = [
    ("0", ["-0", "0.0", "0e1", "0E-1", "-0.000e99", "0e99999999999999999999999"]),
    ("12.5", ["12.50", "12.5000", "1.25e1", "1.25E+01", "125e-1", "0.0125e3", "1250000e-5"]),
    ("-12.5", ["-12.50", "-1.25e1", "-0.125e2"]),
    ("1", ["1.0", "1e0", "10e-1", "0.1e1", "1.000e-0"]),
    ("100", ["1e2", "100.00", "0.001e5", "1E+2"]),
    ("0.1", ["1e-1", "0.10", "0.01e1", "10e-2"]),
    ("0.0000001", ["1e-7", "0.00000010", "10e-8"]),
    ("1e-8", ["0.00000001", "0.1e-7", "100e-10"]),
    ("123456789012345678901", ["1.23456789012345678901e20", "123456789012345678901.0"]),
    ("1e21", ["1000000000000000000000", "0.1e22", "10E20"]),
    ("1.5e21", ["1500000000000000000000"]),
    ("1e400", ["10e399", "0.1e401", "1.0E+400"]),
    ("-1e-400", ["-0.1e-399", "-10e-401"]),
  ]

  @Test("One number has one canonical form, whatever its notation", arguments: notations.indices)
  func oneCanonicalForm(_ index: Int) {
    let (wanted, others) = Self.notations[index]
    for text in others + [wanted] {
      #expect(canonical(text) == wanted)
      #expect(JSONDecimal(text.utf8) == JSONDecimal(wanted.utf8))
      #expect(JSONDecimal(text.utf8).hashValue == JSONDecimal(wanted.utf8).hashValue)
    }
  }

  @Test("Numbers are ordered as numbers, not as text")
  func ordersNumbers() {
    let ascending = [
      "-1e99999999999999999999", "-1e401", "-1.1e400", "-1e400", "-100", "-99.5", "-12.51", "-12.5", "-12.49", "-1",
      "-0.5", "-0.05", "-1e-400", "-1e-99999999999999999999", "0", "1e-99999999999999999999", "1e-400", "0.05",
      "0.0500000000000000000000000000001", "0.5", "1", "1.0000000000000000000001", "2", "9", "10", "12.49", "12.5",
      "12.51", "99.5", "100", "1e400", "1.1e400", "1e401", "1e99999999999999999999",
    ].map { JSONDecimal($0.utf8) }
    for (i, a) in ascending.enumerated() {
      for (j, b) in ascending.enumerated() {
        #expect((a < b) == (i < j), "\(i) \(j)")
        #expect((a == b) == (i == j), "\(i) \(j)")
      }
    }
  }

  @Test("Digits that a Double or a Decimal would round away still count")
  func roundsNothing() {
    let long = "0." + String(repeating: "3", count: 500)
    #expect(JSONDecimal((long + "1").utf8) < JSONDecimal((long + "2").utf8))
    #expect(canonical(long + "10") == long + "1")
    #expect(JSONDecimal("9007199254740993".utf8) != JSONDecimal("9007199254740992".utf8))
  }

  @Test(
    "An exponent beyond all use does not overflow, and its canonical form is read as the same number",
    arguments: [
      "1e99999999999999999999", "123.456e99999999999999999999", "0.00001e99999999999999999999",
      "1e-99999999999999999999", "123.456e-99999999999999999999", "0.00001e-99999999999999999999",
      "1e9223372036854775807", "1e-9223372036854775808", "1e288230376151711743", "1e288230376151711744",
      "1e288230376151711745", "1e-288230376151711744", "1e-288230376151711745", "1e-288230376151711746",
      "12e288230376151711743", "1e1099511627776", "123e1099511627777",
    ])
  func boundsExponent(_ text: String) {
    let number = JSONDecimal(text.utf8)
    let again = JSONDecimal(canonical(text).utf8)
    #expect(again == number)
    #expect(canonical(canonical(text)) == canonical(text))
    #expect(number.exponent.magnitude <= 1 << 58)
  }

  @Test("Up to the bound of exponents, different numbers stay different")
  func keepsLargeExponentsApart() {
    #expect(JSONDecimal("1e1099511627777".utf8) < JSONDecimal("1e1099511627778".utf8))
    #expect(JSONDecimal("1e-100000000000000001".utf8) < JSONDecimal("1e-100000000000000000".utf8))
  }

  @Test("Random numbers, written in other ways, keep their canonical form", arguments: SeededGenerator.seeds)
  func keepsCanonicalForm(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let text = RandomJSON.number(using: &generator)
      let other = RandomJSON.otherNotation(of: text, using: &generator)
      #expect(canonical(other) == canonical(text), "\(text) as \(other)")
      #expect(try parsed(other) == parsed(text), "\(text) as \(other)")
      #expect(try parsed(canonical(text)).canonicalText == canonical(text))
    }
  }

  @Test("Doubles and decimals agree on order", arguments: SeededGenerator.seeds)
  func ordersAsDoubles(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let texts = [RandomJSON.number(using: &generator), RandomJSON.number(using: &generator)]
      let doubles = try texts.map { try #require(Double($0)) }
      let decimals = texts.map { JSONDecimal($0.utf8) }
      // Only where rounding made no two numbers one.
      if doubles[0] < doubles[1] { #expect(decimals[0] < decimals[1], "\(texts)") }
      if doubles[0] > doubles[1] { #expect(decimals[0] > decimals[1], "\(texts)") }
    }
  }
}
