import Primitives

/// Every document that differs from a given one by one error of some kind.
struct Mutation {
    let what: String
    let document: JSONValue

    /// Applies a change to every object of the document in turn, keeping the documents that it changes.
    static func each(
        _ document: JSONValue,
        _ what: String,
        _ change: (_ path: [String], _ object: JSONObject) -> [JSONObject]
    ) -> [Mutation] {
        var found: [Mutation] = []
        visit(document, []) { path, value, rebuild in
            guard let object = value.objectValue else { return }
            for changed in change(path, object) {
                found.append(
                    Mutation(what: "\(what) at \(path.joined(separator: "."))", document: rebuild(.object(changed)))
                )
            }
        }
        return found
    }

    private static func visit(
        _ value: JSONValue,
        _ path: [String],
        _ rebuild: @escaping (JSONValue) -> JSONValue = { $0 },
        _ body: ([String], JSONValue, (JSONValue) -> JSONValue) -> Void
    ) {
        body(path, value, rebuild)
        if case .object(let object) = value {
            for member in object.members {
                visit(
                    member.value,
                    path + [member.key],
                    { new in
                        var copy = object
                        copy[member.key] = new
                        return rebuild(.object(copy))
                    },
                    body
                )
            }
        } else if case .array(let elements) = value {
            for (index, element) in elements.enumerated() {
                visit(
                    element,
                    path + ["\(index)"],
                    { new in
                        var copy = elements
                        copy[index] = new
                        return rebuild(.array(copy))
                    },
                    body
                )
            }
        }
    }
}

extension Mutation {
    /// Members that every object having them needs.
    private static let needed = [
        "cite", "label", "text", "remedy", "basis", "kind", "unit", "zh", "en", "who", "from", "to", "by", "event",
        "states", "title", "schema", "id", "version", "value", "claims", "else", "gate", "hit", "inputs", "outputs",
        "then", "calendar", "zone", "jurisdiction", "citation", "effective", "sources", "points", "length", "pattern",
        "score", "lines", "extent", "transitions", "order", "cells", "rows", "columns", "examples", "stricter",
        "minimum",
    ]
    /// Members whose words name something declared elsewhere.
    private static let naming = [
        "to", "else", "refuse", "until", "document", "issue", "renew", "revoke", "expire", "suspend", "restore", "draw",
        "recuse", "vote", "credential", "fact", "parent", "once", "discharge", "number",
    ]
    private static let listing = [
        "from", "by", "fields", "optional", "attachments", "presents", "otherThan", "whileParent", "pausedBy", "claims",
        "publish", "inputs", "oblige", "parents", "servedBy",
    ]

    static func all(of document: JSONValue) -> [Mutation] {
        removed(document) + renamed(document) + relisted(document) + misspelt(document) + retyped(document)
            + broken(document) + untabled(document) + remeasured(document) + repeated(document) + relabelled(document)
    }

    /// Every member of the schema once with a value of another type, once under another name; every text once empty.
    static func unconditional(of document: JSONValue) -> [Mutation] {
        each(document, "a wrong member") { path, object in
            // What an example gives and comes to is data, in which some values do not matter.
            guard !path.contains("examples"), !path.contains("if"), !path.contains("then") else { return [] }
            return object.keys.flatMap { key -> [JSONObject] in
                let value = object[key] ?? .null
                let other: JSONValue = value.objectValue == nil ? ["oops": 1] : 7
                var copies = [with(object, key, other)]
                if value.stringValue != nil { copies.append(with(object, key, "")) }
                return copies
            }
        }
    }

    private static func removed(_ document: JSONValue) -> [Mutation] {
        needed.flatMap { key in
            each(document, "without `\(key)`") { path, object in
                // Names chosen by the pack are not members of the schema.
                guard object[key] != nil, !isDictionary(path) else { return [] }
                if key == "event", path.contains("timers") { return [] }
                // Periods may be open at their end; assignments are checked by kind.
                if key == "to", path.last == "effective" { return [] }
                var copy = object
                copy[key] = nil
                return [copy]
            }
        }
    }

    private static func isDictionary(_ path: [String]) -> Bool {
        let names = ["parameters", "roles", "facts", "attachments", "refusals", "documents", "credentials", "if"]
        return path.last.map { names.contains($0) && path.count == 1 || $0 == "if" || $0 == "then" } ?? false
    }

