import Glibc
import NIOCore
import NIOPosix

/// Finds all addresses of a host name.
package protocol HostResolver: Sendable {
    /// - Throws: ``EgressProblem`` with code `notResolved`.
    func addresses(of host: String) async throws -> [NetworkAddress]
}

/// The machine's own resolver (`/etc/hosts`, DNS), on threads of its own because it blocks.
package final class SystemResolver: HostResolver {
    private let threads = NIOThreadPool(numberOfThreads: EgressLimits.lookupThreads)
    private let loops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton

    package init() { threads.start() }

    deinit { threads.shutdownGracefully { _ in } }

    package func addresses(of host: String) async throws -> [NetworkAddress] {
        let loop = loops.any()
        let answer = loop.makePromise(of: [NetworkAddress].self)
        // A promise keeps its first result, so a late lookup changes nothing.
        let timer = loop.scheduleTask(in: EgressLimits.lookupTime) {
            answer.fail(EgressProblem.notResolved(host, "the lookup took too long"))
        }
        threads.submit { state in
            answer.completeWith(Result { state == .active ? try Self.lookUp(host) : [] })
        }
        answer.futureResult.whenComplete { _ in timer.cancel() }
        return try await answer.futureResult.get()
    }

    private static func lookUp(_ host: String) throws -> [NetworkAddress] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        let status = unsafe getaddrinfo(host, nil, &hints, &list)
        guard status == 0, let first = unsafe list else {
            throw EgressProblem.notResolved(host, reason(status))
        }
        defer { unsafe freeaddrinfo(first) }
        return unsafe addresses(in: first)
    }

    private static func reason(_ status: CInt) -> String {
        guard let text = unsafe gai_strerror(status) else { return "code \(status)" }
        return unsafe String(cString: text)
    }

    /// Copies the addresses out of the C list, in its order (RFC 6724), each once.
    private static func addresses(in list: UnsafeMutablePointer<addrinfo>) -> [NetworkAddress] {
        var found: [NetworkAddress] = []
        var next: UnsafeMutablePointer<addrinfo>? = unsafe list
        while let entry = unsafe next {
            if let address = unsafe address(entry.pointee), !found.contains(address) { found.append(address) }
            unsafe next = unsafe entry.pointee.ai_next
        }
        return found
    }

    private static func address(_ entry: addrinfo) -> NetworkAddress? {
        guard let raw = unsafe UnsafeRawPointer(entry.ai_addr) else { return nil }
        switch unsafe entry.ai_family {
        case AF_INET:
            return .v4(UInt32(bigEndian: unsafe raw.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr))
        case AF_INET6:
            let bytes = unsafe raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return .v6(UInt128(bigEndian: unsafe unsafeBitCast(bytes, to: UInt128.self)))
        default: return nil
        }
    }
}
