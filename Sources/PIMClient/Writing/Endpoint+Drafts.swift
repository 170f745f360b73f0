public import CatalogModels

/// Drafts hold what a user may not write outright; a proposal asks the owners to approve them (Enterprise Edition).
///
/// See https://api.akeneo.com/documentation/permissions.html
extension Endpoint where Item: Draftable {
  /// The item as the user's draft has it.
  ///
  /// - Throws: `CatalogError` with the code `notFound` where the user has no draft of it, `forbidden` where the user may
  ///   write it outright.
  public func draft(of id: Item.ID) async throws(CatalogError) -> Item {
    let call = Call(path: try resource.path(of: id).appending(.word("draft")).encoded())
    let answer = try await connection.json(call)
    do throws(CatalogError) {
      return try await Self.item(answer.bytes, resource)
    } catch {
      throw error.naming(call, answer.status)
    }
  }

  /// Submits the user's draft for approval.
  ///
  /// - Throws: `CatalogError`. Where its code says that the answer was lost, look at the PIM before submitting again.
  public func submitDraft(of id: Item.ID) async throws(CatalogError) {
    let call = Call(
      method: .post, path: try resource.path(of: id).appending(.word("proposal")).encoded(), body: Array("{}".utf8),
      contentType: "application/json", repetition: .creates)
    _ = try await connection.caller.answer(to: call, authorization: connection.tokens)
  }

  /// Proposes a change of an existing item: reads it, writes the patch, which becomes a draft, and submits it.
  ///
  /// Proposals change what exists and create nothing (N31), so an unknown key fails before anything is written.
  ///
  /// - Throws: `CatalogError`, with the code `notFound` for an item that does not exist.
  public func propose(_ patch: Item.Patch) async throws(CatalogError) {
    do throws(CatalogError) {
      _ = try await get(patch.id)
    } catch {
      guard error.code == .notFound else { throw error }
      var error = error
      error.message = "there is no \(Item.entityName) `\(patch.id)` of which a change could be proposed"
      error.advice = "Proposals change existing items only; a new one is created by a user who may."
      throw error
    }
    try await update(patch)
    try await submitDraft(of: patch.id)
  }
}
