import Connector
import DataspaceProtocol
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
import ServerKit
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2)), .serialized)
struct DataPlanePushTests {
    @Test func `a file is pushed into the consumer's folder and both sides are completed`() async throws {
        try await TwoConnectors.run { both in
            let bytes = noise(2_000_003)
            let source = try TemporaryFolder()
            let agreement = try await both.agree(.file(path: source.file("f", bytes)))
            let transfer = try await both.consumer.transfers.request(
                agreement: agreement,
                format: "HttpData-PUSH",
                sink: .folder(path: both.folder.path + "/got")
            )
            _ = try await both.consumer.waits(for: transfer.id, .completed)
            #expect(try read(both.folder.path + "/got") == bytes)
            let other = try await both.providerSide(of: transfer)
            #expect(try await both.provider.plane.progress(of: other.id)?.digest == Digest(of: bytes))
            #expect(try await both.consumer.plane.progress(of: transfer.id)?.bytes == 2_000_003)
        }
    }

    @Test func `a query is pushed without a length`() async throws {
        try await TwoConnectors.run { both in
            let folder = try TemporaryFolder()
            try Database.open(path: folder.path + "/d", migrations: []).close()
            let agreement = try await both.agree(.sqlite(path: folder.path + "/d", query: "SELECT 1 AS one"))
            let transfer = try await both.consumer.transfers.request(
                agreement: agreement,
                format: "HttpData-PUSH",
                sink: .folder(path: both.folder.path + "/got")
            )
            _ = try await both.consumer.waits(for: transfer.id, .completed)
            #expect(try read(both.folder.path + "/got") == Array("one\r\n1\r\n".utf8))
        }
    }

    @Test func `a provider that was cut off asks how much arrived and sends only the rest`() async throws {
        let bytes = noise(1_000_000)
        let digest = Digest(of: bytes)
        let (port, own) = (try await Party.freePort(), try await Party.freePort())
        let received = Mutex<[UInt8]>([])
        let ranges = Mutex<[String?]>([])
        let stub = StubProvider(port: port) { request, _ in
            guard request.method == .put else {
                let have = received.withLock { $0.count }
                let field = HTTPField.Name("Upload-Offset") ?? .trailer
                return Response(status: .noContent, headers: [field: "\(have)", .eTag: "\"\(digest.hex)\""])
            }
            let attempt = ranges.withLock { ranges in
                ranges.append(request.headers[.contentRange])
                return ranges.count
            }
            for try await part in request.body {
                received.withLock { $0 += part.readableBytesView }
                if attempt < 3, received.withLock({ $0.count }) > attempt * 300_000 { throw Cut() }
            }
            return Response(status: .noContent)
        }
        let provider = try await Party("provider", port: own, peer: ("stub", port))
        try await stub.run {
            try await provider.run {
                let source = try TemporaryFolder()
                let pushed = try await stub.askForPush(of: .file(path: source.file("f", bytes)), from: provider)
                _ = try await provider.waits(for: pushed, .completed)
                #expect(received.withLock { $0 } == bytes)
                let seen = ranges.withLock { $0 }
                #expect(seen.count == 3 && seen[0] == nil && seen[1] != nil && seen[2]?.hasSuffix("/1000000") == true)
            }
        }
    }

    /// The inbox of a started push, and what speaks to it.
    private struct Inbox: Sendable {
        let consumer: Party
        let transfer: TransferProcess
        let folder: TemporaryFolder

        var token: String { transfer.requestAddress?.property("authorization") ?? "" }

        func send(
            _ method: String,
            _ fields: String = "",
            _ body: [UInt8] = [],
            token: String? = nil
        ) async throws -> RawAnswer {
            let head =
                "\(method) /inbox/\(transfer.id.rawValue) HTTP/1.1\r\nHost: t\r\nConnection: close\r\n"
                + "Authorization: Bearer \(token ?? self.token)\r\n\(fields)\r\n"
            return try await RawClient.exchange(port: consumer.port, head, body: body)
        }

        /// Sends less than was announced, then leaves.
        func breakOff(_ fields: String, _ body: [UInt8]) async throws {
            let head =
                "PUT /inbox/\(transfer.id.rawValue) HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer \(token)\r\n\(fields)\r\n"
            try await RawClient.leave(port: consumer.port, head, body: body)
        }
    }

