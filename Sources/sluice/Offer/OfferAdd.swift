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
    @Option(name: .long, help: "An identifier of your own. 自定编号。") var id: String?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let made = try await client.post(
            "offers",
            body: [
                "product": .string(product), "policy": try terms.members(), "mode": .optional(mode),
                "rules": try rules.map { try Input.object($0) },
                "audience": audience.isEmpty ? nil : .strings(audience), "id": .optional(id),
            ]
        )
        let shown = try await client.get("offers", made["id"]?.stringValue ?? "")
        try screen.show(shown, OfferCommand.fields)
    }
}
