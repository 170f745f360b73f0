public import CatalogModels

/// What runs at the other end.
public struct SystemInformation: Sendable, Hashable {
  /// The version, such as `7.0.12`; a date on SaaS.
  public let version: String
  /// The edition, such as `CE`, `EE`, `GE` or `Serenity`.
  public let edition: String
}

/// An address that the PIM says it has.
public struct ServerRoute: Sendable, Hashable {
  /// The route's name, such as `pim_api_category_list`.
  public let name: String
  /// The path, with codes in braces.
  public let path: String
  /// The methods.
  public let methods: [String]
}

extension CatalogClient {
  static let rootPath = "/api/rest/v1"
  static let systemPath = "/api/rest/v1/system-information"

  /// The version and the edition of the PIM, from 6.0 on. It needs no token.
  ///
  /// See https://api.akeneo.com/api-reference.html#System
  public func systemInformation() async throws(CatalogError) -> SystemInformation {
    let (json, call, status) = try await open(Self.systemPath)
    guard let version = json["version"]?.string, let edition = json["edition"]?.string else {
      throw CatalogError(
        .unexpectedContent, "the answer lacks `version` or `edition`", request: call.line, status: status)
    }
    return SystemInformation(version: version, edition: edition)
  }

  /// All addresses that the PIM says it has. It needs no token.
  ///
  /// See https://api.akeneo.com/api-reference.html#get_endpoints
  public func routes() async throws(CatalogError) -> [ServerRoute] {
    let (json, _, _) = try await open(Self.rootPath)
    return (json["routes"]?.members ?? []).compactMap { name, route in
      guard let path = route["route"]?.string else { return nil }
      return ServerRoute(name: name, path: path, methods: (route["methods"]?.elements ?? []).compactMap(\.string))
    }
  }

  /// Asks an address that is open to all.
  private func open(_ path: String) async throws(CatalogError) -> (RawJSON, Call, Int) {
    let call = Call(path: path)
    let answer = try await connection.caller.answer(to: call)
    try AnswerContent.check(answer, call)
    do {
      return (try RawJSON(parsing: answer.bytes), call, answer.status)
    } catch {
      throw error.naming(call, answer.status)
    }
  }
}
