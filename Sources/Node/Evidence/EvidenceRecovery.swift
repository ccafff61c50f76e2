import EvidenceLog
import Primitives
package import ServerKit

/// Begins a new epoch when a log cannot go on: what was signed stays signed, and nothing contradicts it.
package struct EvidenceRecovery: Sendable {
    private let writer: EvidenceLogWriter
    private let database: Database
    private let world: World
    private let node: String
    private let feed: EventFeed

    package init(
        writer: EvidenceLogWriter,
        database: Database,
        world: World,
        node: String,
        feed: EventFeed
    ) {
        self.writer = writer
        self.database = database
        self.world = world
        self.node = node
        self.feed = feed
    }

    /// Begins it and returns its number.
    ///
    /// Its first entry names the last checkpoint that the old one signed, as far as files and database
    /// still tell.
    package func begin(by person: String, reason: String) async throws -> Int64 {
        guard writer.health.state.isStopped else {
            throw Problem(
                .conflict,
                BilingualText(en: "the log goes on; nothing is to be recovered", zh: "日志运行正常，无需恢复"),
                advice: BilingualText(
                    en: "a new epoch is only for a log that contradicts its database",
                    zh: "仅当日志与数据库矛盾时才开始新纪元"
                )
            )
        }
        let old = try await database.read { try EvidenceEpochStore.newest(in: $0) }
        let heads = try lastHeads(old)
        let epoch = try nextNumber(after: old)
        let origin = EvidenceLogSettings.origin(writer.settings.origin, epoch: epoch)
        let key = try writer.verifierKey(origin)
        let moment = Moment(world)
        try await database.write { [node, feed] transaction in
            try EvidenceEpochStore.begin(epoch, origin: origin, verifierKey: key, in: transaction)
            var evidence = EvidenceWriter(moment, node: node, in: transaction)
            var draft = EvidenceDraft(type: "log.recovered", subjectKind: "log", subjectID: origin)
            draft.actor = EvidenceActor(.person, person)
            draft.decision = EvidenceDecision(outcome: "recovered", reasons: [reason])
            draft.related["oldOrigin"] = old.origin ?? ""
            if let head = heads.max(by: { $0.checkpoint.size < $1.checkpoint.size }) {
                draft.related["oldCheckpoint"] = String(decoding: head.bytes, as: UTF8.self)
                draft.amounts["oldSize"] = Int64(head.checkpoint.size)
                draft.digests["oldRoot"] = head.checkpoint.root
            }
            try evidence.record(draft)
            transaction.afterCommit { feed.ring() }
        }
        writer.health.resumed(waitingSince: moment.now)
        return epoch
    }

    /// A number that no epoch of this log ever had, since the log's name has it.
    ///
    /// Where the files may be older than what others hold, an epoch that is forgotten here may have had the next one; the clock has not
    /// been there before.
    private func nextNumber(after old: EvidenceEpochStore.Epoch) throws -> Int64 {
        var number = old.number + 1
        if old.restored != nil || old.contradiction != nil { number = max(number, world.now().milliseconds / 1000) }
        while try hasBegun(number) { number += 1 }
        return number
    }

    private func hasBegun(_ number: Int64) throws -> Bool {
        let place = writer.settings.place(epoch: number)
        return try place.head() != nil || place.published.checkpoint() != nil
    }

    /// What can still be read of the old epoch's signed heads; damage is why one recovers.
    private func lastHeads(_ old: EvidenceEpochStore.Epoch) throws -> [SignedCheckpoint] {
        let place = writer.settings.place(epoch: old.number)
        let known = old.head.flatMap { try? SignedCheckpoint(reading: Array($0.utf8)) }
        return [known, try? place.head(), try? place.published.checkpoint(), try? place.witnessed()].compactMap { $0 }
    }
}
