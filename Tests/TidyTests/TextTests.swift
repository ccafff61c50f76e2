import Foundation
import Testing

/// Documents that lead somewhere, and files that would work on any machine.
struct TextTests {
    @Test func `no file names a place of the machine it was written on`() {
        let places = ["/wo" + "rk/", "/ro" + "ot/", "/home" + "/us"]
        for file in Repository.files {
            for (number, line) in file.lines.enumerated() {
                for place in places where line.contains(place) {
                    Issue.record("\(file.path):\(number + 1) names `\(place)`")
                }
            }
        }
    }

    @Test func `every link of a document to a file leads to one`() throws {
        let link = try Regex(#"\]\(([^)\s]+)\)"#, as: (Substring, Substring).self)
        for file in Repository.files where file.path.hasSuffix(".md") {
            let folder = Repository.root.appending(path: file.path).deletingLastPathComponent()
            for match in file.text.matches(of: link) {
                let target = match.output.1.prefix { $0 != "#" }.description
                guard !target.isEmpty, !target.contains("://"), !target.hasPrefix("mailto:") else { continue }
                let path = target.removingPercentEncoding ?? target
                let exists = FileManager.default.fileExists(atPath: folder.appending(path: path).path)
                #expect(exists, "\(file.path) leads to `\(target)`, which is not there")
            }
        }
    }

    @Test func `a migration list is named once and grows at its end`() {
        let names = Repository.sources.flatMap { file in
            file.lines.indices.compactMap { index -> String? in
                guard file.lines[index].trimmingCharacters(in: .whitespaces) == "Migration(" else { return nil }
                return file.lines[index + 1].trimmingCharacters(in: .whitespaces)
            }
        }
        #expect(Set(names).count == names.count)
        #expect(names.count >= 8)
    }
}
