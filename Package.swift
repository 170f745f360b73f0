// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "swift-catalog-sync",
  platforms: [.macOS(.v15), .macCatalyst(.v18), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
  products: [
    .library(name: "CatalogModels", targets: ["CatalogModels"]),
    .library(name: "ValueParser", targets: ["ValueParser"]),
    .library(name: "PIMClient", targets: ["PIMClient"]),
    .library(name: "PIMURLSession", targets: ["PIMURLSession"]),
    .library(name: "SyncPlanner", targets: ["SyncPlanner"]),
    .library(name: "PIMTesting", targets: ["PIMTesting"]),
  ],
  targets: [
    .target(name: "CatalogJSON"),
    .target(name: "CatalogModels", dependencies: ["CatalogJSON"]),
    .target(name: "ValueParser", dependencies: ["CatalogJSON", "CatalogModels"]),
    .target(name: "PIMClient", dependencies: ["CatalogJSON", "CatalogModels"]),
    .target(name: "PIMURLSession", dependencies: ["PIMClient"]),
    .target(
      name: "SyncPlanner", dependencies: ["CatalogJSON", "CatalogModels", "ValueParser", "PIMClient"]),
    .target(
      name: "PIMTesting",
      dependencies: ["CatalogJSON", "CatalogModels", "ValueParser", "PIMClient", "SyncPlanner"]),
    .executableTarget(
      name: "Quickstart",
      dependencies: ["CatalogModels", "ValueParser", "PIMClient", "PIMURLSession", "SyncPlanner", "PIMTesting"],
      path: "Examples/Quickstart"),

    .target(
      name: "TestSupport",
      dependencies: ["CatalogJSON", "CatalogModels", "PIMClient", "PIMTesting"], path: "Tests/Support"),
    .testTarget(name: "CatalogJSONTests", dependencies: ["CatalogJSON", "TestSupport"]),
    .testTarget(name: "CatalogModelsTests", dependencies: ["CatalogJSON", "CatalogModels", "TestSupport"]),
    .testTarget(
      name: "ValueParserTests",
      dependencies: ["CatalogJSON", "CatalogModels", "ValueParser", "PIMTesting", "TestSupport"]),
    .testTarget(
      name: "PIMClientTests", dependencies: ["CatalogJSON", "CatalogModels", "PIMClient", "PIMTesting", "TestSupport"]),
    .testTarget(
      name: "PIMURLSessionTests", dependencies: ["PIMClient", "PIMURLSession", "PIMTesting", "TestSupport"]),
    .testTarget(
      name: "SyncPlannerTests",
      dependencies: [
        "CatalogJSON", "CatalogModels", "ValueParser", "PIMClient", "SyncPlanner", "PIMTesting", "TestSupport",
      ]),
    .testTarget(
      name: "PIMTestingTests",
      dependencies: [
        "CatalogJSON", "CatalogModels", "ValueParser", "PIMClient", "SyncPlanner", "PIMTesting", "TestSupport",
      ]),
    // A process that ends by SIGKILL at a chosen effect, and the tests that start it.
    .executableTarget(
      name: "CrashRunner", dependencies: ["CatalogModels", "SyncPlanner", "TestSupport"], path: "Tests/CrashRunner"),
    .testTarget(name: "CrashTests", dependencies: ["CrashRunner", "TestSupport"]),
    // A PIM on the loopback, beside which CI runs the documentation's programs.
    .executableTarget(
      name: "SandboxRunner", dependencies: ["CatalogModels", "PIMTesting", "TestSupport"], path: "Tests/SandboxRunner"),
    .testTarget(name: "QuickstartTests", dependencies: ["Quickstart", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// One set of language features for every target, so that a file reads the same wherever it lies.
for target in package.targets {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
  ]
  // For this project's own checks; not in the hands of those who depend on the package.
  if Context.environment["CATALOG_SYNC_STRICT"] != nil {
    target.swiftSettings?.append(.treatAllWarnings(as: .error))
  }
}
