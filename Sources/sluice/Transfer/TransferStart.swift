import ArgumentParser
import Primitives

/// `sluice transfer start`.
struct TransferStart: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Ask for the data of an agreement. 发起传输。"
    )

    @Argument(help: "An active agreement in which we are the consumer. 合约编号。") var agreement: String
    @Option(name: [.customShort("o"), .customLong("output")], help: "File or folder; else the download folder. 输出文件。")
    var file: String?
    @Option(name: .long, help: "An HTTP endpoint of ours that receives the data. 接收地址。") var toURL: String?
    @Option(name: .long, help: "File with the Authorization value for --to-url. 授权值文件。") var authorizationFile: String?
    @Flag(name: .long, help: "An application fetches the data itself. 由应用自行拉取。") var application = false
    @OptionGroup var waiting: WaitOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard [file, toURL, application ? "" : nil].compactMap({ $0 }).count <= 1 else {
            throw ValidationError("--output, --to-url and --application exclude each other")
        }
    }

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = ["agreement": .string(agreement), "sink": try sink()]
        var transfer = try await client.post("transfers", body: body)
        if waiting.wait {
            let id = transfer["id"]?.stringValue ?? ""
            transfer = try await TransferOutcome.attend(id, seconds: waiting.timeout, client, screen)
        }
        try screen.show(transfer, TransferCommand.fields)
    }

    private func sink() throws -> JSONValue? {
        if let file { return ["type": "folder", "path": .string(Input.absolute(file))] }
        if application { return ["type": "application"] }
        guard let toURL else { return nil }
        let secret = try authorizationFile.map { try Input.secret($0) }
        return ["type": "http", "url": .string(toURL), "authorization": .optional(secret)]
    }
}
