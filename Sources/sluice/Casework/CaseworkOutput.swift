import ArgumentParser
import Casework
import Foundation
import Primitives
import ServerKit

extension CaseLanguage: ExpressibleByArgument {}

/// What every casework command shares: where the rules are, the form of the answer and its language.
struct CaseworkOutput: ParsableArguments {
    @Flag(help: "Write JSON.") var json = false
    @Option(help: "zh or en.") var lang: CaseLanguage = .en
    @Option(help: "A folder of rules instead of the ones inside the binary.") var rules: String?

    /// Files of a rule folder are read up to this many: far above any real set, so that a wrong folder is refused.
    static let largestRuleFolder = 2_000

    /// Data on standard output, one document or one text.
    func write(_ value: JSONValue, text: (CaseLanguage) -> String) {
        print(json ? value.prettyText : text(lang))
    }

    func calendar() throws -> WorkCalendar {
        guard let rules else { return try embedded { () throws(DecodingProblem) in try WorkCalendar.embedded() } }
        let files = try Self.ruleFiles(in: rules).filter { $0.path.contains("/calendar/") }
        return try embedded { () throws(DecodingProblem) in try WorkCalendar(files: files) }
    }

    /// Turns a problem in the data into the exit code for unreadable data (2, as for every command).
    func embedded<Value>(_ read: () throws(DecodingProblem) -> Value) throws -> Value {
        do {
            return try read()
        } catch {
            throw Problem.invalid(error)
        }
    }

    /// Every JSON and YAML file under a folder, by its path below it; YAML is read only to be refused with its line.
    static func ruleFiles(in folder: String) throws -> [EmbeddedRules.File] {
        var files: [EmbeddedRules.File] = []
        // A link to a folder is that folder; without this it would look empty.
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: "\(folder)/.")) ?? []
        for name in names.sorted() where [".json", ".yaml", ".yml"].contains(where: name.hasSuffix) {
            guard files.count < largestRuleFolder else {
                throw CaseworkExit.unreadable("`\(folder)` has too many files", "`\(folder)` 文件过多")
            }
            files.append(EmbeddedRules.File(path: name, text: try text(of: "\(folder)/\(name)")))
        }
        guard !files.isEmpty else {
            throw CaseworkExit.unreadable("`\(folder)` holds no rule files", "`\(folder)` 中没有规则文件")
        }
        return files
    }

    /// The text of a file or pipe, read no further than the bound: a device never ends, a huge file would fill the memory.
    static func text(of path: String, maximumBytes: Int = Limits.jsonBytes) throws -> String {
        guard let file = FileHandle(forReadingAtPath: path), let bytes = try? read(file, maximumBytes + 1) else {
            throw CaseworkExit.unreadable("`\(path)` cannot be read", "`\(path)` 无法读取")
        }
        guard bytes.count <= maximumBytes, let text = String(validating: bytes, as: UTF8.self) else {
            throw CaseworkExit.unreadable(
                "`\(path)` is no UTF-8 text of at most \(maximumBytes) bytes",
                "`\(path)` 不是不超过 \(maximumBytes) 字节的 UTF-8 文本"
            )
        }
        return text
    }

    private static func read(_ file: FileHandle, _ most: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < most, let part = try file.read(upToCount: most - bytes.count), !part.isEmpty {
            bytes += part
        }
        return bytes
    }

    /// A history, a list of records or the facts of an act; these may be longer than a rule file.
    static func document(at path: String) throws -> JSONValue {
        let file = EmbeddedRules.File(path: path, text: try text(of: path, maximumBytes: RuleText.recordBytes))
        do {
            return try RuleText.json(file, maximumBytes: RuleText.recordBytes)
        } catch {
            throw Problem.invalid(error)
        }
    }
}

/// How casework commands end: 0 done or permitted, 1 refused or findings, 2 wrong arguments or unreadable data.
enum CaseworkExit {
    static let refused = ExitCode(1)

    /// What cannot be read, told as every command tells it: in the chosen language, or as JSON.
    static func unreadable(_ en: String, _ zh: String) -> Problem { .invalid(en, zh) }
}
