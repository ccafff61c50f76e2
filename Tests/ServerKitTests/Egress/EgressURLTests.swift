import ServerKit
import Testing

struct EgressURLTests {
    @Test(arguments: [
        ("https://example.com", "https://example.com/"), ("HTTPS://Example.COM:443/a?b=c", "https://example.com/a?b=c"),
        ("http://example.com:80", "http://example.com/"), ("http://example.com:8080/", "http://example.com:8080/"),
        ("https://example.com?x=1", "https://example.com/?x=1"),
        ("https://xn--fiqs8s.cn/dsp", "https://xn--fiqs8s.cn/dsp"),
        ("http://127.0.0.1:9/x", "http://127.0.0.1:9/x"), ("http://[::1]:9/x", "http://[::1]:9/x"),
        ("http://[2001:DB8::0:1]/", "http://[2001:db8::1]/"), ("http://my_service:65535/", "http://my_service:65535/"),
        ("http://[::ffff:10.0.0.1]/", "http://[::ffff:10.0.0.1]/"),
        ("https://a.b/%E4%BD%A0?q=%20", "https://a.b/%E4%BD%A0?q=%20"),
        ("https://a.b/../x/./y//z", "https://a.b/../x/./y//z"), ("https://1.example.com/", "https://1.example.com/"),
        ("https://a.b/~u;v=1,2/(x)*'!$&+:@", "https://a.b/~u;v=1,2/(x)*'!$&+:@"),
    ])
    func `a usual address is read and written canonically`(text: String, canonical: String) throws {
        let url = try EgressURL(text)
        #expect(url.text == canonical)
        #expect(try EgressURL(url.text) == url)
    }

    @Test(arguments: [
        ("", EgressProblem.AddressFault.scheme), ("example.com", .scheme), ("ftp://example.com/", .scheme),
        ("file:///etc/passwd", .scheme), ("unix:///var/run/docker.sock", .scheme), ("http+unix://%2Fvar/x", .scheme),
        ("gopher://a/", .scheme), ("//example.com/", .scheme), ("http:example.com", .scheme),
        ("http:/example.com", .scheme),
        ("https://", .host), ("https:///path", .host), ("https://?x", .host), ("https://:443/", .host),
        ("https://u@example.com/", .userInfo), ("https://u:p@example.com/", .userInfo),
        ("https://example.com@127.0.0.1/", .userInfo), ("https://example.com/#x", .fragment),
        ("https://a.b#@c.d/", .fragment),
        ("https://example.com:0/", .port), ("https://example.com:65536/", .port), ("https://example.com:/", .port),
        ("https://example.com:080/", .port), ("https://example.com:+80/", .port),
        ("https://example.com:8 0/", .strangeCharacter),
        ("https://a..b/", .host), ("https://.a/", .host), ("https://-a.b/", .host), ("https://a-.b/", .host),
        ("https://a%2eb/", .host), ("https://a*b/", .host), ("https://a,b/", .host),
        ("https://exa\u{AD}mple.com/", .strangeCharacter),
        ("https://例子.中国/", .strangeCharacter), ("https://a.b/\u{0}", .strangeCharacter),
        ("https://a.b/\r\nX: y", .strangeCharacter),
        ("https://a.b\\@c.d/", .strangeCharacter), ("https://a.b/ x", .strangeCharacter),
        ("https://a.b/\t", .strangeCharacter),
        ("https://a.b/[x]", .strangeCharacter), ("https://a.b/{x}", .strangeCharacter),
        ("https://a.b/<x>", .strangeCharacter),
        ("https://a.b/%", .escape), ("https://a.b/%4", .escape), ("https://a.b/%zz", .escape),
        ("https://a.b/%4/", .escape),
        ("http://example.com./", .host), ("http://127.0.0.1./", .host), ("http://localhost./", .host),
        ("http://[::1/", .host), ("http://[::1]x/", .host), ("http://::1/", .host), ("http://[]/", .addressSpelling),
        ("http://[127.0.0.1]/", .addressSpelling), ("http://[fe80::1%25eth0]/", .addressSpelling),
    ])
    func `any other text is refused with the rule it breaks`(text: String, fault: EgressProblem.AddressFault) {
        #expect(throws: EgressProblem.self) { try EgressURL(text) }
        do { _ = try EgressURL(text) } catch { #expect(error.code == .badAddress(fault), "\(text)") }
    }

    @Test(arguments: [
        "http://2130706433/", "http://0x7f.1/", "http://0x7f000001/", "http://127.1/", "http://0177.0.0.1/",
        "http://0/",
        "http://127.0.0.01/", "http://127.0.0.0x1/", "http://1.2.3/", "http://1.2.3.4.5/", "http://256.1.1.1/",
        "http://a.1/", "http://a.0x/",
    ])
    func `an IP address in an odd spelling is refused, never looked up`(text: String) {
        do {
            let url = try EgressURL(text)
            Issue.record("\(text) became \(url)")
        } catch { #expect(error.code == .badAddress(.addressSpelling)) }
    }

    @Test func `a label, a name and an address have their greatest length`() {
        let label = String(repeating: "a", count: 63)
        #expect(throws: Never.self) { try EgressURL("https://\(label)/") }
        #expect(throws: EgressProblem.self) { try EgressURL("https://\(label)a/") }
        #expect(throws: EgressProblem.self) {
            try EgressURL("https://\([label, label, label, label].joined(separator: "."))/")
        }
        let path = String(repeating: "p", count: EgressLimits.addressBytes - "https://a.b/".count)
        #expect(throws: Never.self) { try EgressURL("https://a.b/" + path) }
        #expect(throws: EgressProblem.self) { try EgressURL("https://a.b/p" + path) }
    }

    @Test func `a path is appended to a base address`() throws {
        let base = try EgressURL("https://peer.example/dsp/")
        #expect(try base.appending(path: "catalog/request").text == "https://peer.example/dsp/catalog/request")
        #expect(try EgressURL("https://peer.example").appending(path: "/x").text == "https://peer.example/x")
        #expect(throws: EgressProblem.self) { try EgressURL("https://a.b/?q").appending(path: "x") }
        #expect(throws: EgressProblem.self) { try base.appending(path: "a b") }
    }

    @Test func `an origin is only scheme, host and port`() throws {
        #expect(try EgressOrigin("https://A.b:443") == EgressOrigin("https://a.b/"))
        #expect(throws: EgressProblem.self) { try EgressOrigin("https://a.b/x") }
    }

    @Test func `a problem quotes untrusted text without control characters`() {
        do { _ = try EgressURL("https://a\u{1B}[2J" + String(repeating: "x", count: 300)) } catch {
            #expect(!error.text.en.contains("\u{1B}") && error.text.en.utf8.count < 400)
            #expect(!error.text.zh.isEmpty)
        }
    }
}
