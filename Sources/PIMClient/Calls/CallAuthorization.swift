import CatalogModels

/// Gives calls their token.
protocol CallAuthorization: Sendable {
  /// Whether another token can be had after a refusal.
  var canRenew: Bool { get }
  /// A token, another one than that which was refused; `nil` where calls need none.
  func token(refused: AccessToken?) async throws(CatalogError) -> AccessToken?
  /// What to do about a 401 that stands.
  func explain(_ error: CatalogError, retried: Bool) -> CatalogError
}

/// For the token endpoint itself and the few addresses that are open to all.
struct NoAuthorization: CallAuthorization {
  var canRenew: Bool { false }
  func token(refused: AccessToken?) async throws(CatalogError) -> AccessToken? { nil }
  func explain(_ error: CatalogError, retried: Bool) -> CatalogError { error }
}
