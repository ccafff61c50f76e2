import DataspaceProtocol
import EvidenceLog
import Foundation
import Node
import Primitives
import ServerKit
import TestKit
import Testing

@testable import Connector

/// What the provider stops, and what comes to nothing, stops in the vault.
@Suite struct VaultStopTests {
    private static let owner = EvidenceActor(.person, "owner")

    /// Whether an open use was cut.
    private static func isCut(_ use: PermittedUse) -> Bool {
        do {
            try use.check()
            return false
        } catch {
            return true
        }
    }

    @Test("a provider's freeze cuts open uses, refuses new ones with its reason, and a release lets them go on")
    func freeze() async throws {
        let folder = try TemporaryFolder()
        try await TwoConnectors.run(vault: folder.path + "/vault") { both in
            let source = try both.folder.file("data.csv", Array("a,b\r\n1,2\r\n".utf8))
            let agreement = try await both.agree(.file(path: source), more: VaultDeliveryTests.controlling)
            let transfer = try await both.pull(agreement, into: .folder(path: folder.path + "/plain.csv"))
            _ = try await both.consumer.waits(for: transfer.id, .completed)
            let vault = try #require(both.consumer.vault)
            let grant = try await VaultDeliveryTests.grant(of: transfer, in: vault)
            let uses = VaultUses(vault)
            let ask = VaultAsk(grant: grant.id.rawValue, application: VaultUseTests.robot)
            let open = try await uses.open(ask, volume: { $0.bytes })
            try open.check()
            _ = try await both.provider.freezing.freeze(agreement, reason: "an audit", by: Self.owner)
            try await eventually { Self.isCut(open) ? true : nil }
            await open.settle(1)
            do {
                _ = try await uses.open(ask, volume: { $0.bytes })
                Issue.record("a frozen agreement was used")
            } catch let problem as Problem {
                #expect(problem.code == .unavailable && problem.message.en.contains("an audit"))
                #expect(problem.message.zh.contains("an audit"))
            }
            // Time goes on under a freeze, and so does the destruction of what is due.
            #expect(try await vault.find(grant.id.rawValue).state == .ready)
            _ = try await both.provider.freezing.release(agreement, reason: "settled", by: Self.owner)
            let again = try await eventually {
                do { return try await uses.open(ask, volume: { $0.bytes }) } catch let problem as Problem
                    where problem.code == .unavailable
                { return nil }
            }
            await again.settle(1)
        }
    }

    @Test("terms on claims are judged by what we can prove now: a use ends with the claim, and begins again with it")
    func claims() async throws {
        let terms: JSONObject = [
            "permission": [
                ["action": "use", "constraint": [VaultUseTests.constraint("industry", "eq", "aviation")]]
            ],
            "prohibition": [["action": "distribute"]],
        ]
        try await VaultUseTests.run(terms) { setting in
            let peers = setting.party.essentials.peers
            func prove(_ claims: [String: [String]]) async throws {
                let us = setting.party.essentials.identity.participant
                try await peers.save(
                    Peer(
                        id: us,
                        name: "us",
                        address: "http://127.0.0.1:1/dsp",
                        tokenInDigest: nil,
                        tokenOut: nil,
                        claims: claims,
                        origin: .management
                    )
                )
            }
            #expect(await problem { _ = try await setting.use(setting.ask()) } == .refused, "nothing is proven")
            try await prove(["industry": ["aviation"]])
            let open = try await setting.use(setting.ask())
            let warden = VaultWarden(setting.vault)
            try await prove(["industry": ["aviation", "tourism"]])
            try await warden.look()
            #expect(!Self.isCut(open), "what still fulfils the terms goes on")
            try await prove(["industry": ["tourism"]])
            try await warden.look()
            #expect(Self.isCut(open))
            await open.settle(1)
            #expect(await problem { _ = try await setting.use(setting.ask()) } == .refused)
            try await prove(["industry": ["aviation"]])
            await (try await setting.use(setting.ask())).settle(1)
        }
    }

    @Test("while its delivery is suspended, data that arrived already wait too")
    func suspended() async throws {
        try await VaultUseTests.run(VaultDeliveryTests.controlling) { setting in
            let transfer = try await setting.vault.find(setting.id.rawValue).transfer.rawValue
            func put(_ state: String) async throws {
                _ = try await setting.party.essentials.database.write {
                    try $0.execute("UPDATE transfer SET state = ? WHERE id = ?", [.text(state), .text(transfer)])
                }
            }
            try await put("STARTED")
            let open = try await setting.use(setting.ask())
            try await put("SUSPENDED")
            try await VaultWarden(setting.vault).look()
            #expect(Self.isCut(open))
            await open.settle(1)
            #expect(await problem { _ = try await setting.use(setting.ask()) } == .unavailable)
            try await put("COMPLETED")
            await (try await setting.use(setting.ask())).settle(1)
        }
    }

    @Test("a delivery that came to nothing is cleared away, and holds up nothing else")
    func failed() async throws {
        let folder = try TemporaryFolder()
        let clock = MovableClock()
        let party = try await VaultFixture.consumer(folder, clock)
        let vault = try #require(party.vault)
        let until = World.real.now().advanced(seconds: 60).description
        let limit: JSONValue = [
            "leftOperand": "dateTime", "operator": "lt",
            "rightOperand": ["@value": .string(until), "@type": "xsd:dateTime"],
        ]
        let whole = try await VaultFixture.fill(
            vault,
            in: party,
            content: noise(1000),
            terms: ["permission": [["action": "use", "constraint": [limit]]]]
        )
        let agreement = try await vault.find(whole.rawValue).agreement
        let transfer = try await party.transfers.request(
            agreement: agreement,
            format: TransferFormat.pull.rawValue,
            sink: .folder(path: "/nowhere")
        )
        _ = try #require(try await vault.landing(of: transfer))
        let broken = try await VaultDeliveryTests.grant(of: transfer, in: vault)
        _ = try await party.essentials.database.write {
            try $0.execute("UPDATE transfer SET state = 'TERMINATED' WHERE id = ?", [.text(transfer.id.rawValue)])
        }
        try await VaultWarden(vault).look()
        let gone = try await vault.find(broken.id.rawValue)
        #expect(gone.state == .destroyed && gone.cause == .deliveryFailed)
        #expect(try await vault.find(whole.rawValue).state == .ready)
        clock.advance(milliseconds: 61_000)
        try await VaultWarden(vault).look()
        #expect(try await vault.find(whole.rawValue).cause == .expired)
        try party.essentials.database.close()
        await party.egress.shutdown()
    }
}
