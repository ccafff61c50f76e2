import Connector
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
import ServerKit
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2)), .serialized)
struct DataPlaneHTTPSourceTests {
    /// What reached the source: the target and the fields of each request.
    private final class Seen: Sendable {
        let requests = Mutex<[(target: String, fields: HTTPFields)]>([])
        var last: (target: String, fields: HTTPFields)? { requests.withLock { $0.last } }
        var count: Int { requests.withLock { $0.count } }
    }

    private func source(_ port: Int, _ more: JSONObject = [:]) throws -> DataSource {
        var object: JSONObject = [
            "type": "http", "url": "http://127.0.0.1:\(port)/stub?key=own", "headers": ["X-Api-Key": "secret"],
        ]
        for member in more.members { object[member.key] = member.value }
        return try DataSource(try JSONFields(.object(object)))
    }

    private func run(
        _ more: JSONObject = [:],
        answering answer: @escaping @Sendable (Request) -> Response = { _ in
            Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: "data")))
        },
        _ body: @escaping @Sendable (OpenPull, Seen) async throws -> Void
    ) async throws {
        let port = try await Party.freePort()
        let seen = Seen()
        let origin = StubProvider(port: port) { request, _ in
            seen.requests.withLock { $0.append((request.uri.string, request.headers)) }
            return answer(request)
        }
        let source = try source(port, more)
        try await origin.run {
            try await TwoConnectors.run { both in try await body(try await both.open(source), seen) }
        }
    }

    private var rules: JSONObject {
        ["allowedPaths": ["/flights", "/a b/c"], "allowedQuery": ["day", "名"]]
    }

    @Test func `only what the provider allows reaches its source`() async throws {
        try await run(rules) { pull, seen in
            let allowed = [
                ("", "/stub?key=own"), ("/flights", "/stub/flights?key=own"),
                ("/flights/2013/1", "/stub/flights/2013/1?key=own"), ("/a%20b/c/d", "/stub/a%20b/c/d?key=own"),
                ("?day=1", "/stub?key=own&day=1"),
                ("/flights?day=1%262&day=x+y", "/stub/flights?key=own&day=1%262&day=x%20y"),
                ("?%E5%90%8D=v", "/stub?key=own&%E5%90%8D=v"), ("?day", "/stub?key=own&day"),
            ]
            for (asked, expected) in allowed {
                let answer = try await pull.get(asked)
                #expect(answer.status == 200 && answer.body == Array("data".utf8), "\(asked)")
                #expect(seen.last?.target == expected, "\(asked)")
            }
            let count = seen.count
            let refused = [
                "/other", "/flight", "/flightsx", "/flights/../other", "/flights/%2e%2e/other", "/Flights",
                "/a%20b", "?month=1", "?key=theirs", "?Day=1", "/flights?day=1&month=2", "/flights//x", "/%2fflights",
                "/flights%2f..%2fother", "/flights?%6bey=theirs", "?day=%zz",
            ]
            for asked in refused {
                let answer = try await pull.get(asked)
                #expect([400, 404].contains(answer.status), "\(asked): \(answer.status)")
            }
            #expect(seen.count == count, "nothing refused was asked of the source")
        }
    }

    @Test func `the provider's secrets stay home and the consumer's fields do not reach the source`() async throws {
        try await run { request in
            Response(
                status: .ok,
                headers: [.setCookie: "session=1", .contentType: "text/plain", .eTag: "\"v1\"", .server: "inner"],
                body: .init(byteBuffer: ByteBuffer(string: "data"))
            )
        } _: { pull, seen in
            let answer = try await pull.get(
                "",
                "Cookie: a=b\r\nX-Api-Key: theirs\r\nAccept: text/plain\r\nRange: bytes=0-\r\nX-Forwarded-For: 1.2.3.4\r\n"
            )
            let fields = try #require(seen.last?.fields)
            #expect(fields[.accept] == "text/plain" && fields[.range] == "bytes=0-")
            #expect(fields[.cookie] == nil && fields[.authorization] == nil)
            #expect(HTTPField.Name("X-Forwarded-For").map { fields[$0] == nil } == true)
            #expect(HTTPField.Name("X-Api-Key").map { fields[$0] } == "secret")
            #expect(answer.field("Set-Cookie") == nil && answer.field("ETag") == "\"v1\"")
            #expect(!answer.head.contains("secret") && answer.field("Content-Type") == "text/plain")
        }
    }

    @Test(arguments: [201, 204, 301, 302, 401, 403, 404, 500, 503])
    func `a status that the provider does not pass is the source's failure`(status: Int) async throws {
        try await run { _ in
            Response(status: .init(code: status), headers: [.location: "http://127.0.0.1:1/"])
        } _: { pull, seen in
            let answer = try await pull.get()
            #expect(answer.status == 502 && answer.field("Location") == nil && seen.count == 1)
            #expect(try JSONReader.read(answer.body)["error"]?["side"]?.stringValue == "source")
        }
    }

    @Test func `a status that the provider passes is passed`() async throws {
        try await run(["passedStatuses": [200, 404]]) { _ in
            Response(status: .notFound, body: .init(byteBuffer: ByteBuffer(string: "no such day")))
        } _: { pull, _ in
            let answer = try await pull.get()
            #expect(answer.status == 404 && answer.body == Array("no such day".utf8))
        }
    }

    @Test func `a source that breaks off never looks complete`() async throws {
        try await run { _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(bytes: noise(200_000)))
                    throw Cut()
                }
            )
        } _: { pull, _ in
            let answer = try await pull.get()
            #expect(answer.status == 200 && !answer.unchunked.isComplete)
        }
    }

    @Test func `a source that is down is the source's failure`() async throws {
        let source = try source(try await Party.freePort())
        try await TwoConnectors.run { both in
            let pull = try await both.open(source)
            #expect(try await pull.get().status == 502)
        }
    }
}
