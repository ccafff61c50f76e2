import DataspaceProtocol
import EvidenceLog
import Node
import Primitives
import ServerKit
import UsagePolicy

extension NegotiationWork {
    /// Goes on by itself where nothing is left to decide: an offer's own mode, terms that were agreed before, the last two steps.
    ///
    /// `before` are the terms that stood on the table before the peer's message.
    mutating func proceed(before: Terms?, participant: VerifiedParticipant) throws {
        guard essentials.automates, negotiation.isAutomatic, negotiation.process.pending == nil else { return }
        switch (negotiation.role, negotiation.state) {
        case (.provider, .requested): try answerRequest(of: participant)
        case (.provider, .accepted): try intend(.agree)
        case (.provider, .verified): try intend(.finalize)
        case (.consumer, .offered): try answerOffer(before: before)
        case (.consumer, .agreed): try answerAgreement()
        default: break
        }
    }

    private mutating func answerRequest(of participant: VerifiedParticipant) throws {
        guard let offer = try OfferStore.offer(Identifier(negotiation.terms.offerID), in: evidence.transaction)
        else { return }
        switch offer.mode {
        case .manual: return
        case .rules:
            guard let rules = offer.rules, rules.accepts(participant) else {
                if offer.rules?.otherwise != .refuse { return }
                return try end("rules", "the provider's rules do not accept this participant")
            }
        case .automatic: break
        }
        let isSame = Self.haveSameTerms(negotiation.terms.offer, offer.policy)
        guard isSame || Self.areWithin(negotiation.terms.offer, offer.policy) else { return try insist(on: offer) }
        // Whom the published policy itself names gives way to the agreement's parties, so it is judged as published too.
        for policy in [negotiation.terms.offer, offer.policy] {
            let judgement = try judge(policy, participant)
            if judgement.isExcluded { return try end("policy", judgement.reasons.map { $0.text(.english) }) }
        }
        var content = ContractNegotiation.Content()
        content.decision = EvidenceRecord.Decision(
            outcome: "permit",
            reasons: ["offer mode \(offer.mode.rawValue)"] + (isSame ? [] : ["narrower terms than published"])
        )
        try intend(.agree, content)
    }

    /// Wider terms than published: the published ones are offered once, and then the negotiation ends.
    private mutating func insist(on offer: Offer) throws {
        guard negotiation.rounds <= 1 else { return try end("terms", "the terms differ from the published offer") }
        var wire = offer.wireJSON.objectValue ?? JSONObject()
        wire["target"] = .string(negotiation.dataset)
        wire["assigner"] = .string(essentials.identity.participant)
        wire["assignee"] = .string(negotiation.peer)
        var content = ContractNegotiation.Content()
        content.terms = Terms(offerID: offer.id.rawValue, offer: .object(wire), by: .provider)
        try intend(.offer, content)
    }

    private func judge(_ policy: JSONValue, _ participant: VerifiedParticipant) throws -> TermsJudgement {
        let terms: Policy
        do {
            terms = try Policy(Self.readable(policy))
        } catch {
            throw Problem(.refused, BilingualText(en: error.text(.english), zh: error.text(.chinese)))
        }
        // The action that a delivery under these terms will be judged by.
        var request = EvaluationRequest(
            action: essentials.evaluator.compile(terms).deliveryAction,
            target: negotiation.dataset,
            assignee: participant.id,
            now: evidence.moment.now
        )
        request.claims = participant.claims
        return essentials.evaluator.evaluateTerms(of: terms, for: request)
    }

    private mutating func answerOffer(before: Terms?) throws {
        guard let before, before.by == .consumer, Self.haveSameTerms(before.offer, negotiation.terms.offer) else {
            return
        }
        try intend(.accept)
    }

    /// The agreement must say what stood on the table; anything else is not verified but ended, with the difference.
    private mutating func answerAgreement() throws {
        guard let id = negotiation.agreementID,
            let agreement = try AgreementStore.find(id, role: .consumer, in: evidence.transaction)
        else { return }
        guard Self.haveSameTerms(agreement.document, negotiation.terms.offer) else {
            return try end("terms", Self.difference(negotiation.terms.offer, agreement.document))
        }
        try intend(.verify)
    }

    private mutating func end(_ code: String, _ reason: String) throws { try end(code, [reason]) }

    private mutating func end(_ code: String, _ reasons: [String]) throws {
        var content = ContractNegotiation.Content()
        content.reason = StatedReason(code: code, reasons: reasons)
        content.decision = EvidenceRecord.Decision(outcome: "refuse", reasons: reasons)
        try intend(.terminate, content)
    }

    /// A policy as the evaluator reads it: terms from a message carry `@type` and parties, a stored policy only its rules.
    static func readable(_ policy: JSONValue) -> JSONValue {
        guard var object = policy.objectValue else { return policy }
        if object["@type"] == nil { object["@type"] = "Offer" }
        for member in Agreement.ownMembers { object[member] = nil }
        return .object(object)
    }

    /// Whether two policies say the same; one that cannot be read says nothing that could be the same.
    static func haveSameTerms(_ one: JSONValue, _ other: JSONValue) -> Bool {
        do throws(PolicyProblem) {
            return try Policy(readable(one)).hasSameTerms(as: try Policy(readable(other)))
        } catch {
            return false
        }
    }

    /// Whether terms permit nothing that the published ones do not.
    static func areWithin(_ terms: JSONValue, _ published: JSONValue) -> Bool {
        do throws(PolicyProblem) {
            return try Policy(readable(terms)).isWithin(try Policy(readable(published)))
        } catch {
            return false
        }
    }

    static func difference(_ before: JSONValue, _ after: JSONValue) -> [String] {
        do throws(PolicyProblem) {
            let change = PolicyDifference(from: try Policy(readable(before)), to: try Policy(readable(after)))
            return change.sentences(.english)
        } catch {
            return [error.text(.english)]
        }
    }
}
