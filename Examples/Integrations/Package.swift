// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "Integrations",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "PIMAsyncHTTPClient", targets: ["PIMAsyncHTTPClient"]),
    .library(name: "SyncObserving", targets: ["SyncObserving"]),
    .library(name: "SyncSQLite", targets: ["SyncSQLite"]),
    .library(name: "SyncPostgres", targets: ["SyncPostgres"]),
    .executable(name: "pim-sandbox", targets: ["pim-sandbox"]),
    .executable(name: "pim-sync", targets: ["pim-sync"]),
    .executable(name: "sync-dashboard", targets: ["sync-dashboard"]),
  ],
  dependencies: [
    .package(name: "swift-catalog-sync", path: "../.."),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .target(
      name: "PIMAsyncHTTPClient",
      dependencies: [
        .product(name: "PIMClient", package: "swift-catalog-sync"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    .target(
      name: "SyncObserving",
      dependencies: [
        .product(name: "CatalogModels", package: "swift-catalog-sync"),
        .product(name: "PIMClient", package: "swift-catalog-sync"),
        .product(name: "SyncPlanner", package: "swift-catalog-sync"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
      ]),
    .target(
      name: "SyncSQLite",
      dependencies: [
        .product(name: "SyncPlanner", package: "swift-catalog-sync"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(
      name: "SyncPostgres",
      dependencies: [
        "CPostgres",
        .product(name: "CatalogModels", package: "swift-catalog-sync"),
        .product(name: "PIMClient", package: "swift-catalog-sync"),
        .product(name: "SyncPlanner", package: "swift-catalog-sync"),
      ]),
    .target(
      name: "SandboxHTTP",
      dependencies: [
        .product(name: "PIMClient", package: "swift-catalog-sync"),
        .product(name: "PIMTesting", package: "swift-catalog-sync"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    .executableTarget(
      name: "pim-sandbox",
      dependencies: [
        "SandboxHTTP",
        .product(name: "PIMClient", package: "swift-catalog-sync"),
        .product(name: "PIMTesting", package: "swift-catalog-sync"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "SyncSession",
      dependencies: [
        "PIMAsyncHTTPClient", "SyncObserving", "SyncSQLite", "SyncPostgres",
        .product(name: "CatalogModels", package: "swift-catalog-sync"),
        .product(name: "PIMClient", package: "swift-catalog-sync"),
        .product(name: "SyncPlanner", package: "swift-catalog-sync"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .executableTarget(
      name: "pim-sync",
      dependencies: [
        "SyncObserving", "SyncPostgres", "SyncSession",
        .product(name: "CatalogModels", package: "swift-catalog-sync"),
        .product(name: "PIMClient", package: "swift-catalog-sync"),
        .product(name: "SyncPlanner", package: "swift-catalog-sync"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "sync-dashboard",
      dependencies: [
        "SandboxHTTP", "SyncSession",
        .product(name: "CatalogModels", package: "swift-catalog-sync"),
        .product(name: "SyncPlanner", package: "swift-catalog-sync"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(
      name: "IntegrationsTests",
      dependencies: [
        "PIMAsyncHTTPClient", "SyncObserving", "SyncSQLite", "SyncPostgres", "SandboxHTTP",
        .product(name: "CatalogModels", package: "swift-catalog-sync"),
        .product(name: "PIMClient", package: "swift-catalog-sync"),
        .product(name: "PIMTesting", package: "swift-catalog-sync"),
        .product(name: "SyncPlanner", package: "swift-catalog-sync"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
  ]
}
