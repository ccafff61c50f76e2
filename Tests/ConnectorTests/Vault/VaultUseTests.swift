import DataspaceProtocol
import EvidenceLog
import Foundation
import NIOCore
import Node
import Primitives
import ServerKit
import TestKit
import Testing
import UsagePolicy

@testable import Connector

/// Uses of data in the vault: counted exactly, refused with the reason, and cut when the data ends.
@Suite struct VaultUseTests {
    private static let national: JSONValue = ["urn:tc609:6-2025-14"]

    static func read(_ constraints: [JSONValue]) -> JSONObject {
        [
            "profile": national,
            "permission": [["action": "read", "constraint": .array(constraints)]],
        ]
    }

    static func constraint(_ left: String, _ relation: String, _ right: JSONValue) -> JSONValue {
        ["leftOperand": .string(left), "operator": .string(relation), "rightOperand": right]
    }

    static let robot = VerifiedApplication(verifiedID: "urn:app:robot", version: "1", digest: nil, purposes: [])

    struct Setting: Sendable {
        let party: Party
        let vault: Vault
        let id: Identifier<VaultGrant>
        let uses: VaultUses
        let clock: MovableClock

        func ask(
            _ application: VerifiedApplication = VaultUseTests.robot,
            _ change: (inout VaultAsk) -> Void = { _ in }
        ) -> VaultAsk {
            var ask = VaultAsk(grant: id.rawValue, application: application)
            change(&ask)
            return ask
        }

        func use(_ ask: VaultAsk, facts: [String: [KnownValue]] = [:]) async throws -> PermittedUse {
            try await uses.open(ask, volume: { $0.bytes }, facts: facts)
        }

        func report() async throws -> [JSONValue] {
            try await party.essentials.database.read { try VaultUseStore.uses(of: id, in: $0) }
        }
    }

    static func run(
        _ terms: JSONObject,
        content: [UInt8] = Array("carrier,delay\r\nUA,3\r\n".utf8),
        _ body: (Setting) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let clock = MovableClock()
        let party = try await VaultFixture.consumer(folder, clock)
        let vault = try #require(party.vault)
        let id = try await VaultFixture.fill(vault, in: party, content: content, terms: terms)
        try await body(Setting(party: party, vault: vault, id: id, uses: VaultUses(vault), clock: clock))
        try party.essentials.database.close()
        await party.egress.shutdown()
    }

    private static func code(_ body: () async throws -> Void) async -> Problem.Code? { await problem(body) }

