package import Primitives

extension CountedRecord {
    /// Reads `[{"date", "facts", "people"}]` with the facts of a pack.
    package static func list(_ value: JSONValue, of pack: Pack) throws(DecodingProblem) -> [CountedRecord] {
        guard let values = value.arrayValue else { throw DecodingProblem(path: "$", message: "must be an array") }
        var records: [CountedRecord] = []
        for (index, value) in values.enumerated() {
            records.append(try CountedRecord(try JSONFields(value, path: "[\(index)]"), of: pack))
        }
        return records
    }

    private init(_ fields: JSONFields, of pack: Pack) throws(DecodingProblem) {
        try fields.allowOnly(["date", "facts", "people"])
        var facts: [String: FactValue] = [:]
        for (name, value) in try CaseDocument.facts(fields) {
            guard let fact = pack.facts[name]?.read(value) else {
                throw fields.problem("facts.\(name)", "is no fact of the pack, or of the wrong kind")
            }
            facts[name] = fact
        }
        var people: [String: Counted] = [:]
        let counts = try fields.fields("people")
        for name in counts.object.keys { people[name] = try Self.counted(counts, name) }
        self.init(date: try fields.date("date"), facts: facts, people: people)
    }

    private static func counted(_ fields: JSONFields, _ name: String) throws(DecodingProblem) -> Counted {
        let value = try fields.value(name)
        if let persons = value.arrayValue {
            let names = persons.compactMap(\.stringValue)
            guard names.count == persons.count else { throw fields.problem(name, "must hold names only") }
            return .names(names)
        }
        guard let number = FactValue(value, kind: .number)?.numberValue, number >= .zero else {
            throw fields.problem(name, "must be a number of persons, or their names")
        }
        return .number(number)
    }
}
