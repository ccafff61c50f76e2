import ArgumentParser
import Primitives

/// `sluice agreement freeze`.
struct AgreementFreeze: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze",
        abstract: "Stop all use under an agreement while it is disputed, here and at the other side. 冻结合约。"
    )

    @Argument(help: "The agreement. 合约编号。") var id: String
    @Option(name: .long, help: "Why, for evidence and the other side. 原因。") var reason: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let frozen = try await client.post("agreements", id, "freeze", body: ["reason": .string(reason)])
        try screen.show(try await FreezeText.settled(frozen, of: id, client), FreezeText.fields)
    }
}

/// `sluice agreement release`.
struct AgreementRelease: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Let an agreement go on that this side froze. 解除本方的冻结。"
    )

    @Argument(help: "The agreement. 合约编号。") var id: String
    @Option(name: .long, help: "Why, for evidence and the other side. 原因。") var reason: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let released = try await client.post("agreements", id, "release", body: ["reason": .string(reason)])
        try screen.show(try await FreezeText.settled(released, of: id, client), FreezeText.fields)
    }
}

/// Freezes of an agreement in words.
enum FreezeText {
    static let fields = [
        Column("AGREEMENT", "合约", "agreement"), Column("FROZEN", "已冻结", "frozen"),
        Column("REASON", "原因", "reason"), Column("BY", "操作人", "by"), .time("SINCE", "时间", "at"),
        Column("OTHER SIDE", "对方", told),
    ]

    /// The words of both sides, one a line.
    static func lines(_ value: JSONValue, _ language: Language) -> String {
        let words = value["freezes"]?.arrayValue ?? []
        return words.isEmpty ? CellText.nothing : words.map { line($0, language) }.joined(separator: "\n")
    }

    private static func line(_ word: JSONValue, _ language: Language) -> String {
        let isOwn = word["side"]?.stringValue == "own"
        let isFrozen = word["frozen"]?.boolValue ?? false
        let reason = word["reason"]?.stringValue ?? ""
        let at = (word["at"]?.stringValue ?? "").prefix(19) + "Z"
        let known = isOwn ? (language == .zh ? "；" : "; ") + told(word, language) : ""
        return language == .zh
            ? "\(isOwn ? "本方" : "对方")于 \(at) \(isFrozen ? "冻结" : "解除冻结")：\(reason)\(known)"
            : "\(isFrozen ? "frozen" : "released") by \(isOwn ? "us" : "the other side") at \(at): \(reason)\(known)"
    }

    /// Whether the other side knows.
    private static func told(_ word: JSONValue, _ language: Language) -> String {
        let why = word["toldReason"]?.stringValue ?? ""
        return switch (word["told"]?.stringValue, language) {
        case ("taken", .zh): "对方已知悉"
        case ("taken", _): "the other side knows"
        case ("refused", .zh): "无法告知对方：\(why)"
        case ("refused", _): "the other side cannot be told: \(why)"
        case ("unreachable", .zh): "无法告知对方：地址未知"
        case ("unreachable", _): "the other side cannot be told: its address is not known"
        case ("heard", .zh): "由对方告知"
        case ("heard", _): "said by the other side"
        case (_, .zh): "尚未送达对方，将继续重试"
        default: "the other side was not reached yet; it is tried again"
        }
    }

    /// Looks at a word again for a moment: usually the other side answers at once.
    static func settled(_ word: JSONValue, of id: String, _ client: ManagementClient) async throws -> JSONValue {
        var word = word
        for _ in 0..<looks where word["told"]?.stringValue == "waiting" {
            try await Task.sleep(for: .milliseconds(100))
            let shown = try await client.get("agreements", id)
            let own = (shown["freezes"]?.arrayValue ?? []).first { $0["side"]?.stringValue == "own" }
            word = own ?? word
        }
        return word
    }

    /// Looks, a tenth of a second apart: two seconds are more than a peer that answers takes.
    private static let looks = 20
}
