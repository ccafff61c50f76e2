import HTTPTypes
import ServerKit
import Testing

/// A peer that answers the first request of each connection and closes when a second one arrives.
private func answerOnce(_ connection: RawConnection) async throws {
    guard try await connection.request() != nil else { return }
    try await connection.answer(body: "first")
    _ = try await connection.request()
}

@Suite(.timeLimit(.minutes(1)))
struct EgressReuseTests {
    @Test(arguments: [HTTPRequest.Method.get, .put, .delete])
    func `a connection closed by the peer while idle is replaced for a method that may repeat`(
        method: HTTPRequest.Method
    ) async throws {
        try await RawServer.run(answerOnce) { server in
            try await withEgress { egress in
                for _ in 0..<3 {
                    let response = try await egress.send(EgressRequest(method, server.url()), for: .peer)
                    #expect(response.body.text == "first")
                }
                #expect(server.connections == 3)
            }
        }
    }

    @Test func `a post is repeated only when its sender says that this does no harm`() async throws {
        try await RawServer.run(answerOnce) { server in
            try await withEgress { egress in
                var post = EgressRequest(.post, try server.url(), body: .bytes([1]))
                _ = try await egress.send(post, for: .peer)
                #expect(await problem { try await egress.send(post, for: .peer) } == .closedEarly)
                post.mayRepeat = true
                for _ in 0..<2 { _ = try await egress.send(post, for: .peer) }
                #expect(server.connections == 3)
            }
        }
    }

    @Test func `connections beyond the bound of the cache are closed and a stream in use lives on`() async throws {
        let names = ["a.test": ["127.0.0.1"], "b.test": ["127.0.0.1"], "c.test": ["127.0.0.1"]]
        try await RawServer.run { connection in
            while let request = try await connection.request() {
                guard request.hasPrefix("GET /slow") else {
                    try await connection.answer(body: "ok")
                    continue
                }
                try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab")
                try await Task.sleep(for: .milliseconds(300))
                try await connection.write("cd")
            }
        } _: { server in
            try await withEgress(resolver: TableResolver(names), change: { $0.maximumClients = 2 }) { egress in
                let slow = try await egress.stream(EgressRequest(.get, server.url("/slow", host: "a.test")), for: .peer)
                for _ in 0..<3 {
                    for name in names.keys.sorted() {
                        _ = try await egress.send(EgressRequest(.get, server.url(host: name)), for: .peer)
                        #expect(egress.cachedClients <= 2)
                    }
                }
                var text = ""
                for try await part in slow.body { text += part.text }
                #expect(text == "abcd")
                #expect(server.connections == 10)
            }
        }
    }
}
