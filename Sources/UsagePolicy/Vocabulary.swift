/// The actions and left operands of ODRL Vocabulary 2.2.
enum Vocabulary {
    static let use = Term("use")

    /// `includedIn` of ODRL22.ttl (w3c/poe): the wider action of each; `use` and `transfer` are the two roots.
    private static let includedIn: [Term: Term] = {
        var table: [Term: Term] = [
            Term("display"): Term("play"), Term("extract"): Term("reproduce"),
            Term("sell"): Term("transfer"), Term("give"): Term("transfer"),
            // Deprecated words, under the exact match that the vocabulary gives them.
            Term("write"): Term("modify"), Term("writeTo"): Term("modify"), Term("append"): Term("modify"),
            Term("appendTo"): Term("modify"), Term("copy"): Term("reproduce"), Term("pay"): Term("compensate"),
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

    static var actions: [Term] { Array(includedIn.keys) + [use, Term("transfer")] }

    static func parent(of action: Term) -> Term? { includedIn[action] }

    static func isAction(_ term: Term) -> Bool {
        includedIn[term] != nil || term == use || term == Term("transfer")
    }

    /// The action of a rule that names none, in a Set only: every action.
    static let any = Term("*")

    /// The left operands of ODRL Vocabulary 2.2, 3.15.
    static let operands: Set<Term> = Set(
        [
            "absolutePosition", "absoluteSpatialPosition", "absoluteTemporalPosition", "absoluteSize", "count",
            "dateTime", "delayPeriod", "deliveryChannel", "device", "elapsedTime", "event", "fileFormat", "industry",
            "language", "media", "meteredTime", "payAmount", "percentage", "product", "purpose", "recipient",
            "relativePosition", "relativeSpatialPosition", "relativeTemporalPosition", "relativeSize", "resolution",
            "spatial", "spatialCoordinates", "system", "systemDevice", "timeInterval", "unitOfCount", "version",
            "virtualLocation",
        ]
        .map { Term($0) }
    )

    private static let structure: Set<String> = [
        "target", "assigner", "assignee", "action", "profile", "conflict", "permission", "prohibition", "obligation",
        "duty",
        "remedy", "consequence", "constraint", "refinement", "leftOperand", "operator", "rightOperand",
        "rightOperandReference", "unit", "dataType", "inheritFrom", "source", "partOf", "uid", "Set", "Offer",
        "Agreement",
        "Policy", "perm", "prohibit", "invalid",
    ]

    /// Whether a bare word means something to us, which no document may change.
    static func isWord(_ text: String) -> Bool {
        let term = Term(literally: text)
        return structure.contains(text) || isAction(term) || operands.contains(term) || Operator(term) != nil
            || Connective(rawValue: text) != nil || PolicyMembers.functions.contains(text)
    }

    /// Operands whose plain values are numbers, and those whose plain values are durations.
    static let numeric = terms(["payAmount", "percentage", "resolution", "absoluteSize", "relativeSize"])
    static let durations = terms(["elapsedTime", "timeInterval", "delayPeriod", "meteredTime"])

    private static func terms(_ names: [String]) -> Set<Term> { Set(names.map { Term($0) }) }

    /// Left operands that the evaluator can judge without configuration.
    static let dateTime = Term("dateTime")
    static let count = Term("count")
    static let purpose = Term("purpose")
    static let spatial = Term("spatial")
    static let recipient = Term("recipient")
    static let event = Term("event")
    /// Left operands that a connector answers where the data is used.
    static let ofUse = terms(["system", "systemDevice", "virtualLocation", "elapsedTime", "timeInterval"])
}

/// What a deployment adds to ODRL: the words of its profile and where their values come from.
package struct PolicyVocabulary: Sendable {
    /// The claim that answers each left operand.
    private let claims: [Term: String]
    /// Minutes east of UTC that a profile fixes for dates without a zone (TC609: 480).
    private var zones: [Term: Int64]
    /// The wider action of each action of our own.
    private var actions: [Term: Term]
    /// Left operands of a profile, answered by the facts of the request.
    private var operands: Set<Term>
    /// Those of a profile whose plain values are numbers, or durations.
    private var numeric: Set<Term>
    private var durations: Set<Term>
    /// Other spellings → the word that the evaluator judges by.
    private var synonyms: [Term: Term] = [:]

    /// - Parameters:
    ///   - claimOperands: left operand → name of the claim about the assignee; `dateTime` and `count` cannot be mapped.
    ///   - profileZones: profile → minutes east of UTC; values beyond ±14 hours are ignored.
    ///   - actions: own action → the action that includes it.
    ///   - operands: own left operands that requests answer by facts.
    ///   - numeric: those of them that are numbers.
    ///   - durations: those of them that are durations.
    package init(
        claimOperands: [String: String] = [:],
        profileZones: [String: Int64] = [:],
        actions: [String: String] = [:],
        operands: [String] = [],
        numeric: [String] = [],
        durations: [String] = []
    ) {
        self.operands = Set(operands.map { Term($0) })
        self.numeric = Set(numeric.map { Term($0) }).union(Vocabulary.numeric)
        self.durations = Set(durations.map { Term($0) }).union(Vocabulary.durations)
        claims = Self.terms(claimOperands).filter { $0.key != Vocabulary.dateTime && $0.key != Vocabulary.count }
        zones = Self.terms(profileZones.filter { (-840...840).contains($0.value) })
        self.actions = Self.terms(actions.mapValues { Term($0) }).filter { !Vocabulary.isAction($0.key) }
    }

    private static func terms<Value>(_ table: [String: Value]) -> [Term: Value] {
        Dictionary(table.map { (Term($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// Every word of ODRL, each answered by the facts of the question.
    package static let whole = PolicyVocabulary(operands: Vocabulary.operands.map(\.name))

    var hasSynonyms: Bool { !synonyms.isEmpty }

    func canonical(_ term: Term) -> Term { synonyms[term] ?? term }

    func isZoned(_ profile: String) -> Bool { zones[Term(profile)] != nil }

    /// Adds the words of a profile.
    mutating func add(_ profile: PolicyProfile) {
        if let minutes = profile.zoneMinutes { for name in profile.names { zones[Term(name)] = minutes } }
        for (text, word) in profile.spelled {
            let own = Term((profile.prefixes.first ?? "") + word.name)
            switch word.meaning {
            case .same(let name): synonyms[Term(text)] = Term(name)
            case .action(let wider):
                actions[own] = Term(wider)
                synonyms[Term(text)] = own
            case .operand(let kind):
                operands.insert(own)
                if kind == .number { numeric.insert(own) }
                if kind == .duration { durations.insert(own) }
                synonyms[Term(text)] = own
            }
        }
    }

    mutating func add(_ words: AddedWords) {
        for (word, wider) in words.actions where !Vocabulary.isAction(Term(word)) { actions[Term(word)] = Term(wider) }
        for (word, kind) in words.operands where !Vocabulary.operands.contains(Term(word)) {
            operands.insert(Term(word))
            if kind == "number" { numeric.insert(Term(word)) }
            if kind == "duration" { durations.insert(Term(word)) }
        }
    }

    func claim(for operand: Term) -> String? { claims[operand] }

    /// Whether the operand is a word at all, be its value known or not.
    func isKnown(operand: Term) -> Bool {
        Vocabulary.operands.contains(operand) || operands.contains(operand) || claims[operand] != nil
    }

    /// What the operand's values are when a literal does not say.
    func kind(of operand: Term) -> Scalar.Kind {
        numeric.contains(operand) ? .number : durations.contains(operand) ? .duration : .any
    }

    /// Whether this deployment can say what the operand's value is.
    func isAnswerable(operand: Term) -> Bool {
        let builtIn = [
            Vocabulary.dateTime, Vocabulary.count, Vocabulary.purpose, Vocabulary.spatial, Vocabulary.recipient,
            Vocabulary.event,
        ]
        if Vocabulary.ofUse.contains(operand) { return true }
        return claims[operand] != nil || builtIn.contains(operand) || operands.contains(operand)
    }

    var ownActions: [Term] { Array(actions.keys) }

    /// Whether an action is a word of ODRL, of a profile or of the deployment, in whatever spelling.
    package func knows(action: String) -> Bool { isKnown(action: canonical(Term(action))) }

    func isKnown(action: Term) -> Bool { Vocabulary.isAction(action) || actions[action] != nil }

    /// Whether doing `action` falls under a rule about `wider`; nil when either word is unknown.
    func includes(_ wider: Term, _ action: Term) -> Bool? {
        if wider == Vocabulary.any { return true }
        let action = canonical(action)
        guard isKnown(action: wider), isKnown(action: action) else { return nil }
        if wider == action { return true }
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
