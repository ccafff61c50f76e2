import EvidenceLog
import Identity
import Primitives
package import ServerKit

/// Deliveries and offers: the outbox sends them with a fresh token each time, and with what the holder gave us to open its storage.
extension Issuer: OutboxCourier, OutboxSettler {
    package static let topic = "credential"

    package func deliver(_ message: OutboxMessage) async -> DeliveryOutcome {
        do {
            let request = try await database.read { try IssuerStore.request(message.subject, in: $0) }
            let token = try await desk.sign(
                SelfIssuedToken(from: desk.did, to: message.peer, accessToken: request?.accessToken, world: world)
                    .payload,
                for: .capabilityInvocation,
                type: nil
            )
            let answer = try await transport.send(
                PeerRequest("POST", message.url, authorization: "Bearer " + token, body: Array(message.body.utf8))
            )
            return PeerClient.outcome(of: answer)
        } catch {
            return .unknown("\(error)")
        }
    }

    /// A delivery that was refused for good is noted at its request; the credentials stay issued and can be delivered anew.
    package func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) async throws {
        let now = world.now()
        try await commit { evidence in
            try OutboxStore.remove(message.id, in: evidence.transaction)
            guard case .refused(_, let reasons) = outcome,
                var request = try IssuerStore.request(message.subject, in: evidence.transaction)
            else { return }
            request.reason = "the holder refused the delivery: " + reasons.joined(separator: "; ").prefix(500)
            request.updated = now
            try IssuerStore.save(request, in: evidence.transaction)
        }
    }

    package func reconcile(_ message: OutboxMessage) async -> DeliveryOutcome? { nil }

    package func lockedOut(_ message: OutboxMessage, _ why: String) async throws {
        try await commit { evidence in
            guard let request = try IssuerStore.request(message.subject, in: evidence.transaction) else { return }
            var draft = Self.draft(
                "credentialRequest.delivery.lockedOut",
                request,
                from: request.state,
                by: EvidenceActor(.peer, message.peer)
            )
            draft.decision = EvidenceDecision(outcome: "postponed", reasons: [why])
            try evidence.record(draft)
        }
    }

    /// Tells a holder what it may request from us.
    package func offer(type: String, to holder: String, reason: String) async throws {
        let objects = metadata.credentialsSupported.filter { $0.credentialType == type }
        guard !objects.isEmpty else { throw Problem.notFound("credential type", type) }
        let document = try await desk.document(of: holder, naming: nil)
        guard let service = document.service(ofType: DCP.credentialService) else {
            throw Problem.notFound("credential service", holder)
        }
        let base = service.endpoint.hasSuffix("/") ? String(service.endpoint.dropLast()) : service.endpoint
        let offered = objects.map { object in
            var object = object
            object.offerReason = reason
            return object
        }
        let message = OutboxMessage(
            id: world.urn(),
            topic: Self.topic,
            subject: world.urn(),
            peer: holder,
            url: base + DCP.offers,
            body: CredentialOfferMessage(issuer: desk.did, credentials: offered).json.text,
            created: world.now()
        )
        try await commit { [bell] in try bell.leave(message, in: $0.transaction) }
    }
}
