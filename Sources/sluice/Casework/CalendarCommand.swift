import ArgumentParser
import Casework
import Primitives

/// `sluice calendar`: counting days as the official notices do.
struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Count working days and other periods. 按法定节假日安排计算期限。",
        subcommands: [CalendarAdd.self, CalendarYear.self]
    )
}

/// `sluice calendar add 2025-09-26 3 --unit workingDay`.
struct CalendarAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "The last day of a period; the starting day does not count. 期限届满日（起始日不计入）。",
        discussion: "Exit codes: 0 counted, 2 wrong arguments or unreadable rule files."
    )

    @Argument(help: "The starting day, such as 2025-09-26.") var date: String
    @Argument(help: "How many.") var count: Int
    @Flag(help: "Count back from the day, for windows before an expiry.") var before = false
    @Option(help: "hour, calendarDay, workingDay, week, month or year.") var unit: String = "workingDay"
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        guard let start = CivilDate(date) else { throw ValidationError("`\(date)` is no date such as 2025-09-26") }
        guard count >= 0 else { throw ValidationError("count back with --before") }
        guard let unit = TimeUnit(rawValue: unit) else { throw ValidationError("`\(unit)` is no unit") }
        let calendar = try output.calendar()
        guard let end = calendar.date(before ? -count : count, unit, from: start) else {
            throw ValidationError("\(count) is beyond what is counted")
        }
        let result: JSONValue = [
            "start": .string(start.description), "count": .int(before ? -count : count), "unit": .string(unit.rawValue),
            "date": .string(end.date.description), "provisional": .bool(end.isProvisional),
        ]
        let note = Bilingual(zh: "（暂定：途经尚无官方放假通知的年份）", en: " (provisional: a year on the way has no official notice)")
        output.write(result) { end.date.description + (end.isProvisional ? note.text($0) : "") }
    }
}

/// `sluice calendar year 2026`.
struct CalendarYear: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "year",
        abstract: "How many working days a year has, and by which notice. 某年的工作日数及依据的通知。"
    )

    @Argument(help: "The year.") var year: Int
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let calendar = try output.calendar()
        let notice = calendar.years[year]?.provenance
        let days = calendar.workingDays(in: year)
        let result: JSONValue = [
            "year": .int(year), "workingDays": days.map { .int($0) } ?? .null,
            "notice": .optional(notice?.notice), "address": .optional(notice?.address),
        ]
        output.write(result) { language in
            guard let days, let notice else {
                return Bilingual(zh: "\(year) 年尚无官方通知", en: "no official notice for \(year)").text(language)
            }
            return "\(days) · \(notice.notice) · \(notice.address)"
        }
    }
}
