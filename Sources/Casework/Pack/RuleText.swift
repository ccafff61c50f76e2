package import Primitives

/// Reads the text of a rule file with the strict JSON reader and says in which line it breaks.
package enum RuleText {
    /// Bytes of a history or of another file of records: twenty thousand steps of a page each, a register replayed at once.
    package static let recordBytes = 32 * 1_048_576

    package static func json(
        _ file: EmbeddedRules.File,
        maximumBytes: Int = Limits.jsonBytes
    ) throws(DecodingProblem) -> JSONValue {
        let bytes = Array(file.text.utf8)
        do {
            return try JSONReader.read(bytes, maximumBytes: maximumBytes)
        } catch {
            let line = bytes.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
            let hint = isYAML(file.path) ? "; rule files are JSON, never YAML" : ""
            throw DecodingProblem(path: file.path, message: "line \(line): \(error.detail)\(hint)")
        }
    }

    private static func isYAML(_ path: String) -> Bool { path.hasSuffix(".yaml") || path.hasSuffix(".yml") }
}
