import ArgumentParser
import Primitives

/// `sluice negotiation start`.
struct NegotiationStart: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Ask a peer for a dataset, or offer it one of ours. 发起协商。"
    )

    @Argument(help: "The peer: id, name or address. 对方。") var peer: String
    @Argument(help: "The dataset asked for; absent with --our-offer. 数据集。") var dataset: String?
    @Option(name: .long, help: "The offer of its catalogue; else the first. 对方报价。") var offer: String?
    @Option(name: .long, help: "As provider: our offer to propose. 我方报价。") var ourOffer: String?
    @OptionGroup var terms: PolicyOptions
    @Flag(name: .long, help: "Take no step by itself. 每步手动。") var manual = false
    @OptionGroup var waiting: WaitOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (dataset == nil) != (ourOffer == nil) else { throw ValidationError("give a DATASET, or --our-offer") }
    }

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let peerID = try await PeerFinder.find(peer, client)["id"]?.stringValue ?? peer
        var started = try await client.post("negotiations", body: try await request(peerID, client))
        if waiting.wait {
            let id = started["id"]?.stringValue ?? ""
            started = try await NegotiationOutcome.attend(id, seconds: waiting.timeout, client, screen)
        }
        try screen.show(started, NegotiationCommand.fields)
    }

    private func request(_ peerID: String, _ client: ManagementClient) async throws -> JSONValue {
        if let ourOffer { return ["peer": .string(peerID), "role": "provider", "offer": .string(ourOffer)] }
        let name = dataset ?? ""
        let found = try await client.get("peers", peerID, "datasets", name)
        var asked = try OfferChoice.choose(in: found, named: offer).offer.objectValue ?? JSONObject()
        if !terms.isEmpty {
            for member in asked.keys where member != "@id" { asked[member] = nil }
            for member in try terms.members().objectValue?.members ?? [] { asked[member.key] = member.value }
        }
        return [
            "peer": .string(peerID), "dataset": .string(name), "offer": .object(asked), "automatic": .bool(!manual),
        ]
    }
}
