import Primitives

/// What a verifier may read: credentials of a type, or one credential by its identifier (DCP 1.0.1, "Scopes").
///
/// `alias:discriminator`, optionally with the operation `:read`, the only one that a presentation has.
package struct CredentialScope: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case type = "org.eclipse.dspace.dcp.vc.type"
        case id = "org.eclipse.dspace.dcp.vc.id"
    }
    package let kind: Kind
    package let value: String

    private static let operation = ":read"

    package init(kind: Kind, value: String) {
        self.kind = kind
        self.value = value
    }

    /// The scope that reads credentials of a type.
    package static func type(_ name: String) -> CredentialScope { CredentialScope(kind: .type, value: name) }

    /// Reads a scope; nil for aliases and operations that are not known here, which grants nothing.
    package init?(_ text: String) {
        guard text.utf8.count <= Limits.identifierBytes,
            let kind = Kind.allCases.first(where: { text.hasPrefix($0.rawValue + ":") })
        else { return nil }
        var value = String(text.dropFirst(kind.rawValue.count + 1))
        if value.hasSuffix(Self.operation) { value = String(value.dropLast(Self.operation.count)) }
        // A type is one word, so that `Type:write` is no type; an identifier may be a URN.
        guard !value.isEmpty, value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), kind == .id || !value.contains(":")
        else { return nil }
        self.init(kind: kind, value: value)
    }

    package var text: String { "\(kind.rawValue):\(value)\(Self.operation)" }

    /// Whether a credential is what the scope names.
    package func admits(_ credential: VerifiableCredential) -> Bool {
        switch kind {
        case .type: credential.ownTypes.contains { $0.hasSameBytes(as: value) }
        case .id: credential.id?.hasSameBytes(as: value) ?? false
        }
    }
}
