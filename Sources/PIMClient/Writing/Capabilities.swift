public import CatalogModels

/// Items that the API writes, in one way or another. What an item lacks does not compile.
///
/// These protocols say what the API can do; they are not for types of one's own.
/// See https://api.akeneo.com/documentation/update.html
public protocol Writable: CatalogEntity {}

extension Writable {
  /// What is sent to create or change such an item.
  public typealias Patch = CatalogPatch<Self>
}

/// Items that `POST` creates.
public protocol Creatable: Writable {}

/// Items that `PATCH` changes one by one, and creates where there is none.
public protocol Updatable: Writable {}

/// Items that `PATCH` changes many at once, and creates where there are none.
public protocol BulkUpsertable: Writable {}

/// Items that `DELETE` removes.
public protocol Deletable: CatalogEntity {}

/// Items that have drafts and proposals (Enterprise Edition).
public protocol Draftable: Updatable {}

extension Product: Creatable, BulkUpsertable, Deletable, Draftable {}
extension IdentifiedProduct: Creatable, BulkUpsertable, Deletable, Draftable {}
extension ProductModel: Creatable, BulkUpsertable, Deletable, Draftable {}

extension Family: Creatable, Updatable, BulkUpsertable, Deletable {}
extension FamilyVariant: Creatable, Updatable, BulkUpsertable {}
extension Attribute: Creatable, Updatable, BulkUpsertable {}
extension AttributeOption: Creatable, Updatable, BulkUpsertable {}
extension AttributeGroup: Creatable, Updatable, BulkUpsertable {}
extension AssociationType: Creatable, Updatable, BulkUpsertable {}
extension Channel: Creatable, Updatable, BulkUpsertable {}
extension CatalogCategory: Creatable, Updatable, BulkUpsertable {}

extension MeasurementFamily: BulkUpsertable {}

extension ReferenceEntity: Updatable {}
extension ReferenceEntityAttribute: Updatable {}
extension ReferenceEntityAttributeOption: Updatable {}
extension ReferenceEntityRecord: Updatable, BulkUpsertable {}

extension AssetFamily: Updatable {}
extension AssetFamilyAttribute: Updatable {}
extension AssetFamilyAttributeOption: Updatable {}
extension Asset: Updatable, BulkUpsertable, Deletable {}
