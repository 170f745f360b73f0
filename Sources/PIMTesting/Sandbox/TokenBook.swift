/// The tokens that the server gave out, and until when they hold (N28).
struct TokenBook: Sendable {
  static let lifetime = 3_600
  static let refreshLifetime = 1_209_600

  let credentials: SandboxPIM.Credentials
  var appTokens: Set<String>
  private var access: [String: Int] = [:]
  private var refresh: [String: Int] = [:]
  private var serial: UInt64 = 0

  init(_ credentials: SandboxPIM.Credentials, appTokens: Set<String>) {
    self.credentials = credentials
    self.appTokens = appTokens
  }

  /// How many tokens were given out.
  private(set) var granted = 0

  mutating func grant(now: CivilTime) -> (access: String, refresh: String) {
    granted += 1
    if granted.isMultiple(of: 1_000) { clear(now) }
    let pair = (access: token(), refresh: token())
    access[pair.access] = now.seconds + Self.lifetime
    refresh[pair.refresh] = now.seconds + Self.refreshLifetime
    return pair
  }

  /// Forgets what ended, so that a server that runs for long does not fill up.
  private mutating func clear(_ now: CivilTime) {
    access = access.filter { $0.value > now.seconds }
    refresh = refresh.filter { $0.value > now.seconds }
  }

  /// Takes a refresh token, which holds once.
  mutating func redeem(_ token: String, now: CivilTime) -> Bool {
    guard let end = refresh.removeValue(forKey: token) else { return false }
    return now.seconds < end
  }

  /// Why a token is not good, or nothing.
  func refusal(of token: String, now: CivilTime) -> Refusal? {
    if appTokens.contains(token) { return nil }
    guard let end = access[token] else { return Refusal(401, "The access token provided is invalid.") }
    return now.seconds < end ? nil : Refusal(401, "The access token provided has expired.")
  }

  mutating func revokeAll() {
    access = [:]
    appTokens = []
  }

  mutating func revoke(_ token: String) {
    access[token] = nil
    appTokens.remove(token)
  }

  mutating func expireAccess(now: CivilTime) {
    for token in access.keys { access[token] = now.seconds }
  }

  mutating func expireRefresh() { refresh = [:] }

  /// A text that looks like the server's tokens, another one each time.
  private mutating func token() -> String {
    serial += 1
    var state = serial &* 0x9E37_79B9_7F4A_7C15
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    var bytes: [UInt8] = []
    for _ in 0..<86 {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      bytes.append(alphabet[Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % alphabet.count])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
