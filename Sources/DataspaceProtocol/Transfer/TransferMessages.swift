public import Primitives

/// Where data can be fetched or must be delivered (`DataAddress`, DSP 2025-1, Transfer Process).
public struct DataAddress: Sendable, Equatable {
    /// Most properties of one address: real ones have under ten.
    private static let propertyLimit = 50

    public var endpointType: String
    public var endpoint: String?
    public var properties: [(name: String, value: String)]

    public init(endpointType: String, endpoint: String?, properties: [(name: String, value: String)]) {
        self.endpointType = endpointType
        self.endpoint = endpoint
        self.properties = properties
    }

    public init(_ fields: JSONFields) throws(DecodingProblem) {
        guard try fields.string("@type").hasSameBytes(as: "DataAddress") else {
            throw fields.problem("@type", "must be `DataAddress`")
        }
        endpointType = try fields.identifier("endpointType")
        endpoint = try fields.optionalIdentifier("endpoint")
        var list: [(name: String, value: String)] = []
        for property in try fields.optionalArray("endpointProperties") ?? [] {
            let property = try JSONFields(property, path: "endpointProperties")
            list.append((try property.identifier("name"), try property.string("value")))
        }
        guard list.count <= Self.propertyLimit else {
            throw fields.problem("endpointProperties", "has more than \(Self.propertyLimit) entries")
        }
        properties = list
    }

    public func property(_ name: String) -> String? { properties.first { $0.name.hasSameBytes(as: name) }?.value }

    public var json: JSONValue {
        let list = properties.map { property -> JSONValue in
            ["@type": "EndpointProperty", "name": .string(property.name), "value": .string(property.value)]
        }
        return [
            "@type": "DataAddress", "endpointType": .string(endpointType), "endpoint": .optional(endpoint),
            "endpointProperties": list.isEmpty ? nil : .array(list),
        ]
    }

    public static func == (one: DataAddress, other: DataAddress) -> Bool { one.json == other.json }
}

/// `TransferRequestMessage`: a consumer asks for the data of an agreement.
public struct TransferRequestMessage: Sendable, Equatable {
    public static let type = "TransferRequestMessage"
    public let messageID: String?
    public let consumerPid: String
    public let agreementID: String
    public let format: String
    public let callbackAddress: String
    /// Present for push transfers only.
    public let dataAddress: DataAddress?

    public init(_ json: JSONValue) throws(DecodingProblem) {
        let fields = try DSP.fields(of: json, type: Self.type)
        messageID = try DSP.messageID(fields)
        consumerPid = try fields.identifier("consumerPid")
        agreementID = try fields.identifier("agreementId")
        format = try fields.identifier("format")
        callbackAddress = try fields.identifier("callbackAddress")
        if let address = try fields.optionalFields("dataAddress") {
            dataAddress = try DataAddress(address)
        } else {
            dataAddress = nil
        }
    }

    public static func json(
        id: String,
        consumerPid: String,
        agreementID: String,
        format: String,
        callbackAddress: String,
        dataAddress: DataAddress?
    ) -> JSONValue {
        DSP.message(
            type,
            id: id,
            [
                "consumerPid": .string(consumerPid), "agreementId": .string(agreementID), "format": .string(format),
                "callbackAddress": .string(callbackAddress), "dataAddress": dataAddress?.json,
            ]
        )
    }
}

/// Start, completion, suspension and termination of a transfer.
public struct TransferStepMessage: Sendable, Equatable {
    public enum Step: String, Sendable, CaseIterable {
        case start = "TransferStartMessage"
        case complete = "TransferCompletionMessage"
        case suspend = "TransferSuspensionMessage"
        case terminate = "TransferTerminationMessage"

        /// The last segment of the path the message is posted to.
        public var path: String {
            switch self {
            case .start: "start"
            case .complete: "completion"
            case .suspend: "suspension"
            case .terminate: "termination"
            }
        }
    }

    public let messageID: String?
    public let providerPid: String
    public let consumerPid: String
    public let reason: StatedReason
    /// Only in a start message.
    public let dataAddress: DataAddress?

    public init(_ step: Step, _ json: JSONValue) throws(DecodingProblem) {
        let fields = try DSP.fields(of: json, type: step.rawValue)
        messageID = try DSP.messageID(fields)
        providerPid = try fields.identifier("providerPid")
        consumerPid = try fields.identifier("consumerPid")
        reason = try StatedReason(fields)
        if step == .start, let address = try fields.optionalFields("dataAddress") {
            dataAddress = try DataAddress(address)
        } else {
            dataAddress = nil
        }
    }

    public static func json(
        _ step: Step,
        id: String,
        providerPid: String,
        consumerPid: String,
        reason: StatedReason = StatedReason(),
        dataAddress: DataAddress? = nil
    ) -> JSONValue {
        var members = pids(providerPid, consumerPid)
        if step == .suspend || step == .terminate { reason.write(to: &members) }
        if step == .start { members["dataAddress"] = dataAddress?.json }
        return DSP.message(step.rawValue, id: id, members)
    }
}

/// What a party shows of a transfer: `TransferProcess` and `TransferError`.
public enum TransferDocument {
    public static func json(id: String, providerPid: String, consumerPid: String, state: String) -> JSONValue {
        var members = pids(providerPid, consumerPid)
        members["state"] = .string(state)
        return DSP.message("TransferProcess", id: id, members)
    }

    public static func error(providerPid: String, consumerPid: String, code: String, reasons: [String]) -> JSONValue {
        var members: JSONObject = ["@context": [.string(DSP.context)], "@type": "TransferError"]
        for member in pids(providerPid, consumerPid).members { members[member.key] = member.value }
        StatedReason(code: code, reasons: reasons).write(to: &members)
        return .object(members)
    }

    public static func read(_ json: JSONValue) -> (providerPid: String, consumerPid: String, state: String)? {
        guard json["@type"]?.stringValue == "TransferProcess", let provider = json["providerPid"]?.stringValue,
            let consumer = json["consumerPid"]?.stringValue, let state = json["state"]?.stringValue
        else { return nil }
        return (provider, consumer, state)
    }
}
