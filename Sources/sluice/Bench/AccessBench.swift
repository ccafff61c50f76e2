import Foundation
import Primitives
import ServerKit

/// What control costs an application that fetches something small: time beside free use, and durable commits.
struct AccessBench: Sendable {
    private static let requests = 1000
    /// One commit each, and a few in a thousand for what the connector writes by itself meanwhile, such as the time it saw.
    private static let commitsFloor = 1.01

    let folder: String

    func run() async throws -> [BenchRow] {
        let file = folder + "/small.csv"
        try Data("a,b\n1,2\n".utf8).write(to: URL(fileURLWithPath: file))
        let pair = try await BenchPair.start(in: folder + "/access")
        do {
            let rows = try await measure(pair, file)
            await pair.stop()
            return rows
        } catch {
            await pair.stop()
            throw error
        }
    }

    private func measure(_ pair: BenchPair, _ file: String) async throws -> [BenchRow] {
        let free = try await address(pair, try await pair.publish(file, id: "free"), "free")
        let offer = try await pair.publish(
            file,
            id: "counted",
            permission: ["action": "access", "constraint": UsageBench.constraints],
            profile: "urn:tc609:6-2025-14"
        )
        let counted = try await address(pair, offer, "counted")
        let without = try await fetch(free)
        let before = try await commits(pair)
        let under = try await fetch(counted)
        let made = try await commits(pair) - before
        return [
            BenchRow(
                name: "small request that is counted, p50",
                value: under.percentile(0.5),
                unit: "ms",
                peer: "free use",
                peerValue: without.percentile(0.5)
            ),
            BenchRow(
                name: "durable commits of a small request that is counted",
                value: made / Double(Self.requests),
                unit: "commits",
                floor: Self.commitsFloor
            ),
        ]
    }

    private func address(_ pair: BenchPair, _ offer: JSONValue, _ id: String) async throws -> JSONValue? {
        try await pair.address(try await pair.agree(id, offer))
    }

    /// One request after the other, as a single application sends them.
    private func fetch(_ address: JSONValue?) async throws -> [Double] {
        var times: [Double] = []
        for _ in 0..<Self.requests {
            let begin = ContinuousClock.now
            guard try await BenchData.fetch(address) > 0 else { throw Problem.internalError }
            times.append((ContinuousClock.now - begin).preciseMilliseconds)
        }
        return times
    }

    private func commits(_ pair: BenchPair) async throws -> Double {
        let name = "sluice_database_commits_total "
        let line = try await pair.provider.client.metrics().split(separator: "\n").first { $0.hasPrefix(name) }
        guard let value = line.flatMap({ Double($0.dropFirst(name.count)) }) else {
            throw Problem.notFound("metric", name)
        }
        return value
    }
}
