/// A configuration that we do not start with: where, which key, what to do.
package struct ConfigurationProblem: Error, Sendable, CustomStringConvertible {
    /// The key path, such as `egress.peer.networks`; empty when the whole file is meant.
    package let key: String
    /// Where the value was found, when it was.
    package let source: ConfigurationSource?
    /// Place, key and what to do.
    package let text: BilingualText

    init(_ key: String, _ source: ConfigurationSource?, en: String, zh: String) {
        self.key = key
        self.source = source
        let place = source.map { "\($0): " } ?? ""
        text = BilingualText(
            en: "\(place)\(key.isEmpty ? "The configuration" : "`\(key)`") \(en)",
            zh: "\(place)\(key.isEmpty ? "配置" : "“\(key)”")\(zh)"
        )
    }

    package var description: String { text.en }
}

/// Where a value comes from; a later layer wins over an earlier one, in this order.
package enum ConfigurationSource: Hashable, Sendable, CustomStringConvertible {
    case builtIn
    case file(String, line: Int)
    case environment(String)
    case commandLine

    package var description: String {
        switch self {
        case .builtIn: "default"
        case .file(let path, let line): "\(path):\(line)"
        case .environment(let name): "environment \(name)"
        case .commandLine: "command line"
        }
    }
}
