import Connector
import DataspaceProtocol
import EvidenceLog
import Foundation
import NIOCore
import Node
import Primitives
import ServerKit
import Testing

/// Accesses to data as uses: counted before the first byte, settled after the last, ended when the world changes.
@Suite(.timeLimit(.minutes(3)), .serialized)
struct DataAccessUsageTests {
    private func limit(_ operand: String, _ value: String) -> JSONValue {
        ["leftOperand": .string(operand), "operator": "lteq", "rightOperand": .string(value)]
    }

    private func permission(_ action: String, _ constraints: JSONValue...) -> JSONValue {
        ["action": .string(action), "constraint": .array(constraints)]
    }

    private func total(_ party: Party) async throws -> UsageTotal {
        let totals = try await party.essentials.database.read {
            try UsageHistoryStore.list(PageRequest(), agreement: "", in: $0)
        }
        return try #require(totals.first)
    }

    private func evidence(_ party: Party, _ type: String) async throws -> [JSONValue] {
        try await party.essentials.database.read { transaction in
            try EvidenceStore.entries(after: 0, in: transaction).map(\.record)
                .filter { $0["type"]?.stringValue == type }
        }
    }

    @Test func `a number of readings counts each reading, also of many at once, and no looking at heads`() async throws
    {
        try await TwoConnectors.run { both in
            let source = try TemporaryFolder()
            let pull = try await both.open(
                .file(path: source.file("f", noise(1_000))),
                permission: permission("read", limit("count", "5"))
            )
            for _ in 0..<3 { #expect(try await pull.get("", method: "HEAD").status == 200) }
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<10 { group.addTask { try await pull.get().status } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 200 }.count == 5)
            #expect(statuses.filter { $0 == 400 }.count == 5)
            let used = try await total(both.provider)
            #expect(used.uses == 5 && used.accesses == 5 && used.open == 0 && used.refused == 5)
            #expect(used.volume == 5_000)
            #expect(try await evidence(both.provider, "usage.decided").count == 1, "only the change is an entry")
            #expect(try await both.provider.transfers.find(pull.providerID).state == .started)
        }
    }

