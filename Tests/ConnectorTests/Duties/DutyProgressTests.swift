import Connector
import Testing
import UsagePolicy

/// The table of a duty's states, written down a second time.
struct DutyProgressTests {
    private typealias State = DutyProgress.State
    private typealias Event = DutyProgress.Event

    /// Every step that is possible; whatever is not here is refused.
    private static let legal: [(from: State?, event: Event, to: State)] = [
        (nil, .require, .due), (nil, .perform, .done),
        (.due, .perform, .done), (.due, .fail, .retrying), (.due, .breach, .breached), (.due, .release, .released),
        (.retrying, .perform, .done), (.retrying, .fail, .retrying), (.retrying, .breach, .breached),
        (.retrying, .release, .released),
        (.breached, .retry, .retrying), (.breached, .perform, .done), (.breached, .release, .released),
    ]

    @Test func `every state answers every event as the table says`() {
        for from in [nil] + State.allCases.map(Optional.some) {
            for event in Event.allCases {
                let expected = Self.legal.first { $0.from == from && $0.event == event }?.to
                #expect(DutyProgress.next(from, on: event) == expected, "\(String(describing: from)) \(event)")
            }
        }
    }

    @Test func `what is done or released never changes again`() {
        for state in [State.done, .released] {
            for event in Event.allCases { #expect(DutyProgress.next(state, on: event) == nil) }
        }
    }

    @Test func `a broken duty stays one until it is done, in the words of the formal semantics`() {
        let expected: [(State, Bool, DutyState?)] = [
            (.due, false, .notSet), (.retrying, false, .notSet), (.retrying, true, .violated),
            (.breached, true, .violated), (.done, false, .fulfilled), (.done, true, .fulfilled),
            (.released, false, nil), (.released, true, nil),
        ]
        for (state, wasBreached, deontic) in expected {
            #expect(DutyProgress.deontic(state, wasBreached: wasBreached) == deontic)
        }
    }

    @Test func `waits double up to an hour, and all of them make about a day`() {
        #expect((1...4).map { DutyPatience.wait(after: $0) } == [1_000, 2_000, 4_000, 8_000])
        #expect(DutyPatience.wait(after: 0) == 1_000)
        for attempts in [13, 35, 64, Int64.max] { #expect(DutyPatience.wait(after: attempts) == 3_600_000) }
        let sum = (1..<DutyPatience.mostAttempts).reduce(0) { $0 + DutyPatience.wait(after: $1) }
        #expect((80_000_000...90_000_000).contains(sum))
    }
}
