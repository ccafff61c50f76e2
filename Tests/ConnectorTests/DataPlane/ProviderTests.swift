import Connector
import DataspaceProtocol
import Foundation
import NIOCore
import Primitives
import ServerKit
import Testing

extension TwoConnectors {
    /// A started pull by an application: the path on the provider, the token, the consumer's transfer.
    func open(
        _ source: DataSource,
        permission: JSONValue = ["action": "use"],
        profile: String? = nil
    ) async throws -> OpenPull {
        let agreement = try await agree(source, permission: permission, profile: profile)
        let transfer = try await pull(agreement, into: .application)
        let started = try await consumer.waits(for: transfer.id, .started)
        let other = try await providerSide(of: started)
        _ = try await provider.waits(for: other.id, .started)
        return OpenPull(
            both: self,
            path: "/data/" + other.id.rawValue,
            token: started.startAddress?.property("authorization") ?? "",
            consumerID: started.id,
            providerID: other.id
        )
    }
}

struct OpenPull: Sendable {
    let both: TwoConnectors
    let path: String
    let token: String
    let consumerID: Identifier<TransferProcess>
    let providerID: Identifier<TransferProcess>

    func get(_ below: String = "", method: String = "GET", _ fields: String = "") async throws -> RawAnswer {
        try await RawClient.get(port: both.provider.port, path + below, token: token, method: method, fields: fields)
    }
}

