package import Primitives

/// Reads a pack from JSON, strictly: unknown members, wrong types and empty texts are refused with their path.
extension Pack {
    static let schema = "sluice-pack/1"

    private static let members: Set<String> = [
        "schema", "id", "version", "jurisdiction", "title", "citation", "sources", "effective", "zone", "calendar",
        "extends", "applies", "fallback", "survives", "parameters", "roles", "facts", "attachments", "refusals",
        "documents", "credentials", "numbers", "panels", "obligations", "tables", "matrices", "procedures", "gates",
        "worksheets", "scorecards", "counters", "tightens",
    ]

    package init(_ file: EmbeddedRules.File) throws(DecodingProblem) {
        let value = try RuleText.json(file)
        do {
            try self.init(try JSONFields(value))
        } catch {
            throw DecodingProblem(path: "\(file.path): \(error.path)", message: error.message)
        }
    }

    private init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(Self.members)
        guard try fields.string("schema") == Self.schema else {
            throw fields.problem("schema", "must be \(Self.schema)")
        }
        id = try fields.word("id")
        version = try fields.word("version")
        jurisdiction = try fields.word("jurisdiction")
        title = try fields.bilingual("title")
        citation = try fields.nonEmpty("citation")
        sources = try fields.list("sources") { field throws(DecodingProblem) in try Source(field) }
        let validity = try fields.fields("effective")
        effective = try Period(validity)
        effectiveBasis = try Parameter.basis(validity)
        effectiveCite = try validity.nonEmpty("cite")
        zoneMinutes = try Self.zone(fields)
        calendar = try fields.word("calendar")
        extends = try fields.optionalWord("extends")
        applies = try fields.optionalFields("applies").map { field throws(DecodingProblem) in try Applicability(field) }
        fallback = try fields.optionalFields("fallback").map { field throws(DecodingProblem) in try Fallback(field) }
        survives = try fields.list("survives") { field throws(DecodingProblem) in try Survivor(field) }
        try readWords(fields)
        try readRules(fields)
        origins = parameters.mapValues { [id] _ in id }
    }

    private mutating func readWords(_ fields: JSONFields) throws(DecodingProblem) {
        parameters = try fields.dictionary("parameters") { _, field throws(DecodingProblem) in try Parameter(field) }
        roles = try fields.dictionary("roles") { _, field throws(DecodingProblem) in try Bilingual(field) }
        facts = try fields.dictionary("facts") { name, field throws(DecodingProblem) in
            try FactDeclaration(name: name, field)
        }
        attachments = try fields.dictionary("attachments") { _, field throws(DecodingProblem) in try Bilingual(field) }
        refusals = try fields.dictionary("refusals") { _, field throws(DecodingProblem) in try RefusalRule(field) }
        documents = try fields.dictionary("documents") { _, field throws(DecodingProblem) in try DocumentRule(field) }
        credentials = try fields.dictionary("credentials") { _, field throws(DecodingProblem) in
            try CredentialRule(field)
        }
        numbers = try fields.dictionary("numbers") { _, field throws(DecodingProblem) in try NumberRule(field) }
        panels = try fields.dictionary("panels") { _, field throws(DecodingProblem) in try PanelRule(field) }
        obligations = try fields.dictionary("obligations") { _, field throws(DecodingProblem) in
            try ObligationRule(field)
        }
    }

    private mutating func readRules(_ fields: JSONFields) throws(DecodingProblem) {
        let facts = facts
        tables = try fields.dictionary("tables") { _, field throws(DecodingProblem) in
            try DecisionTable(field, facts: facts)
        }
        matrices = try fields.dictionary("matrices") { _, field throws(DecodingProblem) in try Matrix(field) }
        procedures = try fields.dictionary("procedures") { name, field throws(DecodingProblem) in
            try Procedure(id: name, field)
        }
        gates = try fields.list("gates") { field throws(DecodingProblem) in try GateRule(field) }
        worksheets = try fields.dictionary("worksheets") { _, field throws(DecodingProblem) in try Worksheet(field) }
        scorecards = try fields.dictionary("scorecards") { _, field throws(DecodingProblem) in try Scorecard(field) }
        counters = try fields.dictionary("counters") { _, field throws(DecodingProblem) in try CounterRule(field) }
        tightens = try fields.list("tightens") { field throws(DecodingProblem) in try Tightening(field) }
    }

    private static func zone(_ fields: JSONFields) throws(DecodingProblem) -> Int {
        let text = try fields.string("zone")
        // One reader for zones: an instant at that offset differs from Greenwich by it.
        guard text.utf8.count == 6, let there = Instant("1970-01-02T00:00:00\(text)"),
            let here = Instant("1970-01-02T00:00:00Z")
        else { throw fields.problem("zone", "must be an offset such as +08:00") }
        return Int((here.milliseconds - there.milliseconds) / 60_000)
    }
}

extension JSONFields {
    /// An identifier of the pack language.
    func word(_ key: String) throws(DecodingProblem) -> String {
        let word = try string(key)
        guard PackWords.isIdentifier(word) else { throw problem(key, "must be an identifier") }
        return word
    }

    func optionalWord(_ key: String) throws(DecodingProblem) -> String? {
        guard optional(key) != nil else { return nil }
        return try word(key)
    }

    /// An array of objects; absent means empty.
    func list<Value>(
        _ key: String,
        _ read: (JSONFields) throws(DecodingProblem) -> Value
    ) throws(DecodingProblem) -> [Value] {
        var values: [Value] = []
        for (index, element) in (try optionalArray(key) ?? []).enumerated() {
            guard index < PackWords.longestList else { throw problem(key, "holds more than \(PackWords.longestList)") }
            values.append(try read(try JSONFields(element, path: problem("\(key)[\(index)]", "").path)))
        }
        return values
    }

    /// An object of named objects; absent means empty.
    func dictionary<Value>(
        _ key: String,
        _ read: (String, JSONFields) throws(DecodingProblem) -> Value
    ) throws(DecodingProblem) -> [String: Value] {
        guard let members = try optionalFields(key) else { return [:] }
        guard members.object.members.count <= PackWords.longestList else {
            throw problem(key, "holds more than \(PackWords.longestList)")
        }
        var values: [String: Value] = [:]
        for member in members.object.members {
            guard PackWords.isIdentifier(member.key) else { throw members.problem(member.key, "is no identifier") }
            values[member.key] = try read(member.key, try members.fields(member.key))
        }
        return values
    }

    func expression(_ key: String) throws(DecodingProblem) -> Expression {
        do {
            return try Expression(try nonEmpty(key))
        } catch let problem as ExpressionProblem {
            throw self.problem(key, problem.description)
        } catch {
            throw problem(key, "\(error)")
        }
    }

    func optionalExpression(_ key: String) throws(DecodingProblem) -> Expression? {
        guard optional(key) != nil else { return nil }
        return try expression(key)
    }

    /// A whole number, or `$name` of a parameter.
    func count(_ key: String) throws(DecodingProblem) -> Count {
        if let text = try value(key).stringValue {
            guard text.hasPrefix("$"), PackWords.isIdentifier(String(text.dropFirst())) else {
                throw problem(key, "must be a whole number or the name of a parameter such as $days")
            }
            return .parameter(String(text.dropFirst()))
        }
        return .fixed(Int(try integer(key, in: 0...Int64(WorkCalendar.longestCount))))
    }

    func unit(_ key: String) throws(DecodingProblem) -> TimeUnit {
        guard let unit = TimeUnit(rawValue: try string(key)) else {
            throw problem(key, "must be one of \(TimeUnit.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return unit
    }
}
