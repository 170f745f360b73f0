import CatalogJSON
import CatalogModels

extension MarketplaceDestination {
  /// What a marketplace that reports later says of a submission. More cases may come, so a `switch` needs a `default`.
  public enum Processing: Sendable, Hashable {
    /// It is still being worked on.
    case processing
    /// It was worked on, message by message.
    case processed(ProcessingReport)
    /// None of it was carried out, such as when its processing was cancelled: its records may be sent again.
    case refused(reason: String)
    /// The marketplace does not know it, or no longer: what became of its records is for somebody to find out.
    case unknown
  }

  /// What an accepted action is asked for by: all that another process needs to find its report again.
  struct Ticket: Hashable {
    let key: RecordKey
    let sku: String?
    let places: [Place]

    /// A message of a submission.
    struct Place: Hashable {
      let type: String
      let submission: String
      let message: Int

      init(_ type: MessageType, _ submission: String, _ message: Int) {
        self.init(type: type.rawValue, submission: submission, message: message)
      }

      fileprivate init(type: String, submission: String, message: Int) {
        self.type = type
        self.submission = submission
        self.message = message
      }
    }
  }
}

extension MarketplaceDestination {
  /// What became of the records of accepted actions, as far as the marketplace reports on all of their messages.
  ///
  /// - Throws: ``SyncError`` with `corrupted` for a ticket that is none of a marketplace's; what the host's closure throws.
  public func outcomes(of ticket: String) async throws -> [RecordKey: ActionOutcome] {
    let ticket = try Ticket(ticket)
    guard case .reportsLater(_, let report) = desk else {
      return [ticket.key: .unknown(reason: "the marketplace is set up as one that reports at once")]
    }
    var found: [Ticket.Place: Processing] = [:]
    for place in ticket.places {
      let answer: Processing
      if let known = answers.known(on: place.submission, to: ticket) {
        answer = known
      } else {
        answer = try await report(place.submission)
        answers.note(answer, on: place.submission, to: ticket)
      }
      if case .processing = answer { return [:] }
      found[place] = answer
    }
    return [ticket.key: outcome(of: ticket, found)]
  }

  private func outcome(of ticket: Ticket, _ found: [Ticket.Place: Processing]) -> ActionOutcome {
    var lost: [String] = []
    var rejected: [String] = []
    var failed: [String] = []
    for place in ticket.places {
      switch found[place] {
      case .processing, nil: break
      case .unknown: lost.append("the marketplace does not know the submission \(place.submission)")
      case .refused(let reason): failed.append("\(place.type): \(reason)")
      case .processed(let processed):
        if let reason = processed.errors[place.message] { rejected.append("\(place.type): \(reason)") }
        if let remark = processed.errors[place.message] ?? processed.warnings[place.message] {
          note(remark, on: ticket.key, of: place.submission)
        }
      }
    }
    if !lost.isEmpty { return .unknown(reason: lost.joined(separator: "; ")) }
    if !rejected.isEmpty { return .rejected(reason: rejected.joined(separator: "; ")) }
    if !failed.isEmpty { return .failed(reason: failed.joined(separator: "; ")) }
    return .applied(destinationID: ticket.sku)
  }

  private func note(_ text: String, on key: RecordKey, of submission: String) {
    guard let place = log.firstIndex(where: { $0.submission == submission }) else { return }
    log[place].remarks[key] = text
  }
}

extension MarketplaceDestination.Ticket {
  /// The ticket as it is remembered: a line of JSON.
  var text: String {
    let places = places.map { place -> RawJSON in
      [.string(place.type), .string(place.submission), .int(place.message)]
    }
    var members: [(String, RawJSON)] = [
      ("messages", .array(places)), ("feed", .string(key.feed.rawValue)), ("id", .string(key.id)),
    ]
    if let sku { members.append(("sku", .string(sku))) }
    return RawJSON.object(members).text
  }

  init(_ text: String) throws(SyncError) {
    guard let json = try? RawJSON(parsing: text.utf8), let feed = json["feed"]?.string, let id = json["id"]?.string,
      let messages = json["messages"]?.list
    else { throw SyncError(.corrupted, "The ticket \(text.prefix(100)) is none of a marketplace feed's.") }
    var places: [Place] = []
    for message in messages {
      guard let type = message[0]?.string, let submission = message[1]?.string, let number = message[2]?.int else {
        throw SyncError(.corrupted, "The ticket \(text.prefix(100)) is none of a marketplace feed's.")
      }
      places.append(Place(type: type, submission: submission, message: number))
    }
    self.init(key: RecordKey(SyncFeed(rawValue: feed), id), sku: json["sku"]?.string, places: places)
  }
}

/// What the marketplace said of submissions. All tickets of a submission are served by one answer; it is asked anew when a
/// ticket comes back, which shows that another round began.
struct SubmissionAnswers: Sendable {
  private var answers: [String: Answer] = [:]

  private struct Answer: Sendable {
    var answer: MarketplaceDestination.Processing
    var served: Set<RecordKey>
  }

  mutating func known(on submission: String, to ticket: MarketplaceDestination.Ticket) -> MarketplaceDestination
    .Processing?
  {
    guard var answer = answers[submission] else { return nil }
    let isNew = answer.served.insert(ticket.key).inserted
    if case .processing = answer.answer, !isNew { return nil }
    answers[submission] = answer
    return answer.answer
  }

  mutating func note(
    _ answer: MarketplaceDestination.Processing, on submission: String, to ticket: MarketplaceDestination.Ticket
  ) {
    answers[submission] = Answer(answer: answer, served: [ticket.key])
  }
}
