import ArgumentParser
import Primitives

/// `sluice product publish`.
struct ProductPublish: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish a resource as a dataset. 发布数据产品。"
    )

    @Argument(help: "The resource. 数据资源编号。") var resource: String
    @Option(name: .long, help: "An identifier of your own; it is the dataset's. 自定编号。") var id: String?
    @OptionGroup var description: ProductDescriptionOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        var body = description.members()
        if description.title == nil || description.mediaType == nil {
            let known = try await client.get("resources", resource)
            body["title"] = body["title"] ?? known["name"]
            body["mediaType"] =
                body["mediaType"] ?? .optional(known.at("source.path")?.stringValue.flatMap { MediaType.ofFile($0) })
        }
        body["resource"] = .string(resource)
        body["id"] = .optional(id)
        screen.say("reading the content for its digest …", "正在读取内容并计算摘要 …")
        try screen.show(try await client.post("products", body: .object(body)), ProductCommand.fields)
    }
}
