import DataspaceProtocol
import EvidenceLog
import Node
import Primitives
package import ServerKit

/// The consumer's proof of performance (履约证明): one signed report per grant, sent again whenever something changed.
///
/// An extension of ours beside `AgreementTermination`, below the protocol's base and announced in the version document: a foreign
/// provider has no such path, refuses once, and is told of the end only. Any other refusal is about one report: the next change is
/// sent again, and an end that was refused is repeated.
package struct VaultReports: Sendable {
    static let topic = "usage-report"
    static let extensionName = "usage-report-1"
    /// Milliseconds between two reports of one grant: live for people, and no flood under load.
    private static let pauseMilliseconds: Int64 = 1_000
    /// Milliseconds until an end that was refused is told again, a day: whatever was wrong there may be repaired by then.
    static let repeatMilliseconds: Int64 = 86_400_000
    /// Reports that one look sends.
    private static let batch = 20

    static func path(of agreement: String) -> String { "/sluice/agreements/\(agreement)/usage-reports" }

    let vault: Vault

    package init(_ vault: Vault) { self.vault = vault }

    var essentials: Essentials { vault.essentials }

    /// Sends what has changed since the last report; the end of a grant does not wait.
    func sendDue() async throws {
        let now = essentials.world.now()
        let due = try await essentials.database.read {
            try VaultReportStore.due(
                before: now.advanced(milliseconds: -Self.pauseMilliseconds),
                refusedBefore: now.advanced(milliseconds: -Self.repeatMilliseconds),
                limit: Self.batch,
                in: $0
            )
        }
        for id in due { try await send(id) }
    }

    /// One report: composed and signed from one view of the database, and left in the outbox if nothing changed meanwhile.
    private func send(_ id: Identifier<VaultGrant>) async throws {
        let messageID = essentials.world.urn()
        let now = essentials.world.now()
        let us = essentials.identity.participant
        let found = try await essentials.database.read { transaction -> (VaultGrant, JSONValue, Int64)? in
            guard let grant = try VaultStore.find(id, in: transaction) else { return nil }
            let change = try VaultReportStore.change(of: id, in: transaction)
            let derived = try VaultDerivations.report(about: grant, in: transaction)
            let document: JSONValue = [
                "@type": "sluice:UsageReport", "@id": .string(messageID), "grant": .string(id.rawValue),
                "agreement": .string(grant.agreement), "governedBy": .string(grant.governedBy),
                "transfer": .string(grant.transfer.rawValue),
                "dataset": .string(grant.dataset), "provider": .string(grant.peer), "consumer": .string(us),
                "sequence": .integer(change), "state": .string(grant.state.rawValue),
                "bytes": .integer(grant.bytes), "content": .optional(grant.digest?.description),
                "received": .optional(grant.received?.description), "due": .optional(grant.due?.description),
                "cause": .optional(grant.cause?.rawValue), "ended": .optional(grant.ended?.description),
                "uses": .array(try VaultUseStore.uses(of: id, in: transaction)),
                "destruction": try VaultStore.proof(of: id, in: transaction)?.json,
                "derived": derived.results.isEmpty ? .null : .array(derived.results),
                "derivedLeftOut": derived.leftOut > 0 ? .integer(derived.leftOut) : .null,
                "reported": .string(now.description),
            ]
            return (grant, document, change)
        }
        guard let (grant, document, change) = found, let peer = essentials.peers.find(grant.peer) else { return }
        let signature = try essentials.signing?.statement(CanonicalJSON.bytes(of: document))
        let body: JSONValue = ["report": document, SignedStatement.member: .optional(signature)]
        try await essentials.commit { [essentials] evidence in
            let transaction = evidence.transaction
            guard try VaultReportStore.sent(id, upTo: change, as: messageID, at: now, in: transaction) else { return }
            try essentials.bell.leave(
                OutboxMessage(
                    id: messageID,
                    topic: Self.topic,
                    subject: id.rawValue,
                    peer: peer.id,
                    url: peer.address + Self.path(of: grant.agreement.percentEncoded),
                    body: body.text,
                    created: now
                ),
                in: transaction
            )
            var draft = EvidenceDraft(type: "vault.reported", subjectKind: "vault", subjectID: id.rawValue)
            draft.counterparty = grant.peer
            draft.related = ["agreement": grant.agreement, "report": messageID]
            draft.digests["report"] = Digest(of: CanonicalJSON.bytes(of: document))
            try evidence.record(draft)
        }
    }
}

extension VaultReports: OutboxSettler {
    package func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) async throws {
        try await essentials.commit { evidence in
            guard try OutboxStore.remove(message.id, in: evidence.transaction) else { return }
            if case .refused(_, let reasons) = outcome {
                var draft = EvidenceDraft(
                    type: "vault.report.refused",
                    subjectKind: "vault",
                    subjectID: message.subject
                )
                draft.counterparty = message.peer
                draft.decision = EvidenceDecision(outcome: "refusedByPeer", reasons: reasons)
                try evidence.record(draft)
            }
            try VaultReportStore.settled(message.id, outcome.reception, in: evidence.transaction)
        }
    }

    package func reconcile(_ message: OutboxMessage) async -> DeliveryOutcome? { nil }

    package func lockedOut(_ message: OutboxMessage, _ why: String) async throws {
        try await essentials.commit { evidence in
            try evidence.record(.lockedOut(message, "vault", nil, why))
        }
    }
}

/// How a report fared.
enum ReportReception: Int {
    case taken = 0
    /// A foreign connector, which knows no reports: it is left alone.
    case unknownThere = 1
    /// This one was not taken; the next may be.
    case refused = 2
}

extension DeliveryOutcome {
    /// Statuses of a server that has nothing at an address or does not know the method (RFC 9110, 15.5.5, 15.5.6, 15.6.2).
    private static let foreign: Set<Int> = [404, 405, 501]

    /// What the answer to a report says; only that there is no such address says that no report is wanted.
    var reception: ReportReception {
        guard case .refused(let status, _) = self else { return .taken }
        return Self.foreign.contains(status) ? .unknownThere : .refused
    }
}
