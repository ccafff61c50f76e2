import Primitives

extension Procedure {
    init(id: String, _ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["title", "cite", "parents", "states", "transitions"])
        self.id = id
        title = try fields.bilingual("title")
        cite = try fields.nonEmpty("cite")
        parents = try fields.optionalWords("parents")
        states = try fields.list("states") { field throws(DecodingProblem) in try State(field) }
        transitions = try fields.list("transitions") { field throws(DecodingProblem) in try Transition(field) }
        guard !states.isEmpty, Set(states.map(\.id)).count == states.count else {
            throw fields.problem("states", "must be some states with different ids")
        }
    }
}

extension Procedure.State {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["id", "label", "final", "keeps", "timers"])
        id = try fields.word("id")
        guard id != Procedure.new else { throw fields.problem("id", "must not be `new`, the state before any step") }
        label = try fields.bilingual("label")
        isFinal = try fields.optionalBool("final") ?? false
        keeps = try fields.optionalWords("keeps")
        timers = try fields.list("timers") { field throws(DecodingProblem) in try TimerRule(field) }
        guard Set(timers.map(\.id)).count == timers.count else {
            throw fields.problem("timers", "must have different ids")
        }
    }
}

extension TimerRule {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly([
            "id", "label", "cite", "who", "n", "unit", "on", "from", "until", "event", "pausedBy",
        ])
        id = try fields.word("id")
        label = try fields.bilingual("label")
        cite = try fields.nonEmpty("cite")
        who = try fields.word("who")
        length = try Self.length(fields)
        start = try Self.start(fields)
        until = try fields.optionalWord("until")
        event = try fields.optionalWord("event")
        pausedBy = try fields.optionalWords("pausedBy")
        if case .yearly = length, until == nil || event != nil {
            throw fields.problem("on", "is a duty that returns each year: it needs `until` and raises no event")
        }
    }

    private static func length(_ fields: JSONFields) throws(DecodingProblem) -> Length {
        guard let day = try fields.optionalNonEmpty("on") else {
            return .count(try fields.count("n"), try fields.unit("unit"))
        }
        // A leap year has every month and day that can be named.
        guard fields.optional("n") == nil, fields.optional("unit") == nil, let date = CivilDate("2024-\(day)") else {
            throw fields.problem("on", "must be a month and day such as 03-31, without n and unit")
        }
        return .yearly(month: date.parts.month, day: date.parts.day)
    }

    private static func start(_ fields: JSONFields) throws(DecodingProblem) -> Start {
        let text = try fields.string("from")
        if text == "entered" { return .entered }
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, PackWords.isIdentifier(parts[1]) else {
            throw fields.problem("from", "must be entered, served.…, fact.… or expiry.…")
        }
        switch parts[0] {
        case "served": return .served(parts[1])
        case "fact": return .fact(parts[1])
        case "expiry": return .expiry(parts[1])
        default: throw fields.problem("from", "must be entered, served.…, fact.… or expiry.…")
        }
    }
}

extension Procedure.Transition {
    private static let members: Set<String> = [
        "event", "label", "cite", "from", "to", "by", "when", "fields", "optional", "attachments", "presents",
        "require", "once", "otherThan", "window", "whileParent", "effects",
    ]

    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(Self.members)
        event = try fields.word("event")
        label = try fields.bilingual("label")
        cite = try fields.nonEmpty("cite")
        from = try fields.words("from", maximum: PackWords.longestList)
        // Staying is said, so that a state left out by mistake is found.
        to = try fields.string("to") == "=" ? nil : try fields.word("to")
        by = try fields.words("by", maximum: PackWords.longestList)
        when = try fields.optionalExpression("when")
        self.fields = try fields.optionalWords("fields")
        optional = try fields.optionalWords("optional")
        attachments = try fields.optionalWords("attachments")
        presents = try fields.optionalWords("presents")
        require = try fields.list("require") { field throws(DecodingProblem) in try Procedure.Guard(field) }
        once = try fields.optionalWord("once")
        otherThan = try fields.optionalWords("otherThan")
        window = try fields.optionalFields("window").map { field throws(DecodingProblem) in
            try Procedure.Window(field)
        }
        whileParent = try fields.optionalWords("whileParent")
        effects = try fields.list("effects") { field throws(DecodingProblem) in try Effect(field) }
        guard !from.isEmpty, !by.isEmpty else { throw fields.problem("from", "and `by` must not be empty") }
    }
}

extension Procedure.Window {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["credential", "n", "unit", "else"])
        credential = try fields.word("credential")
        count = try fields.count("n")
        unit = try fields.unit("unit")
        refusal = try fields.word("else")
    }
}

extension Effect {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        guard let name = fields.object.keys.first, fields.object.keys.count == 1 else {
            throw DecodingProblem(path: fields.path, message: "must have one member, the kind of effect")
        }
        switch name {
        case "document": self = .document(try fields.word(name))
        case "issue": self = .issue(try fields.word(name))
        case "renew": self = .renew(try fields.word(name))
        case "update": self = .update(try fields.word(name))
        case "suspend": self = .suspend(try fields.word(name))
        case "restore": self = .restore(try fields.word(name))
        case "revoke": self = .revoke(try fields.word(name))
        case "expire": self = .expire(try fields.word(name))
        case "discharge": self = .discharge(try fields.word(name))
        case "publish": self = .publish(try fields.words(name, maximum: PackWords.longestList))
        case "parent": self = .parent(try fields.word(name))
        case "set":
            let assignment = try fields.fields(name)
            try assignment.allowOnly(["fact", "to"])
            self = .set(try assignment.word("fact"), try assignment.expression("to"))
        case "draw": self = .draw(try fields.word(name))
        case "recuse": self = .recuse(try fields.word(name))
        case "vote": self = .vote(try fields.word(name))
        default: throw fields.problem(name, "is no effect")
        }
    }
}
