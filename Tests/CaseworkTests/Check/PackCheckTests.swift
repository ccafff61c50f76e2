import Casework
import Primitives
import Testing

@Suite struct PackCheckTests {
    static let packs = EmbeddedRules.files.filter { !$0.path.contains("calendar/") }

    @Test func `the packs of the project have no findings`() {
        #expect(LibraryCheck.findings(in: EmbeddedRules.files) == [])
    }

    @Test(arguments: packs.map(\.path))
    func `a pack with one error is found out`(path: String) throws {
        let files = EmbeddedRules.files
        let index = try #require(files.firstIndex { $0.path == path })
        let document = try RuleText.json(files[index])
        let mutations = Mutation.all(of: document)
        #expect(mutations.count >= 50)
        // Only the packs that this one names are needed beside it.
        let names = [document["extends"]?.stringValue, document["fallback"]?["pack"]?.stringValue].compactMap { $0 }
        let related = try files.filter { file in
            let id = try RuleText.json(file)["id"]?.stringValue
            return file.path != path && id.map(names.contains) == true
        }
        // A spread of them keeps the suite quick; each kind of error is hit in every pack.
        let stride = max(1, mutations.count / 200)
        for (index, mutation) in mutations.enumerated() where index.isMultiple(of: stride) {
            let wrong = EmbeddedRules.File(path: path, text: mutation.document.text)
            #expect(!LibraryCheck.findings(in: [wrong] + related).isEmpty, "\(mutation.what)")
        }
    }

    /// Errors that every reader of the format would make somewhere: each must be found, wherever the lot puts it.
    @Test(arguments: packs.map(\.path), [20_261_122, 7])
    func `an error by lot is found out`(path: String, seed: UInt64) throws {
        let files = EmbeddedRules.files
        let file = try #require(files.first { $0.path == path })
        let document = try RuleText.json(file)
        var lot = Lot(state: seed)
        let mutations = Mutation.unconditional(of: document)
        for _ in 0..<30 {
            let mutation = try #require(mutations.randomElement(using: &lot))
            let wrong = EmbeddedRules.File(path: path, text: mutation.document.text)
            let whole = files.map { $0.path == path ? wrong : $0 }.filter { !$0.path.contains("calendar/") }
            // A file that cannot be read is found alone; the others are needed only for what it says of them.
            let found = LibraryCheck.findings(in: [wrong]).contains { $0.kind == .unreadable }
            #expect(found || !LibraryCheck.findings(in: whole).isEmpty, "seed \(seed): \(mutation.what)")
        }
    }

    @Test func `two editions for the same days are found`() throws {
        let file = try #require(Self.packs.first)
        let findings = LibraryCheck.findings(in: EmbeddedRules.files + [file])
        #expect(findings.contains { $0.kind == .overlappingDates })
    }
}

/// A small generator whose draws can be repeated (SplitMix64).
private struct Lot: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
