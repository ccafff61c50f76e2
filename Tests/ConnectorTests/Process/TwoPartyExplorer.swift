import Connector
import DataspaceProtocol

/// Walks every interleaving of what two parties intend and what a network does to their messages.
///
/// The network loses requests and answers, repeats requests and delivers in any order. A sender waits for the answer to its
/// latest attempt only. One thing the network does not do: a copy that was given up does not arrive after a later copy of the
/// same message was refused.
struct TwoPartyExplorer<Table: TransitionTable> {
    struct Message: Hashable {
        let from: Role
        let event: Int
        let id: Int
        /// The sender still waits for the answer to this copy.
        var isCurrent = true
    }

    struct Answer: Hashable {
        let to: Role
        let id: Int
        let isAccepted: Bool
    }

    struct SimulatedParty {
        var process: TwoPartyProcess<Table>
        /// Messages of the peer that were taken: a repeat gets the same answer.
        var taken: Set<Int> = []
        var intentsLeft: Int
        var nextID: Int

        mutating func newID() -> Int {
            nextID += 1
            return nextID
        }
    }

    /// Everything there is at one moment.
    struct Moment {
        let starter: Role
        var consumer: SimulatedParty
        var provider: SimulatedParty
        var requests: [Message] = []
        var answers: [Answer] = []

        subscript(_ role: Role) -> SimulatedParty {
            get { role == .consumer ? consumer : provider }
            set { if role == .consumer { consumer = newValue } else { provider = newValue } }
        }
    }

    /// A schedule after which the parties do not agree.
    struct Divergence: Error, CustomStringConvertible {
        let description: String
    }

    /// Requests of one message that may be under way at once.
    var copies = 2
    private static var events: [Table.Event] { Array(Table.Event.allCases) }

    /// Explores from a state that both parties show; returns how many moments there are.
    ///
    /// A process that does not exist yet is begun by `starter` alone.
    func explore(
        from state: Table.State?,
        startedBy starter: Role = .consumer,
        intents: (consumer: Int, provider: Int)
    ) throws -> Int {
        func party(_ role: Role, _ intents: Int, _ base: Int) -> SimulatedParty {
            SimulatedParty(process: TwoPartyProcess(role: role, state: state), intentsLeft: intents, nextID: base)
        }
        let start = Moment(
            starter: starter,
            consumer: party(.consumer, intents.consumer, 0),
            provider: party(.provider, intents.provider, 100)
        )
        var seen: Set<[Int16]> = [key(start)]
        var stack: [(Moment, Trace?)] = [(start, nil)]
        while let (moment, trace) = stack.popLast() {
            if moment.requests.isEmpty, moment.answers.isEmpty { try check(moment, trace) }
            try forEachMove(of: moment) { name, next in
                try checkFinality(moment, next, trace)
                if seen.insert(key(next)).inserted { stack.append((next, Trace(name(), trace))) }
            }
        }
        return seen.count
    }

    // MARK: What can happen next

    private func forEachMove(of moment: Moment, _ body: (() -> String, Moment) throws -> Void) rethrows {
        for role in Role.allCases {
            try forEachIntent(of: role, in: moment, body)
            if let message = pendingMessage(of: role, in: moment),
                moment.requests.count(where: { $0.id == message.id }) < copies
            {
                var next = moment
                next.answers.removeAll { $0.id == message.id }
                for index in next.requests.indices where next.requests[index].id == message.id {
                    next.requests[index].isCurrent = false
                }
                next.requests.append(message)
                try body({ "\(role) sends \(describe(message))" }, next)
            }
        }
        for (index, message) in moment.requests.enumerated() where moment.requests.firstIndex(of: message) == index {
            var next = moment
            next.requests.remove(at: index)
            try body({ "network loses \(describe(message))" }, next)
            deliver(message, in: &next)
            try body({ "\(message.from.other) receives \(describe(message))" }, next)
        }
        for (index, answer) in moment.answers.enumerated() where moment.answers.firstIndex(of: answer) == index {
            var next = moment
            next.answers.remove(at: index)
            try body({ "network loses answer \(answer.isAccepted) to \(answer.id)" }, next)
            read(answer, in: &next)
            try body({ "\(answer.to) reads answer \(answer.isAccepted) to \(answer.id)" }, next)
        }
    }

