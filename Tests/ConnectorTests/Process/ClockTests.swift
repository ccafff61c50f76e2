import Connector
import EvidenceLog
import Logging
import Node
import Primitives
import ServerKit
import Testing

/// The recorded time of a node survives a restart, and only a person's word makes it go back.
struct ClockTests {
    private let start = Instant(milliseconds: 1_795_348_800_000)
    private let logger = Logger(label: "clock") { _ in SwiftLogNoOpLogHandler() }

    private func open(_ database: Database, _ offset: Int64) async throws -> NodeClock {
        let now = start.advanced(milliseconds: offset)
        return try await NodeClock.open(database, system: { now }, logger: logger)
    }

    private func record(_ database: Database, _ clock: NodeClock) async throws {
        let moment = Moment(clock.world)
        try await database.write { transaction in
            var evidence = EvidenceWriter(moment, node: "urn:node", in: transaction)
            try evidence.record(EvidenceDraft(type: "test", subjectKind: "node", subjectID: "x"))
        }
    }

    @Test func `a clock set back while the node was down is noticed`() async throws {
        let database = try Database.inMemory(migrations: ConnectorSchema.migrations)
        try await record(database, try await open(database, 10_000))
        let back = try await open(database, 0)
        #expect(throws: Problem.self) { try back.world.checkClock() }
        #expect(back.world.now() == start.advanced(milliseconds: 10_000))
        try await open(database, 9_000).world.checkClock()
    }

    @Test func `an accepted clock is believed, also after a restart, and evidence says who accepted it`() async throws {
        let database = try Database.inMemory(migrations: ConnectorSchema.migrations)
        try await record(database, try await open(database, 3_600_000))
        let back = try await open(database, 0)
        #expect(try await back.accept(by: EvidenceActor(.person, "owner"), node: "urn:node") == 3_600_000)
        try back.world.checkClock()
        try await open(database, 0).world.checkClock()
        let last = try await database.read { try EvidenceStore.entries(after: 1, in: $0).last?.record }
        #expect(last?["type"] == "clock.accepted")
        #expect(last?["amounts"]?["backMilliseconds"]?.integerValue == 3_600_000)
    }
}
