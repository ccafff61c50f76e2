/// How long records must be kept, by what they are about.
///
/// An entry carries its date from the transaction that wrote it, so that no later setting shortens it.
package enum EvidenceRetention: String, Sendable, CaseIterable {
    /// What was negotiated and agreed.
    case contract
    /// What was delivered under it, and to whom.
    case delivery
    /// What was offered.
    case catalogue
    /// The log's own events, and everything else.
    case other

    /// Whole years that no configuration goes below: contracts as accounting vouchers are kept (30), deliveries and offers for the
    /// longest limitation of actions that is usual (20 and 10), the rest three.
    package var leastYears: Int64 {
        switch self {
        case .contract: 30
        case .delivery: 20
        case .catalogue: 10
        case .other: 3
        }
    }

    /// Whole years that a configuration may ask for at most: what is kept longer is kept for good.
    package static let mostYears: Int64 = 1000

    package init(subjectKind: String) {
        switch subjectKind {
        case "agreement", "negotiation", "amendment", "duty", "dutyNotice", "dutyReport", "contract": self = .contract
        case "transfer", "usageReport", "vault": self = .delivery
        case "product", "offer", "resource": self = .catalogue
        default: self = .other
        }
    }

    /// Milliseconds of 366 days: no year is longer.
    package static let yearMilliseconds: Int64 = 366 * 86_400_000
}
