package import Primitives

/// The state of one case, as a value.
package struct CaseRecord: Sendable {
    package let id: String
    package let procedure: String
    package let parent: String?
    /// The places of its sub-cases in their file.
    var children: [Int] = []
    package internal(set) var state: String = Procedure.new
    package internal(set) var facts: [String: FactValue] = [:]
    package internal(set) var attachments: [String: String] = [:]
    package internal(set) var entered: [String: CivilDate] = [:]
    package internal(set) var documents: [IssuedDocument] = []
    package internal(set) var credentials: [IssuedCredential] = []
    package internal(set) var timers: [RunningTimer] = []
    package internal(set) var panels: [String: Panel] = [:]
    /// Who took each step, in order: four eyes and once-only steps look here.
    package internal(set) var takers: [String: [String]] = [:]
    package internal(set) var isClosed = false
    /// The day of its first step.
    package internal(set) var opened: CivilDate?

    init(id: String, procedure: String, parent: String?) {
        self.id = id
        self.procedure = procedure
        self.parent = parent
    }
}

/// A paper that was issued, and when it was served.
package struct IssuedDocument: Sendable, Equatable {
    package let kind: String
    package let number: String
    package let issued: CivilDate
    package internal(set) var served: CivilDate?
}

/// A credential that was issued: who holds what until when.
package struct IssuedCredential: Sendable, Equatable {
    package enum Status: String, Sendable, CaseIterable {
        case valid, suspended, revoked, expired
        /// It has served its purpose.
        case discharged

        /// Whether it may still change: what is revoked, expired or discharged stays so.
        var isOpen: Bool { self == .valid || self == .suspended }
    }

    package let kind: String
    package let number: String
    package let from: CivilDate
    package internal(set) var through: CivilDate?
    package internal(set) var status: Status
    package internal(set) var claims: [String: FactValue]

    package var json: JSONValue {
        var claimed = JSONObject()
        for (name, value) in claims.sorted(by: { $0.key < $1.key }) { claimed[name] = value.json }
        return [
            "kind": .string(kind), "number": .string(number), "from": .string(from.description),
            "through": .optional(through?.description), "status": .string(status.rawValue), "claims": .object(claimed),
        ]
    }
}

/// A clock that runs in a case.
package struct RunningTimer: Sendable {
    package let rule: TimerRule
    /// The state whose entry started it.
    let state: String
    var started: Instant
    /// The end of its last day; nil while what starts it has not happened, or while it is stopped.
    package internal(set) var due: Instant?
    package internal(set) var isProvisional = false
    /// Working days, or milliseconds, left when it was stopped.
    var left: Int64?
    /// A missed deadline is reported once.
    var isReported = false
}

/// A panel drawn for a case.
package struct Panel: Sendable, Equatable {
    package let seed: String
    /// Everybody who may sit, in the order of the draw; the first seats sit, the others replace.
    package internal(set) var order: [String]
    package let seats: Int
    package internal(set) var recused: [String] = []
    package internal(set) var votes: [String: String] = [:]

    package var members: [String] { Array(order.filter { !recused.contains($0) }.prefix(seats)) }

    func votes(for word: String) -> Int { members.count { votes[$0] == word } }
}
