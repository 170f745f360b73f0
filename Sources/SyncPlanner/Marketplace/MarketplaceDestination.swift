import CatalogModels

/// A marketplace that takes feeds of XML: messages about products, their relations, images, quantities and prices in an
/// envelope, each with a number under which its processing report says what became of it.
///
/// ```swift
/// let feed = MarketplaceDestination(.init(merchant: "M-1", currency: "EUR")) { document in
///   let id = try await marketplace.submit(document.type.rawValue, document.bytes)
///   return try await marketplace.report(id)
/// }
/// ```
///
/// A marketplace that takes documents in and reports later is given by two closures: one submits a document and gives
/// back the id of the submission, the other is asked what became of it, in this run or in a later one. Until then the
/// records are accepted, which is not done.
///
/// ```swift
/// let feed = MarketplaceDestination(.init(merchant: "M-1", currency: "EUR")) { document in
///   try await marketplace.submit(document.type.rawValue, document.bytes)
/// } report: { submission in
///   try await marketplace.isThrough(submission) ? .processed(marketplace.report(submission)) : .processing
/// }
/// ```
///
/// How the bytes travel is the host's: it hands in a closure that submits a document and gives back its report. What a
/// record needs of the form is checked before anything is sent, and each record that cannot be sent is rejected with its
/// reasons. The same actions give the same bytes, so that what ``render(_:_:)`` shows is what would be sent.
public actor MarketplaceDestination: Destination {
  /// Submits a document and gives back what the marketplace made of it.
  ///
  /// An error that is thrown stands for a document of which nothing is known: its records are then reported as unknown,
  /// and are not sent again by themselves.
  public typealias Submit = @Sendable (Document) async throws -> ProcessingReport

  /// How the marketplace wants its feeds.
  public nonisolated let configuration: Configuration
  let desk: Desk
  private let inventory: (@Sendable (_ place: String?) async throws -> DestinationPage)?
  /// What was submitted, the last first, up to ``logLimit`` entries.
  public internal(set) var log: [LogEntry] = []
  private var submissions = 0
  /// What the marketplace said last of submissions, for the tickets that name them.
  var answers = SubmissionAnswers()
  /// The SKUs that this run wrote to: no later message of it removes them as somebody's old ones.
  private var written: Set<String> = []

  /// The most entries of ``log``.
  public static var logLimit: Int { 200 }

  /// Creates the destination.
  ///
  /// - Parameters:
  ///   - configuration: How the marketplace wants its feeds.
  ///   - inventory: Gives a page of what the marketplace has of this merchant, for matching by SKU; without it nothing
  ///     can be matched.
  ///   - submit: Submits a document.
  public init(
    _ configuration: Configuration, inventory: (@Sendable (_ place: String?) async throws -> DestinationPage)? = nil,
    submit: @escaping Submit
  ) {
    self.configuration = configuration
    self.inventory = inventory
    desk = .reportsAtOnce(submit)
  }

  /// Creates the destination for a marketplace that takes documents in and reports later.
  ///
  /// All documents of a batch are submitted in their order before any of them is reported on. A message on a listing
  /// that another document is to create may therefore be refused; its record is then planned anew by the next run.
  ///
  /// - Parameters:
  ///   - configuration: How the marketplace wants its feeds.
  ///   - inventory: Gives a page of what the marketplace has of this merchant, for matching by SKU; without it nothing
  ///     can be matched.
  ///   - submit: Submits a document and gives back the marketplace's id of the submission. An error stands for a document
  ///     of which nothing is known.
  ///   - report: Tells what became of a submission, of this process or of an earlier one. An error ends the run; what is
  ///     open is remembered, and asked for again by the next.
  public init(
    _ configuration: Configuration, inventory: (@Sendable (_ place: String?) async throws -> DestinationPage)? = nil,
    submit: @escaping @Sendable (Document) async throws -> String,
    report: @escaping @Sendable (_ submission: String) async throws -> Processing
  ) {
    self.configuration = configuration
    self.inventory = inventory
    desk = .reportsLater(submit, report)
  }

  /// How a document is handed in.
  enum Desk: Sendable {
    case reportsAtOnce(Submit)
    case reportsLater(
      @Sendable (Document) async throws -> String, @Sendable (_ submission: String) async throws -> Processing)
  }

  /// One batch at a time: the documents of one are sent in their order.
  public nonisolated var capabilities: DestinationCapabilities {
    DestinationCapabilities(
      identity: "marketplace-\(configuration.merchant)", batchSize: configuration.batchSize, canScan: inventory != nil,
      feeds: configuration.feeds)
  }

  /// A document that was submitted.
  public struct LogEntry: Sendable, Hashable {
    /// The number of the submission, from 1.
    public let number: Int
    /// What its messages are about.
    public let type: MessageType
    /// How many messages it has.
    public let messages: Int
    /// How many bytes.
    public let bytes: Int
    /// What became of records whose messages were not carried out, or were with a warning, with the reason.
    public internal(set) var remarks: [RecordKey: String]
    /// Why nothing is known of it; `nil` where a report came, or may still come.
    public internal(set) var failure: String?
    /// The marketplace's id of the submission, where it reports later.
    public let submission: String?
    /// The document itself, where it is kept: see ``Configuration/keptDocuments``.
    public internal(set) var document: Document?
  }

  /// Renders the messages of a batch, submits them document by document, and reads their reports. A record whose message
  /// was not carried out is left out of the documents that follow. Where the marketplace reports later, records whose
  /// documents it took in are accepted.
  public func apply(_ batch: [SyncAction]) async throws -> [ActionOutcome] {
    let batch = MarketplaceBatch(batch, configuration, &written)
    var outcomes = batch.rejections
    var places: [RecordKey: [Ticket.Place]] = [:]
    for type in MessageType.allCases {
      let (documents, tooLong) = batch.documents(type, leavingOut: Set(outcomes.keys))
      for message in tooLong {
        for key in message.keys { outcomes[key] = .rejected(reason: "its \(type.rawValue) message is too long") }
      }
      for document in documents {
        let sent = await send(document)
        for (key, outcome) in sent.outcomes { outcomes[key] = outcome }
        guard let submission = sent.submission else { continue }
        for (message, keys) in document.messages {
          for key in keys { places[key, default: []].append(.init(type, submission, message)) }
        }
      }
    }
    return batch.listings.map { listing in
      let (key, sku) = (listing.action.key, listing.sku.isEmpty ? nil : listing.sku)
      if let outcome = outcomes[key] { return outcome }
      guard let places = places[key] else { return .applied(destinationID: sku) }
      return .accepted(ticket: Ticket(key: key, sku: sku, places: places).text)
    }
  }

  /// Ends the run.
  public func finish() {
    written = []
    answers = SubmissionAnswers()
  }

  /// A marketplace cannot be read record by record.
  public nonisolated func read(_ keys: [RecordKey]) -> [SyncRecord] { [] }

  /// A page of what the marketplace has of this merchant.
  public nonisolated func scan(_ feed: SyncFeed, after place: String?) async throws -> DestinationPage {
    guard let inventory, configuration.feeds.contains(feed) else { return DestinationPage([]) }
    return try await inventory(place)
  }

  /// What became of the records of a document that did not go through, and its submission where it is reported on later.
  private func send(_ document: Document) async -> (outcomes: [RecordKey: ActionOutcome], submission: String?) {
    submissions += 1
    let number = submissions
    var submission: String?
    var outcomes: [RecordKey: ActionOutcome] = [:]
    var remarks: [RecordKey: String] = [:]
    var failure: String?
    do {
      let report: ProcessingReport
      switch desk {
      case .reportsAtOnce(let submit): report = try await submit(document)
      case .reportsLater(let submit, _):
        submission = try await submit(document)
        report = ProcessingReport()
      }
      for (message, reason) in report.warnings { for key in document.messages[message] ?? [] { remarks[key] = reason } }
      for (message, reason) in report.errors {
        for key in document.messages[message] ?? [] {
          remarks[key] = reason
          outcomes[key] = .rejected(reason: "\(document.type.rawValue): \(reason)")
        }
      }
    } catch {
      failure = "\(error)"
      for key in document.messages.values.joined() {
        outcomes[key] = .unknown(reason: "the \(document.type.rawValue) document had no report: \(error)")
      }
    }
    for (key, count) in document.dropped where remarks[key] == nil {
      remarks[key] = "\(count) control characters were left out"
    }
    log.insert(
      LogEntry(
        number: number, type: document.type, messages: document.messages.count, bytes: document.bytes.count,
        remarks: remarks, failure: failure, submission: submission,
        document: configuration.keptDocuments > 0 ? document : nil), at: 0)
    if log.count > configuration.keptDocuments { log[configuration.keptDocuments].document = nil }
    if log.count > Self.logLimit { log.removeLast() }
    return (outcomes, submission)
  }
}

