import ArgumentParser
import Primitives

/// `sluice evidence list`.
struct EvidenceList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Evidence entries, oldest first. 列出存证。"
    )

    @OptionGroup var part: EvidencePart
    @Option(name: .long, help: "Entries per page, 1–500. 每页条数。") var limit: Int?
    @Flag(name: .long, help: "All pages. 全部页。") var all = false
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        var items: [JSONValue] = []
        var next = JSONValue.null
        try await part.pages(limit: limit, client) { page, following in
            items += page
            next = following
            return all
        }
        try screen.list(items, next: next, EvidenceCommand.columns)
    }
}
