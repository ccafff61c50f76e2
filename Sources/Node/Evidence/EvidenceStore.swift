package import EvidenceLog
package import Primitives
package import ServerKit

/// The table of evidence entries; the only way in is `append`, inside the transaction of what the entry proves.
package enum EvidenceStore {
    package static let migrations = [
        Migration(
            "evidence-1",
            [
                """
                CREATE TABLE evidence (
                    sequence INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL, time INTEGER NOT NULL,
                    subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, counterparty TEXT, agreement TEXT,
                    record TEXT NOT NULL, salt BLOB NOT NULL, leaf BLOB NOT NULL
                )
                """,
                "CREATE INDEX evidence_subject ON evidence (subject_kind, subject_id, sequence)",
                "CREATE INDEX evidence_agreement ON evidence (agreement, sequence) WHERE agreement IS NOT NULL",
            ]
        )
    ]

    /// Most entries one read returns: a page for people and for the event stream.
    package static let pageLimit = 500

    /// Adds an entry; `salt` was taken before the transaction.
    package static func append(_ record: EvidenceRecord, salt: [UInt8], in transaction: WriteTransaction) throws {
        let canonical = CanonicalJSON.bytes(of: record.json)
        let leaf = EvidenceLeaf(record, canonical: canonical, salt: salt)
        try transaction.execute(
            """
            INSERT INTO evidence (type, time, subject_kind, subject_id, counterparty, agreement, record, salt, leaf)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(record.type), SQLValue(record.time), .text(record.subjectKind), .text(record.subjectID),
                SQLValue(record.counterparty), SQLValue(record.related["agreement"]),
                .text(String(decoding: canonical, as: UTF8.self)), .blob(salt), .blob(leaf.bytes),
            ]
        )
    }

    /// An entry as stored.
    package struct Entry: Sendable {
        package let sequence: Int64
        package let record: JSONValue
        package let salt: [UInt8]
        package let leaf: [UInt8]

        init(_ row: SQLRow) throws {
            sequence = try row.integer("sequence")
            record = try row.json("record")
            salt = try row.blob("salt")
            leaf = try row.blob("leaf")
        }
    }

    /// Entries after a sequence number, oldest first.
    package static func entries(
        after sequence: Int64,
        limit: Int = pageLimit,
        in transaction: ReadTransaction
    ) throws -> [Entry] {
        try transaction.query(
            "SELECT sequence, record, salt, leaf FROM evidence WHERE sequence > ? ORDER BY sequence LIMIT ?",
            [.integer(sequence), SQLValue(min(limit, pageLimit))]
        ).map(Entry.init)
    }

    /// What entries are about; named so that the index on kind and identifier serves a search by identifier alone.
    private static let subjectKinds = "'agreement', 'negotiation', 'offer', 'product', 'resource', 'transfer'"

    /// Entries of an agreement, or about one object, after a sequence number; both may be named.
    package static func entries(
        ofAgreement agreement: String?,
        subject: String?,
        after sequence: Int64,
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [Entry] {
        let named = [
            ("agreement = ?", agreement), ("subject_kind IN (\(subjectKinds)) AND subject_id = ?", subject),
        ].compactMap { condition, value in value.map { (condition, SQLValue.text($0)) } }
        let conditions = named.map { $0.0 + " AND " }.joined()
        return try transaction.query(
            """
            SELECT sequence, record, salt, leaf FROM evidence WHERE \(conditions)sequence > ? ORDER BY sequence LIMIT ?
            """,
            named.map(\.1) + [.integer(sequence), SQLValue(min(limit, pageLimit))]
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
            SELECT sequence, record, salt, leaf FROM evidence WHERE subject_kind = ? AND subject_id = ?
            ORDER BY sequence LIMIT ?
            """,
            [.text(kind), .text(id), SQLValue(pageLimit)]
        ).map(Entry.init)
    }

    package static func lastSequence(in transaction: ReadTransaction) throws -> Int64 {
        try transaction.first("SELECT MAX(sequence) AS last FROM evidence")?.optionalInteger("last") ?? 0
    }
}
