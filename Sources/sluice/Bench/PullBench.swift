import Foundation
import HTTPTypes
import Primitives
import ServerKit

/// One client pulling one large file, against nginx on the same file in the same run.
///
/// nginx is left out where it is not installed; the row then has no peer.
struct PullBench: Sendable {
    private static let rounds = 3

    let folder: String
    let mebibytes: Int

    func run() async throws -> [BenchRow] {
        let file = folder + "/large.bin"
        try makeFile(file)
        let pair = try await BenchPair.start(in: folder + "/pull")
        do {
            let rows = try await measure(pair, file)
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

    private func measure(_ pair: BenchPair, _ file: String) async throws -> [BenchRow] {
        let offer = try await pair.publish(file, id: "large")
        let id = try await pair.negotiate("large", offer)
        let ended = try await pair.consumer.wait("/api/v1/negotiations/\(id)", for: ["FINALIZED", "TERMINATED"])
        let transfer = try await pair.consumer.send(
            .post,
            "/api/v1/transfers",
            ["agreement": ended["agreement"], "sink": ["type": "application"]]
        )
        let name = transfer["id"]?.stringValue ?? ""
        _ = try await pair.consumer.wait("/api/v1/transfers/\(name)", for: ["STARTED", "TERMINATED"])
        let address = try await pair.consumer.send(.get, "/api/v1/transfers/\(name)/address")
        guard let endpoint = address["dataAddress"]?["endpoint"]?.stringValue,
            let token = BenchData.token(address["dataAddress"])
        else { throw Problem.internalError }
        let nginx = try BenchNginx.start(folder: folder + "/nginx", file: file)
        defer { nginx?.stop() }
        var ours: [Double] = []
        var theirs: [Double] = []
        for _ in 0..<Self.rounds {
            ours.append(try BenchData.curl(endpoint, token: token))
            if let nginx { theirs.append(try BenchData.curl(nginx.url, token: nil)) }
        }
        let peak = try await streams(pair, endpoint, token)
        return [
            BenchRow(
                name: "pull of \(mebibytes) MiB, plain",
                value: ours.percentile(0.5),
                unit: "MB/s",
                peer: nginx == nil ? nil : "nginx",
                peerValue: nginx == nil ? nil : theirs.percentile(0.5),
                floor: nginx == nil ? nil : 0.9,
                isUpperLimit: false,
                limitsRatio: true
            ),
            BenchRow(name: "provider's memory with 16 streams", value: peak, unit: "MiB", floor: 150),
        ]
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
