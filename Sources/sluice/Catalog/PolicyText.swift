import Primitives
import UsagePolicy

/// A policy in plain sentences, said by the evaluator's own reader.
enum PolicyText {
    static func sentences(_ policy: JSONValue, _ language: Language) -> [String] {
        let spoken: PolicyLanguage = language == .zh ? .chinese : .english
        var object = policy.objectValue ?? JSONObject()
        if object["@type"] == nil { object["@type"] = "Offer" }
        do throws(PolicyProblem) {
            return try Policy(.object(object)).sentences(spoken)
        } catch {
            return [error.text(spoken)]
        }
    }
}