    @Test("a thousand readers at once on a limit of a hundred get exactly a hundred")
    func race() async throws {
        try await Self.run(Self.read([Self.constraint("count", "lteq", "100")])) { setting in
            let granted = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<1000 {
                    group.addTask {
                        while true {
                            do {
                                let use = try await setting.use(setting.ask())
                                await use.settle(10)
                                return true
                            } catch let problem as Problem where problem.code == .tooMany {
                                // All places were taken: that is no answer yet.
                                try await Task.sleep(for: .milliseconds(5))
                            } catch let problem as Problem where problem.code == .refused {
                                return false
                            }
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(granted == 100)
            let report = try #require(try await setting.report().first)
            #expect(report["uses"]?.integerValue == 100)
            #expect(report["refused"]?.integerValue == 900)
            #expect(report["bytes"]?.integerValue == 1000)
            #expect(setting.vault.openUses == 0)
        }
    }

    @Test("a use that a crash left open counts in full")
    func crash() async throws {
        try await Self.run(Self.read([Self.constraint("count", "lteq", "2")])) { setting in
            _ = try await setting.use(setting.ask())
            // Never settled: as after kill -9 between the two.
            let use = try await setting.use(setting.ask())
            await use.settle(1)
            #expect(await Self.code { _ = try await setting.use(setting.ask()) } == .refused)
        }
    }

    @Test("application, build, purpose, place and time are judged at each use")
    func circumstances() async throws {
        let until = World.real.now().advanced(seconds: 60).description
        let terms = Self.read([
            Self.constraint("application", "eq", "urn:app:robot"),
            Self.constraint("purpose", "eq", "urn:purpose:planning"),
            Self.constraint("dateTime", "lt", ["@value": .string(until), "@type": "xsd:dateTime"]),
        ])
        try await Self.run(terms) { setting in
            let planning = setting.ask { $0.purpose = "urn:purpose:planning" }
            await (try await setting.use(planning)).settle(1)
            #expect(await Self.code { _ = try await setting.use(setting.ask()) } == .refused)
            #expect(
                await Self.code { _ = try await setting.use(setting.ask { $0.purpose = "urn:purpose:ads" }) }
                    == .refused
            )
            let other = VerifiedApplication(verifiedID: "urn:app:other", version: "1", digest: nil, purposes: [])
            #expect(
                await Self.code {
                    _ = try await setting.use(setting.ask(other) { $0.purpose = "urn:purpose:planning" })
                }
                    == .refused
            )
            // One registered for another purpose cannot even say it.
            let bound = VerifiedApplication(verifiedID: "urn:app:robot", version: "1", digest: nil, purposes: ["urn:x"])
            #expect(
                await Self.code {
                    _ = try await setting.use(setting.ask(bound) { $0.purpose = "urn:purpose:planning" })
                }
                    == .refused
            )
            setting.clock.advance(milliseconds: 61_000)
            #expect(await Self.code { _ = try await setting.use(planning) } == .refused)
        }
    }

    @Test("a rule may pin one build by its digest")
    func builds() async throws {
        let good = Digest(of: "the program")
        let terms = Self.read([Self.constraint("application", "isPartOf", .string(good.description))])
        try await Self.run(terms) { setting in
            let pinned = VerifiedApplication(verifiedID: "urn:app:robot", version: "1", digest: good, purposes: [])
            await (try await setting.use(setting.ask(pinned))).settle(1)
            #expect(await Self.code { _ = try await setting.use(setting.ask()) } == .refused)
        }
    }

