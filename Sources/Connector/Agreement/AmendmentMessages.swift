import DataspaceProtocol
import Primitives

/// The messages by which two Sluices amend an agreement; an extension like `AgreementTermination`.
///
/// Announced as `sluice:extensions` in the version document; a peer that does not announce it never gets one.
enum AmendmentMessages {
    static let extensionName = "agreement-amendment-1"
    private static let proposalType = "sluice:AgreementAmendment"
    private static let acceptanceType = "sluice:AmendmentAcceptance"
    private static let closingType = "sluice:AmendmentClosing"
    static let documentType = "sluice:Amendment"

    /// Below the protocol's base; `agreement` and `amendment` are percent-encoded or names of a route's parameters.
    static func proposalPath(of agreement: String) -> String { "/sluice/agreements/\(agreement)/amendments" }
    static func path(of agreement: String, _ amendment: String) -> String {
        proposalPath(of: agreement) + "/" + amendment
    }
    static func acceptancePath(of agreement: String, _ amendment: String) -> String {
        path(of: agreement, amendment) + "/acceptance"
    }
    static func closingPath(of agreement: String, _ amendment: String) -> String {
        path(of: agreement, amendment) + "/closing"
    }

    /// A proposal: the whole agreement that is to take the old one's place.
    struct Proposal: Sendable {
        let id: String
        let amendment: String
        let agreement: ReceivedAgreement
        let note: String?

        init(_ json: JSONValue) throws(DecodingProblem) {
            let fields = try AmendmentMessages.fields(json, proposalType)
            id = try fields.identifier("@id")
            amendment = try fields.identifier("amendment")
            agreement = try ReceivedAgreement(try fields.fields("agreement"))
            note = try fields.optionalString("note")
        }
    }

    static func proposal(id: String, amendment: String, agreement: JSONValue, note: String?) -> JSONValue {
        [
            "@type": .string(proposalType), "@id": .string(id), "amendment": .string(amendment),
            "agreement": agreement, "note": .optional(note),
        ]
    }

    /// An acceptance or a closing.
    struct Step: Sendable {
        let id: String
        let amendment: String
        let reason: StatedReason

        init(_ event: AmendmentTable.Event, _ json: JSONValue) throws(DecodingProblem) {
            let fields = try AmendmentMessages.fields(json, event == .accept ? acceptanceType : closingType)
            id = try fields.identifier("@id")
            amendment = try fields.identifier("amendment")
            var reasons: [String] = []
            for text in try fields.optionalArray("reason") ?? [] {
                reasons.append(String((text.stringValue ?? text.text).prefix(Limits.identifierBytes)))
            }
            reason = StatedReason(code: try fields.optionalIdentifier("code"), reasons: reasons)
        }
    }

    static func step(
        _ event: AmendmentTable.Event,
        id: String,
        amendment: String,
        reason: StatedReason?
    ) -> JSONValue {
        [
            "@type": .string(event == .accept ? acceptanceType : closingType), "@id": .string(id),
            "amendment": .string(amendment), "code": .optional(reason?.code),
            "reason": reason.map { .strings($0.reasons) },
        ]
    }

    /// What a party shows of an amendment: the last acknowledged state.
    static func document(_ amendment: Amendment) -> JSONValue {
        [
            "@type": .string(documentType), "@id": .string(amendment.id), "agreement": .string(amendment.agreement),
            "successor": .string(amendment.successor), "state": .string(amendment.state?.rawValue ?? ""),
        ]
    }

    /// The state that a peer shows of an amendment; nil when the body is something else.
    static func shownState(_ json: JSONValue, of amendment: String) -> String? {
        guard json["@type"]?.stringValue == documentType,
            json["@id"]?.stringValue?.hasSameBytes(as: amendment) ?? false
        else { return nil }
        return json["state"]?.stringValue
    }

    private static func fields(_ json: JSONValue, _ type: String) throws(DecodingProblem) -> JSONFields {
        let fields = try JSONFields(json)
        guard try fields.string("@type") == type else { throw fields.problem("@type", "must be `\(type)`") }
        return fields
    }
}
