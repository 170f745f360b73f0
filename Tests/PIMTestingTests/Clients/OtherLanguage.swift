import Foundation
import PIMTesting
import TestSupport
import Testing

/// A client of the API that was written in another language, by others, and comes from a public registry.
///
/// The tests install nothing. Where `python3` (or the interpreter named by `PIM_TEST_PYTHON`) has the package, they
/// run it; where it has not, they are skipped and say so:
///
/// ```
/// python3 -m venv clients && clients/bin/pip install akeneo-api-client pyakeneo
/// PIM_TEST_PYTHON=clients/bin/python swift test --filter OtherLanguage
/// ```
enum OtherLanguage: String, CaseIterable, Sendable, CustomStringConvertible {
  /// <https://pypi.org/project/akeneo-api-client/>: products by uuid, by cursor; everything else by page.
  case akeneoAPIClient = "akeneo_api_client"
  /// <https://pypi.org/project/pyakeneo/>: products by identifier, by cursor; everything else by page.
  case pyakeneo

  var description: String { rawValue.replacing("_", with: "-") }

  /// The field by which the client's products are known.
  var productKey: String { self == .pyakeneo ? "identifier" : "uuid" }

  /// Prints, as one JSON object, the keys of what the client lists in pages of five.
  ///
  /// Arguments: address, client id, secret, user, password.
  private var listing: String {
    switch self {
    case .akeneoAPIClient:
      """
      import json, sys
      from akeneo_api_client.client_builder import ClientBuilder
      url, client, secret, user, password = sys.argv[1:6]
      api = ClientBuilder(url).build_authenticated_by_password(user, password, client, secret)
      def keys(resource, field):
          return [item[field] for page in resource.all(5, {}) for item in page]
      print(json.dumps({
          "products": keys(api.product_uuid_api, "uuid"),
          "product_models": keys(api.product_model_api, "code"),
          "families": keys(api.family_api, "code"),
          "attributes": keys(api.attribute_api, "code"),
      }))
      """
    case .pyakeneo:
      """
      import json, sys
      from pyakeneo.client import Client
      url, client, secret, user, password = sys.argv[1:6]
      api = Client(url, client, secret, user, password)
      def keys(resource, field):
          return [item[field] for item in resource.fetch_list({"limit": 5})]
      print(json.dumps({
          "products": keys(api.products, "identifier"),
          "product_models": keys(api.product_models, "code"),
          "families": keys(api.families, "code"),
          "attributes": keys(api.attributes, "code"),
      }))
      """
    }
  }

  /// What the client lists from a server, as JSON.
  func list(from address: String, as credentials: SandboxPIM.Credentials) async throws -> [UInt8] {
    let result = try await Self.run([
      "-c", listing, address, credentials.clientID, credentials.secret, credentials.username, credentials.password,
    ])
    guard result.status == 0 else {
      throw OtherLanguageFailure(description: "\(self) ended with \(result.status): \(result.errors)")
    }
    return result.output
  }

  /// Whether the client can be run here.
  func isInstalled() async -> Bool {
    (try? await Self.run(["-c", "import \(rawValue)"]))?.status == 0
  }

  /// Why tests of a client are skipped.
  static let advice: Comment =
    "needs a python3, or an interpreter named by PIM_TEST_PYTHON, with the packages akeneo-api-client and pyakeneo"

  private static func run(_ arguments: [String]) async throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [ProcessInfo.processInfo.environment["PIM_TEST_PYTHON"] ?? "python3"] + arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    let gate = Gate()
    process.terminationHandler = { _ in gate.open() }
    try process.run()
    async let outputBytes = read(output)
    async let errorBytes = read(errors)
    let result = await (outputBytes, errorBytes)
    try await gate.wait()
    return Outcome(
      status: process.terminationStatus, output: Array(result.0), errors: String(decoding: result.1, as: UTF8.self))
  }

  /// All that a process writes, read on a thread of its own so that no pipe fills up.
  private static func read(_ pipe: Pipe) async -> Data {
    let handle = pipe.fileHandleForReading
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: handle.readDataToEndOfFile()) }
    }
  }

  private struct Outcome {
    let status: Int32
    let output: [UInt8]
    let errors: String
  }
}

/// Why a client in another language did not do what it was asked for.
struct OtherLanguageFailure: Error, CustomStringConvertible {
  let description: String
}
