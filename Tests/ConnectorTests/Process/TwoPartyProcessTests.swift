import Connector
import DataspaceProtocol
import Foundation
import Testing

/// Two values, every interleaving: whatever is lost, repeated or crosses, both parties end up showing the same.
struct TwoPartyProcessTests {
    /// Steps that each party takes on its own, and copies of a message that may be under way at once.
    ///
    /// `SLUICE_EXPLORE=2` walks ten times as far, and takes minutes.
    private static let walks: [(consumer: Int, provider: Int, copies: Int)] =
        ProcessInfo.processInfo.environment["SLUICE_EXPLORE"].flatMap { Int($0) }.map { [($0, $0, 2)] }
        ?? [(2, 2, 1), (2, 1, 2), (1, 2, 2)]

    private func walk<Table: TransitionTable>(
        _ table: Table.Type,
        from state: Table.State?,
        startedBy starter: Role = .consumer
    ) throws {
        for walk in Self.walks {
            var explorer = TwoPartyExplorer<Table>()
            explorer.copies = walk.copies
            let moments = try explorer.explore(
                from: state,
                startedBy: starter,
                intents: (walk.consumer, walk.provider)
            )
            #expect(moments > 0)
        }
    }

    @Test(arguments: [nil] + NegotiationTable.State.allCases.map(Optional.some), Role.allCases)
    func `negotiations converge from every state`(_ state: NegotiationTable.State?, _ starter: Role) throws {
        guard state == nil || starter == .consumer else { return }
        try walk(NegotiationTable.self, from: state, startedBy: starter)
    }

    @Test(arguments: [nil] + TransferTable.State.allCases.map(Optional.some))
    func `transfers converge from every state`(_ state: TransferTable.State?) throws {
        try walk(TransferTable.self, from: state)
    }

    @Test(arguments: [nil] + AmendmentTable.State.allCases.map(Optional.some), Role.allCases)
    func `amendments converge from every state`(_ state: AmendmentTable.State?, _ starter: Role) throws {
        guard state == nil || starter == .consumer else { return }
        try walk(AmendmentTable.self, from: state, startedBy: starter)
    }

    @Test func `what one party alone intends from any state never traps`() {
        for role in Role.allCases {
            for state in [nil] + TransferTable.State.allCases.map(Optional.some) {
                for (first, second) in TransferTable.Event.allCases.flatMap({ one in
                    TransferTable.Event.allCases.map { (one, $0) }
                }) {
                    var process = TwoPartyProcess<TransferTable>(role: role, state: state)
                    let before = process
                    if (try? process.intend(first, messageID: "1")) == nil { #expect(process == before) }
                    let between = process
                    if (try? process.receive(second)) == nil { #expect(process == between) }
                    _ = process.acknowledge("1", noticeID: "2")
                    _ = process.refuse("2", noticeID: nil)
                    #expect(process.pending == nil)
                }
            }
        }
    }

    @Test func `a provider with an unanswered step asks the consumer to repeat a crossing step`() throws {
        var provider = TwoPartyProcess<TransferTable>(role: .provider, state: .started)
        _ = try provider.intend(.suspend, messageID: "p")
        let early = #expect(throws: IllegalEvent.self) { try provider.receive(.suspend) }
        #expect(early?.isEarly == true)
        _ = provider.acknowledge("p", noticeID: "n")
        let illegal = #expect(throws: IllegalEvent.self) { try provider.receive(.suspend) }
        #expect(illegal?.isEarly == false)
    }

    @Test func `a consumer takes the provider's crossing step, and its own is overtaken`() throws {
        var consumer = TwoPartyProcess<TransferTable>(role: .consumer, state: .started)
        _ = try consumer.intend(.complete, messageID: "c")
        _ = try consumer.receive(.suspend)
        #expect(consumer.state == .suspended)
        #expect(consumer.pending?.isOvertaken == true)
        #expect(consumer.refuse("c", noticeID: "n")?.to == .suspended)
        #expect(consumer.pending == nil)
    }

    @Test func `a step that the peer may have taken is not replaced by a termination that would then be illegal`()
        throws
    {
        var consumer = TwoPartyProcess<NegotiationTable>(role: .consumer, state: .offered)
        _ = try consumer.intend(.accept, messageID: "1")
        #expect(throws: IllegalEvent.self) { try consumer.intend(.terminate, messageID: "2") }
        _ = consumer.acknowledge("1", noticeID: "n")
        #expect(consumer.state == .accepted)
    }

    @Test func `a refusal that ends the process is told to the peer`() throws {
        var consumer = TwoPartyProcess<TransferTable>(role: .consumer, state: .suspended)
        _ = try consumer.intend(.start, messageID: "1")
        #expect(consumer.refuse("1", noticeID: "n")?.to == .terminated)
        #expect(consumer.pending?.event == .terminate)
        #expect(consumer.pending?.messageID == "n")
        _ = consumer.acknowledge("n", noticeID: "x")
        #expect(consumer.pending == nil)
    }

    @Test func `a process that ends before its first answer ends at once, and the peer is told when it answers`() throws
    {
        var consumer = TwoPartyProcess<NegotiationTable>(role: .consumer)
        _ = try consumer.intend(.request, messageID: "1")
        let step = try consumer.intend(.terminate, messageID: "2")
        #expect(step.to == .terminated)
        #expect(step.settled.isEmpty)
        #expect(consumer.pending?.messageID == "1")
        #expect(throws: IllegalEvent.self) { try consumer.receive(.agree) }
        _ = consumer.acknowledge("1", noticeID: "n")
        #expect(consumer.state == .terminated)
        #expect(consumer.pending?.messageID == "n")
    }
}
