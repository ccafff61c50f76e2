package import Primitives

/// A participant that this node does business with.
package struct Peer: Sendable, Equatable {
    /// Where the entry was made: entries from the configuration cannot be changed by the management API.
    package enum Origin: String, Sendable { case configuration, management }

    /// The participant's identifier, as agreements name it.
    package let id: String
    package let name: String
    /// The base of its Dataspace Protocol endpoints, version path included.
    package let address: String
    /// SHA-256 of the bearer token that it shows us.
    package let tokenInDigest: Digest?
    /// The bearer token that we show it.
    ///
    /// Never written to logs or answers.
    package let tokenOut: String?
    /// Facts that policies may ask for, as the owner vouches for them.
    package let claims: [String: [String]]
    package let origin: Origin

    package init(
        id: String,
        name: String,
        address: String,
        tokenInDigest: Digest?,
        tokenOut: String?,
        claims: [String: [String]] = [:],
        origin: Origin
    ) {
        self.id = id
        self.name = name
        self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
        self.tokenInDigest = tokenInDigest
        self.tokenOut = tokenOut
        self.claims = claims
        self.origin = origin
    }

    /// What may be shown: everything but the tokens.
    package var json: JSONValue {
        var claimsObject = JSONObject()
        for (name, values) in claims.sorted(by: { $0.key < $1.key }) { claimsObject[name] = .strings(values) }
        return [
            "id": .string(id), "name": .string(name), "address": .string(address),
            "hasTokenIn": .bool(tokenInDigest != nil), "hasTokenOut": .bool(tokenOut != nil),
            "claims": .object(claimsObject), "origin": .string(origin.rawValue),
        ]
    }
}
