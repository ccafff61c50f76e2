public import Primitives

/// An offer as a message carries it: who chose its identifier decides nothing about whether it exists.
public struct ReceivedOffer: Sendable, Equatable {
    public let id: String
    /// The dataset; required by the text of the specification, optional in the schema of the request.
    public let target: String?
    /// The offer exactly as received.
    public let json: JSONValue

    init(_ fields: JSONFields) throws(DecodingProblem) {
        guard try fields.string("@type").hasSameBytes(as: "Offer") else {
            throw fields.problem("@type", "must be `Offer`")
        }
        id = try fields.identifier("@id")
        target = try fields.optionalIdentifier("target")
        try PolicyShape.check(fields)
        json = .object(fields.object)
    }
}

/// `ContractRequestMessage`: a consumer asks, or answers an offer with its own (DSP 2025-1, Contract Negotiation).
public struct ContractRequestMessage: Sendable, Equatable {
    public static let type = "ContractRequestMessage"
    public let messageID: String?
    public let consumerPid: String
    public let providerPid: String?
    /// Present exactly in the first request.
    public let callbackAddress: String?
    public let offer: ReceivedOffer

    public init(_ json: JSONValue) throws(DecodingProblem) {
        let fields = try DSP.fields(of: json, type: Self.type)
        messageID = try DSP.messageID(fields)
        consumerPid = try fields.identifier("consumerPid")
        providerPid = try fields.optionalIdentifier("providerPid")
        callbackAddress = try fields.optionalIdentifier("callbackAddress")
        offer = try ReceivedOffer(try fields.fields("offer"))
        guard (providerPid == nil) != (callbackAddress == nil) else {
            throw fields.problem("callbackAddress", "or `providerPid` must be present, and not both")
        }
    }

    public static func json(
        id: String,
        consumerPid: String,
        providerPid: String?,
        callbackAddress: String?,
        offer: JSONValue
    ) -> JSONValue {
        DSP.message(
            type,
            id: id,
            [
                "consumerPid": .string(consumerPid), "providerPid": .optional(providerPid),
                "callbackAddress": providerPid == nil ? .optional(callbackAddress) : nil, "offer": offer,
            ]
        )
    }
}

/// `ContractOfferMessage`: a provider offers, first or in answer to a request.
public struct ContractOfferMessage: Sendable, Equatable {
    public static let type = "ContractOfferMessage"
    public let messageID: String?
    public let providerPid: String
    public let consumerPid: String?
    /// Present exactly in an offer that starts a negotiation.
    public let callbackAddress: String?
    public let offer: ReceivedOffer

    public init(_ json: JSONValue) throws(DecodingProblem) {
        let fields = try DSP.fields(of: json, type: Self.type)
        messageID = try DSP.messageID(fields)
        providerPid = try fields.identifier("providerPid")
        consumerPid = try fields.optionalIdentifier("consumerPid")
        callbackAddress = try fields.optionalIdentifier("callbackAddress")
        offer = try ReceivedOffer(try fields.fields("offer"))
        guard offer.target != nil else { throw fields.problem("offer.target", "is missing") }
        guard (consumerPid == nil) != (callbackAddress == nil) else {
            throw fields.problem("callbackAddress", "or `consumerPid` must be present, and not both")
        }
    }

    public static func json(
        id: String,
        providerPid: String,
        consumerPid: String?,
        callbackAddress: String?,
        offer: JSONValue
    ) -> JSONValue {
        DSP.message(
            type,
            id: id,
            [
                "providerPid": .string(providerPid), "consumerPid": .optional(consumerPid),
                "callbackAddress": consumerPid == nil ? .optional(callbackAddress) : nil, "offer": offer,
            ]
        )
    }
}

/// `ContractAgreementMessage`: the provider's agreement; its `agreement` member is kept byte for byte as a value.
public struct ContractAgreementMessage: Sendable, Equatable {
    public static let type = "ContractAgreementMessage"
    public let messageID: String?
    public let providerPid: String
    public let consumerPid: String
    public let agreement: ReceivedAgreement

    public init(_ json: JSONValue) throws(DecodingProblem) {
        let fields = try DSP.fields(of: json, type: Self.type)
        messageID = try DSP.messageID(fields)
        providerPid = try fields.identifier("providerPid")
        consumerPid = try fields.identifier("consumerPid")
        agreement = try ReceivedAgreement(try fields.fields("agreement"))
    }

    public static func json(id: String, providerPid: String, consumerPid: String, agreement: JSONValue) -> JSONValue {
        DSP.message(
            type,
            id: id,
            [
                "providerPid": .string(providerPid), "consumerPid": .string(consumerPid), "agreement": agreement,
            ]
        )
    }
}

