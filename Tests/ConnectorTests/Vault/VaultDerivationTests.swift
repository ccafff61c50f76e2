import DataspaceProtocol
import EvidenceLog
import Foundation
import Hummingbird
import NIOCore
import Node
import Primitives
import ServerKit
import TestKit
import Testing
import UsagePolicy

@testable import Connector

/// Results that applications hand back: under every agreement that they were made from, and gone with the first of them.
@Suite struct VaultDerivationTests {
    /// Reading, and deriving under the agreement's own policy.
    static func deriving(
        _ constraints: [JSONValue] = [],
        duty: JSONObject = ["action": "nextPolicy"],
        derive: [JSONValue] = []
    ) -> JSONObject {
        [
            "profile": ["urn:tc609:6-2025-14"],
            "permission": [
                ["action": "read", "constraint": .array(constraints)],
                ["action": "derive", "constraint": .array(derive), "duty": [.object(duty)]],
            ],
        ]
    }

    struct Setting: Sendable {
        let party: Party
        let vault: Vault
        let clock: MovableClock

        func fill(_ terms: JSONObject, _ text: String = "a,b\r\n1,2\r\n") async throws -> String {
            try await VaultFixture.fill(vault, in: party, content: Array(text.utf8), terms: terms).rawValue
        }

        func read(_ grant: String, by application: VerifiedApplication = VaultUseTests.robot) async throws {
            let use = try await VaultUses(vault).open(
                VaultAsk(grant: grant, application: application),
                volume: { $0.bytes }
            )
            await use.settle(1)
        }

        func derive(
            _ inputs: [String],
            by application: VerifiedApplication = VaultUseTests.robot,
            _ text: String = "mean\r\n1.5\r\n"
        ) async throws -> VaultGrant {
            let ask = VaultDerivations.Ask(inputs: inputs, application: application, mediaType: "text/csv")
            return try await VaultDerivations(vault).derive(ask, RequestBody(buffer: ByteBuffer(string: text)))
        }

        func content(_ grant: VaultGrant) async throws -> String {
            let use = try await VaultUses(vault).open(
                VaultAsk(grant: grant.id.rawValue, application: VaultUseTests.robot),
                volume: { $0.bytes }
            )
            let content = try await VaultUses(vault).content(use)
            let bytes = try content.read(at: 0, count: Int(content.bytes))
            await use.settle(content.bytes)
            return String(buffer: bytes)
        }

        /// Ends a grant's agreement; `looks` has the warden find it at once.
        func end(_ grant: String, looks: Bool = true) async throws {
            let agreement = try await vault.find(grant).governedBy
            _ = try await party.essentials.database.write {
                try AgreementStore.end(agreement, role: .consumer, by: "urn:test:provider", reason: "over", in: $0)
            }
            if looks { try await VaultWarden(vault).look() }
        }

        func used(_ grant: String) async throws -> [String: Int64] {
            let agreement = try await vault.find(grant).agreement
            let totals = try await party.essentials.database.read {
                try UsageHistoryStore.list(PageRequest(), agreement: agreement, in: $0)
            }
            return Dictionary(totals.map { ($0.key.action, $0.uses) }, uniquingKeysWith: +)
        }

        func refusals(_ grant: String) async throws -> Int64 {
            let uses = try await party.essentials.database.read {
                try VaultUseStore.uses(of: Identifier(grant), in: $0)
            }
            return uses.reduce(0) { $0 + ($1["refused"]?.integerValue ?? 0) }
        }
    }

