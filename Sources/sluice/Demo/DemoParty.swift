import Foundation
import HTTPTypes
import NIOCore
import Primitives
import ServerKit

/// One of the demo's connectors: its configuration, and its owner's way to command it.
struct DemoParty: Sendable {
    let id: String
    let name: String
    let folder: String
    let publicPort: Int
    let managementPort: Int
    private let egress: Egress

    var address: String { "http://127.0.0.1:\(publicPort)/dsp/2025-1" }
    private var management: String { "http://127.0.0.1:\(managementPort)" }
    private var tokenFile: String { folder + "/owner-token" }

    init(id: String, name: String, folder: String) throws {
        self.id = id
        self.name = name
        self.folder = folder
        publicPort = try DemoProcesses.freePort()
        managementPort = try DemoProcesses.freePort()
        let loopback = Network("127.0.0.0/8").map { [$0] } ?? []
        egress = try Egress(
            EgressSettings(policy: EgressPolicy(owner: .init(networks: loopback, allowsPlainHTTP: true)))
        )
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// Writes the configuration file as a participant would.
    func writeConfiguration(peer: DemoParty, tokenIn: String, tokenOut: String) throws -> String {
        let text = """
            participant: {id: "\(id)", name: "\(name)"}
            data: data
            downloads: downloads
            public: {bind: "127.0.0.1:\(publicPort)"}
            management: {bind: "127.0.0.1:\(managementPort)", tokenFile: owner-token}
            peers:
              - id: "\(peer.id)"
                name: "\(peer.name)"
                address: "\(peer.address)"
                tokenIn: "\(tokenIn)"
                tokenOut: "\(tokenOut)"
            egress:
              peer: {networks: [127.0.0.0/8]}

            """
        let path = folder + "/connector.yaml"
        try DataFolder.writeSecret(text, to: path)
        return path
    }

    /// Waits until the connector answers, or has ended, or ten seconds are over.
    func waitUntilReady(_ isAlive: () -> Bool) async throws {
        for _ in 0..<400 where isAlive() {
            if let answer = try? await send(.get, "/health/ready"), answer["status"] != nil { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        throw Problem(
            .unavailable,
            BilingualText(en: "the connector of \(name) did not start", zh: "\(name) 的连接器未能启动"),
            advice: BilingualText(en: "see \(folder)/connector.log", zh: "请查看 \(folder)/connector.log")
        )
    }

    /// Whether something accepts connections on the management port.
    func answers() -> Bool { DemoProcesses.isOpen(managementPort) && DemoProcesses.isOpen(publicPort) }

    /// A request of the owner; refusals become the problem that the connector stated.
    @discardableResult
    func send(_ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        var headers: HTTPFields = [:]
        if let token = FileManager.default.contents(atPath: tokenFile) {
            headers[.authorization] = "Bearer " + String(decoding: token, as: UTF8.self).filter { !$0.isNewline }
        }
        var request = EgressRequest(
            method,
            try EgressURL(management + path),
            headers: headers,
            body: body.map { .bytes($0.encoded) } ?? .none
        )
        request.mayRepeat = method == .get
        let answer = try await egress.send(request, for: .owner)
        let json = try JSONReader.read(Array(answer.body.readableBytesView))
        guard answer.status.kind == .successful else {
            throw Problem(
                .refused,
                BilingualText(
                    en: json["error"]?["message"]?.stringValue ?? "status \(answer.status.code)",
                    zh: json["error"]?["messageZh"]?.stringValue ?? "状态 \(answer.status.code)"
                )
            )
        }
        return json
    }

    /// Polls until a process is in one of the states.
    func wait(
        _ path: String,
        for states: Set<String>,
        onPoll: (JSONValue) -> Void = { _ in }
    ) async throws -> JSONValue {
        for _ in 0..<60_000 {
            let json = try await send(.get, path)
            onPoll(json)
            if let state = json["state"]?.stringValue, states.contains(state) { return json }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw Problem(.timedOut, BilingualText(en: "`\(path)` did not finish", zh: "`\(path)` 未结束"))
    }

    func shutdown() async { await egress.shutdown() }
}
