import ArgumentParser
import Primitives

/// `sluice offer add`.
struct OfferAdd: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Offer a product under a policy. 发布报价。"
    )

    @Argument(help: "The product. 产品编号。") var product: String
    @OptionGroup var terms: PolicyOptions
    @Option(name: .long, help: "automatic (default), rules or manual. 应答方式。") var mode: String?
    @Option(name: .long, help: "With --mode rules: {peers, claims, otherwise} as JSON. 规则文件。") var rules: String?
    @Option(name: .long, help: "A participant who sees it, repeatable; else everybody. 可见对象。") var audience: [String] =
        []
    @Option(name: .long, help: "A claim whose holders see it, as NAME=VALUE, repeatable. 可见声明。")
    var audienceClaim: [String] = []
    @Option(name: .long, help: "An identifier of your own. 自定编号。") var id: String?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let made = try await client.post(
            "offers",
            body: [
                "product": .string(product), "policy": try terms.members(), "mode": .optional(mode),
                "rules": try rules.map { try Input.object($0) },
                "audience": audience.isEmpty ? nil : .strings(audience),
                "audienceClaims": try claims(), "id": .optional(id),
            ]
        )
        if terms.isEmpty {
            screen.say(
                "no terms were named: whoever sees the offer may use the data without a limit; withdraw it with `sluice offer withdraw`",
                "未写明条款：凡可见者均可不受限制地使用；可用 `sluice offer withdraw` 撤回"
            )
        }
        let shown = try await client.get("offers", made["id"]?.stringValue ?? "")
        try screen.show(shown, OfferCommand.fields)
    }

    /// Values of one name are alternatives; several names are all needed.
    private func claims() throws -> JSONValue? {
        var claims = JSONObject()
        for text in audienceClaim {
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw ValidationError("--audience-claim takes NAME=VALUE. --audience-claim 须为 名称=取值。")
            }
            let name = String(text[..<equals])
            let value = JSONValue.string(String(text[text.index(after: equals)...]))
            claims[name] = .array((claims[name]?.arrayValue ?? []) + [value])
        }
        return claims.isEmpty ? nil : .object(claims)
    }
}
