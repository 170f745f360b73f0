public import CatalogModels

/// Products, by UUID or by identifier.
public protocol ProductKind: ProductEntity {}

/// Items whose list comes by cursor or by page number, as the client asks.
public protocol HasChosenPaging: CatalogEntity {}

/// Items whose list the server counts.
public protocol Counted: CatalogEntity {}

/// Items that can be asked for by their codes.
public protocol FilteredByCode: CodedEntity {}

/// Items that can be asked for by the time of their last update, later than a moment only.
public protocol FilteredByUpdate: CatalogEntity {}

/// Items of a fixed list, of which some are enabled.
public protocol FilteredByEnabled: CatalogEntity {}

/// Records and assets, whose filters have a form of their own.
public protocol HasEntityValues: ValuedEntity, FilteredByCode {}

extension Product: ProductKind, HasChosenPaging, Counted {}
extension IdentifiedProduct: ProductKind, HasChosenPaging, Counted {}
extension ProductModel: HasChosenPaging, Counted {}
extension Family: Counted, FilteredByCode, FilteredByUpdate {}
extension FamilyVariant: Counted {}
extension Attribute: Counted, FilteredByCode, FilteredByUpdate {}
extension AttributeOption: Counted {}
extension AttributeGroup: Counted, FilteredByCode, FilteredByUpdate {}
extension CatalogCategory: Counted, FilteredByCode, FilteredByUpdate {}
extension AssociationType: Counted {}
extension Channel: Counted {}
extension CatalogLocale: Counted, FilteredByEnabled {}
extension Currency: Counted, FilteredByEnabled {}
extension MediaFile: Counted {}
extension ReferenceEntityRecord: HasEntityValues {}
extension Asset: HasEntityValues {}
