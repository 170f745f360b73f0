internal import CatalogJSON
public import CatalogModels

extension Endpoint where Item: Creatable {
  /// Creates an item: one `POST`.
  ///
  /// A creation must not happen twice, so it is not simply sent again where its answer is lost (N27). The item is read
  /// back: found, the outcome is ``WriteOutcome/found``; not found, the creation is sent once more.
  ///
  /// - Throws: `CatalogError`, with the code `unprocessable` where the key is taken or the server refuses a field.
  @discardableResult
  public func create(_ patch: Item.Patch) async throws(CatalogError) -> WriteOutcome {
    let call = Call(
      method: .post, path: try resource.path.encoded(), body: resource.body(patch),
      contentType: "application/json", repetition: .creates)
    _ = try resource.path(of: patch.id).encoded()
    let policy = connection.configuration.retry
    var retries = 0
    while true {
      do throws(CatalogError) {
        _ = try await connection.caller.answer(to: call, authorization: connection.tokens)
        return .created
      } catch {
        // A refusal after a lost answer may be of the second attempt only, because the first one took effect late.
        guard error.leavesOutcomeOpen || retries > 0 && error.status == 422 else { throw error }
        guard try await !isThere(patch.id, after: error) else { return .found }
        guard error.leavesOutcomeOpen, retries < policy.retries else { throw error }
        retries += 1
        do {
          try await connection.caller.time.sleep(
            for: policy.delay(beforeRetry: retries, random: connection.configuration.random()))
        } catch {
          throw CatalogError.cancelled(call)
        }
      }
    }
  }

  private func isThere(_ id: Item.ID, after lost: CatalogError) async throws(CatalogError) -> Bool {
    do {
      _ = try await get(id)
      return true
    } catch {
      if error.code == .notFound { return false }
      if error.code == .cancelled { throw error }
      // Whether the item was created cannot be learnt now: the first error says more than this one.
      var lost = lost
      lost.advice = "It is not known whether the item was created: read it back before it is sent again."
      throw lost
    }
  }
}

extension CatalogError {
  /// Whether the server may have acted on the request although it failed.
  var leavesOutcomeOpen: Bool {
    if let status { return status == 408 || status >= 500 }
    return code == .timedOut || code == .connectionLost
  }
}
