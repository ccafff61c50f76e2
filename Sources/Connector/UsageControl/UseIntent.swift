import DataspaceProtocol
import Primitives
package import UsagePolicy

/// The moments at which an agreement is asked (architecture, law 5); catalogue and negotiation weigh offers instead.
package enum UsageMoment: String, Sendable, CaseIterable {
    /// A delivery begins or goes on.
    case transfer
    /// Data of a delivery is read at the provider.
    case access
    /// Data is used after its delivery, at the consumer.
    case use
}

/// What somebody wants to do under an agreement, and what is known of the circumstances.
package struct UseIntent: Sendable {
    package let moment: UsageMoment
    /// Who does it: an application of the consumer, by its registered identity; nil when it is the participant itself.
    package var subject: String?
    /// The action; nil asks for what a delivery means under the agreement (`CompiledPolicy.deliveryAction`).
    package var action: String?
    /// What it is done to; nil for the agreement's own dataset.
    package var target: String?
    /// The process that it is part of, for instance a transfer.
    package var process: String?
    /// Bytes that it takes at most.
    package var volume: Int64 = 0
    package var claims: [String: [String]] = [:]
    package var purpose: String?
    package var spatial: [String]?
    package var recipients: [String]?
    package var events: [String]?
    /// Other circumstances, by left operand.
    package var facts: [String: [KnownValue]] = [:]
    /// How the action is done, for refinements of the action.
    package var parameters: [String: [KnownValue]] = [:]
    package var about: [String: [String: [KnownValue]]] = [:]
    package var memberships: [String: [String]] = [:]
    /// Duties that were done, by path.
    package var fulfilledDuties: Set<String> = []
    package var performed: [PerformedAction] = []
    package var dutyStates: [String: DutyState] = [:]
    /// Circumstances that are enforced where the data is used, and not judged now.
    package var deferredOperands: Set<String> = []
    /// Off where bytes only travel to a place that counts each use itself.
    package var countsAsUse = true
    /// Whether to ask as if nothing had been used: what has begun rightly is not ended by a limit that it reached.
    package var ignoresHistory = false

    package init(_ moment: UsageMoment) { self.moment = moment }

    /// ODRL's own words that a delivery answers, beside time, counts and recipient; profiles bring their own.
    package static let answeredOperands = ["deliveryChannel"]

    /// What a consumer that keeps data in a vault enforces at each use, so that its provider need not know it before.
    package static let operandsOfUse: Set<String> = [
        "purpose", "recipient", "spatial", "event", "system", "systemDevice", "virtualLocation", "application",
        "algorithm", "machineLearningModels", "executionEnv", "dataField", "dataRecord", "valueExpression",
        "fileFormat",
        "industry", "idsc:APPLICATION", "idsc:USER", "idsc:CONNECTOR", "idsc:STATE", "idsc:ARTIFACT_STATE",
        "idsc:SECURITY_LEVEL", "idsc:PATH",
    ]

    /// Everything that the evaluator is told beside the history.
    func request(
        _ action: String,
        under agreement: Agreement,
        at now: Instant
    ) -> EvaluationRequest {
        var request = EvaluationRequest(
            action: action,
            target: target ?? agreement.dataset,
            assignee: agreement.assignee,
            now: now
        )
        request.claims = claims
        request.purpose = purpose
        request.spatial = spatial
        request.recipients = recipients
        request.events = events
        request.facts = facts
        request.parameters = parameters
        request.about = about
        request.memberships = memberships
        request.fulfilledDuties = fulfilledDuties
        request.performed = performed
        request.dutyStates = dutyStates
        request.deferredOperands = deferredOperands
        request.volume = UsageReservation.bounded(volume)
        return request
    }
}

extension Agreement {
    /// The party that uses: the peer of a provider, and what the document says of ourselves as consumer.
    var assignee: String { role == .provider ? peer : document["assignee"]?.stringValue ?? "" }
}
