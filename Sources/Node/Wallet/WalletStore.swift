package import Identity
package import Primitives
package import ServerKit

/// A credential of ours, as its issuer delivered it.
package struct HeldCredential: Sendable, Equatable {
    /// Our own name for it.
    package let id: String
    package let token: String
    package let credential: VerifiableCredential
    package let received: Instant
    package let issuerPid: String?
    package let holderPid: String?

    package var json: JSONValue {
        [
            "id": .string(id), "credentialId": .optional(credential.id), "types": .strings(credential.ownTypes),
            "issuer": .string(credential.issuer), "profile": .string(credential.profile.rawValue),
            "validFrom": .optional(credential.validFrom?.description),
            "validUntil": .optional(credential.validUntil?.description), "received": .string(received.description),
            "holderPid": .optional(holderPid), "issuerPid": .optional(issuerPid),
            "subject": credential.subject.map { .object($0) },
        ]
    }
}

/// A request of ours for credentials.
package struct WalletRequest: Sendable, Equatable {
    package enum State: String, Sendable { case requested, issued, rejected }
    package let holderPid: String
    package let issuer: String
    package let credentials: [String]
    package var state: State
    /// Where the issuer shows its progress.
    package var location: String?
    package var reason: String?
    package let created: Instant

    package var json: JSONValue {
        [
            "id": .string(holderPid), "issuer": .string(issuer), "credentials": .strings(credentials),
            "state": .string(state.rawValue), "location": .optional(location), "reason": .optional(reason),
            "created": .string(created.description),
        ]
    }
}

/// An offer that an issuer made us.
package struct WalletOffer: Sendable, Equatable {
    package let id: String
    package let issuer: String
    package let credentials: JSONValue
    package let received: Instant

    package var json: JSONValue {
        [
            "id": .string(id), "issuer": .string(issuer), "credentials": credentials,
            "received": .string(received.description),
        ]
    }
}

