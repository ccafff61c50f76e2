import EvidenceLog
import Identity
import Primitives
import ServerKit

/// Ending and pausing what was issued, and publishing it.
extension Issuer {
    /// How long a published list counts; verifiers read it again every minute anyway.
    private static let listSeconds: Int64 = 86_400

    /// Revokes for good, suspends, or lifts a suspension.
    package func setState(
        _ id: String,
        to state: IssuedCredential.State,
        reason: String?,
        by person: String
    ) async throws -> IssuedCredential {
        try await commit { evidence in
            guard var issued = try IssuerStore.credential(id, in: evidence.transaction) else {
                throw Problem.notFound("issued credential", id)
            }
            let before = issued.state
            guard before != .revoked else { throw Problem.revokedForGood }
            let purpose: StatusPurpose = state == .revoked ? .revocation : .suspension
            guard issued.purposes.contains(purpose) else { throw Problem.statusNotOffered(purpose) }
            guard before != state else { return issued }
            issued.state = state
            issued.reason = reason
            try IssuerStore.setState(issued, in: evidence.transaction)
            var draft = Self.draft("credential.\(Self.word(state))", issued)
            draft.actor = EvidenceActor(.person, person)
            draft.previousState = before.rawValue
            try evidence.record(draft)
            return issued
        }
    }

    private static func word(_ state: IssuedCredential.State) -> String {
        switch state {
        case .active: "resumed"
        case .suspended: "suspended"
        case .revoked: "revoked"
        }
    }

    static func draft(_ type: String, _ issued: IssuedCredential) -> EvidenceDraft {
        var draft = EvidenceDraft(type: type, subjectKind: "credential", subjectID: issued.id)
        draft.counterparty = issued.holder
        draft.newState = issued.state.rawValue
        draft.related = ["credentialType": issued.type, "request": issued.request]
        draft.digests = ["credential": Digest(of: issued.token)]
        return draft
    }

    /// Where the list of a profile, purpose and number is published.
    func listAddress(_ profile: CredentialProfile, _ purpose: StatusPurpose, _ list: Int) -> String {
        "\(baseURL)/status/\(profile.statusForm.rawValue)/\(purpose.rawValue)/\(list)"
    }

    /// The signed credential that publishes a list.
    package func statusList(form: String, purpose: String, list: Int) async throws -> String {
        guard let profile = CredentialProfile.allCases.first(where: { $0.statusForm.rawValue == form }),
            let purpose = StatusPurpose(rawValue: purpose), list >= 1,
            list <= (try await database.read { try IssuerStore.newestList(profile, in: $0) })
        else { throw Problem.notFound("status list", "\(form)/\(purpose)/\(list)") }
        let places = try await database.read { try IssuerStore.set(profile, list: list, purpose: purpose, in: $0) }
        var bits = StatusList()
        for place in places { bits.set(place, true) }
        let now = world.now()
        let payload = try CredentialContent.statusList(
            bits,
            profile: profile,
            purpose: purpose,
            address: listAddress(profile, purpose, list),
            issuer: desk.did,
            from: now,
            until: now.advanced(seconds: Self.listSeconds)
        )
        return try await desk.sign(payload, for: .assertionMethod, type: profile.credentialMediaType)
    }
}

extension Problem {
    fileprivate static let revokedForGood = Problem(
        .conflict,
        BilingualText(en: "the credential is revoked, and that is final", zh: "该凭证已被吊销，不可恢复"),
        advice: BilingualText(en: "issue a new one", zh: "请重新签发")
    )

    fileprivate static func statusNotOffered(_ purpose: StatusPurpose) -> Problem {
        Problem(
            .conflict,
            BilingualText(
                en: "the credential was issued without a \(purpose.rawValue) entry",
                zh: "该凭证签发时未包含 \(purpose.rawValue) 状态项"
            )
        )
    }
}
