import CatalogModels
public import PIMClient

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension RecordKey {
  /// The item of which an event says that it was deleted; `nil` for other events, and where it names none that can be
  /// told for sure, such as a product by its identifier alone.
  ///
  /// An event is a hint and no proof (N34): given to ``SyncEngine/plan(_:_:deleted:releasing:only:progress:)``, it counts where
  /// the PIM does not have the item.
  public init?(deletedIn event: PIMEvent) {
    guard event.change == .deleted else { return nil }
    switch event.subject {
    case .product(let uuid?, _): self.init(.products, uuid.uuidString.lowercased())
    case .productModel(let code): self.init(.productModels, code.rawValue)
    case .family(let code): self.init(.families, code.rawValue)
    case .attribute(let code): self.init(.attributes, code.rawValue)
    case .attributeGroup(let code): self.init(.attributeGroups, code.rawValue)
    case .attributeOption(let code, let attribute): self.init(.attributeOptions, "\(attribute)/\(code)")
    case .category(let code): self.init(.categories, code.rawValue)
    case .record(let code, let entity): self.init(.referenceEntityRecords, "\(entity)/\(code)")
    case .asset(let code, let family): self.init(.assets, "\(family)/\(code)")
    default: return nil
    }
  }
}
