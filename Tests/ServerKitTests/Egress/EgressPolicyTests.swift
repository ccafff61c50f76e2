import ServerKit
import Testing

struct EgressPolicyTests {
    private func opens(
        _ allowance: EgressPolicy.Allowance,
        _ url: String,
        at address: String? = nil
    ) throws -> Bool {
        let url = try EgressURL(url)
        let place = address ?? url.origin.host.bare
        do {
            try EgressPolicy(peer: allowance).check(url, at: [#require(NetworkAddress(place))], for: .peer)
            return true
        } catch is EgressProblem {
            return false
        }
    }

    @Test func `a listed network opens its addresses and plain http to them, and no others`() throws {
        let listed = EgressPolicy.Allowance(networks: try [#require(Network("10.1.0.0/16"))])
        #expect(try opens(listed, "http://10.1.2.3/"))
        #expect(try opens(listed, "https://inside.test/", at: "10.1.255.255"))
        #expect(try opens(listed, "https://inside.test/", at: "::ffff:10.1.0.1"))
        #expect(try opens(listed, "https://inside.test/", at: "64:ff9b::10.1.0.1"))
        #expect(try !opens(listed, "https://inside.test/", at: "10.2.0.1"))
        #expect(try !opens(listed, "https://inside.test/", at: "64:ff9b::10.2.0.1"))
    }

    @Test func `a listed origin opens exactly that scheme, host and port`() throws {
        let listed = EgressPolicy.Allowance(origins: [try EgressOrigin("http://files.test:8080")])
        #expect(try opens(listed, "http://files.test:8080/x", at: "192.168.1.1"))
        for other in [
            "http://files.test/", "https://files.test:8080/", "http://b.test:8080/", "http://a.files.test:8080/",
        ] {
            #expect(try !opens(listed, other, at: "192.168.1.1"))
        }
    }

    @Test func `metadata opens only when listed by itself`() throws {
        let wide = EgressPolicy.Allowance(
            networks: try [#require(Network("169.254.0.0/16")), #require(Network("::/0"))]
        )
        let exact = EgressPolicy.Allowance(networks: try [#require(Network("169.254.169.254/32"))])
        let name = EgressPolicy.Allowance(origins: [try EgressOrigin("http://meta.test")])
        let literal = EgressPolicy.Allowance(origins: [try EgressOrigin("http://169.254.169.254")])
        #expect(try opens(wide, "http://169.254.1.1/"))
        #expect(try !opens(wide, "http://169.254.169.254/"))
        #expect(try !opens(wide, "http://[fd00:ec2::254]/"))
        #expect(try !opens(wide, "http://[::ffff:169.254.169.254]/"))
        #expect(try opens(exact, "http://169.254.169.254/"))
        #expect(try !opens(name, "http://meta.test/", at: "169.254.169.254"))
        #expect(try opens(literal, "http://169.254.169.254/"))
    }

    @Test(arguments: ["0.0.0.0", "::", "224.0.0.1", "ff02::1", "255.255.255.255", "::ffff:0.0.0.0", "64:ff9b::0.0.0.0"])
    func `places without an owner never open`(address: String) throws {
        let all = EgressPolicy.Allowance(
            networks: try [#require(Network("0.0.0.0/0")), #require(Network("::/0"))],
            origins: [try EgressOrigin("http://a.test")],
            allowsPlainHTTP: true
        )
        #expect(try !opens(all, "http://a.test/", at: address))
    }

    @Test func `peers need https in public, the owner does not, and both can be changed`() throws {
        let url = try EgressURL("http://open.test/")
        let address = [try #require(NetworkAddress("8.8.8.8"))]
        #expect(throws: Never.self) { try EgressPolicy().check(url, at: address, for: .owner) }
        do { try EgressPolicy().check(url, at: address, for: .peer) } catch {
            #expect(error.code == .addressRefused(.plainHTTP))
            #expect(error.text.en.contains("egress.peer.origins") && error.text.zh.contains("egress.peer.origins"))
        }
        let open = EgressPolicy(peer: .init(allowsPlainHTTP: true), owner: .init())
        #expect(throws: Never.self) { try open.check(url, at: address, for: .peer) }
        #expect(throws: EgressProblem.self) { try open.check(url, at: address, for: .owner) }
    }
}
