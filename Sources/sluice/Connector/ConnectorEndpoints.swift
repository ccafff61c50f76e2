import ArgumentParser
import Foundation
import HTTPTypes
import Logging
import Primitives
import ServerKit

/// `sluice connector endpoints`: every address that a connector serves, and who may call it.
struct ConnectorEndpoints: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "endpoints",
        abstract: "List every address that a connector serves, and who may call it. 列出全部接口与访问权限。"
    )

    @OptionGroup var output: OutputOptions

    private static let columns = [
        Column("LISTENER", "监听", "listener"), Column("METHOD", "方法", "method"), Column("PATH", "路径", "path"),
        Column("ACCESS", "权限", "access"),
    ]

    /// A node that serves all there is: credentials in all three roles, tokens for programs of its own, cosignatures for a log.
    private static let everything = """
        participant: {id: "did:web:localhost%3A8282"}
        issuer: {credentials: [{type: MembershipCredential}]}
        sts: {clients: [{id: endpoints, secret: endpoints}]}
        evidence: {witness: {logs: ["witnessed.invalid/log+3d33a7fc+AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g"]}}
        """

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sluice-" + World.real.uuid()).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try DataFolder.writeSecret(Self.everything, to: folder + "/everything.yaml")
        let settings = try ConnectorSettings(
            file: folder + "/everything.yaml",
            environment: [:],
            overrides: [
                "data=\(folder)", "log=critical", "secrets.demonstration=true", "secrets.keyFile=\(folder)/key",
            ]
        )
        // A whole connector is built in a folder of its own, so that the list is what would be served; nothing listens.
        let server = try await ConnectorServer.build(settings, logger: Logging.logger(level: "critical"))
        let rows = server.listeners.flatMap { listener in
            listener.endpoints.map { endpoint -> JSONValue in
                [
                    "listener": .string(listener.name), "method": .string(endpoint.method.rawValue),
                    "path": .string(endpoint.path), "access": .string(OpenAPI.access(endpoint.access)),
                    "summary": .string(endpoint.summary),
                ]
            }
        }
        try await server.discard()
        let sorted = rows.sorted { Self.order($0) < Self.order($1) }
        try output.screen.list(sorted, next: .null, Self.columns)
    }

    private static func order(_ row: JSONValue) -> String {
        ["listener", "path", "method"].map { row[$0]?.stringValue ?? "" }.joined(separator: " ")
    }
}
