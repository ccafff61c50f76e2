import Connector
import DataspaceProtocol
import EvidenceLog
import Node
import Primitives
import ServerKit
import TestKit

/// What must be true once two parties have settled; collects what is not.
struct ScenarioJudge {
    private(set) var findings: [String] = []

    /// Everything one party holds.
    private struct Books {
        let name: String
        let negotiations: [ContractNegotiation]
        let transfers: [TransferProcess]
        let agreements: [Agreement]
        let amendments: [Amendment]
        let entries: [EvidenceStore.Entry]
        var freezes: [UsageFreeze] = []

        init(_ party: SimulatedParty) async throws {
            name = party.name
            let page = PageRequest(limit: 500)
            negotiations = try await party.negotiations.list(page, state: nil)
            transfers = try await party.transfers.list(page, state: nil)
            agreements = try await party.database.read { try AgreementStore.list(page, in: $0) }
            amendments = try await party.amendments.list(page, state: nil)
            freezes = try await party.database.read { [agreements] transaction in
                try agreements.filter { $0.id == $0.root }.flatMap { try UsageFreeze.words(on: $0, in: transaction) }
            }
            entries = try await party.database.read { transaction in
                var all: [EvidenceStore.Entry] = []
                while true {
                    let more = try EvidenceStore.entries(after: all.last?.sequence ?? 0, in: transaction)
                    if more.isEmpty { return all }
                    all += more
                }
            }
        }
    }

    mutating func judge(_ parties: TwoParties) async throws {
        let one = try await Books(parties[0])
        let two = try await Books(parties[1])
        for (books, others) in [(one, two), (two, one)] {
            compareNegotiations(books, others)
            compareTransfers(books, others)
            compareAgreements(books, others)
            compareAmendments(books, others)
            compareFreezes(books, others)
            checkEvidence(books)
            checkAcknowledged(books, parties.network.acknowledged.filter { $0.host == books.name }.map(\.message))
        }
    }

    private mutating func expect(_ holds: Bool, _ finding: @autoclosure () -> String) {
        if !holds { findings.append(finding()) }
    }

    private mutating func compareNegotiations(_ books: Books, _ others: Books) {
        for negotiation in books.negotiations {
            let id = "\(books.name) negotiation \(negotiation.id) \(negotiation.role)"
            expect(negotiation.state != nil, "\(id) has no state")
            expect(
                negotiation.process.pending == nil,
                "\(id) still has \(String(describing: negotiation.process.pending))"
            )
            let other = others.negotiations.first { $0.peerPid == negotiation.id.rawValue }
            guard let other else {
                expect(
                    negotiation.state == .terminated,
                    "\(id) is \(str(negotiation.state)), the other side knows nothing"
                )
                continue
            }
            expect(
                other.state == negotiation.state,
                "\(id) is \(str(negotiation.state)), the other \(str(other.state))"
            )
            expect(
                negotiation.peerPid.map { $0 == other.id.rawValue } ?? (negotiation.state == .terminated),
                "\(id) and the other side name different processes"
            )
            expect(other.role != negotiation.role, "\(id): both play the same role")
            if negotiation.state == .finalized {
                expect(negotiation.agreementID != nil, "\(id) is finalized without agreement")
                expect(negotiation.agreementID == other.agreementID, "\(id): agreements differ")
            }
        }
    }

    private mutating func compareTransfers(_ books: Books, _ others: Books) {
        var pids: Set<String> = []
        for transfer in books.transfers {
            let id = "\(books.name) transfer \(transfer.id) \(transfer.role)"
            expect(transfer.process.pending == nil, "\(id) still has \(String(describing: transfer.process.pending))")
            if transfer.role == .provider {
                expect(pids.insert(transfer.peerPid ?? "").inserted, "\(id): a second transfer of one consumer pid")
            }
            guard let other = others.transfers.first(where: { $0.peerPid == transfer.id.rawValue }) else {
                expect(transfer.state == .terminated, "\(id) is \(str(transfer.state)), the other side knows nothing")
                continue
            }
            expect(other.state == transfer.state, "\(id) is \(str(transfer.state)), the other \(str(other.state))")
            expect(other.agreementID == transfer.agreementID, "\(id): agreements differ")
        }
    }

    /// What one side says of a stop, the other has heard.
    private mutating func compareFreezes(_ books: Books, _ others: Books) {
        for word in books.freezes where word.side == .own {
            let heard = others.freezes.first {
                $0.side == .peer && $0.agreement == word.agreement && $0.role != word.role
            }
            let id = "\(books.name) freeze of \(word.agreement)"
            expect(word.told == .taken, "\(id): \(word.told)")
            expect(heard?.sequence == word.sequence && heard?.isFrozen == word.isFrozen, "\(id): \(str(heard))")
        }
    }

