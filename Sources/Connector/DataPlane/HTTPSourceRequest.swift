import HTTPTypes
import Hummingbird
import Primitives
import ServerKit

/// What a consumer asks of an HTTP source, after the provider's rules.
struct HTTPSourceRequest: Sendable {
    /// Fields of the consumer that reach the source: they choose a part or a form, and tell nothing about anybody.
    private static let passedFields: [HTTPField.Name] = [.accept, .range, .ifRange]
    /// Fields of the source that reach the consumer.
    static let returnedFields: [HTTPField.Name] = [
        .contentType, .contentEncoding, .contentRange, .acceptRanges, .eTag, .lastModified, .reprDigest,
    ]

    let request: EgressRequest

    /// Applies the rules; throws what the consumer may be told.
    init(_ request: Request, path: SourcePath, of source: HTTPSource) throws {
        guard path.isEmpty || source.allows(path) else { throw SourcePath.notThere }
        var message = EgressRequest(request.method, try Self.url(path, request.uri.query, source))
        for name in Self.passedFields { message.headers[name] = request.headers[name] }
        Self.add(source.headers, to: &message)
        self.request = message
    }

    /// The source itself, for a push: nobody asks for anything else.
    init(own source: HTTPSource) throws {
        var message = EgressRequest(.get, try EgressURL(source.url))
        Self.add(source.headers, to: &message)
        request = message
    }

    /// Adds the provider's own fields; they stay between it and its source.
    private static func add(_ fields: [String: String], to message: inout EgressRequest) {
        for (name, value) in fields {
            guard let name = HTTPField.Name(name) else { continue }
            message.headers[name] = value
        }
    }

    private static func url(_ path: SourcePath, _ query: String?, _ source: HTTPSource) throws -> EgressURL {
        let parts = source.url.split(separator: "?", maxSplits: 1)
        let base = parts[0].hasSuffix("/") && !path.isEmpty ? String(parts[0].dropLast()) : String(parts[0])
        let own = parts.count == 2 ? [String(parts[1])] : []
        let asked = try allowed(query ?? "", source, own: own.first ?? "")
        let all = (own + asked).joined(separator: "&")
        return try EgressURL(base + (path.isEmpty ? "" : path.encoded) + (all.isEmpty ? "" : "?" + all))
    }

    /// The consumer's parameters, each by an allowed name, encoded anew; the provider's own cannot be replaced.
    private static func allowed(_ query: String, _ source: HTTPSource, own: String) throws -> [String] {
        let fixed = own.split(separator: "&").map {
            $0.split(separator: "=", maxSplits: 1).first.map(String.init) ?? ""
        }
        return try query.split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(decode)
            guard let name = halves[0], source.allowedQuery.contains(where: { $0.hasSameBytes(as: name) }),
                !fixed.contains(SourcePath.encode(name)), !fixed.contains(name)
            else { throw refused(String(pair)) }
            guard halves.count == 2 else { return SourcePath.encode(name) }
            guard let value = halves[1] else { throw refused(String(pair)) }
            return SourcePath.encode(name) + "=" + SourcePath.encode(value)
        }
    }

    private static func decode(_ text: Substring) -> String? {
        String(text).replacing("+", with: " ").removingPercentEncoding()
    }

    private static func refused(_ pair: String) -> Problem {
        Problem.invalid(
            "the provider does not take the parameter `\(pair.prefix(80))`",
            "提供方不接受参数 `\(pair.prefix(80))`"
        )
    }
}

extension HTTPSource {
    /// Whether a path lies at or below one of the allowed prefixes, name by name.
    func allows(_ path: SourcePath) -> Bool {
        allowedPaths.contains { prefix in
            guard let allowed = SourcePath(rawNames: prefix.split(separator: "/")) else { return false }
            return path.names.count >= allowed.names.count
                && zip(path.names, allowed.names).allSatisfy { $0.hasSameBytes(as: $1) }
        }
    }
}
