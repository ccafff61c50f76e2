package import Primitives
import Synchronization

/// Per-caller token buckets: a flood from one caller is answered with 429 and touches nobody else.
package final class TokenBuckets: Sendable {
    private struct Bucket {
        var tokens: Double
        var updated: Instant
    }

    /// Buckets kept; beyond it the fullest (longest idle) are forgotten, which costs their owners nothing.
    private static let limit = 10_000

    private let ratePerSecond: Double
    private let burst: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    /// A bucket gains `ratePerSecond` tokens up to `burst`.
    package init(ratePerSecond: Double, burst: Double) {
        self.ratePerSecond = ratePerSecond
        self.burst = burst
    }

    /// Takes a token of `key`; the answer is the seconds to wait when there is none.
    package func take(_ key: String, at now: Instant) -> Int? {
        buckets.withLock { buckets in
            if buckets.count >= Self.limit, buckets[key] == nil { forgetFull(&buckets, at: now) }
            let bucket = buckets[key] ?? Bucket(tokens: burst, updated: now)
            var tokens = level(of: bucket, at: now)
            guard tokens >= 1 else {
                buckets[key] = Bucket(tokens: tokens, updated: now)
                return max(1, Int((1 - tokens) / ratePerSecond + 1))
            }
            tokens -= 1
            buckets[key] = Bucket(tokens: tokens, updated: now)
            return nil
        }
    }

    private func level(of bucket: Bucket, at now: Instant) -> Double {
        let elapsed = Double(max(0, now.milliseconds - bucket.updated.milliseconds)) / 1000
        return min(burst, bucket.tokens + elapsed * ratePerSecond)
    }

    private func forgetFull(_ buckets: inout [String: Bucket], at now: Instant) {
        let busy = buckets.filter { level(of: $0.value, at: now) < burst }
        buckets = busy.count < Self.limit ? busy : [:]
    }
}
