public import Primitives

/// Everything that proves an agreement, in one file: the agreement, both signatures, every step with record, salt and proof.
public struct EvidenceBundle: Sendable, Equatable {
    public static let format = "sluice-evidence-bundle@v1"
    /// Bytes of the longest bundle that is read.
    public static let longest = 64 << 20
    /// Signatures of one bundle: two parties, each with an international and a national one.
    private static let mostSignatures = 4

    public struct Entry: Sendable, Equatable {
        public let extra: ReceiptExtra
        public let proof: TlogProof

        public init(extra: ReceiptExtra, proof: TlogProof) {
            self.extra = extra
            self.proof = proof
        }
    }

    /// A party's signature on the agreement: a detached compact JWS (RFC 7515, appendix F) over the canonical JSON of `agreement`,
    /// `consumerPid` and `providerPid`.
    public struct Signature: Sendable, Equatable {
        /// `provider` or `consumer`.
        public let by: String
        public let algorithm: String
        public let jws: String
        /// The name of the key, as the signer's DID document has it.
        public let keyID: String?
        /// The public key as a JSON Web Key, where the owner of the bundle knew it when it took the signature.
        public let publicKey: JSONValue?

        public init(by: String, algorithm: String, jws: String, keyID: String?, publicKey: JSONValue?) {
            self.by = by
            self.algorithm = algorithm
            self.jws = jws
            self.keyID = keyID
            self.publicKey = publicKey
        }

        var json: JSONValue {
            [
                "by": .string(by), "algorithm": .string(algorithm), "jws": .string(jws), "keyId": .optional(keyID),
                "publicKey": publicKey,
            ]
        }

        init(_ json: JSONValue) throws(LogProblem) {
            guard let by = json["by"]?.stringValue, by == "provider" || by == "consumer",
                let algorithm = json["algorithm"]?.stringValue, let jws = json["jws"]?.stringValue
            else { throw .malformed("a signature is not readable", "签名无法读取") }
            self.init(
                by: by,
                algorithm: algorithm,
                jws: jws,
                keyID: json["keyId"]?.stringValue,
                publicKey: json["publicKey"]
            )
        }
    }

    /// The `agreement` member as sent or received.
    public let agreement: JSONValue
    public let provider: String
    public let consumer: String
    /// The process identifiers that the signatures cover with the agreement.
    public let providerPid: String?
    public let consumerPid: String?
    /// None of a party that did not sign, as foreign peers do not.
    public let signatures: [Signature]
    public let entries: [Entry]

    public init(
        agreement: JSONValue,
        provider: String,
        consumer: String,
        providerPid: String? = nil,
        consumerPid: String? = nil,
        signatures: [Signature] = [],
        entries: [Entry]
    ) {
        self.agreement = agreement
        self.provider = provider
        self.consumer = consumer
        self.providerPid = providerPid
        self.consumerPid = consumerPid
        self.signatures = signatures
        self.entries = entries
    }

    /// The parties that signed: `provider`, `consumer`, both or none.
    public var signedBy: [String] { ["provider", "consumer"].filter { role in signatures.contains { $0.by == role } } }

    public var json: JSONValue {
        [
            "format": .string(Self.format), "agreement": agreement,
            "parties": ["provider": .string(provider), "consumer": .string(consumer)],
            "processes": ["provider": .optional(providerPid), "consumer": .optional(consumerPid)],
            "signedBy": .strings(signedBy), "signatures": .array(signatures.map(\.json)),
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
        let signatures = json["signatures"]?.arrayValue ?? []
        guard signatures.count <= Self.mostSignatures else { throw .malformed("too many signatures", "签名过多") }
        var read: [Signature] = []
        for signature in signatures { read.append(try Signature(signature)) }
        self.init(
            agreement: agreement,
            provider: provider,
            consumer: consumer,
            providerPid: json["processes"]?["provider"]?.stringValue,
            consumerPid: json["processes"]?["consumer"]?.stringValue,
            signatures: read,
            entries: entries
        )
        // What this type does not know is not checked, so it has no place in the file.
        guard CanonicalJSON.bytes(of: self.json) == CanonicalJSON.bytes(of: json) else {
            throw .malformed("the bundle has members that are not its own", "证据包含有未知成员")
        }
    }
}