    @Test("view only: no use hands out a copy, and what the agreement does not name is refused")
    func viewOnly() async throws {
        try await Self.run(Self.read([])) { setting in
            for action in ["reproduce", "distribute", "download", "sell", "use", "modify", "odrl:index"] {
                #expect(
                    await Self.code { _ = try await setting.use(setting.ask { $0.action = action }) } == .refused,
                    "\(action)"
                )
            }
            await (try await setting.use(setting.ask())).settle(1)
        }
    }

    @Test(
        "paths and grants that are not there are just not there",
        arguments: ["../key", "/etc/passwd", "..", "a\u{0}b"]
    )
    func names(_ name: String) async throws {
        try await Self.run(Self.read([])) { setting in
            #expect(await Self.code { _ = try await setting.use(setting.ask { $0.file = name }) } == .notFound)
            let other = VaultAsk(grant: name, application: Self.robot)
            #expect(await Self.code { _ = try await setting.uses.open(other, volume: { $0.bytes }) } == .notFound)
        }
    }

    @Test("the end of a grant cuts open uses at once, and the key is dead in their hands")
    func cut() async throws {
        try await Self.run(Self.read([]), content: noise(900_000)) { setting in
            let use = try await setting.use(setting.ask())
            let content = try await setting.uses.content(use)
            _ = try content.read(at: 0, count: 100)
            let (cuts, cut) = AsyncStream.makeStream(of: Void.self)
            use.held.flow.onCut { cut.finish() }
            try await setting.vault.end(setting.id, .byOwner)
            for await _ in cuts {}
            #expect(throws: Problem.self) { try use.check() }
            #expect(throws: Problem.self) { try content.read(at: 0, count: 100) }
            #expect(throws: Problem.self) { try content.read(at: 700_000, count: 100) }
            await use.settle(100)
            #expect(await Self.code { _ = try await setting.use(setting.ask()) } == .refused)
        }
    }

    @Test("a clock that was set back lets nobody use more")
    func clockBack() async throws {
        let until = World.real.now().advanced(seconds: 60).description
        let terms = Self.read([Self.constraint("dateTime", "lt", ["@value": .string(until), "@type": "xsd:dateTime"])])
        try await Self.run(terms) { setting in
            setting.clock.advance(milliseconds: 61_000)
            try await VaultWarden(setting.vault).look()
            setting.clock.advance(milliseconds: -61_000)
            #expect(try await setting.vault.find(setting.id.rawValue).state == .destroyed)
            #expect(await Self.code { _ = try await setting.use(setting.ask()) } == .refused)
        }
    }

    @Test("a grant without its key, as after a restored backup, ends with a proof that says so")
    func keyLost() async throws {
        try await Self.run(Self.read([])) { setting in
            let warden = VaultWarden(setting.vault)
            try await warden.endLost()
            #expect(try await setting.vault.find(setting.id.rawValue).state == .ready)
            try FileManager.default.removeItem(atPath: setting.vault.keys.folder(of: setting.id) + "/key")
            try await warden.endLost()
            try await warden.look()
            let grant = try await setting.vault.find(setting.id.rawValue)
            #expect(grant.state == .destroyed && grant.cause == .keyLost)
            #expect(try await setting.vault.proof(of: grant.id.rawValue).document["cause"]?.stringValue == "key-lost")
        }
    }

    @Test("a removed application loses what it has open")
    func removed() async throws {
        try await Self.run(Self.read([])) { setting in
            let applications = Applications(setting.vault)
            let actor = EvidenceActor(.person, "owner")
            let (_, made) = try await applications.add(
                "urn:app:robot",
                version: "1",
                digest: nil,
                purposes: [],
                by: actor
            )
            let token = try #require(made)
            let known = try #require(try await applications.application(token: token))
            #expect(try await applications.application(token: token + "x") == nil)
            #expect(try await applications.application(token: "") == nil)
            let use = try await setting.use(setting.ask(known))
            try await applications.remove("urn:app:robot", by: actor)
            #expect(throws: Problem.self) { try use.check() }
            #expect(try await applications.application(token: token) == nil)
            await use.settle(0)
        }
    }

    @Test("a copy leaves only where a rule names copying, with its mark")
    func export() async throws {
        let out = try TemporaryFolder()
        let actor = EvidenceActor(.person, "owner")
        try await Self.run(VaultDeliveryTests.controlling) { setting in
            let exports = VaultExports(setting.vault)
            #expect(
                await Self.code {
                    _ = try await exports.export(
                        setting.id.rawValue,
                        file: "",
                        to: out.path + "/a",
                        purpose: nil,
                        by: actor
                    )
                } == .refused
            )
            let left = try out.names()
            #expect(left.isEmpty)
        }
        let named: JSONObject = [
            "permission": [
                ["action": "read"], ["action": "reproduce", "constraint": [Self.constraint("count", "lteq", "1")]],
            ]
        ]
        try await Self.run(named) { setting in
            let exports = VaultExports(setting.vault)
            _ = try await exports.export(setting.id.rawValue, file: "", to: out.path + "/a", purpose: nil, by: actor)
            #expect(try out.names() == ["a", "a.sluice.json"])
            let mark = try JSONReader.read(
                Array(FileManager.default.contents(atPath: out.path + "/a.sluice.json") ?? Data())
            )
            #expect(
                mark["sha256"]?.stringValue
                    == Digest(of: FileManager.default.contents(atPath: out.path + "/a") ?? Data()).hex
            )
            for path in [out.path + "/b", out.path + "/a", "relative", out.path + "/../c"] {
                #expect(
                    await Self.code {
                        _ = try await exports.export(setting.id.rawValue, file: "", to: path, purpose: nil, by: actor)
                    } != nil
                )
            }
            #expect(try out.names() == ["a", "a.sluice.json"])
        }
    }
}
