import Casework
import Testing

@Suite struct CivilDateTests {
    @Test func `every day of four centuries reads back and follows the one before`() throws {
        let first = try #require(CivilDate("1899-12-31"))
        var weekday = first.weekday
        for number in first.dayNumber + 1...first.dayNumber + 146_097 {
            let date = CivilDate(dayNumber: number)
            #expect(CivilDate(date.description) == date)
            weekday = weekday % 7 + 1
            #expect(date.weekday == weekday)
        }
    }

    @Test(arguments: [
        "2025-02-29", "2025-13-01", "2025-00-10", "2025-1-1", "0000-01-01", "２０２５-01-01", "", "2025-04-31",
    ])
    func `what is no day is not read`(text: String) { #expect(CivilDate(text) == nil) }

    @Test func `dates stop at the ends of the written range instead of overflowing`() throws {
        let last = try #require(CivilDate("9999-12-31"))
        #expect(last.adding(days: .max) == last)
        #expect(last.adding(months: .max) == last)
        #expect(last.adding(days: .min).description == "0001-01-01")
        #expect(last.adding(months: .min).description == "0001-01-01")
    }
}
