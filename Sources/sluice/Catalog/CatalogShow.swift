import ArgumentParser
import Primitives

/// `sluice catalog show`.
struct CatalogShow: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "List the datasets that a peer shows us. 列出对方数据集。"
    )

    /// Datasets on a page when nothing is said.
    private static let usualLimit = 50

    @Argument(help: "The peer: id, name or address. 对方。") var peer: String
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let peerID = try await PeerFinder.find(peer, client)["id"]?.stringValue ?? peer
        let limit = list.limit ?? Self.usualLimit
        var (found, cursor): ([JSONValue], String?) = ([], list.cursor)
        repeat {
            let query = [("limit", "\(limit)"), ("cursor", cursor)] as [(String, String?)]
            let page = try await client.get("peers", peerID, "catalog", query: query)
            found += (page.at("catalog.dataset")?.oneOrMany ?? []).filter(isWanted)
            cursor = page["next"]?.stringValue
        } while cursor != nil && (list.all || list.words != nil && found.count < limit)
        try screen.list(found, next: cursor.map { .string($0) } ?? .null, CatalogCommand.columns)
    }

    /// The protocol has no search of its own: words are looked for here, page by page.
    private func isWanted(_ dataset: JSONValue) -> Bool {
        guard let words = list.words?.lowercased() else { return true }
        let texts = [
            dataset["@id"]?.stringValue, LinkedText.text(dataset["dct:title"]),
            LinkedText.text(dataset["dct:description"]),
        ]
        let keywords = (dataset["dcat:keyword"]?.oneOrMany ?? []).map { LinkedText.text($0) }
        return (texts + keywords).contains { $0?.lowercased().contains(words) == true }
    }
}
