import Casework
import Testing

@Suite struct WorkCalendarTests {
    let calendar: WorkCalendar

    init() throws { calendar = try WorkCalendar.embedded() }

    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test(arguments: [
        ("2025-09-26", 3, "2025-09-30"), ("2025-09-30", 20, "2025-11-04"), ("2025-11-04", 10, "2025-11-18"),
        ("2025-04-03", 10, "2025-04-18"), ("2026-02-13", 3, "2026-02-25"), ("2026-02-13", 20, "2026-03-19"),
        ("2026-09-18", 10, "2026-10-09"), ("2026-04-30", 5, "2026-05-11"), ("2024-09-30", 10, "2024-10-18"),
        ("2024-04-26", 10, "2024-05-13"), ("2026-11-15", -60, "2026-08-18"), ("2025-03-01", 30, "2025-04-14"),
    ])
    func `working days skip weekends and holidays and count make-up days`(
        start: String,
        count: Int,
        end: String
    ) throws {
        let counted = try #require(calendar.date(count, .workingDay, from: try date(start)))
        #expect(counted.date.description == end)
        #expect(!counted.isProvisional)
    }

    @Test(arguments: [(2024, 251), (2025, 248), (2026, 248)])
    func `a year has as many working days as its notice leaves`(year: Int, days: Int) {
        #expect(calendar.workingDays(in: year) == days)
    }

    @Test func `a year without a notice has no official number of working days`() {
        #expect(calendar.workingDays(in: 2027) == nil)
    }

    @Test(arguments: [("2026-12-30", 1, false), ("2026-12-30", 2, true), ("2023-12-28", 5, true)])
    func `a deadline that crosses into a year without a notice is provisional`(
        start: String,
        count: Int,
        isProvisional: Bool
    ) throws {
        let counted = try #require(calendar.date(count, .workingDay, from: try date(start)))
        #expect(counted.isProvisional == isProvisional)
    }

    @Test func `loading the missing notice makes the deadline firm`() throws {
        let text = """
            {"schema":"sluice-calendar/1","calendar":"cn","year":2027,"provenance":{"notice":"test","address":"test",
            "collectedBy":"test","licence":"test"},"off":[{"name":"New Year","from":"2027-01-01","to":"2027-01-03"}],
            "work":[]}
            """
        let files = EmbeddedRules.files(under: "cn/calendar/") + [.init(path: "2027.json", text: text)]
        let longer = try WorkCalendar(files: files)
        let counted = try #require(longer.date(2, .workingDay, from: try date("2026-12-30")))
        #expect(counted == CountedDate(date: try date("2027-01-04"), isProvisional: false))
    }

    @Test(arguments: [
        ("2026-01-31", 1, TimeUnit.month, "2026-02-28"), ("2024-02-29", 1, .year, "2025-02-28"),
        ("2025-11-18", 3, .year, "2028-11-18"), ("2026-11-22", 2, .week, "2026-12-06"),
        ("2028-11-18", -60, .calendarDay, "2028-09-19"), ("2026-11-22", 25, .hour, "2026-11-24"),
        ("2026-03-31", -1, .month, "2026-02-28"),
    ])
    func `calendar units count to the corresponding day`(
        start: String,
        count: Int,
        unit: TimeUnit,
        end: String
    ) throws {
        #expect(calendar.date(count, unit, from: try date(start))?.date.description == end)
    }

    @Test func `counts beyond the limit have no answer instead of unbounded work`() throws {
        let start = try date("2026-01-01")
        #expect(calendar.date(.max, .workingDay, from: start) == nil)
        #expect(calendar.date(.min, .workingDay, from: start) == nil)
        #expect(calendar.date(.min, .calendarDay, from: start) == nil)
        #expect(calendar.date(10_000, .workingDay, from: try date("9999-12-01")) == nil)
    }

    @Test func `adding and then counting back gives the same number of working days`() throws {
        let start = try date("2025-01-03")
        for count in 1...400 {
            let end = try #require(calendar.date(count, .workingDay, from: start)).date
            #expect(calendar.workingDays(after: start, through: end) == count)
        }
    }
}
