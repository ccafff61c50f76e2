import Crypto
package import Primitives

/// Time-based one-time codes (RFC 6238): six digits, thirty seconds, SHA-1, as every authenticator application has them.
package enum OneTimeCode {
    package static let secretBytes = 20
    private static let stepSeconds: Int64 = 30
    /// Steps before and after now that are taken: a minute and a half in all for clocks and fingers.
    private static let window: ClosedRange<Int64> = -1...1

    package static func step(at now: Instant) -> Int64 { now.milliseconds / 1000 / stepSeconds }

    /// The code of a step.
    package static func code(_ secret: [UInt8], step: Int64) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> Int64(56 - 8 * $0)) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int((mac.last ?? 0) & 0x0F)
        var number: UInt32 = 0
        for byte in mac.dropFirst(offset).prefix(4) { number = number << 8 | UInt32(byte) }
        let digits = String((number & 0x7FFF_FFFF) % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The step whose code this is; nil when it is none near now, or was used: a code is good once.
    package static func step(of code: String, _ secret: [UInt8], at now: Instant, after last: Int64) -> Int64? {
        var found: Int64?
        for offset in window {
            let step = step(at: now) + offset
            if ConstantTime.equal(Array(self.code(secret, step: step).utf8), Array(code.utf8)), step > last {
                found = step
            }
        }
        return found
    }

    /// Base32 (RFC 4648) without padding, the form in which authenticators take a secret.
    package static func base32(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var text: [UInt8] = []
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            buffer = (buffer << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(buffer >> bits & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(buffer << (5 - bits) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }
}
