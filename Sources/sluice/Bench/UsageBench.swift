import Connector
import DataspaceProtocol
import Foundation
import Node
import Primitives
import ServerKit
import UsagePolicy

/// What a decision costs with all that belongs to it: terms from the cache, history from the database, reasons, reservation.
struct UsageBench: Sendable {
    private static let decisions = 20_000
    private static let reservations = 5_000

    let folder: String

    /// Five constraints that a provider can judge and that are settled by delivery; two ask the history.
    static let constraints: JSONValue = [
        ["leftOperand": "dateTime", "operator": "gteq", "rightOperand": "2026-01-01T00:00:00Z"],
        ["leftOperand": "dateTime", "operator": "gt", "rightOperand": "2025-01-01T00:00:00Z"],
        ["leftOperand": "count", "operator": "lteq", "rightOperand": "1000000"],
        ["leftOperand": "count", "operator": "gteq", "rightOperand": "1"],
        ["leftOperand": "deliveryChannel", "operator": "isAnyOf", "rightOperand": ["HttpData-PULL", "HttpData-PUSH"]],
    ]

    func run() async throws -> [BenchRow] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let database = try Database.open(path: folder + "/usage.db", migrations: ConnectorSchema.migrations)
        let control = UsageControl(evaluator: PolicyEvaluator(), cache: PolicyCache(), run: "bench")
        let rows = [
            try await decide(control, database), try await reserve(control, database),
        ]
        try database.close()
        return rows
    }

    private func decide(_ control: UsageControl, _ database: Database) async throws -> BenchRow {
        let time = try await database.read { transaction -> Double in
            let begin = ContinuousClock.now
            for _ in 0..<Self.decisions {
                let now = World.real.now()
                let answer = try control.decide(Self.intent, under: Self.agreement, at: now, in: transaction)
                guard answer.isPermitted else { throw Problem.internalError }
            }
            return (ContinuousClock.now - begin).preciseMilliseconds
        }
        return BenchRow(
            name: "decision from agreement, history and caller, five constraints",
            value: time / Double(Self.decisions) * 1000,
            unit: "µs",
            floor: 100
        )
    }

    private func reserve(_ control: UsageControl, _ database: Database) async throws -> BenchRow {
        let begin = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<Self.reservations {
                group.addTask {
                    let moment = Moment(.real, supply: 1)
                    let answer = try await database.write { transaction in
                        var evidence = EvidenceWriter(moment, node: "urn:bench:provider", in: transaction)
                        return try control.reserve("use:\(number)", Self.intent, under: Self.agreement, with: &evidence)
                    }
                    guard answer.isPermitted else { throw Problem.internalError }
                }
            }
            try await group.waitForAll()
        }
        return BenchRow(
            name: "durable reservations, all at once",
            value: Double(Self.reservations) / (ContinuousClock.now - begin).preciseMilliseconds * 1000,
            unit: "/s",
            isUpperLimit: false
        )
    }

    private static var intent: UseIntent {
        var intent = UseIntent(.access)
        intent.recipients = [BenchPair.consumerID]
        intent.facts = ["deliveryChannel": [KnownValue("HttpData-PULL")]]
        return intent
    }

    private static let agreement = Agreement(
        id: "urn:bench:agreement",
        role: .provider,
        negotiation: "urn:bench:negotiation",
        peer: BenchPair.consumerID,
        dataset: "urn:bench:dataset",
        productVersion: nil,
        document: [
            "@type": "Agreement", "@id": "urn:bench:agreement", "target": "urn:bench:dataset",
            "assigner": "urn:bench:provider", "assignee": .string(BenchPair.consumerID),
            "permission": [["action": "read", "constraint": constraints]],
        ],
        state: .active,
        created: Instant(milliseconds: 0)
    )
}
