import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Primitives
import ServerKit
import Testing

/// The gate every call passes, without sockets: who gets in, and how a refusal looks.
struct GatekeeperTests {
    struct Tokens: Authenticator {
        func participant(authorization: String) async throws -> VerifiedParticipant? {
            authorization == "Bearer peer" ? VerifiedParticipant(verifiedID: "urn:peer") : nil
        }

        func person(authorization: String) async throws -> Person? {
            switch authorization {
            case "Bearer auditor": Person(name: "auditor", role: .auditor)
            case "Bearer owner": Person(name: "owner", role: .owner)
            default: nil
            }
        }
    }

    struct Unforeseen: Error {}

    private static let endpoints: [Endpoint] = [
        Endpoint(.get, "/open", access: .public(reason: "test"), "open") { _ in .json(["ok": true]) },
        Endpoint(.get, "/peers/{id}", access: .participant, "peers") { call in
            .json(["caller": .string(try call.participant().id), "id": .string(try call.parameter("id"))])
        },
        Endpoint(.post, "/write", access: .role(.operator), "people") { call in
            .json(["read": try await call.json(maximumBytes: 100), "by": .string(try call.person().name)])
        },
        Endpoint(.get, "/broken", access: .public(reason: "test"), "broken") { _ in throw Unforeseen() },
        Endpoint(.get, "/page", access: .public(reason: "test"), "page") { call in
            .json(["limit": .int(try PageRequest(call).limit)])
        },
    ]

    private func gate() -> Application<RouterResponder<ServerContext>> {
        let gate = Gatekeeper(
            authenticator: Tokens(),
            world: World(now: { Instant(milliseconds: 0) }, random: { Array(repeating: 7, count: $0) }),
            metrics: Metrics(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        return Application(responder: gate.router(Self.endpoints).buildResponder())
    }

    private func ask(
        _ method: HTTPRequest.Method,
        _ path: String,
        token: String? = nil,
        body: String? = nil
    ) async throws -> (status: Int, json: JSONValue, headers: HTTPFields) {
        try await gate().test(.router) { client in
            var headers: HTTPFields = [:]
            if let token { headers[.authorization] = "Bearer " + token }
            let response = try await client.execute(
                uri: path,
                method: method,
                headers: headers,
                body: body.map { ByteBuffer(string: $0) }
            )
            let bytes = Array(response.body.readableBytesView)
            return (Int(response.status.code), bytes.isEmpty ? .null : try JSONReader.read(bytes), response.headers)
        }
    }

    @Test(
        arguments: [
            (.get, "/open", nil, 200), (.get, "/peers/1", nil, 401),
            (.get, "/peers/1", "wrong", 401), (.get, "/peers/1", "owner", 401), (.get, "/peers/1", "peer", 200),
            (.post, "/write", nil, 401), (.post, "/write", "peer", 401), (.post, "/write", "auditor", 403),
            (.get, "/nowhere", nil, 404), (.get, "/peers/1/more", "peer", 404), (.delete, "/open", nil, 405),
            (.get, "/write", "owner", 405),
        ] as [(HTTPRequest.Method, String, String?, Int)]
    )
    func `everybody gets in exactly where the endpoint says`(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ token: String?,
        _ status: Int
    ) async throws {
        let answer = try await ask(method, path, token: token)
        #expect(answer.status == status)
        guard status >= 400 else { return }
        let error = answer.json["error"]
        #expect(error?["code"]?.stringValue != nil)
        #expect(error?["message"]?.stringValue?.isEmpty == false)
        #expect(error?["messageZh"]?.stringValue?.isEmpty == false)
        #expect(error?["correlation"]?.stringValue?.isEmpty == false)
        #expect(answer.headers[.contentType] == "application/json")
    }

    @Test func `a refusal names the role that is missing`() async throws {
        let answer = try await ask(.post, "/write", token: "auditor", body: "{}")
        #expect(answer.json["error"]?["message"]?.stringValue?.contains("operator") == true)
        #expect(answer.json["error"]?["code"] == "forbidden")
    }

    @Test func `every answer carries a correlation id, and a failure says the same one`() async throws {
        let name = try #require(HTTPField.Name("X-Correlation-Id"))
        let fine = try await ask(.get, "/open")
        #expect(fine.headers[name]?.isEmpty == false)
        for path in ["/broken", "/nowhere"] {
            let failed = try await ask(.get, path)
            #expect(failed.headers[name] == failed.json["error"]?["correlation"]?.stringValue)
            #expect(failed.headers[name] != nil)
        }
    }

    @Test func `what nobody foresaw is a 500 that tells nothing of the inside`() async throws {
        let answer = try await ask(.get, "/broken")
        #expect(answer.status == 500)
        #expect(!answer.json.text.contains("Unforeseen"))
    }

    @Test func `bodies are read strictly and within bounds`() async throws {
        #expect(try await ask(.post, "/write", token: "owner", body: #"{"a":1}"#).status == 200)
        for body in ["", "{", #"{"a":1,"a":2}"#, "nonsense", #"{"a":"\ud800"}"#] {
            #expect(try await ask(.post, "/write", token: "owner", body: body).status == 400, "\(body)")
        }
        let long = "\"" + String(repeating: "x", count: 200) + "\""
        let answer = try await ask(.post, "/write", token: "owner", body: long)
        #expect(answer.status == 413)
        #expect(answer.json["error"]?["code"] == "tooLarge")
    }

    @Test(arguments: [("0", 400), ("501", 400), ("x", 400), ("-1", 400), ("500", 200), ("1", 200)] as [(String, Int)])
    func `a page is as long as was asked, within bounds`(_ limit: String, _ status: Int) async throws {
        #expect(try await ask(.get, "/page?limit=" + limit).status == status)
    }

    @Test(arguments: [("%41", 200), ("a%2Fb", 200), ("%zz", 400), ("%ff", 400)] as [(String, Int)])
    func `parameters are decoded, and broken escapes refused`(_ id: String, _ status: Int) async throws {
        #expect(try await ask(.get, "/peers/" + id, token: "peer").status == status)
    }

    @Test func `guessing tokens becomes slow, and says for how long`() async throws {
        let last = try await gate().test(.router) { client in
            var last: (Int, String?) = (0, nil)
            for number in 0...Int(Gatekeeper.strangerRate.burst) {
                let response = try await client.execute(
                    uri: "/peers/1",
                    method: .get,
                    headers: [.authorization: "Bearer guess\(number)"]
                )
                last = (Int(response.status.code), response.headers[.retryAfter])
            }
            // Who has a token is not slowed by those who guess.
            let peer = try await client.execute(
                uri: "/peers/1",
                method: .get,
                headers: [.authorization: "Bearer peer"]
            )
            #expect(peer.status == .ok)
            return last
        }
        #expect(last.0 == 429)
        #expect(last.1.flatMap { Int($0) } ?? 0 >= 1)
    }
}
