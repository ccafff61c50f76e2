package import Identity
import Primitives
package import ServerKit

/// Our credentials: kept, shown to those whom we opened them to, requested and received (the holder's side of DCP 1.0.1).
package struct Wallet: Sendable {
    /// Seconds that a presentation of ours counts.
    private static let presentationSeconds: Int64 = 300

    let desk: any ClaimsDesk
    let checker: CredentialChecker
    let trust: TrustList
    package let tokens: AccessTokens
    let database: Database
    let transport: any PeerTransport
    let world: World
    /// Rung when the wallet holds something else.
    package let changes = WalletBell()

    package init(
        desk: any ClaimsDesk,
        checker: CredentialChecker,
        trust: TrustList,
        tokens: AccessTokens,
        database: Database,
        transport: any PeerTransport,
        world: World
    ) {
        self.desk = desk
        self.checker = checker
        self.trust = trust
        self.tokens = tokens
        self.database = database
        self.transport = transport
        self.world = world
    }

    /// Answers a verifier: credentials that it asks for and that its access token opens, and no others.
    ///
    /// Asking for more than was opened is no error (DCP 1.0.1, "Scopes"): the answer holds less.
    package func answer(
        _ query: PresentationQueryMessage,
        from caller: SelfIssuedCaller
    ) async throws -> PresentationResponseMessage? {
        guard let token = caller.accessToken, let opened = tokens.scopes(of: token, for: caller.did) else {
            throw Problem.unauthenticated
        }
        let now = world.now()
        try await database.write { try TokenUseStore.claim(caller.use, now: now, in: $0) }
        guard case .scopes(let wanted) = query.wish else { return nil }
        let scopes = wanted.compactMap { CredentialScope($0) }.filter { opened.contains($0) }
        let held = try await database.read { try WalletStore.credentials(in: $0) }
        let chosen = Self.choose(held, scopes: scopes, at: now)
        var presentations: [String] = []
        for profile in CredentialProfile.allCases {
            let tokens = chosen.filter { $0.credential.profile == profile }.map(\.token)
            if !tokens.isEmpty { presentations.append(try await present(tokens, profile, to: caller.did)) }
        }
        return PresentationResponseMessage(presentations: presentations)
    }

    /// The newest credential of each issuer and type that a scope admits, in its time; all that an identifier names.
    private static func choose(
        _ held: [HeldCredential],
        scopes: [CredentialScope],
        at now: Instant
    ) -> [HeldCredential] {
        var seen: Set<String> = []
        return held.filter { held in
            guard scopes.contains(where: { $0.admits(held.credential) }), held.credential.isCurrent(at: now) else {
                return false
            }
            let kind = ([held.credential.issuer] + held.credential.ownTypes).joined(separator: " ")
            return seen.insert(kind).inserted
        }
    }

    private func present(_ tokens: [String], _ profile: CredentialProfile, to verifier: String) async throws -> String {
        let content = PresentationContent(
            id: world.urn(),
            holder: desk.did,
            audience: verifier,
            credentials: tokens,
            issued: world.now(),
            seconds: Self.presentationSeconds
        )
        return try await desk.sign(
            content.payload(profile),
            for: .authentication,
            type: profile.presentationMediaType
        )
    }

    /// Stores what an issuer delivers, or notes that it says no.
    ///
    /// A delivery must be asked for, or come from an issuer that is trusted for what it delivers.
    package func receive(_ message: CredentialMessage, from caller: SelfIssuedCaller) async throws {
        let known = try await database.read { try WalletStore.request(message.holderPid, in: $0) }
        let request = known?.issuer.hasSameBytes(as: caller.did) == true ? known : nil
        var held: [(HeldCredential, JSONValue)] = []
        for container in message.credentials where message.status == .issued {
            held.append(try await accept(container, of: message, from: caller.did, isAwaited: request != nil))
        }
        guard request != nil || message.status == .issued else {
            throw Problem.notFound("request", message.holderPid)
        }
        var settled = request
        settled?.state = message.status == .issued ? .issued : .rejected
        settled?.reason = message.rejectionReason
        let (credentials, outcome) = (held, settled)
        let now = world.now()
        try await database.write { transaction in
            try TokenUseStore.claim(caller.use, now: now, in: transaction)
            for (credential, payload) in credentials {
                try WalletStore.insert(credential, payload: payload, in: transaction)
            }
            if let outcome { try WalletStore.save(outcome, in: transaction) }
            transaction.afterCommit { changes.ring() }
        }
    }

    private func accept(
        _ container: CredentialMessage.Container,
        of message: CredentialMessage,
        from issuer: String,
        isAwaited: Bool
    ) async throws -> (HeldCredential, JSONValue) {
        do {
            let credential = try await checker.verified(container.payload, of: issuer)
            guard credential.profile.rawValue == container.format else {
                throw CredentialProblem(.malformed, "`format` is \(container.format), the credential is not")
            }
            guard credential.ownTypes.contains(where: { $0.hasSameBytes(as: container.credentialType) }) else {
                throw CredentialProblem(.malformed, "it is no \(container.credentialType)")
            }
            guard isAwaited || !checker.trustedTypes(of: credential).isEmpty else {
                throw CredentialProblem(.issuer, "nobody asked for it, and its issuer is not trusted for it")
            }
            try credential.checkHolder(desk.did)
            let held = HeldCredential(
                id: world.urn(),
                token: container.payload,
                credential: credential,
                received: world.now(),
                issuerPid: message.issuerPid,
                holderPid: message.holderPid
            )
            return (held, try credential.storedPayload(of: container.payload))
        } catch let problem as CredentialProblem {
            throw Problem.undeliverable(problem)
        }
    }

    /// Keeps an offer of an issuer that is trusted, or that we have asked before.
    package func receive(_ message: CredentialOfferMessage, from caller: SelfIssuedCaller) async throws {
        guard message.issuer.hasSameBytes(as: caller.did) else {
            throw Problem.invalid("the offer is not of its sender", "该要约的签发方不是发送方")
        }
        guard trust.knows(caller.did) else {
            throw Problem(
                .forbidden,
                BilingualText(en: "offers are taken from trusted issuers only", zh: "仅接受受信任签发方的要约")
            )
        }
        let offer = WalletOffer(
            id: world.urn(),
            issuer: caller.did,
            credentials: .array(message.credentials.map(\.json)),
            received: world.now()
        )
        try await database.write { transaction in
            try TokenUseStore.claim(caller.use, now: offer.received, in: transaction)
            try WalletStore.insert(offer, in: transaction)
        }
    }
}

extension VerifiableCredential {
    /// Whether now is in its time.
    func isCurrent(at now: Instant) -> Bool {
        (validFrom.map { $0 <= now } ?? true) && (validUntil.map { $0 > now } ?? true)
    }

    /// The payload as it was signed, for reading it again without the signature.
    func storedPayload(of token: String) throws -> JSONValue {
        try JSONReader.read(try CredentialChecker.jws(token).unverifiedPayload)
    }
}

extension Problem {
    /// Why a delivered credential was not stored.
    static func undeliverable(_ problem: CredentialProblem) -> Problem {
        Problem(
            .invalid,
            BilingualText(
                en: "the credential is not accepted: \(problem)",
                zh: "凭证未被接受：\(problem.chinese)（\(problem.detail)）"
            )
        )
    }
}
