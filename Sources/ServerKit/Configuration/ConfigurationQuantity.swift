/// Written forms of durations and byte sizes: a whole number and a unit, without a space.
package enum ConfigurationQuantity {
    /// In milliseconds.
    private static let times: [(unit: String, factor: Int64)] = [
        ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]
    /// In bytes.
    private static let sizes: [(unit: String, factor: Int64)] = [
        ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40), ("B", 1),
    ]

    /// Reads `250ms`, `30s`, `5m`, `12h`, `7d`.
    package static func duration(_ text: String) -> Duration? {
        number(text, times).map { .milliseconds($0) }
    }

    /// Reads `512B`, `256KiB`, `16MiB`, `2GiB`, `1TiB`.
    package static func bytes(_ text: String) -> Int? { number(text, sizes).flatMap { Int(exactly: $0) } }

    /// Writes a duration with the largest unit that leaves no rest.
    package static func text(_ duration: Duration) -> String {
        let parts = duration.components
        return text(parts.seconds * 1_000 + parts.attoseconds / 1_000_000_000_000_000, times)
    }

    /// Writes a byte size with the largest unit that leaves no rest.
    package static func text(bytes: Int) -> String { text(Int64(bytes), sizes) }

    private static func number(_ text: String, _ units: [(unit: String, factor: Int64)]) -> Int64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let factor = units.first(where: { $0.unit == text.dropFirst(digits.count) })?.factor,
            let number = Int64(digits)
        else { return nil }
        let (value, isTooLarge) = number.multipliedReportingOverflow(by: factor)
        return isTooLarge ? nil : value
    }

    private static func text(_ value: Int64, _ units: [(unit: String, factor: Int64)]) -> String {
        let fitting = units.filter { value == 0 ? $0.factor == 1 : value % $0.factor == 0 }
        guard let best = fitting.max(by: { $0.factor < $1.factor }) else { return "\(value)" }
        return "\(value / best.factor)\(best.unit)"
    }
}