/// An agreement as received: identifiers, parties, target, and the whole as a value.
public struct ReceivedAgreement: Sendable, Equatable {
    public let id: String
    public let target: String
    public let assigner: String
    public let assignee: String
    /// An opaque text: peers write nanoseconds, and nothing of ours depends on it.
    public let timestamp: String?
    public let json: JSONValue

    public init(_ fields: JSONFields) throws(DecodingProblem) {
        guard try fields.string("@type").hasSameBytes(as: "Agreement") else {
            throw fields.problem("@type", "must be `Agreement`")
        }
        id = try fields.identifier("@id")
        target = try fields.identifier("target")
        assigner = try fields.identifier("assigner")
        assignee = try fields.identifier("assignee")
        timestamp = try fields.optionalString("timestamp", maximumBytes: Limits.identifierBytes)
        try PolicyShape.check(fields)
        json = .object(fields.object)
    }
}

/// Messages that carry both pids and little else: verification, events, termination.
public struct NegotiationStepMessage: Sendable, Equatable {
    public enum EventType: String, Sendable { case accepted = "ACCEPTED", finalized = "FINALIZED" }
    public let messageID: String?
    public let providerPid: String
    public let consumerPid: String
    public let reason: StatedReason

    private init(_ fields: JSONFields) throws(DecodingProblem) {
        messageID = try DSP.messageID(fields)
        providerPid = try fields.identifier("providerPid")
        consumerPid = try fields.identifier("consumerPid")
        reason = try StatedReason(fields)
    }

    public static func verification(_ json: JSONValue) throws(DecodingProblem) -> NegotiationStepMessage {
        try NegotiationStepMessage(try DSP.fields(of: json, type: "ContractAgreementVerificationMessage"))
    }

    public static func termination(_ json: JSONValue) throws(DecodingProblem) -> NegotiationStepMessage {
        try NegotiationStepMessage(try DSP.fields(of: json, type: "ContractNegotiationTerminationMessage"))
    }

    /// An event message and which event it is; words other than the specification's two are refused.
    public static func event(
        _ json: JSONValue
    ) throws(DecodingProblem) -> (message: NegotiationStepMessage, type: EventType) {
        let fields = try DSP.fields(of: json, type: "ContractNegotiationEventMessage")
        let message = try NegotiationStepMessage(fields)
        guard let type = EventType(rawValue: try fields.string("eventType")) else {
            throw fields.problem("eventType", "must be `ACCEPTED` or `FINALIZED`")
        }
        return (message, type)
    }

    public static func verificationJSON(id: String, providerPid: String, consumerPid: String) -> JSONValue {
        DSP.message("ContractAgreementVerificationMessage", id: id, pids(providerPid, consumerPid))
    }

    public static func eventJSON(
        _ type: EventType,
        id: String,
        providerPid: String,
        consumerPid: String
    ) -> JSONValue {
        var members = pids(providerPid, consumerPid)
        members["eventType"] = .string(type.rawValue)
        return DSP.message("ContractNegotiationEventMessage", id: id, members)
    }

    public static func terminationJSON(
        _ reason: StatedReason,
        id: String,
        providerPid: String,
        consumerPid: String
    ) -> JSONValue {
        var members = pids(providerPid, consumerPid)
        reason.write(to: &members)
        return DSP.message("ContractNegotiationTerminationMessage", id: id, members)
    }
}

/// The two process identifiers that every message after the first carries.
func pids(_ providerPid: String, _ consumerPid: String) -> JSONObject {
    ["providerPid": .string(providerPid), "consumerPid": .string(consumerPid)]
}

/// What a party shows of a negotiation: `ContractNegotiation` and `ContractNegotiationError`.
public enum NegotiationDocument {
    public static func json(id: String, providerPid: String, consumerPid: String, state: String) -> JSONValue {
        var members = pids(providerPid, consumerPid)
        members["state"] = .string(state)
        return DSP.message("ContractNegotiation", id: id, members)
    }

    /// The pids of an error are what the caller knows already; unknown ones are empty strings, as the schema wants strings.
    public static func error(providerPid: String, consumerPid: String, code: String, reasons: [String]) -> JSONValue {
        var members: JSONObject = ["@context": [.string(DSP.context)], "@type": "ContractNegotiationError"]
        for member in pids(providerPid, consumerPid).members { members[member.key] = member.value }
        StatedReason(code: code, reasons: reasons).write(to: &members)
        return .object(members)
    }

    /// The pids and state that a peer shows in an answer; nil when the body is something else (bodies may be empty).
    public static func read(_ json: JSONValue) -> (providerPid: String, consumerPid: String, state: String)? {
        guard json["@type"]?.stringValue == "ContractNegotiation", let provider = json["providerPid"]?.stringValue,
            let consumer = json["consumerPid"]?.stringValue, let state = json["state"]?.stringValue
        else { return nil }
        return (provider, consumer, state)
    }
}
