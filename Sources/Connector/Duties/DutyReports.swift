import DataspaceProtocol
import EvidenceLog
import Node
package import Primitives
package import ServerKit

/// What each party tells the other of its duties: one signed report per agreement, sent again whenever one of them changed.
///
/// It goes where usage reports go and has their form and signature; the version document announces it. A foreign connector
/// refuses once and is not asked again; any other refusal is about one report, and the next change is sent.
package struct DutyReports: Sendable {
    package static let topic = "duty-report"
    static let extensionName = "duty-report-1"
    /// Milliseconds between two reports of one agreement: live for people, and no flood under load.
    private static let pauseMilliseconds: Int64 = 1_000
    /// Reports that one look sends.
    private static let batch = 20
    /// Notices that are told apart under one agreement; beyond it none is taken.
    private static let mostNotices = 10_000

    let essentials: Essentials

    package init(_ essentials: Essentials) { self.essentials = essentials }

    // MARK: - Sending

    /// Sends what has changed since the last report.
    package func sendDue() async throws {
        let now = essentials.world.now()
        let due = try await essentials.database.read {
            try DutyReportStore.due(
                before: now.advanced(milliseconds: -Self.pauseMilliseconds),
                limit: Self.batch,
                in: $0
            )
        }
        for (agreement, role, change) in due { try await send(agreement, role, change) }
    }

    /// One report: composed and signed from one view of the database, and left in the outbox if nothing changed meanwhile.
    private func send(_ id: String, _ role: Role, _ change: Int64) async throws {
        let messageID = essentials.world.urn()
        let now = essentials.world.now()
        let us = essentials.identity.participant
        let found = try await essentials.database.read { [essentials] transaction -> (Agreement, String, JSONValue)? in
            guard let agreement = try Agreement.held(id, role: role, in: transaction),
                let address = try Negotiations.peerAddress(of: agreement, peers: essentials.peers, in: transaction)
            else { return nil }
            let duties = try DutyStore.all(of: id, role: role, limit: Duties.shownLimit, in: transaction)
            let outstanding = try DutyStore.outstanding(of: id, role: role, in: transaction)
            let document = DutyReport.write(
                id: messageID,
                agreement,
                from: us,
                sequence: change,
                duties,
                outstanding: outstanding,
                at: now
            )
            return (agreement, address, document)
        }
        let signature = try found.flatMap { try essentials.signing?.statement(CanonicalJSON.bytes(of: $0.2)) }
        try await essentials.commit { [essentials] evidence in
            let transaction = evidence.transaction
            guard try DutyReportStore.sent(id, role, upTo: change, as: messageID, at: now, in: transaction) else {
                return
            }
            // Without an agreement or an address there is nobody to tell, until the next change.
            guard let (agreement, address, document) = found else {
                return try DutyReportStore.settled(messageID, .taken, in: transaction)
            }
            let body: JSONValue = ["report": document, SignedStatement.member: .optional(signature)]
            try essentials.bell.leave(
                OutboxMessage(
                    id: messageID,
                    topic: Self.topic,
                    subject: id,
                    peer: agreement.peer,
                    url: address + VaultReports.path(of: id.percentEncoded),
                    body: body.text,
                    created: now
                ),
                in: transaction
            )
        }
    }

    // MARK: - Receiving

    /// Takes a report or a notice about duties; false for a body that is neither.
    package func receive(
        _ body: JSONValue,
        about agreement: String,
        from participant: VerifiedParticipant
    ) async throws -> Bool {
        let outer = try JSONFields(body)
        let signature = try outer.optionalString(SignedStatement.member)
        if let notice = outer.optional("notice") {
            try await receive(notice: notice, signature, about: agreement, from: participant)
            return true
        }
        let document = try outer.value("report")
        guard document["@type"]?.stringValue == DutyReport.type else { return false }
        let report = try DutyReport(document)
        guard report.agreement.hasSameBytes(as: agreement) else { throw Problem.notFound("agreement", agreement) }
        let checked = try await check(signature, document, participant)
        try await essentials.commit(from: participant) { evidence in
            let transaction = evidence.transaction
            guard let known = try Agreement.held(agreement, role: report.role.other, in: transaction),
                known.peer.hasSameBytes(as: participant.id)
            else { throw Problem.notFound("agreement", agreement) }
            let isNew = try DutyReportStore.keep(
                report,
                role: known.role,
                from: participant.id,
                signature: signature,
                checked: checked,
                at: evidence.moment.now,
                in: transaction
            )
            guard isNew else { return }
            var draft = EvidenceDraft(type: "duty.reported", subjectKind: "dutyReport", subjectID: agreement)
            draft.actor = EvidenceActor(.peer, participant.id)
            draft.counterparty = participant.id
            draft.related = ["agreement": agreement, "signature": checked]
            draft.digests["report"] = Digest(of: CanonicalJSON.bytes(of: document))
            let states = (document["duties"]?.arrayValue ?? []).compactMap { $0["state"]?.stringValue }
            draft.amounts = [
                "duties": Int64(states.count),
                "breached": Int64(states.filter { $0 == DutyProgress.State.breached.rawValue }.count),
            ]
            try evidence.record(draft)
        }
        return true
    }

    /// Takes a notice that a duty of the other party asked for; a repeat is answered alike and has no effect.
    private func receive(
        notice document: JSONValue,
        _ signature: String?,
        about agreement: String,
        from participant: VerifiedParticipant
    ) async throws {
        let fields = try JSONFields(document, path: "notice")
        guard try fields.string("@type") == DutyNotice.type,
            try fields.identifier("agreement").hasSameBytes(as: agreement),
            try fields.identifier("from").hasSameBytes(as: participant.id)
        else { throw Problem.notFound("agreement", agreement) }
        let (id, path, action) = (
            try fields.identifier("@id"), try fields.identifier("path"), try fields.identifier("action")
        )
        let checked = try await check(signature, document, participant)
        try await essentials.commit(from: participant) { evidence in
            let transaction = evidence.transaction
            let known = try [Role.provider, .consumer].compactMap {
                try Agreement.held(agreement, role: $0, in: transaction)
            }
            guard known.contains(where: { $0.peer.hasSameBytes(as: participant.id) }) else {
                throw Problem.notFound("agreement", agreement)
            }
            let isNew = try DutyReportStore.note(
                id,
                under: agreement,
                limit: Self.mostNotices,
                at: evidence.moment.now,
                in: transaction
            )
            guard isNew else { return }
            var draft = EvidenceDraft(type: "duty.noticed", subjectKind: "dutyNotice", subjectID: id)
            draft.actor = EvidenceActor(.peer, participant.id)
            draft.counterparty = participant.id
            draft.related = ["agreement": agreement, "path": path, "action": action, "signature": checked]
            draft.digests["notice"] = Digest(of: CanonicalJSON.bytes(of: document))
            try evidence.record(draft)
        }
    }

    private func check(
        _ signature: String?,
        _ document: JSONValue,
        _ participant: VerifiedParticipant
    ) async throws -> String {
        try await SignedStatement.check(signature, over: document, by: participant.id, essentials.signing)
    }
}

extension DutyReports: OutboxSettler {
    package func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) async throws {
        try await essentials.database.write { transaction in
            guard try OutboxStore.remove(message.id, in: transaction) else { return }
            try DutyReportStore.settled(message.id, outcome.reception, in: transaction)
        }
    }

    package func reconcile(_ message: OutboxMessage) async -> DeliveryOutcome? { nil }

    package func lockedOut(_ message: OutboxMessage, _ why: String) async throws {
        try await essentials.commit { evidence in
            try evidence.record(.lockedOut(message, "dutyReport", nil, why))
        }
    }
}
