import Foundation
import Glibc
import Primitives
import ServerKit

/// Where a command speaks: data on standard output, talk on standard error.
struct Screen: Sendable {
    let language: Language
    let isJSON: Bool

    /// Whether somebody watches the talk.
    var isWatched: Bool { isatty(STDERR_FILENO) == 1 && !isJSON }

    /// Data, one line at least.
    func data(_ text: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }

    /// Talk for a person; none in JSON mode.
    func say(_ en: String, _ zh: String) {
        if !isJSON { Self.tell(DisplayText.clean(language == .zh ? zh : en)) }
    }

    /// A line on standard error.
    static func tell(_ text: String) { write(text + "\n") }

    /// Text on standard error.
    static func write(_ text: String) {
        do {
            try FileHandle.standardError.write(contentsOf: Data(text.utf8))
        } catch {
            // Nobody listens any more, and there is nobody else to tell.
        }
    }

    /// One thing: JSON, or its fields.
    func show(_ value: JSONValue, _ fields: [Column]) throws {
        try data(isJSON ? value.text : Table.description(value, fields, language))
    }

    /// A page of things, and where the next one begins.
    func list(_ items: [JSONValue], next: JSONValue, _ columns: [Column]) throws {
        if isJSON { return try data(JSONValue.object(["items": .array(items), "next": next]).text) }
        if items.isEmpty { return say("nothing found", "没有符合条件的记录") }
        try data(Table.text(items, columns, language))
        guard let cursor = next.stringValue ?? next.integerValue.map({ "\($0)" }) else { return }
        say("more: --cursor \(cursor), or --all", "还有更多：--cursor \(cursor)，或 --all")
    }
}
