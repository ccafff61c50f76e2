package import Primitives
import Foundation

/// The two things a program takes from outside without being told: the time, and what cannot be guessed.
///
/// Tests pass a seeded one, so that whole runs repeat.
package struct World: Sendable {
    package let now: @Sendable () -> Instant
    /// Random bytes, fit for secrets and salts.
    package let random: @Sendable (_ count: Int) -> [UInt8]

    /// Throws a `Problem` when the machine's clock stands behind the time that was recorded: no decision is made then.
    package let checkClock: @Sendable () throws -> Void

    package init(
        now: @escaping @Sendable () -> Instant,
        random: @escaping @Sendable (Int) -> [UInt8],
        checkClock: @escaping @Sendable () throws -> Void = {}
    ) {
        self.now = now
        self.random = random
        self.checkClock = checkClock
    }

    /// The machine's clock and its cryptographic generator.
    package static let real = World(
        now: { Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) },
        random: { count in
            // Eight bytes per call: each call asks the kernel.
            var generator = SystemRandomNumberGenerator()
            var bytes: [UInt8] = []
            while bytes.count < count {
                var word: UInt64 = generator.next()
                for _ in 0..<min(8, count - bytes.count) {
                    bytes.append(UInt8(truncatingIfNeeded: word))
                    word >>= 8
                }
            }
            return bytes
        }
    )

    /// A random UUID (RFC 9562, version 4) as a URN: an IRI, as the Dataspace Protocol asks of identifiers.
    package func urn() -> String { "urn:uuid:" + uuid() }

    package func uuid() -> String {
        var bytes = random(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hex = Hex.encode(bytes)
        var text = ""
        for (index, character) in hex.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(character)
        }
        return text
    }

    /// A short random mark that ties an answer to its log lines.
    package func correlation() -> String { Hex.encode(random(8)) }

    /// A bearer token: 256 random bits.
    package func token() -> String { Hex.encode(random(32)) }
}
