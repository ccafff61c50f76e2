import Connector
import Primitives
import ServerKit

/// What is configured about use after delivery.
struct UseSettings: Sendable {
    /// Where this node runs, for rules about places.
    let places: [String]
    /// Whether a further delivery waits for the consumer's reports on earlier ones.
    let demandsReports: Bool
    /// Seconds that a report on an earlier delivery counts before a further one; 0 asks for none.
    let reportSeconds: Int64

    init(_ vault: ConfigurationTree, delivery: ConfigurationTree) throws {
        places = try vault.list(
            "places",
            "regions in which this node runs, as policies name them; rules about places are judged by them"
        )
        demandsReports = try delivery.bool(
            "demandReports",
            default: false,
            "refuse a further delivery into a vault while the use of an earlier one was not reported"
        )
        let age = try delivery.duration(
            "reportsWithin",
            default: .zero,
            "how old reports on earlier deliveries may be before a further one; older ones are asked for first, 0s asks for none"
        )
        reportSeconds = age.components.seconds
    }
}
