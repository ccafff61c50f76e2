import Primitives
import Synchronization
package import UsagePolicy

/// The terms of an agreement as they are asked: compiled once, with what must be counted for them.
package struct CompiledTerms: Sendable {
    package let policy: CompiledPolicy
    package let measures: PolicyMeasures
    /// What a delivery is judged by.
    package let deliveryAction: String
    /// What is done to the data on their way.
    package let demands: DeliveryDemands
    /// What is to be done, in the policy's order.
    package let duties: [DutyPlan]
    /// Whether anything is to be done at all.
    package let hasDuties: Bool
    /// Whether breaking an obligation has consequences, until which nothing is permitted.
    let suspendsOnBreach: Bool
    /// When time may change a decision, in order.
    let boundaries: [Instant]
}

/// Compiled terms by the digest of the agreement's document, so that each decision only judges.
package final class PolicyCache: Sendable {
    /// Agreements whose compiled terms are kept: a few MB for usual terms; the one that came first goes first.
    package static let limit = 512

    private struct State {
        var terms: [String: Result<CompiledTerms, PolicyProblem>] = [:]
        var order: [String] = []
        /// Where the oldest stands; those before it are gone.
        var oldest = 0
    }

    private let state = Mutex(State())

    package init() {}

    package var count: Int { state.withLock { $0.terms.count } }

    /// The terms of an agreement, read and compiled when they are not known; what cannot be read is remembered as that.
    package func terms(of agreement: Agreement, _ evaluator: PolicyEvaluator) -> Result<CompiledTerms, PolicyProblem> {
        let name = agreement.digest.hex
        if let known = state.withLock({ $0.terms[name] }) { return known }
        let terms = Self.compile(agreement, evaluator)
        state.withLock { state in
            guard state.terms.updateValue(terms, forKey: name) == nil else { return }
            state.order.append(name)
            while state.terms.count > Self.limit {
                state.terms[state.order[state.oldest]] = nil
                state.oldest += 1
            }
            guard state.oldest >= Self.limit else { return }
            state.order.removeFirst(state.oldest)
            state.oldest = 0
        }
        return terms
    }

    private static func compile(
        _ agreement: Agreement,
        _ evaluator: PolicyEvaluator
    ) -> Result<CompiledTerms, PolicyProblem> {
        do throws(PolicyProblem) {
            let policy = evaluator.compile(try Policy(NegotiationWork.readable(agreement.document)))
            let duties = policy.duties
            return .success(
                CompiledTerms(
                    policy: policy,
                    measures: policy.measures,
                    deliveryAction: policy.deliveryAction,
                    demands: policy.deliveryDemands,
                    duties: duties,
                    hasDuties: !duties.isEmpty || policy.deliveryDemands.only != nil,
                    suspendsOnBreach: duties.contains { $0.isObligation && !$0.consequences.isEmpty },
                    boundaries: evaluator.timeBoundaries(of: policy)
                )
            )
        } catch {
            return .failure(error)
        }
    }
}
