import Crypto
import Primitives
import ServerKit
package import UsagePolicy

/// Carries out what an agreement demands of rows of CSV (RFC 4180) while they flow: fields are left out, masked, replaced by
/// pseudonyms, and each row gets a mark that leads back to the agreement.
///
/// What cannot be told is refused, never let through: a demanded field that the header does not name, a row with another
/// number of fields than the header, a quote that is never closed.
package struct FieldShaper: Sendable {
    /// The column that carries the marks.
    package static let markColumn = "sluice_mark"
    /// Bytes of a pseudonym and of a mark: 96 bits are far from colliding by chance, 64 from being guessed in one row.
    private static let pseudonymBytes = 12
    private static let markBytes = 8

    fileprivate enum Change: Sendable { case keep, drop, mask, pseudonym(name: [UInt8]) }

    private let demands: DeliveryDemands
    private let key: SymmetricKey
    private var changes: [Change]?
    private var reader = CSVReader()

    /// `key` is the agreement's own: pseudonyms are the same within it and differ from those of every other.
    package init(_ demands: DeliveryDemands, key: [UInt8]) {
        self.demands = demands
        self.key = SymmetricKey(data: key)
    }

    /// Takes the next bytes and gives the rows that are complete.
    package mutating func take(_ bytes: some Collection<UInt8>) throws -> [UInt8] {
        var rows: [[CSVReader.Field]] = []
        do { try reader.take(bytes, into: &rows) } catch { throw Self.unreadable(error.en, error.zh) }
        return try shaped(rows)
    }

    /// Ends the text; gives its last row.
    package mutating func finish() throws -> [UInt8] {
        var rows: [[CSVReader.Field]] = []
        do { try reader.finish(into: &rows) } catch { throw Self.unreadable(error.en, error.zh) }
        let text = try shaped(rows)
        guard changes != nil else { throw Self.unreadable("there is no header", "缺少表头") }
        return text
    }

    private mutating func shaped(_ rows: [[CSVReader.Field]]) throws -> [UInt8] {
        var text: [UInt8] = []
        for row in rows { try shape(row, &text) }
        return text
    }

    private mutating func shape(_ fields: [CSVReader.Field], _ text: inout [UInt8]) throws {
        guard let changes else {
            let names = CSVReader.names(fields)
            let found = try Self.changes(names, demands)
            changes = found
            write(
                zip(names, found).filter { !$0.1.isDrop }.map { ($0.0, false) },
                mark: Array(Self.markColumn.utf8),
                &text
            )
            return
        }
        guard fields.count == changes.count else {
            throw Self.unreadable("a row has another number of fields than the header", "某行字段数与表头不符")
        }
        var kept: [(bytes: [UInt8], isQuoted: Bool)] = []
        for (value, change) in zip(fields, changes) {
            switch change {
            case .drop: continue
            case .keep: kept.append((value.bytes, value.isQuoted))
            case .mask: kept.append((Self.masked(value.bytes), value.isQuoted))
            case .pseudonym(let name): kept.append((pseudonym(value.bytes, name), value.isQuoted))
            }
        }
        write(kept, mark: demands.isWatermarked ? mark(kept.map(\.bytes)) : [], &text)
    }

    private func write(
        _ values: [(bytes: [UInt8], isQuoted: Bool)],
        mark: [UInt8],
        _ text: inout [UInt8]
    ) {
        for (index, value) in values.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            if !value.bytes.isEmpty || value.isQuoted { CSV.append(value.bytes, to: &text) }
        }
        if demands.isWatermarked {
            if !values.isEmpty { text.append(UInt8(ascii: ",")) }
            text += mark
        }
        text += CSV.lineEnd
    }
}

extension FieldShaper.Change {
    fileprivate var isDrop: Bool {
        if case .drop = self { return true }
        return false
    }
}

extension FieldShaper {
    /// The columns that are not left out, where nothing else is demanded of them.
    static func columns(_ names: [String], _ demands: DeliveryDemands) throws -> [String] {
        let changes = try changes(names.map { Array($0.utf8) }, demands)
        return zip(names, changes).filter { !$0.1.isDrop }.map(\.0)
    }

