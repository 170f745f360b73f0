public import PIMClient

/// A PIM as a source: reads what a scope wants of it, in dependency order, with few pages in memory at a time.
///
/// First comes what describes the catalog: the channel with its locales and currencies, families and their variants,
/// attributes, options, the categories of the channel's tree, reference entities and asset families. Then product
/// models and products, and at last the records and assets that their values name, followed through records that name
/// further ones until nothing new is named.
///
/// Independent lists are read side by side, within the client's own limit of calls at once.
public struct PIMSource: SyncSource {
  let client: CatalogClient
  let configuration: Configuration

  /// How a PIM is read.
  public struct Configuration: Sendable {
    /// How far a run of changes looks back behind the start of the run before it: as long as the server's search index
    /// may lag. What is read twice is recognised and changes nothing.
    public var overlap: Duration = .seconds(600)
    /// How many lists are read side by side. The client keeps to its own limit beneath.
    public var listsAtOnce = 4
    /// How many parts of a large list of products or product models are read at once; 1 for the list as it stands, which
    /// is the default. More is faster where the PIM can take it, and costs some questions beforehand.
    public var partsAtOnce = 1
    /// Whether completenesses and quality scores come with products and product models. They cost the server time.
    public var includesScores = false

    /// Creates a configuration.
    public init() {}
  }

  /// Creates a source.
  public init(_ client: CatalogClient, configuration: Configuration = Configuration()) {
    self.client = client
    self.configuration = configuration
  }

  /// Reads what the request asks for.
  ///
  /// - Throws: ``SyncError`` `invalidScope` where the scope names what the PIM does not have, and `source` with the
  ///   client's error where the PIM cannot be reached, refuses the credentials, or what everything else rests on
  ///   cannot be read.
  public func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws {
    try await PIMCollection(client, configuration, request, deliver).run()
  }
}
