// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "swift-catalog-sync", path: "../..")],
  targets: [
    // Stands between the program and the C library, so that every allocation is seen.
    .target(name: "AllocationCounter"),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "AllocationCounter",
        .product(name: "CatalogModels", package: "swift-catalog-sync"),
        .product(name: "ValueParser", package: "swift-catalog-sync"),
        .product(name: "PIMClient", package: "swift-catalog-sync"),
        .product(name: "PIMURLSession", package: "swift-catalog-sync"),
        .product(name: "SyncPlanner", package: "swift-catalog-sync"),
        .product(name: "PIMTesting", package: "swift-catalog-sync"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .strictMemorySafety(),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
