import HTTPTypes
import NIOCore
import ServerKit
import Testing

@Suite(.timeLimit(.minutes(1)))
struct EgressSendTests {
    @Test func `a message goes out with its fields and body and the whole answer comes back`() async throws {
        try await RawServer.run { connection in
            while let request = try await connection.request() {
                try await connection.answer("201 Created", headers: "X-Seen: 1\r\nX-Seen: 2\r\n", body: request)
            }
        } _: { server in
            try await withEgress { egress in
                var request = EgressRequest(.post, try server.url("/dsp?x=1"), body: .bytes(Array("{}".utf8)))
                request.headers[.contentType] = "application/json"
                request.headers[.transferEncoding] = "chunked"
                request.headers[.contentLength] = "77"
                request.headers[.connection] = "upgrade"
                let response = try await egress.send(request, for: .peer)
                #expect(response.status == .created)
                #expect(response.headers[values: try #require(HTTPField.Name("X-Seen"))] == ["1", "2"])
                let seen = response.body.text.lowercased()
                #expect(seen.hasPrefix("post /dsp?x=1 http/1.1\r\n") && seen.hasSuffix("\r\n\r\n{}"))
                #expect(seen.contains("host: 127.0.0.1:\(server.port)\r\n"))
                #expect(seen.contains("content-type: application/json\r\n") && seen.contains("content-length: 2\r\n"))
                #expect(!seen.contains("chunked") && !seen.contains("upgrade") && !seen.contains("accept-encoding"))
            }
        }
    }

    @Test func `messages to one peer share a connection`() async throws {
        try await RawServer.run { connection in
            while try await connection.request() != nil { try await connection.answer(body: "ok") }
        } _: { server in
            try await withEgress { egress in
                for _ in 0..<20 { _ = try await egress.send(EgressRequest(.get, server.url()), for: .peer) }
                #expect(server.connections == 1)
            }
        }
    }

    @Test func `a redirect is an answer and is not followed`() async throws {
        try await RawServer.run { connection in
            while try await connection.request() != nil {
                try await connection.answer("302 Found", headers: "Location: /elsewhere\r\n")
            }
        } _: { server in
            try await withEgress { egress in
                let response = try await egress.send(EgressRequest(.get, server.url()), for: .peer)
                #expect(response.status == .found && response.headers[.location] == "/elsewhere")
            }
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + String(repeating: "x", count: 1_001),
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + String(repeating: "x", count: 1_001)
            + "\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + String(repeating: "x", count: 1_001),
    ])
    func `an answer larger than asked for is refused however it is framed`(answer: String) async throws {
        try await RawServer.run { connection in
            while try await connection.request() != nil { try await connection.write(answer) }
        } _: { server in
            try await withEgress { egress in
                var request = EgressRequest(.get, try server.url())
                request.maximumBytes = 1_000
                #expect(await problem { try await egress.send(request, for: .peer) } == .tooLarge)
            }
        }
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"])
    func `a peer that falls silent is left after the time for the whole exchange`(start: String) async throws {
        try await RawServer.run { connection in
            guard try await connection.request() != nil else { return }
            try await connection.write(start)
            try await Task.sleep(for: .seconds(30))
        } _: { server in
            try await withEgress { egress in
                var request = EgressRequest(.get, try server.url())
                request.timeout = .milliseconds(200)
                let start = ContinuousClock.now
                #expect(await problem { try await egress.send(request, for: .peer) } == .timedOut)
                #expect(ContinuousClock.now - start < .seconds(5))
            }
        }
    }

    @Test func `a peer that drips bytes is left after the time for the whole exchange`() async throws {
        try await RawServer.run { connection in
            guard try await connection.request() != nil else { return }
            try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            while true {
                try await connection.write("x")
                try await Task.sleep(for: .milliseconds(20))
            }
        } _: { server in
            try await withEgress { egress in
                var request = EgressRequest(.get, try server.url())
                request.timeout = .milliseconds(300)
                #expect(await problem { try await egress.send(request, for: .peer) } == .timedOut)
            }
        }
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nha",
    ])
    func `a connection that closes before the end is a problem`(start: String) async throws {
        try await RawServer.run { connection in
            guard try await connection.request() != nil else { return }
            if !start.isEmpty { try await connection.write(start) }
        } _: { server in
            try await withEgress { egress in
                #expect(
                    await problem { try await egress.send(EgressRequest(.post, server.url()), for: .peer) }
                        == .closedEarly
                )
            }
        }
    }

    @Test func `what is not HTTP is a bad answer`() async throws {
        try await RawServer.run { connection in
            guard try await connection.request() != nil else { return }
            try await connection.write("SSH-2.0-OpenSSH_9.2\r\n")
            try await Task.sleep(for: .seconds(5))
        } _: { server in
            try await withEgress { egress in
                #expect(
                    await problem { try await egress.send(EgressRequest(.get, server.url()), for: .peer) } == .badAnswer
                )
            }
        }
    }

    @Test func `a closed port is not reachable and nothing was sent`() async throws {
        try await RawServer.run { _ in
        } _: { server in
            try await withEgress { egress in
                let url = try server.url(host: "127.0.0.2")
                do {
                    _ = try await egress.send(EgressRequest(.get, url), for: .peer)
                    Issue.record("it answered")
                } catch let problem as EgressProblem {
                    #expect(problem.code == .notReachable && problem.happenedBeforeSending && problem.isWorthRetrying)
                }
            }
        }
    }

    @Test func `a cancelled caller gets the cancellation at once`() async throws {
        try await RawServer.run { connection in
            _ = try await connection.request()
            try await Task.sleep(for: .seconds(30))
        } _: { server in
            try await withEgress { egress in
                let url = try server.url()
                let call = Task { try await egress.send(EgressRequest(.get, url), for: .peer) }
                try await Task.sleep(for: .milliseconds(100))
                call.cancel()
                await #expect(throws: CancellationError.self) { try await call.value }
            }
        }
    }

    @Test func `after shutdown nothing is sent`() async throws {
        try await RawServer.run { connection in
            while try await connection.request() != nil { try await connection.answer() }
        } _: { server in
            try await withEgress { egress in
                _ = try await egress.send(EgressRequest(.get, server.url()), for: .peer)
                await egress.shutdown()
                #expect(
                    await problem { try await egress.send(EgressRequest(.get, server.url()), for: .peer) } == .shutDown
                )
                #expect(server.connections == 1)
            }
        }
    }
}
