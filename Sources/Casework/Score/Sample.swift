/// A sample that anybody can draw again from its seed.
package struct Sample: Sendable, Equatable {
    package let seed: String
    /// The names drawn by lot.
    package let drawn: [String]
    /// The names that must be in it whatever the lot says.
    package let compulsory: [String]

    /// Draws a share of all names, rounded up, and adds the compulsory ones.
    package init?(of names: [String], percent: ExactDecimal, compulsory: [String], seed: String) {
        guard percent >= .zero, percent <= ExactDecimal(100), !seed.isEmpty,
            let product = try? ExactDecimal(Set(names).count).multiplied(by: percent),
            let size = (try? product.divided(by: ExactDecimal(100), places: 0, .up))?.wholeNumber
        else { return nil }
        self.seed = seed
        drawn = Array(Draw.order(names, seed: seed).prefix(size))
        self.compulsory = Set(compulsory).intersection(names).sorted()
    }

    /// Everybody in the sample, each once.
    package var all: [String] { drawn + compulsory.filter { !drawn.contains($0) } }
}

/// Competition ranking (1, 2, 2, 4): equal values share a place.
package enum Ranking {
    package static func places(_ values: [String: ExactDecimal]) -> [(name: String, place: Int)] {
        values.map { name, value in (name, 1 + values.values.count { $0 > value }) }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
            .map { (name: $0.0, place: $0.1) }
    }
}