    private static func renamed(_ document: JSONValue) -> [Mutation] {
        naming.flatMap { key in
            each(document, "`\(key)` misnamed") { path, object in
                guard case .string(let name)? = object[key], path.first != "effective", !isDictionary(path),
                    CivilDateText.isNone(name)
                else { return [] }
                var copy = object
                copy[key] = .string(name + "X")
                return [copy]
            }
        }
    }

    private static func relisted(_ document: JSONValue) -> [Mutation] {
        listing.flatMap { key in
            each(document, "`\(key)` misnamed") { _, object in
                guard case .array(let names)? = object[key], let first = names.first?.stringValue else { return [] }
                var copy = object
                copy[key] = .array([.string(first + "X")] + names.dropFirst())
                return [copy]
            }
        }
    }

    /// An unknown member anywhere.
    private static func misspelt(_ document: JSONValue) -> [Mutation] {
        each(document, "an unknown member") { _, object in
            var copy = object
            copy["surprise"] = "x"
            return [copy]
        }
    }

    private static func retyped(_ document: JSONValue) -> [Mutation] {
        ["if", "when", "require"].flatMap { key in
            each(document, "`\(key)` broken") { _, object in
                guard case .string(let text)? = object[key] else { return [] }
                return ["\(text) and", "\(text) == 1", "(\(text)", "nobody and \(text)"].map { wrong in
                    var copy = object
                    copy[key] = .string(wrong)
                    return copy
                }
            }
        }
    }

    /// Another unit, or one more than the citation says.
    private static func remeasured(_ document: JSONValue) -> [Mutation] {
        each(document, "another measure") { path, object in
            var copies: [JSONObject] = []
            if let unit = object["unit"]?.stringValue, path.first != "facts",
                object["value"] != nil || object["n"] != nil
            {
                // An overlay's own value is measured by its base, which the caller keeps beside it.
                copies.append(with(object, "unit", unit == "month" ? "year" : "month"))
            }
            if object["final"] == true { copies.append(with(object, "final", false)) }
            if object["schema"] != nil { copies.append(with(object, "calendar", "xx")) }
            if object["schema"] != nil { copies.append(with(object, "version", "2001-01-01")) }
            return copies
        }
    }

    /// A line said twice.
    private static func repeated(_ document: JSONValue) -> [Mutation] {
        ["states", "transitions", "rows", "gates", "lines", "require", "effects", "sources", "levels", "timers"].flatMap
        {
            key in
            each(document, "one of `\(key)` twice") { _, object in
                guard case .array(let lines)? = object[key], let first = lines.first else { return [] }
                return [with(object, key, .array([first] + lines))]
            }
        }
    }

    /// Labels in the other language, or the same as another's.
    private static func relabelled(_ document: JSONValue) -> [Mutation] {
        each(document, "labels exchanged") { _, object in
            guard object.members.count == 2, let zh = object["zh"], let en = object["en"] else { return [] }
            return [["zh": en, "en": zh], ["zh": zh, "en": zh], ["zh": "", "en": en]]
        }
    }

    /// Clocks and dates that cannot be.
    private static func broken(_ document: JSONValue) -> [Mutation] {
        each(document, "an impossible value") { path, object in
            var copies: [JSONObject] = []
            if object["unit"] != nil {
                for wrong in ["workingDays", "", "天"] { copies.append(with(object, "unit", .string(wrong))) }
                for wrong: JSONValue in [-1, "$nobody", "3", "", .number(2.5)] {
                    copies.append(with(object, "n", wrong))
                }
            }
            if path == ["effective"] {
                copies.append(with(object, "from", "2025-02-30"))
                copies.append(with(object, "to", "2001-01-01"))
            }
            if object["basis"] != nil { copies.append(with(object, "basis", "certain")) }
            if object["gate"] != nil { copies.append(with(object, "gate", "anywhere")) }
            return copies
        }
    }

    private static func with(_ object: JSONObject, _ key: String, _ value: JSONValue) -> JSONObject {
        var copy = object
        copy[key] = value
        return copy
    }

    /// Tables and states with one line too few.
    private static func untabled(_ document: JSONValue) -> [Mutation] {
        ["states", "rows", "cells"].flatMap { key in
            each(document, "one of `\(key)` gone") { _, object in
                guard case .array(let lines)? = object[key] else { return [] }
                return lines.indices.map { index in
                    var copy = object
                    copy[key] = .array(Array(lines[..<index] + lines[(index + 1)...]))
                    return copy
                }
            }
        }
    }
}

private enum CivilDateText {
    static func isNone(_ text: String) -> Bool { !text.contains(" ") && !(text.first?.isNumber ?? true) }
}
