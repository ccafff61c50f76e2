import Primitives
import ServerKit

/// One column of a list, or one line of a description: its title and how it reads a value.
struct Column: Sendable {
    let title: BilingualText
    let cell: @Sendable (JSONValue, Language) -> String

    init(_ en: String, _ zh: String, _ cell: @escaping @Sendable (JSONValue, Language) -> String) {
        title = BilingualText(en: en, zh: zh)
        self.cell = cell
    }

    /// A column that shows a member, named by a path with dots.
    init(_ en: String, _ zh: String, _ path: String) {
        self.init(en, zh) { value, language in CellText.show(value.at(path), language) }
    }

    /// A moment, to the second.
    static func time(_ en: String, _ zh: String, _ path: String) -> Column {
        Column(en, zh) { value, language in
            guard let text = value.at(path)?.stringValue else { return CellText.nothing }
            return text.hasSuffix("Z") ? text.prefix(19) + "Z" : text
        }
    }

    /// A number of bytes.
    static func bytes(_ en: String, _ zh: String, _ path: String) -> Column {
        Column(en, zh) { value, _ in value.at(path)?.integerValue.map(Amount.bytes) ?? CellText.nothing }
    }
}

/// A value in a cell.
enum CellText {
    static let nothing = "-"

    static func show(_ value: JSONValue?, _ language: Language) -> String {
        switch value {
        case nil, .null?: nothing
        case .string(let text)?: text.isEmpty ? nothing : text
        case .bool(let flag)?: language == .zh ? (flag ? "是" : "否") : (flag ? "yes" : "no")
        case .array(let elements)?:
            elements.isEmpty ? nothing : elements.map { show($0, language) }.joined(separator: ", ")
        case let other?: other.text
        }
    }
}

/// Rows under titles, aligned by columns of the terminal.
enum Table {
    static let gap = "  "

    static func text(_ items: [JSONValue], _ columns: [Column], _ language: Language) -> String {
        let titles = columns.map { $0.title.text(language) }
        let rows = items.map { item in columns.map { DisplayText.clean($0.cell(item, language)) } }
        let widths = columns.indices.map { column in
            ([titles] + rows).map { DisplayText.width($0[column]) }.max() ?? 0
        }
        return ([titles] + rows).map { line($0, widths) }.joined(separator: "\n")
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        cells.indices.map { $0 == cells.count - 1 ? cells[$0] : DisplayText.padded(cells[$0], to: widths[$0]) }
            .joined(separator: gap)
    }

    /// One thing, a line for each of its fields; fields without a value are left out.
    static func description(_ value: JSONValue, _ fields: [Column], _ language: Language) -> String {
        let lines = fields.map { ($0.title.text(language), $0.cell(value, language)) }
            .filter { $0.1 != CellText.nothing }
        let width = lines.map { DisplayText.width($0.0) }.max() ?? 0
        return lines.map { title, text in
            let indent = "\n" + String(repeating: " ", count: width) + gap
            let cleaned = text.split(separator: "\n").map { DisplayText.clean(String($0)) }.joined(separator: indent)
            return DisplayText.padded(title, to: width) + gap + cleaned
        }.joined(separator: "\n")
    }
}

extension JSONValue {
    /// A member of members, by a path with dots.
    func at(_ path: String) -> JSONValue? {
        path.split(separator: ".").reduce(self as JSONValue?) { value, key in value?[String(key)] }
    }

    /// The sentences of `terms` in a language.
    func sentences(_ path: String, _ language: Language) -> [String] {
        (at(path)?[language.rawValue]?.arrayValue ?? []).compactMap(\.stringValue)
    }
}
