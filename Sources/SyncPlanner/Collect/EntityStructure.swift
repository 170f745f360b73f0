import CatalogModels
import PIMClient
import ValueParser

/// Reference entities and asset families with their attributes and options, as far as attributes name them, and as far
/// as those that are named name further ones in turn (B12).
extension PIMCollection {
  func readEntityStructure() async throws {
    var progress = true
    while progress {
      progress = false
      if wantsEntities, structure.entityFailure == nil {
        structure.entityFailure = try await unlessRefused {
          if try await readReferenceEntities() { progress = true }
        }
      }
      if wantsAssets, structure.assetFailure == nil {
        structure.assetFailure = try await unlessRefused {
          if try await readAssetFamilies() { progress = true }
        }
      }
    }
  }

  var wantsEntities: Bool { SyncFeed.ofReferenceEntities.contains { scope.wants($0) } }
  var wantsAssets: Bool { SyncFeed.ofAssets.contains { scope.wants($0) } }

  private func unlessRefused(_ read: () async throws -> Void) async throws -> SyncError? {
    do {
      try await read()
      return nil
    } catch let error as CatalogError where !error.endsCollection {
      return SyncError(reading: error)
    }
  }

  /// Reads the reference entities that are named and not yet known. Whether there were any.
  private func readReferenceEntities() async throws -> Bool {
    let wanted = namedEntities.subtracting(structure.entities.keys)
    guard !wanted.isEmpty else { return false }
    let new = try await client.referenceEntities.all().filter { wanted.contains($0.code.folded) }
    // What is named and not there is not asked for again.
    for code in wanted { structure.entities[code] = .some(nil) }
    for entity in new { structure.entities[entity.code.folded] = entity.code }
    try await deliver(new.map { SourceItem(.referenceEntities, $0) })
    let client = client
    try await sideBySide(new.map(\.code), atOnce: configuration.listsAtOnce) { code in
      let attributes = try await client.attributes(of: code).all()
      var options: [ReferenceEntityAttributeOption] = []
      for attribute in attributes where attribute.type.hasOptions {
        options += try await client.options(of: attribute.code, in: code).all()
      }
      return (attributes, options)
    } then: { code, found in
      let (attributes, options) = found
      structure.entityAttributes += attributes
      schema = schema.adding(attributes: attributes, of: code).adding(options: options, in: code)
      try await deliver(attributes.map { SourceItem(.referenceEntityAttributes, in: code.rawValue, entity: $0) })
      try await deliver(
        options.map {
          SourceItem(.referenceEntityAttributeOptions, in: code.rawValue, $0.attribute?.rawValue ?? "", entity: $0)
        })
    }
    return !new.isEmpty
  }

  /// Reads the asset families that are named and not yet known. Whether there were any.
  private func readAssetFamilies() async throws -> Bool {
    let wanted = namedAssetFamilies.subtracting(structure.assetFamilies.keys)
    guard !wanted.isEmpty else { return false }
    let new = try await client.assetFamilies.all().filter { wanted.contains($0.code.folded) }
    for code in wanted { structure.assetFamilies[code] = .some(nil) }
    for family in new { structure.assetFamilies[family.code.folded] = family.code }
    try await deliver(new.map { SourceItem(.assetFamilies, $0) })
    let client = client
    try await sideBySide(new.map(\.code), atOnce: configuration.listsAtOnce) { code in
      let attributes = try await client.attributes(of: code).all()
      var options: [AssetFamilyAttributeOption] = []
      for attribute in attributes where attribute.type.hasOptions {
        options += try await client.options(of: attribute.code, in: code).all()
      }
      return (attributes, options)
    } then: { code, found in
      let (attributes, options) = found
      structure.assetAttributes += attributes
      schema = schema.adding(attributes: attributes, of: code).adding(options: options, in: code)
      try await deliver(attributes.map { SourceItem(.assetFamilyAttributes, in: code.rawValue, entity: $0) })
      try await deliver(
        options.map {
          SourceItem(.assetFamilyAttributeOptions, in: code.rawValue, $0.attribute?.rawValue ?? "", entity: $0)
        })
    }
    return !new.isEmpty
  }

  /// The folded codes of the reference entities that anything names.
  private var namedEntities: Set<String> {
    let types: Set<AttributeType> = [.referenceEntity, .referenceEntityCollection]
    var codes: Set<String> = []
    for attribute in structure.attributes.values {
      if types.contains(attribute.type.canonical), let name = attribute.referenceDataName {
        codes.insert(name.asciiLowercased)
      }
      codes.formUnion(attribute.tableConfiguration.compactMap { $0.referenceEntity?.folded })
    }
    codes.formUnion(structure.entityAttributes.compactMap { $0.linkedReferenceEntity?.folded })
    codes.formUnion(structure.assetAttributes.compactMap { $0.linkedEntity?.folded })
    return codes
  }

  private var namedAssetFamilies: Set<String> {
    var codes: Set<String> = []
    for attribute in structure.attributes.values where attribute.type.canonical == .assetCollection {
      if let name = attribute.referenceDataName { codes.insert(name.asciiLowercased) }
    }
    codes.formUnion(structure.entityAttributes.compactMap { $0.linkedAssetFamily?.folded })
    codes.formUnion(structure.assetAttributes.compactMap { $0.linkedAssetFamily?.folded })
    return codes
  }
}

extension AttributeType {
  /// Whether an attribute of a reference entity or of an asset family has options.
  var hasOptions: Bool { rawValue == "single_option" || rawValue == "multiple_options" }
}

extension AssetFamilyAttribute {
  /// The reference entity that its values name. The documentation has two names for the field.
  var linkedEntity: Code<ReferenceEntity>? { linkedReferenceEntity ?? raw.code("reference_entity") }
}
