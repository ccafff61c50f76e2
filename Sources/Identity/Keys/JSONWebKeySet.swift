package import Primitives

/// A set of public keys (RFC 7517, 5), each with its own `kid`.
///
/// One unreadable key refuses the set: a set that somebody may put a symmetric or a second key of the same name into decides nothing.
package struct JSONWebKeySet: Sendable {
    /// Keys of one set: rotation leaves a handful.
    package static let largest = 64

    package let keys: [JSONWebKey]

    package init(_ value: JSONValue) throws(IdentityProblem) {
        guard let listed = value["keys"]?.arrayValue, !listed.isEmpty, listed.count <= Self.largest else {
            throw IdentityProblem(.malformed, "`keys` must list 1 to \(Self.largest) keys")
        }
        var keys: [JSONWebKey] = []
        for item in listed { keys.append(try JSONWebKey(item)) }
        let names = keys.compactMap(\.keyID)
        guard keys.count == 1 || names.count == keys.count, Set(names).count == names.count else {
            throw IdentityProblem(.key, "every key of a set needs a `kid` of its own")
        }
        self.keys = keys
    }

    /// The key of that name.
    package func key(named keyID: String) -> JSONWebKey? { keys.first { $0.keyID?.hasSameBytes(as: keyID) == true } }
}
