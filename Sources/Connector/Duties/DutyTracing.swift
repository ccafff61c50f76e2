import DataspaceProtocol
import Node
import Primitives
import ServerKit

extension Duties {
    /// Rows of a file that are looked at: enough to tell, cheap for every agreement.
    static let traceRows = 200
    /// Agreements that one look tries at once.
    private static let traceBatch = 200

    /// An agreement under which rows were delivered.
    package struct Trace: Sendable {
        package let agreement: Agreement
        package let rows: Int
    }

    /// The rows of a text that may break off anywhere: what can be read before that is looked at.
    private static func rows(_ text: [UInt8]) -> [[[UInt8]]] {
        var reader = CSVReader()
        var rows: [[CSVReader.Field]] = []
        do throws(CSVReader.Fault) {
            try reader.take(text, into: &rows)
            try reader.finish(into: &rows)
        } catch {
            // The row that cannot be read tells nothing, as one that was changed.
        }
        return rows.map { $0.map(\.bytes) }
    }

    /// Finds the agreements whose marks the rows of a file bear.
    ///
    /// Each row stands for itself: one that was changed, or whose mark was taken off, tells nothing.
    package func trace(_ text: [UInt8]) async throws -> (marked: Int, found: [Trace]) {
        let table = Self.rows(text).prefix(Self.traceRows + 1)
        let name = Array(FieldShaper.markColumn.utf8)
        guard let column = table.first?.firstIndex(of: name) else {
            throw Problem.invalid(
                "the file has no column `\(FieldShaper.markColumn)`",
                "文件中没有 `\(FieldShaper.markColumn)` 列"
            )
        }
        let rows = table.dropFirst().filter { $0.count == table[0].count && $0.indices.contains(column) }
        var found: [Trace] = []
        var after = ""
        while true {
            let from = after
            let keyed = try await essentials.database.read { transaction in
                try DutyStore.keyed(after: from, limit: Self.traceBatch, in: transaction).map { root in
                    (root, try DutyStore.key(of: root, in: transaction))
                }
            }
            for (root, key) in keyed {
                guard let key, let bytes = Hex.decode(key[...]) else { continue }
                let count = rows.count { row in
                    var rest = row
                    let mark = rest.remove(at: column)
                    return FieldShaper.mark(of: rest, key: bytes) == mark
                }
                guard count > 0 else { continue }
                let agreement = try await essentials.database.read {
                    try Agreements.inForce(root, role: .provider, in: $0)
                }
                if let agreement { found.append(Trace(agreement: agreement, rows: count)) }
            }
            guard keyed.count == Self.traceBatch, let last = keyed.last else { break }
            after = last.0
        }
        return (rows.count, found)
    }
}
