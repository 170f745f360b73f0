public import CatalogModels

extension CatalogSchema {
  /// The values that hold for a product, those of its parents included.
  ///
  /// - Parameters:
  ///   - product: The product: simple, or a variant.
  ///   - parents: Its parents, in any order; other product models among them are passed over.
  public func effectiveValues(of product: Product, parents: some Sequence<ProductModel>) -> EffectiveValues {
    effectiveValues(typed(product), parent: product.parent, variant: nil, parents)
  }

  /// The values that hold for a product that was read by its identifier, those of its parents included.
  ///
  /// - Parameters:
  ///   - product: The product: simple, or a variant.
  ///   - parents: Its parents, in any order; other product models among them are passed over.
  public func effectiveValues(of product: IdentifiedProduct, parents: some Sequence<ProductModel>) -> EffectiveValues {
    effectiveValues(typed(product), parent: product.parent, variant: nil, parents)
  }

  /// The values that hold for a product model, those of its parent included.
  ///
  /// - Parameters:
  ///   - model: The product model.
  ///   - parents: Its parent, where it has one; other product models are passed over.
  public func effectiveValues(of model: ProductModel, parents: some Sequence<ProductModel>) -> EffectiveValues {
    effectiveValues(typed(model), parent: model.parent, variant: model.familyVariant, parents)
  }

  private func effectiveValues(
    _ own: TypedValues, parent: Code<ProductModel>?, variant: Code<FamilyVariant>?,
    _ parents: some Sequence<ProductModel>
  ) -> EffectiveValues {
    let known = Dictionary(parents.map { ($0.code.folded, $0) }) { first, _ in first }
    var chain: [ProductModel] = []
    var missing: Code<ProductModel>?
    var next = parent
    // The API knows two levels of parents; a longer chain, or one in a circle, is cut.
    while let code = next, chain.count < 4, !chain.contains(where: { $0.code.matches(code) }) {
      guard let model = known[code.folded] else {
        missing = code
        break
      }
      chain.append(model)
      next = model.parent
    }

    let structure = (variant ?? chain.lazy.compactMap(\.familyVariant).first).flatMap { self.structure(of: $0) }
    // With all parents known, their number is the level; else the structure tells on which level products stand.
    let isModel = variant != nil
    let level = missing == nil ? chain.count : isModel ? chain.count + 1 : max(structure?.depth ?? 0, chain.count + 1)
    var values = own
    var present = chain.isEmpty ? [] : Set((own.map(\.key) + own.converted.map(\.key)))
    for (distance, model) in chain.enumerated() {
      inherit(from: model, on: level - 1 - distance, structure, into: &values, &present)
    }
    let lineage = chain.reversed().map { ValueOwner.productModel($0.code) } + [own.owner]
    return EffectiveValues(
      values: values, structure: structure, lineage: lineage, level: level, missingParent: missing)
  }

  /// Takes what the item lacks from a parent: only attributes that the parent's level or one above it owns.
  private func inherit(
    from model: ProductModel, on level: Int, _ structure: VariantStructure?, into values: inout TypedValues,
    _ present: inout Set<ValueKey>
  ) {
    let lacking = model.values.filter { value in
      (structure?.level(of: value.attribute) ?? 0) <= level
        && !present.contains(ValueKey(value.attribute, value.locale, value.channel))
    }
    guard !lacking.isEmpty else { return }
    var typer = ValueTyper(schema: self, owner: .productModel(model.code), capacity: lacking.count)
    typer.type(lacking)
    values.merge(typer.finish())
    present.formUnion(lacking.map { ValueKey($0.attribute, $0.locale, $0.channel) })
  }
}

/// An attribute, a locale and a channel, in the case in which codes are compared.
struct ValueKey: Hashable {
  private let attribute: String
  private let locale: String?
  private let channel: String?

  init(_ attribute: Code<Attribute>, _ locale: Code<CatalogLocale>?, _ channel: Code<Channel>?) {
    self.attribute = attribute.folded
    self.locale = locale?.folded
    self.channel = channel?.folded
  }
}

extension TypedValue {
  fileprivate var key: ValueKey { ValueKey(attribute, locale, channel) }
}
