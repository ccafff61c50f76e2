import EvidenceLog
package import Identity
package import Primitives
package import ServerKit

/// The issuer service (DCP 1.0.1, "Credential Issuance Protocol"): requests, approval, delivery, status.
package struct Issuer: Sendable {
    /// Requests of one holder that may wait at once.
    private static let openLimit = 50
    /// Credentials of one request: each is an entry of evidence in one transaction.
    private static let perRequest = 5

    let desk: any ClaimsDesk
    /// The origin of the public listener and the issuer's path.
    let baseURL: String
    let issuable: [IssuableCredential]
    let database: Database
    let transport: any PeerTransport
    let world: World
    let bell: OutboxBell
    let feed: EventFeed
    /// Rings the worker that fulfils what was granted.
    let work: IssuanceBell

    package init(
        desk: any ClaimsDesk,
        baseURL: String,
        issuable: [IssuableCredential],
        database: Database,
        transport: any PeerTransport,
        world: World,
        bell: OutboxBell,
        feed: EventFeed
    ) {
        self.desk = desk
        self.baseURL = baseURL
        self.issuable = issuable
        self.database = database
        self.transport = transport
        self.world = world
        self.bell = bell
        self.feed = feed
        work = IssuanceBell()
    }

    /// Whether this node issues anything.
    package var isActive: Bool { !issuable.isEmpty }

    /// What we issue.
    package var metadata: IssuerMetadata {
        IssuerMetadata(
            issuer: desk.did,
            credentialsSupported: issuable.flatMap { entry in
                entry.profiles.map { profile in
                    CredentialObject(
                        id: entry.objectID(profile),
                        credentialType: entry.type,
                        profile: profile.rawValue,
                        bindingMethods: ["did:web"],
                        credentialSchema: "\(baseURL)/schemas/\(entry.type)",
                        offerReason: "issuance"
                    )
                }
            }
        )
    }

    /// The credential and profile behind an object of our metadata.
    func find(_ object: String) -> (IssuableCredential, CredentialProfile)? {
        for entry in issuable {
            for profile in entry.profiles where entry.objectID(profile).hasSameBytes(as: object) {
                return (entry, profile)
            }
        }
        return nil
    }

    /// Takes a holder's request; what the rule grants is issued at once, the rest waits for a person.
    package func receive(
        _ message: CredentialRequestMessage,
        from caller: SelfIssuedCaller
    ) async throws -> IssuanceRequest {
        guard message.credentials.count <= Self.perRequest else {
            throw Problem.invalid(
                "more than \(Self.perRequest) credentials in one request",
                "一次申请的凭证超过 \(Self.perRequest) 个"
            )
        }
        var grants = true
        for object in message.credentials {
            guard let (entry, _) = find(object) else { throw Problem.notFound("credential", object) }
            grants = grants && entry.grantsAtOnce(caller.did)
        }
        return try await open(
            holder: caller.did,
            holderPid: message.holderPid,
            objects: message.credentials,
            accessToken: caller.accessToken,
            claims: JSONObject(),
            state: grants ? .approved : .received,
            by: EvidenceActor(.peer, caller.did),
            use: caller.use
        )
    }

    /// Issues without being asked: a person names the holder and what to say of it.
    package func issue(
        type: String,
        profile: CredentialProfile?,
        to holder: String,
        claims: JSONObject,
        by person: String
    ) async throws -> IssuanceRequest {
        guard let entry = issuable.first(where: { $0.type == type }),
            let chosen = profile ?? entry.profiles.first, entry.profiles.contains(chosen)
        else { throw Problem.notFound("credential type", type) }
        return try await open(
            holder: holder,
            holderPid: world.urn(),
            objects: [entry.objectID(chosen)],
            accessToken: nil,
            claims: claims,
            state: .approved,
            by: EvidenceActor(.person, person),
            use: nil
        )
    }

    private func open(
        holder: String,
        holderPid: String,
        objects: [String],
        accessToken: String?,
        claims: JSONObject,
        state: IssuanceRequest.State,
        by actor: EvidenceActor,
        use: TokenUse?
    ) async throws -> IssuanceRequest {
        let now = world.now()
        let request = IssuanceRequest(
            issuerPid: world.urn(),
            holder: holder,
            holderPid: holderPid,
            objects: objects,
            accessToken: accessToken,
            claims: claims,
            state: state,
            reason: nil,
            created: now,
            updated: now
        )
        return try await commit { evidence in
            try TokenUseStore.claim(use, now: now, in: evidence.transaction)
            guard try IssuerStore.openCount(of: holder, in: evidence.transaction) < Self.openLimit else {
                throw Problem.tooManyOpenRequests
            }
            try IssuerStore.save(request, in: evidence.transaction)
            try evidence.record(Self.draft("credentialRequest.received", request, from: nil, by: actor))
            return request
        }
    }

    /// Grants a request that waits; the worker fulfils it.
    package func approve(_ issuerPid: String, claims: JSONObject, by person: String) async throws -> IssuanceRequest {
        try await change(issuerPid, to: .approved, reason: nil, claims: claims, by: EvidenceActor(.person, person))
    }

    /// Refuses a request that waits; the holder is told.
    package func reject(_ issuerPid: String, reason: String?, by person: String) async throws -> IssuanceRequest {
        try await change(issuerPid, to: .rejected, reason: reason, claims: nil, by: EvidenceActor(.person, person))
    }

    private func change(
        _ issuerPid: String,
        to state: IssuanceRequest.State,
        reason: String?,
        claims: JSONObject?,
        by actor: EvidenceActor
    ) async throws -> IssuanceRequest {
        let now = world.now()
        return try await commit { evidence in
            guard var request = try IssuerStore.request(issuerPid, in: evidence.transaction) else {
                throw Problem.notFound("credential request", issuerPid)
            }
            guard request.state == .received else { throw Problem.decided(request) }
            let before = request.state
            request.state = state
            request.reason = reason
            if let claims { request.claims = claims }
            request.updated = now
            try IssuerStore.save(request, in: evidence.transaction)
            try evidence.record(Self.draft("credentialRequest.\(state.rawValue)", request, from: before, by: actor))
            return request
        }
    }

    /// How far a request is, for the holder that made it and for nobody else.
    package func status(_ issuerPid: String, for caller: SelfIssuedCaller) async throws -> CredentialRequestStatus {
        let now = world.now()
        try await database.write { try TokenUseStore.claim(caller.use, now: now, in: $0) }
        let found = try await database.read { try IssuerStore.request(issuerPid, in: $0) }
        guard let found, found.holder.hasSameBytes(as: caller.did) else {
            throw Problem.notFound("credential request", issuerPid)
        }
        let status: CredentialRequestStatus.Status =
            switch found.state {
            case .received, .approved: .received
            case .issued: .issued
            case .rejected: .rejected
            }
        return CredentialRequestStatus(issuerPid: found.issuerPid, holderPid: found.holderPid, status: status)
    }

    /// Runs a change in one transaction, with evidence, and wakes the workers after the commit.
    func commit<Value: Sendable>(
        _ body: @escaping @Sendable (inout EvidenceWriter) throws -> Value
    ) async throws -> Value {
        let moment = Moment(world)
        let did = desk.did
        return try await database.write { [feed, work] transaction in
            var evidence = EvidenceWriter(moment, node: did, in: transaction)
            let value = try body(&evidence)
            transaction.afterCommit {
                feed.ring()
                work.ring()
            }
            return value
        }
    }

    static func draft(
        _ type: String,
        _ request: IssuanceRequest,
        from before: IssuanceRequest.State?,
        by actor: EvidenceActor
    ) -> EvidenceDraft {
        var draft = EvidenceDraft(type: type, subjectKind: "credentialRequest", subjectID: request.issuerPid)
        draft.actor = actor
        draft.counterparty = request.holder
        draft.previousState = before?.rawValue
        draft.newState = request.state.rawValue
        draft.related = ["holderPid": request.holderPid]
        return draft
    }
}

extension Problem {
    fileprivate static let tooManyOpenRequests = Problem(
        .tooMany,
        BilingualText(en: "too many open requests", zh: "待处理的申请过多"),
        retryAfterSeconds: 60
    )

    fileprivate static func decided(_ request: IssuanceRequest) -> Problem {
        Problem(
            .conflict,
            BilingualText(
                en: "the request is \(request.state.rawValue) already",
                zh: "该申请的状态已为 \(request.state.rawValue)"
            )
        )
    }
}