/// A batch with what is to be sent of it.
struct MarketplaceBatch: Sendable {
  let listings: [MarketplaceListing]
  /// Records that cannot be sent.
  let rejections: [RecordKey: ActionOutcome]
  private let messages: [MarketplaceDestination.MessageType: [FeedMessage]]
  private let builder: DocumentBuilder

  /// - Parameter written: The SKUs that earlier batches of the run wrote to, and then those of this one too.
  init(_ actions: [SyncAction], _ configuration: MarketplaceDestination.Configuration, _ written: inout Set<String>) {
    listings = actions.map { MarketplaceListing($0, configuration) }
    builder = DocumentBuilder(configuration: configuration)
    var rejections: [RecordKey: ActionOutcome] = [:]
    var owners: [String: RecordKey] = [:]
    for listing in listings {
      var problems = listing.problems
      if problems.isEmpty, let owner = owners.updateValue(listing.action.key, forKey: listing.sku) {
        problems = ["\(owner) has the same SKU \(listing.sku)"]
      }
      if !problems.isEmpty {
        rejections[listing.action.key] = .rejected(reason: problems.joined(separator: "; "))
      }
    }
    self.rejections = rejections
    let sound = listings.filter { rejections[$0.action.key] == nil }
    for listing in sound where !listing.goes { written.insert(listing.sku) }
    let taken = written
    var messages = Dictionary(grouping: sound.flatMap { $0.messages(sparing: taken) }, by: \.type)
    messages[.relationship] = MarketplaceListing.relationships(of: sound)
    self.messages = messages
  }

  /// The documents of one type, without the messages of some records.
  func documents(
    _ type: MarketplaceDestination.MessageType, leavingOut keys: Set<RecordKey> = []
  ) -> (documents: [MarketplaceDestination.Document], tooLong: [FeedMessage]) {
    let wanted = (messages[type] ?? []).filter { keys.isDisjoint(with: $0.keys) }
    return builder.documents(of: wanted, type)
  }
}
