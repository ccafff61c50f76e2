import NIOCore

/// Bounds of the data plane, each with its reason.
package enum DataPlaneLimits {
    /// Bytes read at once, two in flight: the bound of law 10.
    ///
    /// stack.md part 2 measured 1.7 GB/s in the clear and 1.3 GB/s over TLS with it; the bench decides whether it stays.
    static let chunkBytes = 256 * 1024
    /// Streams open at once in all: each holds three chunks, so memory stays below 200 MB at the very worst.
    package static let flows = 256
    /// Streams open at once for one transfer: parallel range readers, and no more.
    package static let flowsPerTransfer = 16
    /// Threads for disk work: a slow disk must not stop the others, and two cores do not use more.
    static let diskThreads = 4
    /// Silence after which a reader is left: the same as for connections that we open (`EgressLimits.idleTime`).
    package static let stallTime: Duration = .seconds(60)
    /// How often stalled readers and policies that ran out are looked for; a cut comes at most this late.
    static let sweepTime: Duration = .milliseconds(250)
    /// First wait after a broken delivery; doubles up to the longest.
    static let firstRetry: Duration = .milliseconds(250)
    /// Longest wait between attempts: a peer that comes back is found within half a minute.
    static let longestRetry: Duration = .seconds(30)
    /// Seconds without a single new byte after which a delivery is given up: a long weekend of the other side.
    static let giveUpSeconds: Int64 = 259_200
    /// Refusals in a row that are waited out, since the message that explains them may still be under way.
    static let refusalsInRow = 4
    /// Files whose digest was checked and is remembered until they change.
    static let verifiedFiles = 1_024
    /// Bytes between two samples of the rate.
    static let rateSampleMilliseconds: Int64 = 500
    /// How often, and how long each time, a stopping data plane waits for cut answers to end: a second in all.
    static let settlingLooks = 20
    static let settlingWait: Duration = .milliseconds(50)
}
