import FoundationEssentials
import Yams

/// Reads a YAML file into our own tree, strictly.
///
/// Duplicate keys, anchors and aliases, keys that are not plain names, a second document, more than 1 MiB and
/// more than 16 levels are refused.
struct ConfigurationFile {
    let path: String
    let root: ConfigurationNode

    init(path: String) throws {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ConfigurationProblem(
                "",
                nil,
                en: "file \(path) cannot be read. Check the path and who may read it.",
                zh: "文件 \(path) 无法读取。请检查路径和读取权限。"
            )
        }
        try self.init(path: path, bytes: bytes)
    }

    init(path: String, bytes: some Collection<UInt8>) throws {
        self.path = path
        guard bytes.count <= ConfigurationLimits.fileBytes, let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationProblem(
                "",
                .file(path, line: 1),
                en: "must be UTF-8 text of at most \(ConfigurationLimits.fileBytes) bytes.",
                zh: "须为不超过 \(ConfigurationLimits.fileBytes) 字节的 UTF-8 文本。"
            )
        }
        root = try Self.tree(text, path)
    }

    private static func tree(_ text: String, _ path: String) throws -> ConfigurationNode {
        let top = ConfigurationSource.file(path, line: 1)
        do {
            // Nodes hold their anchors weakly: without the parser, no anchor would be seen.
            let parser = try Parser(yaml: text)
            defer { withExtendedLifetime(parser) {} }
            guard let node = try parser.singleRoot() else {
                return ConfigurationNode(content: .table([:]), source: top)
            }
            let root = try convert(node, path, key: "", depth: 0)
            guard case .empty = root.content else { return try mustBeTable(root) }
            return ConfigurationNode(content: .table([:]), source: top)
        } catch let error as YamlError {
            throw ConfigurationProblem(error, path)
        }
    }

    private static func mustBeTable(_ root: ConfigurationNode) throws -> ConfigurationNode {
        guard root.table != nil else {
            throw ConfigurationProblem("", root.source, en: "must be `key: value` lines.", zh: "须为 key: value 形式。")
        }
        return root
    }

    private static func convert(_ node: Node, _ path: String, key: String, depth: Int) throws -> ConfigurationNode {
        let source = ConfigurationSource.file(path, line: node.mark?.line ?? 1)
        guard node.anchor == nil else {
            throw ConfigurationProblem(key, source, en: "must not use anchors (&).", zh: "不得使用锚点（&）。")
        }
        guard depth <= ConfigurationLimits.depth else {
            throw ConfigurationProblem(key, source, en: "is nested too deeply.", zh: "嵌套过深。")
        }
        switch node {
        case .scalar(let scalar): return ConfigurationNode(content: content(scalar), source: source)
        case .sequence(let sequence):
            let elements = try sequence.enumerated().map {
                try convert($1, path, key: "\(key)[\($0)]", depth: depth + 1)
            }
            return ConfigurationNode(content: .list(elements), source: source)
        case .mapping(let mapping):
            return ConfigurationNode(content: .table(try members(mapping, path, key, depth)), source: source)
        case .alias:
            throw ConfigurationProblem(key, source, en: "must not use aliases (*).", zh: "不得使用别名（*）。")
        }
    }

    private static func content(_ scalar: Node.Scalar) -> ConfigurationNode.Content {
        let isPlain = scalar.style == .plain || scalar.style == .any
        return isPlain && ["", "~", "null"].contains(scalar.string) ? .empty : .scalar(scalar.string)
    }

    private static func members(
        _ mapping: Node.Mapping,
        _ path: String,
        _ key: String,
        _ depth: Int
    ) throws
        -> [String: ConfigurationNode]
    {
        var members: [String: ConfigurationNode] = [:]
        for (name, value) in mapping {
            let source = ConfigurationSource.file(path, line: name.mark?.line ?? 1)
            guard let text = name.scalar?.string, text.utf8.allSatisfy({ $0.isNameByte }), !text.isEmpty else {
                throw ConfigurationProblem(
                    key,
                    source,
                    en: "has a key that is not a name of letters, digits and hyphens.",
                    zh: "含有非法键名，仅允许字母、数字和连字符。"
                )
            }
            members[text] = try convert(value, path, key: key.isEmpty ? text : "\(key).\(text)", depth: depth + 1)
        }
        return members
    }
}

extension UInt8 {
    fileprivate var isNameByte: Bool { isLetter || isDecimalDigit || self == UInt8(ascii: "-") }
}

extension ConfigurationProblem {
    fileprivate init(_ error: YamlError, _ path: String) {
        switch error {
        case .duplicatedKeysInMapping(let duplicates, let context):
            self.init(
                duplicates.joined(separator: ", "),
                .file(path, line: context.mark.line),
                en: "is written twice. Keep one.",
                zh: "重复出现。请只保留一处。"
            )
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(
                "",
                .file(path, line: mark.line),
                en: "is not YAML here: \(problem).",
                zh: "此处不是合法的 YAML：\(problem)。"
            )
        default:
            self.init("", .file(path, line: 1), en: "is not YAML: \(error).", zh: "不是合法的 YAML：\(error)。")
        }
    }
}
