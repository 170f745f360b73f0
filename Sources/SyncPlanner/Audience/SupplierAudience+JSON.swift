public import CatalogModels

extension SupplierAudience {
  /// Reads an audience from a JSON file's bytes.
  ///
  /// - Throws: ``SyncError`` `invalidMapping`, with the place in the file.
  public init(parsing bytes: some Sequence<UInt8>) throws(SyncError) {
    self = try MappingFile.read(bytes, as: SupplierAudience.self)
    guard !locales.isEmpty else { throw MappingFile.error(at: "locales", "there is no locale") }
    guard !families.isEmpty else { throw MappingFile.error(at: "families", "there is no family") }
  }

  /// The whole audience.
  public var json: RawJSON { MappingFile.json(of: self) }

  /// Reads what was encoded. Without `feeds`, they are the usual ones.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(String.self, forKey: .name),
      families: try container.decode([Code<Family>].self, forKey: .families),
      locales: try container.decode([Code<CatalogLocale>].self, forKey: .locales),
      channel: try container.decode(Code<Channel>.self, forKey: .channel),
      attributes: try container.decodeIfPresent([Code<Attribute>].self, forKey: .attributes),
      supplier: try container.decode(Code<Attribute>.self, forKey: .supplier),
      reference: try container.decode(Code<Attribute>.self, forKey: .reference),
      feeds: try container.decodeIfPresent([Feed].self, forKey: .feeds) ?? Feed.usual)
  }
}
