public import Primitives

/// Names of the Dataspace Protocol 2025-1 that stand on the wire.
public enum DSP {
    public static let version = "2025-1"
    /// The path of this version under an origin.
    public static let path = "/dsp/2025-1"
    /// The one JSON-LD context; it is bundled by every implementation and never fetched.
    public static let context = "https://w3id.org/dspace/2025/1/context.jsonld"
    public static let namespace = "https://w3id.org/dspace/2025/1/"
    /// The endpoint type of HTTP data addresses, as connectors of the field agree on it.
    public static let httpEndpointType = "https://w3id.org/idsa/v4.1/HTTP"

    /// A message with its type and identifier first, so that people can read it; position means nothing (specification, Common).
    public static func message(_ type: String, id: String, _ members: JSONObject) -> JSONValue {
        var object: JSONObject = ["@context": [.string(context)], "@type": .string(type), "@id": .string(id)]
        for member in members.members { object[member.key] = member.value }
        return .object(object)
    }

    /// Checks what every message must carry and gives its members.
    ///
    /// `@context` MUST be an array of strings that contains the protocol's context (common/context-schema.json).
    public static func fields(of json: JSONValue, type: String) throws(DecodingProblem) -> JSONFields {
        let fields = try JSONFields(json)
        try checkContext(fields)
        guard try fields.string("@type").hasSameBytes(as: type) else {
            throw fields.problem("@type", "must be `\(type)`")
        }
        return fields
    }

    private static func checkContext(_ fields: JSONFields) throws(DecodingProblem) {
        var isPresent = false
        for entry in try fields.array("@context") {
            guard let text = entry.stringValue else {
                throw fields.problem("@context", "must be an array of strings")
            }
            isPresent = isPresent || text.hasSameBytes(as: context)
        }
        guard isPresent else { throw fields.problem("@context", "must contain `\(context)`") }
    }

    /// The optional identifier that some peers put on each message.
    static func messageID(_ fields: JSONFields) throws(DecodingProblem) -> String? {
        try fields.optionalIdentifier("@id")
    }
}

/// Which side of a negotiation or transfer a participant plays.
public enum Role: String, Sendable, CaseIterable {
    case consumer, provider

    public var other: Role { self == .consumer ? .provider : .consumer }
}

/// A message's reason for ending or pausing: `code` and `reason` (DSP 2025-1, termination and suspension messages).
public struct StatedReason: Sendable, Equatable {
    public var code: String?
    public var reasons: [String]

    public init(code: String? = nil, reasons: [String] = []) {
        self.code = code
        self.reasons = reasons
    }

    init(_ fields: JSONFields) throws(DecodingProblem) {
        code = try fields.optionalString("code", maximumBytes: Limits.identifierBytes)
        var texts: [String] = []
        for reason in try fields.optionalArray("reason") ?? [] {
            texts.append(String((reason.stringValue ?? reason.text).prefix(Limits.identifierBytes)))
        }
        reasons = texts
    }

    func write(to object: inout JSONObject) {
        object["code"] = .optional(code)
        if !reasons.isEmpty { object["reason"] = .strings(reasons) }
    }
}

/// The version document at `/.well-known/dspace-version` (DSP 2025-1, Common, Exposure of Versions).
public enum VersionDocument {
    public static let path = "/.well-known/dspace-version"

    /// The document of a node with one version; `extensions` are ours, and foreign readers skip them.
    public static func json(serviceID: String, extensions: [String] = []) -> JSONValue {
        [
            "protocolVersions": [
                [
                    "version": .string(DSP.version), "path": .string(DSP.path), "binding": "HTTPS",
                    "serviceId": .string(serviceID),
                ]
            ],
            "sluice:extensions": extensions.isEmpty ? nil : .strings(extensions),
        ]
    }
}
