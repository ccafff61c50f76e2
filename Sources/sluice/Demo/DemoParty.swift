import Foundation
import Primitives
import ServerKit
import Synchronization

/// One of the demo's connectors: its configuration, and its owner's way to command it.
final class DemoParty: Sendable {
    let id: String
    let name: String
    let folder: String
    let publicPort: Int
    let managementPort: Int
    /// PEM files of the public listener, where it speaks TLS.
    let tls: ConnectorSettings.TLSFiles?
    private let opened = Mutex<ManagementClient?>(nil)

    private var scheme: String { tls == nil ? "http" : "https" }
    var address: String { "\(scheme)://127.0.0.1:\(publicPort)/dsp/2025-1" }
    private var tokenFile: String { folder + "/owner-token" }

    init(id: String, name: String, folder: String, tls: ConnectorSettings.TLSFiles? = nil) throws {
        self.id = id
        self.name = name
        self.folder = folder
        self.tls = tls
        publicPort = try DemoProcesses.freePort()
        managementPort = try DemoProcesses.freePort()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// A party that is known by its DID: the one of its own address.
    init(name: String, folder: String) throws {
        self.name = name
        self.folder = folder
        tls = nil
        publicPort = try DemoProcesses.freePort()
        managementPort = try DemoProcesses.freePort()
        id = "did:web:localhost%3A\(publicPort)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// Where others reach the protocol by the name that the DID has.
    var localAddress: String { "http://localhost:\(publicPort)/dsp/2025-1" }

    /// The owner's client; the connector's first start has to have written the token.
    var client: ManagementClient {
        get throws {
            try opened.withLock { opened in
                if let opened { return opened }
                let client = try ManagementClient(
                    address: "http://127.0.0.1:\(managementPort)",
                    token: try CommonOptions.read(tokenFile),
                    tokenSource: tokenFile
                )
                opened = client
                return client
            }
        }
    }

    /// Writes the configuration file as a participant would.
    ///
    /// `more` are further lines of the file.
    func writeConfiguration(peer: DemoParty, tokenIn: String, tokenOut: String, more: String = "") throws -> String {
        let files = tls.map { ", tls: {certificate: \"\($0.certificate)\", key: \"\($0.key)\"}" } ?? ""
        let trust = tls.map { ", certificateAuthorities: \"\($0.certificate)\"" } ?? ""
        let text = """
            participant: {id: "\(id)", name: "\(name)"}
            data: data
            downloads: downloads
            public: {bind: "127.0.0.1:\(publicPort)"\(files)}
            management: {bind: "127.0.0.1:\(managementPort)", tokenFile: owner-token}
            peers:
              - id: "\(peer.id)"
                name: "\(peer.name)"
                address: "\(peer.address)"
                tokenIn: "\(tokenIn)"
                tokenOut: "\(tokenOut)"
            egress: {peer: {networks: [127.0.0.0/8]}\(trust)}
            \(more)

            """
        return try write(text)
    }

    /// Writes a configuration file that only its owner can read; returns its path.
    func write(_ configuration: String) throws -> String {
        let path = folder + "/connector.yaml"
        try DataFolder.writeSecret(configuration, to: path)
        return path
    }

    /// Waits until the connector answers, or has ended, or ten seconds are over.
    func waitUntilReady(_ isAlive: () -> Bool) async throws {
        for _ in 0..<400 where isAlive() {
            if await isReady() { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        throw Problem(
            .unavailable,
            BilingualText(en: "the connector of \(name) did not start", zh: "\(name) 的连接器未能启动"),
            advice: BilingualText(en: "see \(folder)/connector.log", zh: "请查看 \(folder)/connector.log")
        )
    }

    private func isReady() async -> Bool {
        do {
            _ = try await client.get("clock")
            return true
        } catch {
            return false
        }
    }

    /// Whether something accepts connections on the management port.
    func answers() -> Bool { DemoProcesses.isOpen(managementPort) && DemoProcesses.isOpen(publicPort) }

    /// Polls until a process (`negotiations` or `transfers`) is in one of the states.
    func wait(
        _ kind: String,
        _ id: String,
        for states: Set<String>,
        onPoll: (JSONValue) -> Void = { _ in }
    ) async throws -> JSONValue {
        for _ in 0..<60_000 {
            let json = try await client.get(kind, id)
            onPoll(json)
            if let state = json["state"]?.stringValue, states.contains(state) { return json }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw Problem(.timedOut, BilingualText(en: "`\(id)` did not finish", zh: "`\(id)` 未结束"))
    }

    func shutdown() async { await opened.withLock { $0 }?.close() }
}
