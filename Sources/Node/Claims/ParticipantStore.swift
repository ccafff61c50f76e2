package import Identity
package import Primitives
package import ServerKit

/// What a participant proved by credentials, and what must stay true for it to count.
package struct ProvenClaims: Sendable, Equatable {
    package let did: String
    package let claims: [String: [String]]
    /// The statuses of all credentials that count, with their issuers.
    package let statuses: [Status]
    /// The end of the first credential to end.
    package let validUntil: Instant?
    /// When the presentation was made.
    package let presented: Instant

    package struct Status: Sendable, Equatable {
        package let issuer: String
        package let entry: StatusEntry

        package init(issuer: String, entry: StatusEntry) {
            self.issuer = issuer
            self.entry = entry
        }
    }

    package init(
        did: String,
        claims: [String: [String]],
        statuses: [Status],
        validUntil: Instant?,
        presented: Instant
    ) {
        self.did = did
        self.claims = claims
        self.statuses = statuses
        self.validUntil = validUntil
        self.presented = presented
    }

    package func isOver(at now: Instant) -> Bool { validUntil.map { $0 <= now } ?? false }

    package var json: JSONValue {
        var object = JSONObject()
        for (name, values) in claims.sorted(by: { $0.key < $1.key }) { object[name] = .strings(values) }
        return [
            "did": .string(did), "claims": .object(object), "presented": .string(presented.description),
            "validUntil": .optional(validUntil?.description),
        ]
    }
}

/// The table of participants that proved themselves by credentials, so that a restart forgets nobody whose use is open.
package enum ParticipantStore {
    package static let migrations = [
        Migration(
            "participant-1",
            [
                """
                CREATE TABLE participant (
                    did TEXT PRIMARY KEY, claims TEXT NOT NULL, statuses TEXT NOT NULL, valid_until INTEGER,
                    presented INTEGER NOT NULL
                ) WITHOUT ROWID
                """
            ]
        )
    ]

    /// Most participants of one node: they are kept in memory.
    static let limit = 10_000

    static func all(in transaction: ReadTransaction) throws -> [ProvenClaims] {
        try transaction.query("SELECT * FROM participant ORDER BY presented DESC LIMIT ?", [SQLValue(limit)]).map(
            proven
        )
    }

    static func save(_ proven: ProvenClaims, in transaction: WriteTransaction) throws {
        var claims = JSONObject()
        for (name, values) in proven.claims { claims[name] = .strings(values) }
        let statuses = proven.statuses.map { status -> JSONValue in
            ["issuer": .string(status.issuer), "entry": status.entry.json]
        }
        try transaction.execute(
            """
            INSERT INTO participant (did, claims, statuses, valid_until, presented) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (did) DO UPDATE SET claims = excluded.claims, statuses = excluded.statuses,
                valid_until = excluded.valid_until, presented = excluded.presented
            """,
            [
                .text(proven.did), SQLValue(JSONValue.object(claims)), SQLValue(JSONValue.array(statuses)),
                SQLValue(proven.validUntil), SQLValue(proven.presented),
            ]
        )
    }

    static func remove(_ did: String, in transaction: WriteTransaction) throws {
        try transaction.execute("DELETE FROM participant WHERE did = ?", [.text(did)])
    }

    private static func proven(_ row: SQLRow) throws -> ProvenClaims {
        var claims: [String: [String]] = [:]
        for member in try row.json("claims").objectValue?.members ?? [] {
            claims[member.key] = member.value.oneOrMany.compactMap(\.stringValue)
        }
        return ProvenClaims(
            did: try row.text("did"),
            claims: claims,
            statuses: try (row.json("statuses").arrayValue ?? []).map { value in
                guard let issuer = value["issuer"]?.stringValue, let entry = value["entry"] else {
                    throw StoredDataProblem(column: "statuses")
                }
                return ProvenClaims.Status(issuer: issuer, entry: try StatusEntry(entry))
            },
            validUntil: try row.optionalInstant("valid_until"),
            presented: try row.instant("presented")
        )
    }
}
