import Foundation
import Primitives
import ServerKit

/// A date or a moment as a person types it.
enum DateInput {
    /// A moment with its zone; a day alone, or a time without a zone, is meant where the caller is.
    static func read(_ text: String, endOfDay: Bool) throws -> String {
        if Instant(text) != nil { return text }
        let isDay = text.utf8.count == "2026-12-31".utf8.count
        let local = isDay ? text + (endOfDay ? "T23:59:59" : "T00:00:00") : text
        guard let asUTC = Instant(local + "Z") else { throw unreadable(text) }
        let date = Date(timeIntervalSince1970: Double(asUTC.milliseconds) / 1000)
        let written = local + zone(TimeZone.current.secondsFromGMT(for: date) / 60)
        guard Instant(written) != nil else { throw unreadable(text) }
        return written
    }

    private static func zone(_ minutes: Int) -> String {
        let digits = [abs(minutes) / 60, abs(minutes) % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
        return (minutes < 0 ? "-" : "+") + digits.joined(separator: ":")
    }

    private static func unreadable(_ text: String) -> Problem {
        Problem(
            .invalid,
            BilingualText(en: "`\(text)` is not a date or time", zh: "`\(text)` 不是有效的日期或时间"),
            advice: BilingualText(
                en: "write 2026-12-31, 2026-12-31T18:00 or 2026-12-31T18:00:00+08:00",
                zh: "请写作 2026-12-31、2026-12-31T18:00 或 2026-12-31T18:00:00+08:00"
            )
        )
    }
}
