/// Why a log, a note or a proof is not accepted, in words for people.
public struct LogProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// What a program may switch on.
    public enum Kind: String, Sendable {
        /// The text or the bytes are not in the form that the specification gives.
        case malformed
        /// A signature that had to verify does not, or none is from a known key.
        case signature
        /// Hashes do not lead to the root that was signed.
        case proof
        /// Something that the tree needs is not there.
        case missing
        /// A file could not be read or written.
        case storage
        /// Two signed trees contradict each other, or what would be signed contradicts what was.
        case inconsistent
    }

    public let kind: Kind
    public let en: String
    public let zh: String

    public init(_ kind: Kind, _ en: String, _ zh: String) {
        self.kind = kind
        self.en = en
        self.zh = zh
    }

    public var description: String { "\(en) / \(zh)" }

    static func malformed(_ en: String, _ zh: String) -> LogProblem { LogProblem(.malformed, en, zh) }
}
