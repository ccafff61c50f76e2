import Connector
import Foundation
import Primitives
import ServerKit

/// Whole negotiations between two processes: how long one takes when nothing else happens, and how many end per second.
struct NegotiationBench: Sendable {
    private static let idleRuns = 200
    private static let loadRuns = 2000
    private static let loadWidth = 64

    let folder: String

    /// Milliseconds of a negotiation in which both sides prove themselves by credentials that were presented before.
    private static let credentialsFloor = 40.0

    func run() async throws -> [BenchRow] {
        let rows = try await stopping(try await BenchPair.start(in: folder + "/negotiation"), measure)
        let proven = try await stopping(
            try await BenchPair.startWithCredentials(in: folder + "/credentials"),
            measureCredentials
        )
        return rows + proven
    }

    private func stopping(
        _ pair: BenchPair,
        _ measure: (BenchPair) async throws -> [BenchRow]
    ) async throws -> [BenchRow] {
        do {
            let rows = try await measure(pair)
            await pair.stop()
            return rows
        } catch {
            await pair.stop()
            throw error
        }
    }

    private func measureCredentials(_ pair: BenchPair) async throws -> [BenchRow] {
        let file = folder + "/small-credentials.csv"
        try Data("a,b\n1,2\n".utf8).write(to: URL(fileURLWithPath: file))
        let offer = try await pair.publish(file, id: "small")
        for _ in 0..<20 { _ = try await finish(pair, try await pair.negotiate("small", offer)) }
        var times: [Double] = []
        for _ in 0..<Self.idleRuns {
            times.append(try await finish(pair, try await pair.negotiate("small", offer)))
        }
        return [
            BenchRow(
                name: "negotiation with credentials p50",
                value: times.percentile(0.5),
                unit: "ms",
                floor: Self.credentialsFloor
            ),
            BenchRow(name: "negotiation with credentials p99", value: times.percentile(0.99), unit: "ms"),
        ]
    }

    private func measure(_ pair: BenchPair) async throws -> [BenchRow] {
        let file = folder + "/small.csv"
        try Data("a,b\n1,2\n".utf8).write(to: URL(fileURLWithPath: file))
        let offer = try await pair.publish(file, id: "small")
        let commit = try await Self.commitMilliseconds(folder)
        for _ in 0..<20 { _ = try await finish(pair, try await pair.negotiate("small", offer)) }
        var idle: [Double] = []
        for _ in 0..<Self.idleRuns {
            idle.append(try await finish(pair, try await pair.negotiate("small", offer)))
        }
        let perSecond = try await load(pair, offer)
        return [
            BenchRow(name: "one durable commit", value: commit, unit: "ms"),
            BenchRow(
                name: "negotiation idle p50",
                value: idle.percentile(0.5),
                unit: "ms",
                peer: "13 commits + 10 ms",
                peerValue: 13 * commit + 10,
                floor: 1,
                limitsRatio: true
            ),
            BenchRow(name: "negotiation idle p99", value: idle.percentile(0.99), unit: "ms", floor: 60),
            BenchRow(
                name: "negotiations finalised",
                value: perSecond,
                unit: "per second",
                floor: 400,
                isUpperLimit: false
            ),
            BenchRow(
                name: "catalogue to first byte p50",
                value: try await firstByte(pair),
                unit: "ms",
                floor: 30
            ),
        ]
    }

    /// Waits for the end and returns the milliseconds between the two states of the record itself.
    private func finish(_ pair: BenchPair, _ id: String) async throws -> Double {
        let ended = try await pair.consumer.wait("negotiations", id, for: ["FINALIZED", "TERMINATED"])
        guard ended["state"]?.stringValue == "FINALIZED", let begin = Instant(ended["created"]?.stringValue ?? ""),
            let end = Instant(ended["updated"]?.stringValue ?? "")
        else { throw Problem.internalError }
        return Double(end.milliseconds - begin.milliseconds)
    }

    private func load(_ pair: BenchPair, _ offer: JSONValue) async throws -> Double {
        let begin = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<Self.loadRuns {
                if number >= Self.loadWidth { try await group.next() }
                group.addTask { _ = try await pair.negotiate("small", offer) }
            }
            try await group.waitForAll()
        }
        while try await open(pair) { try await Task.sleep(for: .milliseconds(20)) }
        return Double(Self.loadRuns) / ((ContinuousClock.now - begin).preciseMilliseconds / 1000)
    }

    /// Whether any of the newest negotiations is not over; they end roughly in order, so the newest page tells.
    private func open(_ pair: BenchPair) async throws -> Bool {
        let page = try await pair.consumer.client.get("negotiations", query: [("limit", "500")])
        return (page["items"]?.arrayValue ?? []).contains { $0["state"]?.stringValue != "FINALIZED" }
    }

    /// Catalogue, negotiation, transfer and the first byte, one after the other, as an application would.
    private func firstByte(_ pair: BenchPair) async throws -> Double {
        var times: [Double] = []
        for _ in 0..<50 {
            let begin = ContinuousClock.now
            let dataset = try await pair.consumer.client.get("peers", pair.provider.id, "datasets", "small")
            guard let offer = dataset["hasPolicy"]?.oneOrMany.first else { throw Problem.internalError }
            _ = try await BenchData.fetch(try await pair.address(try await pair.agree("small", offer)))
            times.append((ContinuousClock.now - begin).preciseMilliseconds)
        }
        return times.percentile(0.5)
    }

    /// The median of commits of one small row, with the settings that connectors use.
    private static func commitMilliseconds(_ folder: String) async throws -> Double {
        let database = try Database.open(path: folder + "/commit.db", migrations: BenchSeed.migrations)
        var times: [Double] = []
        for number in 0..<300 {
            let begin = ContinuousClock.now
            try await database.write { try BenchSeed.row(number, in: $0) }
            times.append((ContinuousClock.now - begin).preciseMilliseconds)
        }
        try database.close()
        return times.percentile(0.5)
    }
}
