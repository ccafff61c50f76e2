package import DataspaceProtocol
package import Primitives

/// Whose use is counted, and of what: the five parts of a usage history.
package struct UsageKey: Sendable, Equatable {
    package let agreement: String
    /// Our own role: a consumer counts what is used, a provider what it delivers.
    package let role: Role
    /// A participant, or an application of one.
    package let subject: String
    package let action: String
    package let target: String

    package init(agreement: String, role: Role, subject: String, action: String, target: String) {
        self.agreement = agreement
        self.role = role
        self.subject = subject
        self.action = action
        self.target = target
    }
}

/// What an act takes from an agreement, written down before the act.
///
/// It counts from the moment it is written. `settled` keeps what was really used; `returned` was given back, because the
/// act never took place. One that a crash left open counts as used in full; `UsageReconciliation` closes it so.
package struct UsageReservation: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable {
        case open = "OPEN", settled = "SETTLED", returned = "RETURNED"
    }

    /// Chosen by whoever reserves: the same identifier never counts twice.
    package let id: String
    package let key: UsageKey
    package let moment: UsageMoment
    package let process: String?
    /// 1 when the act is a use as the agreement counts them, else 0.
    package let uses: Int64
    /// Bytes reserved, and after settling bytes used.
    package let volume: Int64
    package let state: State
    package let at: Instant

    /// The reservation that a transfer holds from its first start on.
    package static func id(ofTransfer transfer: String) -> String { "transfer:" + transfer }
}

/// What was used so far under one key, for people and for limits.
package struct UsageTotal: Sendable, Equatable {
    /// Names the row for paging.
    let id: Int64
    package let key: UsageKey
    package let peer: String
    package let uses: Int64
    package let accesses: Int64
    package let volume: Int64
    package let refused: Int64
    /// Uses that are reserved and not settled.
    package let open: Int64
    package let first: Instant
    package let last: Instant
    /// Why the last refusal was one, in both languages; nil when nothing was refused yet.
    package let refusal: JSONValue?
    /// Why the agreement is frozen; nil when it is not.
    package let frozen: String?

    package var json: JSONValue {
        [
            "agreement": .string(key.agreement), "role": .string(key.role.rawValue), "peer": .string(peer),
            "subject": .string(key.subject), "action": .string(key.action), "target": .string(key.target),
            "uses": .integer(uses), "accesses": .integer(accesses), "bytes": .integer(volume),
            "refused": .integer(refused), "open": .integer(open), "first": .string(first.description),
            "last": .string(last.description), "refusal": refusal ?? .null,
            "frozen": .optional(frozen) ?? .null,
        ]
    }
}
