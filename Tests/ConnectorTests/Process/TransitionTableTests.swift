import Connector
import DataspaceProtocol
import Testing

/// The legal transitions of DSP 2025-1, written out a second time; everything that is not here is illegal.
struct TransitionTableTests {
    private typealias Line = (from: String, event: String, by: String, to: String)

    private static let negotiation: [Line] = [
        ("none", "request", "consumer", "REQUESTED"),
        ("none", "offer", "provider", "OFFERED"),
        ("REQUESTED", "offer", "provider", "OFFERED"),
        ("REQUESTED", "agree", "provider", "AGREED"),
        ("REQUESTED", "terminate", "consumer", "TERMINATED"),
        ("REQUESTED", "terminate", "provider", "TERMINATED"),
        ("OFFERED", "request", "consumer", "REQUESTED"),
        ("OFFERED", "accept", "consumer", "ACCEPTED"),
        ("OFFERED", "terminate", "consumer", "TERMINATED"),
        ("OFFERED", "terminate", "provider", "TERMINATED"),
        ("ACCEPTED", "agree", "provider", "AGREED"),
        ("ACCEPTED", "terminate", "provider", "TERMINATED"),
        ("AGREED", "verify", "consumer", "VERIFIED"),
        ("AGREED", "terminate", "consumer", "TERMINATED"),
        ("VERIFIED", "finalize", "provider", "FINALIZED"),
        ("VERIFIED", "terminate", "provider", "TERMINATED"),
    ]

    private static let transfer: [Line] = [
        ("none", "request", "consumer", "REQUESTED"),
        ("REQUESTED", "start", "provider", "STARTED"),
        ("REQUESTED", "terminate", "consumer", "TERMINATED"),
        ("REQUESTED", "terminate", "provider", "TERMINATED"),
        ("STARTED", "suspend", "consumer", "SUSPENDED"),
        ("STARTED", "suspend", "provider", "SUSPENDED"),
        ("STARTED", "complete", "consumer", "COMPLETED"),
        ("STARTED", "complete", "provider", "COMPLETED"),
        ("STARTED", "terminate", "consumer", "TERMINATED"),
        ("STARTED", "terminate", "provider", "TERMINATED"),
        ("SUSPENDED", "start", "consumer", "STARTED"),
        ("SUSPENDED", "start", "provider", "STARTED"),
        ("SUSPENDED", "terminate", "consumer", "TERMINATED"),
        ("SUSPENDED", "terminate", "provider", "TERMINATED"),
    ]

    private static let amendment: [Line] = [
        ("none", "propose", "consumer", "PROPOSED_BY_CONSUMER"),
        ("none", "propose", "provider", "PROPOSED_BY_PROVIDER"),
        ("PROPOSED_BY_CONSUMER", "accept", "provider", "ACCEPTED"),
        ("PROPOSED_BY_CONSUMER", "close", "consumer", "CLOSED"),
        ("PROPOSED_BY_CONSUMER", "close", "provider", "CLOSED"),
        ("PROPOSED_BY_PROVIDER", "accept", "consumer", "ACCEPTED"),
        ("PROPOSED_BY_PROVIDER", "close", "consumer", "CLOSED"),
        ("PROPOSED_BY_PROVIDER", "close", "provider", "CLOSED"),
    ]

    private func expect<Table: TransitionTable>(_ table: Table.Type, is legal: [Line]) {
        var combinations = 0
        for state in [nil] + Table.State.allCases.map(Optional.some) {
            for event in Table.Event.allCases {
                for sender in Role.allCases {
                    combinations += 1
                    let name = state?.rawValue ?? "none"
                    let line = legal.first {
                        $0.from == name && $0.event == event.rawValue && $0.by == sender.rawValue
                    }
                    let next = Table.next(state, on: event, from: sender)
                    #expect(next?.rawValue == line?.to, "\(name) \(event) \(sender)")
                }
            }
        }
        #expect(combinations == (Table.State.allCases.count + 1) * Table.Event.allCases.count * 2)
        let ways = legal.reduce(into: Set<String>()) { $0.insert($1.from) }
        for state in Table.State.allCases {
            #expect(Table.isFinal(state) == !ways.contains(state.rawValue), "\(state)")
        }
    }

    @Test func `every state, event and sender of a negotiation is as the specification draws it`() {
        expect(NegotiationTable.self, is: Self.negotiation)
    }

    @Test func `every state, event and sender of a transfer is as the specification draws it`() {
        expect(TransferTable.self, is: Self.transfer)
    }

    @Test func `every state, event and sender of an amendment is as written here a second time`() {
        expect(AmendmentTable.self, is: Self.amendment)
    }
}
