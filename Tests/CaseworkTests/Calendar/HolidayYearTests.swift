import Casework
import Testing

@Suite struct HolidayYearTests {
    private func read(_ change: (String) -> String) throws {
        let file = try #require(EmbeddedRules.files(under: "cn/calendar/").first)
        _ = try WorkCalendar(files: [.init(path: file.path, text: change(file.text))])
    }

    @Test(arguments: [
        ("\"year\": 2024", "\"year\": 2025"), ("\"from\": \"2024-02-10\"", "\"from\": \"2024-02-30\""),
        ("\"date\": \"2024-02-04\"", "\"date\": \"2024-02-05\""), ("\"licence\"", "\"license\""),
        ("\"date\": \"2024-02-04\"", "\"date\": \"2024-02-17\""), ("sluice-calendar/1", "sluice-calendar/2"),
        ("\"from\": \"2024-01-01\", \"to\": \"2024-01-01\"", "\"from\": \"2024-01-01\", \"to\": \"2024-03-01\""),
    ])
    func `a calendar file with one error is refused`(part: String, wrong: String) throws {
        #expect(throws: (any Error).self) {
            try read { text in
                let pieces = text.split(separator: part, maxSplits: 1, omittingEmptySubsequences: false)
                #expect(pieces.count == 2)
                return pieces.joined(separator: wrong)
            }
        }
    }

    @Test func `a file that is no JSON is refused with its line`() {
        let file = EmbeddedRules.File(path: "2027.yaml", text: "a: &a [lol]\nb: &b [*a,*a]\n")
        let problem = #expect(throws: (any Error).self) { try WorkCalendar(files: [file]) }
        #expect(problem.map { "\($0)" }?.contains("line 1") == true)
        #expect(problem.map { "\($0)" }?.contains("JSON") == true)
    }

    @Test func `the years travel with the address of their notice`() throws {
        let years = try WorkCalendar.embedded().years
        #expect(years.keys.sorted() == [2024, 2025, 2026])
        #expect(years.values.allSatisfy { $0.provenance.address.hasPrefix("https://www.gov.cn/") })
    }
}
