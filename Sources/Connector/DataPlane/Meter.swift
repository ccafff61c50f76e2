package import Primitives

/// How far a delivery is, for people who wait for it.
package struct DeliveryProgress: Sendable, Equatable {
    /// Bytes of the content that are there (consumer) or were handed to the network (provider).
    package var bytes: Int64 = 0
    /// Bytes of the whole content, when known.
    package var total: Int64?
    /// Bytes per second over the last seconds; 0 when nothing moves.
    package var rate: Double = 0
    /// Tries so far, the running one included.
    package var attempt = 0
    /// Why the last try ended, when it failed.
    package var lastError: String?
    /// SHA-256 of the content, once it was verified.
    package var digest: Digest?
    /// Where the content was written.
    package var path: String?
    /// Whether it lies in the vault, so that there is no file for people.
    package var isSealed = false

    /// Seconds until the end at the present rate.
    package var secondsLeft: Double? {
        guard let total, rate > 0, total >= bytes else { return nil }
        return Double(total - bytes) / rate
    }

    package var json: JSONValue {
        [
            "bytes": .integer(bytes), "total": total.map { .integer($0) }, "rate": .integer(Int64(rate)),
            "secondsLeft": secondsLeft.map { .integer(Int64($0.rounded(.up))) }, "attempt": .int(attempt),
            "lastError": .optional(lastError), "sha256": .optional(digest?.hex), "path": .optional(path),
            "sealed": isSealed ? true : nil,
        ]
    }
}

/// Measures progress from positions that arrive now and then.
struct Meter: Sendable {
    /// Weight of the newest sample; about two seconds of memory at two samples a second.
    private static let weight = 0.3

    private(set) var progress = DeliveryProgress()
    private var sampled: ContinuousClock.Instant?
    private var sampledBytes: Int64 = 0

    mutating func change(_ body: (inout DeliveryProgress) -> Void) { body(&progress) }

    /// Notes that the delivery stands at `position` now.
    mutating func move(to position: Int64, now: ContinuousClock.Instant = .now) {
        progress.bytes = position
        guard let last = sampled, position >= sampledBytes else { return restart(at: position, now) }
        let elapsed = last.duration(to: now) / .milliseconds(1)
        guard elapsed >= Double(DataPlaneLimits.rateSampleMilliseconds) else { return }
        let rate = Double(position - sampledBytes) / elapsed * 1000
        progress.rate = progress.rate == 0 ? rate : progress.rate * (1 - Self.weight) + rate * Self.weight
        sampled = now
        sampledBytes = position
    }

    private mutating func restart(at position: Int64, _ now: ContinuousClock.Instant) {
        sampled = now
        sampledBytes = position
    }

    /// Nothing moves any more.
    mutating func stop() {
        progress.rate = 0
        sampled = nil
    }
}
