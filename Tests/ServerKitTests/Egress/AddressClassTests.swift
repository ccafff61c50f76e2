import ServerKit
import Testing

struct AddressClassTests {
    @Test(arguments: [
        ("8.8.8.8", AddressClass.public), ("1.0.0.0", .public), ("223.5.5.5", .public), ("114.114.114.114", .public),
        ("9.255.255.255", .public), ("11.0.0.0", .public), ("172.15.255.255", .public), ("172.32.0.0", .public),
        ("192.167.255.255", .public), ("192.169.0.0", .public), ("100.63.255.255", .public), ("100.128.0.0", .public),
        ("126.255.255.255", .public), ("128.0.0.0", .public), ("169.253.255.255", .public), ("169.255.0.0", .public),
        ("223.255.255.255", .public), ("198.17.255.255", .public), ("198.20.0.0", .public),
        ("0.0.0.0", .unspecified), ("0.0.0.1", .reserved), ("0.255.255.255", .reserved),
        ("10.0.0.0", .private), ("10.255.255.255", .private), ("172.16.0.0", .private), ("172.31.255.255", .private),
        ("192.168.0.0", .private), ("192.168.255.255", .private),
        ("127.0.0.1", .loopback), ("127.255.255.255", .loopback), ("127.0.0.53", .loopback),
        ("169.254.0.1", .linkLocal), ("169.254.255.255", .linkLocal),
        ("169.254.169.254", .metadata), ("169.254.170.2", .metadata), ("169.254.0.23", .metadata),
        ("100.100.100.200", .metadata), ("168.63.129.16", .metadata), ("192.0.0.192", .metadata),
        ("100.64.0.0", .carrierGradeNAT), ("100.127.255.255", .carrierGradeNAT),
        ("192.0.0.1", .reserved), ("192.0.2.1", .documentation), ("198.51.100.1", .documentation),
        ("203.0.113.255", .documentation), ("192.88.99.1", .reserved),
        ("198.18.0.0", .benchmarking), ("198.19.255.255", .benchmarking),
        ("224.0.0.1", .multicast), ("239.255.255.255", .multicast), ("240.0.0.0", .reserved),
        ("255.255.255.254", .reserved), ("255.255.255.255", .broadcast),
    ])
    func `an IPv4 address has the class of its registry entry`(text: String, expected: AddressClass) throws {
        #expect(AddressClass(try #require(NetworkAddress(text))) == expected)
    }

    @Test(arguments: [
        ("2606:4700:4700::1111", AddressClass.public), ("2400:3200::1", .public), ("2001:4860:4860::8888", .public),
        ("2001:200::", .public), ("3ffe::1", .public), ("3fff:1000::", .public),
        ("::", .unspecified), ("::1", .loopback), ("::2", .reserved), ("100::1", .reserved), ("4000::1", .reserved),
        ("5f00::1", .reserved), ("fc00::1", .private), ("fdff::1", .private), ("fec0::1", .private),
        ("fd00:ec2::254", .metadata), ("fd20:ce::254", .metadata), ("fe80::1", .linkLocal), ("febf::1", .linkLocal),
        ("ff02::1", .multicast), ("2001:db8::1", .documentation), ("3fff::1", .documentation),
        ("2001:2::1", .benchmarking), ("2001:10::1", .reserved), ("2001:1::1", .reserved), ("64:ff9b:1::1", .private),
    ])
    func `an IPv6 address has the class of its registry entry`(text: String, expected: AddressClass) throws {
        #expect(AddressClass(try #require(NetworkAddress(text))) == expected)
    }

    @Test(arguments: [
        ("::ffff:8.8.8.8", AddressClass.public), ("::ffff:127.0.0.1", .loopback), ("::ffff:169.254.169.254", .metadata),
        ("::ffff:0.0.0.0", .unspecified), ("::127.0.0.1", .loopback), ("::8.8.8.8", .reserved),
        ("64:ff9b::8.8.8.8", .public), ("64:ff9b::127.0.0.1", .loopback), ("64:ff9b::169.254.169.254", .metadata),
        ("64:ff9b::10.0.0.1", .private), ("2002:7f00:1::", .loopback), ("2002:a00:1::1", .private),
        ("2002:808:808::1", .public), ("2002:a9fe:a9fe::", .metadata),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", .loopback),
        ("2001:0:4136:e378:8000:63bf:f7f7:f7f7", .reserved),
    ])
    func `an IPv6 address that carries IPv4 is judged by that too`(text: String, expected: AddressClass) throws {
        #expect(AddressClass(try #require(NetworkAddress(text))) == expected)
    }

    @Test func `every class but public has words in both languages and is closed by default`() {
        for kind in AddressClass.allCases { #expect(!kind.text.en.isEmpty && !kind.text.zh.isEmpty) }
    }
}
