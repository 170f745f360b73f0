import CatalogModels
import Foundation
import PIMClient
import TestSupport
import Testing

/// The signatures were computed with another implementation of HMAC-SHA256.
struct EventReceiverTests {
  private static let body = Array(
    #"{"specversion":"1.0","id":"e1","type":"com.akeneo.pim.v1.product.updated","time":"2024-02-22T17:31:00Z","data":{"product":{"uuid":"6a9f8486-2c36-4680-b87f-6f5f8f01b6cf"}}}"#
      .utf8)
  private static let first = "5dcfcaf24d2769546202b5c71db00ea1a31aa089c39eb7b80289073e338f41d7"
  private static let second = "9c12092e59283ad70c9d3a6545e7e2c017defc58c15fd11049ded000514709d7"
  private static let wrapped = Array(
    #"{"events":[{"action":"product.updated","event_id":"w1","event_datetime":"2020-10-13T05:00:00+00:00","data":{"resource":{"identifier":"a"}}}]}"#
      .utf8)
  private static let wrappedSignature = "6b2bb43eb34e4511c7b04796a58b2e1291684c8ba627055bdcae3a1c1ee7b201"
  private static let notice = Array(
    #"{"notification_type":"subscription.suspended.system","timestamp":"2024-02-22T17:31:00Z","subscription_id":"s1","subscriber_id":"r1","events":["com.akeneo.pim.v1.product.created"],"reason":"Success rate dropped below 90%"}"#
      .utf8)
  private static let noticeSignature = "0d52c624165c6bb083bbc5c2669bdca415f11c015398f9d6eed608b8d0fad43f"
  private static let sent: TimeInterval = 1_708_623_060

  private static func platform(_ secrets: [String] = ["first secret"], after seconds: TimeInterval = 1) -> EventReceiver
  {
    EventReceiver(.platform, secrets: secrets, now: { Date(timeIntervalSince1970: sent + seconds) })
  }

  private static func headers(_ primary: String?, _ secondary: String? = nil) -> HTTPHeaders {
    var headers: HTTPHeaders = ["x-akeneo-signature-algorithm": "HmacSHA256"]
    headers["X-Akeneo-Signature-Primary"] = primary
    headers["X-Akeneo-Signature-Secondary"] = secondary
    return headers
  }

  @Test(
    "N35: a payload of the Event Platform is taken with either signature and either secret",
    arguments: [
      (first, nil, ["first secret"]), (first.uppercased(), nil, ["first secret"]),
      (second, first, ["first secret"]), (first, second, ["old", "second secret"]),
      (second, nil, ["first secret", "second secret"]),
    ] as [(String, String?, [String])])
  func goodSignature(_ primary: String, _ secondary: String?, _ secrets: [String]) throws {
    let events = try Self.platform(secrets).events(in: Self.body, headers: Self.headers(primary, secondary))
    #expect(events.map(\.id) == ["e1"])
  }

  @Test(
    "N35: a payload with any other signature is refused",
    arguments: [
      (nil, ["first secret"]), ("", ["first secret"]), (second, ["first secret"]), (first, []), (first, [""]),
      (String(first.dropLast(2)), ["first secret"]), (first + "00", ["first secret"]),
      ("zz" + first.dropFirst(2), ["first secret"]),
    ] as [(String?, [String])])
  func badSignature(_ primary: String?, _ secrets: [String]) async throws {
    let error = try await failure { () async throws(CatalogError) in
      try Self.platform(secrets).events(in: Self.body, headers: Self.headers(primary))
    }
    #expect(error.code == .unauthorized)
    #expect(!error.description.contains("first secret"))
  }

  @Test("N35: a body that was changed by one bit, or written anew, is refused")
  func changedBody() async throws {
    for place in stride(from: 0, to: Self.body.count, by: 7) {
      var body = Self.body
      body[place] ^= 1
      let error = try await failure { () async throws(CatalogError) in
        try Self.platform().events(in: body, headers: Self.headers(Self.first))
      }
      #expect(error.code == .unauthorized)
    }
    let error = try await failure { () async throws(CatalogError) in
      try Self.platform().events(in: Self.body + [0x20], headers: Self.headers(Self.first))
    }
    #expect(error.code == .unauthorized)
  }

  @Test("N35: another algorithm than the one that is known is refused")
  func otherAlgorithm() async throws {
    var headers = Self.headers(Self.first)
    headers["X-AKENEO-SIGNATURE-ALGORITHM"] = "none"
    let error = try await failure { () async throws(CatalogError) in
      try Self.platform().events(in: Self.body, headers: headers)
    }
    #expect(error.code == .unauthorized)
  }

