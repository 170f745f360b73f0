public import CatalogModels

/// Each addition gives a new schema. What is there already under the same code is replaced. Models are copied out of
/// their pages.
extension CatalogSchema {
  /// Adds attributes of products and product models.
  public consuming func adding(attributes: some Sequence<Attribute>) -> CatalogSchema {
    var schema = self
    for attribute in attributes {
      schema.products.insert(AttributeDefinition(attribute))
      schema.attributesByCode[attribute.code.folded] = attribute.detached()
      if attribute.isMainIdentifier || schema.mainIdentifier == nil && attribute.type.canonical == .identifier {
        schema.mainIdentifier = attribute.code
      }
    }
    return schema
  }

  /// Adds options of attributes of products.
  ///
  /// - Parameters:
  ///   - options: The options.
  ///   - attribute: The attribute, for options that do not name theirs. Without either, an option is left out.
  public consuming func adding(
    options: some Sequence<AttributeOption>, of attribute: Code<Attribute>? = nil
  ) -> CatalogSchema {
    var schema = self
    for option in options {
      guard let owner = option.attribute ?? attribute else { continue }
      schema.products.insert(
        option: option.code.rawValue, labels: option.labels, place: option.sortOrder, of: owner.rawValue)
    }
    return schema
  }

  /// Adds families, which name the attribute that serves as a product's name.
  public consuming func adding(families: some Sequence<Family>) -> CatalogSchema {
    var schema = self
    for family in families { schema.familiesByCode[family.code.folded] = family.detached() }
    return schema
  }

  /// Adds family variants, which tell axes and levels.
  public consuming func adding(familyVariants: some Sequence<FamilyVariant>) -> CatalogSchema {
    var schema = self
    for variant in familyVariants { schema.structures[variant.code.folded] = VariantStructure(variant) }
    return schema
  }

  /// Adds channels. Once a schema has channels, a value for another channel is reported: add all that the PIM has.
  public consuming func adding(channels: some Sequence<Channel>) -> CatalogSchema {
    var schema = self
    for channel in channels {
      schema.channelsByCode[channel.code.folded] = ChannelProfile(channel)
      _ = schema.channelCodes.insert(channel.code.rawValue)
    }
    return schema
  }

  /// Adds locales. Once a schema has locales, a value in another locale is reported: add all that are enabled.
  public consuming func adding(locales: some Sequence<Code<CatalogLocale>>) -> CatalogSchema {
    var schema = self
    for locale in locales { _ = schema.locales.insert(locale.rawValue) }
    return schema
  }

  /// Adds measurement families, which give symbols and convert units.
  public consuming func adding(measurementFamilies: some Sequence<MeasurementFamily>) -> CatalogSchema {
    var schema = self
    for family in measurementFamilies { schema.unitTables[family.code.folded] = UnitTable(family) }
    return schema
  }

  /// Adds attributes of records.
  ///
  /// - Parameters:
  ///   - attributes: The attributes.
  ///   - entity: The reference entity, for attributes that do not name theirs. Without either, an attribute is left out.
  public consuming func adding(
    attributes: some Sequence<ReferenceEntityAttribute>, of entity: Code<ReferenceEntity>? = nil
  ) -> CatalogSchema {
    var schema = self
    for attribute in attributes {
      guard let owner = entity ?? attribute.referenceEntity else { continue }
      schema.records[owner.folded, default: AttributeTable()].insert(AttributeDefinition(attribute))
    }
    return schema
  }

  /// Adds options of attributes of records.
  ///
  /// - Parameters:
  ///   - options: The options.
  ///   - attribute: The attribute, for options that do not name theirs. Without either, an option is left out.
  ///   - entity: The reference entity, for options that do not name theirs.
  public consuming func adding(
    options: some Sequence<ReferenceEntityAttributeOption>, of attribute: Code<ReferenceEntityAttribute>? = nil,
    in entity: Code<ReferenceEntity>? = nil
  ) -> CatalogSchema {
    var schema = self
    for option in options {
      guard let entity = entity ?? option.referenceEntity, let owner = attribute ?? option.attribute else { continue }
      schema.records[entity.folded, default: AttributeTable()].insert(
        option: option.code.rawValue, labels: option.labels, place: nil, of: owner.rawValue)
    }
    return schema
  }

  /// Adds attributes of assets.
  ///
  /// - Parameters:
  ///   - attributes: The attributes.
  ///   - family: The asset family, for attributes that do not name theirs. Without either, an attribute is left out.
  public consuming func adding(
    attributes: some Sequence<AssetFamilyAttribute>, of family: Code<AssetFamily>? = nil
  ) -> CatalogSchema {
    var schema = self
    for attribute in attributes {
      guard let owner = family ?? attribute.assetFamily else { continue }
      schema.assets[owner.folded, default: AttributeTable()].insert(AttributeDefinition(attribute))
    }
    return schema
  }

  /// Adds options of attributes of assets.
  ///
  /// - Parameters:
  ///   - options: The options.
  ///   - attribute: The attribute, for options that do not name theirs. Without either, an option is left out.
  ///   - family: The asset family, for options that do not name theirs.
  public consuming func adding(
    options: some Sequence<AssetFamilyAttributeOption>, of attribute: Code<AssetFamilyAttribute>? = nil,
    in family: Code<AssetFamily>? = nil
  ) -> CatalogSchema {
    var schema = self
    for option in options {
      guard let family = family ?? option.assetFamily, let owner = attribute ?? option.attribute else { continue }
      schema.assets[family.folded, default: AttributeTable()].insert(
        option: option.code.rawValue, labels: option.labels, place: nil, of: owner.rawValue)
    }
    return schema
  }
}
