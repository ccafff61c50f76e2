import ArgumentParser
import Primitives

/// What the steps of a transfer have in common.
struct TransferStepOptions: ParsableArguments {
    @Argument(help: "The transfer. 传输编号。") var id: String
    @Option(name: .long, help: "Why, for the other side. 原因。") var reason: String?

    /// Takes a step and shows what came of it.
    func take(_ step: String, _ client: ManagementClient, _ screen: Screen) async throws {
        let transfer = try await client.post("transfers", id, step, body: ["reason": .optional(reason)])
        try screen.show(transfer, TransferCommand.fields)
    }
}
