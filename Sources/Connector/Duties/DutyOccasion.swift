import DataspaceProtocol
import Node
import Primitives
import UsagePolicy

/// Something that happened and that obligations are waiting for, read from the evidence of it.
///
/// Evidence is written with every change, so that reading on from the last entry misses nothing, also after a crash.
struct DutyOccasion: Sendable {
    enum Kind: Sendable {
        /// An agreement came into force.
        case agreed
        /// Data of a delivery may flow.
        case delivery
        /// A delivery lies in the vault, or lies there under other terms now.
        case kept
        /// A delivery in the vault was destroyed.
        case destroyed
        /// Data in the vault was used, and the use reported.
        case used
    }

    let kind: Kind
    let agreement: String
    /// Our role; nil where either is possible.
    let role: Role?
    /// The delivery; empty where it is about none.
    let process: String
    let at: Instant
    /// Until when the vault keeps the data.
    let due: Instant?
    /// The proof of its destruction.
    let proof: Digest?
    let sequence: Int64

    /// Types of entries that may be an occasion; the start of a transfer is one where it is acknowledged or received.
    private static let kinds: [String: Kind] = [
        "negotiation.finalize.acknowledged": .agreed, "negotiation.finalize.received": .agreed,
        "agreement.amended": .agreed, "transfer.start.acknowledged": .delivery, "transfer.start.received": .delivery,
        "vault.received": .kept, "vault.rebound": .kept, "vault.destroyed": .destroyed, "vault.reported": .used,
    ]
    static let types = kinds.keys.sorted()

    init?(_ entry: EvidenceStore.Entry) {
        let record = entry.record
        guard let kind = record["type"]?.stringValue.flatMap({ Self.kinds[$0] }),
            let at = record["time"]?.stringValue.flatMap({ Instant($0) }), let related = record["related"]
        else { return nil }
        let isVault = [.kept, .destroyed, .used].contains(kind)
        guard let agreement = (related["governedBy"] ?? related["agreement"])?.stringValue else { return nil }
        self.kind = kind
        self.agreement = agreement
        self.at = at
        sequence = entry.sequence
        role = isVault ? .consumer : related["role"]?.stringValue.flatMap { Role(rawValue: $0) }
        let subject = record["subject"]?["id"]?.stringValue ?? ""
        process = kind == .agreed ? "" : kind == .delivery ? subject : related["transfer"]?.stringValue ?? subject
        let destroyAt = record["decision"]?["outcome"]?.stringValue == "destroyAt"
        due = !destroyAt ? nil : record["decision"]?["reasons"]?.arrayValue?.first?.stringValue.flatMap { Instant($0) }
        proof = record["digests"]?["proof"]?.stringValue.flatMap { Digest($0) }
    }

    /// Whether an obligation falls due by it.
    func raises(_ plan: DutyPlan) -> Bool {
        switch kind {
        case .agreed: plan.kind == .person || plan.act == "nextPolicy"
        case .delivery: plan.kind == .notice || (plan.kind == .automatic && plan.act != "nextPolicy")
        case .kept: plan.kind == .destruction
        case .used: plan.kind == .notice && DutyKind.sendsLog(plan.act)
        case .destroyed: false
        }
    }
}
