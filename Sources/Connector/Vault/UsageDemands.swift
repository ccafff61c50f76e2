import DataspaceProtocol
import EvidenceLog
import HTTPTypes
import Node
import Primitives
package import ServerKit

/// The provider asks for the reports on earlier deliveries before it makes a further one; the consumer's connector answers by itself.
///
/// One more message between Sluices, part of `usage-report-1`. What is asked for comes as any report does: signed, retried, and taken only when newer.
extension UsageReports {
    package static let demandTopic = "usage-demand"
    static let demandType = "sluice:UsageReportDemand"
    /// Seconds between two questions about one agreement, however often a delivery is asked for.
    private static let demandPauseSeconds: Int64 = 5
    /// Seconds after which the consumer's connector asks again: a report takes about one.
    private static let awaitedSeconds = 2

    static func demandPath(of agreement: String) -> String { "/sluice/agreements/\(agreement)/usage-report-demand" }

    static let awaited = Problem(
        .unavailable,
        BilingualText(
            en: "the use of earlier deliveries is being asked for first",
            zh: "须先取得此前交付的使用报告，正在索取"
        ),
        advice: BilingualText(
            en: "the delivery begins once the consumer's connector has reported",
            zh: "使用方连接器报告后即开始交付"
        ),
        retryAfterSeconds: awaitedSeconds
    )

    /// Asks a consumer for fresh reports under an agreement, where the owner wants them before a further delivery.
    func ask(about agreement: String, of participant: String) async throws {
        let now = essentials.world.now()
        let before = now.advanced(seconds: -essentials.reportSeconds)
        guard essentials.reportSeconds > 0,
            try await essentials.database.read({
                try UsageReportStore.stale(under: agreement, before: before, in: $0) != nil
            })
        else { return }
        try await essentials.commit { [essentials] evidence in
            let transaction = evidence.transaction
            guard let known = try Agreement.provided(agreement, in: transaction),
                known.peer.hasSameBytes(as: participant),
                let address = try Negotiations.peerAddress(of: known, peers: essentials.peers, in: transaction),
                try UsageReportStore.demand(
                    under: agreement,
                    at: now,
                    unlessSince: now.advanced(seconds: -Self.demandPauseSeconds),
                    in: transaction
                )
            else { return }
            let id = try evidence.identifier()
            let body: JSONValue = [
                "@type": .string(Self.demandType), "@id": .string(id), "agreement": .string(agreement),
            ]
            try essentials.bell.leave(
                OutboxMessage(
                    id: id,
                    topic: Self.demandTopic,
                    subject: agreement,
                    peer: known.peer,
                    url: address + Self.demandPath(of: agreement.percentEncoded),
                    body: body.text,
                    created: now
                ),
                in: transaction
            )
            var draft = EvidenceDraft(type: "usage.demanded", subjectKind: "agreement", subjectID: agreement)
            draft.counterparty = known.peer
            try evidence.record(draft)
        }
    }
}

extension UsageReports: OutboxSettler {
    package func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) async throws {
        try await essentials.commit { evidence in
            guard try OutboxStore.remove(message.id, in: evidence.transaction) else { return }
            guard case .refused(_, let reasons) = outcome else { return }
            var draft = EvidenceDraft(
                type: "usage.demand.refused",
                subjectKind: "agreement",
                subjectID: message.subject
            )
            draft.counterparty = message.peer
            draft.decision = EvidenceDecision(outcome: "refusedByPeer", reasons: reasons)
            try evidence.record(draft)
        }
    }

    package func reconcile(_ message: OutboxMessage) async -> DeliveryOutcome? { nil }

    package func lockedOut(_ message: OutboxMessage, _ why: String) async throws {
        try await essentials.commit { evidence in
            try evidence.record(.lockedOut(message, "agreement", nil, why))
        }
    }
}

extension VaultReports {
    /// What a provider may ask; the version document announces it with the reports.
    package var protocolEndpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                DSP.path + UsageReports.demandPath(of: "{id}"),
                access: .participant,
                "the provider asks for the reports on its deliveries"
            ) { call in
                try await answerDemand(
                    try await call.json(),
                    about: try call.parameter("id"),
                    from: try call.participant()
                )
                return .json(["status": "reporting"])
            }
        ]
    }

    /// Has the reports sent again; whoever is no provider of ours under that agreement is told that there is none.
    func answerDemand(_ body: JSONValue, about agreement: String, from participant: VerifiedParticipant) async throws {
        let fields = try JSONFields(body)
        guard try fields.string("@type") == UsageReports.demandType,
            try fields.identifier("agreement").hasSameBytes(as: agreement)
        else { throw fields.problem("@type", "must be `\(UsageReports.demandType)` about this agreement") }
        try await essentials.commit(from: participant) { evidence in
            guard try VaultReportStore.demand(under: agreement, of: participant.id, in: evidence.transaction) > 0
            else { throw Problem.notFound("agreement", agreement) }
        }
    }
}
