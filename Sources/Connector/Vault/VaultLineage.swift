import HTTPTypes
import Hummingbird
import Primitives
import ServerKit

/// Lineage as it is told: to people, to the providers of what went in, and to applications.
extension VaultDerivations {
    /// The terms of a grant in words, what it was made from, and what was made from it.
    static func lineage(of grant: VaultGrant, in transaction: ReadTransaction) throws -> JSONObject {
        let terms = try grant.terms(in: transaction) ?? []
        let words = terms.map { Agreements.sentences($0.agreement.document) }
        func all(_ language: String) -> JSONValue { .array(words.flatMap { $0[language]?.arrayValue ?? [] }) }
        var object: JSONObject = ["terms": ["en": all("en"), "zh": all("zh")]]
        let results = try VaultLineageStore.results(of: grant.id, in: transaction)
        object["results"] = .strings(results)
        guard let derivation = try VaultLineageStore.derivation(of: grant.id, in: transaction) else { return object }
        object["derivation"] = derivation.json
        object["governing"] = .array(
            try grant.governing(in: transaction).map { one in
                [
                    "agreement": .string(one.agreement), "governedBy": .string(one.governedBy),
                    "provider": .string(one.peer), "origin": .string(one.origin.rawValue),
                ]
            }
        )
        return object
    }

    /// Bytes of all results in one report, and of the uses of each: with those of the delivery it stays below what a peer reads.
    private static let told = (bytes: Limits.jsonBytes * 3 / 8, uses: 8_192)

    /// What was made from a delivery, for its provider, and how many results had no room.
    ///
    /// What else went in from other providers is a number, and no business of this one.
    static func report(
        about grant: VaultGrant,
        in transaction: ReadTransaction
    ) throws -> (results: [JSONValue], leftOut: Int64) {
        let results = try VaultLineageStore.below(grant.id, in: transaction)
        let told =
            try results.compactMap { id -> JSONValue? in
                guard let result = try VaultStore.find(id, in: transaction),
                    let derivation = try VaultLineageStore.derivation(of: id, in: transaction)
                else { return nil }
                let own = derivation.inputs.filter { $0.peer.hasSameBytes(as: grant.peer) }
                return [
                    "grant": .string(id.rawValue), "state": .string(result.state.rawValue),
                    "bytes": .integer(result.bytes), "content": .optional(result.digest?.description),
                    "application": .string(derivation.application), "version": .string(derivation.version),
                    "program": .optional(derivation.program?.description),
                    "purpose": .optional(derivation.purpose), "created": .string(derivation.at.description),
                    "inputs": .array(own.map(\.json)), "otherInputs": .int(derivation.inputs.count - own.count),
                    "uses": .array(try VaultUseStore.uses(of: id, fitting: Self.told.uses, in: transaction)),
                    "due": .optional(result.due?.description), "cause": .optional(result.cause?.rawValue),
                    "ended": .optional(result.ended?.description),
                    "destruction": .optional(try VaultStore.proof(of: id, in: transaction)?.digest.description),
                ]
            }.fitting(Self.told.bytes)
        let all = try VaultLineageStore.count(below: grant.id, in: transaction)
        return (Array(told), max(0, all - Int64(told.count)))
    }
}

/// Where applications hand back results.
struct DerivedEndpoints: Sendable {
    let vault: Vault

    init(_ vault: Vault) { self.vault = vault }

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                "/use/v1/derived",
                access: .application,
                "hand back a result: it lands in the vault under all agreements that it was made from",
                description: EndpointDescription(
                    query: [
                        .init("from", "string", "the grants that it was made from, with commas between"),
                        .init("purpose", "string", "what it was made for"),
                    ],
                    success: 201,
                    answer: "UsableGrant"
                ),
                handler: take
            )
        ]
    }

    private func take(_ call: Call) async throws -> Response {
        let purpose = call.query("purpose")
        guard (1...Limits.identifierBytes).contains((purpose ?? "-").utf8.count) else {
            throw Problem.invalid("`purpose` is empty or too long", "`purpose` 为空或过长")
        }
        let ask = VaultDerivations.Ask(
            inputs: (call.query("from") ?? "").split(separator: ",").map(String.init),
            application: try call.application(),
            purpose: purpose,
            address: call.origin,
            mediaType: call.request.headers[.contentType]
        )
        let grant = try await VaultDerivations(vault).derive(ask, call.request.body)
        return .json(
            [
                "id": .string(grant.id.rawValue), "dataset": .string(grant.dataset), "provider": .string(grant.peer),
                "agreement": .string(grant.agreement), "bytes": .integer(grant.bytes),
                "sha256": .optional(grant.digest?.hex), "due": .optional(grant.due?.description),
                "from": .strings(ask.inputs),
            ],
            status: .created
        )
    }
}
