import Primitives

extension Scorecard {
    /// Questions nest this deep at most; real trees have four levels.
    static let deepest = 8

    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["title", "cite", "nodes", "levels", "examples"])
        title = try fields.bilingual("title")
        cite = try fields.nonEmpty("cite")
        nodes = try fields.list("nodes") { field throws(DecodingProblem) in try Node(field, depth: 1) }
        levels = try fields.list("levels") { field throws(DecodingProblem) in try Level(field) }
        examples = try fields.list("examples") { field throws(DecodingProblem) in try Example(field) }
        guard !nodes.isEmpty else { throw fields.problem("nodes", "must not be empty") }
    }
}

extension Scorecard.Example {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["with", "score", "level"])
        answers = try fields.fields("with").object
        guard let score = FactValue(try fields.value("score"), kind: .number)?.numberValue else {
            throw fields.problem("score", "must be a number")
        }
        self.score = score
        // An example that opens no level says so with `null`.
        _ = try fields.value("level")
        level = try fields.optionalWord("level")
    }
}

extension Scorecard.Level {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["id", "label", "if", "cite"])
        id = try fields.word("id")
        label = try fields.bilingual("label")
        condition = try fields.expression("if")
        cite = try fields.nonEmpty("cite")
    }
}

extension Scorecard.Node {
    init(_ fields: JSONFields, depth: Int) throws(DecodingProblem) {
        try fields.allowOnly(["id", "label", "points", "children", "fact", "scale"])
        guard depth <= Scorecard.deepest else { throw fields.problem("id", "is nested too deeply") }
        id = try fields.word("id")
        label = try fields.bilingual("label")
        guard let points = FactValue(try fields.value("points"), kind: .number)?.numberValue, points > .zero else {
            throw fields.problem("points", "must be a number above zero")
        }
        self.points = points
        if fields.optional("children") != nil {
            guard fields.optional("fact") == nil, fields.optional("scale") == nil else {
                throw fields.problem("fact", "belongs to a leaf, not to a branch")
            }
            kind = .branch(
                try fields.list("children") { field throws(DecodingProblem) in
                    try Scorecard.Node(field, depth: depth + 1)
                }
            )
        } else {
            kind = .leaf(fact: try fields.word("fact"), try Scorecard.Scale(try fields.fields("scale")))
        }
    }
}

extension Scorecard.Scale {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["single", "multiple", "bands", "direct"])
        guard fields.object.keys.count == 1 else {
            throw DecodingProblem(path: fields.path, message: "must have one member, the kind of scale")
        }
        if fields.optional("single") != nil {
            self = .single(try Self.shares(try fields.fields("single")))
        } else if fields.optional("multiple") != nil {
            self = .multiple(try Self.shares(try fields.fields("multiple")))
        } else if fields.optional("bands") != nil {
            self = .banded(try fields.list("bands") { field throws(DecodingProblem) in try Scorecard.Band(field) })
        } else {
            self = .direct
        }
    }

    private static func shares(_ fields: JSONFields) throws(DecodingProblem) -> [String: ExactDecimal] {
        var shares: [String: ExactDecimal] = [:]
        for member in fields.object.members {
            shares[member.key] = try Scorecard.Band.percent(fields, member.key)
        }
        guard !shares.isEmpty else { throw DecodingProblem(path: fields.path, message: "must not be empty") }
        return shares
    }
}

extension Scorecard.Band {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["over", "share"])
        guard let over = FactValue(try fields.value("over"), kind: .number)?.numberValue else {
            throw fields.problem("over", "must be a number")
        }
        self.over = over
        share = try Self.percent(fields, "share")
    }

    static func percent(_ fields: JSONFields, _ key: String) throws(DecodingProblem) -> ExactDecimal {
        guard let share = FactValue(try fields.value(key), kind: .number)?.numberValue, share >= .zero,
            share <= ExactDecimal(100)
        else { throw fields.problem(key, "must be a share from 0 to 100") }
        return share
    }
}
