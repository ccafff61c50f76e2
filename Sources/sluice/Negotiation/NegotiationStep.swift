import ArgumentParser
import Primitives

/// What the steps of a negotiation have in common.
struct StepOptions: ParsableArguments {
    @Argument(help: "The negotiation. 协商编号。") var id: String
    @OptionGroup var waiting: WaitOptions

    /// Takes a step and shows what came of it.
    func take(_ step: String, body: JSONValue = [:], _ client: ManagementClient, _ screen: Screen) async throws {
        var negotiation = try await client.post("negotiations", id, step, body: body)
        if waiting.wait, step != "terminate" {
            negotiation = try await NegotiationOutcome.attend(id, seconds: waiting.timeout, client, screen)
        }
        try screen.show(negotiation, NegotiationCommand.fields)
    }
}
