import Primitives

extension Pack.Source {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["key", "title", "extent"])
        key = try fields.word("key")
        title = try fields.nonEmpty("title")
        extent = try fields.string("extent")
        guard ["full", "part", "press"].contains(extent) else {
            throw fields.problem("extent", "must be full, part or press")
        }
    }
}

extension Period {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["from", "to", "basis", "cite"])
        from = try fields.date("from")
        to = try fields.optionalDate("to")
        if let to, to < from { throw fields.problem("to", "is before `from`") }
    }
}

extension Pack.Applicability {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["place", "sector", "within"])
        isSector = fields.optional("sector") != nil
        guard isSector != (fields.optional("place") != nil) else {
            throw fields.problem("place", "or `sector` names what decides, one of them")
        }
        place = try fields.word(isSector ? "sector" : "place")
        within = try fields.word("within")
    }
}

extension Pack.Fallback {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["pack", "note"])
        pack = try fields.word("pack")
        note = try fields.bilingual("note")
    }
}

extension Pack.Survivor {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["duty", "cite"])
        duty = try fields.bilingual("duty")
        cite = try fields.nonEmpty("cite")
    }
}

extension Parameter {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["value", "basis", "cite", "label", "stricter", "unit"])
        let basis = try Self.basis(fields)
        let value = try fields.value("value")
        // Numbers come first: a decimal in quotes is a number, never a text.
        let read = [FactKind.number, .date, .flag, .list, .text].lazy.compactMap { FactValue(value, kind: $0) }.first
        guard let read, read != .unknown else { throw fields.problem("value", "must be a value") }
        self.value = read
        self.basis = basis
        cite = try fields.nonEmpty("cite")
        label = try fields.bilingual("label")
        stricter = try Self.direction(fields)
        unit = try Self.unit(fields)
        guard (stricter != nil) == (read.numberValue != nil) else {
            throw fields.problem("stricter", "belongs to a number, and a number needs it: lower, higher or none")
        }
        if unit != nil, read.numberValue == nil { throw fields.problem("unit", "belongs to a number") }
    }

    static func basis(_ fields: JSONFields) throws(DecodingProblem) -> Basis {
        guard let basis = Basis(rawValue: try fields.string("basis")) else {
            throw fields.problem("basis", "must be one of \(Basis.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return basis
    }

    private static func direction(_ fields: JSONFields) throws(DecodingProblem) -> Direction? {
        guard let word = try fields.optionalNonEmpty("stricter") else { return nil }
        guard let direction = Direction(rawValue: word) else {
            throw fields.problem("stricter", "must be lower, higher or none")
        }
        return direction
    }

    private static func unit(_ fields: JSONFields) throws(DecodingProblem) -> Measure? {
        guard fields.optional("unit") != nil else { return nil }
        return try fields.string("unit") == "percent" ? .percent : .time(try fields.unit("unit"))
    }
}

extension RefusalRule {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["text", "cite", "remedy"])
        text = try fields.bilingual("text")
        cite = try fields.nonEmpty("cite")
        remedy = try fields.bilingual("remedy")
    }
}

extension DocumentRule {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["label", "cite", "servedBy"])
        label = try fields.bilingual("label")
        cite = try fields.nonEmpty("cite")
        servedBy = try fields.optionalWords("servedBy")
    }
}

extension CredentialRule {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["label", "cite", "claims", "valid", "number"])
        label = try fields.bilingual("label")
        cite = try fields.nonEmpty("cite")
        claims = try fields.words("claims", maximum: PackWords.longestList)
        valid = try fields.optionalFields("valid").map { field throws(DecodingProblem) in
            try field.allowOnly(["n", "unit", "from", "notAfter"])
            return Validity(
                count: try field.count("n"),
                unit: try field.unit("unit"),
                from: try field.optionalWord("from"),
                notAfter: try field.optionalWord("notAfter")
            )
        }
        number = try fields.optionalWord("number")
    }
}

extension PanelRule {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["label", "cite", "seats"])
        label = try fields.bilingual("label")
        cite = try fields.nonEmpty("cite")
        seats = try fields.count("seats")
    }
}

extension ObligationRule {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["text", "cite"])
        text = try fields.bilingual("text")
        cite = try fields.nonEmpty("cite")
    }
}

extension Procedure.Guard {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["if", "else"])
        condition = try fields.expression("if")
        refusal = try fields.word("else")
    }
}

extension GateRule {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["id", "gate", "cite", "when", "require", "refuse", "oblige", "outlives", "examples"])
        id = try fields.word("id")
        guard let gate = Gate(rawValue: try fields.string("gate")) else {
            throw fields.problem("gate", "must be one of \(Gate.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.gate = gate
        cite = try fields.nonEmpty("cite")
        when = try fields.optionalExpression("when")
        require = try fields.optionalExpression("require")
        refusal = try fields.optionalWord("refuse")
        obligations = try fields.optionalWords("oblige")
        outlives = try fields.optionalBool("outlives") ?? false
        examples = try fields.list("examples") { field throws(DecodingProblem) in try Example(field) }
        guard (require == nil) == (refusal == nil) else {
            throw fields.problem("refuse", "belongs to `require`, and `require` needs it")
        }
        guard require != nil || !obligations.isEmpty else { throw fields.problem("require", "or `oblige` is missing") }
    }
}

extension GateRule.Example {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["on", "with", "says"])
        date = try fields.date("on")
        facts = try fields.fields("with").object
        guard let says = GateDecision.Step.Result(rawValue: try fields.string("says")) else {
            throw fields.problem("says", "must be notApplicable, holds, refuses or owes")
        }
        self.says = says
    }
}

extension Worksheet {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["title", "cite", "inputs", "lines", "checks", "examples"])
        title = try fields.bilingual("title")
        cite = try fields.nonEmpty("cite")
        inputs = try fields.words("inputs", maximum: PackWords.longestList)
        lines = try fields.list("lines") { field throws(DecodingProblem) in try Line(field) }
        checks = try fields.list("checks") { field throws(DecodingProblem) in try Procedure.Guard(field) }
        examples = try fields.list("examples") { field throws(DecodingProblem) in try Example(field) }
        guard !lines.isEmpty, Set(lines.map(\.id)).count == lines.count else {
            throw fields.problem("lines", "must be some lines with different ids")
        }
    }
}

extension Worksheet.Example {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["with", "lines", "refuses"])
        inputs = try fields.fields("with").object
        lines = try fields.fields("lines").object
        refuses = try fields.optionalWords("refuses")
    }
}

extension Worksheet.Line {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["id", "label", "cite", "value"])
        id = try fields.word("id")
        label = try fields.bilingual("label")
        cite = try fields.nonEmpty("cite")
        value = try fields.expression("value")
    }
}

extension Tightening {
    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["procedure", "event", "cite", "fields", "attachments", "require"])
        procedure = try fields.word("procedure")
        event = try fields.word("event")
        cite = try fields.nonEmpty("cite")
        self.fields = try fields.optionalWords("fields")
        attachments = try fields.optionalWords("attachments")
        require = try fields.list("require") { field throws(DecodingProblem) in try Procedure.Guard(field) }
        guard !self.fields.isEmpty || !attachments.isEmpty || !require.isEmpty else {
            throw fields.problem("require", "is missing: a tightening adds something")
        }
    }
}
