/// The actions and left operands of ODRL Vocabulary 2.2.
enum Vocabulary {
    static let use = Term("use")

    /// `includedIn` of ODRL22.ttl (w3c/poe): the wider action of each; `use` and `transfer` are the two roots.
    private static let includedIn: [Term: Term] = {
        var table: [Term: Term] = [
            Term("display"): Term("play"), Term("extract"): Term("reproduce"),
            Term("sell"): Term("transfer"), Term("give"): Term("transfer"),
        ]
        let underUse = [
            "acceptTracking", "aggregate", "annotate", "anonymize", "archive", "attribute", "compensate",
            "concurrentUse", "delete", "derive", "digitize", "distribute", "ensureExclusivity", "execute", "grantUse",
            "include", "index", "inform", "install", "modify", "move", "nextPolicy", "obtainConsent", "play", "present",
            "print", "read", "reproduce", "reviewPolicy", "stream", "synchronize", "textToSpeech", "transform",
            "translate", "uninstall", "watermark",
        ]
        for name in underUse { table[Term(name)] = use }
        return table
    }()

    static func parent(of action: Term) -> Term? { includedIn[action] }

    static func isAction(_ term: Term) -> Bool {
        includedIn[term] != nil || term == use || term == Term("transfer")
    }

    /// Left operands that the evaluator can judge without configuration.
    static let dateTime = Term("dateTime")
    static let count = Term("count")
    static let purpose = Term("purpose")
    static let spatial = Term("spatial")
    static let recipient = Term("recipient")
    static let event = Term("event")
}

/// What a deployment adds to ODRL: the words of its profile and where their values come from.
package struct PolicyVocabulary: Sendable {
    /// The claim that answers each left operand.
    private let claims: [Term: String]
    /// Minutes east of UTC that a profile fixes for dates without a zone (TC609: 480).
    private let zones: [Term: Int64]
    /// The wider action of each action of our own.
    private let actions: [Term: Term]

    /// - Parameters:
    ///   - claimOperands: left operand → name of the claim about the assignee; `dateTime` and `count` cannot be mapped.
    ///   - profileZones: profile → minutes east of UTC; values beyond ±14 hours are ignored.
    ///   - actions: own action → the action that includes it.
    package init(
        claimOperands: [String: String] = [:],
        profileZones: [String: Int64] = [:],
        actions: [String: String] = [:]
    ) {
        claims = Self.terms(claimOperands).filter { $0.key != Vocabulary.dateTime && $0.key != Vocabulary.count }
        zones = Self.terms(profileZones.filter { (-840...840).contains($0.value) })
        self.actions = Self.terms(actions.mapValues { Term($0) }).filter { !Vocabulary.isAction($0.key) }
    }

    private static func terms<Value>(_ table: [String: Value]) -> [Term: Value] {
        Dictionary(table.map { (Term($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    func claim(for operand: Term) -> String? { claims[operand] }

    func isKnown(operand: Term) -> Bool {
        let builtIn = [
            Vocabulary.dateTime, Vocabulary.count, Vocabulary.purpose, Vocabulary.spatial, Vocabulary.recipient,
            Vocabulary.event,
        ]
        return claims[operand] != nil || builtIn.contains(operand)
    }

    func isKnown(action: Term) -> Bool { Vocabulary.isAction(action) || actions[action] != nil }

    /// Whether doing `action` falls under a rule about `wider`; nil when either word is unknown.
    func includes(_ wider: Term, _ action: Term) -> Bool? {
        guard isKnown(action: wider), isKnown(action: action) else { return nil }
        var step: Term? = action
        // The bound ends cycles that a configuration may hold.
        for _ in 0...(actions.count + 4) {
            guard let current = step else { return false }
            if current == wider { return true }
            step = Vocabulary.parent(of: current) ?? actions[current]
        }
        return false
    }

    /// The one zone that a policy's profiles fix; nil when none or several do.
    func zoneMinutes(of policy: Policy) -> Int64? {
        let found = Set(policy.profiles.compactMap { zones[Term($0)] })
        return found.count == 1 ? found.first : nil
    }
}
