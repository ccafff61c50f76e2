import Primitives

/// The message by which one Sluice tells another that it ended an agreement.
///
/// An extension of ours: DSP 2025-1 has no message after FINALIZED. It stands below the protocol's base and is announced as
/// `sluice:extensions` in the version document, so that a foreign peer never has to know it.
struct AgreementTermination: Sendable {
    static let extensionName = "agreement-termination-1"

    /// The path below the protocol's base.
    static func path(of agreement: String) -> String { "/sluice/agreements/\(agreement)/termination" }

    let id: String
    let agreement: String
    let reason: String
    /// The code of a listed ground; one that this side does not list is passed over.
    let ground: String?

    init(id: String, agreement: String, reason: String, ground: String? = nil) {
        self.id = id
        self.agreement = agreement
        self.reason = reason
        self.ground = ground
    }

    init(_ json: JSONValue) throws(DecodingProblem) {
        let fields = try JSONFields(json)
        guard try fields.string("@type") == "sluice:AgreementTermination" else {
            throw fields.problem("@type", "must be `sluice:AgreementTermination`")
        }
        id = try fields.identifier("@id")
        agreement = try fields.identifier("agreement")
        reason = try fields.string("reason")
        ground = try fields.optionalIdentifier("ground")
    }

    var json: JSONValue {
        [
            "@type": "sluice:AgreementTermination", "@id": .string(id), "agreement": .string(agreement),
            "reason": .string(reason), "ground": .optional(ground),
        ]
    }
}
