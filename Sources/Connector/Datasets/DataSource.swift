package import Primitives
import ServerKit

/// Where a resource's data is, as its owner described it.
///
/// Stays home: peers never see it.
package enum DataSource: Sendable, Equatable {
    /// One file.
    case file(path: String)
    /// A folder; a transfer names the file inside it.
    case folder(path: String)
    /// An HTTP API behind the provider's own rules.
    case http(HTTPSource)
    /// The rows of one query on a SQLite file, as CSV.
    case sqlite(path: String, query: String)

    /// Reads the management form; paths must be absolute, so that the working folder of a server decides nothing.
    package init(_ fields: JSONFields) throws(DecodingProblem) {
        switch try fields.string("type") {
        case "file":
            try fields.allowOnly(["type", "path"])
            self = .file(path: try Self.path(fields))
        case "folder":
            try fields.allowOnly(["type", "path"])
            self = .folder(path: try Self.path(fields))
        case "http": self = .http(try HTTPSource(fields))
        case "sqlite":
            try fields.allowOnly(["type", "path", "query"])
            self = .sqlite(path: try Self.path(fields), query: try fields.string("query"))
        default: throw fields.problem("type", "must be `file`, `folder`, `http` or `sqlite`")
        }
    }

    private static func path(_ fields: JSONFields) throws(DecodingProblem) -> String {
        let path = try fields.string("path", maximumBytes: Limits.identifierBytes)
        guard path.hasPrefix("/"), !path.utf8.contains(0) else { throw fields.problem("path", "must be absolute") }
        return path
    }

    /// Everything, for the store.
    package var json: JSONValue {
        switch self {
        case .file(let path): ["type": "file", "path": .string(path)]
        case .folder(let path): ["type": "folder", "path": .string(path)]
        case .http(let source): source.json
        case .sqlite(let path, let query): ["type": "sqlite", "path": .string(path), "query": .string(query)]
        }
    }

    /// Whether the description has parts that are stored sealed.
    package var holdsSecrets: Bool {
        guard case .http(let source) = self else { return false }
        return !source.headers.isEmpty
    }

    /// What the management API shows: no secrets.
    package var shownJSON: JSONValue {
        guard case .http(let source) = self else { return json }
        return source.shownJSON
    }

    /// Whether each delivery may differ, so that a product's version has a digest over its description only.
    package var isLive: Bool {
        switch self {
        case .file, .folder: false
        case .http, .sqlite: true
        }
    }
}

/// An HTTP API as a source: the provider decides which paths, queries and statuses pass; its secrets stay home.
package struct HTTPSource: Sendable, Equatable {
    package let url: String
    /// Headers of ours, such as an API key; never shown, never sent to anybody but `url`.
    package let headers: [String: String]
    /// Path prefixes below `url` that a consumer may ask for; empty means only `url` itself.
    package let allowedPaths: [String]
    /// Query parameters that a consumer may set.
    package let allowedQuery: [String]
    /// Statuses of the source that are passed on; any other is reported as a failure of the source.
    package let passedStatuses: [Int]

    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["type", "url", "headers", "allowedPaths", "allowedQuery", "passedStatuses"])
        url = try fields.identifier("url")
        var headers: [String: String] = [:]
        for member in try fields.optionalFields("headers")?.object.members ?? [] {
            guard let value = member.value.stringValue else { throw fields.problem("headers", "must hold strings") }
            headers[member.key] = value
        }
        self.headers = headers
        allowedPaths = (try fields.optionalArray("allowedPaths") ?? []).compactMap(\.stringValue)
        allowedQuery = (try fields.optionalArray("allowedQuery") ?? []).compactMap(\.stringValue)
        let statuses = (try fields.optionalArray("passedStatuses") ?? [200]).compactMap(\.integerValue)
        guard statuses.allSatisfy({ (200..<600).contains($0) }) else {
            throw fields.problem("passedStatuses", "must hold HTTP statuses")
        }
        passedStatuses = statuses.map { Int($0) }
    }

    private func json(headers shown: (String) -> JSONValue) -> JSONValue {
        var headersObject = JSONObject()
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { headersObject[name] = shown(value) }
        return [
            "type": "http", "url": .string(url), "headers": .object(headersObject),
            "allowedPaths": .strings(allowedPaths), "allowedQuery": .strings(allowedQuery),
            "passedStatuses": .array(passedStatuses.map { .int($0) }),
        ]
    }

    var json: JSONValue { json { .string($0) } }
    var shownJSON: JSONValue { json { _ in "(set)" } }
}
