internal import CatalogJSON
public import CatalogModels

extension Endpoint where Item: Updatable {
  /// Changes an item, or creates it where there is none: one `PATCH`. It is sent again after failures that pass, which
  /// does no harm (N27); where the first answer was lost, a created item is reported as updated.
  ///
  /// - Throws: `CatalogError`, with the code `unprocessable` and the server's words on each field where it refuses.
  @discardableResult
  public func update(_ patch: Item.Patch) async throws(CatalogError) -> WriteOutcome {
    let call = Call(
      method: .patch, path: try resource.path(of: patch.id).encoded(), body: resource.body(patch),
      contentType: "application/json")
    let answer = try await connection.caller.answer(to: call, authorization: connection.tokens)
    return answer.status == 201 ? .created : .updated
  }
}

extension Endpoint where Item: Deletable {
  /// Deletes an item. That there is none is no error: the outcome says so.
  @discardableResult
  public func delete(_ id: Item.ID) async throws(CatalogError) -> WriteOutcome {
    let call = Call(method: .delete, path: try resource.path(of: id).encoded(), accepts: [404])
    let answer = try await connection.caller.answer(to: call, authorization: connection.tokens)
    return answer.status == 404 ? .absent : .deleted
  }
}

extension Resource {
  /// The path of one item.
  func path(of id: Item.ID) -> ResourcePath { path.appending(.code(key(id))) }
}

extension Resource where Item: Writable {
  /// A patch as the API takes it.
  func body(_ patch: CatalogPatch<Item>) -> [UInt8] {
    let form = ValueForm.of(Item.self)
    return Array(patch.json(keyField: keyField, key: key(patch.id), form).utf8)
  }
}
