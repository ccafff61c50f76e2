import Primitives

/// A word of a vocabulary: an ODRL name (`use`) or a foreign IRI, compared byte by byte.
///
/// `use`, `odrl:use` and `http://www.w3.org/ns/odrl/2/use` are one term (ODRL Vocabulary 2.2, 2.1; DSP ODRL profile).
package struct Term: Hashable, Sendable, CustomStringConvertible {
    /// The ODRL local name, which never holds a colon, or the foreign name as written.
    package let name: String

    private static let namespaces = ["odrl:", "http://www.w3.org/ns/odrl/2/", "https://www.w3.org/ns/odrl/2/"]

    package init(_ text: String) {
        // Most words are bare, and none of the namespaces is.
        guard text.utf8.contains(0x3A) else {
            name = text
            return
        }
        let bytes = Array(text.utf8)
        for namespace in Self.namespaces where bytes.starts(with: namespace.utf8) {
            let local = bytes.dropFirst(namespace.utf8.count)
            guard !local.isEmpty, !local.contains(where: { $0 == 0x3A || $0 == 0x2F || $0 == 0x23 }) else { break }
            name = String(decoding: local, as: UTF8.self)
            return
        }
        name = text
    }

    /// A name as it stands, of whatever namespace.
    init(literally text: String) { name = text }

    /// Whether the term belongs to ODRL's namespace, in which bare words are read.
    var isLocal: Bool { !name.utf8.contains(0x3A) }

    /// The spelling that survives JSON-LD expansion with the DSP context.
    var curie: String { isLocal ? "odrl:" + name : name }

    package var description: String { name }

    package static func == (one: Self, other: Self) -> Bool { one.name.hasSameBytes(as: other.name) }

    package func hash(into hasher: inout Hasher) {
        for byte in name.utf8 { hasher.combine(byte) }
    }
}

extension Dictionary where Key == String {
    /// The value under exactly these bytes; a dictionary alone would also match a canonically equal key.
    func value(forBytes key: String) -> Value? {
        guard let index = index(forKey: key), self[index].key.hasSameBytes(as: key) else { return nil }
        return self[index].value
    }
}
