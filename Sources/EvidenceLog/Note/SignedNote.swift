import Primitives

/// A signature line of a note: who signed, and the bytes after the key ID (C2SP signed-note, “Format”).
public struct NoteSignature: Sendable, Equatable {
    public let name: String
    public let keyID: UInt32
    public let bytes: [UInt8]

    public init(name: String, keyID: UInt32, bytes: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }

    static let dash = Array("\u{2014} ".utf8)

    /// The line with its newline.
    public var line: String { "\u{2014} \(name) \(Base64.encode(keyID.bigEndianBytes + bytes))\n" }

    /// Reads a line without its newline; nil when it is not one.
    init?(line: [UInt8]) {
        guard line.starts(with: Self.dash) else { return nil }
        let words = line.dropFirst(Self.dash.count).split(separator: 0x20, omittingEmptySubsequences: false)
        guard words.count == 2, let name = String(validating: words[0], as: UTF8.self), NoteName.isValid(name),
            let text = String(validating: words[1], as: UTF8.self), let decoded = Base64.decode(text), decoded.count > 4
        else { return nil }
        self.name = name
        keyID = decoded[..<4].reduce(0) { $0 << 8 | UInt32($1) }
        bytes = Array(decoded[4...])
    }
}

/// Names of keys: not empty, no Unicode space, no plus.
enum NoteName {
    /// Bytes of the longest name that is read; the cosignature format allows 255.
    static let longest = 255

    static func isValid(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= longest
            && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
    }

    /// Swift compares strings by canonical equivalence; keys are told apart by their bytes.
    static func same(_ one: String, _ other: String) -> Bool { Array(one.utf8) == Array(other.utf8) }
}

extension FixedWidthInteger {
    var bigEndianBytes: [UInt8] {
        stride(from: Self.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> $0) }
    }
}

/// A key that can check signatures of notes.
public protocol NoteVerifier: Sendable {
    var name: String { get }
    var keyID: UInt32 { get }
    /// Whether `signature` (the bytes after the key ID) is this key's over the note's text.
    func isValid(_ signature: [UInt8], over text: [UInt8]) -> Bool
}

/// A key that signs notes.
public protocol NoteSigner: Sendable {
    var verifier: any NoteVerifier { get }
    /// The signature line over a note's text.
    func sign(_ text: [UInt8]) throws -> NoteSignature
}

/// A text with signature lines (C2SP signed-note).
public struct SignedNote: Sendable, Equatable {
    /// Bytes of the longest note that is read: 100 signatures of the longest assigned kind fit.
    public static let longest = 1 << 19
    /// Signature lines of one note; the specification asks for at least 16.
    public static let mostSignatures = 100

    /// The text with its last newline; what is signed.
    public let text: [UInt8]
    public var signatures: [NoteSignature]

    public init(text: [UInt8], signatures: [NoteSignature]) {
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note; nothing in it is verified.
    public init(reading bytes: [UInt8]) throws(LogProblem) {
        guard bytes.count <= Self.longest else { throw Self.broken("is too long", "过长") }
        guard String(validating: bytes, as: UTF8.self) != nil, bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }) else {
            throw Self.broken("is not UTF-8 text without control characters", "不是无控制字符的 UTF-8 文本")
        }
        guard let lines = bytes.terminatedLines() else { throw Self.broken("does not end in a newline", "末行无换行") }
        guard let blank = lines.lastIndex(of: []), blank > 0, blank + 1 < lines.count else {
            throw Self.broken("has no signature lines after a blank line", "空行后没有签名行")
        }
        guard lines.count - blank - 1 <= Self.mostSignatures else {
            throw Self.broken("has too many signatures", "签名过多")
        }
        text = lines[..<blank].flatMap { $0 + [0x0A] }
        var signatures: [NoteSignature] = []
        for line in lines[(blank + 1)...] {
            guard let signature = NoteSignature(line: line) else {
                throw Self.broken("has a signature line that is not one", "签名行格式有误")
            }
            signatures.append(signature)
        }
        self.signatures = signatures
    }

    private static func broken(_ en: String, _ zh: String) -> LogProblem {
        .malformed("the signed note \(en)", "签名文本\(zh)")
    }

    public var bytes: [UInt8] { text + [0x0A] + signatures.flatMap { Array($0.line.utf8) } }

    /// The keys among `known` whose signatures the note has.
    ///
    /// Signatures of other keys are ignored, even if they share a name or an ID with a known one. One that names a known key
    /// and does not verify makes the whole note unacceptable.
    public func verifiedKeys(among known: [any NoteVerifier]) throws(LogProblem) -> [any NoteVerifier] {
        var found: [any NoteVerifier] = []
        for signature in signatures {
            for key in known where key.keyID == signature.keyID && NoteName.same(key.name, signature.name) {
                guard key.isValid(signature.bytes, over: text) else {
                    throw LogProblem(
                        .signature,
                        "the signature of `\(key.name)` does not verify",
                        "`\(key.name)` 的签名验证失败"
                    )
                }
                if !found.contains(where: { $0.keyID == key.keyID && NoteName.same($0.name, key.name) }) {
                    found.append(key)
                }
            }
        }
        return found
    }
}
