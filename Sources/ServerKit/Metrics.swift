import Synchronization

/// Counters and gauges in the Prometheus text format (version 0.0.4).
///
/// Label values come from our own words, never from a peer, so the number of series is bounded.
package final class Metrics: Sendable {
    private struct Values {
        var counters: [String: Int64] = [:]
        var gauges: [String: @Sendable () async -> Double] = [:]
    }

    private let values = Mutex(Values())

    package init() {}

    package func count(_ name: String, _ labels: [String: String] = [:], by amount: Int64 = 1) {
        let series = Self.series(name, labels)
        values.withLock { $0.counters[series, default: 0] += amount }
    }

    /// Registers a value that is read when somebody asks.
    package func gauge(
        _ name: String,
        _ labels: [String: String] = [:],
        _ read: @escaping @Sendable () async -> Double
    ) {
        let series = Self.series(name, labels)
        values.withLock { $0.gauges[series] = read }
    }

    package func text() async -> String {
        let (counters, gauges) = values.withLock { ($0.counters, $0.gauges) }
        var lines = counters.map { "\($0.key) \($0.value)" }
        for (series, read) in gauges { lines.append("\(series) \(await read())") }
        return lines.sorted().joined(separator: "\n") + "\n"
    }

    private static func series(_ name: String, _ labels: [String: String]) -> String {
        if labels.isEmpty { return name }
        let pairs = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(escaped($0.value))\"" }
        return "\(name){\(pairs.joined(separator: ","))}"
    }

    private static func escaped(_ text: String) -> String {
        String(text.flatMap { ["\"", "\\", "\n"].contains($0) ? ["_"] : [$0] })
    }
}
