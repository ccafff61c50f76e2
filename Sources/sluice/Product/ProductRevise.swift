import ArgumentParser
import Primitives

/// `sluice product revise`.
struct ProductRevise: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "revise",
        abstract: "Publish a new version from the source as it is now. 发布新版本。"
    )

    @Argument(help: "The product. 产品编号。") var id: String
    @OptionGroup var description: ProductDescriptionOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        var body = JSONObject()
        if !description.isEmpty { body = description.members(over: try await client.get("products", id)) }
        let revised = try await client.post("products", id, "revise", body: .object(body))
        try screen.show(revised, ProductCommand.fields)
    }
}
