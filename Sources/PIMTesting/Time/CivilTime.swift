/// A moment in whole seconds since 1970, and its readings in the forms that the API and HTTP use.
struct CivilTime: Hashable, Comparable, Sendable {
  var seconds: Int

  init(seconds: Int) { self.seconds = seconds }

  init(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0) {
    seconds = Self.days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second
  }

  static func < (a: CivilTime, b: CivilTime) -> Bool { a.seconds < b.seconds }

  /// `2026-02-02T10:00:00+01:00`, read on a clock that far east of Greenwich.
  func iso8601(offset: Int = 0) -> String {
    let fields = Fields(seconds: seconds + offset)
    let zone = "\(offset < 0 ? "-" : "+")\(pad(abs(offset) / 3_600)):\(pad(abs(offset) / 60 % 60))"
    return "\(fields.date)T\(fields.time)\(zone)"
  }

  /// `Mon, 02 Feb 2026 09:00:00 GMT`, as HTTP's `Date` has it.
  var httpDate: String {
    let fields = Fields(seconds: seconds)
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][(fields.dayNumber % 7 + 7) % 7]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "\(weekday), \(pad(fields.day)) \(months[fields.month - 1]) \(fields.year) \(fields.time) GMT"
  }

  /// The moment at which the day began on a clock that far east of Greenwich.
  func startOfDay(offset: Int) -> CivilTime {
    CivilTime(seconds: Fields(seconds: seconds + offset).dayNumber * 86_400 - offset)
  }

  /// Days from 1970-01-01 in the Gregorian calendar.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private struct Fields {
    let dayNumber, year, month, day, hour, minute, second: Int

    init(seconds: Int) {
      dayNumber = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
      let rest = seconds - dayNumber * 86_400
      (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60)
      let shifted = dayNumber + 719_468
      let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
      let dayOfEra = shifted - era * 146_097
      let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
      let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
      let shiftedMonth = (5 * dayOfYear + 2) / 153
      day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
      month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
      year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var date: String { "\(year)-\(pad(month))-\(pad(day))" }
    var time: String { "\(pad(hour)):\(pad(minute)):\(pad(second))" }
  }
}

private func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
