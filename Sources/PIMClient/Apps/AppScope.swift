/// What an app may do in a PIM. Whoever may write a thing may also read it.
///
/// See https://api.akeneo.com/apps/authentication-and-authorization.html#available-authorization-scopes
public struct AppScope: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The scope's name, such as `read_products`.
  public let rawValue: String

  /// Creates a scope from its name.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// Creates a scope from a literal.
  public init(stringLiteral value: String) { rawValue = value }

  /// The scope's name.
  public var description: String { rawValue }

  /// Products.
  public static let readProducts: AppScope = "read_products"
  /// Products.
  public static let writeProducts: AppScope = "write_products"
  /// Products.
  public static let deleteProducts: AppScope = "delete_products"
  /// Attributes, attribute groups, families and family variants.
  public static let readCatalogStructure: AppScope = "read_catalog_structure"
  /// Attributes, attribute groups, families and family variants.
  public static let writeCatalogStructure: AppScope = "write_catalog_structure"
  /// Attribute options.
  public static let readAttributeOptions: AppScope = "read_attribute_options"
  /// Attribute options.
  public static let writeAttributeOptions: AppScope = "write_attribute_options"
  /// Categories.
  public static let readCategories: AppScope = "read_categories"
  /// Categories.
  public static let writeCategories: AppScope = "write_categories"
  /// Locales and currencies.
  public static let readChannelLocalization: AppScope = "read_channel_localization"
  /// Channels.
  public static let readChannelSettings: AppScope = "read_channel_settings"
  /// Channels.
  public static let writeChannelSettings: AppScope = "write_channel_settings"
  /// Association types.
  public static let readAssociationTypes: AppScope = "read_association_types"
  /// Association types.
  public static let writeAssociationTypes: AppScope = "write_association_types"
  /// The app's catalogs.
  public static let readCatalogs: AppScope = "read_catalogs"
  /// The app's catalogs.
  public static let writeCatalogs: AppScope = "write_catalogs"
  /// The app's catalogs.
  public static let deleteCatalogs: AppScope = "delete_catalogs"
  /// Asset families (Enterprise Edition, as are all below but those of OpenID).
  public static let readAssetFamilies: AppScope = "read_asset_families"
  /// Asset families.
  public static let writeAssetFamilies: AppScope = "write_asset_families"
  /// Assets.
  public static let readAssets: AppScope = "read_assets"
  /// Assets.
  public static let writeAssets: AppScope = "write_assets"
  /// Assets.
  public static let deleteAssets: AppScope = "delete_assets"
  /// Reference entities.
  public static let readReferenceEntities: AppScope = "read_reference_entities"
  /// Reference entities.
  public static let writeReferenceEntities: AppScope = "write_reference_entities"
  /// Records of reference entities.
  public static let readRecords: AppScope = "read_reference_entity_records"
  /// Records of reference entities.
  public static let writeRecords: AppScope = "write_reference_entity_records"
  /// Workflows and their steps.
  public static let readWorkflows: AppScope = "read_workflows"
  /// Who is assigned to the steps of workflows.
  public static let readWorkflowStepAssignees: AppScope = "read_workflow_step_assignees"
  /// The tasks of workflows.
  public static let readWorkflowTasks: AppScope = "read_workflow_tasks"
  /// The tasks of workflows.
  public static let writeWorkflowTasks: AppScope = "write_workflow_tasks"
  /// Suggestions: making them.
  public static let createSuggestions: AppScope = "create_suggestions"
  /// Suggestions: seeing them.
  public static let readSuggestions: AppScope = "read_suggestions"
  /// Suggestions: deciding on them.
  public static let manageSuggestions: AppScope = "manage_suggestions"
  /// OpenID: the user's id. The token then comes with an ``AppToken/idToken``.
  public static let openID: AppScope = "openid"
  /// OpenID: the user's name.
  public static let profile: AppScope = "profile"
  /// OpenID: the user's mail address, which the PIM does not verify.
  public static let email: AppScope = "email"
}
