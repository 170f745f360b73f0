// Around the Swift blocks of a page: what a reader has at that point, and a page need not repeat.
import CatalogModels
import Foundation
import PIMClient
import PIMTesting
import PIMURLSession
import SyncPlanner
import Testing
import ValueParser

func page(
  origin: URL, credentials: Credentials, transport: any HTTPTransport, client: CatalogClient, pim: SandboxPIM,
  bytes: [UInt8], product: Product, attributes: [Attribute], channels: [Channel], schema: CatalogSchema,
  source: any SyncSource, mapping: any RecordMapping, destination: any Destination, store: any SyncStore,
  engine: SyncEngine, scope: SyncScope, plan: SyncPlan, report: SyncReport
) async throws {
  // the blocks
}
