import Primitives
import ServerKit

/// How `get` comes to an agreement: one that is active, a negotiation that is open, or a new one.
extension GetSession {
    func agree(_ peer: String, _ found: JSONValue) async throws -> String {
        if !isNew {
            if let active = try await activeAgreement(peer, found) {
                note("agreementReused", true)
                screen.say("under the agreement \(active)", "沿用已有合约 \(active)")
                return active
            }
            if let open = try await openNegotiation(peer) { return try await follow(open) }
        }
        note("agreementReused", false)
        let (chosen, count) = try OfferChoice.choose(in: found, named: offer)
        if count > 1, offer == nil {
            let id = chosen["@id"]?.stringValue ?? "-"
            screen.say("taking offer \(id), the first of \(count)", "共 \(count) 个报价，采用第一个：\(id)")
        }
        let begun = try await client.post(
            "negotiations",
            body: ["peer": .string(peer), "dataset": .string(dataset), "offer": chosen]
        )
        return try await follow(begun["id"]?.stringValue ?? "")
    }

    private func items(_ path: String) async throws -> [JSONValue] {
        let page = try await client.get(path, query: [("q", dataset), ("limit", "\(PageRequest.maximumLimit)")])
        return page["items"]?.arrayValue ?? []
    }

    private func isOurs(_ item: JSONValue, _ peer: String) -> Bool {
        item["role"]?.stringValue == "consumer" && item["peer"]?.stringValue?.hasSameBytes(as: peer) == true
            && item["dataset"]?.stringValue?.hasSameBytes(as: dataset) == true
    }

    /// The newest active agreement about the version that the catalogue shows, and about the offer if one is named.
    private func activeAgreement(_ peer: String, _ found: JSONValue) async throws -> String? {
        let version = found["sluice:versionDigest"]?.stringValue
        for agreement in try await items("agreements") {
            guard isOurs(agreement, peer), agreement["state"]?.stringValue == "ACTIVE",
                agreement["productVersion"]?.stringValue == version, let id = agreement["id"]?.stringValue
            else { continue }
            guard let offer else { return id }
            let negotiation = try await client.get("negotiations", agreement["negotiation"]?.stringValue ?? "")
            if negotiation.at("offer")?["@id"]?.stringValue == offer { return id }
        }
        return nil
    }

    /// A negotiation that an interrupted run left open.
    private func openNegotiation(_ peer: String) async throws -> String? {
        let open = try await items("negotiations").first { item in
            isOurs(item, peer) && !["FINALIZED", "TERMINATED"].contains(item["state"]?.stringValue)
                && (offer == nil || item.at("offer")?["@id"]?.stringValue == offer)
        }
        guard let id = open?["id"]?.stringValue else { return nil }
        screen.say("going on with the negotiation \(id)", "继续协商 \(id)")
        return id
    }

    private func follow(_ id: String) async throws -> String {
        note("negotiation", .string(id))
        hint(
            "the negotiation \(id) goes on; run the same command again to go on with it",
            "协商 \(id) 仍在进行；再次执行同一命令即可继续"
        )
        let settled = try await NegotiationOutcome.await(id, seconds: timeout, client, screen)
        guard settled["awaitsDecision"]?.boolValue != true else { throw counterOffer(id) }
        guard let agreement = settled["agreement"]?.stringValue else {
            throw Problem(.peer, BilingualText(en: "the negotiation \(id) names no agreement", zh: "协商 \(id) 未给出合约"))
        }
        return agreement
    }

    private func counterOffer(_ id: String) -> Problem {
        Problem(
            .conflict,
            BilingualText(en: "the provider offers other terms", zh: "对方提出了不同条款"),
            advice: BilingualText(
                en:
                    "read them with `sluice negotiation thread \(id)`, then `sluice negotiation accept \(id) --wait`, then this command again",
                zh: "请用 `sluice negotiation thread \(id)` 查看，`sluice negotiation accept \(id) --wait` 接受后再次执行本命令"
            )
        )
    }
}
