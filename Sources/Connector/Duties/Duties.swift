import DataspaceProtocol
import EvidenceLog
package import Node
package import Primitives
package import ServerKit
import UsagePolicy

/// The duties of agreements as provider: what must be done before data flow is done and asked about again, and what is
/// demanded of the data is done to them on their way.
package struct Duties: Sendable {
    /// Bytes of an agreement's key.
    private static let keyBytes = 32

    let essentials: Essentials

    package init(_ essentials: Essentials) { self.essentials = essentials }

    // MARK: - Deciding

    /// Tells the evaluator what was done under an agreement and what every delivery under it does.
    ///
    /// A demand on the data counts as fulfilled because the data plane delivers nothing without it. At the consumer, what the
    /// provider does before and while data flow is over: it would not have delivered otherwise.
    static func tell(
        _ request: inout EvaluationRequest,
        _ terms: CompiledTerms,
        under agreement: Agreement,
        process: String?,
        in transaction: ReadTransaction
    ) throws {
        guard agreement.role == .provider else {
            let before = terms.policy.duties.filter { !$0.isObligation && DutyKind(action: $0.action) != nil }
            return request.fulfilledDuties.formUnion(before.map(\.path))
        }
        request.fulfilledDuties.formUnion(terms.demands.fulfilled)
        request.fulfilledDuties.formUnion(
            try DutyStore.done(of: agreement.id, role: agreement.role, process: process ?? "", in: transaction)
        )
        if let only = terms.demands.only, request.facts[DeliveryDemands.fieldOperand] == nil {
            request.facts[DeliveryDemands.fieldOperand] = only.map { KnownValue($0) }
        }
    }

    /// Does what a delivery waits for, as far as the connector does it by itself; what people do is written down as due.
    ///
    /// Returns whether something was done, so that the agreement is to be asked again.
    static func perform(
        _ preconditions: [Rule],
        under agreement: Agreement,
        process: String,
        _ evidence: inout EvidenceWriter
    ) throws -> Bool {
        var isAnyDone = false
        let isAllOurs = preconditions.allSatisfy { DutyKind(action: $0.action.name) == .automatic }
        for rule in preconditions.prefix(preconditionLimit) {
            switch DutyKind(action: rule.action.name) {
            case .automatic? where isAllOurs:
                let note = rule.payment.map { "amount \($0)" }
                try begin(.perform, rule, agreement, process: process, note: note, &evidence)
                isAnyDone = true
            case .person?: try begin(.require, rule, agreement, process: "", note: nil, &evidence)
            case .automatic?, .delivery?, nil: continue
            }
        }
        return isAnyDone
    }

    /// Preconditions that one decision does: each takes an entry of evidence, and more is no usual policy.
    private static let preconditionLimit = 8

    private static func begin(
        _ event: DutyProgress.Event,
        _ rule: Rule,
        _ agreement: Agreement,
        process: String,
        note: String?,
        _ evidence: inout EvidenceWriter
    ) throws {
        let id = Duty.id(agreement.id, agreement.role, rule.path, process)
        guard try DutyStore.find(id, in: evidence.transaction) == nil else { return }
        let change = try Duty.begin(
            event,
            agreement: agreement,
            path: rule.path,
            process: process,
            action: rule.action.name,
            note: note,
            by: nil,
            now: evidence.moment.now
        )
        try DutyStore.save(change, with: &evidence)
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

    /// Refuses terms whose demands on the data nobody could carry out.
    static func checkDeliverable(_ policy: JSONValue, _ evaluator: PolicyEvaluator) throws {
        let demands: DeliveryDemands
        do throws(PolicyProblem) {
            demands = evaluator.compile(try Policy(NegotiationWork.readable(policy))).deliveryDemands
        } catch {
            throw Problem(.invalid, BilingualText(en: error.text(.english), zh: error.text(.chinese)))
        }
        if let first = demands.unclear.first { throw unclear(first) }
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

    // MARK: - People

    /// A person says that a duty was done.
    package func record(
        agreement id: String,
        path: String,
        note: String,
        by actor: EvidenceActor
    ) async throws -> Duty {
        try await change(agreement: id, path: path) { duty, agreement, action, now in
            guard var known = duty else {
                return try Duty.begin(
                    .perform,
                    agreement: agreement,
                    path: path,
                    process: "",
                    action: action,
                    note: note,
                    by: actor,
                    now: now
                )
            }
            return try known.apply(.perform, note: note, by: actor, now: now)
        }
    }

    private func change(
        agreement id: String,
        path: String,
        _ body: @escaping @Sendable (Duty?, Agreement, String, Instant) throws -> Duty.Change
    ) async throws -> Duty {
        try await essentials.commit { [essentials] evidence in
            let transaction = evidence.transaction
            guard let agreement = try Agreements.inForce(id, role: .provider, in: transaction),
                agreement.state == .active
            else { throw Problem.notFound("active agreement", id) }
            let found = try Self.duties(of: agreement, essentials).first { $0.path.hasSameBytes(as: path) }
            guard let found else { throw Problem.notFound("duty", path) }
            guard DutyKind(action: found.action) == .person else { throw Self.notByPerson(found.action) }
            let duty = try DutyStore.find(Duty.id(agreement.id, .provider, path, ""), in: transaction)
            let change = try body(duty, agreement, found.action, evidence.moment.now)
            try DutyStore.save(change, with: &evidence)
            return change.duty
        }
    }

    private static func notByPerson(_ action: String) -> Problem {
        Problem(
            .conflict,
            BilingualText(
                en: "`\(action)` is not recorded by a person: the connector does it, or nobody here can",
                zh: "`\(action)` 不由人员登记：由连接器执行，或本端无法执行"
            )
        )
    }

    static func duties(
        of agreement: Agreement,
        _ essentials: Essentials
    ) throws -> [(path: String, action: String, isObligation: Bool, payment: String?)] {
        switch essentials.policies.terms(of: agreement, essentials.evaluator) {
        case .success(let terms): terms.policy.duties
        case .failure: []
        }
    }

    package func list(_ page: PageRequest, agreement: String, state: String) async throws -> [Duty] {
        try await essentials.database.read {
            try DutyStore.list(page, agreement: agreement, state: state, in: $0)
        }
    }

    /// Every duty of an agreement, how it is done, and how it stands.
    package func duties(of id: String) async throws -> [JSONValue] {
        try await essentials.database.read { [essentials] transaction in
            guard let agreement = try Agreements.inForce(id, role: .provider, in: transaction) else {
                throw Problem.notFound("agreement that we provide", id)
            }
            return try Self.duties(of: agreement, essentials).map { duty in
                let kind = DutyKind(action: duty.action)
                let known = try DutyStore.find(
                    Duty.id(agreement.id, .provider, duty.path, ""),
                    in: transaction
                )
                return [
                    "agreement": .string(agreement.id), "path": .string(duty.path), "action": .string(duty.action),
                    "moment": duty.isObligation ? "obligation" : "before", "payment": .optional(duty.payment),
                    "doneBy": .string(kind?.rawValue ?? "nobody here"),
                    "state": .string(known?.state.rawValue ?? (kind == .person ? "OPEN" : "-")),
                    "note": .optional(known?.note), "by": .optional(known?.actor),
                ]
            }
        }
    }
}

// MARK: - Tracing

extension Duties {
    /// Rows of a file that are looked at: enough to tell, cheap for every agreement.
    static let traceRows = 200
    /// Agreements that one look tries at once.
    private static let traceBatch = 200

    /// An agreement under which rows were delivered.
    package struct Trace: Sendable {
        package let agreement: Agreement
        package let rows: Int
    }

    /// The rows of a text that may break off anywhere: what can be read before that is looked at.
    private static func rows(_ text: [UInt8]) -> [[[UInt8]]] {
        var reader = CSVReader()
        var rows: [[CSVReader.Field]] = []
        do throws(CSVReader.Fault) {
            try reader.take(text, into: &rows)
            try reader.finish(into: &rows)
        } catch {
            // The row that cannot be read tells nothing, as one that was changed.
        }
        return rows.map { $0.map(\.bytes) }
    }

    /// Finds the agreements whose marks the rows of a file bear.
    ///
    /// Each row stands for itself: one that was changed, or whose mark was taken off, tells nothing.
    package func trace(_ text: [UInt8]) async throws -> (marked: Int, found: [Trace]) {
        let table = Self.rows(text).prefix(Self.traceRows + 1)
        let name = Array(FieldShaper.markColumn.utf8)
        guard let column = table.first?.firstIndex(of: name) else {
            throw Problem.invalid(
                "the file has no column `\(FieldShaper.markColumn)`",
                "文件中没有 `\(FieldShaper.markColumn)` 列"
            )
        }
        let rows = table.dropFirst().filter { $0.count == table[0].count && $0.indices.contains(column) }
        var found: [Trace] = []
        var after = ""
        while true {
            let from = after
            let keyed = try await essentials.database.read { transaction in
                try DutyStore.keyed(after: from, limit: Self.traceBatch, in: transaction).map { root in
                    (root, try DutyStore.key(of: root, in: transaction))
                }
            }
            for (root, key) in keyed {
                guard let key, let bytes = Hex.decode(key[...]) else { continue }
                let count = rows.count { row in
                    var rest = row
                    let mark = rest.remove(at: column)
                    return FieldShaper.mark(of: rest, key: bytes) == mark
                }
                guard count > 0 else { continue }
                let agreement = try await essentials.database.read {
                    try Agreements.inForce(root, role: .provider, in: $0)
                }
                if let agreement { found.append(Trace(agreement: agreement, rows: count)) }
            }
            guard keyed.count == Self.traceBatch, let last = keyed.last else { break }
            after = last.0
        }
        return (rows.count, found)
    }
}

extension Rule {
    /// The amount that a duty names.
    fileprivate var payment: String? {
        (constraints + refinements).compactMap { constraint -> String? in
            guard case .comparison(let comparison) = constraint, comparison.left == Term("payAmount"),
                let literal = comparison.right.values.first
            else { return nil }
            return comparison.unit.map { literal.lexical + " " + $0.name } ?? literal.lexical
        }.first
    }
}
