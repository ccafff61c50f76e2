import EvidenceLog
import Identity
package import Logging
import Primitives
import ServerKit
import ServiceLifecycle

/// Fulfils requests that were granted: finds the holder's storage, signs, and hands the delivery to the outbox.
package struct IssuanceWorker: Service {
    /// Requests looked at in one round.
    private static let batch = 50
    /// Seconds between two looks when nothing rings: holders that could not be found are tried again.
    private static let safetySeconds = 10
    /// Random places tried for one credential; a list is given up half full, so that a second try is rare.
    private static let placesTried = 32

    private let issuer: Issuer
    private let logger: Logger

    package init(_ issuer: Issuer, logger: Logger) {
        self.issuer = issuer
        self.logger = logger
    }

    package func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.ringRegularly() }
                for await _ in issuer.work.rings {
                    await fulfilAll()
                    if Task.isCancelled || Task.isShuttingDownGracefully { break }
                }
                group.cancelAll()
            }
        } onGracefulShutdown: { [issuer] in
            issuer.work.close()
        }
    }

    private func ringRegularly() async {
        repeat { issuer.work.ring() } while (try? await Task.sleep(for: .seconds(Self.safetySeconds))) != nil
    }

    private func fulfilAll() async {
        do {
            let granted = try await issuer.database.read { try IssuerStore.approved(limit: Self.batch, in: $0) }
            for request in granted {
                do {
                    try await fulfil(request)
                } catch {
                    logger.warning(
                        "a credential could not be issued; it will be tried again",
                        metadata: ["request": "\(request.issuerPid)", "holder": "\(request.holder)", "why": "\(error)"]
                    )
                }
            }
        } catch {
            logger.error("granted requests cannot be read", metadata: ["error": "\(error)"])
        }
    }

    private func fulfil(_ request: IssuanceRequest) async throws {
        let document = try await issuer.desk.document(of: request.holder, naming: nil)
        guard let service = document.service(ofType: DCP.credentialService) else {
            throw Problem.notFound("credential service", request.holder)
        }
        let base = service.endpoint.hasSuffix("/") ? String(service.endpoint.dropLast()) : service.endpoint
        var issued: [IssuedCredential] = []
        for object in request.objects {
            guard let (entry, profile) = issuer.find(object) else { throw Problem.notFound("credential", object) }
            issued.append(try await sign(entry, profile, for: request))
        }
        let message = CredentialMessage(
            issuerPid: request.issuerPid,
            holderPid: request.holderPid,
            status: .issued,
            credentials: issued.map {
                CredentialMessage.Container(credentialType: $0.type, format: $0.profile.rawValue, payload: $0.token)
            }
        )
        try await commit(issued, for: request, message, to: base + DCP.credentials)
    }

    /// Takes a random free place in the status lists, and signs a credential that names it.
    private func sign(
        _ entry: IssuableCredential,
        _ profile: CredentialProfile,
        for request: IssuanceRequest
    ) async throws -> IssuedCredential {
        let (list, index) = try await place(profile)
        let now = issuer.world.now()
        var claims = entry.claims
        for member in request.claims.members { claims[member.key] = member.value }
        let content = CredentialContent(
            id: issuer.world.urn(),
            type: entry.type,
            issuer: issuer.desk.did,
            subject: request.holder,
            claims: claims,
            validFrom: now,
            validUntil: now.advanced(seconds: entry.validSeconds),
            statuses: entry.purposes.map { purpose in
                StatusEntry(
                    form: profile.statusForm,
                    purpose: purpose,
                    index: index,
                    listAddress: issuer.listAddress(profile, purpose, list)
                )
            }
        )
        let token = try await issuer.desk.sign(
            content.payload(profile),
            for: .assertionMethod,
            type: profile.credentialMediaType
        )
        return IssuedCredential(
            id: content.id,
            holder: request.holder,
            type: entry.type,
            profile: profile,
            list: list,
            index: index,
            purposes: entry.purposes,
            request: request.issuerPid,
            state: .active,
            reason: nil,
            issued: now,
            validUntil: content.validUntil,
            token: token
        )
    }

    /// A random free place, so that neighbours in a list say nothing about each other.
    private func place(_ profile: CredentialProfile) async throws -> (list: Int, index: Int) {
        let tries = (0..<Self.placesTried).map { _ in
            issuer.world.random(4).reduce(0) { $0 << 8 | Int($1) } % StatusList.minimumEntries
        }
        return try await issuer.database.read { transaction in
            var list = try IssuerStore.newestList(profile, in: transaction)
            if try IssuerStore.used(profile, list: list, in: transaction) >= StatusList.minimumEntries / 2 { list += 1 }
            for index in tries where try !IssuerStore.isTaken(profile, list: list, index: index, in: transaction) {
                return (list, index)
            }
            throw Problem.overloaded
        }
    }

    /// Stores the credentials, the request's new state, the delivery and the evidence together.
    ///
    /// A place that another request took meanwhile fails the transaction; the next round takes another.
    private func commit(
        _ issued: [IssuedCredential],
        for request: IssuanceRequest,
        _ message: CredentialMessage,
        to url: String
    ) async throws {
        let now = issuer.world.now()
        let did = issuer.desk.did
        let delivery = OutboxMessage(
            id: issuer.world.urn(),
            topic: Issuer.topic,
            subject: request.issuerPid,
            peer: request.holder,
            url: url,
            body: message.json.text,
            created: now
        )
        try await issuer.commit { [bell = issuer.bell] evidence in
            guard var current = try IssuerStore.request(request.issuerPid, in: evidence.transaction),
                current.state == .approved
            else { return }
            let before = current.state
            current.state = .issued
            current.updated = now
            for credential in issued {
                try IssuerStore.insert(credential, in: evidence.transaction)
                try evidence.record(Issuer.draft("credential.issued", credential))
            }
            try IssuerStore.save(current, in: evidence.transaction)
            try evidence.record(
                Issuer.draft("credentialRequest.issued", current, from: before, by: EvidenceActor(.node, did))
            )
            try bell.leave(delivery, in: evidence.transaction)
        }
    }
}
