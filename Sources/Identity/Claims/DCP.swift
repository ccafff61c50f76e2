import Primitives

/// Names of the Decentralized Claims Protocol 1.0.1.
package enum DCP {
    /// The only context that messages need; nothing is fetched.
    package static let context = "https://w3id.org/dspace-dcp/v1.0/dcp.jsonld"
    /// Service types in DID documents.
    package static let credentialService = "CredentialService"
    package static let issuerService = "IssuerService"

    /// Paths below the base addresses of the two services.
    package static let presentationQuery = "/presentations/query"
    package static let credentials = "/credentials"
    package static let offers = "/offers"
    package static let requests = "/requests"
    package static let metadata = "/metadata"

    /// Entries of any list in a message: more is no honest use.
    static let listLimit = 100

    /// Checks the parts that all messages share, and views the rest.
    static func open(_ value: JSONValue, type: String) throws(DecodingProblem) -> JSONFields {
        let fields = try JSONFields(value)
        let contexts = try fields.value("@context").oneOrMany
        guard contexts.contains(.string(context)) else {
            throw fields.problem("@context", "must contain \(context)")
        }
        guard (fields.optional("type") ?? fields.optional("@type"))?.stringValue == type else {
            throw fields.problem("type", "must be \(type)")
        }
        return fields
    }

    static func list(_ fields: JSONFields, _ key: String) throws(DecodingProblem) -> [JSONValue] {
        let values = try fields.array(key)
        guard values.count <= listLimit else { throw fields.problem(key, "has more than \(listLimit) entries") }
        return values
    }

    static func message(_ type: String, _ members: JSONObject) -> JSONValue {
        var object: JSONObject = ["@context": .strings([context]), "type": .string(type)]
        for member in members.members { object[member.key] = member.value }
        return .object(object)
    }
}
