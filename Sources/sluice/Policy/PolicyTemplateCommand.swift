import ArgumentParser
import Primitives
import ServerKit
import UsagePolicy

/// `sluice policy template`: policies with blanks to fill.
struct PolicyTemplateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Policy templates with parameters. 策略模板。",
        subcommands: [PolicyTemplateList.self, PolicyTemplateShow.self, PolicyTemplateFill.self]
    )

    /// The template of a file, or a built-in one by its id.
    static func find(_ name: String?, file: String?) throws -> PolicyTemplate {
        if let file {
            let json = try Input.object(file)
            return try PolicyInput.reading { () throws(PolicyProblem) in try PolicyTemplate(json) }
        }
        guard let name, let template = PolicyTemplate.builtIn.first(where: { $0.id.hasSameBytes(as: name) }) else {
            throw Problem.notFound("policy template", name ?? "")
        }
        return template
    }
}

struct PolicyTemplateList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the built-in templates. 列出内置模板。"
    )

    @Option(help: "Only templates whose id or title holds this. 按编号或标题查找。") var search: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let screen = output.screen
        let found = PolicyTemplate.builtIn.filter { template in
            search.map { [template.id, template.english, template.chinese].joined(separator: " ").contains($0) } ?? true
        }
        let items = found.map { template -> JSONValue in
            [
                "id": .string(template.id), "version": .int(template.version),
                "title": .string(screen.language == .zh ? template.chinese : template.english),
                "parameters": .string(template.parameters.map(\.name).joined(separator: ", ")),
            ]
        }
        try screen.list(
            items,
            next: .null,
            [
                Column("ID", "编号", "id"), Column("VERSION", "版本", "version"), Column("TITLE", "标题", "title"),
                Column("PARAMETERS", "参数", "parameters"),
            ]
        )
    }
}

struct PolicyTemplateShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a template as JSON, to keep, change or hand on. 导出模板。"
    )

    @Argument(help: "The template's id. 模板编号。") var id: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.screen.data(try PolicyTemplateCommand.find(id, file: nil).json.prettyText)
    }
}

struct PolicyTemplateFill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill",
        abstract: "Fill a template and print the policy. 填写模板并输出策略。"
    )

    @Argument(help: "The template's id; left out with --file. 模板编号。") var id: String?
    @Option(help: "A template file instead of a built-in one. 模板文件。") var file: String?
    @Option(name: .customLong("set"), help: "name=value, once for each parameter. 参数取值。") var values: [String] = []
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let template = try PolicyTemplateCommand.find(id, file: file)
        var given: [String: String] = [:]
        for value in values {
            let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let name = parts.first, let text = parts.last else {
                throw Problem.invalid("`\(value)` is not name=value", "`\(value)` 不是 名称=取值")
            }
            guard given[String(name)] == nil else {
                throw Problem.invalid("`\(name)` is given twice", "`\(name)` 重复给出")
            }
            given[String(name)] = String(text)
        }
        let policy = try PolicyInput.reading { () throws(PolicyProblem) in try template.filled(given) }
        try output.screen.data(policy.prettyText)
    }
}
