/// Score trees: points add up, answers are declared, the best answer earns everything.
extension PackCheck {
    mutating func check(_ card: Scorecard, _ id: String) {
        let path = "scorecards.\(id)"
        for node in card.nodes { check(node, at: "\(path).\(node.id)") }
        let names = PackNames(pack: whole)
        for level in card.levels {
            note(level.condition, at: "\(path).\(level.id)")
            let typer = ExpressionTyper(
                kind: { Scorecard.names.contains($0) ? .number : names.kind(of: $0) },
                matrices: Set(whole.matrices.keys)
            )
            do {
                try typer.check(level.condition, gives: .flag)
            } catch {
                report(.wrongType, "\(path).\(level.id)", "`\(level.condition.source)` \(error.description)")
            }
        }
        if Set(card.levels.map(\.id)).count != card.levels.count {
            report(.ambiguous, path, "two levels have one id")
        }
        checkOrder(card, at: path)
        checkExamples(card, at: path)
    }

    private mutating func check(_ node: Scorecard.Node, at path: String) {
        switch node.kind {
        case .branch(let children):
            var sum: ExactDecimal? = .zero
            for child in children {
                check(child, at: "\(path).\(child.id)")
                sum = try? sum?.adding(child.points)
            }
            if sum != node.points {
                report(.badScore, path, "its parts have \(sum?.description ?? "too many") points, not \(node.points)")
            }
        case .leaf(let fact, let scale):
            referFact(fact, at: path)
            checkScale(scale, of: fact, at: path)
        }
    }

    private mutating func checkScale(_ scale: Scorecard.Scale, of fact: String, at path: String) {
        guard let declaration = whole.facts[fact] else { return }
        let hundred = ExactDecimal(100)
        switch scale {
        case .single(let shares):
            if declaration.kind != .choice || Set(shares.keys) != Set(declaration.choices) {
                report(.badScore, path, "needs a share for each choice of `\(fact)`")
            }
            let inOrder = declaration.choices.compactMap { shares[$0] }
            if zip(inOrder, inOrder.dropFirst()).contains(where: { $0 > $1 }) {
                report(.badScore, path, "a better answer of `\(fact)` earns less")
            }
            if shares.values.max() != hundred { report(.badScore, path, "no answer earns all the points") }
        case .multiple(let shares):
            let sum = shares.values.reduce(ExactDecimal?.some(.zero)) { total, share in try? total?.adding(share) }
            if declaration.kind != .list { report(.wrongType, path, "`\(fact)` is no list") }
            if sum != hundred { report(.badScore, path, "all answers together do not earn all the points") }
        case .banded(let bands):
            if declaration.kind != .number { report(.wrongType, path, "`\(fact)` is no number") }
            let isRising = zip(bands, bands.dropFirst()).allSatisfy { $0.over < $1.over && $0.share < $1.share }
            if bands.isEmpty || !isRising || bands.last?.share != hundred {
                report(.badScore, path, "bands must rise to all the points")
            }
        case .direct:
            if declaration.kind != .number { report(.wrongType, path, "`\(fact)` is no number") }
        }
    }
}
