import Hummingbird
package import Primitives
package import ServerKit

/// A kind of object whose state stands in a table: what `evidence audit` compares with the evidence.
package struct AuditedKind: Sendable {
    package let kind: String
    /// Objects after an identifier, in its order: identifier and state as evidence names it; nil for one without a state yet.
    package let page:
        @Sendable (_ after: String, _ limit: Int, ReadTransaction) throws -> [(id: String, state: String?)]

    package init(
        _ kind: String,
        page:
            @escaping @Sendable (_ after: String, _ limit: Int, ReadTransaction) throws -> [(
                id: String, state: String?
            )]
    ) {
        self.kind = kind
        self.page = page
    }
}

/// Looks for states without evidence and evidence without states.
package struct EvidenceAudit: Sendable {
    private static let pageSize = 500
    /// Findings that one answer names; more are only counted.
    private static let mostFindings = 1000

    private let database: Database
    private let kinds: [AuditedKind]

    package init(database: Database, kinds: [AuditedKind]) {
        self.database = database
        self.kinds = kinds
    }

    /// What was compared and what was found.
    package struct Report: Sendable {
        package var objects = 0
        package var findings: [JSONValue] = []
        package var count = 0

        mutating func add(_ kind: String, _ id: String, _ problem: String, state: String?, evidence: String?) {
            count += 1
            guard findings.count < EvidenceAudit.mostFindings else { return }
            findings.append([
                "kind": .string(kind), "id": .string(id), "problem": .string(problem),
                "state": .optional(state) ?? .null, "evidence": .optional(evidence) ?? .null,
            ])
        }

        package var json: JSONValue {
            ["objects": .int(objects), "count": .int(count), "findings": .array(findings)]
        }
    }

    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/evidence/audit",
                access: .role(.auditor),
                "states without evidence, and evidence without states",
                description: EndpointDescription(answer: "EvidenceAudit")
            ) { _ in .json(try await run().json) }
        ]
    }

    package func run() async throws -> Report {
        var report = Report()
        for kind in kinds { try await compare(kind, &report) }
        return report
    }

    /// Walks table and evidence of a kind side by side, both in the order of identifiers.
    private func compare(_ kind: AuditedKind, _ report: inout Report) async throws {
        var after = ""
        while true {
            let from = after
            let (states, proven, last) = try await database.read { transaction in
                let states = try kind.page(from, Self.pageSize, transaction)
                let proven = try EvidenceStore.lastStates(
                    of: kind.kind,
                    after: from,
                    limit: Self.pageSize,
                    in: transaction
                )
                return (states, proven, Self.end(states.map(\.id), proven.map(\.id)))
            }
            Self.merge(kind.kind, states, proven, upTo: last, &report)
            guard let last else { return }
            after = last
        }
    }

    /// Up to where both pages are complete; nil when both are the last ones.
    private static func end(_ states: [String], _ proven: [String]) -> String? {
        let full = [states, proven].filter { $0.count == pageSize }.compactMap(\.last)
        return full.min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func merge(
        _ kind: String,
        _ states: [(id: String, state: String?)],
        _ proven: [(id: String, record: JSONValue?)],
        upTo last: String?,
        _ report: inout Report
    ) {
        func isIn(_ id: String) -> Bool { last.map { !$0.utf8.lexicographicallyPrecedes(id.utf8) } ?? true }
        var evidence: [String: JSONValue] = [:]
        for (id, record) in proven where isIn(id) { evidence[id] = record ?? .null }
        for (id, state) in states where isIn(id) {
            report.objects += 1
            guard let record = evidence.removeValue(forKey: id) else {
                report.add(kind, id, "state without evidence", state: state, evidence: nil)
                continue
            }
            // An erased record says nothing of a state, and one may concern something else than the state.
            guard let named = record["newState"]?.stringValue, let state, named != state else { continue }
            report.add(kind, id, "the last evidence names another state", state: state, evidence: named)
        }
        // A request that was declined leaves evidence and no object: only evidence that names a state asks for one.
        for (id, record) in evidence.sorted(by: { $0.key < $1.key }) {
            guard let named = record["newState"]?.stringValue else { continue }
            report.add(kind, id, "evidence without state", state: nil, evidence: named)
        }
    }
}
