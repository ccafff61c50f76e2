import FoundationEssentials

/// Typed values; a missing value without default is refused, so that a start never depends on luck.
extension ConfigurationTree {
    package func string(_ key: String, default standard: String? = nil, _ meaning: String) throws -> String {
        try required(key, standard, meaning, show: { $0 }) { $0 }
    }

    package func optionalString(_ key: String, _ meaning: String) throws -> String? {
        try value(key, nil, meaning, show: { $0 }) { $0 }
    }

    package func int(
        _ key: String,
        default standard: Int? = nil,
        in range: ClosedRange<Int>,
        _ meaning: String
    ) throws -> Int {
        try required(key, standard, meaning, show: { "\($0)" }, wanted: .number(range)) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    package func bool(_ key: String, default standard: Bool? = nil, _ meaning: String) throws -> Bool {
        try required(key, standard, meaning, show: { "\($0)" }, wanted: .bool) { Bool($0) }
    }

    package func duration(_ key: String, default standard: Duration? = nil, _ meaning: String) throws -> Duration {
        let show = { @Sendable (value: Duration) in ConfigurationQuantity.text(value) }
        return try required(key, standard, meaning, show: show, wanted: .duration) {
            ConfigurationQuantity.duration($0)
        }
    }

    package func bytes(_ key: String, default standard: Int? = nil, _ meaning: String) throws -> Int {
        let show = { @Sendable (value: Int) in ConfigurationQuantity.text(bytes: value) }
        return try required(key, standard, meaning, show: show, wanted: .bytes) { ConfigurationQuantity.bytes($0) }
    }

    /// A path, made absolute: relative ones start at the configuration file's folder.
    package func path(_ key: String, default standard: String? = nil, _ meaning: String) throws -> String {
        try required(key, standard.map(resolved), meaning, show: { $0 }, wanted: .path, parse: filePath)
    }

    package func optionalPath(_ key: String, _ meaning: String) throws -> String? {
        try value(key, nil, meaning, show: { $0 }, wanted: .path, parse: filePath)
    }

    /// A value with a written form of its own, such as an address or a network.
    ///
    /// `parse` gives `nil` for text that does not fit; `wanted` says in words what does.
    package func parsed<Value>(
        _ key: String,
        default standard: String? = nil,
        _ meaning: String,
        wanted: BilingualText,
        parse: (String) -> Value?
    ) throws -> Value {
        let text = try string(key, default: standard, meaning)
        guard let value = parse(text) else {
            throw mismatch(absolute(key), source(of: key), .other(wanted))
        }
        return value
    }

    /// A list of texts; in a variable and after `--set`, separated by commas.
    package func list(_ key: String, default standard: [String] = [], _ meaning: String) throws -> [String] {
        let name = absolute(key)
        let values: [String]
        if let (text, _) = layers.text(name) {
            values = text.split(separator: ",").map { String($0.trimmingPrefix(while: { $0 == " " })) }
        } else {
            values = try fileList(key) ?? standard
        }
        note(key, values.joined(separator: ","), standard.joined(separator: ","), meaning)
        return values
    }

    private func fileList(_ key: String) throws -> [String]? {
        guard let node = members[key] else { return nil }
        switch node.content {
        case .empty: return nil
        case .list(let elements):
            return try elements.map { element in
                guard case .scalar(let text) = element.content else {
                    throw mismatch(absolute(key), element.source, .texts)
                }
                return text
            }
        case .scalar, .table: throw mismatch(absolute(key), node.source, .texts)
        }
    }

    func resolved(_ path: String) -> String {
        // Joined as text first: standardizing a relative URL loses leading `..` segments.
        path.hasPrefix("/") ? path : URL(filePath: layers.folder + "/" + path).standardized.path
    }

    private func filePath(_ text: String) -> String? {
        text.isEmpty || text.utf8.contains(0) ? nil : resolved(text)
    }
}
