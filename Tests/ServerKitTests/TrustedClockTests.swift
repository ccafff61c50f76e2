import Primitives
import ServerKit
import Synchronization
import Testing

/// A clock that is set back: what was over stays over.
struct TrustedClockTests {
    private final class Machine: Sendable {
        private let time = Mutex(Instant(milliseconds: 1_000_000))
        var now: Instant { time.withLock { $0 } }
        func advance(_ milliseconds: Int64) { time.withLock { $0 = $0.advanced(milliseconds: milliseconds) } }
    }

    @Test func `time does not run backwards, and small corrections go unnoticed`() throws {
        let machine = Machine()
        let clock = TrustedClock({ machine.now }, watermark: machine.now)
        machine.advance(5_000)
        let later = clock.now()
        machine.advance(-2_000)
        #expect(clock.now() == later)
        #expect(clock.lag == 2_000)
        try clock.check()
    }

    @Test func `a clock that stands further back is refused until it is accepted`() throws {
        let machine = Machine()
        let clock = TrustedClock({ machine.now }, watermark: machine.now.advanced(milliseconds: 60_000))
        #expect(throws: Problem.self) { try clock.check() }
        #expect(throws: Problem.self) { try clock.world.checkClock() }
        #expect(clock.now() == machine.now.advanced(milliseconds: 60_000))
        #expect(clock.accept() == 60_000)
        try clock.check()
        #expect(clock.now() == machine.now)
    }

    @Test func `a clock that catches up is believed again by itself`() throws {
        let machine = Machine()
        let clock = TrustedClock({ machine.now }, watermark: machine.now.advanced(milliseconds: 60_000))
        machine.advance(58_000)
        try clock.check()
    }
}
