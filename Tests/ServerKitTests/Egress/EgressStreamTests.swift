import HTTPTypes
import NIOCore
import ServerKit
import Synchronization
import Testing

private struct SourceFailed: Error, Equatable {}

/// Parts that are made only when asked for.
private func parts(_ count: Int, failingAt failure: Int? = nil) -> AsyncThrowingStream<ByteBuffer, any Error> {
    let made = Mutex(0)
    return AsyncThrowingStream {
        let index = made.withLock { made in
            defer { made += 1 }
            return made
        }
        if index == failure { throw SourceFailed() }
        return index < count ? ByteBuffer(string: "part\(index);") : nil
    }
}

@Suite(.timeLimit(.minutes(1)))
struct EgressStreamTests {
    @Test func `a chunked answer arrives part by part and complete`() async throws {
        try await RawServer.run { connection in
            guard try await connection.request() != nil else { return }
            try await connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nETag: b\r\n\r\n")
            for _ in 0..<1_000 { try await connection.write("5\r\nhello\r\n") }
            try await connection.write("0\r\n\r\n")
        } _: { server in
            try await withEgress { egress in
                let stream = try await egress.stream(EgressRequest(.get, server.url()), for: .peer)
                #expect(stream.status == .ok && stream.headers[.eTag] == "b")
                var total = ByteBuffer()
                for try await part in stream.body { total.writeImmutableBuffer(part) }
                #expect(total.text == String(repeating: "hello", count: 1_000))
            }
        }
    }

    @Test func `a peer cannot send faster than the body is read`() async throws {
        let written = Mutex(0)
        let total = 64 * 1_048_576
        try await RawServer.run { connection in
            guard try await connection.request() != nil else { return }
            try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
            let part = ByteBuffer(repeating: 0x61, count: 65_536)
            for _ in 0..<(total / 65_536) {
                try await connection.write(part)
                written.withLock { $0 += 65_536 }
            }
        } _: { server in
            try await withEgress { egress in
                let stream = try await egress.stream(EgressRequest(.get, server.url()), for: .peer)
                try await Task.sleep(for: .milliseconds(500))
                #expect(written.withLock { $0 } < total / 4, "kernel buffers only")
                var (count, largest) = (0, 0)
                for try await part in stream.body {
                    count += part.readableBytes
                    largest = max(largest, part.readableBytes)
                }
                #expect(count == total && largest <= 262_144)
            }
        }
    }

    @Test func `a silent peer ends a stream after the idle time, a slow one does not`() async throws {
        try await RawServer.run { connection in
            guard try await connection.request() != nil else { return }
            try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
            for _ in 0..<10 {
                try await connection.write("x")
                try await Task.sleep(for: .milliseconds(60))
            }
            try await Task.sleep(for: .seconds(30))
        } _: { server in
            try await withEgress(change: { $0.idleTime = .seconds(4) }) { egress in
                let stream = try await egress.stream(EgressRequest(.get, server.url()), for: .peer)
                var count = 0
                let code = await problem {
                    for try await part in stream.body { count += part.readableBytes }
                }
                #expect(code == .timedOut && count == 10)
            }
        }
    }

    @Test func `a stream that ends early is a problem of its body`() async throws {
        try await RawServer.run { connection in
            guard try await connection.request() != nil else { return }
            try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        } _: { server in
            try await withEgress { egress in
                let stream = try await egress.stream(EgressRequest(.get, server.url()), for: .peer)
                #expect(await problem { for try await _ in stream.body {} } == .closedEarly)
            }
        }
    }

    @Test(arguments: [nil, Int64(60)])
    func `an upload is pulled from its source and framed by its length`(length: Int64?) async throws {
        try await RawServer.run { connection in
            guard let request = try await connection.request() else { return }
            try await connection.answer(body: request)
        } _: { server in
            try await withEgress { egress in
                let body = EgressRequest.Body.stream(parts(10), length: length)
                let request = EgressRequest(.put, try server.url("/sink"), body: body)
                let answer = try await egress.stream(request, for: .owner)
                var seen = ""
                for try await part in answer.body { seen += part.text }
                #expect(seen.contains("part0;") && seen.contains("part9;"))
                #expect(seen.lowercased().contains(length == nil ? "transfer-encoding: chunked" : "content-length: 60"))
            }
        }
    }

