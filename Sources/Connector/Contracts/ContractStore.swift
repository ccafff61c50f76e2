import DataspaceProtocol
import Primitives
package import ServerKit

/// The tables of contracts; a contract is written once.
package enum ContractStore {
    package static let migrations = [
        Migration(
            "contract-1",
            [
                "CREATE TABLE contract (id TEXT PRIMARY KEY, name TEXT NOT NULL, created INTEGER NOT NULL) WITHOUT ROWID",
                """
                CREATE TABLE contract_part (
                    contract TEXT NOT NULL, position INTEGER NOT NULL, agreement TEXT NOT NULL, role TEXT NOT NULL,
                    provider TEXT NOT NULL, consumer TEXT NOT NULL, target TEXT NOT NULL, digest TEXT NOT NULL,
                    PRIMARY KEY (contract, position)
                ) WITHOUT ROWID
                """,
                "CREATE INDEX contract_created ON contract (created, id)",
            ]
        )
    ]

    static func insert(_ contract: Contract, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "INSERT INTO contract (id, name, created) VALUES (?, ?, ?)",
            [.text(contract.id), .text(contract.name), SQLValue(contract.created)]
        )
        for (position, part) in contract.parts.enumerated() {
            try transaction.execute(
                """
                INSERT INTO contract_part (contract, position, agreement, role, provider, consumer, target, digest)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(contract.id), SQLValue(position), .text(part.agreement), .text(part.role.rawValue),
                    .text(part.provider), .text(part.consumer), .text(part.target), .text(part.digest.description),
                ]
            )
        }
    }

    package static func find(_ id: String, in transaction: ReadTransaction) throws -> Contract? {
        try transaction.first("SELECT * FROM contract WHERE id = ?", [.text(id)])
            .map { try contract($0, in: transaction) }
    }

    /// Newest first.
    package static func list(_ page: PageRequest, in transaction: ReadTransaction) throws -> [Contract] {
        try transaction.query(
            """
            SELECT * FROM contract
            WHERE (?1 = '' OR (created, id) < (SELECT created, id FROM contract WHERE id = ?1))
                AND (id LIKE ?2 OR name LIKE ?2)
            ORDER BY created DESC, id DESC LIMIT ?3
            """,
            [.text(page.after), .text(page.pattern), SQLValue(page.limit + 1)]
        ).map { try contract($0, in: transaction) }
    }

    private static func contract(_ row: SQLRow, in transaction: ReadTransaction) throws -> Contract {
        let id = try row.text("id")
        let parts = try transaction.query(
            "SELECT * FROM contract_part WHERE contract = ? ORDER BY position LIMIT ?",
            [.text(id), SQLValue(Contract.agreementLimit)]
        ).map { row in
            guard let digest = Digest(try row.text("digest")) else { throw StoredDataProblem(column: "digest") }
            return Contract.Part(
                agreement: try row.text("agreement"),
                role: try row.word("role", as: Role.self),
                provider: try row.text("provider"),
                consumer: try row.text("consumer"),
                target: try row.text("target"),
                digest: digest
            )
        }
        return Contract(id: id, name: try row.text("name"), parts: parts, created: try row.instant("created"))
    }
}
