/// Bounds on one policy, each with its reason.
package enum PolicyLimits {
    /// Rules and duties together: the largest published templates (TC609, Catena-X) hold under twenty.
    package static let rules = 200
    /// Constraints in the whole policy: evaluation visits each once per access, so this bounds work per request.
    package static let constraints = 1_000
    /// Nesting of logical constraints: people stop understanding at three, and recursion must stay shallow.
    package static let constraintDepth = 8
    /// Steps of inheritance: a family of contracts has two or three generations.
    package static let inheritance = 8
    /// Times that one policy is inherited anywhere in the family: many parents of many parents would multiply without end.
    package static let inherited = 64
    /// Values in one right operand: longer lists belong in a claim or a list by reference.
    package static let values = 1_000
    /// Bytes of one literal: room for any IRI, far below what would slow a comparison.
    package static let literalBytes = 4_096
    /// Profiles of one policy: real ones name one or two.
    package static let profiles = 16
    /// Digits of one decimal number: exact comparison without unbounded work.
    package static let numberBytes = 128
    /// Bytes of one duration: nine digits for each of its seven parts.
    package static let durationBytes = 64
    /// Bytes of a peer's text repeated inside one of our sentences.
    package static let quotedBytes = 200
}
