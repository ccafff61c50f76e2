import NIOCore
import NIOPosix
import Synchronization

/// A TCP client that sends exactly what a test writes.
enum RawClient {
    /// Sends text, then reads until the server closes or the body of known length is there.
    static func exchange(port: Int, _ text: String, body: [UInt8] = []) async throws -> RawAnswer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            if !body.isEmpty { try await outbound.write(ByteBuffer(bytes: body)) }
            var answer = ByteBuffer()
            do {
                for try await part in inbound { answer.writeImmutableBuffer(part) }
            } catch {
                // A reset is how an aborted answer may end.
            }
            return RawAnswer(answer)
        }
    }

    /// A request with a token whose answer is read to the end.
    static func get(
        port: Int,
        _ path: String,
        token: String?,
        method: String = "GET",
        fields: String = ""
    ) async throws -> RawAnswer {
        let authorization = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
        return try await exchange(
            port: port,
            "\(method) \(path) HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\(authorization)\(fields)\r\n"
        )
    }
}

/// What came back, byte by byte.
struct RawAnswer: Sendable {
    let status: Int
    let head: String
    let body: [UInt8]

    init(_ buffer: ByteBuffer) {
        let bytes = Array(buffer.readableBytesView)
        let end = bytes.indices.dropLast(3).first { Array(bytes[$0..<$0 + 4]) == [13, 10, 13, 10] } ?? bytes.count
        head = String(decoding: bytes[..<end], as: UTF8.self)
        body = Array(bytes.dropFirst(end + 4))
        status = Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0
    }

    func field(_ name: String) -> String? {
        head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
            .map { String($0.dropFirst(name.count + 2)) }
    }

    /// The body without chunk framing, and the trailer after it.
    var unchunked: (text: String, trailer: String, isComplete: Bool) {
        var rest = body[...]
        var text: [UInt8] = []
        while let lineEnd = rest.firstIndex(of: 10) {
            let size = Int(String(decoding: rest[rest.startIndex..<lineEnd].dropLast(), as: UTF8.self), radix: 16) ?? -1
            rest = rest[(lineEnd + 1)...]
            guard size >= 0, rest.count >= size else { break }
            if size == 0 { return (String(decoding: text, as: UTF8.self), String(decoding: rest, as: UTF8.self), true) }
            text += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
        }
        return (String(decoding: text, as: UTF8.self), "", false)
    }
}

/// A reader that asks and then never reads.
final class StalledReader: Sendable {
    let channel: any Channel

    init(port: Int, path: String, token: String) async throws {
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: false)
            .connect(host: "127.0.0.1", port: port).get()
        let text = "GET \(path) HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer \(token)\r\n\r\n"
        try await channel.writeAndFlush(ByteBuffer(string: text)).get()
    }

    deinit { channel.close(promise: nil) }
}

extension RawClient {
    /// Sends a part of what was announced, waits until it was taken, and goes away.
    static func leave(port: Int, _ text: String, body: [UInt8]) async throws {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(string: text)).get()
        try await channel.writeAndFlush(ByteBuffer(bytes: body)).get()
        try await Task.sleep(for: .milliseconds(300))
        try await channel.close().get()
    }
}
