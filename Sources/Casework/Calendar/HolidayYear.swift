package import Primitives

/// The official notice for one year: days off and make-up working days, with where it was read.
package struct HolidayYear: Sendable {
    /// Where the notice is published and who collected it.
    package struct Provenance: Sendable {
        package let notice: String
        package let address: String
        package let collectedBy: String
        package let licence: String
    }

    package let calendar: String
    package let year: Int
    package let provenance: Provenance
    package let daysOff: Set<CivilDate>
    package let makeUpDays: Set<CivilDate>

    /// One holiday is never longer than this; the longest so far had nine days, and a typing error must not fill a year.
    private static let longestHoliday = 31

    /// Reads one calendar file, strictly: days in order of the year, no day both off and worked.
    package init(_ value: JSONValue) throws(DecodingProblem) {
        let fields = try JSONFields(value)
        try fields.allowOnly(["schema", "calendar", "year", "provenance", "off", "work"])
        guard try fields.string("schema") == "sluice-calendar/1" else {
            throw fields.problem("schema", "must be sluice-calendar/1")
        }
        calendar = try fields.identifier("calendar")
        year = Int(try fields.integer("year", in: 1949...9999))
        provenance = try Self.provenance(try fields.fields("provenance"))
        daysOff = try Self.daysOff(fields, year: year)
        makeUpDays = try Self.makeUpDays(fields, year: year)
        guard daysOff.isDisjoint(with: makeUpDays) else {
            throw fields.problem("work", "names a day that is also off")
        }
    }

    private static func provenance(_ fields: JSONFields) throws(DecodingProblem) -> Provenance {
        try fields.allowOnly(["notice", "address", "collectedBy", "licence"])
        return Provenance(
            notice: try fields.nonEmpty("notice"),
            address: try fields.nonEmpty("address"),
            collectedBy: try fields.nonEmpty("collectedBy"),
            licence: try fields.nonEmpty("licence")
        )
    }

    private static func daysOff(_ fields: JSONFields, year: Int) throws(DecodingProblem) -> Set<CivilDate> {
        var days: Set<CivilDate> = []
        for (index, value) in try fields.array("off").enumerated() {
            let holiday = try JSONFields(value, path: "off[\(index)]")
            try holiday.allowOnly(["name", "from", "to"])
            _ = try holiday.nonEmpty("name")
            let first = try holiday.date("from")
            let last = try holiday.date("to")
            guard first <= last, last.dayNumber - first.dayNumber < longestHoliday, belongs(first, last, to: year)
            else {
                throw holiday.problem("to", "must end after it starts, within a month, in or next to \(year)")
            }
            for number in first.dayNumber...last.dayNumber {
                guard days.insert(CivilDate(dayNumber: number)).inserted else {
                    throw holiday.problem("from", "overlaps another holiday")
                }
            }
        }
        return days
    }

    private static func makeUpDays(_ fields: JSONFields, year: Int) throws(DecodingProblem) -> Set<CivilDate> {
        var days: Set<CivilDate> = []
        for (index, value) in try fields.array("work").enumerated() {
            let entry = try JSONFields(value, path: "work[\(index)]")
            try entry.allowOnly(["name", "date"])
            _ = try entry.nonEmpty("name")
            let day = try entry.date("date")
            guard day.weekday >= 6, belongs(day, day, to: year), days.insert(day).inserted else {
                throw entry.problem("date", "must be a weekend day of \(year), named once")
            }
        }
        return days
    }

    /// A notice may reach into the last week of the year before, when New Year's rest begins there.
    private static func belongs(_ first: CivilDate, _ last: CivilDate, to year: Int) -> Bool {
        last.year == year && (first.year == year || (first.year == year - 1 && first.parts.month == 12))
    }
}
