import HTTPTypes
import Hummingbird
import Primitives

/// The table of the security log; the oldest lines go when it is full.
package enum SecurityLogStore {
    package static let migrations = [
        Migration(
            "security-log-1",
            [
                """
                CREATE TABLE security_log (
                    position INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, kind TEXT NOT NULL, who TEXT,
                    place TEXT NOT NULL, address TEXT NOT NULL, detail TEXT NOT NULL, count INTEGER NOT NULL,
                    correlation TEXT NOT NULL
                )
                """
            ]
        )
    ]

    /// Lines kept: months of honest use, and about 20 MB under attack.
    static let limit = 100_000

    static func append(_ line: SecurityLog.Line, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO security_log (time, kind, who, place, address, detail, count, correlation)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                SQLValue(line.time), .text(line.event.kind.rawValue), SQLValue(line.event.who), .text(line.event.place),
                .text(line.event.address), .text(line.event.detail), .integer(line.count), .text(line.correlation),
            ]
        )
    }

    static func trim(in transaction: WriteTransaction) throws {
        try transaction.execute(
            "DELETE FROM security_log WHERE position <= (SELECT MAX(position) FROM security_log) - ?",
            [SQLValue(limit)]
        )
    }

    /// Lines before a position, newest first.
    static func lines(
        _ page: PageRequest,
        in transaction: ReadTransaction
    ) throws -> [(position: Int64, json: JSONValue)] {
        try transaction.query(
            """
            SELECT * FROM security_log WHERE position < ?1
                AND (kind LIKE ?2 OR who LIKE ?2 OR place LIKE ?2 OR address LIKE ?2 OR detail LIKE ?2)
            ORDER BY position DESC LIMIT ?3
            """,
            [.integer(Int64(page.after) ?? .max), .text(page.pattern), SQLValue(page.limit + 1)]
        ).map { row in
            (
                try row.integer("position"),
                [
                    "time": .string(try row.instant("time").description), "kind": .string(try row.text("kind")),
                    "who": .optional(try row.optionalText("who")), "place": .string(try row.text("place")),
                    "address": .string(try row.text("address")), "detail": .string(try row.text("detail")),
                    "count": .integer(try row.integer("count")), "correlation": .string(try row.text("correlation")),
                ]
            )
        }
    }
}

/// Reading the security log.
package struct SecurityLogAdmin: Sendable {
    private let database: Database

    package init(_ database: Database) { self.database = database }

    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/security-log",
                access: .role(.auditor),
                "list what was refused, newest first",
                description: EndpointDescription(query: PageRequest.fields, answer: "SecurityLogPage")
            ) { call in
                let page = try PageRequest(call)
                let found = try await database.read { try SecurityLogStore.lines(page, in: $0) }
                return page.answer(found, cursor: { String($0.position) }, json: \.json)
            }
        ]
    }
}
