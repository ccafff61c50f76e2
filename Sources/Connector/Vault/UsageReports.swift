import DataspaceProtocol
import EvidenceLog
import Hummingbird
import Node
import Primitives
package import ServerKit

/// The provider's side of proof of performance: what its consumers report of use after delivery, checked and kept.
///
/// A report says what the consumer's connector states, and who signed it; that the connector tells the truth is another matter.
package struct UsageReports: Sendable {
    /// Bytes of a report: a thousand applications with their refusals in words.
    private static let reportBytes = 1 << 20

    let essentials: Essentials

    package init(_ essentials: Essentials) { self.essentials = essentials }

    /// Refuses a further delivery under an agreement while the use of an earlier one was not reported, where the owner demands it.
    ///
    /// Where reports must be fresh they are asked for (`ask`), and the delivery waits until they came.
    static func demand(
        for transfer: TransferProcess,
        _ essentials: Essentials,
        in transaction: ReadTransaction
    ) throws {
        if essentials.reportSeconds > 0 {
            let before = essentials.world.now().advanced(seconds: -essentials.reportSeconds)
            let stale = try UsageReportStore.stale(under: transfer.agreementID, before: before, in: transaction)
            guard stale == nil else { throw Self.awaited }
            return
        }
        guard essentials.demandsReports,
            let missing = try UsageReportStore.unreported(under: transfer.agreementID, in: transaction)
        else { return }
        throw Problem(
            .refused,
            BilingualText(
                en: "the use of the earlier delivery `\(missing)` was not reported yet",
                zh: "此前交付 `\(missing)` 的使用情况尚未报告"
            ),
            advice: BilingualText(
                en: "let the consumer's connector send its report, then ask again",
                zh: "请待使用方连接器发送报告后重试"
            )
        )
    }

    /// Takes a report; one that is older than what is known changes nothing and is answered alike.
    func receive(_ body: JSONValue, about agreement: String, from participant: VerifiedParticipant) async throws {
        let outer = try JSONFields(body)
        let report = try UsageReport(try outer.value("report"))
        guard report.agreement.hasSameBytes(as: agreement), report.consumer.hasSameBytes(as: participant.id) else {
            throw Problem.notFound("agreement", agreement)
        }
        let state = try await check(report, try outer.optionalString(SignedStatement.member), by: participant.id)
        let signature = outer.optional(SignedStatement.member)?.stringValue
        try await essentials.commit(from: participant) { evidence in
            let transaction = evidence.transaction
            guard let known = try Agreement.provided(agreement, in: transaction),
                known.peer.hasSameBytes(as: participant.id),
                try UsageReportStore.isOurs(transfer: report.transfer, under: agreement, in: transaction)
            else { throw Problem.notFound("agreement", agreement) }
            let isNew = try UsageReportStore.keep(
                report,
                signature: signature,
                state: state,
                at: evidence.moment.now,
                in: transaction
            )
            guard isNew else { return }
            try evidence.record(Self.draft(report, state))
        }
    }

    private static func draft(_ report: UsageReport, _ state: String) -> EvidenceDraft {
        var draft = EvidenceDraft(type: "usage.reported", subjectKind: "usageReport", subjectID: report.grant)
        draft.actor = EvidenceActor(.peer, report.consumer)
        draft.counterparty = report.consumer
        draft.related = [
            "agreement": report.agreement, "consumerTransfer": report.transfer, "state": report.state,
            "signature": state,
        ]
        draft.digests["report"] = Digest(of: CanonicalJSON.bytes(of: report.document))
        draft.amounts = [
            "uses": report.total("uses"), "refused": report.total("refused"), "bytes": report.total("bytes"),
        ]
        return draft
    }

    /// The signature over a report, and over a proof of destruction in it.
    private func check(_ report: UsageReport, _ signature: String?, by signer: String) async throws -> String {
        guard signature != nil else { return "none" }
        if let proof = report.destruction {
            let own = proof.signature
            _ = try await SignedStatement.check(own, over: proof.document, by: signer, essentials.signing)
        }
        return try await SignedStatement.check(signature, over: report.document, by: signer, essentials.signing)
    }

    package var protocolEndpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                DSP.path + VaultReports.path(of: "{id}"),
                access: .participant,
                "the other party reports its use after delivery, how it stands with its duties, or gives a notice"
            ) { call in
                let body = try await call.json(maximumBytes: Self.reportBytes)
                let (agreement, participant) = (try call.parameter("id"), try call.participant())
                // Each says by its type what it is; all have one address, one form and one signature.
                if !(try await DutyReports(essentials).receive(body, about: agreement, from: participant)) {
                    try await receive(body, about: agreement, from: participant)
                }
                return .json(["status": "kept"])
            }
        ]
    }

    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/usage-reports",
                access: .role(.auditor),
                "what consumers report of use after delivery: who used what, how often, what was refused, what is due for deletion",
                description: EndpointDescription(query: PageRequest.fields, answer: "UsageReportPage")
            ) { call in
                let page = try PageRequest(call)
                let found = try await essentials.database.read { try UsageReportStore.list(page, in: $0) }
                return page.answer(found, cursor: { $0["grant"]?.stringValue ?? "" }, json: { $0 })
            },
            Endpoint(
                .get,
                "/api/v1/usage-reports/{id}",
                access: .role(.auditor),
                "the newest report about a grant, as it was signed",
                description: EndpointDescription(answer: "UsageReport")
            ) { call in
                let id = try call.parameter("id")
                guard let found = try await essentials.database.read({ try UsageReportStore.find(id, in: $0) }) else {
                    throw Problem.notFound("usage report", id)
                }
                return .json(found)
            },
        ]
    }
}
