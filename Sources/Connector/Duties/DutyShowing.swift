import DataspaceProtocol
import Node
package import Primitives
package import ServerKit
import UsagePolicy

/// How it stands with duties, for people and metrics.
extension Duties {
    package func find(_ id: String) async throws -> Duty {
        guard let duty = try await essentials.database.read({ try DutyStore.find(id, in: $0) }) else {
            throw Problem.notFound("duty", id)
        }
        return duty
    }

    package func list(_ page: PageRequest, agreement: String, state: String) async throws -> [Duty] {
        try await essentials.database.read {
            try DutyStore.list(page, agreement: agreement, state: state, in: $0)
        }
    }

    /// Every duty of an agreement, how it is done, and how it stands here and at the other side.
    package func duties(of id: String) async throws -> [JSONValue] {
        try await essentials.database.read { [essentials] transaction in
            let found = try [Role.provider, .consumer].compactMap {
                try Agreements.inForce(id, role: $0, in: transaction)
            }
            guard !found.isEmpty else { throw Problem.notFound("agreement", id) }
            return try found.flatMap { try Self.shown($0, essentials, in: transaction) }
        }
    }

    private static func shown(
        _ agreement: Agreement,
        _ essentials: Essentials,
        in transaction: ReadTransaction
    ) throws -> [JSONValue] {
        let us = essentials.identity.participant
        let known = try DutyStore.all(of: agreement.id, role: agreement.role, limit: shownLimit, in: transaction)
        let told = try DutyReportStore.received(agreement.id, role: agreement.role, in: transaction)
        return duties(of: agreement, essentials).flatMap { [$0] + $0.consequences }.map { plan in
            let isOurs = plan.moment == .before ? agreement.role == .provider : plan.isBorne(by: us, agreement.role)
            let isTheirs =
                plan.moment != .before && plan.isBorne(by: agreement.peer, agreement.role.other)
                || plan.moment == .before
            // Those that are not done stand first.
            let own = known.first { $0.path.hasSameBytes(as: plan.path) }
            let peer = told?.duties.first { $0["path"]?.stringValue?.hasSameBytes(as: plan.path) ?? false }
            let kind = plan.kind
            let waits = kind == .person && plan.moment == .before ? "OPEN" : "-"
            return [
                "agreement": .string(agreement.id), "path": .string(plan.path), "action": .string(plan.act),
                "moment": .string(plan.moment.rawValue), "payment": .optional(plan.price),
                "doneBy": .string(kind?.rawValue ?? "nobody here"),
                "bearer": .string(isOurs ? "us" : isTheirs ? "peer" : "other"),
                "state": .string(own?.state.rawValue ?? waits),
                "deadline": .optional(own?.deadline?.description),
                "note": .optional(own?.note), "by": .optional(own?.actor), "failure": .optional(own?.failure),
                "duty": .optional(own?.id),
                "atPeer": .optional(peer?["state"]?.stringValue),
                "atPeerReported": peer == nil ? nil : .optional(told?.received.description),
            ]
        }
    }

    /// Duties of one agreement that are looked through and reported: all that are not done, and the newest of the others.
    static let shownLimit = 500

    /// How many duties are in a state, for metrics.
    package static func count(_ state: DutyProgress.State, in transaction: ReadTransaction) throws -> Int64 {
        try DutyStore.count(state, in: transaction)
    }
}
