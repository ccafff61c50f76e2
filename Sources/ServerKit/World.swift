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
        random: { KernelRandom.bytes($0) }
    )

    /// A new UUID as a URN: an IRI, as the Dataspace Protocol asks of identifiers.
    package func urn() -> String { "urn:uuid:" + uuid() }

    /// A UUID of version 7 (RFC 9562, 5.7): the time, then 74 random bits, which nobody guesses.
    ///
    /// Identifiers of one time are neighbours in every index, so that a commit of many touches few pages.
    package func uuid() -> String { Self.uuid(at: now(), random(10)) }

    /// The identifier of a moment and 10 random bytes.
    package static func uuid(at time: Instant, _ random: some Sequence<UInt8>) -> String {
        var bytes = (0..<6).map { UInt8(truncatingIfNeeded: time.milliseconds >> (40 - 8 * $0)) }
        bytes += random
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hex = Array(Hex.encode(bytes).utf8)
        let dash = [UInt8(ascii: "-")]
        let groups = [hex[..<8], dash[...], hex[8..<12], dash[...], hex[12..<16], dash[...], hex[16..<20], dash[...]]
        return String(decoding: groups.joined() + hex[20...], as: UTF8.self)
    }

    /// A short random mark that ties an answer to its log lines.
    package func correlation() -> String { Hex.encode(random(8)) }

    /// A bearer token: 256 random bits.
    package func token() -> String { Hex.encode(random(32)) }
}
