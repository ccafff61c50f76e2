import HTTPTypes
import NIOSSL
import ServerKit
import Testing

/// A server that must never be reached.
private func neverReached(_ connection: RawConnection) async throws { Issue.record("somebody connected") }

@Suite(.timeLimit(.minutes(1)))
struct EgressDoorTests {
    @Test(arguments: EgressPurpose.allCases)
    func `by default loopback is refused and nothing connects`(purpose: EgressPurpose) async throws {
        try await RawServer.run(neverReached) { server in
            try await withEgress(policy: EgressPolicy(), resolver: SystemResolver()) { egress in
                for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::127.0.0.1]"] {
                    for scheme in ["http", "https"] {
                        let request = EgressRequest(.get, try server.url(host: host, scheme: scheme))
                        let code = await problem { try await egress.send(request, for: purpose) }
                        guard case .addressRefused(.place(.loopback, _))? = code else {
                            Issue.record("\(host): \(String(describing: code))")
                            continue
                        }
                    }
                }
                try await Task.sleep(for: .milliseconds(50))
                #expect(server.connections == 0)
            }
        }
    }

    @Test(arguments: [["8.8.8.8", "127.0.0.1"], ["127.0.0.1", "8.8.8.8"], ["8.8.8.8", "::ffff:127.0.0.1"]])
    func `one closed address among several refuses the name`(addresses: [String]) async throws {
        try await RawServer.run(neverReached) { server in
            let names = TableResolver(["mixed.test": addresses])
            try await withEgress(policy: EgressPolicy(), resolver: names) { egress in
                let request = EgressRequest(.get, try server.url(host: "mixed.test", scheme: "https"))
                let code = await problem { try await egress.send(request, for: .peer) }
                guard case .addressRefused(.place(.loopback, _))? = code else {
                    Issue.record("\(String(describing: code))")
                    return
                }
                #expect(server.connections == 0)
            }
        }
    }

    @Test func `a name connects to the address that was checked and keeps its name`() async throws {
        try await RawServer.run { connection in
            while let request = try await connection.request() { try await connection.answer(body: request) }
        } _: { server in
            let names = TableResolver(["peer.test": ["127.0.0.1"]])
            try await withEgress(resolver: names) { egress in
                let request = EgressRequest(.get, try server.url(host: "PEER.test"))
                let response = try await egress.send(request, for: .peer)
                #expect(response.body.text.lowercased().contains("host: peer.test:\(server.port)\r\n"))
            }
        }
    }

    @Test func `the next checked address is tried when the first does not accept`() async throws {
        try await RawServer.run { connection in
            while try await connection.request() != nil { try await connection.answer(body: "ok") }
        } _: { server in
            let names = TableResolver(["peer.test": ["127.0.0.2", "127.0.0.1"]])
            try await withEgress(resolver: names) { egress in
                let response = try await egress.send(EgressRequest(.get, server.url(host: "peer.test")), for: .peer)
                #expect(response.body.text == "ok")
            }
        }
    }

    @Test func `many requests to one name make one lookup`() async throws {
        try await RawServer.run { connection in
            while try await connection.request() != nil { try await connection.answer() }
        } _: { server in
            let names = TableResolver(["peer.test": ["127.0.0.1"]], delay: .milliseconds(50))
            try await withEgress(resolver: names) { egress in
                let request = EgressRequest(.get, try server.url(host: "peer.test"))
                try await withThrowingTaskGroup { group in
                    for _ in 0..<50 { group.addTask { _ = try await egress.send(request, for: .peer) } }
                    try await group.waitForAll()
                }
                #expect(names.lookups == 1)
            }
        }
    }

    @Test func `a name without address is not resolved and is asked again`() async throws {
        let names = TableResolver()
        try await withEgress(resolver: names) { egress in
            let request = EgressRequest(.get, try EgressURL("https://nowhere.test/"))
            for _ in 0..<2 { #expect(await problem { try await egress.send(request, for: .peer) } == .notResolved) }
            #expect(names.lookups == 2)
        }
    }

    @Test func `a slow lookup does not outlast the time of the request`() async throws {
        let names = TableResolver(["slow.test": ["8.8.8.8"]], delay: .seconds(20))
        try await withEgress(resolver: names) { egress in
            var request = EgressRequest(.get, try EgressURL("https://slow.test/"))
            request.timeout = .milliseconds(100)
            let start = ContinuousClock.now
            #expect(await problem { try await egress.send(request, for: .peer) } == .timedOut)
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    @Test func `the system resolver knows localhost and not an invalid name`() async throws {
        let resolver = SystemResolver()
        let addresses = try await resolver.addresses(of: "localhost")
        #expect(!addresses.isEmpty && addresses.allSatisfy { AddressClass($0) == .loopback })
        #expect(await problem { try await resolver.addresses(of: "does-not-exist.invalid") } == .notResolved)
    }

    @Test func `TLS trusts only known authorities and only the name that was asked for`() async throws {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(TestCertificates.peer.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(TestCertificates.peerKey.utf8), format: .pem)
        let server = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        let file = try TemporaryFile(TestCertificates.authority)
        let names = TableResolver(["peer.test": ["127.0.0.1"], "other.test": ["127.0.0.1"]])
        try await RawServer.run(tls: server) { connection in
            while try await connection.request() != nil { try await connection.answer(body: "secret") }
        } _: { server in
            let known = try server.url(host: "peer.test", scheme: "https")
            let other = try server.url(host: "other.test", scheme: "https")
            let bare = try server.url(scheme: "https")
            try await withEgress(resolver: names) { egress in
                #expect(await problem { try await egress.send(EgressRequest(.get, known), for: .peer) } == .tlsFailed)
            }
            try await withEgress(resolver: names, change: { $0.certificateAuthorities = file.path }) { egress in
                let response = try await egress.send(EgressRequest(.get, known), for: .peer)
                #expect(response.body.text == "secret")
                #expect(await problem { try await egress.send(EgressRequest(.get, other), for: .peer) } == .tlsFailed)
                #expect(await problem { try await egress.send(EgressRequest(.get, bare), for: .peer) } == .tlsFailed)
            }
        }
    }
}
