import UsagePolicy

/// How a duty of an agreement is done.
package enum DutyKind: String, Sendable, CaseIterable {
    /// A person says that it was done, with a note that says how.
    case person
    /// The connector does it by itself at each delivery: a metering event, a message in the event feed.
    case automatic
    /// The connector does it to the data on their way.
    case delivery
    /// The connector sends a signed notice and waits for the answer.
    case notice
    /// The vault destroys the data and proves it.
    case destruction
    /// A person confirms with a second factor, for a while.
    case confirmation

    /// Duties that people do: consent is asked of persons, tracking and policies are accepted by them.
    private static let byPerson = ["obtainConsent", "acceptTracking", "reviewPolicy", "ensureExclusivity", "attribute"]
    /// What each delivery does by itself.
    ///
    /// The policy travels inside the agreement that the other side signed.
    private static let byItself = ["compensate", "nextPolicy"]
    private static let log = ["logRecordSend", "tc609:logRecordSend", "idsc:LOG"]
    private static let noticing = ["inform", "alert"] + log
    static let confirming = "sluice:secondAuthentication"

    /// Every action that a provider's connector carries out: what is written with another one is pointed out.
    package static let carriedOut = byPerson + byItself + noticing + [confirming] + DeliveryDemands.actions

    /// What a consumer's connector carries out after delivery, where it keeps the data in its vault.
    package static let afterDelivery = destroying + ["nextPolicy"]
    private static let destroying = ["delete"]

    /// Nil for an action that this connector does not carry out.
    package init?(action: String) {
        if Self.byPerson.contains(action) {
            self = .person
        } else if Self.byItself.contains(action) {
            self = .automatic
        } else if DeliveryDemands.actions.contains(action) {
            self = .delivery
        } else if Self.noticing.contains(action) {
            self = .notice
        } else if Self.destroying.contains(action) {
            self = .destruction
        } else if action == Self.confirming {
            self = .confirmation
        } else {
            return nil
        }
    }

    /// Whether a notice carries the log of use.
    static func sendsLog(_ action: String) -> Bool { log.contains(action) }

    /// Whether the warden does it, and nobody else.
    var isRun: Bool { self == .automatic || self == .notice }
}

extension DutyPlan {
    /// How it is done; by the word that the policy uses, where two mean the same to ODRL (TC609's sending of the log is informing).
    ///
    /// Before a delivery, whoever is to be informed and not named is the provider, by its event feed.
    /// What no connector does after an agreement was made is left to people, who are shown that it is due.
    package var kind: DutyKind? {
        let kind = DutyKind(action: act)
        switch moment {
        case .before: return kind == .notice && recipient == nil ? .automatic : kind
        case .obligation: return kind == .confirmation ? .person : kind ?? .person
        case .consequence: return kind == .confirmation || kind == .delivery ? .person : kind ?? .person
        }
    }

    /// The action under the word that tells most.
    var act: String { DutyKind.sendsLog(spelled) ? spelled : action }
}
