package import Primitives

/// A history to replay, as people write it: the places, and the steps in order.
package struct CaseDocument: Sendable {
    package let places: [String: String]
    /// The steps, still with their times as text: which zone a day means is known once the pack is.
    package let steps: [Step]

    package struct Step: Sendable {
        package let at: String
        let event: CaseEvent
    }

    /// Steps of one history: the longest real file has some hundreds.
    static let mostSteps = 20_000

    package init(_ value: JSONValue) throws(DecodingProblem) {
        let fields = try JSONFields(value)
        try fields.allowOnly(["places", "events"])
        places = try Self.places(fields)
        var steps: [Step] = []
        for (index, value) in try fields.array("events").enumerated() {
            steps.append(try Self.step(try JSONFields(value, path: "events[\(index)]")))
        }
        guard (1...Self.mostSteps).contains(steps.count) else {
            throw fields.problem("events", "must be 1 to \(Self.mostSteps) steps")
        }
        self.steps = steps
    }

    static func places(_ fields: JSONFields) throws(DecodingProblem) -> [String: String] {
        guard let places = try fields.optionalFields("places") else { return [:] }
        var read: [String: String] = [:]
        for name in places.object.keys { read[name] = try places.word(name) }
        return read
    }

    static func facts(_ fields: JSONFields) throws(DecodingProblem) -> [String: JSONValue] {
        guard let facts = try fields.optionalFields("facts") else { return [:] }
        return Dictionary(facts.object.members.map { ($0.key, $0.value) }) { first, _ in first }
    }

    private static func step(_ fields: JSONFields) throws(DecodingProblem) -> Step {
        try fields.allowOnly([
            "at", "event", "by", "case", "procedure", "parent", "facts", "attachments", "presents", "document", "panel",
        ])
        let procedure = try fields.optionalWord("procedure")
        let parent = try fields.optionalIdentifier("parent")
        guard procedure != nil || parent == nil else {
            throw fields.problem("procedure", "is missing: `parent` needs it")
        }
        let event = CaseEvent(
            at: Instant(milliseconds: 0),
            event: try fields.word("event"),
            by: try actor(try fields.fields("by")),
            caseID: try fields.optionalIdentifier("case") ?? "main",
            opens: procedure.map { CaseEvent.Opening(procedure: $0, parent: parent) },
            facts: try facts(fields),
            attachments: try attachments(fields),
            presents: try fields.list("presents") { field throws(DecodingProblem) in try presented(field) },
            document: try fields.optionalWord("document"),
            panel: try fields.optionalFields("panel").map { field throws(DecodingProblem) in try panel(field) }
        )
        return Step(at: try fields.string("at"), event: event)
    }

    private static func actor(_ fields: JSONFields) throws(DecodingProblem) -> Actor {
        try fields.allowOnly(["id", "role", "party"])
        return Actor(
            id: try fields.identifier("id"),
            role: try fields.word("role"),
            party: try fields.optionalIdentifier("party")
        )
    }

    private static func attachments(_ fields: JSONFields) throws(DecodingProblem) -> [String: String] {
        guard let papers = try fields.optionalFields("attachments") else { return [:] }
        var read: [String: String] = [:]
        for name in papers.object.keys { read[name] = try papers.string(name) }
        return read
    }

    private static func presented(_ fields: JSONFields) throws(DecodingProblem) -> CaseEvent.Presented {
        try fields.allowOnly(["kind", "digest", "through"])
        return CaseEvent.Presented(
            kind: try fields.word("kind"),
            digest: try fields.string("digest"),
            through: try fields.optionalDate("through")
        )
    }

    private static func panel(_ fields: JSONFields) throws(DecodingProblem) -> CaseEvent.PanelInput {
        try fields.allowOnly(["register", "seed", "expert", "vote"])
        var register: [CaseEvent.Expert] = []
        for (index, value) in (try fields.optionalArray("register") ?? []).enumerated() {
            let expert = try JSONFields(value, path: "panel.register[\(index)]")
            try expert.allowOnly(["id", "interests"])
            let interests = try expert.optionalArray("interests")?.compactMap(\.stringValue) ?? []
            register.append(CaseEvent.Expert(id: try expert.identifier("id"), interests: interests))
        }
        return CaseEvent.PanelInput(
            register: register,
            seed: try fields.optionalString("seed") ?? "",
            expert: try fields.optionalString("expert") ?? "",
            vote: try fields.optionalString("vote") ?? ""
        )
    }
}
