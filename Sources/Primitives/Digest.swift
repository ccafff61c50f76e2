public import Crypto

/// A SHA-256 digest, written `sha256:` and 64 lower-case hexadecimal digits.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    public let bytes: [UInt8]

    /// The digest of some bytes.
    public init(of data: some Sequence<UInt8>) {
        var hasher = SHA256()
        var buffer = Array(data)
        hasher.update(data: buffer)
        buffer.removeAll()
        self.init(hasher.finalize())
    }

    /// The digest of bytes that lie together: no copy is made.
    public init(of bytes: [UInt8]) { self.init(SHA256.hash(data: bytes)) }

    /// The digest of a text's UTF-8 bytes.
    public init(of text: String) { self.init(of: Array(text.utf8)) }

    public init(_ digest: SHA256.Digest) { bytes = Array(digest) }

    /// The digest with these 32 bytes; nil for any other number.
    public init?(bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
        guard self.bytes.count == 32 else { return nil }
    }

    /// Reads the written form; nil for anything else.
    public init?(_ text: String) {
        guard text.hasPrefix("sha256:"), let bytes = Hex.decode(text.dropFirst(7)), bytes.count == 32 else {
            return nil
        }
        self.bytes = bytes
    }

    public var hex: String { Hex.encode(bytes) }
    public var description: String { "sha256:" + hex }
}

/// Lower-case hexadecimal.
public enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes, or nil for an odd length or a character that is no lower-case hexadecimal digit.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in text.utf8 {
            guard let value = digits.firstIndex(of: character) else { return nil }
            if let first = high {
                bytes.append(first << 4 | UInt8(value))
                high = nil
            } else {
                high = UInt8(value)
            }
        }
        return high == nil ? bytes : nil
    }
}
