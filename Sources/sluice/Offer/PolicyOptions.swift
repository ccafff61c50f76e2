import ArgumentParser
import Primitives
import ServerKit

/// A policy: from a file, or made from what is said on the command line.
struct PolicyOptions: ParsableArguments {
    @Option(name: .long, help: "ODRL policy as JSON, from a file or -. 策略文件。") var policy: String?
    @Option(name: .long, help: "An action that is permitted, such as use; repeatable. 允许的行为。") var permit: [String] = []
    @Option(name: .long, help: "An action that is forbidden, repeatable. 禁止的行为。") var prohibit: [String] = []
    @Option(name: .long, help: "Permitted until this date or time, included. 截止时间。") var until: String?
    @Option(name: .long, help: "Not permitted before this date or time. 起始时间。") var notBefore: String?

    func validate() throws {
        let isMade = !permit.isEmpty || !prohibit.isEmpty || until != nil || notBefore != nil
        guard policy == nil || !isMade else {
            throw ValidationError("--policy stands alone; or use --permit, --prohibit, --until, --not-before")
        }
    }

    var isEmpty: Bool { policy == nil && permit.isEmpty && prohibit.isEmpty && until == nil && notBefore == nil }

    /// The policy's members; use is permitted when nothing else is.
    func members() throws -> JSONValue {
        if let policy { return try Input.object(policy) }
        var constraints: [JSONValue] = []
        if let notBefore { constraints.append(Self.date("gteq", try DateInput.read(notBefore, endOfDay: false))) }
        if let until { constraints.append(Self.date("lteq", try DateInput.read(until, endOfDay: true))) }
        let allowed = permit.isEmpty ? ["use"] : permit
        return [
            "permission": .array(allowed.map { Self.rule($0, constraints) }),
            "prohibition": prohibit.isEmpty ? nil : .array(prohibit.map { Self.rule($0, []) }),
        ]
    }

    private static func rule(_ action: String, _ constraints: [JSONValue]) -> JSONValue {
        ["action": .string(term(action)), "constraint": constraints.isEmpty ? nil : .array(constraints)]
    }

    /// Only `use` survives the protocol's own context unprefixed; other words of ODRL travel as `odrl:`.
    private static func term(_ action: String) -> String {
        action == "use" || action.contains(":") ? action : "odrl:" + action
    }

    private static func date(_ relation: String, _ moment: String) -> JSONValue {
        [
            "leftOperand": "odrl:dateTime", "operator": .string(relation),
            "rightOperand": ["@value": .string(moment), "@type": "xsd:dateTime"],
        ]
    }
}
