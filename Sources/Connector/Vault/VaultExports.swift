import EvidenceLog
import Foundation
import Glibc
import NIOCore
import Node
import Primitives
import ServerKit
import UsagePolicy

/// Copies that leave the vault in the clear, where the agreement names copying: counted, marked and recorded.
///
/// The mark is a file beside the copy, `NAME.sluice.json`: whose data it is, under which agreement, its digest, and what remains
/// of the rules. It binds whoever can read, and nobody else: what is outside is out of control.
struct VaultExports: Sendable {
    private let vault: Vault
    private let uses: VaultUses

    init(_ vault: Vault) {
        self.vault = vault
        uses = VaultUses(vault)
    }

    private var essentials: Essentials { vault.essentials }

    /// Actions that mean a copy of one's own; plain `use` includes them, but a copy needs a rule that says so.
    private static let copying = ["reproduce", "copy", "download", "archive", "storage", "distribute"]

    func export(
        _ id: String,
        file name: String,
        to path: String,
        purpose: String?,
        by actor: EvidenceActor
    ) async throws -> JSONValue {
        let person = VerifiedApplication(verifiedID: actor.id, version: "-", digest: nil, purposes: [])
        var ask = VaultAsk(grant: id, application: person, file: name, purpose: purpose)
        ask.action = "read"
        let (grant, file, agreement) = try await uses.find(ask)
        let terms = try await essentials.database.read { try grant.terms(in: $0) } ?? []
        let named = terms.map { vault.terms(of: $0.agreement) }
        let action = named.isEmpty ? nil : Self.copying.first { word in named.allSatisfy { $0?.names(word) == true } }
        guard let action else {
            try await refuse(grant, agreement, actor, [Self.unnamed.message.en])
            throw Self.unnamed
        }
        try check(path)
        let held = try vault.uses.open(grant, by: actor.id)
        var intent = try uses.intent(ask, grant, volume: file.bytes, facts: [:])
        intent.action = action
        let reservation = "use:" + essentials.world.uuid()
        let joint = try await essentials.commit(supply: VaultUses.supply) { [uses, intent] evidence in
            try uses.reserve(reservation, intent, of: grant, with: &evidence)
        }
        let answer = joint.answer
        guard answer.isPermitted else { throw VaultUses.refusal(answer.decision) }
        let use = PermittedUse(
            reservations: joint.reservations,
            key: answer.key,
            intent: intent,
            grant: grant,
            file: file,
            held: held,
            service: uses
        )
        let mark = Self.mark(grant, file, agreement, actor, essentials)
        do {
            try await write(use, to: path, mark)
        } catch {
            await use.settle(0)
            throw error
        }
        await use.settle(file.bytes)
        try await record(grant, file, agreement, actor, mark)
        return [
            "path": .string(path), "mark": .string(Self.markPath(path)), "sha256": .string(file.digest.hex),
            "bytes": .integer(file.bytes),
        ]
    }

    private static func markPath(_ path: String) -> String { path + ".sluice.json" }

