/// What each name means in the expressions of a pack.
struct PackNames {
    let pack: Pack

    /// Names in conditions of cases and gates.
    func kind(of name: String) -> ExpressionTyper.Kind? {
        if let fact = pack.facts[name] { return fact.typed }
        if name == "today" { return .date }
        if name.hasPrefix("$") { return pack.parameters[String(name.dropFirst())].flatMap { Self.kind(of: $0.value) } }
        let parts = name.split(separator: ".").map(String.init)
        switch (parts.first, parts.count) {
        case ("place", 2): return .text(nil)
        case ("actor", 2) where ["id", "role", "party"].contains(parts[1]): return .text(nil)
        case ("attachment", 2) where pack.attachments[parts[1]] != nil: return .flag
        case ("open", 2) where pack.procedures[parts[1]] != nil, ("closed", 2) where pack.procedures[parts[1]] != nil:
            return .number
        case ("entered", 2) where hasState(parts[1]): return .date
        case ("panel", 3) where pack.panels[parts[1]] != nil && ["seats", "yes", "no", "voted"].contains(parts[2]):
            return .number
        case ("number", 2) where pack.numbers[parts[1]] != nil: return .text(nil)
        case ("credential", 3) where pack.credentials[parts[1]] != nil: return credential(parts[2])
        case ("table", 3):
            guard let table = pack.tables[parts[1]], table.outputs.contains(parts[2]) else { return nil }
            return .text(table.outcomes(of: parts[2]))
        default: return nil
        }
    }

    private func hasState(_ id: String) -> Bool { pack.procedures.values.contains { $0.state(id) != nil } }

    private func credential(_ part: String) -> ExpressionTyper.Kind? {
        switch part {
        case "status": .text(IssuedCredential.Status.allCases.map(\.rawValue))
        case "from", "through": .date
        default: nil
        }
    }

    static func kind(of value: FactValue) -> ExpressionTyper.Kind? {
        switch value {
        case .unknown: nil
        case .flag: .flag
        case .number: .number
        case .text(let text): .text([text])
        case .date: .date
        case .list: .list
        }
    }

    var typer: ExpressionTyper { ExpressionTyper(kind: kind, matrices: Set(pack.matrices.keys)) }
}
