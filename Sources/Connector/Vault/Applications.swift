import EvidenceLog
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
    package let created: Instant
    package let createdBy: String

    package var json: JSONValue {
        [
            "id": .string(id), "version": .string(version), "sha256": .optional(digest?.hex),
            "purposes": .strings(purposes), "created": .string(created.description), "createdBy": .string(createdBy),
        ]
    }
}

/// The applications that may use data in the vault, each with a token of its own.
///
/// The token proves who calls. The digest of the program is what its owner registered: it goes into every decision and report, and
/// only an attested machine could prove that it is also what runs.
package struct Applications: Sendable {
    private let essentials: Essentials
    private let uses: OpenVaultUses

    package init(_ vault: Vault) {
        essentials = vault.essentials
        uses = vault.uses
    }

    /// Registers an application and returns its token, this once.
    package func add(
        _ id: String,
        version: String,
        digest: Digest?,
        purposes: [String],
        by actor: EvidenceActor
    ) async throws -> (application: Application, token: String) {
        let token = essentials.world.token()
        let application = Application(
            id: id,
            version: version,
            digest: digest,
            purposes: purposes,
            created: essentials.world.now(),
            createdBy: actor.id
        )
        try await essentials.commit { evidence in
            let transaction = evidence.transaction
            guard try ApplicationStore.find(id, in: transaction) == nil else { throw Self.exists(id) }
            guard try ApplicationStore.count(in: transaction) < ApplicationStore.limit else { throw Self.tooMany }
            try ApplicationStore.insert(application, token: Digest(of: token), in: transaction)
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
        guard Peers.tokenCharacters.contains(token.utf8.count) else { return nil }
        let digest = Digest(of: token)
        let found = try await essentials.database.read { try ApplicationStore.find(token: digest, in: $0) }
        return found.map {
            VerifiedApplication(verifiedID: $0.id, version: $0.version, digest: $0.digest, purposes: $0.purposes)
        }
    }
}
