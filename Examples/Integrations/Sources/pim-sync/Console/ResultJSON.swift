import CatalogModels
import SyncPlanner

extension Console {
  /// A result as JSON, on a line of its own.
  func say(_ json: RawJSON) { say(json.text) }
}

extension SyncPlan {
  /// `{"plan":…,"toSend":N,"feeds":{"products":{"collected":N,"unchanged":N,"create":N,…},…},…}`
  var resultJSON: RawJSON {
    let feeds = summary.orderedFeeds.map { feed in
      let counts = summary[feed]
      let kinds = SyncAction.Kind.allCases.map { ($0.rawValue, RawJSON.int(counts[$0])) }
      return (
        feed.rawValue,
        RawJSON.object([("collected", .int(counts.collected)), ("unchanged", .int(counts.unchanged))] + kinds)
      )
    }
    return .object([
      ("plan", .string(id)), ("digest", .string(digest.description)), ("destination", .string(destination)),
      ("toSend", .int(summary.sent)), ("feeds", .object(feeds)), ("requests", .int(collection?.requests ?? 0)),
      ("diagnostics", .int(collection?.diagnosticCount ?? 0)), ("brakes", .brakes(collection?.brakes ?? [])),
      ("incomplete", .object((collection?.incomplete ?? [:]).map { ($0.key.rawValue, .string($0.value)) })),
    ])
  }
}

extension SyncReport {
  /// `{"plan":…,"success":true,"feeds":{"products":{"collected":N,"created":N,…},…},"seconds":X,…}`
  var resultJSON: RawJSON {
    let feeds = orderedFeeds.map { feed in
      let counts = self[feed]
      let members: [(String, RawJSON)] = [
        ("collected", .int(counts.collected)), ("created", .int(counts.created)), ("linked", .int(counts.linked)),
        ("updated", .int(counts.updated)), ("disabled", .int(counts.disabled)), ("deleted", .int(counts.deleted)),
        ("unchanged", .int(counts.unchanged)), ("alreadyApplied", .int(counts.alreadyApplied)),
        ("skipped", .int(counts.skipped)), ("blocked", .int(counts.blocked)), ("failed", .int(counts.failed)),
        ("unknown", .int(counts.unknown)),
      ]
      return (feed.rawValue, RawJSON.object(members))
    }
    let problems = problems.map { item in
      RawJSON.object([("key", .string(item.key.description)), ("result", .string("\(item.result)"))])
    }
    return .object([
      ("plan", .string(plan)), ("success", .bool(isSuccess)), ("complete", .bool(isComplete)),
      ("feeds", .object(feeds)), ("problems", .array(problems)), ("furtherProblems", .int(furtherProblems)),
      ("requests", .int(collection?.requests ?? 0)), ("diagnostics", .int(collection?.diagnosticCount ?? 0)),
      ("brakes", .brakes(collection?.brakes ?? [])),
      ("seconds", .number("\((duration / .milliseconds(1)).rounded() / 1000)") ?? .null),
    ])
  }
}

extension RawJSON {
  /// What was held back: `[{"release":"disables:products=40","message":…},…]`
  fileprivate static func brakes(_ brakes: [SyncPolicy.Brake]) -> RawJSON {
    .array(brakes.map { .object([("release", .string($0.argument)), ("message", .string($0.description))]) })
  }
}
