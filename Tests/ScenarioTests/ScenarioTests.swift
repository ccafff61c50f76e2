import Foundation
import TestKit
import Testing

/// Two connectors on a bad network, from seeds; `SLUICE_SEEDS=from-to` runs others, a failure prints its seed.
struct ScenarioTests {
    private static let seeds: ClosedRange<UInt64> = {
        let words = (ProcessInfo.processInfo.environment["SLUICE_SEEDS"] ?? "").split(separator: "-").compactMap {
            UInt64($0)
        }
        guard let first = words.first, let last = words.last, first <= last else { return 1...160 }
        return words.count == 1 ? 1...last : first...last
    }()

    /// Lanes of seeds that run at once: two cores.
    private static let lanes: UInt64 = 2
    /// Seeds of a lane after which every kind of event must have been met.
    private static let enough = 40

    @Test(arguments: 0..<lanes)
    func `both sides agree after loss, repeats, reordering, crossing messages and crashes`(_ lane: UInt64) async {
        var met: Set<String> = []
        let seeds = Self.seeds.filter { $0 % Self.lanes == lane }
        for seed in seeds {
            do {
                let scenario = try await ScenarioRun(seed: seed)
                try await scenario.run()
                var judge = ScenarioJudge()
                try await judge.judge(scenario.parties)
                for finding in judge.findings { Issue.record("seed \(seed): \(finding)") }
                met.formUnion(try await scenario.parties.eventTypes())
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
        if seeds.count >= Self.enough { Self.expectEverything(in: met) }
    }

    /// Runs that never meet an event prove nothing about it.
    private static func expectEverything(in met: Set<String>) {
        let negotiation = ["request", "offer", "accept", "agree", "verify", "finalize", "terminate"]
        let transfer = ["request", "start", "suspend", "complete", "terminate"]
        let wanted =
            ["intended", "received", "acknowledged"].flatMap { step in
                negotiation.map { "negotiation.\($0).\(step)" } + transfer.map { "transfer.\($0).\(step)" }
            }
            + ["intended", "received", "acknowledged"].flatMap { step in
                ["propose", "accept", "close"].map { "amendment.\($0).\(step)" }
            } + [
                "agreement.ended", "agreement.termination.settled", "agreement.superseded", "agreement.amended",
                "amendment.propose.refused", "amendment.accept.refused",
                "agreement.frozen", "agreement.released", "agreement.freeze.settled",
            ]
        let missing = Set(wanted).subtracting(met)
        #expect(missing.isEmpty)
        let refusals = met.filter { $0.hasSuffix(".refused") }
        #expect(refusals.count > 5, "\(refusals)")
    }

    @Test func `a seed repeats exactly`() async throws {
        var histories: [[String]] = []
        for _ in 0..<2 {
            let scenario = try await ScenarioRun(seed: 5)
            try await scenario.run()
            histories.append(try await scenario.parties.history())
        }
        #expect(histories[0] == histories[1])
        #expect(histories[0].count > 50)
    }
}