    /// What becomes of each column; every field that must be changed must be there under exactly that name.
    private static func changes(_ names: [[UInt8]], _ demands: DeliveryDemands) throws -> [Change] {
        func bytes(_ list: [String]) -> Set<[UInt8]> { Set(list.map { Array($0.utf8) }) }
        let columns = Set(names)
        for field in demands.masked + demands.pseudonymized + demands.without where !columns.contains(Array(field.utf8))
        {
            throw Problem(
                .refused,
                BilingualText(
                    en: "the agreement protects the field `\(field)`, which the data do not have under this name",
                    zh: "合约要求保护字段 `\(field)`，而数据中没有同名字段"
                ),
                side: .source,
                advice: BilingualText(
                    en: "the provider gives the column that name, or both amend the agreement",
                    zh: "请提供方统一列名，或双方变更合约"
                )
            )
        }
        let only = demands.only.map { bytes($0) }
        let (without, masked) = (bytes(demands.without), bytes(demands.masked))
        let pseudonymized = bytes(demands.pseudonymized)
        let changes = names.map { name -> Change in
            if only.map({ !$0.contains(name) }) ?? false || without.contains(name) { return .drop }
            // A pseudonym tells less than a mask: where both are demanded, it is the pseudonym.
            if pseudonymized.contains(name) { return .pseudonym(name: name) }
            return masked.contains(name) ? .mask : .keep
        }
        guard changes.contains(where: { !$0.isDrop }) else {
            throw unreadable("no field is left that may be delivered", "没有可交付的字段")
        }
        guard !demands.isWatermarked || !columns.contains(Array(markColumn.utf8)) else {
            throw unreadable("the data have a column `\(markColumn)` of their own", "数据中已有 `\(markColumn)` 列")
        }
        return changes
    }

    /// Keeps the ends of a text: one character of up to three, else a quarter at each end but no more than three and four.
    ///
    /// What is not text is hidden whole.
    package static func masked(_ value: [UInt8]) -> [UInt8] {
        // In ASCII each byte is a character, but for a line end of two.
        if value.allSatisfy({ $0 < 0x80 && $0 != 13 }) {
            let (head, tail) = ends(of: value.count)
            return value.prefix(head) + stars(value.count - head - tail) + value.suffix(tail)
        }
        guard let text = String(validating: value, as: UTF8.self) else { return stars(value.count) }
        let characters = Array(text)
        let (head, tail) = ends(of: characters.count)
        return String(characters.prefix(head)).utf8 + stars(characters.count - head - tail)
            + String(characters.suffix(tail)).utf8
    }

    private static func stars(_ count: Int) -> [UInt8] { Array(repeating: UInt8(ascii: "*"), count: count) }

    /// How many characters stay readable at each end.
    private static func ends(of count: Int) -> (head: Int, tail: Int) {
        count <= 1 ? (0, 0) : count <= 3 ? (1, 0) : (min(3, count / 4), min(4, count / 4))
    }

    /// The same value of the same field gives the same pseudonym; an empty one stays empty.
    private func pseudonym(_ value: [UInt8], _ name: [UInt8]) -> [UInt8] {
        guard !value.isEmpty else { return [] }
        return code("field", [name, value], Self.pseudonymBytes)
    }

    /// The mark of a row: only the holder of the agreement's key can make it, and it fits this row alone.
    private func mark(_ row: [[UInt8]]) -> [UInt8] { code("row", row, Self.markBytes) }

    /// The mark that a row of a delivered file should have under a key.
    package static func mark(of row: [[UInt8]], key: [UInt8]) -> [UInt8] {
        FieldShaper(DeliveryDemands(), key: key).mark(row)
    }

    /// A keyed code in hexadecimal; each part with its length before it, so that no two lists look alike.
    private func code(_ purpose: String, _ parts: [[UInt8]], _ count: Int) -> [UInt8] {
        var hmac = HMAC<SHA256>(key: key)
        hmac.update(data: Array(purpose.utf8))
        for part in parts {
            hmac.update(data: Array("\(part.count):".utf8))
            hmac.update(data: part)
        }
        return Array(Hex.encode(Array(hmac.finalize().prefix(count))).utf8)
    }

    static func unreadable(_ en: String, _ zh: String) -> Problem {
        Problem(
            .source,
            BilingualText(
                en: "the data cannot be delivered as the agreement demands: \(en)",
                zh: "无法按合约要求交付数据：\(zh)"
            ),
            advice: BilingualText(
                en: "the provider must look at its source: CSV with commas and a header, or Parquet, is needed",
                zh: "请提供方检查数据源：须为带表头、以逗号分隔的 CSV，或 Parquet"
            )
        )
    }
}
