import Node
import Primitives
import ServerKit

extension Negotiations {
    /// Throws `early` while our FINALIZED for an agreement is unanswered.
    ///
    /// A consumer that has taken it may act on the agreement before we have read its answer.
    static func checkFinalized(_ agreement: Agreement, in transaction: ReadTransaction) throws {
        guard agreement.state == .pending else { return }
        if agreement.supersedes != nil { return try Amendments.checkSettled(agreement, in: transaction) }
        guard
            let negotiation = try NegotiationStore.find(Identifier(agreement.negotiation), in: transaction),
            negotiation.process.pending?.event == .finalize
        else { return }
        throw Problem.early
    }

    /// Where the peer of an agreement is reached: its entry in the table of peers, else what it said when it negotiated.
    static func peerAddress(of agreement: Agreement, peers: Peers, in transaction: ReadTransaction) throws -> String? {
        if let address = peers.find(agreement.peer)?.address { return address }
        return try NegotiationStore.find(Identifier(agreement.negotiation), in: transaction)?.peerAddress
    }
}
