package import Node
import Primitives
import ServerKit

/// Reads the states of every kind of object for the audit, whichever slice owns its table.
package enum AuditStore {
    package static let kinds = [
        AuditedKind("resource") { try page("resource", "NULL", "", $0, $1, $2) },
        AuditedKind("product") { try page("product", "NULL", "", $0, $1, $2) },
        AuditedKind("offer") { try page("offer", "NULL", "", $0, $1, $2) },
        AuditedKind("negotiation") { try page("negotiation", "state", "", $0, $1, $2) },
        AuditedKind("transfer") { try page("transfer", "state", "", $0, $1, $2) },
        // An agreement's other states follow its negotiation's, whose evidence is compared there.
        AuditedKind("agreement") { try page("agreement", "state", ownStates, $0, $1, $2) },
        AuditedKind("amendment") { try page("amendment", "state", "", $0, $1, $2) },
        AuditedKind("vault") { try page("vault_grant", "state", "", $0, $1, $2) },
        AuditedKind("duty") { try page("duty", "state", "", $0, $1, $2) },
        AuditedKind("key") { try page("node_key", "state", "", $0, $1, $2) },
    ]

    private static let ownStates =
        "AND (state IN ('ENDED', 'SUPERSEDED') OR (state = 'ACTIVE' AND supersedes IS NOT NULL))"

    private static func page(
        _ table: String,
        _ state: String,
        _ condition: String,
        _ after: String,
        _ limit: Int,
        _ transaction: ReadTransaction
    ) throws -> [(id: String, state: String?)] {
        try transaction.query(
            "SELECT DISTINCT id, \(state) AS state FROM \(table) WHERE id > ? \(condition) ORDER BY id LIMIT ?",
            [.text(after), SQLValue(limit)]
        ).map { (try $0.text("id"), try $0.optionalText("state")) }
    }
}