    @Test func `what the source of an upload throws reaches the caller and the peer sees no end`() async throws {
        try await RawServer.run { connection in
            if try await connection.request() != nil { Issue.record("the peer saw a complete upload") }
        } _: { server in
            try await withEgress { egress in
                let body = EgressRequest.Body.stream(parts(10, failingAt: 3))
                let request = EgressRequest(.put, try server.url(), body: body)
                await #expect(throws: SourceFailed()) { try await egress.stream(request, for: .owner) }
            }
        }
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"])
    func `a peer that does not take an upload ends it after the idle time`(early: String) async throws {
        try await RawServer.run { connection in
            if !early.isEmpty { try await connection.write(early) }
            try await Task.sleep(for: .seconds(30))
        } _: { server in
            try await withEgress(change: { $0.idleTime = .milliseconds(300) }) { egress in
                let endless = AsyncStream { ByteBuffer(repeating: 0x61, count: 65_536) }
                let request = EgressRequest(.put, try server.url(), body: .stream(endless))
                let code = await problem {
                    for try await _ in try await egress.stream(request, for: .owner).body {}
                }
                #expect(code == .timedOut)
            }
        }
    }

    @Test func `a slow source and a slow reader are not cut`() async throws {
        try await RawServer.run { connection in
            guard try await connection.request() != nil else { return }
            try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(256 * 65_536)\r\n\r\n")
            for _ in 0..<256 { try await connection.write(ByteBuffer(repeating: 0x61, count: 65_536)) }
        } _: { server in
            // Seconds, because a loaded machine may leave the raw server waiting for one or two of them.
            try await withEgress(change: { $0.idleTime = .seconds(4) }) { egress in
                let made = Mutex(0)
                let slow = AsyncThrowingStream<ByteBuffer, any Error> {
                    let index = made.withLock { made in
                        defer { made += 1 }
                        return made
                    }
                    if index == 0 { try await Task.sleep(for: .seconds(5)) }
                    return index < 2 ? ByteBuffer(string: "part") : nil
                }
                let request = EgressRequest(.put, try server.url(), body: .stream(slow))
                let answer = try await egress.stream(request, for: .owner)
                var count = 0
                for try await part in answer.body {
                    if count == 0 { try await Task.sleep(for: .seconds(5)) }
                    count += part.readableBytes
                }
                #expect(count == 256 * 65_536)
            }
        }
    }

    @Test func `a body that nobody reads any more closes its connection`() async throws {
        let hasClosed = Mutex(false)
        try await RawServer.run { connection in
            guard try await connection.request() != nil else { return }
            try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nstart")
            while try await connection.more() {}
            hasClosed.withLock { $0 = true }
        } _: { server in
            try await withEgress { egress in
                do {
                    let stream = try await egress.stream(EgressRequest(.get, server.url()), for: .peer)
                    for try await _ in stream.body { break }
                }
                for _ in 0..<100 where !hasClosed.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(20)) }
                #expect(hasClosed.withLock { $0 })
            }
        }
    }

    @Test func `transfers in progress never make a message wait`() async throws {
        try await RawServer.run { connection in
            while let request = try await connection.request() {
                guard request.hasPrefix("GET /long") else {
                    try await connection.answer()
                    continue
                }
                try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nstart")
                try await Task.sleep(for: .seconds(30))
            }
        } _: { server in
            try await withEgress { egress in
                var streams: [EgressStream] = []
                for _ in 0..<20 {
                    streams.append(try await egress.stream(EgressRequest(.get, server.url("/long")), for: .peer))
                }
                let response = try await egress.send(EgressRequest(.get, server.url("/message")), for: .peer)
                #expect(response.status == .ok && streams.count == 20)
            }
        }
    }
}
