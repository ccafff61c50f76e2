import ArgumentParser

/// A command that works through the running connector's management API.
protocol ManagementCommand: AsyncParsableCommand {
    var common: CommonOptions { get }

    func run(_ client: ManagementClient, _ screen: Screen) async throws
}

extension ManagementCommand {
    func run() async throws {
        let client = try common.client()
        do {
            try await run(client, common.output.screen)
        } catch {
            await client.close()
            throw error
        }
        await client.close()
    }
}
