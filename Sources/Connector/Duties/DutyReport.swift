import DataspaceProtocol
import Primitives
import UsagePolicy

/// What the other party says of its duties, as it came; what is read of it was checked for its form.
struct DutyReport: Sendable {
    static let type = "sluice:DutyReport"
    /// Duties that one report names.
    private static let mostDuties = 1_000

    let document: JSONValue
    let agreement: String
    /// The sender's role in the agreement.
    let role: Role
    let sequence: Int64

    init(_ json: JSONValue) throws(DecodingProblem) {
        document = json
        let fields = try JSONFields(json, path: "report")
        agreement = try fields.identifier("agreement")
        guard let role = Role(rawValue: try fields.identifier("role")) else {
            throw fields.problem("role", "must be `provider` or `consumer`")
        }
        self.role = role
        sequence = try fields.integer("sequence", in: 0...Int64.max)
        let duties = try fields.array("duties")
        guard duties.count <= Self.mostDuties else { throw fields.problem("duties", "has too many elements") }
        for duty in duties {
            let duty = try JSONFields(duty, path: "report.duties")
            for name in ["path", "action", "state"] { _ = try duty.identifier(name) }
        }
        for path in try fields.array("outstanding") where path.stringValue == nil {
            throw fields.problem("outstanding", "must be a list of strings")
        }
    }

    static func write(
        id: String,
        _ agreement: Agreement,
        from us: String,
        sequence: Int64,
        _ duties: [Duty],
        outstanding: [String],
        at now: Instant
    ) -> JSONValue {
        let isProvider = agreement.role == .provider
        return [
            "@type": .string(type), "@id": .string(id), "agreement": .string(agreement.id),
            "role": .string(agreement.role.rawValue), "provider": .string(isProvider ? us : agreement.peer),
            "consumer": .string(isProvider ? agreement.peer : us), "sequence": .integer(sequence),
            "duties": .array(duties.map(\.told)), "outstanding": .strings(outstanding),
            "reported": .string(now.description),
        ]
    }
}

/// The newest report of the other party.
struct KnownDutyReport: Sendable {
    let document: JSONValue
    let checked: String
    let received: Instant

    var duties: [JSONValue] { document["duties"]?.arrayValue ?? [] }
    var outstanding: [String] { (document["outstanding"]?.arrayValue ?? []).compactMap(\.stringValue) }
}

extension Duty {
    /// What the other party learns of a duty: neither what people wrote nor why an address did not answer.
    fileprivate var told: JSONValue {
        [
            "id": .string(id), "path": .string(path), "transfer": process.isEmpty ? nil : .string(delivery),
            "action": .string(action), "state": .string(state.rawValue), "deontic": .optional(deontic?.rawValue),
            "becauseOf": .optional(parent), "deadline": .optional(deadline?.description),
            "attempts": .integer(attempts), "breached": .optional(breached?.description),
            "created": .string(created.description), "updated": .string(updated.description),
        ]
    }
}
