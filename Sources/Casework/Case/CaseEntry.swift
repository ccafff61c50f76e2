package import Primitives

/// One line of a case's history: what happened, when, by whom, and its place in the chain of digests.
package struct CaseEntry: Sendable {
    package enum Kind: Sendable {
        case notice(LapseNotice)
        case moved(event: String, from: String, to: String, cite: String)
        case refused(event: String, Refusal)
        /// The basis is that of the number the clock counts; nil for a clock whose length is no parameter.
        case clockStarted(id: String, due: CivilDate, isProvisional: Bool, cite: String, basis: Parameter.Basis?)
        case clockStopped(id: String, by: String)
        case overdue(id: String, who: String, cite: String)
        case document(kind: String, number: String)
        case served(number: String)
        case credential(IssuedCredential, change: String)
        case published([String: FactValue])
        case panel(id: String, detail: [String])
    }

    package let at: Instant
    package let date: CivilDate
    package let caseID: String
    package let by: String
    package let kind: Kind
    /// SHA-256 over the previous entry's digest and this entry's canonical JSON.
    package let digest: Digest

    init(at: Instant, date: CivilDate, caseID: String, by: String, kind: Kind, after previous: Digest?) {
        self.at = at
        self.date = date
        self.caseID = caseID
        self.by = by
        self.kind = kind
        let body = Self.body(at: at, date: date, caseID: caseID, by: by, kind: kind)
        digest = Digest(of: (previous?.bytes ?? []) + CanonicalJSON.bytes(of: body))
    }

    package var refusal: Refusal? { if case .refused(_, let refusal) = kind { refusal } else { nil } }

    package var json: JSONValue {
        var body = Self.body(at: at, date: date, caseID: caseID, by: by, kind: kind).objectValue ?? JSONObject()
        body["digest"] = .string(digest.description)
        return .object(body)
    }

    private static func body(at: Instant, date: CivilDate, caseID: String, by: String, kind: Kind) -> JSONValue {
        var object: JSONObject = [
            "at": .string(at.description), "date": .string(date.description), "case": .string(caseID),
            "by": .string(by),
        ]
        for member in detail(kind).members { object[member.key] = member.value }
        return .object(object)
    }

    private static func detail(_ kind: Kind) -> JSONObject {
        switch kind {
        case .notice(let notice):
            [
                "kind": "notice", "pack": .string(notice.pack), "lapsedOn": .string(notice.lapsedOn.description),
                "fallback": .optional(notice.fallback), "note": notice.note.json,
            ]
        case .moved(let event, let from, let to, let cite):
            [
                "kind": "moved", "event": .string(event), "from": .string(from), "to": .string(to),
                "cite": .string(cite),
            ]
        case .refused(let event, let refusal):
            ["kind": "refused", "event": .string(event), "refusal": refusal.json]
        case .clockStarted(let id, let due, let isProvisional, let cite, let basis):
            [
                "kind": "clock", "clock": .string(id), "due": .string(due.description),
                "provisional": .bool(isProvisional), "cite": .string(cite), "basis": .optional(basis?.rawValue),
            ]
        case .clockStopped(let id, let other): ["kind": "stopped", "clock": .string(id), "because": .string(other)]
        case .overdue(let id, let who, let cite):
            ["kind": "overdue", "clock": .string(id), "who": .string(who), "cite": .string(cite)]
        case .document(let name, let number):
            ["kind": "document", "document": .string(name), "number": .string(number)]
        case .served(let number): ["kind": "served", "number": .string(number)]
        case .credential(let credential, let change):
            ["kind": "credential", "change": .string(change), "credential": credential.json]
        case .published(let facts):
            ["kind": "published", "facts": .object(object(facts))]
        case .panel(let id, let detail): ["kind": "panel", "panel": .string(id), "detail": .strings(detail)]
        }
    }

    private static func object(_ facts: [String: FactValue]) -> JSONObject {
        var object = JSONObject()
        for (name, value) in facts.sorted(by: { $0.key < $1.key }) { object[name] = value.json }
        return object
    }
}
