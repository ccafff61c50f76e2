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

    @Test func `two editions for the same days are found`() throws {
        let file = try #require(Self.packs.first)
        let findings = LibraryCheck.findings(in: EmbeddedRules.files + [file])
        #expect(findings.contains { $0.kind == .overlappingDates })
    }
}