  @Test(
    "N35: an event is as old as its time says; a retry 35 minutes later is taken, the same request a day later is not",
    arguments: [
      (0, true), (35 * 60, true), (7_200, true), (7_201, false), (86_400, false), (-300, true), (-301, false),
    ]
      as [(TimeInterval, Bool)])
  func eventAge(_ age: TimeInterval, _ isTaken: Bool) async throws {
    let receiver = Self.platform(after: age)
    let events = try? receiver.events(in: Self.body, headers: Self.headers(Self.first))
    #expect((events != nil) == isTaken)
  }

  @Test("N35: a payload of the Events API is signed with its time, which tells its age")
  func eventsAPISignature() async throws {
    func events(_ timestamp: String?, _ signature: String? = Self.wrappedSignature, at now: TimeInterval)
      throws(CatalogError)
      -> [PIMEvent]
    {
      var headers: HTTPHeaders = [:]
      headers["X-Akeneo-Request-Timestamp"] = timestamp
      headers["X-Akeneo-Request-Signature"] = signature
      return try EventReceiver(.eventsAPI, secrets: ["first secret"], now: { Date(timeIntervalSince1970: now) })
        .events(in: Self.wrapped, headers: headers)
    }
    #expect(try events("1602565368", at: 1_602_565_400).map(\.id) == ["w1"])
    for (timestamp, signature, now) in [
      ("1602565369", Self.wrappedSignature, 1_602_565_400.0), ("1602565368", Self.first, 1_602_565_400),
      ("1602565368", nil, 1_602_565_400), (nil, Self.wrappedSignature, 1_602_565_400),
      ("1602565368", Self.wrappedSignature, 1_602_565_669), ("1602565368 ", Self.wrappedSignature, 1_602_565_400),
    ] as [(String?, String?, TimeInterval)] {
      let error = try await failure { () async throws(CatalogError) in try events(timestamp, signature, at: now) }
      #expect(error.code == .unauthorized)
    }
  }

  @Test("N35: the signature of one system is none for the other")
  func schemesDoNotMix() async throws {
    let receiver = EventReceiver(.eventsAPI, secrets: ["first secret"], now: { Date(timeIntervalSince1970: Self.sent) })
    var headers = Self.headers(Self.first)
    headers["X-Akeneo-Request-Timestamp"] = "1708623060"
    headers["X-Akeneo-Request-Signature"] = Self.first
    let error = try await failure { () async throws(CatalogError) in
      try receiver.events(in: Self.body, headers: headers)
    }
    #expect(error.code == .unauthorized)
  }

  @Test("N34: a notice that a subscription is suspended is checked and read")
  func subscriptionNotice() async throws {
    let notice = try Self.platform().notice(in: Self.notice, headers: Self.headers(Self.noticeSignature))
    #expect(notice.kind == .suspendedBySystem)
    #expect(notice.subscription == "s1" && notice.subscriber == "r1")
    #expect(notice.eventTypes == ["com.akeneo.pim.v1.product.created"])
    #expect(notice.reason == "Success rate dropped below 90%")
    _ = try await failure { () async throws(CatalogError) in
      try Self.platform().notice(in: Self.notice, headers: Self.headers(Self.first))
    }
    _ = try await failure { () async throws(CatalogError) in
      try Self.platform().notice(in: Self.body, headers: Self.headers(Self.first))
    }
  }

  @Test(
    "N35: a notice is as old as its time says: a suspension of yesterday that is sent again is refused",
    arguments: [(7_200, true), (7_201, false), (-300, true), (-301, false)] as [(TimeInterval, Bool)])
  func noticeAge(_ age: TimeInterval, _ isTaken: Bool) {
    let receiver = Self.platform(after: age)
    let notice = try? receiver.notice(in: Self.notice, headers: Self.headers(Self.noticeSignature))
    #expect((notice != nil) == isTaken)
  }

  @Test("N35: a notice without a time is refused, for nothing says that it is not an old one")
  func noticeWithoutTime() async throws {
    let notice = Array(#"{"notification_type":"subscription.revoked","subscription_id":"s1"}"#.utf8)
    let error = try await failure { () async throws(CatalogError) in
      try Self.platform().notice(
        in: notice, headers: Self.headers("1bae5d19463d4d75de71d292a0db8496ee98e78fa88fc9ba5153cebbb567f46b"))
    }
    #expect(error.code == .unauthorized)
  }

  @Test(
    "The kinds of notices",
    arguments: [
      ("subscription.suspended.user", SubscriptionNotice.Kind.suspendedByUser), ("subscription.revoked", .revoked),
      ("subscription.resumed", .resumed), ("subscription.postponed", .unknown),
    ])
  func noticeKinds(_ type: String, _ kind: SubscriptionNotice.Kind) throws {
    #expect(try SubscriptionNotice(parsing: #"{"notification_type":"\#(type)"}"#.utf8).kind == kind)
  }

  @Test("A receiver shows no secret")
  func receiverIsRedacted() {
    let receiver = Self.platform()
    var text = ""
    dump(receiver, to: &text)
    #expect(!("\(receiver)" + String(reflecting: receiver) + text).contains("first secret"))
  }
}
