import FoundationEssentials

/// Configuration in four layers: built-in defaults < file < `SLUICE_…` variables < `--set key=value`.
///
/// Code asks for each value once, with its default and meaning; what was asked for is what `config show` lists and
/// what counts as known: ``finish(ignoring:)`` refuses the rest by name.
package struct ConfigurationTree: Sendable {
    /// The key path of this table; empty at the top.
    package let path: String
    let members: [String: ConfigurationNode]
    let layers: ConfigurationLayers
    let record: ConfigurationRecord
    private let root: ConfigurationNode?

    /// Reads the layers.
    ///
    /// - Parameters:
    ///   - file: The YAML file, when there is one.
    ///   - environment: All variables; those with the prefix `SLUICE_` count.
    ///   - overrides: What was given after `--set`, as `key=value`.
    /// - Throws: ``ConfigurationProblem``.
    package init(file: String?, environment: [String: String] = [:], overrides: [String] = []) throws {
        let read = try file.map { try ConfigurationFile(path: $0) }
        let here = FileManager.default.currentDirectoryPath
        let folder = file.map {
            URL(filePath: $0.hasPrefix("/") ? $0 : here + "/" + $0).deletingLastPathComponent().path
        }
        path = ""
        root = read?.root
        members = read?.root.table ?? [:]
        layers = try ConfigurationLayers(environment: environment, overrides: overrides, folder: folder ?? here)
        record = ConfigurationRecord()
    }

    private init(_ parent: ConfigurationTree, path: String, members: [String: ConfigurationNode]) {
        self.path = path
        self.members = members
        layers = parent.layers
        record = parent.record
        root = nil
    }

    func absolute(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// The table under a key; empty when nobody writes it, since other layers may still set its values.
    package func table(_ key: String) throws -> ConfigurationTree {
        record.addTable(absolute(key))
        guard let node = members[key] else { return ConfigurationTree(self, path: absolute(key), members: [:]) }
        if case .empty = node.content { return ConfigurationTree(self, path: absolute(key), members: [:]) }
        guard let members = node.table else {
            throw ConfigurationProblem(absolute(key), node.source, en: "must be a table.", zh: "须为一组键值。")
        }
        return ConfigurationTree(self, path: absolute(key), members: members)
    }

    /// The tables listed under a key, in order; only the file can list tables.
    package func tables(_ key: String) throws -> [ConfigurationTree] {
        record.addTable(absolute(key))
        guard let node = members[key] else { return [] }
        if case .empty = node.content { return [] }
        guard case .list(let elements) = node.content else {
            throw ConfigurationProblem(absolute(key), node.source, en: "must be a list.", zh: "须为列表。")
        }
        return try elements.enumerated().map { index, element in
            let name = "\(absolute(key))[\(index)]"
            guard let members = element.table else {
                throw ConfigurationProblem(name, element.source, en: "must be a table.", zh: "须为一组键值。")
            }
            return ConfigurationTree(self, path: name, members: members)
        }
    }

    /// The names of the values and tables that the file has here, sorted.
    package var keys: [String] { members.keys.sorted() }

    /// Every value that was asked for, with where it came from.
    package var entries: [ConfigurationEntry] { record.entries }

    /// Refuses keys, variables and overrides that nobody asked for.
    ///
    /// - Parameter ignoring: Variables with our prefix that are not configuration, such as `SLUICE_CONFIG`.
    /// - Throws: ``ConfigurationProblem`` for the first unknown one, with the nearest known key.
    package func finish(ignoring: Set<String> = []) throws {
        let known = Set(entries.map(\.key))
        let unknown = (root?.leaves(at: "") ?? []).filter {
            !isKnown($0.path, known) && !record.tables.contains($0.path)
        }
        if let first = unknown.min(by: { $0.path < $1.path }) { throw problem(first.path, first.source, known) }
        if let first = layers.overrides.keys.sorted().first(where: { !known.contains($0) }) {
            throw problem(first, .commandLine, known)
        }
        let variables = Set(entries.map(\.variable)).union(ignoring)
        if let first = layers.environment.keys.sorted().first(where: { !variables.contains($0) }) {
            throw problem(first, .environment(first), variables)
        }
    }

    /// A secret is asked for as one key and may be written as a table.
    private func isKnown(_ path: String, _ known: Set<String>) -> Bool {
        known.contains(path) || (path.lastIndex(of: ".").map { known.contains(String(path[..<$0])) } ?? false)
    }

    private func problem(_ key: String, _ source: ConfigurationSource, _ known: Set<String>) -> ConfigurationProblem {
        let nearest = NearestWord.of(key, in: known)
        return ConfigurationProblem(
            key,
            source,
            en: "is not known. " + (nearest.map { "Did you mean `\($0)`?" } ?? "Remove it."),
            zh: "不是已知的配置项。" + (nearest.map { "是否指“\($0)”？" } ?? "请删除。")
        )
    }
}
