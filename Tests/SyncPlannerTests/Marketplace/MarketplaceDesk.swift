import Synchronization

@testable import SyncPlanner

/// The marketplace's end of a feed: it keeps what it is sent and says what the test wants it to.
final class MarketplaceDesk: Sendable {
  struct Closed: Error, CustomStringConvertible { let description = "closed" }

  private struct State: Sendable {
    var documents: [MarketplaceDestination.Document] = []
    var errors: [MarketplaceDestination.MessageType: [Int: String]] = [:]
    var warnings: [MarketplaceDestination.MessageType: [Int: String]] = [:]
    var closed: Set<MarketplaceDestination.MessageType> = []
    /// What is said of submissions: nothing but that they are being worked on, unless a test says more.
    var processing: [String: MarketplaceDestination.Processing] = [:]
    var questions: [String] = []
    var isUnreachable = false
  }

  private let state = Mutex(State())

  var documents: [MarketplaceDestination.Document] { state.withLock(\.documents) }
  var types: [MarketplaceDestination.MessageType] { documents.map(\.type) }
  var texts: [String] { documents.map { String(decoding: $0.bytes, as: UTF8.self) } }

  /// The last document of a type, as text.
  func text(_ type: MarketplaceDestination.MessageType) -> String {
    documents.last { $0.type == type }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  /// The next reports on documents of a type have this error.
  func refuse(_ type: MarketplaceDestination.MessageType, _ message: Int, _ reason: String) {
    state.withLock { $0.errors[type, default: [:]][message] = reason }
  }

  func warn(_ type: MarketplaceDestination.MessageType, _ message: Int, _ reason: String) {
    state.withLock { $0.warnings[type, default: [:]][message] = reason }
  }

  /// Documents of a type are lost from now on.
  func close(_ type: MarketplaceDestination.MessageType) { state.withLock { _ = $0.closed.insert(type) } }

  func feed(
    _ configuration: MarketplaceDestination.Configuration = .init(merchant: "M-1", currency: "EUR")
  ) -> MarketplaceDestination {
    MarketplaceDestination(configuration) { document in try self.take(document) }
  }

  // MARK: Reports that come later

  /// The submissions that were asked for, question by question.
  var questions: [String] { state.withLock(\.questions) }

  func say(_ answer: MarketplaceDestination.Processing, of submission: String) {
    state.withLock { $0.processing[submission] = answer }
  }

  /// All submissions so far were carried out.
  func processAll() {
    state.withLock { state in
      for number in state.documents.indices where state.processing["F-\(number + 1)"] == nil {
        state.processing["F-\(number + 1)"] = .processed(.init())
      }
    }
  }

  func hangUp(_ isUnreachable: Bool) { state.withLock { $0.isUnreachable = isUnreachable } }

  /// A feed of a marketplace that names submissions F-1, F-2 … and reports later.
  func slowFeed(
    _ configuration: MarketplaceDestination.Configuration = .init(merchant: "M-1", currency: "EUR")
  ) -> MarketplaceDestination {
    MarketplaceDestination(configuration) { document in
      _ = try self.take(document)
      return "F-\(self.documents.count)"
    } report: { submission in
      try self.state.withLock { state in
        state.questions.append(submission)
        if state.isUnreachable { throw Closed() }
        return state.processing[submission] ?? .processing
      }
    }
  }

  private func take(_ document: MarketplaceDestination.Document) throws -> MarketplaceDestination.ProcessingReport {
    try state.withLock { state in
      if state.closed.contains(document.type) { throw Closed() }
      state.documents.append(document)
      return MarketplaceDestination.ProcessingReport(
        errors: state.errors[document.type] ?? [:], warnings: state.warnings[document.type] ?? [:])
    }
  }
}
