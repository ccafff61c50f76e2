package import Primitives

/// A verifier asks for presentations (DCP 1.0.1, "Presentation Query Message").
package struct PresentationQueryMessage: Sendable, Equatable {
    package static let type = "PresentationQueryMessage"

    /// What a query asks by.
    package enum Wish: Sendable, Equatable {
        /// Texts of scopes, at least one; those not known here grant nothing.
        case scopes([String])
        /// A presentation definition, which may be left unsupported.
        case definition
    }
    package let wish: Wish

    package init(scopes: [CredentialScope]) { wish = .scopes(scopes.map(\.text)) }

    /// Reads a query; both ways of asking at once, neither, or an empty one are errors.
    package init(_ value: JSONValue) throws(DecodingProblem) {
        let fields = try DCP.open(value, type: Self.type)
        let hasScope = fields.optional("scope") != nil
        if let definition = fields.optional("presentationDefinition") {
            guard !hasScope else { throw fields.problem("scope", "and `presentationDefinition` exclude each other") }
            guard let object = definition.objectValue, !object.isEmpty else {
                throw fields.problem("presentationDefinition", "must not be empty")
            }
            wish = .definition
            return
        }
        let scopes = try DCP.list(fields, "scope").compactMap(\.stringValue)
        guard !scopes.isEmpty, scopes.count == (fields.optional("scope")?.arrayValue ?? []).count else {
            throw fields.problem("scope", "must hold at least one scope")
        }
        wish = .scopes(scopes)
    }

    package var json: JSONValue {
        guard case .scopes(let scopes) = wish else { return DCP.message(Self.type, JSONObject()) }
        return DCP.message(Self.type, ["scope": .strings(scopes)])
    }
}

/// A credential service answers with presentations (DCP 1.0.1, "Presentation Response Message").
package struct PresentationResponseMessage: Sendable, Equatable {
    package static let type = "PresentationResponseMessage"

    /// Presentations in compact form.
    package let presentations: [String]

    package init(presentations: [String]) { self.presentations = presentations }

    /// Reads an answer; presentations that are objects have proofs that no supported profile has, and are refused.
    package init(_ value: JSONValue) throws(DecodingProblem) {
        let fields = try DCP.open(value, type: Self.type)
        let entries = try fields.array("presentation")
        let tokens = entries.compactMap(\.stringValue)
        guard tokens.count == entries.count else {
            throw fields.problem("presentation", "must hold presentations in compact form")
        }
        guard tokens.count <= CredentialLimits.presentations,
            tokens.allSatisfy({ $0.utf8.count <= CredentialLimits.tokenBytes })
        else { throw fields.problem("presentation", "is larger than what is looked at") }
        presentations = tokens
    }

    package var json: JSONValue { DCP.message(Self.type, ["presentation": .strings(presentations)]) }
}
