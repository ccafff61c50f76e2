import Node
import Primitives
import ServerKit

/// What the published offers of a product say of terms that a participant asks for.
enum OfferRules {
    enum Answer: Sendable, Equatable { case accept, refuse, person }

    /// An offer with the same terms that answers by itself decides; without one, a person does.
    static func answer(
        to terms: JSONValue,
        of product: String,
        from participant: VerifiedParticipant,
        in transaction: ReadTransaction
    ) throws -> Answer {
        let offers = try OfferStore.offers(of: Identifier(product), in: transaction)
            .filter {
                $0.audience.includes(participant.id, claims: participant.claims)
                    && NegotiationWork.haveSameTerms(terms, $0.policy)
            }
        var answer = Answer.person
        for offer in offers {
            switch offer.mode {
            case .automatic: return .accept
            case .manual: continue
            case .rules:
                guard let rules = offer.rules else { continue }
                if rules.accepts(participant) { return .accept }
                if rules.otherwise == .refuse { answer = .refuse }
            }
        }
        return answer
    }
}
