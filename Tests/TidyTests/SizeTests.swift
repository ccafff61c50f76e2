import Testing

/// Files and functions that one can read at a sitting.
struct SizeTests {
    private static let fileLimit = 400
    private static let functionLimit = 70

    @Test func `the repository was found`() { #expect(Repository.sources.count > 50) }

    @Test func `a file over 400 lines says why`() {
        for file in Repository.swift where file.lines.count > Self.fileLimit {
            let comment = file.lines.contains { $0.contains("over 400 lines") && $0.contains("//") }
            #expect(comment, "\(file.path) has \(file.lines.count) lines: split it, or say why in a comment")
        }
    }

    @Test func `a function has at most 70 lines, or says why it has more`() {
        for file in Repository.swift {
            for (name, count) in functions(in: file) where count > Self.functionLimit {
                Issue.record("\(file.path): `\(name)` has \(count) lines: give its parts names")
            }
        }
    }

    /// Functions by their opening line and the closing brace at the same indent.
    private func functions(in file: Repository.File) -> [(name: String, lines: Int)] {
        var found: [(String, Int)] = []
        let lines = file.lines
        for (index, line) in lines.enumerated() {
            let indent = line.prefix { $0 == " " }
            let code = line.dropFirst(indent.count)
            guard isFunction(code) else { continue }
            let closing = indent + "}"
            let rest = lines[index...]
            guard let end = rest.firstIndex(where: { $0 == closing }), !code.hasSuffix("}") else { continue }
            guard !rest[...end].contains(where: { $0.contains("over 70 lines") }) else { continue }
            found.append((String(code.prefix(60)), end - index + 1))
        }
        return found
    }

    private func isFunction(_ code: Substring) -> Bool {
        guard !code.hasPrefix("//") else { return false }
        let words = code.split(separator: " ")
        guard let index = words.firstIndex(where: { $0 == "func" || $0.hasPrefix("init(") }) else { return false }
        return words[..<index].allSatisfy { $0.first?.isLetter == true || $0.hasPrefix("@") }
    }
}
