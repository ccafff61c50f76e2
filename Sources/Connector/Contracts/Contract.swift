package import DataspaceProtocol
package import Primitives

/// A contract (数字合约) of several parties: outside it is one agreement per provider, consumer and target.
///
/// It never changes: what is amended or ended is one of its agreements, and the contract shows it. Its digest covers the exact
/// documents that were agreed, so that whoever holds them can tell whether the contract is about them.
package struct Contract: Sendable, Equatable {
    /// Agreements of one contract: more is a framework, and several contracts.
    package static let agreementLimit = 100

    /// One agreement as the contract names it.
    package struct Part: Sendable, Equatable {
        package let agreement: String
        package let role: Role
        package let provider: String
        package let consumer: String
        package let target: String
        /// The digest of the agreed document when the contract was made.
        package let digest: Digest

        var json: JSONValue {
            [
                "agreement": .string(agreement), "provider": .string(provider), "consumer": .string(consumer),
                "target": .string(target), "digest": .string(digest.description),
            ]
        }
    }

    package let id: String
    package let name: String
    package let parts: [Part]
    package let created: Instant

    /// The digest of RFC 8785 of identifier, name and parts, in the order of their agreements.
    package var digest: Digest {
        Digest(
            of: CanonicalJSON.bytes(of: [
                "contract": .string(id), "name": .string(name), "agreements": .array(parts.map(\.json)),
            ])
        )
    }

    /// Everybody who is a party of one of its agreements.
    package var parties: [String] { Set(parts.flatMap { [$0.provider, $0.consumer] }).sorted() }

    /// What the management API shows; `standing` is what is in force of each agreement now.
    func json(_ standing: [Agreement?]) -> JSONValue {
        let states = standing.map { $0?.state }
        let state: String =
            states.allSatisfy { $0 == .active } ? "ACTIVE" : states.contains(.active) ? "PARTLY_ENDED" : "ENDED"
        return [
            "id": .string(id), "name": .string(name), "digest": .string(digest.description),
            "parties": .strings(parties), "state": .string(state), "created": .string(created.description),
            "agreements": .array(
                zip(parts, standing).map { part, agreement in
                    var object = part.json.objectValue ?? JSONObject()
                    object["state"] = .optional(agreement?.state.rawValue) ?? .null
                    object["inForce"] = .optional(agreement?.id) ?? .null
                    object["isAmended"] = .bool(agreement.map { !$0.id.hasSameBytes(as: part.agreement) } ?? false)
                    object["terms"] = agreement.map { Agreements.sentences($0.document) }
                    return .object(object)
                }
            ),
        ]
    }
}
