// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "Fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "swift-catalog-sync", path: "../..")],
  targets: [
    // It has no main of its own: libFuzzer's is linked, so it is built with `--sanitize fuzzer` only.
    .executableTarget(
      name: "Fuzzing",
      dependencies: [
        .product(name: "CatalogModels", package: "swift-catalog-sync"),
        .product(name: "ValueParser", package: "swift-catalog-sync"),
        .product(name: "PIMClient", package: "swift-catalog-sync"),
        .product(name: "SyncPlanner", package: "swift-catalog-sync"),
        .product(name: "PIMTesting", package: "swift-catalog-sync"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .strictMemorySafety(),
      ])
  ],
  swiftLanguageModes: [.v6]
)
