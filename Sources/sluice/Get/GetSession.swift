import Primitives
import ServerKit
import Synchronization

/// One run of `get`: its steps, their times, and what can be said when it is interrupted.
final class GetSession: Sendable {
    /// What is known so far.
    struct Notes: Sendable {
        var steps: [JSONValue] = []
        var result = JSONObject()
        var hint = BilingualText(en: "nothing was begun", zh: "尚未开始任何步骤")
    }

    let address: String
    let dataset: String
    let file: String?
    let offer: String?
    let isNew: Bool
    let mayReplace: Bool
    let timeout: Int?
    let client: ManagementClient
    let screen: Screen
    private let notes = Mutex(Notes())

    init(_ command: GetCommand, _ client: ManagementClient, _ screen: Screen) {
        address = command.address
        dataset = command.dataset
        file = command.file
        offer = command.offer
        isNew = command.new
        mayReplace = command.force
        timeout = command.timeout
        self.client = client
        self.screen = screen
    }

    var hint: BilingualText { notes.withLock { $0.hint } }

    /// Keeps a fact for the result.
    func note(_ key: String, _ value: JSONValue?) { notes.withLock { $0.result[key] = value } }

    func hint(_ en: String, _ zh: String) { notes.withLock { $0.hint = BilingualText(en: en, zh: zh) } }

    private func step<Value: Sendable>(_ name: String, _ body: () async throws -> Value) async throws -> Value {
        let began = ContinuousClock.now
        let value = try await body()
        let time = began.duration(to: .now).milliseconds
        notes.withLock { $0.steps.append(["step": .string(name), "milliseconds": .integer(time)]) }
        return value
    }

    /// Discovers, negotiates, transfers, verifies; the result is what `--json` prints.
    func run() async throws -> JSONValue {
        let (peer, found) = try await step("discover") { try await discover() }
        let target = try GetTarget(file, dataset: found)
        if let delivered = try await step("look", { try await delivered(peer, found, target) }) {
            return try await finish(delivered, target, found)
        }
        let agreement = try await step("negotiate") { try await agree(peer, found) }
        note("agreement", .string(agreement))
        let transfer = try await step("transfer") { try await carry(agreement, target) }
        return try await finish(transfer, target, found)
    }

    private func discover() async throws -> (peer: String, dataset: JSONValue) {
        let peer = try await PeerFinder.find(address, client)["id"]?.stringValue ?? address
        let found = try await client.get("peers", peer, "datasets", dataset)
        note("peer", .string(peer))
        note("dataset", .string(dataset))
        note("title", .optional(LinkedText.text(found["dct:title"])))
        screen.say("found `\(dataset)` at \(peer)", "已在 \(peer) 找到 `\(dataset)`")
        return (peer, found)
    }

    private func finish(_ transfer: JSONValue, _ target: GetTarget, _ found: JSONValue) async throws -> JSONValue {
        note("transfer", transfer["id"])
        note("agreement", transfer["agreement"])
        let name = transfer["agreement"]?.stringValue
        var agreement: JSONValue?
        if let name { agreement = try await client.get("agreements", name) }
        try await step("verify") { [agreement] in try verify(transfer, target, found, under: agreement) }
        if let agreement, let name {
            note("terms", agreement["terms"])
            note("evidence", .string("sluice evidence list --agreement \(name)"))
        }
        return notes.withLock { notes in
            var result = notes.result
            result["steps"] = .array(notes.steps)
            return .object(result)
        }
    }
}

/// A text as linked data writes it: bare, as a literal, or one of several.
enum LinkedText {
    static func text(_ value: JSONValue?) -> String? {
        guard let first = value?.oneOrMany.first else { return nil }
        return first.stringValue ?? first["@value"]?.stringValue
    }
}
