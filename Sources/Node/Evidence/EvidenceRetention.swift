package import Primitives

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

    /// Whole years: contracts as accounting vouchers are kept (30), deliveries and offers for the longest limitation of
    /// actions that is usual (20 and 10), the rest three.
    package var years: Int64 {
        switch self {
        case .contract: 30
        case .delivery: 20
        case .catalogue: 10
        case .other: 3
        }
    }

    package init(subjectKind: String) {
        switch subjectKind {
        case "agreement", "negotiation", "amendment": self = .contract
        case "transfer": self = .delivery
        case "product", "offer", "resource": self = .catalogue
        default: self = .other
        }
    }

    /// Milliseconds of 366 days: no year is longer.
    private static let yearMilliseconds: Int64 = 366 * 86_400_000

    /// Before this moment an entry's record cannot be erased.
    package static func keepUntil(_ subjectKind: String, _ time: Instant) -> Instant {
        let years = EvidenceRetention(subjectKind: subjectKind).years
        return time.advanced(milliseconds: years * yearMilliseconds)
    }
}
