/// What a key expects, in words.
enum ConfigurationWanted {
    case text, bool, duration, bytes, path, texts, secret
    case number(ClosedRange<Int>)
    case other(BilingualText)

    var text: BilingualText {
        switch self {
        case .text: BilingualText(en: "one text", zh: "单个文本")
        case .bool: BilingualText(en: "true or false", zh: "true 或 false")
        case .duration:
            BilingualText(en: "a duration such as 250ms, 30s, 5m, 12h or 7d", zh: "时长，如 250ms、30s、5m、12h、7d")
        case .bytes: BilingualText(en: "a size such as 512B, 256KiB, 16MiB or 2GiB", zh: "大小，如 512B、256KiB、16MiB、2GiB")
        case .path: BilingualText(en: "a path", zh: "路径")
        case .texts: BilingualText(en: "a list of texts", zh: "文本列表")
        case .secret: BilingualText(en: "a text, {file: path} or {env: NAME}", zh: "文本、{file: 路径} 或 {env: 变量名}")
        case .number(let range):
            BilingualText(
                en: "a whole number from \(range.lowerBound) to \(range.upperBound)",
                zh: "\(range.lowerBound) 到 \(range.upperBound) 的整数"
            )
        case .other(let text): text
        }
    }
}

extension ConfigurationTree {
    func required<Value>(
        _ key: String,
        _ standard: Value?,
        _ meaning: String,
        show: (Value) -> String,
        wanted: ConfigurationWanted = .text,
        parse: (String) -> Value?
    ) throws -> Value {
        let value = try value(key, standard, meaning, show: show, wanted: wanted, parse: parse)
        guard let value else {
            let name = absolute(key)
            throw ConfigurationProblem(
                name,
                nil,
                en: "must be set (\(meaning)): in the file, as \(ConfigurationLayers.variable(name)), or with --set.",
                zh: "必须设置（\(meaning)）：写入配置文件、设置 \(ConfigurationLayers.variable(name))，或使用 --set。"
            )
        }
        return value
    }

    func value<Value>(
        _ key: String,
        _ standard: Value?,
        _ meaning: String,
        show: (Value) -> String,
        wanted: ConfigurationWanted = .text,
        parse: (String) -> Value?
    ) throws -> Value? {
        var value = standard
        if let (text, source) = try found(key, wanted) {
            guard let read = parse(text) else { throw mismatch(absolute(key), source, wanted) }
            value = read
        }
        note(key, value.map(show), standard.map(show), meaning)
        return value
    }

    /// The text of the highest layer that has one.
    private func found(_ key: String, _ wanted: ConfigurationWanted) throws -> (String, ConfigurationSource)? {
        if let (text, source) = layers.text(absolute(key)) { return (text, source) }
        guard let node = members[key] else { return nil }
        switch node.content {
        case .empty: return nil
        case .scalar(let text): return (text, node.source)
        case .list, .table: throw mismatch(absolute(key), node.source, wanted)
        }
    }

    func source(of key: String) -> ConfigurationSource {
        if let (_, source) = layers.text(absolute(key)) { return source }
        guard let node = members[key] else { return .builtIn }
        if case .empty = node.content { return .builtIn }
        return node.source
    }

    func note(_ key: String, _ value: String?, _ standard: String?, _ meaning: String) {
        let name = absolute(key)
        record.add(
            ConfigurationEntry(
                key: name,
                value: value,
                standard: standard,
                source: source(of: key),
                description: meaning,
                variable: ConfigurationLayers.variable(name)
            )
        )
    }

    func mismatch(_ name: String, _ source: ConfigurationSource, _ wanted: ConfigurationWanted) -> ConfigurationProblem
    {
        let text = wanted.text
        return ConfigurationProblem(name, source, en: "must be \(text.en).", zh: "须为\(text.zh)。")
    }
}
