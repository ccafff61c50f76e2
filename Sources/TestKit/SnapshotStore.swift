import ServerKit

/// Everything a database holds, as text: a refusal must leave it as it was, byte for byte.
extension SimulatedParty {
    package func snapshot() async throws -> [String] {
        try await database.read { transaction in
            let tables = try transaction.query(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            ).map { try $0.text("name") }
            var lines: [String] = []
            for table in tables {
                let columns = try transaction.query("SELECT name FROM pragma_table_info(?)", [.text(table)])
                    .map { try $0.text("name") }
                let line = columns.map { "quote(\"\($0)\")" }.joined(separator: " || '|' || ")
                lines += try transaction.query("SELECT \(line) AS line FROM \"\(table)\" ORDER BY 1")
                    .map { try table + ": " + $0.text("line") }
            }
            return lines
        }
    }
}
