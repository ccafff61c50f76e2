package import EvidenceLog
package import Primitives
package import ServerKit

/// The table of evidence entries; the only way in is `append`, inside the transaction of what the entry proves.
///
/// Each entry has its place in the log, an epoch and an index without gaps, from the same transaction: the database has one
/// writer. A leaf is never removed; record and salt may be, once their time is over.
package enum EvidenceStore {
    package static let migrations = [
        Migration(
            "evidence-1",
            [
                """
                CREATE TABLE evidence_epoch (
                    epoch INTEGER PRIMARY KEY, origin TEXT, verifier_key TEXT, head TEXT,
                    head_size INTEGER NOT NULL DEFAULT 0, contradiction TEXT, restored INTEGER
                )
                """,
                "INSERT INTO evidence_epoch (epoch) VALUES (1)",
                """
                CREATE TABLE evidence (
                    sequence INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, log_index INTEGER NOT NULL,
                    type TEXT NOT NULL, time INTEGER NOT NULL, actor TEXT NOT NULL, outcome TEXT,
                    subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, counterparty TEXT, agreement TEXT,
                    keep_until INTEGER NOT NULL, record TEXT, salt BLOB, leaf BLOB NOT NULL, UNIQUE (epoch, log_index)
                )
                """,
                "CREATE TABLE evidence_retention (class TEXT PRIMARY KEY, years INTEGER NOT NULL) WITHOUT ROWID",
                "CREATE INDEX evidence_subject ON evidence (subject_kind, subject_id, sequence)",
                "CREATE INDEX evidence_agreement ON evidence (agreement, sequence) WHERE agreement IS NOT NULL",
            ]
        )
    ]

    /// Most entries one read returns: a page for people and for the event stream.
    package static let pageLimit = 500

    /// Adds an entry to the newest epoch; `salt` was taken before the transaction.
    package static func append(_ record: EvidenceRecord, salt: [UInt8], in transaction: WriteTransaction) throws {
        let canonical = CanonicalJSON.bytes(of: record.json)
        let leaf = EvidenceLeaf(record, canonical: canonical, salt: salt)
        try transaction.execute(
            """
            INSERT INTO evidence (
                epoch, log_index, type, time, actor, outcome, subject_kind, subject_id, counterparty, agreement,
                keep_until, record, salt, leaf
            )
            SELECT epoch, (SELECT COALESCE(MAX(log_index) + 1, 0) FROM evidence WHERE evidence.epoch = newest.epoch),
                ?, ?, ?, ?, ?, ?, ?, ?, \(EvidenceRetentionStore.keepUntil), ?, ?, ?
            FROM (SELECT MAX(epoch) AS epoch FROM evidence_epoch) AS newest
            """,
            [
                .text(record.type), SQLValue(record.time), .text(record.actor.id), SQLValue(record.decision?.outcome),
                .text(record.subjectKind), .text(record.subjectID), SQLValue(record.counterparty),
                SQLValue(record.related["agreement"]),
            ] + EvidenceRetentionStore.values(record.subjectKind, record.time) + [
                .text(String(decoding: canonical, as: UTF8.self)), .blob(salt), .blob(leaf.bytes),
            ]
        )
    }

    /// Adds bytes as they are, for the test mode of the log; there is no record behind them.
    package static func appendTestEntry(_ leaf: [UInt8], at now: Instant, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO evidence (
                epoch, log_index, type, time, actor, subject_kind, subject_id, keep_until, leaf
            )
            SELECT epoch, (SELECT COALESCE(MAX(log_index) + 1, 0) FROM evidence WHERE evidence.epoch = newest.epoch),
                'test.added', ?, '', 'test', '', ?, ?
            FROM (SELECT MAX(epoch) AS epoch FROM evidence_epoch) AS newest
            """,
            [SQLValue(now), SQLValue(now), .blob(leaf)]
        )
    }

    /// An entry as stored.
    package struct Entry: Sendable {
        package let sequence: Int64
        /// Where the entry is in the log.
        package let epoch: Int64
        package let index: Int64
        /// JSON null once record and salt were erased, and for entries of the test mode.
        package let record: JSONValue
        package let salt: [UInt8]
        package let leaf: [UInt8]
        package let keepUntil: Instant

        static let columns = "sequence, epoch, log_index, record, salt, leaf, keep_until"

        init(_ row: SQLRow) throws {
            sequence = try row.integer("sequence")
            epoch = try row.integer("epoch")
            index = try row.integer("log_index")
            record = try row.optionalJSON("record") ?? .null
            salt = record == .null ? [] : try row.blob("salt")
            leaf = try row.blob("leaf")
            keepUntil = try row.instant("keep_until")
        }
    }

    /// Entries after a sequence number, oldest first.
    package static func entries(
        after sequence: Int64,
        limit: Int = pageLimit,
        in transaction: ReadTransaction
    ) throws -> [Entry] {
        try transaction.query(
            "SELECT \(Entry.columns) FROM evidence WHERE sequence > ? ORDER BY sequence LIMIT ?",
            [.integer(sequence), SQLValue(min(limit, pageLimit))]
        ).map(Entry.init)
    }

    /// Entries of some types after one sequence number and up to another, oldest first.
    package static func entries(
        ofTypes types: [String],
        after sequence: Int64,
        upTo last: Int64,
        in transaction: ReadTransaction
    ) throws -> [Entry] {
        let places = Array(repeating: "?", count: types.count).joined(separator: ", ")
        return try transaction.query(
            """
            SELECT \(Entry.columns) FROM evidence WHERE sequence > ? AND sequence <= ? AND type IN (\(places))
            ORDER BY sequence LIMIT ?
            """,
            [.integer(sequence), .integer(last)] + types.map { .text($0) } + [SQLValue(pageLimit)]
        ).map(Entry.init)
    }

    /// What entries are about; named so that the index on kind and identifier serves a search by identifier alone.
    private static let subjectKinds =
        """
        'agreement', 'amendment', 'application', 'contract', 'credential', 'credentialRequest', 'duty', 'dutyNotice', 'dutyReport', 'key', 'log', 'negotiation', \
        'node', 'offer', 'product', 'resource', 'test', 'transfer', 'usage', 'usageReport', 'vault'
        """

    /// Entries that a search names, after a sequence number.
    package static func entries(
        matching search: EvidenceSearch,
        after sequence: Int64,
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [Entry] {
        let named: [(String, SQLValue)?] = [
            search.agreement.map { ("agreement = ?", .text($0)) },
            search.subject.map { ("subject_kind IN (\(subjectKinds)) AND subject_id = ?", .text($0)) },
            search.actor.map { ("actor = ?", .text($0)) },
            search.type.map { ("(type || '.') LIKE ?", .text($0.replacingPercent() + ".%")) },
            search.outcome.map { ("outcome = ?", .text($0)) },
            search.from.map { ("time >= ?", SQLValue($0)) },
            search.until.map { ("time < ?", SQLValue($0)) },
        ]
        let used = named.compactMap { $0 }
        let conditions = used.map { $0.0 + " AND " }.joined()
        return try transaction.query(
            "SELECT \(Entry.columns) FROM evidence WHERE \(conditions)sequence > ? ORDER BY sequence LIMIT ?",
            used.map(\.1) + [.integer(sequence), SQLValue(min(limit, pageLimit))]
        ).map(Entry.init)
    }

    /// Entries about one object, oldest first.
    package static func entries(
        about kind: String,
        _ id: String,
        in transaction: ReadTransaction
    ) throws -> [Entry] {
        try transaction.query(
            """
            SELECT \(Entry.columns) FROM evidence WHERE subject_kind = ? AND subject_id = ?
            ORDER BY sequence LIMIT ?
            """,
            [.text(kind), .text(id), SQLValue(pageLimit)]
        ).map(Entry.init)
    }

    package static func entry(_ sequence: Int64, in transaction: ReadTransaction) throws -> Entry? {
        try transaction.first("SELECT \(Entry.columns) FROM evidence WHERE sequence = ?", [.integer(sequence)])
            .map(Entry.init)
    }

    package static func lastSequence(in transaction: ReadTransaction) throws -> Int64 {
        try transaction.first("SELECT MAX(sequence) AS last FROM evidence")?.optionalInteger("last") ?? 0
    }

    /// The index of the newest entry; what an appending transaction reads to learn its place.
    package static func lastIndex(in transaction: ReadTransaction) throws -> Int64 {
        let row = try transaction.first("SELECT log_index FROM evidence ORDER BY sequence DESC LIMIT 1")
        return try row?.integer("log_index") ?? -1
    }

    /// The newest entry.
    package static func last(in transaction: ReadTransaction) throws -> Entry? {
        try transaction.first("SELECT \(Entry.columns) FROM evidence ORDER BY sequence DESC LIMIT 1").map(Entry.init)
    }

    /// The states that the last entries about objects of a kind name, by object: what the tables must agree with.
    ///
    /// Entries that name no state (a change of nothing but the version) do not count.
    package static func lastStates(
        of kind: String,
        after id: String,
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [(id: String, record: JSONValue?)] {
        try transaction.query(
            """
            SELECT subject_id, record FROM evidence WHERE sequence IN (
                SELECT MAX(sequence) FROM evidence WHERE subject_kind = ? AND subject_id > ?
                GROUP BY subject_id ORDER BY subject_id LIMIT ?
            ) ORDER BY subject_id
            """,
            [.text(kind), .text(id), SQLValue(limit)]
        ).map { (try $0.text("subject_id"), try $0.optionalJSON("record")) }
    }

    /// Erases record and salt of an entry whose time is over; false when it is not over at `now`, or nothing is left.
    package static func erase(_ sequence: Int64, at now: Instant, in transaction: WriteTransaction) throws -> Bool {
        try transaction.execute(
            """
            UPDATE evidence SET record = NULL, salt = NULL
            WHERE sequence = ? AND keep_until <= ? AND record IS NOT NULL
            """,
            [.integer(sequence), SQLValue(now)]
        ) > 0
    }
}

/// Who, what, when, object, outcome: each that is named must match.
package struct EvidenceSearch: Sendable, Equatable {
    package var agreement: String?
    package var subject: String?
    package var actor: String?
    /// A type, or the beginning of one up to a dot.
    package var type: String?
    package var outcome: String?
    package var from: Instant?
    /// Not included.
    package var until: Instant?

    package init() {}
}

extension String {
    /// Without the characters that LIKE gives a meaning to; types have none of them.
    fileprivate func replacingPercent() -> String { String(filter { $0 != "%" && $0 != "_" }) }
}