    static func run(_ body: (Setting) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        let clock = MovableClock()
        let party = try await VaultFixture.consumer(folder, clock)
        try await body(Setting(party: party, vault: try #require(party.vault), clock: clock))
        try party.essentials.database.close()
        await party.egress.shutdown()
    }

    @Test("a result lands sealed under the inherited terms, with its lineage, and is used under them")
    func inherits() async throws {
        try await Self.run { setting in
            let source = try await setting.fill(Self.deriving([VaultUseTests.constraint("count", "lteq", "3")]))
            try await setting.read(source)
            let result = try await setting.derive([source])
            #expect(result.state == .ready && result.digest == Digest(of: Array("mean\r\n1.5\r\n".utf8)))
            #expect(try await setting.content(result) == "mean\r\n1.5\r\n")
            #expect(try await setting.used(source) == ["read": 2, "derive": 1])
            // The third use is the last, whichever of the two is read.
            try await setting.read(source)
            #expect(await problem { _ = try await setting.content(result) } == .refused)
            let shown = try await setting.party.essentials.database.read {
                try VaultDerivations.lineage(of: result, in: $0)
            }
            let input = try #require(shown["derivation"]?["inputs"]?.arrayValue?.first)
            #expect(input["grant"]?.stringValue == source)
            #expect(input["sha256"]?.stringValue == Digest(of: Array("a,b\r\n1,2\r\n".utf8)).hex)
            #expect(shown["derivation"]?["application"]?.stringValue == "urn:app:robot")
            let records = try await setting.party.essentials.database.read { transaction in
                try EvidenceStore.entries(about: "vault", result.id.rawValue, in: transaction).map(\.record)
            }
            #expect(records.first?["type"] == "vault.derived")
            #expect(records.first?["related"]?["input1"]?.stringValue == source)
            #expect(records.first?["digests"]?["input1"] != nil)
            let told = try await setting.party.essentials.database.read { transaction in
                let grant = try #require(try VaultStore.find(Identifier(source), in: transaction))
                return try VaultDerivations.report(about: grant, in: transaction)
            }
            let entry = try #require(told.results.first)
            #expect(told.leftOut == 0)
            #expect(entry["grant"]?.stringValue == result.id.rawValue && entry["otherInputs"]?.integerValue == 0)
            #expect(entry["uses"]?.arrayValue?.first?["uses"]?.integerValue == 1)
        }
    }

    @Test("of several inputs all terms hold, each counts, and the first agreement to end takes the result along")
    func several() async throws {
        try await Self.run { setting in
            let one = try await setting.fill(Self.deriving([VaultUseTests.constraint("count", "lteq", "2")]))
            let two = try await setting.fill(
                Self.deriving([VaultUseTests.constraint("purpose", "eq", "urn:purpose:planning")])
            )
            let planner = VerifiedApplication(
                verifiedID: "urn:app:robot",
                version: "1",
                digest: nil,
                purposes: ["urn:purpose:planning"]
            )
            for grant in [one, two] { try await setting.read(grant, by: planner) }
            let result = try await setting.derive([one, two], by: planner)
            // Without the purpose of the second agreement nothing is taken from the first one either.
            #expect(await problem { _ = try await setting.content(result) } == .refused)
            #expect(try await setting.used(one) == ["read": 1, "derive": 1])
            try await setting.read(result.id.rawValue, by: planner)
            #expect(try await setting.used(one) == ["read": 2, "derive": 1])
            #expect(try await setting.used(two) == ["read": 2, "derive": 1])
            #expect(await problem { try await setting.read(result.id.rawValue, by: planner) } == .refused)
            #expect(try await setting.used(two)["read"] == 2)
            // A result of the result stands under both as well.
            let next = try await setting.derive([result.id.rawValue], by: planner)
            try await setting.end(two)
            for grant in [result, next] {
                let gone = try await setting.vault.find(grant.id.rawValue)
                #expect(gone.state == .destroyed && gone.cause == .agreementEnded)
                _ = try await setting.vault.proof(of: grant.id.rawValue)
            }
            #expect(try await setting.vault.find(one).state == .ready)
        }
    }

    @Test("a result goes at the earliest time that any of its agreements sets, counted from its own delivery")
    func expiry() async throws {
        try await Self.run { setting in
            let brief = [VaultUseTests.constraint("timeInterval", "lteq", "PT100S")]
            let one = try await setting.fill(Self.deriving(brief, derive: brief))
            setting.clock.advance(milliseconds: 60_000)
            let two = try await setting.fill(Self.deriving())
            for grant in [one, two] { try await setting.read(grant) }
            let result = try await setting.derive([one, two])
            let due = try await setting.vault.find(one).due
            #expect(due != nil && result.due == due)
            setting.clock.advance(milliseconds: 41_000)
            #expect(await problem { _ = try await setting.content(result) } == .refused)
            try await VaultWarden(setting.vault).look()
            #expect(try await setting.vault.find(result.id.rawValue).cause == .expired)
            #expect(try await setting.vault.find(two).state == .ready)
        }
    }

    @Test("a freeze of one agreement stops the result too")
    func frozen() async throws {
        try await Self.run { setting in
            let source = try await setting.fill(Self.deriving())
            try await setting.read(source)
            let result = try await setting.derive([source])
            let agreement = try await setting.vault.find(source).agreement
            _ = try await setting.party.freezing.freeze(agreement, reason: "audit", by: EvidenceActor(.person, "owner"))
            #expect(await problem { _ = try await setting.content(result) } == .unavailable)
            #expect(await problem { _ = try await setting.derive([source]) } == .unavailable)
            _ = try await setting.party.freezing.release(agreement, reason: "over", by: EvidenceActor(.person, "owner"))
            #expect(try await setting.content(result) == "mean\r\n1.5\r\n")
        }
    }

    @Test("without `derive`, without a policy for results, or without a use before, nothing is taken, and it says why")
    func refused() async throws {
        try await Self.run { setting in
            let read = try await setting.fill(VaultUseTests.read([]))
            let unsaid = try await setting.fill([
                "profile": ["urn:tc609:6-2025-14"], "permission": [["action": "read"], ["action": "derive"]],
            ])
            let limited = try await setting.fill(
                Self.deriving(derive: [VaultUseTests.constraint("count", "lteq", "1")])
            )
            let elsewhere = try await setting.fill(
                Self.deriving(duty: ["action": "nextPolicy", "target": "urn:agreement:unknown"])
            )
            let unread = try await setting.fill(Self.deriving())
            for grant in [read, unsaid, limited, elsewhere] { try await setting.read(grant) }
            for (grant, word) in [(read, "nextPolicy"), (unsaid, "nextPolicy"), (elsewhere, "urn:agreement:unknown")] {
                do {
                    _ = try await setting.derive([grant])
                    Issue.record("a result of \(grant) was taken")
                } catch let problem as Problem {
                    #expect(problem.code == .refused && problem.message.en.contains(word), "\(problem.message.en)")
                }
                #expect(try await setting.refusals(grant) == 1)
            }
            // An obligation to hand the policy on without a permission to derive.
            let noDerive = try await setting.fill([
                "profile": ["urn:tc609:6-2025-14"], "permission": [["action": "read"]],
                "obligation": [["action": "nextPolicy"]],
            ])
            try await setting.read(noDerive)
            #expect(await problem { _ = try await setting.derive([noDerive]) } == .refused)
            #expect(await problem { _ = try await setting.derive([unread]) } == .refused)
            _ = try await setting.derive([limited])
            #expect(await problem { _ = try await setting.derive([limited]) } == .refused)
            // One bad input spoils all, and counts for none.
            #expect(await problem { _ = try await setting.derive([limited, read]) } == .refused)
            for inputs in [[], [limited, limited], ["urn:none"], Array(repeating: "x", count: 17)] {
                let code = await problem { _ = try await setting.derive(inputs) }
                #expect(code == .invalid || code == .notFound, "\(inputs)")
            }
            let folders = try FileManager.default.contentsOfDirectory(
                atPath: setting.vault.keys.folder(of: Identifier("x")).split(separator: "/").dropLast()
                    .reduce("") { $0 + "/" + $1 }
            )
            #expect(folders.count == 7, "a refused result leaves no key behind")
        }
    }

    @Test("results may be put under another agreement of the same provider, and then outlive their source")
    func outlives() async throws {
        try await Self.run { setting in
            let keeper = try await setting.fill(VaultUseTests.read([]))
            let other = try await setting.vault.find(keeper).agreement
            let source = try await setting.fill(
                Self.deriving(duty: ["action": "nextPolicy", "target": .string(other)])
            )
            try await setting.read(source)
            let result = try await setting.derive([source])
            #expect(result.governedBy == other)
            try await setting.end(source)
            #expect(try await setting.vault.find(source).state == .destroyed)
            #expect(try await setting.content(result) == "mean\r\n1.5\r\n")
            // That agreement says nothing about results of results.
            #expect(await problem { _ = try await setting.derive([result.id.rawValue]) } == .refused)
            try await setting.end(keeper)
            #expect(try await setting.vault.find(result.id.rawValue).state == .destroyed)
        }
    }

    @Test("a result that breaks off, or that an end overtakes, is cleared away")
    func broken() async throws {
        try await Self.run { setting in
            let source = try await setting.fill(Self.deriving())
            try await setting.read(source)
            struct Broken: Error {}
            let pieces = AsyncThrowingStream<ByteBuffer, any Error> { continuation in
                continuation.yield(ByteBuffer(string: "half"))
                continuation.finish(throwing: Broken())
            }
            let ask = VaultDerivations.Ask(inputs: [source], application: VaultUseTests.robot)
            await #expect(throws: Broken.self) {
                _ = try await VaultDerivations(setting.vault).derive(ask, RequestBody(asyncSequence: pieces))
            }
            #expect(try await setting.used(source)["derive"] == 0, "what was not made was not derived")
            try await VaultWarden(setting.vault).look()
            let half = try #require(try await setting.vault.list(PageRequest()).first { $0.id.rawValue != source })
            #expect(half.state == .destroyed && half.cause == .deliveryFailed)

            let ended = AsyncThrowingStream<ByteBuffer, any Error> { continuation in
                continuation.yield(ByteBuffer(string: "first"))
                Task {
                    do { try await setting.end(source, looks: false) } catch { Issue.record("\(error)") }
                    continuation.yield(ByteBuffer(string: "second"))
                    continuation.finish()
                }
            }
            let overtaken = await problem {
                _ = try await VaultDerivations(setting.vault).derive(ask, RequestBody(asyncSequence: ended))
            }
            #expect(overtaken == .refused)
            try await VaultWarden(setting.vault).look()
            #expect(try await setting.vault.list(PageRequest()).allSatisfy { $0.state == .destroyed })
        }
    }
}
