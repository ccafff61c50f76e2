import ArgumentParser
import Primitives

/// `sluice resource add`.
struct ResourceAdd: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Describe a file, folder, query or HTTP API. 登记数据资源。"
    )

    @Argument(help: "A name for people. 名称。") var name: String
    @Option(name: .long, help: "One file. 文件。") var file: String?
    @Option(name: .long, help: "A folder. 文件夹。") var folder: String?
    @Option(name: .long, help: "A SQLite file, with --query. SQLite 文件。") var sqlite: String?
    @Option(name: .long, help: "The query whose rows are the data. 查询语句。") var query: String?
    @Option(name: .long, help: "An HTTP API. HTTP 接口。") var http: String?
    @Option(name: .long, help: "HTTP: a path prefix that may be asked for, repeatable. 允许的路径。") var allowPath:
        [String] = []
    @Option(name: .long, help: "HTTP: a query parameter that may be set, repeatable. 允许的参数。") var allowQuery: [String] =
        []
    @Option(name: .long, help: "The source as JSON, from a file or - (for secret headers). JSON 描述。") var source:
        String?
    @Option(name: .long, help: "An identifier of your own. 自定编号。") var id: String?
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard [file, folder, sqlite, http, source].compactMap({ $0 }).count == 1 else {
            throw ValidationError("give one of --file, --folder, --sqlite, --http, --source")
        }
        guard (sqlite == nil) == (query == nil) else { throw ValidationError("--sqlite and --query belong together") }
    }

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let made = try await client.post(
            "resources",
            body: ["name": .string(name), "source": try described(), "id": .optional(id)]
        )
        try screen.show(made, ResourceCommand.fields)
    }

    private func described() throws -> JSONValue {
        if let source { return try Input.object(source) }
        if let file { return ["type": "file", "path": .string(Input.absolute(file))] }
        if let folder { return ["type": "folder", "path": .string(Input.absolute(folder))] }
        if let sqlite { return ["type": "sqlite", "path": .string(Input.absolute(sqlite)), "query": .optional(query)] }
        return [
            "type": "http", "url": .optional(http), "allowedPaths": .strings(allowPath),
            "allowedQuery": .strings(allowQuery),
        ]
    }
}
