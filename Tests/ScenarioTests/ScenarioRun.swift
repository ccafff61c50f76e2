import Connector
import DataspaceProtocol
import EvidenceLog
import Foundation
import Node
import Primitives
import ServerKit
import TestKit

/// One simulated life of two connectors: what people do, what the network does to it, and crashes, all from one seed.
struct ScenarioRun {
    let seed: UInt64
    let parties: TwoParties
    let isCrashing: Bool
    private let steps: Int

    init(seed: UInt64, steps: Int = 135) async throws {
        self.seed = seed
        self.steps = steps
        isCrashing = seed % 6 == 0
        parties = try await TwoParties.make(seed: seed, crashing: isCrashing, automates: seed % 5 != 4)
    }

    private var dice: Dice { parties.dice }

    func run() async throws {
        parties.network.setWeather(seed % 7 == 0 ? .init() : .storm)
        for _ in 0..<steps { try await step() }
        try await releaseAll()
        try await parties.settle()
    }

    private func step() async throws {
        let index = dice.below(2)
        let party = parties[index]
        switch dice.below(100) {
        case 0..<6: try await begin(in: party)
        case 6..<20: try await moveNegotiation(of: party)
        case 20..<26: try await beginTransfer(in: party)
        case 26..<44: try await moveTransfer(of: party)
        case 44..<48: _ = await parties.network.deliverHeld()
        case 48..<54: parties.world.advance(milliseconds: Int64(dice.below(3_000)))
        case 54..<57 where isCrashing: try await crash(index)
        case 57..<62: try await interrupt(index)
        case 62..<64: try await endAgreement(of: party)
        case 64..<66: try await propose(in: party)
        case 66..<71: try await moveAmendment(of: party)
        case 71..<73: try await freeze(in: party)
        default:
            parties.world.advance(milliseconds: Int64(dice.below(700)))
            await party.outbox.drainOnce(atMost: 1)
        }
    }

    /// Kills a party between commit and send, or between the peer's commit and reading the answer.
    private func crash(_ index: Int) async throws {
        guard dice.happens(60) else { return try await parties.crash(index) }
        let victim = parties[index]
        parties.network.interruptOnce { moment in
            if moment == .beforeAnswer { try? victim.kill() }
        }
        await victim.outbox.drainOnce(atMost: 1)
        parties.network.forgetInterruptions()
        try await parties.crash(index)
    }

    /// While a message is under way, its receiver does something of its own.
    private func interrupt(_ index: Int) async throws {
        let sender = parties[index]
        let other = parties.other(than: sender)
        parties.network.interruptOnce { _ in
            try? await moveNegotiation(of: other)
            try? await moveTransfer(of: other)
            try? await moveAmendment(of: other)
        }
        await sender.outbox.drainOnce(atMost: 1)
        parties.network.forgetInterruptions()
    }

    // MARK: What people do

    private func begin(in party: SimulatedParty) async throws {
        let other = parties.other(than: party)
        let mode = dice.happens(60) ? .automatic : dice.pick(Offer.Mode.allCases) ?? .manual
        try await allowingRefusals {
            if dice.happens(30) {
                _ = try await party.negotiations.offer(
                    to: other.participant,
                    offer: TwoParties.offer(mode, of: party.name)
                )
            } else {
                _ = try await party.negotiations.request(
                    peer: other.participant,
                    dataset: TwoParties.product(of: other.name).rawValue,
                    offer: TwoParties.wire(mode, of: other.name, policy: terms()),
                    isAutomatic: dice.happens(70)
                )
            }
        }
    }

    /// Mostly something that is legal; sometimes anything.
    private func pick<Table: TransitionTable>(_ table: Table.Type, _ process: TwoPartyProcess<Table>) -> Table.Event {
        let all = Array(Table.Event.allCases)
        let legal = all.filter { Table.next(process.state, on: $0, from: process.role) != nil }
        return (dice.happens(85) ? dice.pick(legal) : nil) ?? dice.pick(all) ?? Table.termination
    }

    private func terms() -> JSONValue {
        dice.happens(80)
            ? TwoParties.policy
            : ["permission": [["action": "use"]], "prohibition": [["action": "distribute"]]]
    }

