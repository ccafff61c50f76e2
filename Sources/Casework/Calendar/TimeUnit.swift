/// What a deadline counts in.
package enum TimeUnit: String, Sendable, CaseIterable {
    /// Clock minutes and hours, as in incident reports.
    case minute
    case hour
    /// 日: every day counts.
    case calendarDay
    /// 工作日: days on which public bodies work, by the official notices.
    case workingDay
    case week
    case month
    case year

    /// The length of a unit of the clock; units of the calendar have none.
    var seconds: Int64? {
        switch self {
        case .minute: 60
        case .hour: 3600
        default: nil
        }
    }

    /// What the texts call it.
    package var label: Bilingual {
        switch self {
        case .minute: Bilingual(zh: "分钟", en: "minutes")
        case .hour: Bilingual(zh: "小时", en: "hours")
        case .calendarDay: Bilingual(zh: "日", en: "calendar days")
        case .workingDay: Bilingual(zh: "个工作日", en: "working days")
        case .week: Bilingual(zh: "周", en: "weeks")
        case .month: Bilingual(zh: "个月", en: "months")
        case .year: Bilingual(zh: "年", en: "years")
        }
    }
}

/// A day reached by counting, and whether every year on the way has an official notice.
package struct CountedDate: Hashable, Sendable {
    package let date: CivilDate
    /// True when the count passed through a year without an official notice: recompute when the notice is published.
    package let isProvisional: Bool

    package init(date: CivilDate, isProvisional: Bool) {
        self.date = date
        self.isProvisional = isProvisional
    }
}
