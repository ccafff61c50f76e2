/// One value of the configuration file with its place.
struct ConfigurationNode: Sendable {
    enum Content: Sendable {
        case empty
        case scalar(String)
        case list([ConfigurationNode])
        case table([String: ConfigurationNode])
    }

    let content: Content
    let source: ConfigurationSource

    var table: [String: ConfigurationNode]? {
        if case .table(let members) = content { return members }
        return nil
    }

    /// Paths and places of all values that are not tables, with `[n]` for elements that are.
    func leaves(at path: String) -> [(path: String, source: ConfigurationSource)] {
        switch content {
        case .table(let members) where !members.isEmpty:
            members.flatMap { key, member in member.leaves(at: path.isEmpty ? key : "\(path).\(key)") }
        case .list(let elements) where elements.contains { $0.table != nil }:
            elements.enumerated().flatMap { index, element in element.leaves(at: "\(path)[\(index)]") }
        case .empty, .scalar, .list, .table: path.isEmpty ? [] : [(path, source)]
        }
    }
}
