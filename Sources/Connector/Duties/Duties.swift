import DataspaceProtocol
import EvidenceLog
import Node
import Primitives
import ServerKit
import UsagePolicy

/// The duties of agreements as provider: what must be done before data flow is done and asked about again, and what is
/// demanded of the data is done to them on their way.
package struct Duties: Sendable {
    /// Bytes of an agreement's key.
    private static let keyBytes = 32

    let essentials: Essentials

    package init(_ essentials: Essentials) { self.essentials = essentials }

    // MARK: - Deciding

    /// Tells the evaluator what was done under an agreement, what every delivery under it does, and what was broken.
    ///
    /// A demand on the data counts as fulfilled because the data plane delivers nothing without it. At the consumer, what the
    /// provider does before and while data flow is over: it would not have delivered otherwise. What has begun rightly is not
    /// ended because a confirmation ends.
    static func tell(
        _ request: inout EvaluationRequest,
        _ terms: CompiledTerms,
        under agreement: Agreement,
        process: String?,
        isOngoing: Bool,
        in transaction: ReadTransaction
    ) throws {
        let before = terms.duties.filter { $0.moment == .before }
        for plan in before where plan.kind == .confirmation {
            if try isConfirmed(plan, agreement, isOngoing ? nil : request.now, in: transaction) {
                request.fulfilledDuties.insert(plan.path)
            }
        }
        if terms.suspendsOnBreach {
            request.outstanding = Set(try outstanding(under: agreement, in: transaction))
        }
        guard agreement.role == .provider else {
            let done = before.filter { $0.kind != nil && $0.kind != .confirmation }
            return request.fulfilledDuties.formUnion(done.map(\.path))
        }
        request.fulfilledDuties.formUnion(terms.demands.fulfilled)
        request.fulfilledDuties.formUnion(
            try DutyStore.done(of: agreement.id, role: agreement.role, process: process ?? "", in: transaction)
        )
        if let only = terms.demands.only, request.facts[DeliveryDemands.fieldOperand] == nil {
            request.facts[DeliveryDemands.fieldOperand] = only.map { KnownValue($0) }
        }
    }

    /// Paths of the consumer's obligations that were broken and not made good: by our own table, or by what it reports.
    private static func outstanding(
        under agreement: Agreement,
        in transaction: ReadTransaction
    ) throws -> [String] {
        guard agreement.role == .provider else {
            return try DutyStore.outstanding(of: agreement.id, role: agreement.role, in: transaction)
        }
        return try DutyReportStore.received(agreement.id, role: .provider, in: transaction)?.outstanding ?? []
    }

    /// What begins with the names of confirmations: each is a duty of its own, done at its time.
    static let confirmed = "confirmed"
    /// How long a confirmation holds where the policy gives no duration.
    private static let confirmationMilliseconds: Int64 = 600_000

    /// Whether a person confirmed with a second factor, and not too long before `now`; nil asks for any confirmation.
    private static func isConfirmed(
        _ plan: DutyPlan,
        _ agreement: Agreement,
        _ now: Instant?,
        in transaction: ReadTransaction
    ) throws -> Bool {
        let newest = try DutyStore.newest(agreement.id, agreement.role, plan.path, of: confirmed, in: transaction)
        guard let newest, newest.state == .done else { return false }
        let window = plan.windowMilliseconds ?? confirmationMilliseconds
        return now.map { $0 <= newest.created.advanced(milliseconds: window) } ?? true
    }

    /// What became of the duties that a delivery waits for.
    enum Performance: Sendable {
        /// Nothing more was done: the answer stands.
        case nothing
        /// Something was done, so that the agreement is to be asked again.
        case done
        /// The warden does it now: whoever asks again soon may be answered otherwise.
        case underWay
    }

    /// Does what a delivery waits for, as far as the connector does it by itself; what people do is written down as due.
    static func perform(
        _ preconditions: [Rule],
        under agreement: Agreement,
        process: String,
        _ essentials: Essentials,
        _ evidence: inout EvidenceWriter
    ) throws -> Performance {
        let plans = preconditions.prefix(preconditionLimit).compactMap { rule in
            duties(of: agreement, essentials).first { $0.path.hasSameBytes(as: rule.path) }
        }
        let isAllOurs = preconditions.count == plans.count && plans.allSatisfy { $0.kind == .automatic }
        var performance = Performance.nothing
        for plan in plans {
            switch plan.kind {
            case .automatic? where isAllOurs:
                try begin(.perform, plan, agreement, process: process, &evidence)
                performance = .done
            case .person?: try begin(.require, plan, agreement, process: "", &evidence)
            case .notice?:
                let known = try begin(.require, plan, agreement, process: "", &evidence)
                if known.state.isOpen { performance = .underWay }
            case .automatic?, .delivery?, .destruction?, .confirmation?, nil: continue
            }
        }
        return performance
    }

    /// What a delivery waits for is being done.
    static let underWay = Problem(
        .unavailable,
        BilingualText(en: "a duty before this delivery is being done", zh: "交付前的义务正在履行"),
        advice: BilingualText(en: "ask again in a moment", zh: "请稍后重试"),
        retryAfterSeconds: 2
    )

    /// Preconditions that one decision does: each takes an entry of evidence, and more is no usual policy.
    private static let preconditionLimit = 8

    @discardableResult
    private static func begin(
        _ event: DutyProgress.Event,
        _ plan: DutyPlan,
        _ agreement: Agreement,
        process: String,
        _ evidence: inout EvidenceWriter
    ) throws -> Duty {
        let id = Duty.id(agreement.id, agreement.role, plan.path, process)
        if let known = try DutyStore.find(id, in: evidence.transaction) { return known }
        var circumstances = Duty.Circumstances(note: plan.price.map { "amount \($0)" })
        circumstances.payment = plan.payment
        let now = evidence.moment.now
        let change = try Duty.begin(event, plan, of: agreement, process: process, circumstances, since: now, now: now)
        try DutyStore.save(change, with: &evidence)
        return change.duty
    }

    // MARK: - Delivering

    /// What is done to the data of a transfer; nil when they leave as they are.
    func shaping(of transfer: TransferProcess) async throws -> Shaping? {
        let (agreement, known) = try await essentials.database.read { transaction in
            let agreement = try Agreements.inForce(transfer.agreementID, role: .provider, in: transaction)
            return (agreement, try agreement.flatMap { try DutyStore.key(of: $0.root, in: transaction) })
        }
        guard let agreement else { throw Problem.notFound("agreement", transfer.agreementID) }
        let demands = try demands(of: agreement)
        guard !demands.isNothing else { return nil }
        if let first = demands.unclear.first { throw Self.unclear(first) }
        let key: String
        if let known { key = known } else { key = try await makeKey(of: agreement.root) }
        guard let bytes = Hex.decode(key[...]) else { throw Problem.internalError }
        return Shaping(demands: demands, key: bytes)
    }

    private func demands(of agreement: Agreement) throws -> DeliveryDemands {
        switch essentials.policies.terms(of: agreement, essentials.evaluator) {
        case .success(let terms): terms.demands
        case .failure(let problem):
            throw Problem(.refused, BilingualText(en: problem.text(.english), zh: problem.text(.chinese)))
        }
    }

    private func makeKey(of root: String) async throws -> String {
        let fresh = Hex.encode(essentials.world.random(Self.keyBytes))
        let kept = try await essentials.database.write { transaction in
            try DutyStore.keep(fresh, of: root, in: transaction)
            return try DutyStore.key(of: root, in: transaction)
        }
        guard let kept else { throw Problem.internalError }
        return kept
    }

    private static func unclear(_ path: String) -> Problem {
        Problem(
            .refused,
            BilingualText(
                en: "`\(path)` of the agreement demands a change of the data and names no field",
                zh: "合约的 `\(path)` 要求处理数据但未指明字段"
            ),
            advice: BilingualText(
                en: "amend the agreement: name the fields by `tc609:dataField`",
                zh: "请变更合约，用 `tc609:dataField` 写明字段"
            )
        )
    }

    // MARK: - Writing

    /// Refuses terms whose demands on the data nobody could carry out, and addresses of notices that this connector would not
    /// connect to: what a policy names is no better than what a peer sends.
    static func checkDeliverable(_ policy: JSONValue, _ essentials: Essentials) async throws {
        let compiled: CompiledPolicy
        do throws(PolicyProblem) {
            compiled = essentials.evaluator.compile(try Policy(NegotiationWork.readable(policy)))
        } catch {
            throw Problem(.invalid, BilingualText(en: error.text(.english), zh: error.text(.chinese)))
        }
        if let first = compiled.deliveryDemands.unclear.first { throw unclear(first) }
        for plan in compiled.duties.flatMap({ [$0] + $0.consequences }) where plan.kind == .notice {
            guard let address = plan.recipient, DutyNotice.isAddress(address) else { continue }
            try await essentials.addressGuard.check(address)
        }
    }

    /// What terms demand that no connector of the parties carries out, in words of both languages; nil when there is nothing.
    static func warnings(_ policy: JSONValue, _ evaluator: PolicyEvaluator) -> JSONValue? {
        let document = NegotiationWork.readable(policy)
        let findings = evaluator.lint(together: [document], performed: DutyKind.carriedOut + DutyKind.afterDelivery)
            .filter { $0.code == .dutyUnperformed }
        guard !findings.isEmpty else { return nil }
        return [
            "en": .strings(findings.map { $0.message(.english) }),
            "zh": .strings(findings.map { $0.message(.chinese) }),
        ]
    }

    static func duties(of agreement: Agreement, _ essentials: Essentials) -> [DutyPlan] {
        switch essentials.policies.terms(of: agreement, essentials.evaluator) {
        case .success(let terms): terms.duties
        case .failure: []
        }
    }
}

extension DutyPlan {
    /// Whether a participant in its role has to do it: whom the duty names, else the assignee, which is the consumer.
    func isBorne(by participant: String, _ role: Role) -> Bool {
        bearer.map { $0.hasSameBytes(as: participant) } ?? (role == .consumer)
    }
}
