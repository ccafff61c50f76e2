import Identity
import Primitives
import Testing

struct PeopleTests {
    /// RFC 7914, section 12 (N = 16, r = 1, p = 1, empty password and salt): the first 32 of its 64 bytes.
    @Test func `scrypt gives the specification's bytes`() throws {
        let cost = try #require(PasswordHash.Cost("16,1,1"))
        let hash = try PasswordHash(of: "", salt: [], cost: cost)
        #expect(Hex.encode(hash.digest) == "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442")
        let other = try PasswordHash(of: "pleaseletmein", salt: Array("NaCl".utf8), cost: cost)
        #expect(try other.matches("pleaseletmein"))
        #expect(try !other.matches("pleaseletmeim"))
        #expect(try !other.matches(""))
    }

    @Test(arguments: ["", "1,1", "3,1,1", "1048576,8,1", "16,0,1", "16,1,99", "16,1,1,1", "a,b,c"])
    func `a cost that is no power of two, or too large, is not read`(text: String) {
        #expect(PasswordHash.Cost(text) == nil)
        #expect(PasswordHash.Cost(PasswordHash.Cost.usual.text) == .usual)
    }

    /// RFC 6238, appendix B: the last six of its eight digits.
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
    func `one-time codes are the specification's`(seconds: Int64, code: String) {
        let secret = Array("12345678901234567890".utf8)
        let now = Instant(milliseconds: seconds * 1000)
        #expect(OneTimeCode.code(secret, step: OneTimeCode.step(at: now)) == code)
        let step = OneTimeCode.step(of: code, secret, at: now.advanced(seconds: 30), after: 0)
        #expect(step == OneTimeCode.step(at: now))
        #expect(OneTimeCode.step(of: code, secret, at: now, after: OneTimeCode.step(at: now)) == nil, "used")
        #expect(OneTimeCode.step(of: code, secret, at: now.advanced(seconds: 90), after: 0) == nil, "late")
        #expect(OneTimeCode.step(of: "", secret, at: now, after: 0) == nil)
    }

    /// RFC 4648, section 10, without padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI"),
    ])
    func `base32 is the specification's`(text: String, encoded: String) {
        #expect(OneTimeCode.base32(Array(text.utf8)) == encoded)
    }
}
