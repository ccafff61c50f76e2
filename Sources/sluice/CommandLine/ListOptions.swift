import ArgumentParser
import Primitives
import ServerKit

/// Which part of a list to show.
struct ListOptions: ParsableArguments {
    /// Entries that `--all` collects at most: a table must fit into memory; `evidence export` has no such end.
    private static let collectLimit = 100_000

    @Option(name: .long, help: "Entries per page, 1–500. 每页条数。")
    var limit: Int?

    @Option(name: .long, help: "Go on after this cursor. 从该游标继续。")
    var cursor: String?

    @Flag(name: .long, help: "All pages. 全部页。")
    var all = false

    @Option(name: [.customShort("q"), .customLong("q")], help: "Words to search for. 搜索词。")
    var words: String?

    /// Reads one page, or all of them.
    func collect(
        _ page: (_ query: [(String, String?)]) async throws -> JSONValue
    ) async throws -> (items: [JSONValue], next: JSONValue) {
        var items: [JSONValue] = []
        var cursor = self.cursor
        while true {
            let size = limit ?? (all ? PageRequest.maximumLimit : nil)
            let answer = try await page([("limit", size.map { "\($0)" }), ("cursor", cursor), ("q", words)])
            items += answer["items"]?.arrayValue ?? []
            let next = answer["next"] ?? .null
            guard all, items.count < Self.collectLimit, let following = next.stringValue else { return (items, next) }
            cursor = following
        }
    }

    /// Shows a list of the management API.
    func show(
        _ path: String,
        _ columns: [Column],
        query: [(String, String?)] = [],
        _ client: ManagementClient,
        _ screen: Screen
    ) async throws {
        let found = try await collect { try await client.get(parts: path, query: $0 + query) }
        try screen.list(found.items, next: found.next, columns)
    }
}
