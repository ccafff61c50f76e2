import NIOCore
import ServerKit
import Synchronization
import Testing

/// Answers lookups from a table and counts them.
final class TableResolver: HostResolver {
    private let table: [String: [String]]
    private let delay: Duration
    private let asked = Mutex(0)

    init(_ table: [String: [String]] = [:], delay: Duration = .zero) {
        self.table = table
        self.delay = delay
    }

    var lookups: Int { asked.withLock { $0 } }

    func addresses(of host: String) async throws -> [NetworkAddress] {
        asked.withLock { $0 += 1 }
        if delay > .zero { try await Task.sleep(for: delay) }
        return (table[host] ?? []).compactMap { NetworkAddress($0) }
    }
}

/// Runs `body` with a client that may reach loopback, unless told otherwise, and shuts it down.
func withEgress(
    policy: EgressPolicy? = nil,
    resolver: any HostResolver = TableResolver(),
    change: (inout EgressSettings) -> Void = { _ in },
    _ body: (Egress) async throws -> Void
) async throws {
    let loopback = EgressPolicy.Allowance(networks: try [#require(Network("127.0.0.0/8"))])
    var settings = EgressSettings(policy: policy ?? EgressPolicy(peer: loopback, owner: loopback))
    change(&settings)
    let egress = try Egress(settings, resolver: resolver)
    do {
        try await body(egress)
    } catch {
        await egress.shutdown()
        throw error
    }
    await egress.shutdown()
}

/// The problem that an operation ends with; records an issue when it ends otherwise.
func problem(of operation: () async throws -> some Any) async -> EgressProblem.Code? {
    do {
        let value = try await operation()
        Issue.record("it succeeded: \(value)")
    } catch let problem as EgressProblem {
        return problem.code
    } catch {
        Issue.record("another error: \(error)")
    }
    return nil
}

extension RawServer {
    func url(_ path: String = "/", host: String = "127.0.0.1", scheme: String = "http") throws -> EgressURL {
        try EgressURL("\(scheme)://\(host):\(port)\(path)")
    }
}

extension ByteBuffer {
    var text: String { String(buffer: self) }
}
