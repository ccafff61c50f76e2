public import Primitives

/// What a receipt carries beside the proof, so that a stranger can make the leaf: the extra data of our `.tlog-proof` files.
public struct ReceiptExtra: Sendable, Equatable {
    /// The log's entry.
    public let leaf: [UInt8]
    /// The record and its salt; absent once erased, or where only the leaf is shown.
    public let record: JSONValue?
    public let salt: [UInt8]?

    public init(leaf: [UInt8], record: JSONValue?, salt: [UInt8]?) {
        self.leaf = leaf
        self.record = record
        self.salt = salt
    }

    public var json: JSONValue {
        [
            "leaf": .string(String(decoding: leaf, as: UTF8.self)), "record": record ?? .null,
            "salt": .optional(salt.map { Hex.encode($0) }) ?? .null,
        ]
    }

    public var bytes: [UInt8] { CanonicalJSON.bytes(of: json) }

    /// Reads what `json` wrote, and nothing more or less: a member under another name must not pass as an absent one.
    public init(_ json: JSONValue) throws(LogProblem) {
        guard let leaf = json["leaf"]?.stringValue, let record = json["record"], let salt = json["salt"],
            (record == .null) == (salt == .null)
        else { throw .malformed("the receipt has no leaf, record or salt", "回执缺少叶子、记录或盐") }
        self.leaf = Array(leaf.utf8)
        self.record = record == .null ? nil : record
        self.salt = salt.stringValue.flatMap { Hex.decode($0) }
        guard salt == .null || self.salt?.count == EvidenceLeaf.saltBytes else {
            throw .malformed("the receipt's salt is not one", "回执的盐无效")
        }
    }

    public init(reading bytes: [UInt8]) throws(LogProblem) {
        guard let json = try? JSONReader.read(bytes) else {
            throw .malformed("the receipt's extra data is not JSON", "回执附加数据不是 JSON")
        }
        try self.init(json)
        guard self.bytes == bytes else {
            throw .malformed("the receipt's extra data is not in its one form", "回执附加数据不是唯一的规范形式")
        }
    }

    /// Whether leaf, record and salt belong together; false when the record is absent.
    public var recordMatches: Bool {
        guard let record, let salt, salt.count == EvidenceLeaf.saltBytes, let type = record["type"]?.stringValue,
            let time = record["time"]?.stringValue
        else { return false }
        let expected: JSONValue = [
            "version": .integer(EvidenceRecord.version), "type": .string(type), "time": .string(time),
            "commitment": .string(EvidenceLeaf.commitment(to: record, salt: salt).description),
        ]
        return CanonicalJSON.bytes(of: expected) == leaf
    }
}