    private func inbox(_ body: @escaping @Sendable (Inbox) async throws -> Void) async throws {
        try await StubProvider.serving(format: "HttpData-PUSH") { request, _ in
            Response(status: .notFound)
        } _: { _, consumer, transfer, folder in
            try await body(Inbox(consumer: consumer, transfer: transfer, folder: folder))
        }
    }

    private static func digestField(_ bytes: [UInt8]) -> String {
        "Repr-Digest: sha-256=:\(base64(Digest(of: bytes).bytes)):\r\n"
    }

    @Test func `a push goes on where it broke, and only with the same content`() async throws {
        try await inbox { inbox in
            let bytes = noise(1_200_000)
            let digest = Self.digestField(bytes)
            try await inbox.breakOff("Content-Length: 1200000\r\n" + digest, Array(bytes.prefix(700_000)))
            let offset = try await eventually {
                let head = try await inbox.send("HEAD")
                let offset = head.field("Upload-Offset").flatMap { Int($0) } ?? 0
                return offset > 0 && inbox.consumer.registry.count == 0 ? offset : nil
            }
            #expect(offset <= 700_000)
            let range = "Content-Range: bytes \(offset)-1199999/1200000\r\nContent-Length: \(1_200_000 - offset)\r\n"
            let other = try await inbox.send("PUT", range + Self.digestField([1]), Array(bytes[offset...]))
            #expect(other.status == 409)
            let gap = "Content-Range: bytes \(offset + 1)-1199999/1200000\r\nContent-Length: \(1_199_999 - offset)\r\n"
            #expect(try await inbox.send("PUT", gap + digest, Array(bytes[(offset + 1)...])).status == 409)
            #expect(try await inbox.send("PUT", range + digest, Array(bytes[offset...])).status == 204)
            #expect(try read(inbox.folder.path + "/got") == bytes)
            #expect(try await inbox.send("HEAD").field("Upload-Offset") == "1200000")
        }
    }

    @Test func `a push with a wrong digest, token, range or state leaves no file`() async throws {
        try await inbox { inbox in
            let bytes = noise(1_000)
            let length = "Content-Length: 1000\r\n"
            #expect(try await inbox.send("PUT", length, bytes, token: "wrong").status == 404)
            #expect(try await inbox.send("PUT", length + Self.digestField([1]), bytes).status == 400)
            #expect(try await inbox.send("PUT", length + "Content-Range: bytes 0-1999/1000\r\n", bytes).status == 400)
            #expect(
                try await inbox.send(
                    "PUT",
                    length + "Content-Range: bytes 0-499/1000\r\n" + Self.digestField(bytes),
                    bytes
                ).status == 400
            )
            _ = try await inbox.consumer.transfers.step(inbox.transfer.id, .suspend)
            #expect(try await inbox.send("PUT", length + Self.digestField(bytes), bytes).status == 403)
            #expect(try await inbox.send("HEAD").status == 403)
            let left = try inbox.folder.names().filter { $0 == "got" || $0.hasSuffix(".part") }
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: [true, false])
    func `content for an endpoint arrives whole there, and never when it does not verify`(isRight: Bool) async throws {
        let bytes = noise(900_000)
        let received = Mutex<[UInt8]?>(nil)
        let port = try await Party.freePort()
        let sink = StubProvider(port: port) { request, _ in
            var body: [UInt8] = []
            for try await part in request.body { body += part.readableBytesView }
            received.withLock { [body] in $0 = body }
            return Response(status: request.headers[.authorization] == "Sink key" ? .noContent : .unauthorized)
        }
        try await sink.run {
            let there = TransferSink.http(url: "http://127.0.0.1:\(port)/stub", authorization: "Sink key")
            try await StubProvider.serving(sink: there) { request, _ in
                serve(bytes, to: request, announcing: isRight ? nil : Digest(of: "else"))
            } _: { _, consumer, transfer, _ in
                let ended = try await consumer.waits(for: transfer.id, isRight ? .completed : .terminated)
                #expect(received.withLock { $0 } == (isRight ? bytes : nil))
                #expect(ended.reason?.code == (isRight ? nil : "source.digest-mismatch"))
            }
        }
    }
}