    private func forEachIntent(
        of role: Role,
        in moment: Moment,
        _ body: (() -> String, Moment) throws -> Void
    ) rethrows {
        let exists = moment[role].process.state != nil || moment[role].process.pending != nil
        guard moment[role].intentsLeft > 0, exists || role == moment.starter else { return }
        for event in Self.events {
            var next = moment
            let id = next[role].newID()
            guard (try? next[role].process.intend(event, messageID: String(id))) != nil else { continue }
            next[role].intentsLeft -= 1
            try body({ "\(role) intends \(event.rawValue) as \(id)" }, next)
        }
    }

    private func pendingMessage(of role: Role, in moment: Moment) -> Message? {
        guard let pending = moment[role].process.pending, let id = Int(pending.messageID),
            let event = Self.events.firstIndex(of: pending.event)
        else { return nil }
        return Message(from: role, event: event, id: id)
    }

    private func deliver(_ message: Message, in moment: inout Moment) {
        let receiver = message.from.other
        var isAccepted = moment[receiver].taken.contains(message.id)
        if !isAccepted {
            do throws(IllegalEvent) {
                _ = try moment[receiver].process.receive(Self.events[message.event])
                moment[receiver].taken.insert(message.id)
                isAccepted = true
            } catch {
                if error.isEarly { return }
            }
        }
        if !isAccepted { moment.requests.removeAll { $0.id == message.id } }
        guard message.isCurrent else { return }
        let answer = Answer(to: message.from, id: message.id, isAccepted: isAccepted)
        if !moment.answers.contains(answer) { moment.answers.append(answer) }
    }

    private func read(_ answer: Answer, in moment: inout Moment) {
        let notice = String(moment[answer.to].newID())
        if answer.isAccepted {
            _ = moment[answer.to].process.acknowledge(String(answer.id), noticeID: notice)
        } else {
            _ = moment[answer.to].process.refuse(String(answer.id), noticeID: notice)
        }
        if moment[answer.to].process.pending?.messageID != notice { moment[answer.to].nextID -= 1 }
    }

    // MARK: What must hold

    private func checkFinality(_ before: Moment, _ after: Moment, _ trace: Trace?) throws {
        for role in Role.allCases where before[role].process.isOver {
            guard before[role].process.state == after[role].process.state else {
                throw Divergence(description: "\(role) left a final state\n" + (trace?.text ?? ""))
            }
        }
    }

    /// With a network that works again, everything settles within a few messages, and both show the same.
    private func check(_ start: Moment, _ trace: Trace?) throws {
        var moment = start
        for _ in 0..<12 {
            for role in Role.allCases {
                guard let message = pendingMessage(of: role, in: moment) else { continue }
                deliver(message, in: &moment)
                for answer in moment.answers { read(answer, in: &moment) }
                moment.answers = []
            }
        }
        let (consumer, provider) = (moment.consumer.process, moment.provider.process)
        guard consumer.pending == nil, provider.pending == nil, consumer.state == provider.state else {
            throw Divergence(description: "consumer \(consumer)\nprovider \(provider)\n" + (trace?.text ?? ""))
        }
    }

    // MARK: Bookkeeping

    private final class Trace {
        let name: String
        let before: Trace?

        init(_ name: String, _ before: Trace?) {
            self.name = name
            self.before = before
        }

        var text: String { (before.map { $0.text + "\n" } ?? "") + name }
    }

    private func describe(_ message: Message) -> String { "\(Self.events[message.event].rawValue) \(message.id)" }

    /// Two moments with the same key have the same future.
    private func key(_ moment: Moment) -> [Int16] {
        var key: [Int16] = []
        for role in Role.allCases {
            let party = moment[role]
            key.append(Int16(index(party.process.state)))
            key.append(Int16(party.process.pending.flatMap { Int($0.messageID) } ?? -1))
            key.append(Int16(party.process.pending.flatMap { Self.events.firstIndex(of: $0.event) } ?? -1))
            key.append(Int16(index(party.process.pending?.target)))
            key.append(party.process.pending?.isOvertaken == true ? 1 : 0)
            key.append(Int16(party.intentsLeft))
            let open = Set(moment.requests.map(\.id)).union(
                moment[role.other].process.pending.flatMap { Int($0.messageID) }.map { [$0] } ?? []
            )
            key += party.taken.intersection(open).sorted().map { Int16($0) }
            key.append(-2)
        }
        key += moment.requests.map { Int16($0.id * 32 + $0.event * 2 + ($0.isCurrent ? 1 : 0)) }.sorted()
        key.append(-3)
        key += moment.answers.map { Int16($0.id * 2 + ($0.isAccepted ? 1 : 0)) }.sorted()
        return key
    }

    private func index(_ state: Table.State?) -> Int {
        state.flatMap { state in Array(Table.State.allCases).firstIndex(of: state) } ?? -1
    }
}
