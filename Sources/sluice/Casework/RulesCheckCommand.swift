import ArgumentParser
import Casework
import Primitives

/// `sluice rules check`: proves what can be proved about every pack.
struct RulesCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Prove that every pack is complete, consistent and cited. 检查规则包。",
        discussion: "Exit codes: 0 nothing found, 1 findings, 2 unreadable folder."
    )

    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let files = try output.rules.map(CaseworkOutput.ruleFiles) ?? EmbeddedRules.files
        let findings = LibraryCheck.findings(in: files)
        output.write(["files": .int(files.count), "findings": .array(findings.map(\.json))]) { language in
            let lines = findings.map { "\($0.pack): \($0.path): \($0.kind.label.text(language)): \($0.message)" }
            let sum = Bilingual(
                zh: "\(files.count) 个文件，\(findings.count) 个问题",
                en: "\(files.count) files, \(findings.count) findings"
            )
            return (lines + [sum.text(language)]).joined(separator: "\n")
        }
        if !findings.isEmpty { throw CaseworkExit.refused }
    }
}
