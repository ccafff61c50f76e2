package import Primitives

/// Replays a history under the rules of its application date.
package enum CaseReplay {
    /// The case file after the last step and the passing of time, or why no case could begin.
    package enum Outcome: Sendable {
        case replayed(CaseFile)
        case refused(Refusal)
    }

    package static func run(
        _ document: CaseDocument,
        pack id: String,
        in library: RuleLibrary,
        calendar: WorkCalendar,
        until: CivilDate?
    ) throws(DecodingProblem) -> Outcome {
        // The zone of any edition reads the first time; editions of one pack share their jurisdiction.
        guard let zone = library.editions(of: id).last else { return .refused(.unknownPack(id)) }
        guard let first = document.steps.first, let opened = zone.instant(first.at) else {
            throw DecodingProblem(path: "events[0].at", message: "must be a day, or a time with its zone")
        }
        switch library.selection(id, on: zone.date(of: opened), places: document.places) {
        case .none(let refusal): return .refused(refusal)
        case .inForce(let pack, let notices):
            var file = CaseFile(
                pack: pack,
                calendar: calendar,
                places: document.places,
                opened: opened,
                notices: notices
            )
            for (index, step) in document.steps.enumerated() { file.apply(try event(step, index, pack)) }
            if let until { file.advance(to: pack.start(of: until.adding(days: 1))) }
            return .replayed(file)
        }
    }

    private static func event(
        _ step: CaseDocument.Step,
        _ index: Int,
        _ pack: Pack
    ) throws(DecodingProblem) -> CaseEvent {
        guard let at = pack.instant(step.at) else {
            throw DecodingProblem(path: "events[\(index)].at", message: "must be a day, or a time with its zone")
        }
        let event = step.event
        return CaseEvent(
            at: at,
            event: event.event,
            by: event.by,
            caseID: event.caseID,
            opens: event.opens,
            facts: event.facts,
            attachments: event.attachments,
            presents: event.presents,
            document: event.document,
            panel: event.panel
        )
    }
}
