import Primitives
import ServerKit

extension Negotiations {
    /// Throws `early` while our FINALIZED for an agreement is unanswered.
    ///
    /// A consumer that has taken it may act on the agreement before we have read its answer.
    static func checkFinalized(_ agreement: Agreement, in transaction: ReadTransaction) throws {
        guard agreement.state == .pending,
            let negotiation = try NegotiationStore.find(Identifier(agreement.negotiation), in: transaction),
            negotiation.process.pending?.event == .finalize
        else { return }
        throw Problem.early
    }
}
