public import CatalogModels

extension CatalogClient {
  /// The import and export jobs of the PIM.
  public var jobs: Jobs { Jobs(connection: connection) }
}

/// A job profile of the PIM. The API names jobs by code only, so this type is never made: it gives such codes their type.
public enum Job: Sendable {}

/// Launches jobs that are set up in the PIM (SaaS).
///
/// A launch is not sent again where its answer is lost: the job may be running.
/// See https://api.akeneo.com/api-reference.html#Jobs
public struct Jobs: Sendable {
  let connection: Connection

  /// What an import does with items that exist and with those that do not.
  public struct ImportMode: Sendable, Hashable {
    let rawValue: String

    /// Creates what does not exist and leaves what does.
    public static let createOnly = ImportMode(rawValue: "create_only")
    /// Updates what exists and creates nothing.
    public static let updateOnly = ImportMode(rawValue: "update_only")
    /// Does both.
    public static let createOrUpdate = ImportMode(rawValue: "create_or_update")
  }

  /// Launches an export.
  ///
  /// - Returns: The number of the execution, as text.
  /// - Throws: `CatalogError`, with the code `notFound` for an unknown job.
  public func launchExport(_ code: Code<Job>) async throws(CatalogError) -> String {
    try await launch(Self.exportPath, code, .object([:]))
  }

  /// Launches an import.
  ///
  /// - Parameters:
  ///   - code: The job.
  ///   - mode: What to do in place of what the job's profile says; `nil` for that.
  /// - Returns: The number of the execution, as text.
  /// - Throws: `CatalogError`, with the code `notFound` for an unknown job.
  public func launchImport(_ code: Code<Job>, mode: ImportMode? = nil) async throws(CatalogError) -> String {
    let body: RawJSON = mode.map { .object([("import_mode", .string($0.rawValue))]) } ?? .object([:])
    return try await launch(Self.importPath, code, body)
  }

  static let exportPath = ResourcePath(.word("jobs"), .word("export"))
  static let importPath = ResourcePath(.word("jobs"), .word("import"))

  private func launch(_ path: ResourcePath, _ code: Code<Job>, _ body: RawJSON) async throws(CatalogError) -> String {
    let call = Call(
      method: .post, path: try path.appending(.code(code.rawValue)).encoded(), body: Array(body.text.utf8),
      contentType: "application/json", repetition: .creates)
    let answer = try await connection.json(call)
    do throws(CatalogError) {
      let json = try RawJSON(parsing: answer.bytes)
      guard let execution = json["execution_id"]?.string ?? json["execution_id"]?.numberText else {
        throw CatalogError(.unexpectedContent, "the job was launched, but the answer has no `execution_id`")
      }
      return execution
    } catch {
      throw error.naming(call, answer.status)
    }
  }
}
