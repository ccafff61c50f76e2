import Primitives

/// A weighted tree of questions, and the levels its total opens.
package struct Scorecard: Sendable {
    package let title: Bilingual
    package let cite: String
    package let nodes: [Node]
    package let levels: [Level]
    /// Worked examples; the check works them out again.
    let examples: [Example]

    /// Answers, and the score and level they lead to.
    struct Example: Sendable {
        let answers: JSONObject
        let score: ExactDecimal
        let level: String?
    }

    /// A branch sums its children; a leaf turns an answer into points.
    package indirect enum Kind: Sendable {
        case branch([Node])
        case leaf(fact: String, Scale)
    }

    /// How an answer becomes a share of the points.
    package enum Scale: Sendable, Equatable {
        /// One of several words, each with its share in percent.
        case single([String: ExactDecimal])
        /// Each chosen word adds its share in percent.
        case multiple([String: ExactDecimal])
        /// A number in one of the bands: above `over`, the share holds.
        case banded([Band])
        /// A number of points given as such, up to the maximum.
        case direct
    }

    package struct Band: Sendable, Equatable {
        package let over: ExactDecimal
        package let share: ExactDecimal
    }

    package struct Node: Sendable {
        package let id: String
        package let label: Bilingual
        package let points: ExactDecimal
        package let kind: Kind
    }

    /// A level and what it needs; the highest whose conditions all hold is given.
    package struct Level: Sendable {
        package let id: String
        package let label: Bilingual
        package let condition: Expression
        package let cite: String
    }
}
