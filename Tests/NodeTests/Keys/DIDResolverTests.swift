import Identity
import Node
import Primitives
import ServerKit
import Synchronization
import TestKit
import Testing

struct DIDResolverTests {
    private static let did = "did:web:them.example"

    /// A web that counts.
    private final class Web: Sendable {
        private let answers = Mutex<(asked: [String], status: Int, body: [UInt8])>(([], 200, []))

        func serve(_ body: JSONValue, status: Int = 200) {
            answers.withLock { $0 = ($0.asked, status, body.encoded) }
        }

        func fetch(_ address: String) -> (status: Int, body: [UInt8]) {
            answers.withLock { answers in
                answers.asked.append(address)
                return (answers.status, answers.body)
            }
        }

        var asked: [String] { answers.withLock { $0.asked } }
    }

    private let web = Web()
    private let clock = SeededWorld(seed: 1)

    private var resolver: WebDIDResolver {
        WebDIDResolver(now: clock.world.now) { [web] address in
            await Task.yield()
            return web.fetch(address)
        }
    }

    private func document(_ id: String = did, key: String = "k1") throws -> JSONValue {
        let signing = try SigningKey(suite: .eddsa, secretBytes: Array(1...32))
        let url = "\(id)#\(key)"
        let method = VerificationMethod(id: url, key: signing.publicKey)
        return DIDDocument(id: id, methods: [method], relationships: [.capabilityInvocation: [url]]).json
    }

    private func code(_ work: () async throws -> Void) async -> Problem.Code? {
        do {
            try await work()
            return nil
        } catch { return (error as? Problem)?.code }
    }

    @Test func `many callers share one request, and the document is kept for minutes`() async throws {
        web.serve(try document())
        let resolver = resolver
        try await withThrowingTaskGroup { group in
            for _ in 0..<50 { group.addTask { try await resolver.resolve(Self.did, fresh: false).id } }
            for try await id in group { #expect(id == Self.did) }
        }
        #expect(web.asked == ["https://them.example/.well-known/did.json"])
        clock.advance(milliseconds: 299_000)
        _ = try await resolver.resolve(Self.did, fresh: false)
        #expect(web.asked.count == 1)
        clock.advance(milliseconds: 2_000)
        _ = try await resolver.resolve(Self.did, fresh: false)
        #expect(web.asked.count == 2)
    }

    @Test func `an unknown key of the issuer is looked for once more, but not at every token`() async throws {
        web.serve(try document())
        let resolver = resolver
        _ = try await resolver.keys(of: Self.did, naming: Self.did + "#k1")
        clock.advance(milliseconds: 11_000)
        web.serve(try document(key: "k2"))
        let keys = try await resolver.keys(of: Self.did, naming: Self.did + "#k2")
        #expect(keys.map(\.keyID) == [Self.did + "#k2"])
        #expect(web.asked.count == 2)
        for _ in 0..<20 { _ = try await resolver.keys(of: Self.did, naming: Self.did + "#k9") }
        #expect(web.asked.count == 2)
        _ = try await resolver.keys(of: Self.did, naming: "did:web:other.example#k1")
        #expect(web.asked.count == 2, "a foreign name is no reason to ask")
    }

    @Test func `redirects, other documents, garbage and large ones are refused, and not asked for again at once`()
        async throws
    {
        for (status, body): (Int, JSONValue) in [
            (302, try document()), (404, try document()), (200, try document("did:web:evil.example")), (200, "text"),
            (200, ["id": .string(Self.did), "padding": .string(String(repeating: "x", count: 70_000))]),
        ] {
            let web = Web()
            web.serve(body, status: status)
            let resolver = WebDIDResolver(now: clock.world.now) { web.fetch($0) }
            for _ in 0..<5 { #expect(await code { _ = try await resolver.resolve(Self.did, fresh: true) } == .peer) }
            #expect(web.asked.count == 1)
            clock.advance(milliseconds: 11_000)
            web.serve(try document())
            _ = try await resolver.resolve(Self.did, fresh: false)
            #expect(web.asked.count == 2)
        }
    }

    @Test func `what is no did:web, and IP addresses, are never asked for`() async throws {
        for did in [
            "did:key:z6Mk", "did:web:127.0.0.1", "did:web:169.254.169.254", "did:web:[::1]", "https://x.example",
        ] {
            #expect(await code { _ = try await resolver.resolve(did, fresh: false) } == .peer)
        }
        #expect(web.asked.isEmpty)
    }

    @Test func `localhost is asked over TLS unless the switch is on`() async throws {
        let did = "did:web:localhost%3A9000:p"
        web.serve(try document(did))
        _ = try await resolver.resolve(did, fresh: false)
        let open = WebDIDResolver(now: clock.world.now, allowsHTTPForLocalhost: true) { [web] in web.fetch($0) }
        _ = try await open.resolve(did, fresh: false)
        #expect(web.asked == ["https://localhost:9000/p/did.json", "http://localhost:9000/p/did.json"])
    }

    @Test func `a private address behind a name is refused by the egress`() async throws {
        let egress = try Egress()
        let resolver = WebDIDResolver(egress: egress, world: clock.world)
        #expect(await code { _ = try await resolver.resolve("did:web:localhost%3A1", fresh: false) } == .peer)
        await egress.shutdown()
    }
}
