package import Identity
package import Primitives
package import ServerKit

/// A holder's request for credentials, on the issuer's side.
package struct IssuanceRequest: Sendable, Equatable {
    /// `received` waits for a person, `approved` for the worker; the other two are final.
    package enum State: String, Sendable, CaseIterable { case received, approved, issued, rejected }

    package let issuerPid: String
    package let holder: String
    package let holderPid: String
    /// Identifiers of credential objects.
    package let objects: [String]
    /// What opens the holder's storage to us, when it gave something.
    package let accessToken: String?
    /// What a person adds to the type's own claims.
    package var claims: JSONObject
    package var state: State
    package var reason: String?
    package let created: Instant
    package var updated: Instant

    package var json: JSONValue {
        [
            "id": .string(issuerPid), "holder": .string(holder), "holderPid": .string(holderPid),
            "credentials": .strings(objects), "state": .string(state.rawValue), "reason": .optional(reason),
            "claims": .object(claims), "created": .string(created.description),
            "updated": .string(updated.description),
        ]
    }
}

/// A credential that this node issued.
package struct IssuedCredential: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable { case active, suspended, revoked }

    package let id: String
    package let holder: String
    package let type: String
    package let profile: CredentialProfile
    /// The number of the status list, and the place in it.
    package let list: Int
    package let index: Int
    package let purposes: [StatusPurpose]
    package let request: String
    package var state: State
    package var reason: String?
    package let issued: Instant
    package let validUntil: Instant
    package let token: String

    package var json: JSONValue {
        [
            "id": .string(id), "holder": .string(holder), "type": .string(type),
            "profile": .string(profile.rawValue), "state": .string(state.rawValue), "reason": .optional(reason),
            "issued": .string(issued.description), "validUntil": .string(validUntil.description),
            "statusIndex": .int(index), "request": .string(request),
        ]
    }
}

