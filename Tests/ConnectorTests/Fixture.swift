import Connector
import DataspaceProtocol
import Node
import Primitives
import ServerKit
import TestKit
import Testing

/// A provider and a consumer on a good network, and shortcuts for what tests do with them.
struct Fixture {
    let parties: TwoParties

    init(seed: UInt64 = 1, automates: Bool = true) async throws {
        parties = try await TwoParties.make(seed: seed, automates: automates)
    }

    init(parties: TwoParties) { self.parties = parties }

    var consumer: SimulatedParty { parties[0] }
    var provider: SimulatedParty { parties[1] }

    /// The consumer as the provider sees it.
    var caller: VerifiedParticipant { VerifiedParticipant(verifiedID: consumer.participant) }
    var stranger: VerifiedParticipant { VerifiedParticipant(verifiedID: "urn:party:stranger") }

    func settle() async throws { try await parties.settle() }

    /// The consumer asks for the provider's product under an offer.
    func request(
        _ mode: Offer.Mode = .automatic,
        policy: JSONValue = TwoParties.policy,
        isAutomatic: Bool = true
    ) async throws -> ContractNegotiation {
        try await consumer.negotiations.request(
            peer: provider.participant,
            dataset: TwoParties.product(of: provider.name).rawValue,
            offer: TwoParties.wire(mode, of: provider.name, policy: policy),
            isAutomatic: isAutomatic
        )
    }

    func negotiation(_ id: Identifier<ContractNegotiation>) async throws -> ContractNegotiation {
        try await consumer.negotiations.find(id)
    }

    /// The provider's view of the consumer's only negotiation.
    func provided() async throws -> ContractNegotiation {
        try #require(try await provider.negotiations.list(PageRequest(), state: nil).first)
    }

    func servedTransfer() async throws -> TransferProcess {
        try #require(try await provider.transfers.list(PageRequest(), state: nil).first)
    }

    /// An agreement under a policy of its own.
    func agree(on policy: JSONValue = TwoParties.policy) async throws -> Agreement {
        let offer = try await provider.datasets.offer(
            product: TwoParties.product(of: provider.name),
            policy: policy,
            mode: .automatic,
            id: "urn:offer:special"
        )
        var wire = offer.wireJSON.objectValue ?? JSONObject()
        wire["target"] = .string(offer.product.rawValue)
        let negotiation = try await consumer.negotiations.request(
            peer: provider.participant,
            dataset: offer.product.rawValue,
            offer: .object(wire)
        )
        try await settle()
        let id = try #require(try await self.negotiation(negotiation.id).agreementID)
        return try #require(try await consumer.database.read { try AgreementStore.find(id, role: .consumer, in: $0) })
    }

    func transfer(_ agreement: Agreement) async throws -> TransferProcess {
        try await consumer.transfers.request(
            agreement: agreement.id,
            format: TransferFormat.pull.rawValue,
            sink: .application
        )
    }

    /// Posts a message to the provider as the consumer would.
    func post(_ path: String, _ body: JSONValue, token: String? = nil) async -> PeerAnswer {
        let token = token ?? SimulatedParty.token(from: consumer.name, to: provider.name)
        return await provider.answer(
            PeerRequest(
                "POST",
                SimulatedParty.address(provider.name) + path,
                authorization: "Bearer " + token,
                body: body.encoded
            )
        )
    }

    func expectUnchanged(_ party: SimulatedParty, _ body: () async throws -> Void) async throws {
        let before = try await party.snapshot()
        try await body()
        let after = try await party.snapshot()
        #expect(before == after)
    }
}

func body(_ answer: PeerAnswer) throws -> JSONValue { try JSONReader.read(answer.body) }

/// The code of the problem that `body` throws.
func problem(_ body: () async throws -> Void) async -> Problem.Code? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? Problem)?.code
    }
}
