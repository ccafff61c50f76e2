// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

extension Target.Dependency {
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let sqlite = product(name: "GRDBSQLite", package: "GRDB.swift")
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
    static let hummingbirdTLS = product(name: "HummingbirdTLS", package: "hummingbird")
    static let hummingbirdTesting = product(name: "HummingbirdTesting", package: "hummingbird")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let logging = product(name: "Logging", package: "swift-log")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
    static let serviceLifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let yams = product(name: "Yams", package: "Yams")
}

let package = Package(
    name: "sluice",
    products: [
        .executable(name: "sluice", targets: ["sluice"]),
        .library(name: "DataspaceProtocol", targets: ["DataspaceProtocol"]),
        .library(name: "EvidenceLog", targets: ["EvidenceLog"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client.git", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
    ],
    targets: [
        // Pure: no clock, no network, no files.
        .target(name: "Primitives", dependencies: [.crypto], swiftSettings: strict),
        .target(name: "UsagePolicy", dependencies: ["Primitives"], swiftSettings: strict),
        .target(name: "Casework", dependencies: ["Primitives"], swiftSettings: strict),
        .target(name: "DataspaceProtocol", dependencies: ["Primitives"], swiftSettings: strict),
        .target(name: "EvidenceLog", dependencies: ["Primitives", .crypto], swiftSettings: strict),
        // The system's OpenSSL, for the national algorithms; swift-crypto has its own copy of BoringSSL under other names.
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        // The system's zlib: status lists of credentials are gzip-compressed.
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "Identity",
            dependencies: ["COpenSSL", "CZlib", "Primitives", .crypto],
            swiftSettings: strict
        ),
        // Servers.
        .target(
            name: "ServerKit",
            dependencies: [
                "Primitives", .asyncHTTPClient, .crypto, .grdb, .httpTypes, .hummingbird, .hummingbirdCore,
                .hummingbirdTLS, .logging, .nioCore, .nioHTTP1, .nioPosix, .nioSSL, .serviceLifecycle, .yams,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Node",
            dependencies: [
                "DataspaceProtocol", "EvidenceLog", "Identity", "Primitives", "ServerKit", .httpTypes, .hummingbird,
                .logging, .nioCore, .serviceLifecycle,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Connector",
            dependencies: [
                "DataspaceProtocol", "EvidenceLog", "Identity", "Node", "Primitives", "ServerKit", "UsagePolicy",
                .crypto, .grdb, .sqlite, .httpTypes, .hummingbird, .logging, .nioCore, .nioPosix, .serviceLifecycle,
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "sluice",
            dependencies: [
                "Casework", "Connector", "DataspaceProtocol", "EvidenceLog", "Identity", "Node", "Primitives",
                "ServerKit", "UsagePolicy",
                .argumentParser, .asyncHTTPClient, .crypto, .httpTypes, .hummingbird, .logging, .nioCore, .nioPosix,
                .serviceLifecycle, .unixSignals, .yams,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "UsagePolicyTests",
            dependencies: ["Primitives", "UsagePolicy"],
            swiftSettings: strict
        ),
        .target(
            name: "TestKit",
            dependencies: [
                "Connector", "DataspaceProtocol", "EvidenceLog", "Identity", "Node", "Primitives", "ServerKit",
                "UsagePolicy", .logging,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ConnectorTests",
            dependencies: [
                "Connector", "DataspaceProtocol", "EvidenceLog", "Identity", "Node", "Primitives", "ServerKit",
                "TestKit", "UsagePolicy", .httpTypes, .hummingbird, .hummingbirdTesting, .logging, .nioCore, .nioPosix,
                .serviceLifecycle,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "NodeTests",
            dependencies: ["EvidenceLog", "Identity", "Node", "Primitives", "ServerKit", "TestKit", .logging],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ScenarioTests",
            dependencies: [
                "Connector", "DataspaceProtocol", "EvidenceLog", "Node", "Primitives", "ServerKit", "TestKit", .logging,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "DataspaceProtocolTests",
            dependencies: ["DataspaceProtocol", "Primitives"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EvidenceLogTests",
            dependencies: ["EvidenceLog", "Primitives"],
            swiftSettings: strict
        ),
        .testTarget(name: "CaseworkTests", dependencies: ["Casework", "Primitives"], swiftSettings: strict),
        .testTarget(name: "IdentityTests", dependencies: ["Identity", "Primitives"], swiftSettings: strict),
        .testTarget(name: "TidyTests", swiftSettings: strict),
        .testTarget(name: "PrimitivesTests", dependencies: ["Primitives"], swiftSettings: strict),
        .testTarget(
            name: "ServerKitTests",
            dependencies: [
                "Primitives", "ServerKit", .httpTypes, .hummingbird, .hummingbirdTesting, .logging, .nioCore, .nioPosix,
                .nioSSL,
            ],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)