/// The tables of the issuer.
package enum IssuerStore {
    package static let migrations = [
        Migration(
            "issuer-1",
            [
                """
                CREATE TABLE issuance_request (
                    issuer_pid TEXT PRIMARY KEY, holder TEXT NOT NULL, holder_pid TEXT NOT NULL, objects TEXT NOT NULL,
                    access_token TEXT, claims TEXT NOT NULL, state TEXT NOT NULL, reason TEXT,
                    created INTEGER NOT NULL, updated INTEGER NOT NULL
                ) WITHOUT ROWID
                """,
                "CREATE INDEX issuance_request_state ON issuance_request (state, created)",
                "CREATE INDEX issuance_request_holder ON issuance_request (holder, state)",
                """
                CREATE TABLE issued_credential (
                    id TEXT PRIMARY KEY, holder TEXT NOT NULL, type TEXT NOT NULL, profile TEXT NOT NULL,
                    list INTEGER NOT NULL, position INTEGER NOT NULL, purposes TEXT NOT NULL, request TEXT NOT NULL,
                    state TEXT NOT NULL, reason TEXT, issued INTEGER NOT NULL, valid_until INTEGER NOT NULL,
                    token TEXT NOT NULL, UNIQUE (profile, list, position)
                ) WITHOUT ROWID
                """,
                "CREATE INDEX issued_credential_state ON issued_credential (profile, list, state)",
            ]
        )
    ]

    static func save(_ request: IssuanceRequest, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO issuance_request
                (issuer_pid, holder, holder_pid, objects, access_token, claims, state, reason, created, updated)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (issuer_pid) DO UPDATE SET state = excluded.state, reason = excluded.reason,
                claims = excluded.claims, updated = excluded.updated
            """,
            [
                .text(request.issuerPid), .text(request.holder), .text(request.holderPid),
                SQLValue(JSONValue.strings(request.objects)), SQLValue(request.accessToken),
                SQLValue(JSONValue.object(request.claims)), .text(request.state.rawValue), SQLValue(request.reason),
                SQLValue(request.created), SQLValue(request.updated),
            ]
        )
    }

    static func request(_ issuerPid: String, in transaction: ReadTransaction) throws -> IssuanceRequest? {
        try transaction.first("SELECT * FROM issuance_request WHERE issuer_pid = ?", [.text(issuerPid)]).map(request)
    }

    static func requests(
        _ page: PageRequest,
        state: String?,
        in transaction: ReadTransaction
    ) throws -> [IssuanceRequest] {
        try transaction.query(
            """
            SELECT * FROM issuance_request WHERE issuer_pid > ? AND (? IS NULL OR state = ?)
                AND (holder LIKE ? OR objects LIKE ?) ORDER BY issuer_pid LIMIT ?
            """,
            [
                .text(page.after), SQLValue(state), SQLValue(state), .text(page.pattern), .text(page.pattern),
                SQLValue(page.limit + 1),
            ]
        ).map(request)
    }

    /// Requests that were granted and not yet fulfilled, oldest first.
    static func approved(limit: Int, in transaction: ReadTransaction) throws -> [IssuanceRequest] {
        try transaction.query(
            "SELECT * FROM issuance_request WHERE state = 'approved' ORDER BY created, issuer_pid LIMIT ?",
            [SQLValue(limit)]
        ).map(request)
    }

    static func openCount(of holder: String, in transaction: ReadTransaction) throws -> Int {
        let row = try transaction.first(
            "SELECT COUNT(*) AS n FROM issuance_request WHERE holder = ? AND state IN ('received', 'approved')",
            [.text(holder)]
        )
        return Int(try row?.integer("n") ?? 0)
    }

    private static func request(_ row: SQLRow) throws -> IssuanceRequest {
        IssuanceRequest(
            issuerPid: try row.text("issuer_pid"),
            holder: try row.text("holder"),
            holderPid: try row.text("holder_pid"),
            objects: (try row.json("objects").arrayValue ?? []).compactMap(\.stringValue),
            accessToken: try row.optionalText("access_token"),
            claims: try row.json("claims").objectValue ?? JSONObject(),
            state: try row.word("state", as: IssuanceRequest.State.self),
            reason: try row.optionalText("reason"),
            created: try row.instant("created"),
            updated: try row.instant("updated")
        )
    }

    static func insert(_ issued: IssuedCredential, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO issued_credential
                (id, holder, type, profile, list, position, purposes, request, state, reason, issued, valid_until, token)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(issued.id), .text(issued.holder), .text(issued.type), .text(issued.profile.rawValue),
                SQLValue(issued.list), SQLValue(issued.index),
                SQLValue(JSONValue.strings(issued.purposes.map(\.rawValue))), .text(issued.request),
                .text(issued.state.rawValue), SQLValue(issued.reason), SQLValue(issued.issued),
                SQLValue(issued.validUntil), .text(issued.token),
            ]
        )
    }

    static func setState(_ issued: IssuedCredential, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "UPDATE issued_credential SET state = ?, reason = ? WHERE id = ?",
            [.text(issued.state.rawValue), SQLValue(issued.reason), .text(issued.id)]
        )
    }

    static func credential(_ id: String, in transaction: ReadTransaction) throws -> IssuedCredential? {
        try transaction.first("SELECT * FROM issued_credential WHERE id = ?", [.text(id)]).map(credential)
    }

    static func credentials(
        _ page: PageRequest,
        state: String?,
        in transaction: ReadTransaction
    ) throws -> [IssuedCredential] {
        try transaction.query(
            """
            SELECT * FROM issued_credential WHERE id > ? AND (? IS NULL OR state = ?)
                AND (holder LIKE ? OR type LIKE ? OR id LIKE ?) ORDER BY id LIMIT ?
            """,
            [
                .text(page.after), SQLValue(state), SQLValue(state), .text(page.pattern), .text(page.pattern),
                .text(page.pattern), SQLValue(page.limit + 1),
            ]
        ).map(credential)
    }

    /// Entries that a status list has given out.
    static func used(_ profile: CredentialProfile, list: Int, in transaction: ReadTransaction) throws -> Int {
        let row = try transaction.first(
            "SELECT COUNT(*) AS n FROM issued_credential WHERE profile = ? AND list = ?",
            [.text(profile.rawValue), SQLValue(list)]
        )
        return Int(try row?.integer("n") ?? 0)
    }

    static func isTaken(
        _ profile: CredentialProfile,
        list: Int,
        index: Int,
        in transaction: ReadTransaction
    ) throws -> Bool {
        try transaction.first(
            "SELECT 1 AS found FROM issued_credential WHERE profile = ? AND list = ? AND position = ?",
            [.text(profile.rawValue), SQLValue(list), SQLValue(index)]
        ) != nil
    }

    static func newestList(_ profile: CredentialProfile, in transaction: ReadTransaction) throws -> Int {
        let row = try transaction.first(
            "SELECT MAX(list) AS newest FROM issued_credential WHERE profile = ?",
            [.text(profile.rawValue)]
        )
        return Int(try row?.optionalInteger("newest") ?? 1)
    }

    /// The places whose bit is set in the list of a purpose: a revoked credential stays revoked, whatever it was before.
    static func set(
        _ profile: CredentialProfile,
        list: Int,
        purpose: StatusPurpose,
        in transaction: ReadTransaction
    ) throws -> [Int] {
        let state: IssuedCredential.State = purpose == .revocation ? .revoked : .suspended
        return try transaction.query(
            "SELECT position FROM issued_credential WHERE profile = ? AND list = ? AND state = ?",
            [.text(profile.rawValue), SQLValue(list), .text(state.rawValue)]
        ).map { Int(try $0.integer("position")) }
    }

    private static func credential(_ row: SQLRow) throws -> IssuedCredential {
        IssuedCredential(
            id: try row.text("id"),
            holder: try row.text("holder"),
            type: try row.text("type"),
            profile: try row.word("profile", as: CredentialProfile.self),
            list: Int(try row.integer("list")),
            index: Int(try row.integer("position")),
            purposes: (try row.json("purposes").arrayValue ?? []).compactMap { value in
                value.stringValue.flatMap { StatusPurpose(rawValue: $0) }
            },
            request: try row.text("request"),
            state: try row.word("state", as: IssuedCredential.State.self),
            reason: try row.optionalText("reason"),
            issued: try row.instant("issued"),
            validUntil: try row.instant("valid_until"),
            token: try row.text("token")
        )
    }
}
