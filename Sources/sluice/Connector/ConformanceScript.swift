import ServerKit

/// What the conformance profile seeds, and what its robot operator does: data of the configuration, used only by test kits.
struct ConformanceScript: Sendable {
    /// One step of a process's script: after `trigger` (an evidence type without its subject) do `action`.
    struct Step: Sendable, Equatable {
        let trigger: String
        let action: String
    }

    struct SeededDataset: Sendable {
        let id: String
        let offer: String
    }

    struct SeededAgreement: Sendable {
        let id: String
        let role: String
    }

    /// Begin with an empty data folder at each start, as a kit expects; only a folder that was begun so is emptied.
    let isFresh: Bool
    let delayMilliseconds: Int64
    let peer: String
    let datasets: [SeededDataset]
    let agreements: [SeededAgreement]
    /// Steps by dataset (negotiations) or agreement (transfers), taken in order.
    let scripts: [String: [Step]]

    /// Reads the table `conformance`; nil when it is absent.
    init?(_ table: ConfigurationTree) throws {
        let isPresent = !table.keys.isEmpty
        let delay = try table.duration(
            "delay",
            default: .milliseconds(200),
            "wait of the robot operator before each action"
        )
        isFresh = try table.bool(
            "fresh",
            default: false,
            "begin with an empty data folder at each start; for test kits only"
        )
        peer = try table.string("peer", default: "", "the participant that seeded agreements are with")
        delayMilliseconds = delay.components.seconds * 1000 + delay.components.attoseconds / 1_000_000_000_000_000
        datasets = try table.tables("datasets").map {
            SeededDataset(
                id: try $0.string("id", "identifier of a seeded dataset"),
                offer: try $0.string("offer", "identifier of its offer")
            )
        }
        var agreements: [SeededAgreement] = []
        for role in ["provider", "consumer"] {
            for id in try table.list(role + "Agreements", "agreements that exist from the start, as \(role)") {
                agreements.append(SeededAgreement(id: id, role: role))
            }
        }
        self.agreements = agreements
        var scripts: [String: [Step]] = [:]
        for script in try table.tables("scripts") {
            let subject = try script.string("for", "dataset or agreement")
            scripts[subject] = try script.list("steps", "steps as `trigger > action`, in order").map(Self.step)
        }
        self.scripts = scripts
        if !isPresent { return nil }
    }

    private static func step(_ text: String) throws -> Step {
        let parts = text.split(separator: ">").map { $0.filter { $0 != " " } }
        guard parts.count == 2 else {
            throw Problem.invalid(
                "a script step is `trigger > action`: `\(text)`",
                "脚本步骤须写作 `trigger > action`：`\(text)`"
            )
        }
        return Step(trigger: parts[0], action: parts[1])
    }
}
