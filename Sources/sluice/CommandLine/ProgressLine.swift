import Primitives

/// One line on standard error that is written anew while something moves; a line per change where nobody watches.
struct ProgressLine {
    private static let eraseLine = "\r\u{1B}[2K"
    private static let barColumns = 24

    private let screen: Screen
    private var shown = ""
    private var state = ""

    init(_ screen: Screen) { self.screen = screen }

    /// Shows `state`, with details where somebody watches.
    mutating func show(_ state: String, _ details: String = "") {
        let line = DisplayText.clean(details.isEmpty ? state : "\(state)  \(details)")
        if screen.isWatched {
            guard line != shown else { return }
            Screen.write(Self.eraseLine + line)
        } else if state != self.state {
            screen.say(state, state)
        }
        shown = line
        self.state = state
    }

    /// Leaves the last line where it stands.
    mutating func end() {
        if screen.isWatched, !shown.isEmpty { Screen.write("\n") }
        shown = ""
    }

    /// How far a delivery is: bar, bytes, rate and time left, as far as they are known.
    static func details(_ delivery: JSONValue?, _ language: Language) -> String {
        guard let bytes = delivery?["bytes"]?.integerValue else { return "" }
        var parts: [String] = []
        if let total = delivery?["total"]?.integerValue, total > 0 {
            let share = min(max(Double(bytes) / Double(total), 0), 1)
            let full = Int(share * Double(barColumns))
            let bar = String(repeating: "█", count: full) + String(repeating: "░", count: barColumns - full)
            parts = ["\(bar) \(Int(share * 100))%", "\(Amount.bytes(bytes)) / \(Amount.bytes(total))"]
        } else {
            parts = [Amount.bytes(bytes)]
        }
        if let rate = delivery?["rate"]?.integerValue, rate > 0 { parts.append("\(Amount.bytes(rate))/s") }
        if let left = delivery?["secondsLeft"]?.integerValue {
            parts.append(language == .zh ? "剩余 \(Amount.seconds(left))" : "\(Amount.seconds(left)) left")
        }
        if let error = delivery?["lastError"]?.stringValue { parts.append(error) }
        return parts.joined(separator: "  ")
    }
}
