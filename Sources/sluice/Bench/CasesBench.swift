import Casework
import Primitives
import ServerKit

/// A year passes over ten thousand cases with running clocks, in one file and each in a file of its own.
struct CasesBench: Sendable {
    static let count = 10_000
    /// Seconds for a whole register in one year: a restart after a long stop must not keep a day's desk waiting.
    static let floor = 10.0

    private static let pack = "cn.public-data-registration"

    func run() throws -> [BenchRow] {
        let calendar = try WorkCalendar.embedded()
        guard let start = CivilDate("2025-06-03"), let end = CivilDate("2026-06-03"),
            case .inForce(let pack, _) = try RuleLibrary.embedded().selection(Self.pack, on: start, places: [:])
        else { throw Problem.notFound("rules", Self.pack) }
        let empty = CaseFile(pack: pack, calendar: calendar, places: [:], opened: pack.start(of: start))
        let last = pack.end(of: end)
        let apart = Self.seconds {
            for number in 0..<Self.count {
                var file = empty
                Self.register(number, on: start, in: &file)
                file.advance(to: last)
            }
        }
        var together = empty
        for number in 0..<Self.count { Self.register(number, on: start, in: &together) }
        let whole = Self.seconds { together.advance(to: last) }
        guard together.cases.count(where: { $0.state == "registered" }) == Self.count else {
            throw Problem.notFound("registered case", Self.pack)
        }
        return [
            BenchRow(name: "10,000 cases, a year, one file", value: whole, unit: "s", floor: Self.floor),
            BenchRow(name: "10,000 cases, opened and a year, a file each", value: apart, unit: "s", floor: Self.floor),
        ]
    }

    private static func seconds(_ work: () -> Void) -> Double {
        ContinuousClock().measure(work).preciseMilliseconds / 1_000
    }

    /// A registration up to its publicity: the clocks of the year end it, give it its code and watch its term.
    private static func register(_ number: Int, on day: CivilDate, in file: inout CaseFile) {
        let name = "case-\(number)"
        let registrant = Actor(id: "registrant", role: "registrant")
        let facts: [String: JSONValue] = [
            "subjectName": .string(name), "subjectKind": "publicBody", "objectKind": "resource", "dataName": "d",
            "briefContent": "b", "sourceLegality": "l", "resourceDescription": "r", "scenario": "s",
            "riskAssessment": "a", "businessReviewed": true,
        ]
        let digest = Digest(of: name).description
        let papers = ["depositProof": digest, "sample": digest, "sourceProof": digest]
        let at = file.pack.start(of: day)
        let opening = CaseEvent.Opening(procedure: "first", parent: nil)
        file.apply(
            CaseEvent(
                at: at,
                event: "apply",
                by: registrant,
                caseID: name,
                opens: opening,
                facts: facts,
                attachments: papers
            )
        )
        for (step, who) in [("accept", "a"), ("passReview", "b")] {
            file.apply(CaseEvent(at: at, event: step, by: Actor(id: who, role: "registry"), caseID: name))
        }
    }
}
