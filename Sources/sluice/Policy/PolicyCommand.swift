import ArgumentParser
import Primitives
import ServerKit
import UsagePolicy

/// `sluice policy`: what a policy decides, says and would change, without any server.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Evaluate, explain, check, compare, translate and simulate policies. 策略的判定、解读、检查、对比、转换与推演。",
        subcommands: [
            PolicyEvaluate.self, PolicyExplain.self, PolicyLintCommand.self, PolicyDiff.self, PolicySimulate.self,
            PolicyTemplateCommand.self, PolicyTranslate.self,
        ]
    )

    /// Judges every word of ODRL and of the built-in profiles by the facts in the question.
    static let evaluator = PolicyEvaluator(vocabulary: PolicyVocabulary.whole)
}

extension Screen {
    var policyLanguage: PolicyLanguage { language == .zh ? .chinese : .english }
}

/// What policy commands read, and how they fail.
enum PolicyInput {
    /// The policies of a file: one, a list of them, or a JSON-LD graph.
    static func policies(_ path: String) throws -> LinkedPolicies {
        let json = try document(path)
        return try reading { () throws(PolicyProblem) in try LinkedPolicies(json) }
    }

    private static func document(_ path: String) throws -> JSONValue {
        let name = path == "-" ? "standard input" : path
        do {
            return try JSONReader.read(try Input.bytes(path))
        } catch let problem as JSONProblem {
            throw Problem.invalid("`\(name)` is not acceptable JSON: \(problem)", "`\(name)` 不是可接受的 JSON：\(problem)")
        }
    }

    static func policy(_ path: String, parents: [JSONValue] = []) throws -> Policy {
        let json = try document(path)
        return try reading { () throws(PolicyProblem) in try Policy(linked: json, parents: parents) }
    }

    /// Turns what is wrong with a policy into a failure with both languages.
    static func reading<Value>(_ read: () throws(PolicyProblem) -> Value) throws -> Value {
        do {
            return try read()
        } catch {
            throw Problem.invalid(error.text(.english), error.text(.chinese))
        }
    }
}
