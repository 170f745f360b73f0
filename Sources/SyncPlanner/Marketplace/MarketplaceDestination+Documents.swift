import CatalogModels

extension MarketplaceDestination {
  /// A document as it is sent: messages of one type in an envelope.
  public struct Document: Sendable, Hashable {
    /// What the messages are about.
    public let type: MessageType
    /// The document, in UTF-8.
    public let bytes: [UInt8]
    /// The records that each message is about, by message number, from 1.
    public let messages: [Int: [RecordKey]]
    /// Characters that were left out of texts because XML has no way to write them, by record.
    public let dropped: [RecordKey: Int]
  }

  /// What messages are about, in the order in which they are sent.
  /// More cases may come, so a `switch` needs a `default`.
  public enum MessageType: String, Sendable, Hashable, CaseIterable {
    /// Products, and numbers by which they are known.
    case product = "Product"
    /// Which products are variants of which.
    case relationship = "Relationship"
    /// Images.
    case image = "ProductImage"
    /// Quantities.
    case inventory = "Inventory"
    /// Prices.
    case price = "Price"
  }

  /// What a marketplace says of a document.
  public struct ProcessingReport: Sendable, Hashable {
    /// The messages that were not carried out, by number, with the reason. All others were.
    public var errors: [Int: String]
    /// What is worth knowing of messages that were carried out, by number.
    public var warnings: [Int: String]

    /// Creates a report.
    public init(errors: [Int: String] = [:], warnings: [Int: String] = [:]) {
      self.errors = errors
      self.warnings = warnings
    }
  }
}

/// One message: what it is about, what is done, and its content.
struct FeedMessage: Sendable {
  enum Operation: String, Sendable {
    case update = "Update"
    case partialUpdate = "PartialUpdate"
    case delete = "Delete"
  }

  let type: MarketplaceDestination.MessageType
  let operation: Operation
  let keys: [RecordKey]
  /// The elements within the message, indented as they stand in a document.
  let content: [UInt8]
  let dropped: Int

  init(
    _ type: MarketplaceDestination.MessageType, _ operation: Operation, _ keys: [RecordKey],
    _ write: (inout XMLWriter) -> Void
  ) {
    self.type = type
    self.operation = operation
    self.keys = keys
    var writer = XMLWriter(inside: 2)
    writer.start(type.rawValue)
    write(&writer)
    writer.end()
    content = writer.bytes
    dropped = writer.dropped
  }

  /// The whole message.
  func bytes(number: Int) -> [UInt8] {
    var writer = XMLWriter(inside: 1)
    writer.start("Message")
    writer.element("MessageID", "\(number)")
    writer.element("OperationType", operation.rawValue)
    writer.raw(content)
    writer.end()
    return writer.bytes
  }
}

/// Puts messages into documents of bounded length.
struct DocumentBuilder {
  let configuration: MarketplaceDestination.Configuration

  /// The documents of some messages of one type, and the messages that no document could hold.
  func documents(
    of messages: [FeedMessage], _ type: MarketplaceDestination.MessageType
  ) -> (documents: [MarketplaceDestination.Document], tooLong: [FeedMessage]) {
    let frame = head(type).count + foot.count
    var documents: [MarketplaceDestination.Document] = []
    var tooLong: [FeedMessage] = []
    var body: [UInt8] = []
    var keys: [Int: [RecordKey]] = [:]
    var dropped: [RecordKey: Int] = [:]
    func close() {
      guard !keys.isEmpty else { return }
      documents.append(
        MarketplaceDestination.Document(type: type, bytes: head(type) + body + foot, messages: keys, dropped: dropped))
      (body, keys, dropped) = ([], [:], [:])
    }
    for message in messages {
      var bytes = message.bytes(number: keys.count + 1)
      if keys.count >= configuration.messageLimit || frame + body.count + bytes.count > configuration.byteLimit {
        close()
        bytes = message.bytes(number: 1)
        guard frame + bytes.count <= configuration.byteLimit else {
          tooLong.append(message)
          continue
        }
      }
      keys[keys.count + 1] = message.keys
      body += bytes
      if message.dropped > 0 { for key in message.keys { dropped[key, default: 0] += message.dropped } }
    }
    close()
    return (documents, tooLong)
  }

  private func head(_ type: MarketplaceDestination.MessageType) -> [UInt8] {
    var writer = XMLWriter()
    writer.begin()
    writer.start(
      configuration.envelope,
      [
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:noNamespaceSchemaLocation", "amzn-envelope.xsd"),
      ])
    writer.start("Header")
    writer.element("DocumentVersion", configuration.documentVersion)
    writer.element("MerchantIdentifier", configuration.merchant)
    writer.end()
    writer.element("MessageType", type.rawValue)
    if type == .product { writer.element("PurgeAndReplace", "false") }
    return writer.bytes
  }

  private var foot: [UInt8] { Array("</\(configuration.envelope)>\n".utf8) }
}
