import Primitives
import ServerKit

/// Who sees an offer: participants by name, and everybody who holds certain claims; everybody when it says neither.
///
/// The catalogue looks it up and never searches: an offer stands in the index under each participant, and under each
/// combination of claim values that opens it. A participant is looked up under its name and its own combinations.
package struct OfferAudience: Sendable, Equatable {
    /// Claims that an offer may ask for together, and combinations of their values: each is a row of the index.
    private static let mostNames = 4
    private static let mostCombinations = 64
    /// Combinations that a participant is looked up under: whoever holds more sees what the first of them open.
    private static let mostKeys = 256
    static let everybody = "*"

    package let participants: [String]
    /// By claim, the values of which one must be held; all claims must be.
    package let claims: [String: [String]]

    package init(participants: [String] = [], claims: [String: [String]] = [:]) {
        self.participants = participants
        self.claims = claims
    }

    /// Refuses what would need too many rows of the index.
    func check() throws {
        guard claims.count <= Self.mostNames, claims.values.allSatisfy({ !$0.isEmpty }),
            claims.values.reduce(1, { $0 * min($1.count, Self.mostCombinations + 1) }) <= Self.mostCombinations
        else {
            throw Problem.invalid(
                "`audienceClaims` takes 1 to \(Self.mostNames) claims with at most \(Self.mostCombinations) combinations of values",
                "`audienceClaims` 最多 \(Self.mostNames) 项声明，取值组合不超过 \(Self.mostCombinations) 种"
            )
        }
    }

    package func includes(_ participant: String, claims held: [String: [String]]) -> Bool {
        if participants.isEmpty, claims.isEmpty { return true }
        if participants.contains(where: { $0.hasSameBytes(as: participant) }) { return true }
        guard !claims.isEmpty else { return false }
        return claims.allSatisfy { name, wanted in
            held[name]?.contains { have in wanted.contains { $0.hasSameBytes(as: have) } } ?? false
        }
    }

    /// The names of the claims that it asks for, as the index keeps them; nil when it asks for none.
    var shape: JSONValue? {
        claims.isEmpty ? nil : .strings(claims.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    /// Under what it stands in the index.
    var keys: [String] {
        if participants.isEmpty, claims.isEmpty { return [Self.everybody] }
        guard let shape else { return participants }
        return participants + Self.keys(of: shape, claims, atMost: Self.mostCombinations)
    }

    /// Under what a participant is looked up, with the shapes that offers have.
    static func keys(of participant: String, claims: [String: [String]], shapes: [JSONValue]) -> [String] {
        var keys = [everybody, participant]
        for shape in shapes where keys.count < mostKeys {
            keys += self.keys(of: shape, claims, atMost: mostKeys - keys.count)
        }
        return keys
    }

    /// One key for each combination of values; none where a claim is missing.
    private static func keys(of shape: JSONValue, _ claims: [String: [String]], atMost limit: Int) -> [String] {
        var rows: [[JSONValue]] = [[]]
        for name in shape.oneOrMany.compactMap(\.stringValue) {
            let values = claims[name] ?? []
            rows = rows.flatMap { row in values.prefix(limit).map { row + [.string($0)] } }
            rows = Array(rows.prefix(limit))
        }
        // A digest cannot be mistaken for a participant's name, and is as long as any other.
        return rows.map { "claims " + Digest(of: CanonicalJSON.bytes(of: [shape, .array($0)])).hex }
    }
}
