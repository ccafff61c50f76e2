package import Primitives

/// A parameter that a result rests on, so that an assumed number stays visible in what it led to.
package struct ParameterUse: Hashable, Sendable {
    package let name: String
    package let value: FactValue
    package let basis: Parameter.Basis
    package let cite: String
    package let label: Bilingual

    package var json: JSONValue {
        [
            "name": .string(name), "value": value.json, "basis": .string(basis.rawValue), "cite": .string(cite),
            "label": label.json,
        ]
    }

    /// One line of text; nil for a parameter that a text read in full fixes.
    package func doubt(_ language: Language) -> String? {
        guard basis != .legal else { return nil }
        return "≈ \(label.text(language)) $\(name) = \(value.json.stringValue ?? value.json.text)"
            + "\(basis.mark(language)) 〔\(cite)〕"
    }
}

extension Pack {
    /// The parameters that expressions name, by name.
    func uses(of expressions: [Expression]) -> [ParameterUse] {
        let names = Set(expressions.flatMap(\.names).filter { $0.hasPrefix("$") }.map { String($0.dropFirst()) })
        return names.sorted().compactMap { name in
            parameters[name].map {
                ParameterUse(name: name, value: $0.value, basis: $0.basis, cite: $0.cite, label: $0.label)
            }
        }
    }

    /// The parameters that no text read in full fixes.
    package var doubts: [ParameterUse] {
        parameters.keys.sorted().compactMap { name in
            parameters[name].flatMap {
                $0.basis == .legal
                    ? nil : ParameterUse(name: name, value: $0.value, basis: $0.basis, cite: $0.cite, label: $0.label)
            }
        }
    }
}
