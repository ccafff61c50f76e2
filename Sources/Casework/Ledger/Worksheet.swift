/// A calculation as data: inputs, lines in order, and checks that must balance.
package struct Worksheet: Sendable {
    package let title: Bilingual
    package let cite: String
    package let inputs: [String]
    package let lines: [Line]
    package let checks: [Procedure.Guard]

    package struct Line: Sendable {
        package let id: String
        package let label: Bilingual
        package let cite: String
        package let value: Expression
    }
}
