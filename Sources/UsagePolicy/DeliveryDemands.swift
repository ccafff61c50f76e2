/// What a policy demands of table data on their way to the consumer: which fields leave, and in what form.
///
/// Read from duties and obligations (`anonymize`, `desensitize`, `watermark`), whose fields are named by `dataField`
/// (TC609-6-2025-14, table C.6), and from permissions that are limited to fields. A condition of such a duty beside its fields
/// is not waited for: what may have to be hidden is hidden always.
package struct DeliveryDemands: Sendable, Equatable {
    /// Fields that may leave; nil where the terms do not limit them.
    package var only: [String]?
    /// Fields that must not leave.
    package var without: [String] = []
    /// Fields of which only the ends stay readable.
    package var masked: [String] = []
    /// Fields whose values become pseudonyms under a key of the agreement.
    package var pseudonymized: [String] = []
    package var isWatermarked = false
    /// The duties and obligations that carrying this out fulfils, by path.
    package var fulfilled: Set<String> = []
    /// Demands that name no field, by path: nobody can carry them out.
    package var unclear: [String] = []

    /// Whether data may leave as they are.
    package var isNothing: Bool {
        only == nil && without.isEmpty && masked.isEmpty && pseudonymized.isEmpty && !isWatermarked && unclear.isEmpty
    }

    /// The left operand that names fields, and the values under it that a delivery keeps to.
    package static let fieldOperand = dataField.name
    private static let dataField = Term("dataField")
    private static let anonymize = Term("anonymize")
    private static let desensitize = Term("desensitize")
    private static let watermark = Term("watermark")
    /// Words by which other profiles say the same.
    private static let maskings = [desensitize, Term("idsc:ANONYMIZE_FIELD"), Term("idsc:MASK")]

    /// The actions that a delivery carries out.
    package static let actions = ([anonymize, watermark] + maskings).map(\.name)

    package init() {}

    init(_ policy: Policy) {
        let duties = policy.permissions.flatMap(\.duties) + policy.obligations
        for duty in duties { add(duty) }
        limit(policy.permissions)
    }

    private mutating func add(_ duty: Rule) {
        let fields = Self.fields(duty.constraints + duty.refinements, [.eq, .isAnyOf, .isAllOf, .isPartOf, .hasPart])
        if duty.action == Self.watermark {
            isWatermarked = true
        } else if duty.action == Self.anonymize, !fields.isEmpty {
            pseudonymized += fields
        } else if Self.maskings.contains(duty.action), !fields.isEmpty {
            masked += fields
        } else if duty.action == Self.anonymize || Self.maskings.contains(duty.action) {
            unclear.append(duty.path)
            return
        } else {
            return
        }
        fulfilled.insert(duty.path)
    }

    /// Fields that every permission is limited to, and fields that any permission is not about.
    ///
    /// A permission without such a limit is about all fields, so that the others' limits mean nothing beside it.
    private mutating func limit(_ permissions: [Rule]) {
        let allowed = permissions.map { Self.fields($0.constraints, [.eq, .isAnyOf, .isAllOf, .isPartOf]) }
        if !allowed.isEmpty, allowed.allSatisfy({ !$0.isEmpty }) { only = allowed.flatMap { $0 } }
        let excluded = permissions.map { Self.fields($0.constraints, [.neq, .isNoneOf]) }
        if !excluded.isEmpty, excluded.allSatisfy({ !$0.isEmpty }) { without = excluded.flatMap { $0 } }
    }

    private static func fields(_ constraints: [Constraint], _ operators: Set<Operator>) -> [String] {
        constraints.flatMap { constraint -> [String] in
            guard case .comparison(let comparison) = constraint, comparison.left == dataField,
                comparison.operator.map(operators.contains) ?? false
            else { return [] }
            return comparison.right.values.map(\.lexical)
        }
    }
}

extension CompiledPolicy {
    /// What the policy demands of the data on their way.
    package var deliveryDemands: DeliveryDemands { DeliveryDemands(canonical) }
}
