public import Primitives

/// Everything that proves an agreement, in one file: the agreement, both signatures, every step with record, salt and proof.
public struct EvidenceBundle: Sendable, Equatable {
    public static let format = "sluice-evidence-bundle@v1"
    /// Bytes of the longest bundle that is read.
    public static let longest = 64 << 20
    /// The message member that carries a party's signature over the agreement.
    public static let signatureMember = "sluice:agreementSignature"

    public struct Entry: Sendable, Equatable {
        public let extra: ReceiptExtra
        public let proof: TlogProof

        public init(extra: ReceiptExtra, proof: TlogProof) {
            self.extra = extra
            self.proof = proof
        }
    }

    /// The `agreement` member as sent or received.
    public let agreement: JSONValue
    public let provider: String
    public let consumer: String
    /// The process identifiers that the signatures cover with the agreement.
    public let providerPid: String?
    public let consumerPid: String?
    /// Detached compact JWS strings; nil where a party did not sign, as foreign peers do not.
    public let providerSignature: String?
    public let consumerSignature: String?
    public let entries: [Entry]

    public init(
        agreement: JSONValue,
        provider: String,
        consumer: String,
        providerPid: String? = nil,
        consumerPid: String? = nil,
        providerSignature: String? = nil,
        consumerSignature: String? = nil,
        entries: [Entry]
    ) {
        self.agreement = agreement
        self.provider = provider
        self.consumer = consumer
        self.providerPid = providerPid
        self.consumerPid = consumerPid
        self.providerSignature = providerSignature
        self.consumerSignature = consumerSignature
        self.entries = entries
    }

    public var json: JSONValue {
        let signed = [providerSignature.map { _ in "provider" }, consumerSignature.map { _ in "consumer" }]
        return [
            "format": .string(Self.format), "agreement": agreement,
            "parties": ["provider": .string(provider), "consumer": .string(consumer)],
            "processes": ["provider": .optional(providerPid), "consumer": .optional(consumerPid)],
            "signatures": [
                "provider": .optional(providerSignature), "consumer": .optional(consumerSignature),
                "signedBy": .strings(signed.compactMap { $0 }),
            ],
            "entries": .array(
                entries.map { entry in
                    var object = entry.extra.json.objectValue ?? JSONObject()
                    object["proof"] = .string(String(decoding: entry.proof.bytes, as: UTF8.self))
                    return .object(object)
                }
            ),
        ]
    }

    /// Reads a bundle file; nothing is verified.
    public init(reading bytes: [UInt8]) throws(LogProblem) {
        guard let json = try? JSONReader.read(bytes, maximumBytes: Self.longest),
            json["format"]?.stringValue == Self.format, let agreement = json["agreement"],
            let provider = json["parties"]?["provider"]?.stringValue,
            let consumer = json["parties"]?["consumer"]?.stringValue, let items = json["entries"]?.arrayValue
        else { throw .malformed("the file is not a `\(Self.format)`", "文件不是 `\(Self.format)`") }
        var entries: [Entry] = []
        for item in items {
            guard let proof = item["proof"]?.stringValue else { throw .malformed("an entry has no proof", "条目缺少证明") }
            entries.append(
                Entry(extra: try ReceiptExtra(item), proof: try TlogProof(reading: Array(proof.utf8)))
            )
        }
        self.init(
            agreement: agreement,
            provider: provider,
            consumer: consumer,
            providerPid: json["processes"]?["provider"]?.stringValue,
            consumerPid: json["processes"]?["consumer"]?.stringValue,
            providerSignature: json["signatures"]?["provider"]?.stringValue,
            consumerSignature: json["signatures"]?["consumer"]?.stringValue,
            entries: entries
        )
    }
}
