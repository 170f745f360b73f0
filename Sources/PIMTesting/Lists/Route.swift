/// Where a request goes.
enum Route: Sendable {
  case token
  case root
  case systemInformation
  case list(Resource, parents: [String])
  case item(Resource, parents: [String], code: String)
  case products(ProductForm)
  case product(ProductForm, code: String)
  case draft(ProductForm, code: String)
  case productSearch
  case mediaFiles
  case mediaFile(code: String)
  case download(MediaKind, code: String)

  /// What the route accepts.
  var methods: [String] {
    switch self {
    case .token, .productSearch: ["POST"]
    default: ["GET"]
    }
  }

  /// Finds the route of a path, or nothing.
  init?(_ path: String, dialect: ServerDialect) {
    guard !dialect.refusesEncodedSlashes || !path.lowercased().contains("%2f") else { return nil }
    switch path {
    case "/api/oauth/v1/token": self = .token
    case "/api/rest/v1": self = .root
    case "/api/rest/v1/system-information": self = .systemInformation
    default:
      guard path.hasPrefix("/api/rest/v1/") else { return nil }
      let parts = path.dropFirst(13).split(separator: "/", omittingEmptySubsequences: false).map {
        Percent.decode($0)
      }
      guard !parts.contains(""), let route = Self.find(parts, dialect: dialect) else { return nil }
      self = route
    }
  }

  private static func find(_ parts: [String], dialect: ServerDialect) -> Route? {
    let rest = parts.dropFirst().joined(separator: "/")
    if parts.count > 2, parts.last == "draft", let form = ProductForm.at(parts[0]) {
      return .draft(form, code: String(rest.dropLast(6)))
    }
    switch parts[0] {
    case "products-uuid" where rest == "search" && dialect.knowsProductSearch: return .productSearch
    case "products-uuid" where parts.count <= 2:
      return parts.count == 1 ? .products(.uuid) : .product(.uuid, code: rest)
    case "products": return parts.count == 1 ? .products(.identifier) : .product(.identifier, code: rest)
    case "product-models": return parts.count == 1 ? .products(.model) : .product(.model, code: rest)
    case "media-files":
      if parts.count == 1 { return .mediaFiles }
      guard parts.count > 2, parts.last == "download" else { return .mediaFile(code: rest) }
      return .download(.product, code: String(rest.dropLast(9)))
    case "category-media-files" where parts.count > 2 && parts.last == "download":
      return .download(.category, code: String(rest.dropLast(9)))
    case "asset-media-files" where parts.count > 1: return .download(.asset, code: rest)
    case "reference-entities-media-files" where parts.count > 1: return .download(.referenceEntity, code: rest)
    default: return generic(parts)
    }
  }

  private static func generic(_ parts: [String]) -> Route? {
    for resource in Resource.all {
      let pattern = resource.pattern
      guard parts.count == pattern.count || (resource.hasItems && parts.count == pattern.count + 1),
        zip(pattern, parts).allSatisfy({ $0 == "*" || $0 == $1 })
      else { continue }
      let parents = zip(pattern, parts).filter { $0.0 == "*" }.map(\.1)
      if parts.count == pattern.count { return .list(resource, parents: parents) }
      return .item(resource, parents: parents, code: parts[parts.count - 1])
    }
    return nil
  }
}

/// In which form products are answered.
enum ProductForm: Sendable {
  /// `products-uuid`: known and associated by uuid.
  case uuid
  /// `products`: known and associated by identifier (N8, N13).
  case identifier
  /// `product-models`: associated products by identifier (N8).
  case model

  static func at(_ part: String) -> ProductForm? {
    switch part {
    case "products-uuid": .uuid
    case "products": .identifier
    case "product-models": .model
    default: nil
    }
  }

  var file: CatalogFile { self == .model ? .productModels : .products }

  var path: String {
    switch self {
    case .uuid: "/api/rest/v1/products-uuid"
    case .identifier: "/api/rest/v1/products"
    case .model: "/api/rest/v1/product-models"
    }
  }
}
