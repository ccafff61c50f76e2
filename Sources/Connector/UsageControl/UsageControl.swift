import DataspaceProtocol
import EvidenceLog
package import Node
package import Primitives
package import ServerKit
package import UsagePolicy

/// Decides at every moment whether something may be done under an agreement, and keeps the history by which it decides.
///
/// The one place where agreement, history and caller become a question to the evaluator. An act that takes something from a
/// limit is reserved in the transaction that decides, and settled when it is over:
///
///     reserve(id, …)  before the act: it counts from here on
///     extend(id, …)   a stream takes more bytes than were reserved
///     settle(id, …)   after the act: with the bytes that were really used
///     giveBack(id, …) the act did not take place
///
/// All are idempotent by the reservation's identifier. Writers run one after another, so that a thousand requests at once on a
/// limit of a hundred get exactly a hundred. After a crash an open reservation counts as used in full: what was handed out
/// cannot be told any more, and a limit must not be passed. `reconcile` closes it so at the next start, with evidence.
package struct UsageControl: Sendable {
    let evaluator: PolicyEvaluator
    let cache: PolicyCache
    /// Names this run of the program, so that the next one knows what this one left open.
    let run: String

    package init(_ essentials: Essentials) {
        self.init(evaluator: essentials.evaluator, cache: essentials.policies, run: essentials.run)
    }

    package init(evaluator: PolicyEvaluator, cache: PolicyCache, run: String) {
        self.evaluator = evaluator
        self.cache = cache
        self.run = run
    }

    /// What was decided, under which key it is counted, and until when it holds by itself.
    package struct Answer: Sendable {
        package let decision: Decision
        package let key: UsageKey
        /// When time may change the answer; nil when it does not any more.
        package let nextBoundary: Instant?

        package var isPermitted: Bool { decision.isPermitted }
    }

    // MARK: - Asking

    /// Decides and changes nothing.
    ///
    /// `reservation` names what the same act has reserved already, so that it does not stand against itself.
    package func decide(
        _ intent: UseIntent,
        reservation: String? = nil,
        under agreement: Agreement,
        at now: Instant,
        in transaction: ReadTransaction
    ) throws -> Answer {
        let own = try reservation.flatMap { try UsageHistoryStore.find($0, in: transaction) }
        return try decide(intent, under: agreement, own: own, at: now, in: transaction)
    }

    private func decide(
        _ intent: UseIntent,
        under agreement: Agreement,
        own: UsageReservation?,
        at now: Instant,
        in transaction: ReadTransaction
    ) throws -> Answer {
        try Self.checkState(of: agreement, in: transaction)
        switch cache.terms(of: agreement, evaluator) {
        case .failure(let problem):
            let key = key(intent, intent.action ?? "use", agreement)
            return Answer(decision: .refusing(problem), key: key, nextBoundary: nil)
        case .success(let terms):
            let key = key(intent, intent.action ?? terms.deliveryAction, agreement)
            var request = intent.request(key.action, under: agreement, at: now)
            try tell(&request, terms.measures, intent, key, own: own, in: transaction)
            if terms.hasDuties {
                try Duties.tell(
                    &request,
                    terms,
                    under: agreement,
                    process: intent.process,
                    isOngoing: intent.ignoresHistory,
                    in: transaction
                )
            }
            let decision = evaluator.evaluate(terms.policy, for: request)
            // Whoever is refused waits for nothing.
            let boundary =
                decision.isPermitted ? terms.boundaries.first(where: { $0 > now }) : nil
            return Answer(decision: decision, key: key, nextBoundary: boundary)
        }
    }

    /// What was used under an agreement on our side, as its log.
    static func log(of agreement: Agreement, in transaction: ReadTransaction) throws -> [JSONValue] {
        try UsageHistoryStore.list(PageRequest(limit: logLimit), agreement: agreement.root, in: transaction)
            .prefix(logLimit).filter { $0.key.role == agreement.role }.map(\.json)
    }

    /// Subjects and actions that one log names: the last used ones.
    private static let logLimit = 200

    /// Whether an action is a word under an agreement; terms that cannot be read add none.
    func knows(action: String, under agreement: Agreement) -> Bool {
        guard case .success(let terms) = cache.terms(of: agreement, evaluator) else {
            return evaluator.vocabulary.knows(action: action)
        }
        return terms.policy.knows(action: action)
    }

    /// Whether the terms of an agreement limit bytes.
    package func isMetered(_ agreement: Agreement) -> Bool {
        guard case .success(let terms) = cache.terms(of: agreement, evaluator) else { return false }
        return terms.measures.countsVolume
    }

    private func key(_ intent: UseIntent, _ action: String, _ agreement: Agreement) -> UsageKey {
        UsageKey(
            // What was used before an amendment counts under the amended terms too: the chain is one history.
            agreement: agreement.root,
            role: agreement.role,
            subject: intent.subject ?? agreement.assignee,
            action: action,
            target: intent.target ?? agreement.dataset
        )
    }

    private static func checkState(of agreement: Agreement, in transaction: ReadTransaction) throws {
        guard agreement.state == .active else {
            throw Problem(
                .refused,
                BilingualText(en: "the agreement is not active", zh: "合约未生效或已终止"),
                advice: BilingualText(en: "negotiate a new agreement", zh: "请重新协商合约")
            )
        }
        if let freeze = try UsageFreezeStore.standing(agreement.root, agreement.role, in: transaction) {
            throw Self.frozen(freeze.reason)
        }
    }

    /// What everybody is told of a frozen agreement: nothing is over, so whoever asks may ask again.
    static func frozen(_ reason: String) -> Problem {
        Problem(
            .unavailable,
            BilingualText(en: "the agreement is frozen: \(reason)", zh: "合约已被冻结：\(reason)"),
            advice: BilingualText(
                en: "it goes on once the dispute is settled and the agreement is released",
                zh: "争议解决并解除冻结后方可继续"
            ),
            retryAfterSeconds: frozenRetrySeconds
        )
    }

    /// A dispute takes days, but whoever is released wants to go on at once.
    private static let frozenRetrySeconds = 10

    /// Tells the evaluator what the history knows; only what the terms speak of is read.
    private func tell(
        _ request: inout EvaluationRequest,
        _ measures: PolicyMeasures,
        _ intent: UseIntent,
        _ key: UsageKey,
        own: UsageReservation?,
        in transaction: ReadTransaction
    ) throws {
        request.usageCounts = [:]
        request.usageVolumes = [:]
        request.usageRates = [:]
        guard !measures.isEmpty else { return }
        guard !intent.ignoresHistory else {
            for period in measures.periods { request.usageRates?[period.name] = [:] }
            return
        }
        // A use that is reserved already is the one that is asked about: the transfer whose data is read, or the same act again.
        let delivery = try intent.moment == .access ? transferReservation(intent, in: transaction) : nil
        if measures.countsUses || measures.countsVolume {
            for row in try UsageHistoryStore.used(under: key.agreement, key.role, of: key.target, in: transaction) {
                let held = [own, delivery].compactMap(\.self).filter { $0.isCounting && $0.key.action == row.action }
                request.usageCounts?[row.action] = row.uses - held.reduce(0) { $0 + $1.uses }
                let ownVolume = own.map { $0.isCounting && $0.key.action == row.action ? $0.volume : 0 } ?? 0
                request.usageVolumes?[row.action] = row.volume - ownVolume
            }
        }
        for period in measures.periods {
            request.usageRates?[period.name] = try UsageHistoryStore.used(
                under: key.agreement,
                key.role,
                of: key.target,
                since: request.now.advanced(milliseconds: -period.milliseconds),
                besides: (own?.id ?? "", delivery?.id ?? ""),
                in: transaction
            )
        }
    }

    private func transferReservation(
        _ intent: UseIntent,
        in transaction: ReadTransaction
    ) throws -> UsageReservation? {
        try intent.process.flatMap { try UsageHistoryStore.find(UsageReservation.id(ofTransfer: $0), in: transaction) }
    }

    // MARK: - Reserving

    /// Decides, and where the answer is a permit takes what the act needs from the agreement, in the same transaction.
    ///
    /// A refusal is counted and returned, not thrown, so that it stays: a caller that throws afterwards undoes both.
    /// Asked again with the same `id`, it decides again and counts nothing more. `recordsDecision` is false where the
    /// caller's own evidence entry carries the decision.
    package func reserve(
        _ id: String,
        _ intent: UseIntent,
        under agreement: Agreement,
        recordsDecision: Bool = true,
        with evidence: inout EvidenceWriter
    ) throws -> Answer {
        let transaction = evidence.transaction
        let own = try UsageHistoryStore.find(id, in: transaction)
        let answer = try decide(intent, under: agreement, own: own, at: evidence.moment.now, in: transaction)
        if let own, own.key.agreement != agreement.root || own.key.role != agreement.role { throw Self.otherAct }
        guard answer.isPermitted else {
            try note(answer, intent, under: agreement, recordsDecision: recordsDecision, with: &evidence)
            return answer
        }
        if own?.isCounting != true {
            try take(id, intent, answer.key, under: agreement, again: own, with: evidence)
        }
        try note(answer, intent, under: agreement, recordsDecision: recordsDecision, with: &evidence)
        return answer
    }

    private static let otherAct = Problem(
        .conflict,
        BilingualText(en: "this reservation was made for another act", zh: "该预留属于另一次使用")
    )

    /// Writes the reservation down; one that was given back counts `again`, under its first key.
    private func take(
        _ id: String,
        _ intent: UseIntent,
        _ key: UsageKey,
        under agreement: Agreement,
        again: UsageReservation?,
        with evidence: EvidenceWriter
    ) throws {
        let transaction = evidence.transaction
        let volume = UsageReservation.bounded(intent.volume)
        let reservation = UsageReservation(
            id: id,
            key: again?.key ?? key,
            moment: intent.moment,
            process: intent.process,
            uses: again?.uses ?? (intent.countsAsUse && Self.isUse(intent.moment, key.action) ? 1 : 0),
            volume: volume,
            state: .open,
            at: evidence.moment.now
        )
        if again == nil {
            try UsageHistoryStore.insert(reservation, run: run, in: transaction)
        } else {
            try UsageHistoryStore.change(id, to: .open, volume: volume, run: run, in: transaction)
        }
        try UsageHistoryStore.add(
            .init(uses: reservation.uses, accesses: reservation.accesses, volume: volume, open: 1),
            to: reservation.key,
            peer: agreement.peer,
            at: reservation.at,
            in: transaction
        )
    }

    /// Whether an act is a use as the agreement counts them: a whole delivery, or each access, as its action says.
    private static func isUse(_ moment: UsageMoment, _ action: String) -> Bool {
        switch moment {
        case .transfer: CompiledPolicy.isUsePerDelivery(action)
        case .access: !CompiledPolicy.isUsePerDelivery(action)
        case .use: true
        }
    }

    // MARK: - Settling

    /// Ends a reservation with the bytes that were really used, those that were reserved when nil; one that is over stays as it is.
    package func settle(_ id: String, volume: Int64? = nil, in transaction: WriteTransaction) throws {
        guard let held = try UsageHistoryStore.find(id, in: transaction), held.state == .open else { return }
        let used = volume.map(UsageReservation.bounded) ?? held.volume
        try UsageHistoryStore.change(id, to: .settled, volume: used, run: run, in: transaction)
        try add(.init(volume: used - held.volume, open: -1), to: held, in: transaction)
    }

    /// Undoes a reservation: the act did not take place.
    package func giveBack(_ id: String, in transaction: WriteTransaction) throws {
        guard let held = try UsageHistoryStore.find(id, in: transaction), held.state == .open else { return }
        try UsageHistoryStore.change(id, to: .returned, volume: 0, run: run, in: transaction)
        try add(
            .init(uses: -held.uses, accesses: -held.accesses, volume: -held.volume, open: -1),
            to: held,
            in: transaction
        )
    }

    private func add(
        _ delta: UsageHistoryStore.Delta,
        to held: UsageReservation,
        in transaction: WriteTransaction
    ) throws {
        try UsageHistoryStore.add(delta, to: held.key, peer: "", at: held.at, in: transaction)
    }

    /// Whether any data was read under a process.
    package func wasRead(_ process: String, in transaction: ReadTransaction) throws -> Bool {
        try UsageHistoryStore.hasAccess(ofProcess: process, in: transaction)
    }

    /// Takes more bytes for an act that is under way, if the agreement still allows it; false when it does not.
    ///
    /// `intent.volume` is what the act takes in all.
    package func extend(
        _ id: String,
        _ intent: UseIntent,
        under agreement: Agreement,
        with evidence: inout EvidenceWriter
    ) throws -> Answer {
        let transaction = evidence.transaction
        let own = try UsageHistoryStore.find(id, in: transaction)
        let answer = try decide(intent, under: agreement, own: own, at: evidence.moment.now, in: transaction)
        guard answer.isPermitted, let own, own.state == .open else {
            try note(answer, intent, under: agreement, recordsDecision: true, with: &evidence)
            return answer
        }
        let volume = UsageReservation.bounded(intent.volume)
        try UsageHistoryStore.change(id, to: .open, volume: volume, run: run, in: transaction)
        try add(.init(volume: volume - own.volume), to: own, in: transaction)
        return answer
    }
}

extension UsageReservation {
    /// Bytes of one act that are counted at most, a petabyte: sums of them stay far from where a number ends.
    private static let mostVolume: Int64 = 1 << 50

    static func bounded(_ volume: Int64) -> Int64 { min(max(volume, 0), mostVolume) }

    /// Whether the act reads or uses data, and not only opens a delivery.
    var accesses: Int64 { moment == .transfer ? 0 : 1 }

    /// Whether it counts: open or settled.
    var isCounting: Bool { state != .returned }
}
