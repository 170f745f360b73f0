public import CatalogModels

/// Items with names by locale that a patch can set.
public protocol TakesLabels: Writable {}

extension Family: TakesLabels {}
extension FamilyVariant: TakesLabels {}
extension Attribute: TakesLabels {}
extension AttributeOption: TakesLabels {}
extension AttributeGroup: TakesLabels {}
extension AssociationType: TakesLabels {}
extension Channel: TakesLabels {}
extension CatalogCategory: TakesLabels {}
extension MeasurementFamily: TakesLabels {}
extension ReferenceEntity: TakesLabels {}
extension ReferenceEntityAttribute: TakesLabels {}
extension ReferenceEntityAttributeOption: TakesLabels {}
extension AssetFamily: TakesLabels {}
extension AssetFamilyAttribute: TakesLabels {}
extension AssetFamilyAttributeOption: TakesLabels {}

extension CatalogPatch where Item: TakesLabels {
  /// Sets the name in a locale; `nil` removes it. Names in other locales stay.
  public mutating func setLabel(_ label: String?, locale: Code<CatalogLocale>) {
    merge(raw: "labels", locale.rawValue, label.patchJSON)
  }
}
