import Casework
import Foundation
import Testing

@Suite struct EmbeddedRulesTests {
    /// The folder of rules beside the sources, found from this file.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Rules")
        .standardizedFileURL

    @Test func `the rules inside the binary are the rules of the folder, byte for byte`() throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".json")
        }
        #expect(Set(names) == Set(EmbeddedRules.files.map(\.path)))
        for file in EmbeddedRules.files {
            let text = try String(contentsOf: Self.folder.appending(path: file.path), encoding: .utf8)
            #expect(text == file.text, "run Rules/embed.sh: \(file.path)")
        }
    }
}
