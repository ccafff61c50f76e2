import Primitives
import ServerKit

/// Follows a transfer to its end.
enum TransferOutcome {
    /// Waits until the data is there; a transfer that ended or pauses is a problem with its reasons.
    ///
    /// Where an application fetches the data itself, the wait ends when it may begin.
    static func await(
        _ id: String,
        seconds: Int?,
        _ client: ManagementClient,
        _ screen: Screen
    ) async throws -> JSONValue {
        var line = ProgressLine(screen)
        defer { line.end() }
        return try await Waiting.value(seconds: seconds, advice: waitingAdvice(id)) {
            let transfer = try await client.get("transfers", id)
            let state = transfer["state"]?.stringValue
            line.show(
                screen.language == .zh ? "传输：\(state ?? "已发出请求")" : "transfer: \(state ?? "request sent")",
                ProgressLine.details(transfer["delivery"], screen.language)
            )
            return try isThere(transfer, state) ? transfer : nil
        }
    }

    /// As `await`, for a command of its own: Ctrl-C says how to go on.
    static func attend(
        _ id: String,
        seconds: Int?,
        _ client: ManagementClient,
        _ screen: Screen
    ) async throws -> JSONValue {
        try await Interruptible.run(hint: { waitingAdvice(id) }) {
            try await Self.await(id, seconds: seconds, client, screen)
        }
    }

    private static func isThere(_ transfer: JSONValue, _ state: String?) throws -> Bool {
        switch state {
        case "COMPLETED": return true
        case "TERMINATED": throw ended(transfer)
        case "SUSPENDED": throw suspended(transfer)
        case "STARTED": return transfer.at("sink.type")?.stringValue == "application"
        default: return false
        }
    }

    private static func waitingAdvice(_ id: String) -> BilingualText {
        BilingualText(
            en: "it goes on without you: `sluice transfer show \(id) --wait`",
            zh: "传输仍在继续：`sluice transfer show \(id) --wait`"
        )
    }

    private static func reasons(_ transfer: JSONValue) -> String {
        let reasons = (transfer.at("reason.reasons")?.arrayValue ?? []).compactMap(\.stringValue)
        let text = reasons.isEmpty ? transfer.at("delivery.lastError")?.stringValue : reasons.joined(separator: "; ")
        return text ?? transfer.at("reason.code")?.stringValue ?? "-"
    }

    private static func ended(_ transfer: JSONValue) -> Problem {
        let code = transfer.at("reason.code")?.stringValue ?? ""
        let id = transfer["id"]?.stringValue ?? ""
        let isRefusal = code.hasPrefix("refused") || code == "policy" || code == "agreement-ended"
        return Problem(
            isRefusal ? .refused : code.hasPrefix("sink") ? .sink : .peer,
            BilingualText(en: "the transfer ended: \(reasons(transfer))", zh: "传输终止：\(reasons(transfer))"),
            advice: BilingualText(
                en: "`sluice transfer show \(id)` shows it; a new one may be started under the same agreement",
                zh: "可用 `sluice transfer show \(id)` 查看；可在同一合约下重新发起"
            )
        )
    }

    private static func suspended(_ transfer: JSONValue) -> Problem {
        let id = transfer["id"]?.stringValue ?? ""
        return Problem(
            .conflict,
            BilingualText(en: "the transfer is suspended: \(reasons(transfer))", zh: "传输已暂停：\(reasons(transfer))"),
            advice: BilingualText(
                en: "go on with `sluice transfer resume \(id)`",
                zh: "用 `sluice transfer resume \(id)` 继续"
            )
        )
    }
}
