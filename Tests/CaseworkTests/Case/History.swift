import Casework
import Primitives
import Testing

/// Writes histories the way people would, and replays them.
struct History {
    var places: [String: JSONValue] = [:]
    var events: [JSONValue] = []

    static let digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000"

    /// Adds a step; `case` is `main` unless named, and opening needs the procedure.
    mutating func step(
        _ at: String,
        _ event: String,
        _ role: String,
        by id: String? = nil,
        case name: String? = nil,
        opens procedure: String? = nil,
        parent: String? = nil,
        facts: JSONValue = [:],
        papers: [String] = [],
        document: String? = nil,
        panel: JSONValue? = nil,
        party: String? = nil
    ) {
        var attachments = JSONObject()
        for paper in papers { attachments[paper] = .string(Self.digest) }
        events.append([
            "at": .string(at), "event": .string(event),
            "by": ["id": .string(id ?? "\(role)-1"), "role": .string(role), "party": .optional(party)],
            "case": .optional(name), "procedure": .optional(procedure), "parent": .optional(parent), "facts": facts,
            "attachments": .object(attachments), "document": .optional(document), "panel": panel,
        ])
    }

    var json: JSONValue {
        var object = JSONObject()
        for (name, place) in places { object[name] = place }
        return ["places": .object(object), "events": .array(events)]
    }

    func outcome(_ pack: String, until: String? = nil) throws -> CaseReplay.Outcome {
        try CaseReplay.run(
            try CaseDocument(json),
            pack: pack,
            in: try RuleLibrary.embedded(),
            calendar: try WorkCalendar.embedded(),
            until: until.flatMap(CivilDate.init)
        )
    }

    func replay(_ pack: String, until: String? = nil) throws -> CaseFile {
        switch try outcome(pack, until: until) {
        case .replayed(let file): return file
        case .refused(let refusal): throw NotReplayed(refusal: refusal)
        }
    }

    struct NotReplayed: Error { let refusal: Refusal }
}

extension CaseFile {
    var refusals: [Refusal] { entries.compactMap(\.refusal) }
    var codes: [String] { refusals.map(\.code) }

    /// The day on which a case entered a state, as text.
    func entered(_ state: String, _ id: String = "main") -> String? { record(of: id)?.entered[state]?.description }

    /// The ends that clocks were given, in order, as text.
    func ends(of clock: String, _ id: String = "main") -> [String] {
        entries.compactMap { entry in
            guard entry.caseID == id, case .clockStarted(clock, let due, _, _, _) = entry.kind else { return nil }
            return due.description
        }
    }

    func overdue(_ id: String = "main") -> [String] {
        entries.compactMap { entry in
            guard entry.caseID == id, case .overdue(let clock, _, _) = entry.kind else { return nil }
            return "\(clock) \(entry.date)"
        }
    }
}

extension RuleLibrary {
    /// The embedded packs of one id, so that a test asks nothing of the others.
    static func only(_ id: String) throws -> RuleLibrary { RuleLibrary(try embedded().packs.filter { $0.id == id }) }
}
