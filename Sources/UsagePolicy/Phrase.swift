/// The two languages in which a policy explains itself.
package enum PolicyLanguage: String, Sendable, CaseIterable {
    case english = "en"
    case chinese = "zh"
}

/// Fills sentences; texts that a peer chose are bounded and cannot forge the sentence around them.
enum Phrase {
    /// Replaces `{path}` and `{0}`…`{9}` in one pass, so that an operand containing `{0}` stays as it is.
    static func fill(_ template: String, path: String, operands: [String]) -> String {
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            text += value(of: rest[rest.index(after: open)..<close], path: path, operands: operands)
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    private static func value(of slot: Substring, path: String, operands: [String]) -> String {
        if slot == "path" { return quote(path) }
        guard let index = Int(slot), operands.indices.contains(index) else { return "—" }
        return quote(operands[index])
    }

    /// The text, cut to a bound, with control and direction-changing characters made visible.
    static func quote(_ text: String) -> String {
        var quoted = ""
        var bytes = 0
        for scalar in text.unicodeScalars {
            bytes += scalar.utf8.count
            guard bytes <= PolicyLimits.quotedBytes else { return quoted + "…" }
            quoted.unicodeScalars.append(isSafe(scalar) ? scalar : "\u{FFFD}")
        }
        return quoted
    }

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
        default: true
        }
    }
}

extension Unicode.Scalar {
    var utf8: UTF8.EncodedScalar { UTF8.encode(self) ?? UTF8.encodedReplacementCharacter }
}
