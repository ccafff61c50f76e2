import Primitives

/// A condition of a rule (ODRL IM 2.5).
package enum Constraint: Sendable {
    case comparison(Comparison)
    case logical(Connective, [Constraint], path: String)

    package var path: String {
        switch self {
        case .comparison(let comparison): comparison.path
        case .logical(_, _, let path): path
        }
    }
}

/// How a logical constraint joins its parts (ODRL IM 2.5.3).
package enum Connective: String, Sendable, CaseIterable { case and, or, xone, andSequence }

/// One comparison of a given value with the policy's value (ODRL IM 2.5.1).
package struct Comparison: Sendable {
    package let path: String
    package let left: Term
    /// As written, since an unknown operator is judged (and not satisfied), not ignored.
    package let relation: Term
    package let right: RightOperand
    /// The unit of the right operand's numbers (ODRL IM 2.5.1).
    package let unit: Term?
    /// Where the right operand would have to be fetched: never fetched, so never satisfied.
    package let reference: String?

    package let `operator`: Operator?

    init(path: String, left: Term, relation: Term, right: RightOperand, unit: Term? = nil, reference: String? = nil) {
        self.path = path
        self.left = left
        self.relation = relation
        self.right = right
        self.unit = unit
        self.reference = reference
        self.operator = Operator(relation)
    }
}

/// The twelve operators of ODRL Vocabulary 2.2, 3.16.
package enum Operator: String, Sendable, CaseIterable {
    case eq, neq, lt, lteq, gt, gteq
    case isA, hasPart, isPartOf, isAllOf, isAnyOf, isNoneOf

    init?(_ term: Term) {
        guard let match = Self.allCases.first(where: { Term($0.rawValue) == term }) else { return nil }
        self = match
    }

    var isOrder: Bool { self == .lt || self == .lteq || self == .gt || self == .gteq }
    var isEquality: Bool { self == .eq || self == .neq }
    /// Whether a list on the right is what the operator is about.
    var takesList: Bool { !isOrder && !isEquality && self != .isA }
}

/// The policy's side of a comparison: one value, or a list of at least none.
package struct RightOperand: Sendable {
    package let values: [Literal]

    var single: Literal? { values.count == 1 ? values.first : nil }
}

/// A value as written, with the type it was given.
package struct Literal: Sendable {
    package enum Datatype: Sendable, Hashable {
        /// A JSON string without a type: its meaning comes from what it is compared with.
        case plain
        case string, integer, decimal, double, boolean, dateTime, date, duration, iri
        /// A type that we cannot compare.
        case other(Term)
    }

    package let lexical: String
    package let datatype: Datatype
}

extension Literal.Datatype {
    private static let known: [(name: String, type: Self)] = [
        ("string", .string), ("boolean", .boolean), ("date", .date), ("dateTime", .dateTime),
        ("dateTimeStamp", .dateTime), ("decimal", .decimal), ("double", .double), ("float", .double),
        ("anyURI", .iri), ("integer", .integer), ("int", .integer), ("long", .integer), ("short", .integer),
        ("nonNegativeInteger", .integer), ("positiveInteger", .integer), ("duration", .duration),
        ("dayTimeDuration", .duration), ("yearMonthDuration", .duration),
    ]

    /// Reads `xsd:date` or the full XML Schema IRI.
    init(_ text: String) {
        for prefix in ["xsd:", "http://www.w3.org/2001/XMLSchema#"] where text.utf8.starts(with: prefix.utf8) {
            let local = String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
            if let match = Self.known.first(where: { $0.name.hasSameBytes(as: local) }) {
                self = match.type
                return
            }
        }
        self = .other(Term(text))
    }

    /// The written type, or nil where a plain JSON form says as much.
    var written: String? {
        switch self {
        case .plain, .iri: nil
        case .other(let term): term.curie
        default: Self.known.first { $0.type == self }.map { "xsd:" + $0.name }
        }
    }

    var isNumeric: Bool { self == .integer || self == .decimal || self == .double }
    var isTemporal: Bool { self == .dateTime || self == .date }
}
