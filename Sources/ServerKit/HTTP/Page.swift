package import Hummingbird
package import Primitives

/// A page of a list as a caller asks for it: keyset paging with a search word.
package struct PageRequest: Sendable {
    /// Entries of a page when nothing is said, and at most.
    package static let usualLimit = 50
    package static let maximumLimit = 500
    /// Bytes of a search: the longest identifier.
    private static let searchBytes = Limits.identifierBytes

    package let limit: Int
    /// The last entry of the page before; empty for the first page.
    package let after: String
    /// A LIKE pattern; `%` when nothing was searched for (an underscore also matches itself, which finds enough).
    package let pattern: String

    package init(limit: Int = usualLimit, after: String = "", search: String? = nil) {
        self.limit = min(max(limit, 1), Self.maximumLimit)
        self.after = after
        // `%` would match anything; `_` matches one character, itself included.
        let words = String((search ?? "").map { $0 == "%" ? "_" : $0 })
        pattern = words.isEmpty ? "%" : "%\(words)%"
    }

    /// Reads `limit`, `cursor` and `q`.
    package init(_ call: Call) throws {
        var limit = Self.usualLimit
        if let text = call.query("limit") {
            guard let number = Int(text), (1...Self.maximumLimit).contains(number) else {
                throw Problem.invalid(
                    "`limit` must be between 1 and \(Self.maximumLimit)",
                    "`limit` 须在 1 到 \(Self.maximumLimit) 之间"
                )
            }
            limit = number
        }
        let words = call.query("q")
        guard (words?.utf8.count ?? 0) <= Self.searchBytes else {
            throw Problem.invalid("`q` is longer than \(Self.searchBytes) bytes", "`q` 超过 \(Self.searchBytes) 字节")
        }
        self.init(limit: limit, after: try Self.entry(behind: call.query("cursor")), search: words)
    }

    private static let cursorPrefix = "c1-"

    /// A cursor is opaque to callers, so that nobody builds one from an identifier.
    package static func cursor(of entry: String) -> String { cursorPrefix + Hex.encode(Array(entry.utf8)) }

    private static func entry(behind cursor: String?) throws -> String {
        guard let cursor else { return "" }
        guard cursor.hasPrefix(cursorPrefix), cursor.utf8.count <= Limits.identifierBytes * 2,
            let bytes = Hex.decode(cursor.dropFirst(cursorPrefix.utf8.count)),
            let entry = String(validating: bytes, as: UTF8.self)
        else {
            throw Problem.invalid("`cursor` is not one that a list gave", "`cursor` 不是列表给出的值")
        }
        return entry
    }

    /// The fields that every list endpoint describes.
    package static let fields = [
        EndpointDescription.Field("limit", "integer", "entries per page, 1–\(maximumLimit)"),
        EndpointDescription.Field("cursor", "string", "`next` of the page before"),
        EndpointDescription.Field("q", "string", "words to search for"),
    ]

    /// Answers a page: `found` holds one entry more than asked when there is a next page.
    package func answer<Element>(
        _ found: [Element],
        cursor: (Element) -> String,
        json: (Element) -> JSONValue
    ) -> Response {
        let items = found.prefix(limit)
        let next = found.count > limit ? items.last.map { Self.cursor(of: cursor($0)) } : nil
        return .json(["items": .array(items.map(json)), "next": next.map { .string($0) } ?? .null])
    }
}
