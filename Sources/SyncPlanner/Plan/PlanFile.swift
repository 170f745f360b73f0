internal import CatalogJSON

/// The form of a plan's file: JSON lines, of which the first says what it is and on what basis it stands, the last how
/// many actions lie between and what digest they give.
enum PlanFile {
  static let format = "catalog-sync-plan"
  static let version = 1

  static func header(_ basis: SyncPlan.Basis, _ summary: SyncPlan.Summary) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("format")
    writer.string(format)
    writer.key("version")
    writer.number(version)
    basis.write(to: &writer)
    summary.write(to: &writer)
    writer.endObject()
    return writer.bytes
  }

  static func footer(_ plan: SyncPlan) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("actions")
    writer.number(plan.summary.actions)
    writer.key("digest")
    writer.string(plan.digest.description)
    writer.endObject()
    return writer.bytes
  }
}
