import Foundation
import Primitives
import ServerKit

/// One client pulling one large file, against nginx on the same file in the same run, in the clear and over TLS; and a
/// consumer of ours pulling it, against what this machine can hash and write.
///
/// nginx is left out where it is not installed; the row then has no peer.
struct PullBench: Sendable {
    private static let rounds = 3

    let folder: String
    let mebibytes: Int

    func run() async throws -> [BenchRow] {
        let file = folder + "/large.bin"
        try makeFile(file)
        let limit = try HashAndWrite(folder: folder, mebibytes: mebibytes).megabytesPerSecond()
        let plain = try await with(try await BenchPair.start(in: folder + "/pull")) { pair in
            try await measure(pair, file, limit: limit)
        }
        guard let tls = try BenchCertificate.make(folder) else { return plain }
        let encrypted = try await with(try await BenchPair.start(in: folder + "/pull-tls", tls: tls)) { pair in
            try await measure(pair, file, tls)
        }
        return plain + encrypted
    }

    private func with(
        _ pair: BenchPair,
        _ body: (BenchPair) async throws -> [BenchRow]
    ) async throws -> [BenchRow] {
        do {
            let rows = try await body(pair)
            await pair.stop()
            return rows
        } catch {
            await pair.stop()
            throw error
        }
    }

    private func makeFile(_ path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw Problem(.storage, BilingualText(en: "`\(path)` cannot be written", zh: "`\(path)` 不可写")) }
        let block = Data((0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
        for _ in 0..<mebibytes { try handle.write(contentsOf: block) }
        try handle.close()
    }

    private struct Place {
        let endpoint: String
        let token: String
        let agreement: String
    }

    private func place(
        _ pair: BenchPair,
        _ file: String,
        id: String = "large",
        permission: JSONValue = ["action": "use"]
    ) async throws -> Place {
        let offer = try await pair.publish(file, id: id, permission: permission)
        let agreement = try await pair.agree(id, offer)
        let address = try await pair.address(agreement)
        guard let endpoint = address?["endpoint"]?.stringValue, let token = BenchData.token(address) else {
            throw Problem.internalError
        }
        return Place(endpoint: endpoint, token: token, agreement: agreement)
    }

    private func measure(_ pair: BenchPair, _ file: String, limit: Double) async throws -> [BenchRow] {
        let place = try await place(pair, file)
        let limited = try await self.place(
            pair,
            file,
            id: "limited",
            permission: ["action": "use", "constraint": UsageBench.constraints]
        )
        return [
            try compare(limited, with: place),
            try row("pull of \(mebibytes) MiB, plain", place, file, nil, floor: 0.9),
            BenchRow(
                name: "provider's memory with 16 streams",
                value: try await streams(pair, place.endpoint, place.token),
                unit: "MiB",
                floor: 150
            ),
            BenchRow(
                name: "Sluice to Sluice, verified and written",
                value: try await download(pair, place.agreement),
                unit: "MB/s",
                peer: "hash and write",
                peerValue: limit
            ),
        ]
    }

    private func measure(
        _ pair: BenchPair,
        _ file: String,
        _ tls: ConnectorSettings.TLSFiles
    ) async throws -> [BenchRow] {
        [try row("pull of \(mebibytes) MiB, TLS", try await place(pair, file), file, tls, floor: 1)]
    }

    /// One reader of ours and one of nginx in turn, so that both meet the same machine.
    private func row(
        _ name: String,
        _ place: Place,
        _ file: String,
        _ tls: ConnectorSettings.TLSFiles?,
        floor: Double
    ) throws -> BenchRow {
        let nginx = try BenchNginx.start(folder: folder + "/nginx", file: file, tls: tls)
        defer { nginx?.stop() }
        var ours: [Double] = []
        var theirs: [Double] = []
        for _ in 0..<Self.rounds {
            ours.append(try BenchData.curl(place.endpoint, token: place.token))
            if let nginx { theirs.append(try BenchData.curl(nginx.url, token: nil)) }
        }
        return BenchRow(
            name: name,
            value: ours.percentile(0.5),
            unit: "MB/s",
            peer: nginx == nil ? nil : "nginx",
            peerValue: nginx == nil ? nil : theirs.percentile(0.5),
            floor: nginx == nil ? nil : floor,
            isUpperLimit: false,
            limitsRatio: true
        )
    }

    /// The same file under five constraints and under none, in turn.
    private func compare(_ limited: Place, with free: Place) throws -> BenchRow {
        var under: [Double] = []
        var without: [Double] = []
        for _ in 0..<Self.rounds {
            without.append(try BenchData.curl(free.endpoint, token: free.token))
            under.append(try BenchData.curl(limited.endpoint, token: limited.token))
        }
        return BenchRow(
            name: "pull of \(mebibytes) MiB under five constraints",
            value: under.percentile(0.5),
            unit: "MB/s",
            peer: "free use",
            peerValue: without.percentile(0.5),
            floor: 0.95,
            isUpperLimit: false,
            limitsRatio: true
        )
    }

    /// A consumer of ours fetches the file into its folder: received, hashed, written, flushed, verified.
    private func download(_ pair: BenchPair, _ agreement: String) async throws -> Double {
        var rates: [Double] = []
        for round in 0..<Self.rounds {
            let path = folder + "/received-\(round)"
            let begin = ContinuousClock.now
            let transfer = try await pair.consumer.client.postOnce(
                "transfers",
                body: ["agreement": .string(agreement), "sink": ["type": "folder", "path": .string(path)]]
            )
            let id = transfer["id"]?.stringValue ?? ""
            let ended = try await pair.consumer.wait("transfers", id, for: ["COMPLETED", "TERMINATED"])
            guard ended["state"]?.stringValue == "COMPLETED" else { throw Problem.internalError }
            let seconds = (ContinuousClock.now - begin).preciseMilliseconds / 1000
            rates.append(Double(mebibytes) * 1.048_576 / seconds)
            try FileManager.default.removeItem(atPath: path)
        }
        return rates.percentile(0.5)
    }

    /// Sixteen readers at once; the answer is the most memory that the provider held.
    private func streams(_ pair: BenchPair, _ endpoint: String, _ token: String) async throws -> Double {
        let readers = try (0..<16).map { _ in try BenchData.curlInBackground(endpoint, token: token) }
        var peak = 0.0
        while readers.contains(where: \.isRunning) {
            peak = max(peak, try pair.processes.residentMebibytes())
            try await Task.sleep(for: .milliseconds(50))
        }
        return peak
    }
}
