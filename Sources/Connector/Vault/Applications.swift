import EvidenceLog
package import Identity
package import Node
package import Primitives
package import ServerKit

/// A registered application: who it is, which build, and what it may say it uses data for.
package struct Application: Sendable, Equatable {
    /// The name by which policies and reports speak of it.
    package let id: String
    package let version: String
    /// SHA-256 of the program that was registered.
    package let digest: Digest?
    /// Purposes that it was registered for; empty leaves them open.
    package let purposes: [String]
    /// The key by which it proves itself at each request; nil where it has a bearer token instead.
    package let key: JSONWebKey?
    package let created: Instant
    package let createdBy: String

    package var json: JSONValue {
        [
            "id": .string(id), "version": .string(version), "sha256": .optional(digest?.hex),
            "purposes": .strings(purposes), "key": key?.json,
            "authentication": key == nil ? "token" : "signature", "created": .string(created.description),
            "createdBy": .string(createdBy),
        ]
    }
}

/// The applications that may use data in the vault, each with a token of its own.
///
/// The token, or a signature by the registered key, proves who calls. The digest of the program is what its owner registered: it goes into every decision and report, and
/// only an attested machine could prove that it is also what runs.
package struct Applications: Sendable {
    private let essentials: Essentials
    private let uses: OpenVaultUses

    package init(_ vault: Vault) {
        essentials = vault.essentials
        uses = vault.uses
    }

    /// Seconds that a signed token may live: it is made for one request.
    static let signedSeconds: Int64 = 300

    /// Registers an application and returns its token, this once; one with a key of its own gets none.
    package func add(
        _ id: String,
        version: String,
        digest: Digest?,
        purposes: [String],
        key: JSONWebKey? = nil,
        by actor: EvidenceActor
    ) async throws -> (application: Application, token: String?) {
        let token = key == nil ? essentials.world.token() : nil
        let application = Application(
            id: id,
            version: version,
            digest: digest,
            purposes: purposes,
            key: key,
            created: essentials.world.now(),
            createdBy: actor.id
        )
        try await essentials.commit { evidence in
            let transaction = evidence.transaction
            guard try ApplicationStore.find(id, in: transaction) == nil else { throw Self.exists(id) }
            guard try ApplicationStore.count(in: transaction) < ApplicationStore.limit else { throw Self.tooMany }
            try ApplicationStore.insert(application, token: token.map { Digest(of: $0) }, in: transaction)
            try evidence.record(Self.draft("application.registered", application, actor))
        }
        return (application, token)
    }

    /// Removes an application: its token opens nothing any more, and what it has open is cut.
    package func remove(_ id: String, by actor: EvidenceActor) async throws {
        try await essentials.commit { [uses] evidence in
            guard let application = try ApplicationStore.find(id, in: evidence.transaction) else {
                throw Self.unknown(id)
            }
            try ApplicationStore.remove(id, in: evidence.transaction)
            try evidence.record(Self.draft("application.removed", application, actor))
            evidence.transaction.afterCommit { uses.cut(application: id) }
        }
    }

    package func find(_ id: String) async throws -> Application {
        guard let found = try await essentials.database.read({ try ApplicationStore.find(id, in: $0) }) else {
            throw Self.unknown(id)
        }
        return found
    }

    package func list(_ page: PageRequest) async throws -> [Application] {
        try await essentials.database.read { try ApplicationStore.list(page, in: $0) }
    }

    private static func draft(_ type: String, _ application: Application, _ actor: EvidenceActor) -> EvidenceDraft {
        var draft = EvidenceDraft(type: type, subjectKind: "application", subjectID: application.id)
        draft.actor = actor
        draft.related = ["version": application.version]
        draft.digests["program"] = application.digest
        draft.digests["key"] = application.key.map { Digest(of: CanonicalJSON.bytes(of: $0.json)) }
        return draft
    }

    private static func exists(_ id: String) -> Problem {
        Problem(
            .conflict,
            BilingualText(en: "an application `\(id)` is registered already", zh: "应用 `\(id)` 已登记"),
            advice: BilingualText(en: "remove it first, or choose another name", zh: "请先移除或换一个标识")
        )
    }

    private static func unknown(_ id: String) -> Problem {
        Problem(
            .notFound,
            BilingualText(en: "no application `\(id)`", zh: "没有应用 `\(id)`"),
            advice: BilingualText(en: "see `sluice app list`", zh: "请查看 `sluice app list`")
        )
    }

    private static let tooMany = Problem(
        .conflict,
        BilingualText(
            en: "\(ApplicationStore.limit) applications are registered: remove one first",
            zh: "已登记 \(ApplicationStore.limit) 个应用，请先移除"
        )
    )
}

extension Applications: ApplicationRegistry {
    package func application(token: String) async throws -> VerifiedApplication? {
        // Three parts are a signature; the tokens that we make have none.
        if token.utf8.count(where: { $0 == UInt8(ascii: ".") }) == 2 { return try await signed(token) }
        guard Peers.tokenCharacters.contains(token.utf8.count) else { return nil }
        let digest = Digest(of: token)
        let found = try await essentials.database.read { try ApplicationStore.find(token: digest, in: $0) }
        return found.map {
            VerifiedApplication(verifiedID: $0.id, version: $0.version, digest: $0.digest, purposes: $0.purposes)
        }
    }

    /// The application that signed a token for us: short-lived, for one use, by the key that was registered.
    ///
    /// Nothing in the token chooses the key. Its use is taken in the transaction of what it is for, so that a replay uses nothing up.
    private func signed(_ token: String) async throws -> VerifiedApplication? {
        let received: ReceivedToken
        do { received = try ReceivedToken(token) } catch { throw Self.refused([TokenRefusal(error)]) }
        guard let name = received.unverifiedClaims.issuer, name.utf8.count <= Limits.identifierBytes,
            let found = try await essentials.database.read({ try ApplicationStore.find(name, in: $0) }),
            let key = found.key
        else { return nil }
        var expectations = TokenExpectations(audience: essentials.identity.participant)
        expectations.issuer = found.id
        expectations.lifetimeSeconds = Self.signedSeconds
        let keys = [IssuerKey(issuer: found.id, keyID: key.keyID ?? found.id, key: key.key)]
        let now = essentials.world.now()
        switch TokenValidator(expectations).decide(received, keys: keys, now: now) {
        case .refused(let reasons): throw Self.refused(reasons)
        case .accepted(let valid):
            return VerifiedApplication(
                verifiedID: found.id,
                version: found.version,
                digest: found.digest,
                purposes: found.purposes,
                use: SingleUse(essentials.database) { try TokenUseStore.claim(valid.use, now: now, in: $0) }
            )
        }
    }

    private static func refused(_ reasons: [TokenRefusal]) -> Problem {
        let texts = reasons.map(\.text)
        return Problem(
            .unauthenticated,
            BilingualText(
                en: "the application's token is refused: " + texts.map(\.en).joined(separator: "; "),
                zh: "应用令牌被拒绝：" + texts.map(\.zh).joined(separator: "；")
            ),
            advice: BilingualText(
                en:
                    "sign a token for each request: `iss` the application, `aud` this participant, `jti`, `iat`, `exp`",
                zh: "请为每次请求签发新令牌：`iss` 为应用标识，`aud` 为本参与方，并含 `jti`、`iat`、`exp`"
            )
        )
    }
}
