import ArgumentParser
import Foundation
import Primitives
import ServerKit

/// `sluice bench`: measures this program on this machine, each row against a limit or a peer of the same run.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure this program on this machine. 在本机测量本程序。"
    )

    @Flag(help: "Print a JSON array instead of a table. 输出 JSON。")
    var json = false

    @Option(help: "Only rows whose name contains this. 只测名称包含此词的项。")
    var only: String?

    @Option(help: "Products in the largest catalogue. 最大目录的产品数。")
    var products = 1_000_000

    @Option(help: "Entries of the largest evidence log. 最大存证日志的条数。")
    var entries = 10_000_000

    @Option(help: "MiB of the file that is pulled. 传输文件大小（MiB）。")
    var mebibytes = 2048

    func run() async throws {
        let folder = try DemoFolder(nil)
        defer { removeQuietly(folder.path) }
        var rows: [BenchRow] = []
        let groups: [(String, () async throws -> [BenchRow])] = [
            ("cases", { try CasesBench().run() }),
            ("policy", { try PolicyBench().run() }),
            ("usage", { try await UsageBench(folder: folder.path + "/usage").run() }),
            ("access", { try await AccessBench(folder: folder.path).run() }),
            ("control", { try await ControlBench(folder: folder.path).run() }),
            ("start", { try await StartBench(folder: folder.path).run() }),
            ("token", { try TokenBench().run() }),
            ("negotiation", { try await NegotiationBench(folder: folder.path).run() }),
            ("catalogue", { try await CatalogBench(folder: folder.path, products: products).run() }),
            ("evidence", { try await EvidenceBench(entries: entries, folder: folder.path + "/evidence").run() }),
            ("pull", { try await PullBench(folder: folder.path, mebibytes: mebibytes).run() }),
        ]
        for (name, run) in groups where only.map({ name.contains($0) }) ?? true {
            report("measuring \(name) …")
            let measured = try await run()
            for row in measured { report(row.line) }
            rows += measured
        }
        if json { print(JSONValue.array(rows.map(\.json)).text) }
        if rows.contains(where: { $0.holds == false }) { throw ExitCode(1) }
    }

    private func report(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    private func removeQuietly(_ path: String) {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            report("the folder \(path) could not be removed: \(error)")
        }
    }
}

/// One measured value; `ratio` is value by peer value, and `floor` is what the ratio or the value must keep.
struct BenchRow: Sendable {
    let name: String
    let value: Double
    let unit: String
    var peer: String?
    var peerValue: Double?
    /// The limit, and whether the value must stay below or above it.
    var floor: Double?
    var isUpperLimit = true
    /// Whether the limit is on the ratio instead of the value.
    var limitsRatio = false

    var ratio: Double? { peerValue.map { $0 == 0 ? 0 : value / $0 } }

    var holds: Bool? {
        guard let floor, let measured = limitsRatio ? ratio : value else { return nil }
        return isUpperLimit ? measured <= floor : measured >= floor
    }

    var json: JSONValue {
        [
            "name": .string(name), "value": .number(value), "unit": .string(unit), "peer": .optional(peer) ?? .null,
            "peerValue": peerValue.map { .number($0) } ?? .null, "ratio": ratio.map { .number($0) } ?? .null,
            "floor": floor.map { .number($0) } ?? .null, "holds": holds.map { .bool($0) } ?? .null,
        ]
    }

    var line: String {
        let mark = holds.map { $0 ? "holds" : "FAILS" } ?? "-"
        let against = peer.map { "  \($0) \(Self.short(peerValue ?? 0)), ratio \(Self.short(ratio ?? 0))" } ?? ""
        let limit = floor.map { "  limit \(isUpperLimit ? "≤" : "≥") \(Self.short($0))" } ?? ""
        return "  \(mark)  \(name): \(Self.short(value)) \(unit)\(against)\(limit)"
    }

    private static func short(_ number: Double) -> String { String(format: number < 10 ? "%.2f" : "%.1f", number) }
}

extension [Double] {
    /// The value below which this share of the sorted values lies.
    func percentile(_ share: Double) -> Double {
        let sorted = self.sorted()
        guard let last = sorted.last else { return 0 }
        let index = Int(Double(sorted.count) * share)
        return index < sorted.count ? sorted[index] : last
    }
}

