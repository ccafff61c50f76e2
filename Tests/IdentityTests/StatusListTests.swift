import Identity
import Primitives
import Testing

@Suite struct StatusListTests {
    @Test func `a list keeps its bits through both written forms`() throws {
        for form in StatusListForm.allCases {
            var list = StatusList()
            for index in [0, 1, 7, 8, 9, 4711, 131_071] { list.set(index, true) }
            let read = try StatusList(encoded: list.encoded(as: form), as: form)
            #expect(read == list)
            #expect(read.isSet(0) == true && read.isSet(2) == false && read.isSet(131_071) == true)
            #expect(read.isSet(131_072) == nil && read.isSet(-1) == nil)
        }
    }

    /// Index 0 is the leftmost bit, as both specifications say: the first byte of a list with only index 0 is 0x80.
    ///
    /// The text is Python's: base64.urlsafe_b64encode(gzip.compress(bytes([0x80]) + bytes(16383), mtime=0)), padding removed.
    @Test func `the order of bits is that of another implementation`() throws {
        let text = "uH4sIAAAAAAACA-3BIQEAAAACIKc73RkWoAEAAAAAAAAAAAAAAAAAAADeBuRZQ2cAQAAA"
        let list = try StatusList(encoded: text, as: .bitstring)
        #expect(list.isSet(0) == true)
        #expect((1..<list.count).allSatisfy { list.isSet($0) == false })
    }

    /// Status List 2021 as implementations write it: either alphabet, padding, sometimes the multibase letter.
    @Test func `the form of 2021 is read in all its spellings`() throws {
        let text = "H4sIAAAAAAACA-3BIQEAAAACIKc73RkWoAEAAAAAAAAAAAAAAAAAAADeBuRZQ2cAQAAA"
        let list = try StatusList(encoded: "u" + text, as: .bitstring)
        for spelling in [text, "u" + text, text.replacing("-", with: "+"), text + "=="] {
            #expect(try StatusList(encoded: spelling, as: .statusList2021) == list)
        }
        #expect(throws: CredentialProblem.self) { try StatusList(encoded: text, as: .bitstring) }
    }

    /// The example of WD-vc-status-list-20230427 has 100,000 entries, fewer than the same text demands.
    @Test func `the specification's own example is too short`() {
        let text = "H4sIAAAAAAAAA-3BMQEAAADCoPVPbQsvoAAAAAAAAAAAAAAAAP4GcwM92tQwAAA"
        #expect(throws: CredentialProblem.self) { try StatusList(encoded: text, as: .statusList2021) }
    }

    @Test(
        arguments: [
            ("", "empty"),
            ("u", "only the letter"),
            ("uH4sI", "cut off"),
            ("u!!!!", "other characters"),
            ("uAAAA", "not gzip"),
            ("uH4sIAAAAAAACAwMAAAAAAAAAAAA", "an empty file"),
        ]
    ) func `broken lists are refused`(text: String, why: String) {
        #expect(throws: CredentialProblem.self, "\(why)") { try StatusList(encoded: text, as: .bitstring) }
    }

    /// 2 KB of zeros, as short lists in the wild have: 16,384 entries (Python's gzip).
    @Test func `a list that is too short is refused`() {
        let short = "uH4sIAAAAAAACA2NgGAWjYBSMglEwCkbBSAMAnrro8QAIAAA"
        #expect(throws: CredentialProblem.self) { try StatusList(encoded: short, as: .bitstring) }
        #expect(throws: CredentialProblem.self) { try StatusList(encoded: short, as: .statusList2021) }
    }

    @Test func `a small text that expands to much is refused`() throws {
        let largest = StatusList(entries: .max)
        #expect(largest.count == StatusList.maximumEntries)
        #expect(try StatusList(encoded: largest.encoded(as: .bitstring), as: .bitstring) == largest)
        let bomb = try #require(Gzip.compress([UInt8](repeating: 0, count: StatusList.maximumEntries / 8 + 1)))
        #expect(bomb.count < 4096)
        #expect(throws: CredentialProblem.self) {
            try StatusList(encoded: "u" + Base64URL.encode(bomb), as: .bitstring)
        }
    }

    @Test func `bytes after a gzip member, and a member cut off, are refused`() throws {
        let whole = try #require(Gzip.compress(Array("abcdefgh".utf8)))
        #expect(Gzip.decompress(whole, limit: 8) == Array("abcdefgh".utf8))
        #expect(Gzip.decompress(whole, limit: 7) == nil)
        #expect(Gzip.decompress(whole + [0], limit: 100) == nil)
        for length in 0..<whole.count { #expect(Gzip.decompress(Array(whole.prefix(length)), limit: 100) == nil) }
    }

    @Test(
        arguments: [
            #"{"type":"BitstringStatusListEntry","statusPurpose":"message","statusListIndex":"1","statusListCredential":"https://x/1"}"#,
            #"{"type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":"-1","statusListCredential":"https://x/1"}"#,
            #"{"type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":"1","statusSize":2,"statusListCredential":"https://x/1"}"#,
            #"{"type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":"99999999999999999999","statusListCredential":"https://x/1"}"#,
            #"{"type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":"1"}"#,
            #"{"type":"SomethingElse","statusPurpose":"revocation","statusListIndex":"1","statusListCredential":"https://x/1"}"#,
            #""text""#,
        ]
    ) func `entries that are not understood are refused`(text: String) throws {
        let value = try JSONReader.read(text)
        #expect(throws: CredentialProblem.self) { try StatusEntry(value) }
    }

    @Test func `a published list is read from its credential`() throws {
        let now = Instant(milliseconds: 1_800_000_000_000)
        for profile in CredentialProfile.allCases {
            var list = StatusList()
            list.set(42, true)
            let payload = try CredentialContent.statusList(
                list,
                profile: profile,
                purpose: .suspension,
                address: "https://issuer.example/status/1",
                issuer: "did:web:issuer.example",
                from: now,
                until: now.advanced(seconds: 600)
            )
            let published = try PublishedStatusList(VerifiableCredential(payload: payload), at: now)
            func entry(_ index: Int, _ purpose: StatusPurpose) -> StatusEntry {
                StatusEntry(
                    form: profile.statusForm,
                    purpose: purpose,
                    index: index,
                    listAddress: "https://issuer.example/status/1"
                )
            }
            #expect(try published.isSet(entry(42, .suspension)))
            #expect(try !published.isSet(entry(43, .suspension)))
            #expect(throws: CredentialProblem.self) { try published.isSet(entry(42, .revocation)) }
            #expect(throws: CredentialProblem.self) { try published.isSet(entry(131_072, .suspension)) }
            #expect(throws: CredentialProblem.self) {
                try PublishedStatusList(VerifiableCredential(payload: payload), at: now.advanced(seconds: 700))
            }
        }
    }
}