/// The tables of the wallet.
package enum WalletStore {
    package static let migrations = [
        Migration(
            "wallet-1",
            [
                """
                CREATE TABLE wallet_credential (
                    id TEXT PRIMARY KEY, issuer TEXT NOT NULL, type TEXT NOT NULL, token TEXT NOT NULL,
                    payload TEXT NOT NULL, received INTEGER NOT NULL, issuer_pid TEXT, holder_pid TEXT
                ) WITHOUT ROWID
                """,
                "CREATE INDEX wallet_credential_kind ON wallet_credential (type, issuer, received)",
                """
                CREATE TABLE wallet_request (
                    holder_pid TEXT PRIMARY KEY, issuer TEXT NOT NULL, credentials TEXT NOT NULL, state TEXT NOT NULL,
                    location TEXT, reason TEXT, created INTEGER NOT NULL
                ) WITHOUT ROWID
                """,
                """
                CREATE TABLE wallet_offer (
                    id TEXT PRIMARY KEY, issuer TEXT NOT NULL, credentials TEXT NOT NULL, received INTEGER NOT NULL
                ) WITHOUT ROWID
                """,
            ]
        )
    ]

    /// Most credentials, requests and offers that are kept: a participant has a handful of each.
    static let limit = 1000
    /// Credentials of one type and issuer that are kept: the newest counts, older ones serve those who look back.
    static let perKind = 8

    static func insert(_ held: HeldCredential, payload: JSONValue, in transaction: WriteTransaction) throws {
        let type = held.credential.ownTypes.first ?? "VerifiableCredential"
        try transaction.execute(
            """
            INSERT INTO wallet_credential (id, issuer, type, token, payload, received, issuer_pid, holder_pid)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(held.id), .text(held.credential.issuer), .text(type), .text(held.token), SQLValue(payload),
                SQLValue(held.received), SQLValue(held.issuerPid), SQLValue(held.holderPid),
            ]
        )
        try transaction.execute(
            """
            DELETE FROM wallet_credential WHERE type = ? AND issuer = ? AND id NOT IN (
                SELECT id FROM wallet_credential WHERE type = ? AND issuer = ? ORDER BY received DESC, id LIMIT \(perKind)
            )
            """,
            [.text(type), .text(held.credential.issuer), .text(type), .text(held.credential.issuer)]
        )
    }

    /// All credentials, newest first.
    static func credentials(in transaction: ReadTransaction) throws -> [HeldCredential] {
        try transaction.query(
            "SELECT * FROM wallet_credential ORDER BY received DESC, id LIMIT ?",
            [SQLValue(limit)]
        ).map(held)
    }

    static func credential(_ id: String, in transaction: ReadTransaction) throws -> HeldCredential? {
        try transaction.first("SELECT * FROM wallet_credential WHERE id = ?", [.text(id)]).map(held)
    }

    static func remove(_ id: String, in transaction: WriteTransaction) throws -> Bool {
        try transaction.execute("DELETE FROM wallet_credential WHERE id = ?", [.text(id)]) > 0
    }

    private static func held(_ row: SQLRow) throws -> HeldCredential {
        HeldCredential(
            id: try row.text("id"),
            token: try row.text("token"),
            credential: try VerifiableCredential(payload: try row.json("payload")),
            received: try row.instant("received"),
            issuerPid: try row.optionalText("issuer_pid"),
            holderPid: try row.optionalText("holder_pid")
        )
    }

    static func save(_ request: WalletRequest, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO wallet_request (holder_pid, issuer, credentials, state, location, reason, created)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (holder_pid) DO UPDATE SET state = excluded.state, location = excluded.location,
                reason = excluded.reason
            """,
            [
                .text(request.holderPid), .text(request.issuer), SQLValue(JSONValue.strings(request.credentials)),
                .text(request.state.rawValue), SQLValue(request.location), SQLValue(request.reason),
                SQLValue(request.created),
            ]
        )
    }

    static func request(_ holderPid: String, in transaction: ReadTransaction) throws -> WalletRequest? {
        try transaction.first("SELECT * FROM wallet_request WHERE holder_pid = ?", [.text(holderPid)]).map(request)
    }

    static func requests(in transaction: ReadTransaction) throws -> [WalletRequest] {
        try transaction.query(
            "SELECT * FROM wallet_request ORDER BY created DESC, holder_pid LIMIT ?",
            [SQLValue(limit)]
        ).map(request)
    }

    private static func request(_ row: SQLRow) throws -> WalletRequest {
        WalletRequest(
            holderPid: try row.text("holder_pid"),
            issuer: try row.text("issuer"),
            credentials: (try row.json("credentials").arrayValue ?? []).compactMap(\.stringValue),
            state: try row.word("state", as: WalletRequest.State.self),
            location: try row.optionalText("location"),
            reason: try row.optionalText("reason"),
            created: try row.instant("created")
        )
    }

    /// Keeps an offer; the oldest give way when there are too many.
    static func insert(_ offer: WalletOffer, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "INSERT INTO wallet_offer (id, issuer, credentials, received) VALUES (?, ?, ?, ?)",
            [.text(offer.id), .text(offer.issuer), SQLValue(offer.credentials), SQLValue(offer.received)]
        )
        try transaction.execute(
            """
            DELETE FROM wallet_offer WHERE id NOT IN
                (SELECT id FROM wallet_offer ORDER BY received DESC, id LIMIT \(limit))
            """
        )
    }

    static func offers(in transaction: ReadTransaction) throws -> [WalletOffer] {
        try transaction.query("SELECT * FROM wallet_offer ORDER BY received DESC, id LIMIT ?", [SQLValue(limit)]).map {
            WalletOffer(
                id: try $0.text("id"),
                issuer: try $0.text("issuer"),
                credentials: try $0.json("credentials"),
                received: try $0.instant("received")
            )
        }
    }
}
