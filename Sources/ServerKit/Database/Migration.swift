import GRDB

/// One step of the database's shape; the ordered list grows at its end and never changes before it.
package struct Migration: Sendable {
    package let name: String
    package let statements: [String]

    package init(_ name: String, _ statements: [String]) {
        self.name = name
        self.statements = statements
    }
}

/// Brings a database up to the list of migrations, and refuses one that a newer program wrote.
enum Migrator {
    static func migrate(_ connection: GRDB.Database, with migrations: [Migration]) throws {
        try connection.execute(
            sql: "CREATE TABLE IF NOT EXISTS schema_migration (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"
        )
        let applied = try String.fetchAll(connection, sql: "SELECT name FROM schema_migration ORDER BY position")
        let known = migrations.map(\.name)
        guard known.starts(with: applied) else {
            throw Problem(
                .storage,
                BilingualText(
                    en: "the data folder was written by another version (its schema has `\(applied.last ?? "")`)",
                    zh: "数据目录由其他版本写入（其结构含 `\(applied.last ?? "")`）"
                ),
                advice: BilingualText(
                    en: "run the version that wrote it, or restore a backup made by this one",
                    zh: "请使用写入它的版本，或恢复本版本所做的备份"
                )
            )
        }
        for (position, migration) in migrations.enumerated().dropFirst(applied.count) {
            for statement in migration.statements { try connection.execute(sql: statement) }
            try connection.execute(
                sql: "INSERT INTO schema_migration (position, name) VALUES (?, ?)",
                arguments: [position, migration.name]
            )
        }
    }
}
