import CatalogModels

/// One operation of the API: a method and a path whose codes are left open, written as `{}`.
package struct APIOperation: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The method's name.
  package let method: String
  /// The path from `/api` on.
  package let path: String

  /// Creates an operation. Whatever stands in braces in the path is left open.
  package init(_ method: String, _ path: String) {
    self.method = method.uppercased()
    self.path = path.split(separator: "/", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("{") && $0.hasSuffix("}") ? "{}" : String($0) }.joined(separator: "/")
  }

  init(_ method: HTTPMethod, _ path: ResourcePath) {
    self.init(method.rawValue, path.template)
  }

  /// The method and the path.
  package var description: String { "\(method) \(path)" }

  /// The order of the paths, then of the methods.
  package static func < (a: APIOperation, b: APIOperation) -> Bool { (a.path, a.method) < (b.path, b.method) }
}

extension ResourcePath {
  /// The path with its codes left open.
  var template: String {
    parts.reduce("/api/rest/v1") { path, part in
      switch part {
      case .word(let word): "\(path)/\(word)"
      case .code: "\(path)/{}"
      }
    }
  }
}

extension Endpoint {
  /// All operations that the endpoint makes: what its descriptor has for reading, and what the protocols of its items
  /// allow for writing.
  package var operations: Set<APIOperation> {
    let one = resource.path.appending(.code("code"))
    var all: Set = [APIOperation(.get, resource.path)]
    if resource.hasItems { all.insert(APIOperation(.get, one)) }
    if let search = resource.searchPath { all.insert(APIOperation(.post, search)) }
    if Item.self is any Creatable.Type { all.insert(APIOperation(.post, resource.path)) }
    if Item.self is any BulkUpsertable.Type { all.insert(APIOperation(.patch, resource.path)) }
    if Item.self is any Updatable.Type { all.insert(APIOperation(.patch, one)) }
    if Item.self is any Deletable.Type { all.insert(APIOperation(.delete, one)) }
    if Item.self is any Draftable.Type {
      all.insert(APIOperation(.get, one.appending(.word("draft"))))
      all.insert(APIOperation(.post, one.appending(.word("proposal"))))
    }
    return all
  }
}

extension MediaFiles {
  /// All operations on the bytes of media files.
  package var operations: Set<APIOperation> {
    let kinds: [Kind] = [.product, .asset, .referenceEntity, .category]
    return kinds.reduce(into: []) { all, kind in
      all.insert(APIOperation(.get, kind.path(of: "code")))
      all.insert(APIOperation(.post, kind.path))
    }
  }
}

extension Jobs {
  /// The launches.
  package var operations: Set<APIOperation> {
    [
      APIOperation(.post, Self.exportPath.appending(.code("code"))),
      APIOperation(.post, Self.importPath.appending(.code("code"))),
    ]
  }
}

extension CatalogClient {
  /// All operations that the client makes.
  package var operations: Set<APIOperation> {
    let sets = [
      products.operations, productsByIdentifier.operations, productModels.operations, mediaFiles.operations,
      families.operations, familyVariants(of: "family").operations, attributes.operations,
      options(of: "attribute").operations, attributeGroups.operations, associationTypes.operations,
      categories.operations, channels.operations, locales.operations, currencies.operations,
      measurementFamilies.operations,
      referenceEntities.operations, attributes(of: Code<ReferenceEntity>("entity")).operations,
      options(of: "attribute", in: Code<ReferenceEntity>("entity")).operations, records(of: "entity").operations,
      assetFamilies.operations, attributes(of: Code<AssetFamily>("family")).operations,
      options(of: "attribute", in: Code<AssetFamily>("family")).operations, assets(of: "family").operations,
      appCatalogs.operations, media.operations, jobs.operations,
    ]
    let others: Set = [
      APIOperation("GET", Self.rootPath), APIOperation("GET", Self.systemPath),
      APIOperation("POST", PasswordGrant.path),
    ]
    return sets.reduce(others) { $0.union($1) }
  }
}
