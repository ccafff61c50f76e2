import Primitives
import ServerKit

/// Follows a negotiation to its end.
enum NegotiationOutcome {
    /// Seconds that a wait takes when nothing is said: two automatic sides need one, a person needs more.
    static let usualSeconds = 120

    /// Waits until the negotiation is finalized, or needs a decision of ours; one that ended is a problem with its reasons.
    static func await(
        _ id: String,
        seconds: Int?,
        _ client: ManagementClient,
        _ screen: Screen
    ) async throws -> JSONValue {
        var line = ProgressLine(screen)
        defer { line.end() }
        return try await Waiting.value(seconds: seconds ?? usualSeconds, advice: waitingAdvice(id)) {
            let negotiation = try await client.get("negotiations", id)
            let state = negotiation["state"]?.stringValue
            line.show(screen.language == .zh ? "协商：\(state ?? "已发出请求")" : "negotiation: \(state ?? "request sent")")
            if state == "TERMINATED" { throw ended(negotiation) }
            let isSettled = state == "FINALIZED" || negotiation["awaitsDecision"]?.boolValue == true
            return isSettled ? negotiation : nil
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

    private static func waitingAdvice(_ id: String) -> BilingualText {
        BilingualText(
            en: "it goes on without you (the other side may decide by hand): `sluice negotiation show \(id)`",
            zh: "协商仍在继续（对方可能需要人工审批）：`sluice negotiation show \(id)`"
        )
    }

    private static func ended(_ negotiation: JSONValue) -> Problem {
        let reasons = (negotiation.at("reason.reasons")?.arrayValue ?? []).compactMap(\.stringValue)
        let code = negotiation.at("reason.code")?.stringValue ?? "-"
        let text = reasons.isEmpty ? code : reasons.joined(separator: "; ")
        let id = negotiation["id"]?.stringValue ?? ""
        return Problem(
            .refused,
            BilingualText(en: "the negotiation ended without agreement: \(text)", zh: "协商终止，未达成合约：\(text)"),
            side: .peer,
            advice: BilingualText(
                en: "see `sluice negotiation thread \(id)`",
                zh: "请查看 `sluice negotiation thread \(id)`"
            )
        )
    }
}
