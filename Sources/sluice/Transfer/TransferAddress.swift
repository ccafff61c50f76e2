import ArgumentParser
import Primitives

/// `sluice transfer address`.
struct TransferAddress: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "address",
        abstract: "The data address with its token, for an application. 数据地址与令牌。"
    )

    @Argument(help: "The transfer. 传输编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("transfers", id, "address"), TransferCommand.fields)
    }

    /// A property of a data address.
    static func property(_ name: String, _ transfer: JSONValue) -> JSONValue? {
        let properties = transfer.at("dataAddress.endpointProperties")?.arrayValue ?? []
        return properties.first { $0["name"]?.stringValue == name }?["value"]
    }
}
