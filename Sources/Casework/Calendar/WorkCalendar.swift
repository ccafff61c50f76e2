package import Primitives

/// Counts working days by the official notices it was given.
///
/// A year without a notice is counted as Monday to Friday, and every result that touches it is provisional.
package struct WorkCalendar: Sendable {
    package let years: [Int: HolidayYear]

    /// Longest count, in units: a century of hours is the largest a procedure could mean, and it bounds the work.
    package static let longestCount = 1_000_000
    /// Longest count of working days, which are stepped one by one: forty years.
    package static let longestWorkingDays = 10_000

    package init(years: [HolidayYear]) throws(DecodingProblem) {
        var byYear: [Int: HolidayYear] = [:]
        for year in years where byYear.updateValue(year, forKey: year.year) != nil {
            throw DecodingProblem(path: "year", message: "\(year.year) is given twice")
        }
        self.years = byYear
    }

    package func isWorkingDay(_ date: CivilDate) -> Bool {
        // A notice may reach into the December before its year, so the next year's is asked too.
        let year = date.year
        for notice in [years[year + 1], years[year]] {
            if notice?.daysOff.contains(date) == true { return false }
            if notice?.makeUpDays.contains(date) == true { return true }
        }
        return date.weekday <= 5
    }

    package func isOfficial(_ date: CivilDate) -> Bool { years[date.year] != nil }

    /// How many working days a year has, or nil without its notice.
    package func workingDays(in year: Int) -> Int? {
        guard years[year] != nil, let first = CivilDate(year: year, month: 1, day: 1),
            let last = CivilDate(year: year, month: 12, day: 31)
        else { return nil }
        return (first.dayNumber...last.dayNumber).count { isWorkingDay(CivilDate(dayNumber: $0)) }
    }

    /// The last day of a period: the starting day does not count (Civil Code of China, art 201); negative counts go back.
    package func date(_ count: Int, _ unit: TimeUnit, from start: CivilDate) -> CountedDate? {
        guard count.magnitude <= Self.longestCount else { return nil }
        let end: CivilDate
        switch unit {
        case .minute: end = start.adding(days: Self.days(count, each: 1_440))
        case .hour: end = start.adding(days: Self.days(count, each: 24))
        case .calendarDay: end = start.adding(days: count)
        case .week: end = start.adding(days: count * 7)
        case .month: end = start.adding(months: count)
        case .year: end = start.adding(months: count * 12)
        case .workingDay: return workingDay(count, from: start)
        }
        // Calendar units do not depend on any notice.
        return CountedDate(date: end, isProvisional: false)
    }

    /// Days that a count of clock units reaches into, away from the start.
    private static func days(_ count: Int, each perDay: Int) -> Int {
        count / perDay + (count % perDay == 0 ? 0 : count.signum())
    }

    private func workingDay(_ count: Int, from start: CivilDate) -> CountedDate? {
        guard count.magnitude <= Self.longestWorkingDays else { return nil }
        var date = start
        var remaining = count.magnitude
        var isProvisional = false
        while remaining > 0 {
            let next = date.adding(days: count.signum())
            guard next != date else { return nil }
            date = next
            if !isOfficial(date) { isProvisional = true }
            if isWorkingDay(date) { remaining -= 1 }
        }
        return CountedDate(date: date, isProvisional: isProvisional)
    }

    /// Working days after one day up to and including another: what is left of a stopped clock.
    package func workingDays(after start: CivilDate, through end: CivilDate) -> Int {
        guard start < end else { return 0 }
        return (start.dayNumber + 1...end.dayNumber).count { isWorkingDay(CivilDate(dayNumber: $0)) }
    }
}

extension WorkCalendar {
    /// Monday to Friday, and every count provisional: what holds where no notice is known.
    private init() { years = [:] }

    /// The calendar for a pack: this one when it is the pack's own, else one without notices.
    package func serving(_ pack: Pack) -> WorkCalendar {
        years.values.allSatisfy { $0.calendar == pack.calendar } ? self : WorkCalendar()
    }

    /// The calendar that travels inside the binary.
    package static func embedded(_ name: String = "cn") throws(DecodingProblem) -> WorkCalendar {
        try WorkCalendar(files: EmbeddedRules.files(under: "\(name)/calendar/"))
    }

    /// Reads calendar files, each named in the problem when it is bad.
    package init(files: [EmbeddedRules.File]) throws(DecodingProblem) {
        var years: [HolidayYear] = []
        for file in files { years.append(try HolidayYear(try RuleText.json(file))) }
        try self.init(years: years)
    }
}
