import Primitives

/// Proves a decision table total, and its rows reachable and, where asked, disjoint, by enumerating its inputs.
///
/// Numbers are cut at the ends of all intervals: each point and each gap is one case, and every number behaves like one
/// of them. Rows that cannot match any more are dropped on the way, so the work follows the rows and not the product.
struct TableEnumeration {
    let table: DecisionTable
    let atoms: [String: [FactValue]]

    private(set) var uncovered: [String] = []
    private(set) var overlaps: Set<String> = []
    private(set) var answered: Set<String> = []
    private var steps = 0

    /// Branches visited at most: the largest real table takes some thousands; beyond it the table is refused as too wide.
    static let mostSteps = 200_000

    init(_ table: DecisionTable, facts: [String: FactDeclaration]) {
        self.table = table
        var atoms: [String: [FactValue]] = [:]
        for input in table.inputs {
            guard let fact = facts[input] else { continue }
            atoms[input] = Self.atoms(of: fact, cells: table.rows.compactMap { $0.cells[input] })
        }
        self.atoms = atoms
    }

    var isTooWide: Bool { steps > Self.mostSteps }

    mutating func run() { visit(0, rows: Array(table.rows.indices), path: []) }

    private mutating func visit(_ depth: Int, rows: [Int], path: [String]) {
        steps += 1
        guard steps <= Self.mostSteps else { return }
        guard let first = rows.first else {
            if uncovered.isEmpty { uncovered = path.isEmpty ? ["anything"] : path }
            return
        }
        let isSettled = rows.allSatisfy { row in
            table.inputs[depth...].allSatisfy { table.rows[row].cells[$0] == nil }
        }
        if isSettled || isDecided(first, among: rows, depth) { return settle(rows, first) }
        let input = table.inputs[depth]
        guard rows.contains(where: { table.rows[$0].cells[input] != nil }) else {
            return visit(depth + 1, rows: rows, path: path)
        }
        for atom in atoms[input] ?? [] {
            let left = rows.filter { table.rows[$0].cells[input]?.matches(atom) ?? true }
            visit(depth + 1, rows: left, path: path + ["\(input) = \(atom.json.text)"])
        }
    }

    /// With the first match winning, a first row that asks nothing more decides, whatever the others ask.
    private func isDecided(_ first: Int, among rows: [Int], _ depth: Int) -> Bool {
        (table.hit == .first || rows.count == 1)
            && table.inputs[depth...].allSatisfy { table.rows[first].cells[$0] == nil }
    }

    private mutating func settle(_ rows: [Int], _ first: Int) {
        answered.insert(table.rows[first].id)
        guard table.hit == .only else { return }
        for row in rows.dropFirst() {
            answered.insert(table.rows[row].id)
            overlaps.insert("\(table.rows[first].id) and \(table.rows[row].id)")
        }
    }

    /// One value for each way the rows can tell the fact's values apart, and the unknown.
    private static func atoms(of fact: FactDeclaration, cells: [TableCell]) -> [FactValue] {
        switch fact.kind {
        case .flag: [.unknown, .flag(false), .flag(true)]
        case .choice: [.unknown] + fact.choices.map { .text($0) }
        case .number: [.unknown] + numbers(cells, minimum: fact.minimum).map { .number($0) }
        default: [.unknown, .text("known")]
        }
    }

    private static func numbers(_ cells: [TableCell], minimum: ExactDecimal?) -> [ExactDecimal] {
        var cuts: Set<ExactDecimal> = [.zero]
        if let minimum { cuts.insert(minimum) }
        for case .interval(let interval) in cells {
            for end in [interval.lower, interval.upper] { if let end { cuts.insert(end) } }
        }
        let points = cuts.sorted()
        var numbers = points
        for (one, other) in zip(points, points.dropFirst()) {
            let sum = try? one.adding(other)
            if let middle = try? sum?.divided(by: ExactDecimal(2), places: ExactDecimal.places, .down) {
                numbers.append(middle)
            }
        }
        if let last = points.last, let above = try? last.adding(ExactDecimal(1)) { numbers.append(above) }
        if let first = points.first, let below = try? first.subtracting(ExactDecimal(1)) { numbers.append(below) }
        return numbers.filter { number in minimum.map { number >= $0 } ?? true }
    }
}
