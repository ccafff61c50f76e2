import Connector
import Node
import Primitives
import ServerKit
import TestKit
import Testing
import UsagePolicy

/// A limit is a limit: whatever happens at once, twice, half, or while the clock is moved.
struct UsageHistoryTests {
    private typealias F = UsageFixture

    @Test func `a thousand requests at once on a limit of a hundred get exactly a hundred`() async throws {
        let fixture = try await F(F.permission("use", F.limit("count", "100")), onDisk: true)
        let permitted = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<1_000 {
                group.addTask { try await fixture.reserve("urn:use:\(number)").isPermitted }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(permitted == 100)
        let total = try await fixture.total()
        #expect(total.uses == 100 && total.open == 100 && total.refused == 900)
        #expect(total.refusal?["zh"]?.arrayValue?.isEmpty == false)
        let outcomes = try await fixture.decisions().map { $0["decision"]?["outcome"]?.stringValue }
        #expect(outcomes == ["permit", "refuse"], "equal decisions are one entry")
    }

    @Test func `the same reservation counts once, whatever becomes of it`() async throws {
        let fixture = try await F(F.permission("use", F.limit("count", "1")))
        for _ in 0..<3 { #expect(try await fixture.reserve("urn:use:1").isPermitted) }
        #expect(try await !fixture.reserve("urn:use:2").isPermitted)
        try await fixture.giveBack("urn:use:1")
        try await fixture.giveBack("urn:use:1")
        #expect(try await fixture.total().uses == 0)
        #expect(try await fixture.reserve("urn:use:1").isPermitted)
        try await fixture.settle("urn:use:1")
        try await fixture.settle("urn:use:1")
        try await fixture.giveBack("urn:use:1")
        #expect(try await fixture.reserve("urn:use:1").isPermitted)
        #expect(try await !fixture.reserve("urn:use:2").isPermitted)
        let total = try await fixture.total()
        #expect(total.uses == 1 && total.open == 0)
    }

    @Test func `subjects of one agreement share its limit and are counted apart`() async throws {
        let fixture = try await F(F.permission("use", F.limit("count", "3")))
        for (number, name) in ["one", "two", "one", "two"].enumerated() {
            let answer = try await fixture.reserve("urn:use:\(number)", F.use(subject: "urn:app:\(name)"))
            #expect(answer.isPermitted == (number < 3))
        }
        let totals = try await fixture.totals()
        let uses = Dictionary(uniqueKeysWithValues: totals.map { ($0.key.subject, $0.uses) })
        #expect(uses == ["urn:app:one": 2, "urn:app:two": 1])
    }

    @Test func `a volume is reserved, extended, settled with what was used and given back`() async throws {
        let limit = F.limit("dataSize", "1", unit: "http://qudt.org/vocab/unit/KiloBYTE")
        let fixture = try await F(F.permission("use", limit), profile: "urn:tc609:6-2025-14")
        #expect(try await fixture.reserve("a", F.use(volume: 600)).isPermitted)
        #expect(try await !fixture.reserve("b", F.use(volume: 500)).isPermitted)
        #expect(try await fixture.extend("a", F.use(volume: 1_000)).isPermitted)
        #expect(try await !fixture.extend("a", F.use(volume: 1_001)).isPermitted)
        try await fixture.settle("a", volume: 400)
        #expect(try await fixture.reserve("b", F.use(volume: 600)).isPermitted)
        #expect(try await fixture.total().volume == 1_000)
        try await fixture.giveBack("b")
        #expect(try await fixture.total().volume == 400)
        #expect(try await !fixture.reserve("c", F.use(volume: .max)).isPermitted)
        #expect(try await fixture.reserve("d", F.use(volume: -5)).isPermitted, "a negative volume takes nothing")
        #expect(try await fixture.total().volume == 400)
    }

    @Test func `a frequency counts in a period that rolls, and a clock that is set back gives nothing`() async throws {
        let terms = F.permission("use", F.limit("frequency", "2", unit: "PT1H"), F.limit("frequency", "3", unit: "P1D"))
        let fixture = try await F(terms, profile: "urn:tc609:6-2025-14")
        let world = fixture.parties.world
        #expect(try await fixture.reserve("1").isPermitted)
        #expect(try await fixture.reserve("2").isPermitted)
        #expect(try await !fixture.reserve("3").isPermitted)
        world.advance(milliseconds: -7_200_000)
        #expect(try await !fixture.reserve("3").isPermitted)
        world.advance(milliseconds: 7_200_000 + 3_600_000)
        #expect(try await fixture.reserve("3").isPermitted)
        world.advance(milliseconds: 3_600_000)
        #expect(try await !fixture.reserve("4").isPermitted, "three a day")
        world.advance(milliseconds: 22 * 3_600_000)
        #expect(try await fixture.reserve("4").isPermitted)
    }

    @Test(arguments: ["P1M", "soon", "http://qudt.org/vocab/unit/PER-YR", ""])
    func `a frequency without a period that everybody can measure is refused`(_ unit: String) async throws {
        let limit = F.limit("frequency", "2", unit: unit.isEmpty ? nil : unit)
        let fixture = try await F(F.permission("use", limit), profile: "urn:tc609:6-2025-14")
        #expect(try await !fixture.reserve("1").isPermitted)
    }

    @Test func `what was refused under words that nobody knows does not stand against others`() async throws {
        let fixture = try await F(F.permission("use", F.limit("count", "2")))
        #expect(try await !fixture.reserve("1", F.use("urn:word:unknown")).isPermitted)
        #expect(try await fixture.reserve("2").isPermitted)
        #expect(try await fixture.reserve("3", F.use("read")).isPermitted, "reading is a way of using")
        #expect(try await !fixture.reserve("4", F.use("display")).isPermitted)
    }

    @Test func `a process that dies between reserving and settling leaves the use used`() async throws {
        let terms = F.permission("use", F.limit("count", "2"), F.limit("dataSize", "1000"))
        let fixture = try await F(terms, onDisk: true, profile: "urn:tc609:6-2025-14")
        #expect(try await fixture.reserve("1", F.use(volume: 900)).isPermitted)
        try await fixture.parties.crash(1)
        #expect(try await fixture.total().open == 1)
        #expect(try await !fixture.reserve("2", F.use(volume: 200)).isPermitted)
        #expect(try await fixture.reserve("2", F.use(volume: 50)).isPermitted)
        let reconciliation = UsageReconciliation(fixture.provider.essentials)
        #expect(try await reconciliation.reconcile() == 1, "what this run reserved stays open")
        #expect(try await reconciliation.reconcile() == 0)
        let total = try await fixture.total()
        #expect(total.uses == 2 && total.volume == 950 && total.open == 1)
        let records = try await fixture.provider.database.read { transaction in
            try EvidenceStore.entries(after: 0, in: transaction).map(\.record)
                .filter { $0["type"] == "usage.reconciled" }
        }
        #expect(records.map { $0["amounts"]?["bytes"]?.integerValue } == [900])
    }

    @Test func `a decision is an entry when it changes, and only then`() async throws {
        let fixture = try await F(F.permission("use", F.limit("dateTime", "2026-11-23T00:00:00Z")))
        for number in 0..<3 { try await fixture.reserve("a\(number)") }
        fixture.parties.world.advance(milliseconds: 86_400_000)
        for number in 0..<3 { try await fixture.reserve("b\(number)") }
        let outcomes = try await fixture.decisions().map { $0["decision"]?["outcome"]?.stringValue }
        #expect(outcomes == ["permit", "refuse"])
    }

    @Test func `compiled terms are kept for a bounded number of agreements`() throws {
        let cache = PolicyCache()
        let evaluator = PolicyEvaluator()
        for number in 0..<(PolicyCache.limit * 3) {
            let agreement = F.agreement(F.permission("use", F.limit("count", "\(number)")), id: "urn:a:\(number)")
            let terms = try cache.terms(of: agreement, evaluator).get()
            #expect(terms.measures.countsUses && terms.deliveryAction == "use")
        }
        #expect(cache.count == PolicyCache.limit)
    }
}

/// What a delivery may leave to the place where the data is used, and what it may not.
struct DeferredUseTests {
    private typealias F = UsageFixture

    private let purpose: JSONValue = ["leftOperand": "purpose", "operator": "eq", "rightOperand": "research"]

    private func isPermitted(_ terms: JSONValue, _ change: (inout UseIntent) -> Void) async throws -> Bool {
        let fixture = try await F(terms)
        var intent = UseIntent(.transfer)
        change(&intent)
        return try await fixture.reserve("1", intent).isPermitted
    }

    @Test func `a purpose is needed, unless the one who receives enforces it at each use`() async throws {
        let terms = F.permission("use", purpose)
        #expect(try await !isPermitted(terms) { _ in })
        #expect(try await isPermitted(terms) { $0.deferredOperands = UseIntent.operandsOfUse })
        #expect(
            try await !isPermitted(terms) {
                $0.deferredOperands = UseIntent.operandsOfUse
                $0.purpose = "marketing"
            },
            "what is known already counts"
        )
    }

    @Test func `time and counts are never left to others`() async throws {
        for constraint in [F.limit("dateTime", "2026-01-01T00:00:00Z"), F.limit("count", "0")] {
            let terms = F.permission("use", purpose, constraint)
            let deferred = UseIntent.operandsOfUse.union(["dateTime", "count"])
            #expect(try await !isPermitted(terms) { $0.deferredOperands = deferred })
        }
    }

    @Test func `an agreement about reading is delivered for reading, and one about deleting is not`() async throws {
        #expect(try await isPermitted(F.permission("read")) { _ in })
        #expect(try await !isPermitted(F.permission("delete")) { _ in })
        #expect(try await !isPermitted(F.permission("grantUse")) { _ in })
    }
}
