import Primitives
import ServerKit
import Testing

struct WorldTests {
    @Test func `random bytes are as many as asked for, whatever the kernel gives per call`() {
        for count in [0, 1, 255, 256, 257, 1000] { #expect(World.real.random(count).count == count) }
        #expect(Set((0..<100).map { _ in World.real.random(16) }).count == 100)
    }

    /// RFC 9562, appendix A.6: its own example of version 7.
    @Test func `an identifier is a UUID of version 7`() {
        let random: [UInt8] = [0x7C, 0xC3, 0x98, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F]
        let uuid = World.uuid(at: Instant(milliseconds: 0x017F_22E2_79B0), random)
        #expect(uuid == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
    }

    @Test func `identifiers of later times sort later`() {
        let times: [Int64] = [0, 1, 255, 256, 1_795_348_800_000, 1_795_348_800_001]
        let all = times.map { World.uuid(at: Instant(milliseconds: $0), Array(repeating: 0xFF, count: 10)) }
        #expect(all == all.sorted())
    }
}
