import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A TCP server on a free loopback port whose answers are scripted byte by byte.
final class RawServer: Sendable {
    let port: Int
    private let accepted: AcceptCounter

    private init(port: Int, accepted: AcceptCounter) {
        self.port = port
        self.accepted = accepted
    }

    /// Connections accepted so far.
    var connections: Int { accepted.count.withLock { $0 } }

    /// Runs `serve` for each connection while `body` runs, then ends all.
    static func run(
        tls: TLSConfiguration? = nil,
        _ serve: @escaping @Sendable (RawConnection) async throws -> Void,
        _ body: (RawServer) async throws -> Void
    ) async throws {
        let context = try tls.map { try NIOSSLContext(configuration: $0) }
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.socketOption(.so_rcvbuf), value: 65_536)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let accepted = AcceptCounter()
        let server = RawServer(port: listener.channel.localAddress?.port ?? 0, accepted: accepted)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await accept(listener, counting: accepted, serve) }
            // Closing, not cancelling: a connection that waits to be accepted must still be taken and closed.
            let outcome = await result(of: body, server)
            try await listener.channel.close()
            try await group.waitForAll()
            try outcome.get()
        }
    }

    private static func result(
        of body: (RawServer) async throws -> Void,
        _ server: RawServer
    ) async -> Result<Void, any Error> {
        do { return .success(try await body(server)) } catch { return .failure(error) }
    }

    private static func accept(
        _ listener: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>,
        counting accepted: AcceptCounter,
        _ serve: @escaping @Sendable (RawConnection) async throws -> Void
    ) async throws {
        try await listener.executeThenClose { connections in
            await withDiscardingTaskGroup { group in
                do {
                    for try await connection in connections {
                        accepted.count.withLock { $0 += 1 }
                        group.addTask { await serveOne(connection, serve) }
                    }
                } catch {}
                group.cancelAll()
            }
        }
    }

    private static func serveOne(
        _ channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>,
        _ serve: @Sendable (RawConnection) async throws -> Void
    ) async {
        do {
            try await channel.executeThenClose { inbound, _ in
                try await serve(RawConnection(inbound: inbound.makeAsyncIterator(), channel: channel.channel))
            }
        } catch {
            // A client that goes away is what many of these tests are about.
        }
    }
}

final class AcceptCounter: Sendable {
    let count = Mutex(0)
}

/// The server's side of one connection.
final class RawConnection {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let channel: any Channel
    private var text = ""

    init(
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        channel: any Channel
    ) {
        self.inbound = inbound
        self.channel = channel
    }

    /// The next request as received, head and body; `nil` when the client closed.
    func request() async throws -> String? {
        while true {
            if let end = text.range(of: "\r\n\r\n"), isComplete(text[..<end.lowerBound], text[end.upperBound...]) {
                defer { text = "" }
                return text
            }
            guard try await more() else { return nil }
        }
    }

    /// Reads whatever comes next, so that a test can wait for the client to close.
    func more() async throws -> Bool {
        guard let part = try await inbound.next(isolation: nil) else { return false }
        text += String(buffer: part)
        return true
    }

    private func isComplete(_ head: Substring, _ body: Substring) -> Bool {
        let head = head.lowercased()
        if head.contains("transfer-encoding: chunked") { return body.hasSuffix("0\r\n\r\n") }
        guard let length = head.split(separator: "\r\n").first(where: { $0.hasPrefix("content-length: ") }) else {
            return true
        }
        return body.utf8.count >= Int(length.dropFirst(16)) ?? 0
    }

    func write(_ text: String) async throws { try await write(ByteBuffer(string: text)) }

    /// Returns when the kernel has taken the bytes.
    func write(_ buffer: ByteBuffer) async throws { try await channel.writeAndFlush(buffer).get() }

    /// A whole answer with a body of known length.
    func answer(_ status: String = "200 OK", headers: String = "", body: String = "") async throws {
        try await write("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
    }
}

extension StringProtocol {
    /// The first place of a separator, without Foundation.
    fileprivate func range(of separator: String) -> Range<Index>? { firstRange(of: separator) }
}