    /// A new file in a folder that is there, and nothing of the connector's own.
    private func check(_ path: String) throws {
        guard path.hasPrefix("/"), !path.utf8.contains(0), !path.split(separator: "/").contains(".."),
            !path.hasSuffix("/")
        else {
            throw Problem.invalid("`path` must be an absolute path without `..`", "`path` 须为不含 `..` 的绝对路径")
        }
        try essentials.protected.check(path)
        let folder = PartFile.folder(of: path)
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw Problem.invalid("nothing can be written into `\(folder)`", "目录 `\(folder)` 不存在或不可写")
        }
        guard FileFacts(link: path) == nil, FileFacts(link: Self.markPath(path)) == nil else {
            throw Problem(
                .conflict,
                BilingualText(en: "`\(path)` exists already", zh: "`\(path)` 已存在"),
                advice: BilingualText(en: "choose a new name", zh: "请换一个名称")
            )
        }
    }

    private static func mark(
        _ grant: VaultGrant,
        _ file: VaultFile,
        _ agreement: Agreement,
        _ actor: EvidenceActor,
        _ essentials: Essentials
    ) -> JSONValue {
        [
            "@type": "sluice:ExportMark", "agreement": .string(grant.agreement), "dataset": .string(grant.dataset),
            "provider": .string(grant.peer), "consumer": .string(essentials.identity.participant),
            "file": .string(file.path), "sha256": .string(file.digest.hex), "bytes": .integer(file.bytes),
            "exportedBy": .string(actor.id), "exported": .string(essentials.world.now().description),
            "deleteBy": .optional(grant.due?.description), "terms": Agreements.sentences(agreement.document),
        ]
    }

    /// The mark comes first: there is never a copy without one.
    private func write(_ use: PermittedUse, to path: String, _ mark: JSONValue) async throws {
        let content = try await uses.content(use)
        let markPath = Self.markPath(path)
        let text = ByteBuffer(bytes: mark.encoded)
        try await vault.disk.run {
            let file = try PartFile(target: markPath, transfer: use.grant.transfer)
            try file.write(text, at: 0)
            try file.commit()
        }
        let file = try await vault.disk.run { try PartFile(target: path, transfer: use.grant.transfer) }
        do {
            var offset: Int64 = 0
            for try await part in FileParts(file: content, range: 0..<content.bytes, disk: vault.disk) {
                try use.check()
                let place = offset
                try await vault.disk.run { try file.write(part, at: place) }
                offset += Int64(part.readableBytes)
            }
            try await vault.disk.run { try file.commit() }
        } catch {
            PartFile.remove(file.path)
            PartFile.remove(markPath)
            throw error
        }
    }

    private func record(
        _ grant: VaultGrant,
        _ file: VaultFile,
        _ agreement: Agreement,
        _ actor: EvidenceActor,
        _ mark: JSONValue
    ) async throws {
        try await essentials.commit { evidence in
            var draft = Self.draft("vault.exported", grant, actor)
            draft.amounts = ["bytes": file.bytes]
            draft.digests = ["content": file.digest, "mark": Digest(of: mark.encoded)]
            try evidence.record(draft)
        }
    }

    private func refuse(
        _ grant: VaultGrant,
        _ agreement: Agreement,
        _ actor: EvidenceActor,
        _ reasons: [String]
    ) async throws {
        try await essentials.commit { evidence in
            var draft = Self.draft("vault.export.refused", grant, actor)
            draft.decision = EvidenceDecision(outcome: "refuse", reasons: reasons)
            try evidence.record(draft)
            try VaultUseStore.note(
                grant.id,
                actor.id,
                "reproduce",
                .init(refused: 1),
                refusal: ["en": [.string(Self.unnamed.message.en)], "zh": [.string(Self.unnamed.message.zh)]],
                at: evidence.moment.now,
                in: evidence.transaction
            )
        }
    }

    private static func draft(_ type: String, _ grant: VaultGrant, _ actor: EvidenceActor) -> EvidenceDraft {
        var draft = EvidenceDraft(type: type, subjectKind: "vault", subjectID: grant.id.rawValue)
        draft.actor = actor
        draft.counterparty = grant.peer
        draft.related = ["agreement": grant.agreement, "dataset": grant.dataset]
        return draft
    }

    private static let unnamed = Problem(
        .refused,
        BilingualText(
            en:
                "the agreement controls use after delivery and names no copying, so nothing leaves the vault in the clear",
            zh: "合约控制交付后的使用且未载明可复制，数据不得以明文离开数据保险库"
        ),
        advice: BilingualText(
            en: "let a registered application use it, or agree on terms that permit `reproduce`",
            zh: "请由已登记的应用使用，或重新约定允许 `reproduce`（复制）的条款"
        )
    )
}