@Suite(.timeLimit(.minutes(3)), .serialized)
struct DataPlaneProviderTests {
    @Test func `ranges are answered as RFC 9110 says`() async throws {
        try await TwoConnectors.run { both in
            let bytes = noise(1_000)
            let source = try TemporaryFolder()
            let pull = try await both.open(.file(path: source.file("f", bytes)))
            let table: [(String, Int, Range<Int>?)] = [
                ("bytes=0-0", 206, 0..<1), ("bytes=0-", 206, 0..<1000), ("bytes=10-19", 206, 10..<20),
                ("bytes=990-5000", 206, 990..<1000), ("bytes=-1", 206, 999..<1000), ("bytes=-5000", 206, 0..<1000),
                ("bytes=999-", 206, 999..<1000), ("bytes=1000-", 416, nil), ("bytes=-0", 416, nil),
                ("bytes=5-4", 200, 0..<1000), ("bytes=a-b", 200, 0..<1000), ("lines=1-2", 200, 0..<1000),
                ("bytes=0-1,3-4", 200, 0..<1000), ("bytes=", 200, 0..<1000), ("bytes=-", 200, 0..<1000),
                ("bytes=99999999999999999999-", 200, 0..<1000), ("bytes=+1-2", 200, 0..<1000),
            ]
            for (range, status, slice) in table {
                let answer = try await pull.get("", "Range: \(range)\r\n")
                #expect(answer.status == status, "\(range)")
                if let slice { #expect(answer.body == Array(bytes[slice]), "\(range)") }
                let expected = status == 206 ? slice.map { "bytes \($0.lowerBound)-\($0.upperBound - 1)/1000" } : nil
                #expect(answer.field("Content-Range") == (status == 416 ? "bytes */1000" : expected), "\(range)")
            }
            let tag = "\"\(Digest(of: bytes).hex)\""
            #expect(try await pull.get("", "Range: bytes=5-9\r\nIf-Range: \(tag)\r\n").status == 206)
            #expect(try await pull.get("", "Range: bytes=5-9\r\nIf-Range: \"other\"\r\n").status == 200)
            let head = try await pull.get("", method: "HEAD")
            #expect(head.status == 200 && head.body.isEmpty && head.field("Content-Length") == "1000")
            #expect(head.field("ETag") == tag && head.field("Accept-Ranges") == "bytes")
            #expect(head.field("Repr-Digest") == "sha-256=:\(base64(Digest(of: bytes).bytes)):")
        }
    }

    @Test func `an unknown transfer and a wrong token get the same answer`() async throws {
        try await TwoConnectors.run { both in
            let source = try TemporaryFolder()
            let pull = try await both.open(.file(path: source.file("f", [1, 2, 3])))
            let port = both.provider.port
            func shape(_ path: String, _ token: String?) async throws -> [String] {
                let answer = try await RawClient.get(port: port, path, token: token)
                let json = try JSONReader.read(answer.body)["error"]
                return ["\(answer.status)", json?["code"]?.stringValue ?? "", json?["message"]?.stringValue ?? ""]
            }
            let expected = try await shape("/data/urn:uuid:nothing", "x")
            #expect(expected[0] == "404")
            for token in [nil, "", "wrong", pull.token + "x", String(pull.token.dropLast())] {
                #expect(try await shape(pull.path, token) == expected)
            }
            let raw =
                "GET \(pull.path) HTTP/1.1\r\nHost: t\r\nConnection: close\r\nAuthorization: \(pull.token)\r\n\r\n"
            #expect(try await RawClient.exchange(port: port, raw).status == 200)
            #expect(try await pull.get("/below").status == 404)
        }
    }

    @Test func `a token sleeps and wakes with the state, and dies with it`() async throws {
        try await TwoConnectors.run { both in
            let source = try TemporaryFolder()
            let pull = try await both.open(.file(path: source.file("f", [1, 2, 3])))
            #expect(try await pull.get().status == 200)
            _ = try await both.provider.transfers.step(pull.providerID, .suspend)
            #expect(try await pull.get().status == 403)
            _ = try await both.provider.waits(for: pull.providerID, .suspended)
            _ = try await both.consumer.transfers.step(pull.consumerID, .start)
            _ = try await both.provider.waits(for: pull.providerID, .started)
            #expect(try await pull.get().status == 200)
            _ = try await both.consumer.transfers.step(pull.consumerID, .complete)
            _ = try await both.provider.waits(for: pull.providerID, .completed)
            #expect(try await pull.get().status == 403)
        }
    }

    @Test func `bytes of another version are never sent`() async throws {
        try await TwoConnectors.run { both in
            let bytes = noise(100_000)
            let source = try TemporaryFolder()
            let path = try source.file("f", bytes)
            let pull = try await both.open(.file(path: path))
            _ = try source.file("f", bytes)
            #expect(try await pull.get().status == 200, "written again with the same content")
            _ = try source.file("f", noise(100_000, seed: 9))
            let changed = try await pull.get()
            #expect(changed.status == 409 && changed.field("ETag") == nil)
            _ = try source.file("f", Array(bytes.dropLast()))
            #expect(try await pull.get().status == 409)
            _ = try source.file("f", bytes + [1])
            #expect(try await pull.get().status == 409)
            try FileManager.default.removeItem(atPath: path)
            #expect(try await pull.get().status == 502)
        }
    }

    @Test(arguments: [TransferTable.Event.suspend, .terminate, .complete])
    func `a reader that has stopped reading is cut within a second`(event: TransferTable.Event) async throws {
        try await TwoConnectors.run { both in
            let source = try TemporaryFolder()
            let pull = try await both.open(.file(path: source.file("f", [UInt8](repeating: 7, count: 40_000_000))))
            let reader = try await StalledReader(port: both.provider.port, path: pull.path, token: pull.token)
            try await eventually {
                (try await both.provider.plane.progress(of: pull.providerID)?.bytes ?? 0) > 0 ? true : nil
            }
            try await Task.sleep(for: .milliseconds(300))
            #expect(both.provider.registry.count == 1)
            let start = ContinuousClock.now
            _ = try await both.provider.transfers.step(pull.providerID, event)
            try await eventually { both.provider.registry.count == 0 ? true : nil }
            #expect(ContinuousClock.now - start < .seconds(1))
            withExtendedLifetime(reader) {}
        }
    }

    @Test func `a reader that takes nothing is left, and its transfer goes on for others`() async throws {
        try await TwoConnectors.run(stallTime: .milliseconds(700)) { both in
            let source = try TemporaryFolder()
            let pull = try await both.open(.file(path: source.file("f", [UInt8](repeating: 7, count: 40_000_000))))
            let reader = try await StalledReader(port: both.provider.port, path: pull.path, token: pull.token)
            try await eventually { both.provider.registry.count == 1 ? true : nil }
            try await eventually(within: 10) { both.provider.registry.count == 0 ? true : nil }
            #expect(try await both.provider.transfers.find(pull.providerID).state == .started)
            #expect(try await pull.get("", "Range: bytes=0-9\r\n").status == 206)
            withExtendedLifetime(reader) {}
        }
    }

    @Test func `sixteen stalled readers cost little memory, and a seventeenth is told to wait`() async throws {
        try await TwoConnectors.run { both in
            let source = try TemporaryFolder()
            let path = try source.file("f", [UInt8](repeating: 7, count: 64 << 20))
            let pull = try await both.open(.file(path: path))
            let before = try residentKilobytes()
            var readers: [StalledReader] = []
            for _ in 0..<16 {
                let reader = try await StalledReader(port: both.provider.port, path: pull.path, token: pull.token)
                readers.append(reader)
            }
            try await eventually { both.provider.registry.count == 16 ? true : nil }
            try await Task.sleep(for: .seconds(1))
            let grown = try residentKilobytes() - before
            #expect(grown < 48 << 10, "grew by \(grown) KiB")
            let refused = try await pull.get()
            #expect(refused.status == 429 && refused.field("Retry-After") == "5")
            withExtendedLifetime(readers) {}
        }
    }

    @Test func `a stream is cut when its policy runs out, and the transfer says why`() async throws {
        let clock = MovableClock()
        try await TwoConnectors.run(clock: clock) { both in
            let until = World.real.now().advanced(seconds: 3_600)
            let permission: JSONValue = [
                "action": "use",
                "constraint": [
                    [
                        "leftOperand": "dateTime", "operator": "lteq",
                        "rightOperand": ["@value": .string(until.description), "@type": "xsd:dateTime"],
                    ]
                ],
            ]
            let source = try TemporaryFolder()
            let pull = try await both.open(
                .file(path: source.file("f", [UInt8](repeating: 7, count: 40_000_000))),
                permission: permission
            )
            let reader = try await StalledReader(port: both.provider.port, path: pull.path, token: pull.token)
            try await eventually { both.provider.registry.count == 1 ? true : nil }
            clock.advance(milliseconds: 3_600_500)
            try await eventually(within: 2) { both.provider.registry.count == 0 ? true : nil }
            let ended = try await both.provider.waits(for: pull.providerID, .terminated)
            #expect(ended.reason?.code == "policy")
            #expect(try await pull.get().status == 403)
            withExtendedLifetime(reader) {}
        }
    }
}

/// Memory of this process that is really there (`VmRSS` of proc(5)).
private func residentKilobytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(separator: " ").compactMap { Int($0) }.first ?? 0
}
