import Primitives
import ServerKit
import Testing

struct TokenBucketsTests {
    private func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

    @Test func `a bucket gives its burst and then its rate`() {
        let buckets = TokenBuckets(ratePerSecond: 2, burst: 3)
        for _ in 0..<3 { #expect(buckets.take("a", at: at(0)) == nil) }
        #expect(buckets.take("a", at: at(0)) == 1)
        #expect(buckets.take("a", at: at(499)) != nil)
        #expect(buckets.take("a", at: at(500)) == nil)
        #expect(buckets.take("a", at: at(500)) != nil)
        for _ in 0..<3 { #expect(buckets.take("a", at: at(60_000)) == nil) }
        #expect(buckets.take("a", at: at(60_000)) != nil)
    }

    @Test func `one caller's flood is not another's`() {
        let buckets = TokenBuckets(ratePerSecond: 1, burst: 1)
        #expect(buckets.take("a", at: at(0)) == nil)
        for _ in 0..<100 { #expect(buckets.take("a", at: at(0)) != nil) }
        #expect(buckets.take("b", at: at(0)) == nil)
    }

    @Test func `a clock that goes back gives nothing away and takes nothing`() {
        let buckets = TokenBuckets(ratePerSecond: 1, burst: 1)
        #expect(buckets.take("a", at: at(10_000)) == nil)
        #expect(buckets.take("a", at: at(0)) != nil)
        #expect(buckets.take("a", at: at(1_000)) == nil)
    }

    @Test func `many callers do not grow the table without end, and a blocked one stays blocked`() {
        let buckets = TokenBuckets(ratePerSecond: 1, burst: 1)
        for number in 0..<9_000 { _ = buckets.take("n\(number)", at: at(0)) }
        #expect(buckets.take("busy", at: at(5_000)) == nil)
        for number in 0..<5_000 { _ = buckets.take("m\(number)", at: at(5_000)) }
        #expect(buckets.take("busy", at: at(5_000)) != nil)
    }
}
