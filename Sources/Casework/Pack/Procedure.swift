import Primitives

/// One procedure of a pack: its states, and every step that may be taken from them.
package struct Procedure: Sendable {
    package let id: String
    package let title: Bilingual
    package let cite: String
    /// The procedures whose cases it attaches to; none means it stands alone.
    package let parents: [String]
    package let states: [State]
    package var transitions: [Transition]

    /// The state before the first step; no pack may declare it.
    package static let new = "new"

    package func state(_ id: String) -> State? { states.first { $0.id == id } }

    /// Whether a step can be taken from a state, or from one that comes after it.
    func reaches(_ event: String, from state: String) -> Bool {
        var seen: Set<String> = [state]
        var open = [state]
        while let state = open.popLast() {
            for step in transitions where step.from.contains(state) {
                if step.event == event { return true }
                if let next = step.to, seen.insert(next).inserted { open.append(next) }
            }
        }
        return false
    }

    package struct State: Sendable {
        package let id: String
        package let label: Bilingual
        package let isFinal: Bool
        /// Credentials that outlive a case which ends here, such as the voucher of a trade.
        package let keeps: [String]
        package let timers: [TimerRule]
    }

    package struct Transition: Sendable {
        package let event: String
        package let label: Bilingual
        package let cite: String
        package let from: [String]
        /// The next state; nil stays, and clocks run on.
        package let to: String?
        package let by: [String]
        /// Chooses among steps of the same event; the first that holds is taken.
        package let when: Expression?
        package var fields: [String]
        package let optional: [String]
        package var attachments: [String]
        package let presents: [String]
        package var require: [Guard]
        /// The refusal for a second time, when the step may be taken once only.
        package let once: String?
        /// Steps whose actor must be somebody else (four eyes).
        package let otherThan: [String]
        package let window: Window?
        /// States of the parent case in which this one may open.
        package let whileParent: [String]
        package let effects: [Effect]
    }

    /// A condition and the refusal when it does not hold or is not known.
    package struct Guard: Sendable {
        package let condition: Expression
        package let refusal: String
    }

    /// A step allowed only in the last days of a credential.
    package struct Window: Sendable {
        package let credential: String
        package let count: Count
        package let unit: TimeUnit
        package let refusal: String
    }

    /// The actor for steps that the clock or another case takes.
    package static let system = "system"
}

/// A clock that starts in a state.
package struct TimerRule: Sendable {
    package enum Start: Sendable, Equatable {
        /// When the state was entered.
        case entered
        /// When a document was served.
        case served(String)
        /// On a date that is a fact of the case.
        case fact(String)
        /// On the last day of a credential.
        case expiry(String)
    }

    package enum Length: Sendable, Equatable {
        case count(Count, TimeUnit)
        /// Every year on a month and day.
        case yearly(month: Int, day: Int)
    }

    package let id: String
    package let label: Bilingual
    package let cite: String
    package let who: String
    package let length: Length
    package let start: Start
    /// The step that ends it; without one it ends with the state.
    package let until: String?
    /// The step it takes when it ends; without one it only reports that a deadline was missed.
    package let event: String?
    /// Sub-cases that stop it while they are open.
    package let pausedBy: [String]
}

/// What a step does besides changing the state.
package enum Effect: Sendable, Equatable {
    case document(String)
    case issue(String)
    /// Prolongs a credential from the day after its end.
    case renew(String)
    /// Lets a credential say what the case says now, as after a change of the holder.
    case update(String)
    case suspend(String)
    case restore(String)
    case revoke(String)
    case expire(String)
    /// Ends a credential that has served its purpose, as repayment ends a pledge.
    case discharge(String)
    case publish([String])
    /// Takes a step in the parent case.
    case parent(String)
    case set(String, Expression)
    case draw(String)
    case recuse(String)
    case vote(String)
}

/// A provincial or other addition to one step of the pack it extends.
package struct Tightening: Sendable {
    package let procedure: String
    package let event: String
    package let cite: String
    package let fields: [String]
    package let attachments: [String]
    package let require: [Procedure.Guard]
}

/// One rule of a gate: when it is about the act, what must hold, and what refuses or remains owed.
package struct GateRule: Sendable {
    /// The moments at which the data space asks.
    package enum Gate: String, Sendable, CaseIterable {
        case publish, negotiate, agree, transferStart, lifecycle
    }

    package let id: String
    package let gate: Gate
    package let cite: String
    package let when: Expression?
    package let require: Expression?
    package let refusal: String?
    package let obligations: [String]
    /// Whether it is still asked after the pack has lapsed, as the keeping of archives is.
    package let outlives: Bool
    /// Worked examples; the check asks them again.
    let examples: [Example]

    /// An act on a day, and what the rule says of it.
    struct Example: Sendable {
        let date: CivilDate
        let facts: JSONObject
        let says: GateDecision.Step.Result
    }
}
