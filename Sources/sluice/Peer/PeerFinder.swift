import Primitives
import ServerKit

/// Finds a peer by what a person calls it.
enum PeerFinder {
    /// The peer with this identifier, address or name; a name that several have is refused.
    static func find(_ text: String, _ client: ManagementClient) async throws -> JSONValue {
        let address = text.hasSuffix("/") ? String(text.dropLast()) : text
        let all = try await client.get("peers", query: [("q", address), ("limit", "\(PageRequest.maximumLimit)")])
        let peers = all["items"]?.arrayValue ?? []
        for (key, value) in [("id", text), ("address", address), ("name", text)] {
            let found = peers.filter { $0[key]?.stringValue?.hasSameBytes(as: value) == true }
            if let only = found.first, found.count == 1 { return only }
            if found.count > 1 { throw several(text, found) }
        }
        throw unknown(text)
    }

    private static func several(_ text: String, _ found: [JSONValue]) -> Problem {
        let ids = found.compactMap { $0["id"]?.stringValue }.joined(separator: ", ")
        return Problem(
            .conflict,
            BilingualText(en: "several peers are called `\(text)`", zh: "有多个对方名为 `\(text)`"),
            advice: BilingualText(en: "use an identifier: \(ids)", zh: "请使用编号：\(ids)")
        )
    }

    private static func unknown(_ text: String) -> Problem {
        let isAddress = text.hasPrefix("http://") || text.hasPrefix("https://")
        let command =
            isAddress
            ? "sluice peer add ID --address \(text) --token-out-file FILE"
            : "sluice peer add \(text) --address ADDRESS --token-out-file FILE"
        return Problem(
            .notFound,
            BilingualText(en: "this connector knows no peer `\(text)`", zh: "本连接器未登记对方 `\(text)`"),
            advice: BilingualText(
                en: "`sluice peer list` shows those it knows; add one with `\(command)`",
                zh: "`sluice peer list` 可查看已登记对方；用 `\(command)` 登记"
            )
        )
    }
}
