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

func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

func read(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

@Suite(.timeLimit(.minutes(3)), .serialized)
struct DataPlaneDownloadTests {
    @Test(arguments: [1, 2, 3])
    func `a download goes on after every break, byte by byte right`(seed: Int) async throws {
        let bytes = noise(2_500_000, seed: UInt64(seed))
        let cuts = Mutex(SeededGenerator(UInt64(seed)))
        try await StubProvider.serving { request, attempt in
            guard attempt < 4 else { return serve(bytes, to: request) }
            let limit = cuts.withLock { Int.random(in: 0..<700_000, using: &$0) }
            return serve(bytes, to: request, breakingAfter: limit)
        } _: { stub, consumer, transfer, folder in
            _ = try await consumer.waits(for: transfer.id, .completed)
            #expect(try read(folder.path + "/got") == bytes)
            #expect(stub.attempts == 5)
            let progress = try #require(try await consumer.plane.progress(of: transfer.id))
            #expect(progress.attempt == 5 && progress.lastError == nil && progress.bytes == 2_500_000)
            #expect(try folder.names().filter { $0.hasSuffix(".part") }.isEmpty)
        }
    }

    @Test func `a download goes on after a restart of the consumer`() async throws {
        let bytes = noise(2_000_000)
        let folder = try TemporaryFolder()
        let (port, own) = (try await Party.freePort(), try await Party.freePort())
        let seen = Mutex<[String?]>([])
        let isWhole = Mutex(false)
        let stub = StubProvider(port: port) { request, _ in
            seen.withLock { $0.append(request.headers[.range]) }
            return serve(
                bytes,
                to: request,
                breakingAfter: isWhole.withLock { $0 } ? nil : 900_000,
                stalling: !isWhole.withLock { $0 }
            )
        }
        try await stub.run {
            let first = try await Party("consumer", port: own, peer: ("stub", port), database: folder.path + "/db")
            let transfer = try await first.run {
                let transfer = try await stub.start(first, .folder(path: folder.path + "/got"))
                try await eventually { (try await first.plane.progress(of: transfer.id)?.bytes ?? 0) > 0 ? true : nil }
                return transfer
            }
            try first.essentials.database.close()
            isWhole.withLock { $0 = true }
            let second = try await Party("consumer", port: own, peer: ("stub", port), database: folder.path + "/db")
            try await second.run {
                _ = try await second.waits(for: transfer.id, .completed)
                #expect(try read(folder.path + "/got") == bytes)
                #expect(seen.withLock { $0.last ?? nil }?.hasPrefix("bytes=") == true)
            }
        }
    }

    @Test func `content that changed between two attempts is fetched anew and whole`() async throws {
        let (old, new) = (noise(600_000, seed: 1), noise(800_000, seed: 2))
        try await StubProvider.serving { request, attempt in
            attempt == 0 ? serve(old, to: request, breakingAfter: 300_000) : serve(new, to: request)
        } _: { _, consumer, transfer, folder in
            _ = try await consumer.waits(for: transfer.id, .completed)
            #expect(try read(folder.path + "/got") == new)
        }
    }

    @Test func `bytes that are not what was announced end the transfer, name the source, and leave nothing`()
        async throws
    {
        let bytes = noise(500_000)
        try await StubProvider.serving { request, _ in
            serve(bytes, to: request, announcing: Digest(of: "something else"))
        } _: { stub, consumer, transfer, folder in
            let ended = try await consumer.waits(for: transfer.id, .terminated)
            #expect(ended.reason?.code == "source.digest-mismatch")
            #expect(stub.message("completion") == nil && stub.message("termination") != nil)
            try await eventually { try folder.names().contains { $0.hasPrefix("got") } ? nil : true }
            #expect(try await consumer.plane.progress(of: transfer.id)?.lastError?.hasPrefix("source:") == true)
        }
    }

    @Test(arguments: [true, false])
    func `live content is verified by asking for its digest afterwards`(isRight: Bool) async throws {
        let bytes = noise(300_000)
        let mark = HTTPField.Name("Sluice-Delivery") ?? .trailer
        try await StubProvider.serving { request, _ in
            var headers: HTTPFields = [mark: request.headers[mark] ?? ""]
            guard request.method != .head else {
                let digest = isRight ? Digest(of: bytes) : Digest(of: "something else")
                headers[HTTPField.Name("Repr-Digest") ?? .trailer] = "sha-256=:\(base64(digest.bytes)):"
                return Response(status: .ok, headers: headers)
            }
            return Response(
                status: .ok,
                headers: headers,
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(bytes: bytes))
                    try await writer.finish(nil)
                }
            )
        } _: { _, consumer, transfer, folder in
            if isRight {
                _ = try await consumer.waits(for: transfer.id, .completed)
                #expect(try read(folder.path + "/got") == bytes)
                #expect(try await consumer.plane.progress(of: transfer.id)?.digest == Digest(of: bytes))
            } else {
                let ended = try await consumer.waits(for: transfer.id, .terminated)
                #expect(ended.reason?.code == "source.digest-mismatch")
                #expect(FileManager.default.fileExists(atPath: folder.path + "/got") == false)
            }
        }
    }

    @Test func `more bytes than the range announced end the transfer`() async throws {
        let bytes = noise(400_000)
        try await StubProvider.serving { request, attempt in
            guard attempt > 0 else { return serve(bytes, to: request, breakingAfter: 100_000) }
            let first = Int(request.headers[.range]?.dropFirst(6).dropLast() ?? "") ?? 0
            return Response(
                status: .partialContent,
                headers: [.contentRange: "bytes \(first)-\(bytes.count - 1)/\(bytes.count)"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes[first...] + [0, 1, 2]))
            )
        } _: { _, consumer, transfer, _ in
            let ended = try await consumer.waits(for: transfer.id, .terminated)
            #expect(ended.reason?.code == "source.over-long")
        }
    }

    @Test func `a truncated source is never a success`() async throws {
        let bytes = noise(400_000)
        try await StubProvider.serving { request, _ in
            serve(bytes, to: request, breakingAfter: 1_000)
        } _: { stub, consumer, transfer, folder in
            try await eventually { stub.attempts > 3 ? true : nil }
            #expect(try await consumer.transfers.find(transfer.id).state == .started)
            #expect(try folder.names().contains("got") == false && stub.message("completion") == nil)
        }
    }

    @Test(arguments: [(403, "peer.refused-403"), (404, "peer.refused-404"), (409, "source.changed")])
    func `a lasting refusal ends the transfer with the side that failed`(status: Int, code: String) async throws {
        try await StubProvider.serving { _, _ in
            Response(status: .init(code: status))
        } _: { _, consumer, transfer, _ in
            let ended = try await consumer.waits(for: transfer.id, .terminated)
            #expect(ended.reason?.code == code)
        }
    }

    @Test func `suspension stops a download quietly, a start goes on from the same byte, termination removes the part`()
        async throws
    {
        let bytes = noise(1_500_000)
        try await StubProvider.serving { request, _ in
            serve(bytes, to: request, breakingAfter: 600_000, stalling: true)
        } _: { stub, consumer, transfer, folder in
            try await eventually {
                (try await consumer.plane.progress(of: transfer.id)?.bytes ?? 0) >= 600_000 ? true : nil
            }
            try await stub.send(.suspend, to: consumer, transfer)
            try await eventually { consumer.registry.count == 0 ? true : nil }
            #expect(try folder.names().contains { $0.hasSuffix(".part") })
            try await stub.send(.start, to: consumer, transfer)
            try await eventually { stub.attempts == 2 ? true : nil }
            try await stub.send(.terminate, to: consumer, transfer)
            try await eventually { try folder.names().contains { $0.hasSuffix(".part") } ? nil : true }
            #expect(try folder.names().contains("got") == false)
        }
    }

    @Test(arguments: [
        "../../outside", "/etc/passwd", "..", ".", ".hidden", "a/b/c", "a\\b", "urn:uuid:1",
        "https://p.example/x?y=z#f",
        "name\u{202E}vsc.exe", "line\nbreak", "数据 集", String(repeating: "长", count: 500), "-rf", "con\u{0}cat",
    ])
    func `a dataset's identifier becomes a harmless name inside the folder`(dataset: String) async throws {
        try await StubProvider.serving(into: "", dataset: dataset) { request, _ in
            serve([1, 2, 3], to: request)
        } _: { _, consumer, transfer, folder in
            _ = try await consumer.waits(for: transfer.id, .completed)
            let names = try folder.names().filter { !$0.hasPrefix("db") }
            let name = try #require(names.first)
            #expect(names.count == 1 && !name.hasPrefix(".") && !name.hasPrefix("-") && name.utf8.count < 140)
            #expect(try await consumer.plane.progress(of: transfer.id)?.path == folder.path + "/" + name)
        }
    }

    @Test func `a link in the place of the file is not followed and not replaced`() async throws {
        let other = try TemporaryFolder()
        let precious = try other.file("precious", [1, 2, 3])
        let link = other.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: precious)
        try await StubProvider.serving(sink: .folder(path: link)) { request, _ in
            serve(noise(1_000), to: request)
        } _: { _, consumer, transfer, _ in
            let ended = try await consumer.waits(for: transfer.id, .terminated)
            #expect(ended.reason?.code == "sink.write")
            #expect(try read(precious) == [1, 2, 3])
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == precious)
        }
    }

    @Test func `a sink folder that is not there is the sink's fault`() async throws {
        try await StubProvider.serving(into: "/no/such/folder") { request, _ in
            serve([1], to: request)
        } _: { stub, consumer, transfer, _ in
            let ended = try await consumer.waits(for: transfer.id, .terminated)
            #expect(ended.reason?.code == "sink.write")
            #expect(stub.attempts == 0)
        }
    }
}

struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
