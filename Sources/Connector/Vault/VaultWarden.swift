import EvidenceLog
import Foundation
import Logging
import Node
import Primitives
import ServerKit
import ServiceLifecycle
import UsagePolicy

/// Ends what has to end: looks at every commit and four times a second, and finishes what a crash interrupted.
///
/// The order is what makes it sure: first nothing may be used any more and open uses are cut, then the key dies, then
/// ciphertext and names go, and only when nothing is left, which is looked at, the proof is signed and committed.
struct VaultWarden: Service {
    /// How often time is looked at: a use is cut at most this late.
    private static let tick: Duration = .milliseconds(250)
    /// Grants in one look: the rest follows in the next.
    private static let batch = 100

    let vault: Vault
    /// When this process began.
    private let start: Instant

    init(_ vault: Vault) {
        self.vault = vault
        start = vault.essentials.world.now()
    }

    private var essentials: Essentials { vault.essentials }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var knowsKeys = false
            while !Task.isCancelled {
                do {
                    if !knowsKeys { try await endLost() }
                    if !knowsKeys { try await endAbandoned() }
                    knowsKeys = true
                    try await look()
                    try await Task.sleep(for: Self.tick)
                } catch is CancellationError {
                    return
                } catch {
                    vault.logger.error("the vault could not be looked at", metadata: ["error": "\(error)"])
                    do { try await Task.sleep(for: .seconds(1)) } catch { return }
                }
            }
        }
        vault.uses.cutAll(OpenVaultUses.shuttingDown)
    }

    /// Ends results whose content was still arriving when the process before ended.
    func endAbandoned() async throws {
        let abandoned = try await essentials.database.read { [start] in
            try VaultLineageStore.abandoned(before: start, in: $0)
        }
        for id in abandoned { try await vault.end(id, .deliveryFailed) }
    }

    /// Ends grants whose key is not there, as after a restored backup: nothing could ever be read of them.
    func endLost() async throws {
        let living = try await essentials.database.read { try VaultStore.living(in: $0) }
        let lost = try await vault.disk.run { [keys = vault.keys] in living.map(\.id).filter { !keys.isThere($0) } }
        for id in lost { try await vault.end(id, .keyLost) }
    }

    /// Ends what is overdue and finishes what is ending; a step that fails is tried again at the next look.
    func look() async throws {
        let replaced = try await essentials.database.read { try VaultStore.superseded(limit: Self.batch, in: $0) }
        for (id, successor) in replaced {
            try await vault.rebind(id, to: successor)
            try await reconsider(vault.uses.permitted(of: id))
        }
        let inherited = try await essentials.database.read {
            try VaultLineageStore.superseded(limit: Self.batch, in: $0)
        }
        for (id, old, successor) in inherited {
            try await vault.rebind(id, from: old, to: successor)
            try await reconsider(vault.uses.permitted(of: id))
        }
        let now = essentials.world.now()
        let overdue = try await essentials.database.read {
            try VaultStore.overdue(at: now, limit: Self.batch, in: $0)
                + VaultLineageStore.overdue(limit: Self.batch, in: $0)
        }
        for (id, cause) in overdue { try await vault.end(id, cause) }
        if vault.openUses > 0 {
            let frozen = try await essentials.database.read {
                try VaultStore.frozen(limit: Self.batch, in: $0) + VaultLineageStore.frozen(limit: Self.batch, in: $0)
            }
            for id in frozen { vault.uses.cut(id, OpenVaultUses.frozen) }
            let open = vault.uses.grants
            let suspended = try await essentials.database.read { transaction in
                try open.filter { try VaultStore.isSuspended($0, in: transaction) }
            }
            for id in suspended { vault.uses.cut(id, OpenVaultUses.suspended) }
            let claims = essentials.claims(of: essentials.identity.participant)
            try await reconsider(vault.uses.permitted(otherwiseThan: claims))
        }
        vault.uses.sweep(at: now)
        let ending = try await essentials.database.read { try VaultStore.ending(limit: Self.batch, in: $0) }
        for grant in ending { try await vault.destroy(grant) }
        try await VaultReports(vault).sendDue()
    }
}

extension VaultWarden {
    /// What is stopped altogether answers for itself; everything else is judged by the terms.
    private func reconsider(_ open: [OpenVaultUses.Permitted]) async throws {
        guard !open.isEmpty else { return }
        do { try await VaultUses(vault).reconsider(open) } catch let problem as Problem {
            for use in open { use.flow.cut(problem) }
        }
    }
}

