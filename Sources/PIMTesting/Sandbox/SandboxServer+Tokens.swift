internal import CatalogJSON
internal import PIMClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// `POST /api/oauth/v1/token` and what needs no token.
extension SandboxServer {
  mutating func grantToken(_ request: IncomingRequest) throws(Refusal) -> ServerAnswer {
    try checkContentType(request, ["application/json", "application/x-www-form-urlencoded"])
    var fields: [String: String] = [:]
    if request.contentType == "application/json" {
      for (name, value) in try request.json().members { fields[name] = value.string ?? value.numberText }
    } else {
      for item in QueryItems(String(decoding: request.body, as: UTF8.self)).items { fields[item.name] = item.value }
    }
    let isRefresh = fields["grant_type"] == "refresh_token"
    let missing: Refusal = .unprocessable(
      isRefresh
        ? "Parameter \"grant_type\" or \"refresh_token\" is missing or empty"
        : "Parameter \"grant_type\", \"username\" or \"password\" is missing, empty or invalid")
    guard isRefresh || fields["grant_type"] == "password" else { throw missing }
    try checkClient(request, fields)
    if isRefresh {
      guard let token = fields["refresh_token"], !token.isEmpty else { throw missing }
      guard tokens.redeem(token, now: now) else { throw .unprocessable("Refresh token is invalid or has expired") }
    } else {
      guard let username = fields["username"], let password = fields["password"], !username.isEmpty, !password.isEmpty
      else { throw missing }
      guard username == tokens.credentials.username, password == tokens.credentials.password else {
        throw .unprocessable("No user found for the given username and password")
      }
    }
    let pair = tokens.grant(now: now)
    let body = NodeObject([
      ("access_token", .string(pair.access)), ("expires_in", Node(TokenBook.lifetime)), ("token_type", "bearer"),
      ("scope", .null), ("refresh_token", .string(pair.refresh)),
    ])
    var answer = ServerAnswer.json(json.bytes(body))
    answer.headers += [("Cache-Control", "no-store, private"), ("Pragma", "no-cache")]
    return answer
  }

  /// The client's id and secret stand in the header, or in the body.
  private func checkClient(_ request: IncomingRequest, _ fields: [String: String]) throws(Refusal) {
    var (id, secret) = (fields["client_id"], fields["client_secret"])
    let parts = (request.headers["Authorization"] ?? "").split(separator: " ", maxSplits: 1)
    if parts.count == 2, parts[0].lowercased() == "basic", let data = Data(base64Encoded: String(parts[1])) {
      let pair = String(decoding: data, as: UTF8.self).split(
        separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2 { (id, secret) = (String(pair[0]), String(pair[1])) }
    }
    guard id == tokens.credentials.clientID, secret == tokens.credentials.secret else {
      throw .unprocessable(
        "Parameter \"client_id\" is missing or does not match any client, or secret is invalid")
    }
  }

  /// The root of the API: all routes, for anybody.
  func root(_ request: IncomingRequest) -> ServerAnswer {
    var routes = NodeObject()
    func add(_ name: String, _ path: String, _ method: String = "GET") {
      routes["pim_api_\(name)"] = ["route": .string(path), "methods": [.string(method)]]
    }
    for resource in Resource.all {
      let name = resource.file.rawValue
      var place = 0
      let parts = resource.pattern.map { part -> String in
        guard part == "*" else { return part }
        place += 1
        return "{parent_code\(place > 1 ? "_\(place)" : "")}"
      }
      let path = "/api/rest/v1/" + parts.joined(separator: "/")
      add("\(name)_list", path)
      if resource.hasItems { add("\(name)_get", path + "/{code}") }
    }
    for (name, form, key) in [
      ("product_uuid", ProductForm.uuid, "uuid"), ("product", .identifier, "code"), ("product_model", .model, "code"),
    ] {
      add("\(name)_list", form.path)
      add("\(name)_get", "\(form.path)/{\(key)}")
    }
    if dialect.knowsProductSearch { add("product_uuid_search", "/api/rest/v1/products-uuid/search", "POST") }
    add("media_file_list", "/api/rest/v1/media-files")
    add("media_file_get", "/api/rest/v1/media-files/{code}")
    add("media_file_download", "/api/rest/v1/media-files/{code}/download")
    add("asset_media_file_download", "/api/rest/v1/asset-media-files/{code}")
    add("reference_entity_media_file_download", "/api/rest/v1/reference-entities-media-files/{code}")
    let tokenRoute: Node = ["route": "/api/oauth/v1/token", "methods": ["POST"]]
    let body = NodeObject([
      ("host", .string(dialect.linkOrigin ?? request.origin)),
      ("authentication", ["fos_oauth_server_token": tokenRoute]),
      ("routes", .object(routes)),
    ])
    return .json(json.bytes(body))
  }
}
