import Primitives

/// A list of one bit per credential, index 0 first and leftmost (Bitstring Status List 1.0, 3; Status List 2021, 3).
package struct StatusList: Sendable, Equatable {
    /// Fewest entries (both specifications, 16 KB): a shorter list tells too much about whom it lists, and is refused.
    package static let minimumEntries = 131_072
    /// Most entries, 2 MiB uncompressed: a small compressed text must not become a huge memory.
    package static let maximumEntries = 16_777_216
    /// Longest encoded text that is looked at: more than 2 MiB of random bits in base64.
    package static let encodedBytes = 3_000_000

    private var bytes: [UInt8]

    /// A list of zeros; a number of entries outside the limits is moved inside them.
    package init(entries: Int = minimumEntries) {
        let count = min(max(entries, Self.minimumEntries), Self.maximumEntries)
        bytes = [UInt8](repeating: 0, count: (count + 7) / 8)
    }

    package var count: Int { bytes.count * 8 }

    /// Whether a bit is set; nil outside the list.
    package func isSet(_ index: Int) -> Bool? {
        guard index >= 0, index < count else { return nil }
        return bytes[index / 8] & (0x80 >> UInt8(index % 8)) != 0
    }

    /// Sets or clears a bit; false outside the list.
    @discardableResult
    package mutating func set(_ index: Int, _ value: Bool) -> Bool {
        guard index >= 0, index < count else { return false }
        let mask = UInt8(0x80) >> UInt8(index % 8)
        if value { bytes[index / 8] |= mask } else { bytes[index / 8] &= ~mask }
        return true
    }
}

extension StatusList {
    /// The member `encodedList`: multibase `u`, base64url without padding, gzip.
    ///
    /// The form of 2021 has no multibase letter.
    package func encoded(as form: StatusListForm) throws(CredentialProblem) -> String {
        guard let compressed = Gzip.compress(bytes) else {
            throw CredentialProblem(.statusList, "the list could not be compressed")
        }
        let text = Base64URL.encode(compressed)
        return form == .bitstring ? "u" + text : text
    }

    /// Reads `encodedList`; too short, too long or broken lists are refused.
    ///
    /// The form of 2021 is met in the wild with both alphabets, with padding and with the multibase letter: all are read,
    /// since a gzip file in base64 always begins with `H4sI`.
    package init(encoded text: String, as form: StatusListForm) throws(CredentialProblem) {
        guard text.utf8.count <= Self.encodedBytes else {
            throw CredentialProblem(.statusList, "the list is longer than \(Self.encodedBytes) characters")
        }
        var body = Substring(text)
        if body.hasPrefix("u") {
            body = body.dropFirst()
        } else if form == .bitstring {
            throw CredentialProblem(.statusList, "`encodedList` is not multibase base64url (`u…`)")
        }
        if form == .statusList2021 { body = Substring(Self.plainAlphabet(body)) }
        guard let compressed = Base64URL.decode(String(body)) else {
            throw CredentialProblem(.statusList, "`encodedList` is not base64url")
        }
        guard let bytes = Gzip.decompress(compressed, limit: Self.maximumEntries / 8) else {
            throw CredentialProblem(
                .statusList,
                "`encodedList` is not gzip, or has more than \(Self.maximumEntries) entries"
            )
        }
        guard bytes.count * 8 >= Self.minimumEntries else {
            throw CredentialProblem(
                .statusList,
                "the list has \(bytes.count * 8) entries, fewer than \(Self.minimumEntries)"
            )
        }
        self.bytes = bytes
    }

    private static func plainAlphabet(_ text: Substring) -> String {
        String(
            text.compactMap { character -> Character? in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            }
        )
    }
}

/// The two written forms of status lists.
package enum StatusListForm: String, Sendable, CaseIterable {
    case bitstring
    case statusList2021

    package var entryType: String { self == .bitstring ? "BitstringStatusListEntry" : "StatusList2021Entry" }
    package var subjectType: String { self == .bitstring ? "BitstringStatusList" : "StatusList2021" }
    package var credentialType: String {
        self == .bitstring ? "BitstringStatusListCredential" : "StatusList2021Credential"
    }
}

/// What a set bit means.
///
/// Other purposes of the specifications (`refresh`, `message`) are refused: a status that is not understood is not a yes.
package enum StatusPurpose: String, Sendable, CaseIterable {
    /// Ended for good.
    case revocation
    /// Without effect until the bit is cleared.
    case suspension
}