    private func moveNegotiation(of party: SimulatedParty) async throws {
        let all = try await party.negotiations.list(PageRequest(limit: 20), state: nil)
        guard let negotiation = dice.pick(all) else { return }
        let event = pick(NegotiationTable.self, negotiation.process)
        guard event != .terminate || dice.happens(25) else { return }
        let hasTerms = event == .offer || event == .request
        var offer = negotiation.terms.offer.objectValue ?? JSONObject()
        for member in terms().objectValue?.members ?? [] { offer[member.key] = member.value }
        let wire = JSONValue.object(offer)
        try await allowingRefusals {
            _ = try await party.negotiations.step(
                negotiation.id,
                event,
                terms: hasTerms ? wire : nil,
                reason: event == .terminate ? StatedReason(code: "scenario") : nil
            )
        }
    }

    private func beginTransfer(in party: SimulatedParty) async throws {
        let agreements = try await party.database.read { try AgreementStore.list(PageRequest(limit: 20), in: $0) }
            .filter { $0.role == .consumer && ($0.state == .active || dice.happens(5)) }
        guard let agreement = dice.pick(agreements)?.id else { return try await begin(in: party) }
        try await allowingRefusals {
            _ = try await party.transfers.request(
                agreement: agreement,
                format: TransferFormat.pull.rawValue,
                sink: .application
            )
        }
    }

    private func moveTransfer(of party: SimulatedParty) async throws {
        let all = try await party.transfers.list(PageRequest(limit: 20), state: nil)
        guard let transfer = dice.pick(all) else { return }
        let event = pick(TransferTable.self, transfer.process)
        guard event != .terminate || dice.happens(20), event != .complete || dice.happens(30) else { return }
        try await allowingRefusals { _ = try await party.transfers.step(transfer.id, event) }
    }

    private func endAgreement(of party: SimulatedParty) async throws {
        let agreements = try await party.database.read { try AgreementStore.list(PageRequest(limit: 20), in: $0) }
        guard let agreement = dice.pick(agreements.filter { $0.state == .active }) else { return }
        try await allowingRefusals { _ = try await party.agreements.end(agreement.id, reason: "scenario") }
    }

    /// Other terms for an agreement: mostly such as let transfers go on, sometimes such as let none.
    private func propose(in party: SimulatedParty) async throws {
        let agreements = try await party.database.read { try AgreementStore.list(PageRequest(limit: 20), in: $0) }
        guard let agreement = dice.pick(agreements.filter { $0.state == .active || dice.happens(5) }) else {
            return try await beginTransfer(in: party)
        }
        let limit = JSONValue.string("\(dice.below(12))")
        let terms: JSONValue = [
            "permission": [
                [
                    "action": "use",
                    "constraint": [["leftOperand": "odrl:count", "operator": "lteq", "rightOperand": limit]],
                ]
            ]
        ]
        try await allowingRefusals { _ = try await party.amendments.propose(agreement.id, terms: terms) }
    }

    /// Freezes an agreement, or more often takes a freeze back: what is frozen lives no other life.
    private func freeze(in party: SimulatedParty) async throws {
        let agreements = try await party.database.read { try AgreementStore.list(PageRequest(limit: 20), in: $0) }
        guard let agreement = dice.pick(agreements.filter { $0.state == .active }) else { return }
        let owner = EvidenceActor(.person, "owner")
        try await allowingRefusals {
            if dice.happens(20) {
                _ = try await party.freezing.freeze(agreement.id, reason: "scenario", by: owner)
            } else {
                _ = try await party.freezing.release(agreement.id, reason: "scenario", by: owner)
            }
        }
    }

    /// What is frozen waits for as long as it takes: in the end every dispute is settled.
    private func releaseAll() async throws {
        for party in parties.all {
            let agreements = try await party.database.read { try AgreementStore.list(PageRequest(limit: 500), in: $0) }
            for agreement in agreements {
                try await allowingRefusals {
                    _ = try await party.freezing.release(
                        agreement.id,
                        reason: "settled",
                        by: EvidenceActor(.person, "owner")
                    )
                }
            }
        }
    }

    private func moveAmendment(of party: SimulatedParty) async throws {
        let all = try await party.amendments.list(PageRequest(limit: 20), state: nil)
        guard let amendment = dice.pick(all.filter(\.isOpen)) ?? dice.pick(all) else { return }
        try await allowingRefusals {
            if dice.happens(75) {
                _ = try await party.amendments.accept(amendment.id)
            } else {
                _ = try await party.amendments.close(amendment.id, reason: "scenario")
            }
        }
    }

    /// A person is told that something is not possible now; anything but that is a failure.
    private func allowingRefusals(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let problem as Problem
            where [.invalid, .refused, .notFound, .unavailable, .conflict].contains(problem.code)
        {
            return
        }
    }
}
