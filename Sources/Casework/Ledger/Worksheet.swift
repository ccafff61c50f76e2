import Primitives

/// A calculation as data: inputs, lines in order, and checks that must balance.
package struct Worksheet: Sendable {
    package let title: Bilingual
    package let cite: String
    package let inputs: [String]
    package let lines: [Line]
    package let checks: [Procedure.Guard]
    /// Worked examples; the check works them out again.
    let examples: [Example]

    /// Inputs, what the lines come to, and the refusals.
    struct Example: Sendable {
        let inputs: JSONObject
        let lines: JSONObject
        let refuses: [String]
    }

    package struct Line: Sendable {
        package let id: String
        package let label: Bilingual
        package let cite: String
        package let value: Expression
    }
}
