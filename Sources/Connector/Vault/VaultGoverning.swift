import DataspaceProtocol
import Node
import Primitives
import ServerKit
import UsagePolicy

/// The terms under which a grant is used, each with the moment from which it counts.
struct GoverningTerms: Sendable {
    let agreement: Agreement
    let governing: GoverningAgreement
    /// Paths of its duties that the act itself fulfils.
    var fulfilled: Set<String> = []

    /// A use as this agreement is asked about it: times are counted from the delivery that brought it in.
    func intent(_ intent: UseIntent, at now: Instant) -> UseIntent {
        var own = intent
        own.fulfilledDuties.formUnion(fulfilled)
        guard let received = governing.received else { return own }
        let seconds = max(0, (now.milliseconds - received.milliseconds) / 1000)
        for name in ["elapsedTime", "timeInterval"] { own.facts[name] = [KnownValue("PT\(seconds)S")] }
        return own
    }
}

extension VaultGrant {
    /// The agreements under which the grant stands: its own, or those of all that it was made from.
    func governing(in transaction: ReadTransaction) throws -> [GoverningAgreement] {
        let found = try VaultLineageStore.governing(id, in: transaction)
        guard found.isEmpty else { return found }
        return [
            GoverningAgreement(origin: id, agreement: agreement, governedBy: governedBy, peer: peer, received: received)
        ]
    }

    /// The terms, one of each agreement; nil when an agreement is not there any more.
    func terms(in transaction: ReadTransaction) throws -> [GoverningTerms]? {
        var all: [GoverningTerms] = []
        for governing in try governing(in: transaction) {
            // Of two deliveries under one agreement the earlier one's times end first.
            let same = all.firstIndex { $0.agreement.id.hasSameBytes(as: governing.governedBy) }
            if let same {
                guard let known = all[same].governing.received, let own = governing.received, own < known else {
                    continue
                }
                all[same] = GoverningTerms(agreement: all[same].agreement, governing: governing)
                continue
            }
            guard let agreement = try Agreement.consumed(governing.governedBy, in: transaction) else { return nil }
            all.append(GoverningTerms(agreement: agreement, governing: governing))
        }
        return all.isEmpty ? nil : all
    }
}

extension Vault {
    /// When a grant has to be gone: the first time that any of its agreements sets.
    func due(under terms: [GoverningTerms]) -> Instant? {
        terms.compactMap { term in
            term.governing.received.flatMap { self.terms(of: term.agreement)?.end(deliveredAt: $0) }
        }.min()
    }
}

extension UsageControl {
    /// What several agreements say of one use; all of them must permit it.
    struct JointAnswer {
        /// The first refusal, else the first permit.
        let answer: Answer
        let reservations: [String]
        let nextBoundary: Instant?

        var isPermitted: Bool { answer.isPermitted }
    }

    /// Decides under each agreement and changes nothing.
    func decide(
        _ intent: UseIntent,
        underAll terms: [GoverningTerms],
        at now: Instant,
        in transaction: ReadTransaction
    ) throws -> JointAnswer {
        var answers: [Answer] = []
        for term in terms {
            answers.append(try decide(term.intent(intent, at: now), under: term.agreement, at: now, in: transaction))
        }
        return try Self.joint(answers, [])
    }

    /// Takes a use from every agreement, or from none: what one refuses is counted as refused there, and used nowhere.
    func reserve(
        _ id: String,
        _ intent: UseIntent,
        underAll terms: [GoverningTerms],
        with evidence: inout EvidenceWriter
    ) throws -> JointAnswer {
        let now = evidence.moment.now
        let refusing = try terms.filter { term in
            let own = term.intent(intent, at: now)
            return try !decide(own, under: term.agreement, at: now, in: evidence.transaction).isPermitted
        }
        var answers: [Answer] = []
        var reservations: [String] = []
        for (index, term) in (refusing.isEmpty ? terms : refusing).enumerated() {
            let name = terms.count == 1 ? id : "\(id):\(index)"
            answers.append(try reserve(name, term.intent(intent, at: now), under: term.agreement, with: &evidence))
            reservations.append(name)
        }
        return try Self.joint(answers, refusing.isEmpty ? reservations : [])
    }

    private static func joint(_ answers: [Answer], _ reservations: [String]) throws -> JointAnswer {
        guard let first = answers.first(where: { !$0.isPermitted }) ?? answers.first else {
            throw Problem.internalError
        }
        return JointAnswer(
            answer: first,
            reservations: reservations,
            nextBoundary: answers.compactMap(\.nextBoundary).min()
        )
    }
}
