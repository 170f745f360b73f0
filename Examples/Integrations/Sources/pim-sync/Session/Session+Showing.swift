import SyncObserving
import SyncPlanner
import SyncSession

extension Session {
  /// Where results and progress go.
  var console: Console { .standard }

  /// Shows an event as progress, and logs it where that is wanted.
  ///
  /// - Parameter plan: The plan that is being applied.
  func show(_ event: SyncEvent, of plan: SyncPlan.Summary? = nil) {
    console.show(event, of: plan)
    if let logger { event.log(to: logger) }
  }
}
