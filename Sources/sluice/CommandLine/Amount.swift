/// Amounts as people read them.
enum Amount {
    private static let units = ["B", "kB", "MB", "GB", "TB", "PB"]

    /// Bytes with a decimal unit, such as `1.5 MB`.
    static func bytes(_ count: Int64) -> String {
        var value = Double(count)
        var unit = 0
        while abs(value) >= 999.95, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return unit == 0 ? "\(count) B" : "\(tenths(value)) \(units[unit])"
    }

    /// A time to wait, such as `45 s` or `2 min 5 s`.
    static func seconds(_ count: Int64) -> String {
        switch count {
        case ..<60: "\(count) s"
        case ..<3600: "\(count / 60) min \(count % 60) s"
        default: "\(count / 3600) h \(count % 3600 / 60) min"
        }
    }

    static func tenths(_ value: Double) -> String {
        let scaled = Int64((value * 10).rounded())
        return "\(scaled / 10).\(abs(scaled % 10))"
    }
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
