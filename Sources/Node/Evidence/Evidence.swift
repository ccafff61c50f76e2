package import EvidenceLog
package import Primitives
package import ServerKit

/// What a process says of an event; the log adds whose log it is, when, and the salt.
package struct EvidenceDraft: Sendable, Equatable {
    package var type: String
    package var actor: EvidenceRecord.Actor?
    package var counterparty: String?
    package var subjectKind: String
    package var subjectID: String
    package var previousState: String?
    package var newState: String?
    package var related: [String: String] = [:]
    package var digests: [String: Digest] = [:]
    package var decision: EvidenceRecord.Decision?
    package var amounts: [String: Int64] = [:]

    package init(type: String, subjectKind: String, subjectID: String) {
        self.type = type
        self.subjectKind = subjectKind
        self.subjectID = subjectID
    }
}

/// What a transaction takes from outside before it begins: the time, salts and identifiers.
///
/// A write closure may run twice; with these taken beforehand both runs are the same.
package struct Moment: Sendable {
    package let now: Instant
    /// Salts and identifiers that one transaction may use: more than any handler's longest path.
    package static let usualSupply = 6
    /// Random bytes of one identifier.
    private static let identifierBytes = 10

    private let random: [UInt8]
    /// How many entries and identifiers a transaction may use.
    package let supply: Int

    /// Asks for everything at once: a transaction under load pays the way to the kernel a single time.
    package init(_ world: World, supply: Int = Moment.usualSupply) {
        now = world.now()
        self.supply = supply
        random = world.random(supply * (EvidenceLeaf.saltBytes + Self.identifierBytes))
    }

    /// The salt of the entry with this number, counted from 0; nil beyond the supply.
    func salt(_ number: Int) -> [UInt8]? {
        guard number < supply else { return nil }
        let start = number * EvidenceLeaf.saltBytes
        return Array(random[start..<start + EvidenceLeaf.saltBytes])
    }

    /// The identifier with this number, counted from 0; nil beyond the supply.
    func identifier(_ number: Int) -> String? {
        guard number < supply else { return nil }
        let start = supply * EvidenceLeaf.saltBytes + number * Self.identifierBytes
        return "urn:uuid:" + World.uuid(at: now, random[start..<start + Self.identifierBytes])
    }
}

/// Writes evidence inside a transaction, one salt per entry.
package struct EvidenceWriter {
    package let moment: Moment
    package let node: String
    package let transaction: WriteTransaction
    private var used = 0
    private var usedIDs = 0

    package init(_ moment: Moment, node: String, in transaction: WriteTransaction) {
        self.moment = moment
        self.node = node
        self.transaction = transaction
    }

    /// Records a draft; refuses when the transaction has written more entries than it took salts for.
    package mutating func record(_ draft: EvidenceDraft) throws {
        guard let salt = moment.salt(used) else { throw Problem.internalError }
        let record = EvidenceRecord(
            type: draft.type,
            time: moment.now,
            node: node,
            actor: draft.actor ?? EvidenceRecord.Actor(.node, node),
            counterparty: draft.counterparty,
            subjectKind: draft.subjectKind,
            subjectID: draft.subjectID,
            previousState: draft.previousState,
            newState: draft.newState,
            related: draft.related,
            digests: draft.digests,
            decision: draft.decision,
            amounts: draft.amounts
        )
        try EvidenceStore.append(record, salt: salt, in: transaction)
        used += 1
    }

    /// An identifier taken before the transaction.
    package mutating func identifier() throws -> String {
        guard let identifier = moment.identifier(usedIDs) else { throw Problem.internalError }
        usedIDs += 1
        return identifier
    }
}

/// Who acted and what was decided, under names that do not collide with those of other rooms.
package typealias EvidenceActor = EvidenceRecord.Actor
package typealias EvidenceDecision = EvidenceRecord.Decision
