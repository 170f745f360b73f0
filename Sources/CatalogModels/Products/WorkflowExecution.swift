#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A run of a workflow over a product or a product model, where the server was asked for these
/// (`with_workflow_execution_statuses`).
public struct WorkflowExecution: Sendable, Hashable, Codable {
  /// The run's UUID.
  public let uuid: UUID?
  /// How far it is, such as `in_progress` or `completed`.
  public let status: String
  /// When it started.
  public let startedAt: Date?
  /// When it ended.
  public let completedAt: Date?
  /// The workflow's code.
  public let workflow: String?
  /// The workflow's names.
  public let labels: Labels
  /// The open tasks.
  public let tasks: [Task]

  /// A step of a workflow that waits for somebody, or did.
  public struct Task: Sendable, Hashable, Codable {
    /// The task's UUID.
    public let uuid: UUID?
    /// How far it is, such as `in_progress`.
    public let status: String
    /// When it came up.
    public let createdAt: Date?
    /// The step's code.
    public let step: String?
    /// The step's names.
    public let labels: Labels
  }
}

extension RawObject {
  /// The field `workflow_execution_statuses`.
  package var workflowExecutions: [WorkflowExecution] {
    (self["workflow_execution_statuses"]?.list ?? []).compactMap { run in
      guard let status = run["status"]?.string else { return nil }
      let workflow = run["workflow"]
      return WorkflowExecution(
        uuid: run.uuid("uuid"), status: status, startedAt: run.date("started_at"),
        completedAt: run.date("completed_at"), workflow: workflow?["code"]?.string, labels: Labels(workflow?["labels"]),
        tasks: (run["tasks"]?.list ?? []).compactMap { task in
          guard let status = task["status"]?.string else { return nil }
          let step = task["step"]
          return WorkflowExecution.Task(
            uuid: task.uuid("uuid"), status: status, createdAt: task.date("created_at"), step: step?["code"]?.string,
            labels: Labels(step?["labels"]))
        })
    }
  }
}

extension RawJSON {
  fileprivate func uuid(_ name: String) -> UUID? { self[name].flatMap { UUID($0) } }
  fileprivate func date(_ name: String) -> Date? { self[name]?.string.flatMap(Date.init(catalogText:)) }
}
