import ArgumentParser
import Foundation
import Primitives
import ServerKit

/// `sluice peer add`; tokens never stand on the command line, where every user of the machine could read them.
struct PeerAdd: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add or change a peer. 登记或修改对方。"
    )

    @Argument(help: "Its participant identifier. 参与方编号。") var id: String
    @Option(name: .long, help: "Base of its protocol endpoints, version path included. 协议地址。") var address: String
    @Option(name: .long, help: "A name for people. 名称。") var name: String?
    @Option(name: .long, help: "File (or -) with the token it shows us; else SLUICE_PEER_TOKEN_IN. 入站令牌文件。")
    var tokenInFile: String?
    @Option(name: .long, help: "File (or -) with the token we show it; else SLUICE_PEER_TOKEN_OUT. 出站令牌文件。")
    var tokenOutFile: String?
    @Option(name: .long, help: "A fact about it as NAME=VALUE, repeatable. 声明。") var claim: [String] = []
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard tokenInFile != "-" || tokenOutFile != "-" else {
            throw ValidationError("only one token can come from standard input")
        }
    }

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let added = try await client.postOnce(
            "peers",
            body: [
                "id": .string(id), "address": .string(address), "name": .optional(name),
                "tokenIn": .optional(try token(tokenInFile, "SLUICE_PEER_TOKEN_IN")),
                "tokenOut": .optional(try token(tokenOutFile, "SLUICE_PEER_TOKEN_OUT")),
                "claims": claim.isEmpty ? nil : try claims(),
            ]
        )
        try screen.show(added, PeerCommand.fields)
        screen.say("test the way with `sluice peer check \(id)`", "请用 `sluice peer check \(id)` 检测连通性")
    }

    private func token(_ file: String?, _ variable: String) throws -> String? {
        try file.map { try Input.secret($0) } ?? ProcessInfo.processInfo.environment[variable]
    }

    private func claims() throws -> JSONValue {
        var object = JSONObject()
        for text in claim {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw Problem.invalid("`\(text)` is not NAME=VALUE", "`\(text)` 不是 名称=值 形式")
            }
            object[parts[0]] = .array((object[parts[0]]?.arrayValue ?? []) + [.string(parts[1])])
        }
        return .object(object)
    }
}