    @Test func `a use is a whole delivery, however often it is read`() async throws {
        try await TwoConnectors.run { both in
            let source = try TemporaryFolder()
            let pull = try await both.open(
                .file(path: source.file("f", noise(1_000))),
                permission: permission("use", limit("count", "1"))
            )
            for _ in 0..<3 { #expect(try await pull.get().status == 200) }
            let used = try await total(both.provider)
            #expect(used.uses == 1 && used.accesses == 3 && used.open == 0)
        }
    }

    @Test func `a volume is a volume: what does not fit is not begun, a part of it is`() async throws {
        try await TwoConnectors.run { both in
            let source = try TemporaryFolder()
            let pull = try await both.open(
                .file(path: source.file("f", noise(1_000))),
                permission: permission("use", limit("dataSize", "2500")),
                profile: "urn:tc609:6-2025-14"
            )
            #expect(try await pull.get().status == 200)
            #expect(try await pull.get().status == 200)
            #expect(try await pull.get().status == 400)
            #expect(try await pull.get("", "Range: bytes=0-499\r\n").status == 206)
            #expect(try await pull.get("", "Range: bytes=0-0\r\n").status == 400)
            #expect(try await total(both.provider).volume == 2_500)
        }
    }

    @Test func `a stream whose length nobody knows is cut when the volume is used up`() async throws {
        try await TwoConnectors.run { both in
            let folder = try TemporaryFolder()
            let path = try folder.table(rows: 200_000)
            let pull = try await both.open(
                .sqlite(path: path, query: "SELECT * FROM t ORDER BY rowid"),
                permission: permission("use", limit("dataSize", "700000")),
                profile: "urn:tc609:6-2025-14"
            )
            let answer = try await pull.get()
            #expect(answer.status == 200 && answer.body.count < 1_000_000)
            let ended = try await both.provider.waits(for: pull.providerID, .terminated)
            #expect(ended.reason?.code == "policy")
            try await eventually { try await total(both.provider).open == 0 ? true : nil }
            #expect(try await total(both.provider).volume <= 700_000 + 256 * 1_024)
        }
    }

    @Test func `a stream is one reservation and one settlement with what was really sent`() async throws {
        try await TwoConnectors.run { both in
            let source = try TemporaryFolder()
            let size = 40_000_000
            let pull = try await both.open(.file(path: source.file("f", [UInt8](repeating: 7, count: size))))
            let reader = try await StalledReader(port: both.provider.port, path: pull.path, token: pull.token)
            try await eventually { try await total(both.provider).open == 1 ? true : nil }
            #expect(try await total(both.provider).volume == Int64(size), "the whole is reserved while it flows")
            try await reader.channel.close().get()
            try await eventually { try await total(both.provider).open == 0 ? true : nil }
            let used = try await total(both.provider)
            #expect(used.volume < Int64(size) && used.accesses == 1)
        }
    }

    @Test func `a freeze cuts streams within a second, sleeps on the wire, and a release wakes what it stopped`()
        async throws
    {
        try await TwoConnectors.run { both in
            let source = try TemporaryFolder()
            let pull = try await both.open(.file(path: source.file("f", [UInt8](repeating: 7, count: 40_000_000))))
            let reader = try await StalledReader(port: both.provider.port, path: pull.path, token: pull.token)
            try await eventually { both.provider.registry.count == 1 ? true : nil }
            let freezing = both.provider.freezing
            let id = try await both.provider.transfers.find(pull.providerID).agreementID
            let owner = EvidenceActor(.person, "owner")
            _ = try await freezing.freeze(id, reason: "an audit", by: owner)
            try await eventually(within: 1) { both.provider.registry.count == 0 ? true : nil }
            let asleep = try await both.consumer.waits(for: pull.consumerID, .suspended)
            #expect(asleep.reason?.code == "frozen" && asleep.reason?.reasons == ["an audit"])
            #expect(try await pull.get().status == 403)
            _ = try await both.consumer.transfers.step(pull.consumerID, .start)
            try await Task.sleep(for: .milliseconds(300))
            #expect(try await both.provider.transfers.find(pull.providerID).state == .suspended)
            #expect(try await evidence(both.provider, "transfer.start.declined").isEmpty)
            _ = try await freezing.freeze(id, reason: "again", by: owner)
            _ = try await freezing.release(id, reason: "settled", by: owner)
            _ = try await both.provider.waits(for: pull.providerID, .started)
            #expect(try await pull.get("", "Range: bytes=0-9\r\n").status == 206)
            await #expect(throws: Problem.self) { _ = try await freezing.release(id, reason: "twice", by: owner) }
            #expect(try await evidence(both.provider, "agreement.frozen").count == 1)
            #expect(try await evidence(both.provider, "agreement.released").count == 1)
            withExtendedLifetime(reader) {}
        }
    }

    @Test func `a stream ends when what is known of its reader changes, and its transfer says why`() async throws {
        try await TwoConnectors.run { both in
            let peers = both.provider.essentials.peers
            var consumer = try #require(peers.find(both.consumer.id))
            consumer = consumer.with(claims: ["industry": ["aviation"]])
            try await peers.save(consumer)
            let source = try TemporaryFolder()
            let pull = try await both.open(
                .file(path: source.file("f", [UInt8](repeating: 7, count: 40_000_000))),
                permission: permission(
                    "use",
                    ["leftOperand": "industry", "operator": "eq", "rightOperand": "aviation"]
                )
            )
            let reader = try await StalledReader(port: both.provider.port, path: pull.path, token: pull.token)
            try await eventually { both.provider.registry.count == 1 ? true : nil }
            try await peers.save(consumer.with(claims: ["industry": ["aviation", "tourism"]]))
            try await Task.sleep(for: .milliseconds(600))
            #expect(both.provider.registry.count == 1, "what still fulfils the terms goes on")
            try await peers.save(consumer.with(claims: ["industry": ["tourism"]]))
            try await eventually(within: 1) { both.provider.registry.count == 0 ? true : nil }
            let ended = try await both.provider.waits(for: pull.providerID, .terminated)
            #expect(ended.reason?.code == "policy")
            withExtendedLifetime(reader) {}
        }
    }

    @Test func `a clock that is set back decides nothing, and one that comes right again goes on`() async throws {
        let clock = MovableClock()
        try await TwoConnectors.run(clock: clock) { both in
            let until = World.real.now().advanced(seconds: 3_600)
            let source = try TemporaryFolder()
            let pull = try await both.open(
                .file(path: source.file("f", noise(1_000))),
                permission: permission(
                    "use",
                    [
                        "leftOperand": "dateTime", "operator": "lteq",
                        "rightOperand": ["@value": .string(until.description), "@type": "xsd:dateTime"],
                    ]
                )
            )
            #expect(try await pull.get().status == 200)
            clock.advance(milliseconds: -60_000)
            #expect(try await pull.get().status == 503)
            clock.advance(milliseconds: 60_000)
            #expect(try await pull.get().status == 200)
            clock.advance(milliseconds: 3_601_000)
            #expect(try await pull.get().status == 400)
            clock.advance(milliseconds: -3_601_000)
            #expect(try await pull.get().status == 503, "what has ended does not begin again")
            #expect(try await total(both.provider).accesses == 2)
        }
    }
}

extension Peer {
    fileprivate func with(claims: [String: [String]]) -> Peer {
        Peer(
            id: id,
            name: name,
            address: address,
            tokenInDigest: tokenInDigest,
            tokenOut: tokenOut,
            claims: claims,
            origin: origin
        )
    }
}
