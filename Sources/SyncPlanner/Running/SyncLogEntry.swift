public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// An entry of one of the logs that are cut from the events of a run. They lie in the store, the newest so many of each,
/// as ``SyncPolicy/Logs`` says.
public struct SyncLogEntry: Sendable, Hashable {
  /// Grows with each entry of its log.
  public let number: Int
  /// When it was written.
  public let at: Date
  /// The number of the run.
  public let run: Int
  /// The record or item that it is about, where it is about one.
  public let key: RecordKey?
  /// One sentence for people.
  public let text: String
  /// What else belongs to it: an action and its outcome in the log of payloads, the figures of a profile line.
  public let detail: RawJSON?

  /// One of the logs. More cases may come, so a `switch` needs a `default`.
  public enum Log: String, Sendable, Hashable, CaseIterable {
    /// What was done, item by item.
    case activity
    /// What went wrong while the source was read (C13).
    case collecting
    /// What went wrong while records were sent (C13).
    case transmitting
    /// What was sent and what was answered, where that is asked for (C14).
    case payload
    /// What took how long and how much, a line for each feed and direction (C15).
    case profile
  }
}

extension SyncLogEntry: CustomStringConvertible {
  /// Time in UTC, run, record and sentence on one line.
  public var description: String {
    "\(at.utcText) run \(run)\(key.map { " \($0)" } ?? ""): \(text)"
  }
}

extension Date {
  /// `2026-11-21T11:40:10Z`.
  var utcText: String {
    let seconds = Int(timeIntervalSince1970.rounded(.down))
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    var day = rest < 0 ? days - 1 : days
    let second = rest < 0 ? rest + 86_400 : rest
    // The civil calendar, counted from March of the year 0.
    day += 719_468
    let era = (day >= 0 ? day : day - 146_096) / 146_097
    let dayOfEra = day - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let fields = [month, dayOfYear - (153 * shifted + 2) / 5 + 1, second / 3_600, second / 60 % 60, second % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(year)-\(fields[0])-\(fields[1])T\(fields[2]):\(fields[3]):\(fields[4])Z"
  }
}