    private mutating func compareAgreements(_ books: Books, _ others: Books) {
        let perNegotiation = Dictionary(grouping: books.agreements.filter { $0.supersedes == nil }, by: \.negotiation)
        for (root, chain) in Dictionary(grouping: books.agreements, by: \.root) {
            let standing = chain.filter { [.active, .ended].contains($0.state) }
            expect(standing.count <= 1, "\(books.name): \(standing.map(\.id)) all stand for \(root)")
            for agreement in chain where agreement.state == .superseded {
                let successor = chain.first { $0.id == agreement.supersededBy }
                expect(successor?.supersedes == agreement.id, "\(books.name) \(agreement.id): no successor")
            }
        }
        for (negotiation, agreements) in perNegotiation {
            expect(agreements.count == 1, "\(books.name): \(agreements.count) agreements of negotiation \(negotiation)")
        }
        for agreement in books.agreements {
            let id = "\(books.name) agreement \(agreement.id) \(agreement.role)"
            guard let other = others.agreements.first(where: { $0.id == agreement.id && $0.role != agreement.role })
            else {
                expect(agreement.state == .void, "\(id) is \(agreement.state), the other side knows nothing")
                continue
            }
            expect(other.state == agreement.state, "\(id) is \(agreement.state), the other \(other.state)")
            expect(other.document == agreement.document, "\(id): the documents differ")
        }
    }

    private mutating func compareAmendments(_ books: Books, _ others: Books) {
        for amendment in books.amendments {
            let id = "\(books.name) amendment \(amendment.id) \(amendment.role)"
            expect(amendment.process.pending == nil, "\(id) still has \(String(describing: amendment.process.pending))")
            let proposed = books.agreements.first { $0.id == amendment.successor }
            let isSound: Bool =
                switch amendment.state {
                case .accepted: [.active, .ended, .superseded].contains(proposed?.state)
                case .closed: proposed?.state == .void
                case .proposedByConsumer, .proposedByProvider: proposed?.state == .pending
                case nil: false
                }
            expect(isSound, "\(id) is \(str(amendment.state)), its agreement \(str(proposed?.state))")
            guard let other = others.amendments.first(where: { $0.id == amendment.id }) else {
                expect(amendment.state == .closed, "\(id) is \(str(amendment.state)), the other side knows nothing")
                continue
            }
            expect(other.state == amendment.state, "\(id) is \(str(amendment.state)), the other \(str(other.state))")
            expect(other.role != amendment.role, "\(id): both play the same role")
        }
    }

    // MARK: Evidence

    private mutating func checkEvidence(_ books: Books) {
        var last: [String: String?] = [:]
        for entry in books.entries {
            let leaf = try? JSONReader.read(entry.leaf)
            let commitment = EvidenceLeaf.commitment(to: entry.record, salt: entry.salt)
            expect(
                leaf?["commitment"]?.stringValue == commitment.description,
                "\(books.name) entry \(entry.sequence): the leaf does not commit to the record"
            )
            guard let kind = entry.record["subject"]?["kind"]?.stringValue,
                ["negotiation", "transfer", "amendment"].contains(kind),
                entry.record["type"]?.stringValue != "transfer.request.declined",
                let id = entry.record["subject"]?["id"]?.stringValue
            else { continue }
            let previous = entry.record["previousState"]?.stringValue
            if let known = last[id] {
                expect(known == previous, "\(books.name) entry \(entry.sequence): \(str(previous)) after \(str(known))")
            } else {
                expect(previous == nil, "\(books.name) entry \(entry.sequence): begins with \(str(previous))")
            }
            last[id] = entry.record["newState"]?.stringValue
        }
        let states =
            books.negotiations.map { ($0.id.rawValue, $0.state?.rawValue) }
            + books.transfers.map { ($0.id.rawValue, $0.state?.rawValue) }
            + books.amendments.map { ($0.id, $0.state?.rawValue) }
        for (id, state) in states {
            expect(last[id].map { $0 == state } ?? false, "\(books.name) \(id): state \(str(state)) without evidence")
            last[id] = nil
        }
        expect(last.isEmpty, "\(books.name): evidence without state: \(last.keys)")
    }

    /// What was answered with yes is in evidence, once.
    private mutating func checkAcknowledged(_ books: Books, _ messages: [Digest]) {
        var times: [String: Int] = [:]
        for entry in books.entries {
            if let digest = entry.record["digests"]?["message"]?.stringValue { times[digest, default: 0] += 1 }
        }
        for message in Set(messages) {
            let count = times[message.description] ?? 0
            expect(count == 1, "\(books.name): a message that was acknowledged took effect \(count) times")
        }
    }

}

private func str(_ value: (any Sendable)?) -> String { value.map { "\($0)" } ?? "none" }
