import ArgumentParser
import Primitives

/// Which evidence is meant.
struct EvidencePart: ParsableArguments {
    @Option(name: .long, help: "About this agreement. 合约编号。") var agreement: String?
    @Option(name: .long, help: "About this negotiation, transfer, product …. 对象编号。") var subject: String?
    @Option(name: .long, help: "What this participant or person did. 行为方。") var actor: String?
    @Option(name: .long, help: "A type of event, or the beginning of one. 事件类型。") var type: String?
    @Option(name: .long, help: "Decisions with this outcome. 决定结果。") var outcome: String?
    @Option(name: .long, help: "From this moment on (RFC 3339). 起始时刻。") var from: String?
    @Option(name: .long, help: "Before this moment (RFC 3339). 截止时刻。") var until: String?
    @Option(name: .long, help: "Go on after this number. 从该序号之后。") var cursor: Int64?

    /// Reads page after page while `take` asks for more.
    func pages(
        limit: Int?,
        _ client: ManagementClient,
        _ take: (_ page: [JSONValue], _ next: JSONValue) throws -> Bool
    ) async throws {
        var after = cursor
        while true {
            let page = try await client.get(
                "evidence",
                query: [
                    ("after", after.map { "\($0)" }), ("limit", limit.map { "\($0)" }), ("agreement", agreement),
                    ("subject", subject), ("actor", actor), ("type", type), ("outcome", outcome), ("from", from),
                    ("until", until),
                ]
            )
            let next = page["next"] ?? .null
            guard try take(page["items"]?.arrayValue ?? [], next), let following = next.integerValue else { return }
            after = following
        }
    }
}