extension Vault {
    /// Puts a grant under the agreement that took the place of its own; the new terms say until when it may stay.
    ///
    /// `old` names which of its agreements was replaced, where it stands under several.
    func rebind(_ id: Identifier<VaultGrant>, from old: String? = nil, to successor: String) async throws {
        try await essentials.commit { [self] evidence in
            guard var grant = try VaultStore.find(id, in: evidence.transaction),
                grant.state == .receiving || grant.state == .ready,
                let agreement = try Agreement.consumed(successor, in: evidence.transaction)
            else { return }
            var due = grant.received.flatMap { terms(of: agreement)?.end(deliveredAt: $0) }
            var ruling = successor
            if let old {
                // A result stands under several: the others still say until when it may stay.
                try VaultLineageStore.rebind(id, from: old, to: successor, in: evidence.transaction)
                due = self.due(under: try grant.terms(in: evidence.transaction) ?? [])
                if !grant.governedBy.hasSameBytes(as: old) { ruling = grant.governedBy }
            }
            let (to, until) = (ruling, due)
            let change = try Self.legal { () throws(VaultGrant.Illegal) in try grant.rebind(to: to, due: until) }
            try VaultStore.save(change, with: &evidence)
        }
    }

    /// Decides that a grant ends: from this commit on nothing of it is used.
    func end(_ id: Identifier<VaultGrant>, _ cause: VaultGrant.Cause, by actor: EvidenceActor? = nil) async throws {
        try await essentials.commit { [keys, uses] evidence in
            guard var grant = try VaultStore.find(id, in: evidence.transaction),
                grant.state == .receiving || grant.state == .ready
            else { return }
            let change = try Self.legal { () throws(VaultGrant.Illegal) in
                try grant.end(cause, by: actor, now: evidence.moment.now)
            }
            try VaultStore.save(change, with: &evidence)
            evidence.transaction.afterCommit {
                keys.forget(id)
                uses.cut(id, OpenVaultUses.ended(cause))
            }
        }
    }

    /// Takes a grant that is ending to its end; every step may be repeated.
    func destroy(_ grant: VaultGrant) async throws {
        var grant = grant
        if grant.state == .ending {
            uses.cut(grant.id, OpenVaultUses.ended(grant.cause ?? .byOwner))
            try await disk.run { [keys, id = grant.id] in try keys.destroy(id) }
            grant = try await change(grant.id) { (grant) throws(VaultGrant.Illegal) in try grant.keyIsGone() } ?? grant
        }
        guard grant.state == .keyDestroyed else { return }
        try await disk.run { [keys, id = grant.id] in try Self.remove(keys.folder(of: id)) }
        try await prove(grant)
    }

    private func change(
        _ id: Identifier<VaultGrant>,
        _ body: @escaping @Sendable (inout VaultGrant) throws(VaultGrant.Illegal) -> VaultGrant.Change
    ) async throws -> VaultGrant? {
        try await essentials.commit { evidence in
            guard var grant = try VaultStore.find(id, in: evidence.transaction) else { return nil }
            let change = try Self.legal { () throws(VaultGrant.Illegal) in try body(&grant) }
            try VaultStore.save(change, with: &evidence)
            return change.grant
        }
    }

    /// Removes a folder with all that is in it, and looks that it is gone.
    static func remove(_ folder: String) throws {
        do {
            if FileFacts(link: folder) != nil { try FileManager.default.removeItem(atPath: folder) }
            try VaultKeys.flush(PartFile.folder(of: folder))
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(
                .storage,
                BilingualText(en: "the vault cannot remove a folder: \(error)", zh: "数据保险库无法删除目录"),
                side: .us
            )
        }
        guard FileFacts(link: folder) == nil else { throw Problem.internalError }
    }

    /// Signs the proof and commits it with the last change; the provider is told in the same transaction.
    private func prove(_ grant: VaultGrant) async throws {
        let files = try await essentials.database.read { try VaultStore.files(of: grant.id, in: $0) }
        let us = essentials.identity.participant
        let document = DestructionProof.document(grant, files: files, consumer: us, at: essentials.world.now())
        let signature = try essentials.signing?.statement(CanonicalJSON.bytes(of: document))
        let proof = DestructionProof(document: document, signature: signature)
        try await essentials.commit { evidence in
            guard var grant = try VaultStore.find(grant.id, in: evidence.transaction), grant.state == .keyDestroyed
            else { return }
            let change = try Self.legal { () throws(VaultGrant.Illegal) in
                try grant.isRemoved(proof: proof.digest)
            }
            try VaultStore.keep(proof, at: evidence.moment.now, in: evidence.transaction)
            try VaultStore.removeFiles(of: grant.id, in: evidence.transaction)
            try VaultStore.save(change, with: &evidence)
        }
    }
}