/// Two connectors for a measurement, each a process with its own data.
struct BenchPair: Sendable {
    let provider: DemoParty
    let consumer: DemoParty
    let processes: DemoProcesses
    let consumerToken: String

    static let consumerID = "urn:bench:consumer"

    static func start(
        in folder: String,
        tls: ConnectorSettings.TLSFiles? = nil,
        seed: (String) async throws -> Void = { _ in }
    ) async throws -> BenchPair {
        let provider = try DemoParty(id: "urn:bench:provider", name: "provider", folder: folder + "/provider", tls: tls)
        let consumer = try DemoParty(id: consumerID, name: "consumer", folder: folder + "/consumer", tls: tls)
        let there = World.real.token()
        let back = World.real.token()
        let first = try provider.writeConfiguration(peer: consumer, tokenIn: there, tokenOut: back)
        let second = try consumer.writeConfiguration(peer: provider, tokenIn: back, tokenOut: there)
        try await seed(provider.folder + "/data")
        let processes = DemoProcesses()
        try processes.start(config: first, log: provider.folder + "/connector.log")
        try processes.start(config: second, log: consumer.folder + "/connector.log")
        try await provider.waitUntilReady { processes.areAlive }
        try await consumer.waitUntilReady { processes.areAlive }
        return BenchPair(provider: provider, consumer: consumer, processes: processes, consumerToken: there)
    }

    /// Two members of a space that prove themselves by credentials of its operator.
    static func startWithCredentials(in folder: String) async throws -> BenchPair {
        let space = try DemoSpace(folder: folder, operator: "operator", provider: "provider", consumer: "consumer")
        let processes = DemoProcesses()
        try await space.start(processes)
        try await space.join()
        await space.operator.shutdown()
        return BenchPair(provider: space.provider, consumer: space.consumer, processes: processes, consumerToken: "")
    }

    /// Publishes a file, under free use when nothing else is said; returns the offer as the catalogue shows it.
    func publish(
        _ path: String,
        id: String,
        permission: JSONValue = ["action": "use"],
        profile: String? = nil
    ) async throws -> JSONValue {
        let resource = try await provider.client.postOnce(
            "resources",
            body: ["name": .string(id), "source": ["type": "file", "path": .string(path)]]
        )
        _ = try await provider.client.postOnce(
            "products",
            body: [
                "resource": resource["id"], "id": .string(id), "title": .string(id),
                "mediaType": .optional(MediaType.ofFile(path)),
            ]
        )
        _ = try await provider.client.postOnce(
            "offers",
            body: [
                "product": .string(id), "policy": ["profile": .optional(profile), "permission": [permission]],
            ]
        )
        let dataset = try await consumer.client.get("peers", provider.id, "datasets", id)
        guard let offer = dataset["hasPolicy"]?.oneOrMany.first else { throw Problem.notFound("offer", id) }
        return offer
    }

    /// An agreement about a published file.
    func agree(_ dataset: String, _ offer: JSONValue) async throws -> String {
        let id = try await negotiate(dataset, offer)
        let ended = try await consumer.wait("negotiations", id, for: ["FINALIZED", "TERMINATED"])
        guard let agreement = ended["agreement"]?.stringValue else { throw Problem.internalError }
        return agreement
    }

    /// Starts a transfer for an application; returns its data address.
    func address(_ agreement: String) async throws -> JSONValue? {
        let transfer = try await consumer.client.postOnce(
            "transfers",
            body: ["agreement": .string(agreement), "sink": ["type": "application"]]
        )
        let name = transfer["id"]?.stringValue ?? ""
        _ = try await consumer.wait("transfers", name, for: ["STARTED", "TERMINATED"])
        return try await consumer.client.get("transfers", name, "address")["dataAddress"]
    }

    /// Starts a negotiation; returns its identifier.
    func negotiate(_ dataset: String, _ offer: JSONValue) async throws -> String {
        let started = try await consumer.client.postOnce(
            "negotiations",
            body: ["peer": .string(provider.id), "dataset": .string(dataset), "offer": offer]
        )
        return started["id"]?.stringValue ?? ""
    }

    func stop() async {
        processes.stop()
        await provider.shutdown()
        await consumer.shutdown()
        // The processes close their databases; a moment keeps their files from being removed under them.
        try? await Task.sleep(for: .milliseconds(500))
    }
}
