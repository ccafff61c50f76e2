import ServerKit
import Testing

struct NetworkAddressTests {
    @Test(arguments: [
        ("1.2.3.4", "1.2.3.4"), ("255.255.255.255", "255.255.255.255"), ("0.0.0.0", "0.0.0.0"),
        ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("::ffff:10.0.0.1", "::ffff:10.0.0.1"),
        ("::ffff:a00:1", "::ffff:10.0.0.1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
        ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ])
    func `a strict spelling is read and written canonically`(text: String, canonical: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(address.description == canonical)
        #expect(NetworkAddress(address.description) == address)
    }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.256", "1.2.3.-4", "+1.2.3.4", " 1.2.3.4", "1.2.3.4 ", "1..3.4",
        "0x7f.0.0.1", "0x7f.1", "127.1", "2130706433", "0177.0.0.1", "1.2.3.4.", "١.2.3.4",
        ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "::1%eth0", "fe80::1%1",
        "[::1]", "::1.2.3", "1.2.3.4::", "::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4", "1::2:3:4:5:6:7:8", ":1::", "::1:",
        "2001:db8:::1",
    ])
    func `any other spelling is not an address`(text: String) { #expect(NetworkAddress(text) == nil) }

    @Test(arguments: [
        ("::ffff:127.0.0.1", "127.0.0.1"), ("::127.0.0.1", "127.0.0.1"), ("64:ff9b::10.1.2.3", "10.1.2.3"),
        ("2002:7f00:1::", "127.0.0.1"), ("2002:c0a8:101::5", "192.168.1.1"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "192.0.2.45"),
    ])
    func `an IPv4 address inside an IPv6 address is seen`(text: String, inner: String) throws {
        #expect(try #require(NetworkAddress(text)).embedded == NetworkAddress(inner))
    }

    @Test(arguments: ["1.2.3.4", "::", "::1", "2606:4700::1111", "fe80::1", "64:ff9b:1::a00:1"])
    func `other addresses carry none`(text: String) throws {
        #expect(try #require(NetworkAddress(text)).embedded == nil)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false), ("0.0.0.0/0", "8.8.8.8", true),
        ("0.0.0.0/0", "::1", false), ("::/0", "::1", true), ("::/0", "1.2.3.4", false), ("fd00::/8", "fd12::1", true),
        ("192.168.1.7", "192.168.1.7", true), ("192.168.1.7/32", "192.168.1.8", false), ("::1/128", "::1", true),
        ("2001:db8::/33", "2001:db8:8000::", false), ("2001:db8::/33", "2001:db8:7fff::", true),
    ])
    func `a network holds its addresses and no others`(text: String, address: String, isInside: Bool) throws {
        let network = try #require(Network(text))
        #expect(network.contains(try #require(NetworkAddress(address))) == isInside)
    }

    @Test(arguments: [
        "", "10.0.0.0/", "10.0.0.0/33", "10.0.0.1/8", "::/129", "10.0.0.0/08", "10.0.0.0/+8", "10.0.0.0/8/8", "/8",
        "10/8", "fd00::1/8", "host/8",
    ])
    func `a network with a typing error is not read`(text: String) { #expect(Network(text) == nil) }
}
