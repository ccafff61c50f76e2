import ArgumentParser
import Primitives
import ServerKit

/// `sluice peer check`.
struct PeerCheck: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Make a round trip: version, token, callback. 检测连通性。"
    )

    static let columns = [
        Column("CHECK", "检查项", "check"), Column("OK", "通过", "ok"),
        Column("DETAIL", "说明") { value, language in
            CellText.show(language == .zh ? value["detailZh"] ?? value["detail"] : value["detail"], language)
        },
    ]

    @Argument(help: "The peer: id, name or address. 对方。") var peer: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let id = try await PeerFinder.find(peer, client)["id"]?.stringValue ?? peer
        let checked = try await client.postOnce("peers", id, "check", body: [:])
        let checks = checked["checks"]?.arrayValue ?? []
        try screen.data(screen.isJSON ? checked.text : Table.text(checks, Self.columns, screen.language))
        guard checked["ok"]?.boolValue != true else { return }
        throw Problem(
            .peer,
            BilingualText(en: "`\(id)` did not pass every check", zh: "`\(id)` 未通过全部检查"),
            advice: BilingualText(
                en: "compare address and tokens with the other side; its log names the refusal",
                zh: "请与对方核对地址与令牌；对方日志会给出拒绝原因"
            )
        )
    }
}
