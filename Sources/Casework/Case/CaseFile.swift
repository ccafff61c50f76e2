package import Primitives

/// A case with its sub-cases, under the rules it was opened with: a value that steps and time change.
///
/// It has no clock, no files and no lock. `apply` takes one step or says why not; `advance` lets time pass, and clocks that
/// run out take their steps in the order of their ends. The pack is pinned: a later edition never changes an open case.
package struct CaseFile: Sendable {
    package let pack: Pack
    package let calendar: WorkCalendar
    package let places: [String: String]
    package internal(set) var cases: [CaseRecord] = []
    package internal(set) var entries: [CaseEntry] = []
    /// The latest moment that is settled; nothing may happen before it.
    package internal(set) var now: Instant
    private var numbers = 0
    /// The place of each case, by the bytes of its id.
    private var placesOfCases: [[UInt8]: Int] = [:]
    var agenda = Agenda()

    /// Cases of one file: a real product sees some dozens, a whole register replayed at once some thousands.
    package static let mostCases = 20_000

    package init(
        pack: Pack,
        calendar: WorkCalendar,
        places: [String: String],
        opened: Instant,
        notices: [LapseNotice] = []
    ) {
        self.pack = pack
        self.calendar = calendar.serving(pack)
        self.places = places
        now = opened
        for notice in notices { record(.notice(notice), at: opened, caseID: "", by: Procedure.system) }
    }

    package func record(of id: String) -> CaseRecord? { index(of: id).map { cases[$0] } }

    func index(of id: String) -> Int? { placesOfCases[Array(id.utf8)] }

    func procedure(of record: CaseRecord) -> Procedure? { pack.procedures[record.procedure] }

    /// The day of a moment in the zone of the pack.
    package func date(of instant: Instant) -> CivilDate { pack.date(of: instant) }

    mutating func record(_ kind: CaseEntry.Kind, at instant: Instant, caseID: String, by: String) {
        let entry = CaseEntry(
            at: instant,
            date: date(of: instant),
            caseID: caseID,
            by: by,
            kind: kind,
            after: entries.last?.digest
        )
        entries.append(entry)
    }

    /// The next number of a paper in this file.
    mutating func nextNumber(_ kind: String, _ caseID: String) -> String {
        numbers += 1
        return "\(caseID)/\(kind)/\(numbers)"
    }
}

extension CaseFile {
    /// Takes one step, after letting time pass up to it; the new entries say what came of it.
    @discardableResult
    package mutating func apply(_ event: CaseEvent) -> [CaseEntry] {
        let before = entries.count
        guard event.at >= now else {
            record(
                .refused(event: event.event, .backdated(pack.citation)),
                at: now,
                caseID: event.caseID,
                by: event.by.id
            )
            return Array(entries[before...])
        }
        advance(to: event.at)
        if let refusal = attempt(event) {
            record(.refused(event: event.event, refusal), at: event.at, caseID: event.caseID, by: event.by.id)
        }
        return Array(entries[before...])
    }

    private mutating func attempt(_ event: CaseEvent) -> Refusal? {
        guard event.by.role != Procedure.system else { return .unknownCase(event.caseID, pack.citation) }
        if let opening = event.opens { return open(event, opening) }
        guard let index = index(of: event.caseID) else { return .unknownCase(event.caseID, pack.citation) }
        return event.event == "serve" ? serve(event, index) : step(event, index)
    }

    private mutating func open(_ event: CaseEvent, _ opening: CaseEvent.Opening) -> Refusal? {
        let parent = opening.parent.flatMap(index)
        guard let procedure = pack.procedures[opening.procedure], index(of: event.caseID) == nil,
            cases.count < Self.mostCases, !event.caseID.isEmpty, event.caseID.utf8.count <= Limits.identifierBytes,
            procedure.parents.isEmpty == (opening.parent == nil),
            procedure.parents.isEmpty || parent.map({ procedure.parents.contains(cases[$0].procedure) }) == true
        else { return .unknownCase(event.caseID, pack.citation) }
        let place = cases.count
        placesOfCases[Array(event.caseID.utf8)] = place
        cases.append(CaseRecord(id: event.caseID, procedure: opening.procedure, parent: opening.parent))
        if let parent { cases[parent].children.append(place) }
        let refusal = step(event, place)
        // A refused opening leaves no case behind.
        if refusal != nil {
            cases.removeLast()
            if let parent { cases[parent].children.removeLast() }
            placesOfCases[Array(event.caseID.utf8)] = nil
        }
        return refusal
    }

    /// Takes a step that the clock or another case asks for.
    mutating func systemStep(_ name: String, caseID: String, at instant: Instant) {
        guard let index = index(of: caseID) else { return }
        let event = CaseEvent(at: instant, event: name, by: .system, caseID: caseID)
        if let refusal = step(event, index) {
            record(.refused(event: name, refusal), at: instant, caseID: caseID, by: Procedure.system)
        }
    }
}

extension Pack {
    /// The day of a moment in the zone of the pack.
    package func date(of instant: Instant) -> CivilDate {
        let local = instant.milliseconds + Int64(zoneMinutes) * 60_000
        let day = local >= 0 ? local / 86_400_000 : (local - 86_399_999) / 86_400_000
        return CivilDate(dayNumber: Int(day))
    }

    /// The first moment of a day in the zone of the pack.
    package func start(of date: CivilDate) -> Instant {
        Instant(milliseconds: Int64(date.dayNumber) * 86_400_000 - Int64(zoneMinutes) * 60_000)
    }

    /// The last moment of a day in the zone of the pack.
    package func end(of date: CivilDate) -> Instant { start(of: date).advanced(milliseconds: 86_399_999) }

    /// Reads a day, which means its first moment, or a moment with a zone.
    package func instant(_ text: String) -> Instant? { CivilDate(text).map(start) ?? Instant(text) }
}
