import Connector
import EvidenceLog
import Foundation
import Node
import Primitives
import ServerKit
import TestKit
import Testing

struct EvidenceLogTests {
    /// A finished agreement, and the provider's log.
    private func agreed() async throws -> (Fixture, LogFixture, Agreement) {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree()
        return (fixture, try LogFixture(fixture.provider), agreement)
    }

    @Test func `every committed entry is in the log, from index 0 and in order`() async throws {
        let (fixture, log, _) = try await agreed()
        try await log.advance()
        #expect(try await log.stored() > 5)
        #expect(try log.size() == (try await log.stored()))
        let entries = try await log.entries()
        let report = try LogCheck.run(log.place.published, keys: [try await log.key()]) { index, leaf in
            #expect(entries[index].leaf == leaf)
            #expect(entries[index].index == Int64(index))
        }
        #expect(report.entries == entries.count)
        let before = try log.size()
        try await business(fixture)
        try await log.advance()
        #expect(try log.size() > before)
        #expect(try LogCheck.run(log.place.published, keys: [try await log.key()]).ahead.isEmpty)
    }

    @Test func `a receipt verifies offline, and any changed byte is found`() async throws {
        let (_, log, _) = try await agreed()
        try await log.advance()
        let verifier = EvidenceVerifier(keys: [try await log.key()])
        for entry in try await log.entries() {
            let proof = try await log.evidence.receipts.receipt(entry.sequence, withRecord: true)
            #expect(verifier.check(try TlogProof(reading: proof.bytes)).holds)
        }
        let proof = try await log.evidence.receipts.receipt(3, withRecord: true)
        let bytes = proof.bytes
        for index in stride(from: 0, to: bytes.count, by: 3) {
            var changed = bytes
            changed[index] ^= 1
            let read = try? TlogProof(reading: changed)
            #expect(read.map { verifier.check($0).holds } != true, "byte \(index)")
        }
        let bare = try await log.evidence.receipts.receipt(3, withRecord: false)
        #expect(verifier.check(bare).holds)
        #expect(try ReceiptExtra(reading: #require(bare.extra)).record == nil)
        #expect(!EvidenceVerifier(keys: []).check(proof).holds)
    }

    @Test func `a receipt for an entry that is not in a checkpoint yet is asked for later`() async throws {
        let (_, log, _) = try await agreed()
        #expect(await problem { _ = try await log.evidence.receipts.receipt(1, withRecord: true) } == .unavailable)
        try await log.advance()
        #expect(await problem { _ = try await log.evidence.receipts.receipt(9999, withRecord: true) } == .notFound)
    }

    @Test func `a bundle holds, says that nobody signed, and fails with any record, agreement or proof changed`()
        async throws
    {
        let (_, log, agreement) = try await agreed()
        try await log.advance()
        let provided = try #require(
            try await log.party.database.read { try AgreementStore.find(agreement.id, in: $0) }
        )
        let entries = try await log.evidence.receipts.bundleEntries(
            agreement: agreement.id,
            negotiation: provided.negotiation
        )
        let bundle = EvidenceBundle(
            agreement: provided.document,
            provider: log.party.participant,
            consumer: provided.peer,
            entries: entries
        )
        let verifier = EvidenceVerifier(keys: [try await log.key()])
        let read = try EvidenceBundle(reading: bundle.json.encoded)
        let result = verifier.check(read)
        #expect(result.holds, "\(result.findings)")
        #expect(result.findings.contains { $0.result == .open && $0.en.contains("no party signed") })
        let types = entries.compactMap { $0.extra.record?["type"]?.stringValue }
        #expect(types.contains { $0.hasPrefix("negotiation.request") })
        let text = bundle.json.text
        for (from, to) in [
            (#""action":"use""#, #""action":"sell""#), (provided.peer, "urn:party:other"),
            (#""FINALIZED""#, #""OFFERED""#),
        ] {
            let changed = text.replacingOccurrences(of: from, with: to)
            #expect(changed != text, "\(from)")
            let tampered = try EvidenceBundle(reading: Array(changed.utf8))
            #expect(!verifier.check(tampered).holds, "\(from)")
        }
        let signed = EvidenceBundle(
            agreement: bundle.agreement,
            provider: bundle.provider,
            consumer: bundle.consumer,
            signatures: [
                EvidenceBundle.Signature(by: "provider", algorithm: "ES256", jws: "a..b", keyID: nil, publicKey: nil)
            ],
            entries: entries
        )
        #expect(verifier.check(signed).findings.contains { $0.en.contains("signed by one party") })
    }

    @Test func `a split view between two receipts of one log is found`() async throws {
        let (_, log, agreement) = try await agreed()
        try await log.advance()
        let entries = try await log.evidence.receipts.bundleEntries(agreement: agreement.id, negotiation: "")
        let first = try #require(entries.first)
        let head = first.proof.checkpoint.checkpoint
        let key = try #require(Ed25519NoteKey(name: head.origin, seed: Array(repeating: 5, count: 32)))
        let leaf = MerkleHash.leaf(first.extra.leaf)
        // The same key signs another tree of the same size, in which the entry also stands.
        let path = first.proof.path.map { Digest(of: $0.bytes) }
        guard let root = rootOf(leaf, first.proof.index, head.size, path) else { return }
        let fork = try SignedCheckpoint(Checkpoint(origin: head.origin, size: head.size, root: root), signers: [key])
        let other = TlogProof(extra: nil, index: first.proof.index, path: path, checkpoint: fork)
        try other.verify(entry: first.extra.leaf, log: [key.key])
        let bundle = EvidenceBundle(
            agreement: [:],
            provider: "",
            consumer: "",
            entries: [first, EvidenceBundle.Entry(extra: first.extra, proof: other)]
        )
        let result = EvidenceVerifier(keys: [key.key]).check(bundle)
        #expect(!result.holds)
        #expect(result.findings.contains { $0.en.contains("split view") })
    }

    /// The root that a path leads to, found by the rules of RFC 9162 without the library's check.
    private func rootOf(_ leaf: Digest, _ index: Int, _ size: Int, _ path: [Digest]) -> Digest? {
        var (first, second, hash) = (index, size - 1, leaf)
        for sibling in path {
            if first & 1 == 1 || first == second {
                hash = MerkleHash.node(sibling, hash)
                while first & 1 == 0, first != 0 { (first, second) = (first >> 1, second >> 1) }
            } else {
                hash = MerkleHash.node(hash, sibling)
            }
            (first, second) = (first >> 1, second >> 1)
        }
        return second == 0 ? hash : nil
    }

    @Test func `record and salt go only when their time is over, and the tree stays whole`() async throws {
        let (_, log, _) = try await agreed()
        try await log.advance()
        let database = log.party.database
        let entry = try #require(try await log.entries().first { $0.record["subject"]?["kind"] == "negotiation" })
        let written = try #require(entry.record["time"]?.stringValue.flatMap { Instant($0) })
        let year: Int64 = 366 * 86_400
        for years in [0, 1, 29] as [Int64] {
            let moment = written.advanced(seconds: years * year)
            #expect(try await !database.write { try EvidenceStore.erase(entry.sequence, at: moment, in: $0) })
        }
        let due = written.advanced(seconds: 30 * year)
        #expect(entry.keepUntil == due)
        #expect(try await database.write { try EvidenceStore.erase(entry.sequence, at: due, in: $0) })
        #expect(try await !database.write { try EvidenceStore.erase(entry.sequence, at: due, in: $0) })
        let erased = try #require(try await database.read { try EvidenceStore.entry(entry.sequence, in: $0) })
        #expect(erased.record == .null && erased.salt.isEmpty && erased.leaf == entry.leaf)
        #expect(try LogCheck.run(log.place.published, keys: [try await log.key()]).entries == (try await log.stored()))
        let receipt = try await log.evidence.receipts.receipt(entry.sequence, withRecord: true)
        let result = EvidenceVerifier(keys: [try await log.key()]).check(receipt)
        #expect(result.holds)
        #expect(result.findings.contains { $0.en.contains("was erased") })
    }

    @Test func `years are a setting, for what is written from then on, and never fewer than the least`() async throws {
        let fixture = try await Fixture()
        let database = fixture.provider.database
        try await database.write { try EvidenceRetentionStore.set([.contract: 40, .catalogue: 1], in: $0) }
        #expect(try await database.read { try EvidenceRetentionStore.years(of: .contract, in: $0) } == 40)
        #expect(try await database.read { try EvidenceRetentionStore.years(of: .catalogue, in: $0) } == 10)
        _ = try await fixture.agree()
        try await database.write { try EvidenceRetentionStore.set([:], in: $0) }
        let entries = try await database.read { try EvidenceStore.entries(after: 0, in: $0) }
        let entry = try #require(entries.last { $0.record["subject"]?["kind"] == "negotiation" })
        let written = try #require(entry.record["time"]?.stringValue.flatMap { Instant($0) })
        let (early, due) = (39 * 366 * 86_400 as Int64, 40 * 366 * 86_400 as Int64)
        #expect(entry.keepUntil == written.advanced(seconds: due))
        let before = written.advanced(seconds: early)
        #expect(try await !database.write { try EvidenceStore.erase(entry.sequence, at: before, in: $0) })
        // A row that says less than the least, as an older file might, is not believed.
        _ = try await database.write { transaction in
            try transaction.execute("UPDATE evidence_retention SET years = 29 WHERE class = 'contract'")
        }
        #expect(try await database.read { try EvidenceRetentionStore.years(of: .contract, in: $0) } == 30)
    }

    @Test func `a search finds by who, what, when, object and outcome`() async throws {
        let (_, log, _) = try await agreed()
        let all = try await log.entries()
        func found(_ change: (inout EvidenceSearch) -> Void) async throws -> [EvidenceStore.Entry] {
            var search = EvidenceSearch()
            change(&search)
            return try await log.party.database.read { [search] in
                try EvidenceStore.entries(matching: search, after: 0, limit: 500, in: $0)
            }
        }
        let one = try #require(all.last)
        let actor = try #require(one.record["actor"]?["id"]?.stringValue)
        #expect(
            try await found { $0.actor = actor }.count == all.count { $0.record["actor"]?["id"]?.stringValue == actor }
        )
        let negotiations = all.count { $0.record["type"]?.stringValue?.hasPrefix("negotiation.") == true }
        #expect(try await found { $0.type = "negotiation" }.count == negotiations)
        #expect(try await found { $0.type = "negot%" }.isEmpty)
        let subject = try #require(one.record["subject"]?["id"]?.stringValue)
        #expect(try await found { $0.subject = subject }.contains { $0.sequence == one.sequence })
        let time = try #require(one.record["time"]?.stringValue.flatMap { Instant($0) })
        #expect(try await found { $0.until = time }.allSatisfy { $0.sequence < one.sequence })
        #expect(try await found { $0.from = time.advanced(seconds: 1) }.isEmpty)
        #expect(try await found { $0.outcome = "no such outcome" }.isEmpty)
        #expect(try await found { _ in }.count == all.count)
    }
}

struct EvidenceFailureTests {
    @Test func `a folder that cannot be written stops business after the grace period, and it goes on by itself`()
        async throws
    {
        let fixture = try await Fixture()
        let log = try LogFixture(fixture.provider)
        // A file where the folder must be.
        try Data().write(to: URL(fileURLWithPath: log.folder))
        await #expect(throws: LogProblem.self) { try await log.advance() }
        let since = try #require(log.health.state.waitingSince)
        #expect(throws: Never.self) { try log.health.check(at: since.advanced(seconds: 60)) }
        let refused = await problem { try log.health.check(at: since.advanced(seconds: 61)) }
        #expect(refused == .storage)
        try FileManager.default.removeItem(atPath: log.folder)
        try await log.advance()
        #expect(throws: Never.self) { try log.health.check(at: since.advanced(seconds: 61)) }
    }

    @Test func `business is refused with nothing changed while the log is stopped`() async throws {
        let (fixture, log) = try await rolledBack()
        await log.evidence.writer.begin()
        try await fixture.expectUnchanged(fixture.provider) {
            let refused = await problem {
                _ = try await fixture.provider.datasets.offer(
                    product: TwoParties.product(of: fixture.provider.name),
                    policy: TwoParties.policy,
                    mode: .automatic,
                    id: "urn:offer:late"
                )
            }
            #expect(refused == .storage)
        }
    }

    @Test func `a recovery begins an epoch whose first entry names the old checkpoint, and business goes on`()
        async throws
    {
        let (fixture, log) = try await rolledBack()
        let old = try #require(try log.place.head())
        #expect(await problem { _ = try await log.evidence.recovery.begin(by: "owner", reason: "early") } == .conflict)
        await log.evidence.writer.begin()
        let epoch = try await log.evidence.recovery.begin(by: "owner", reason: "a backup was restored")
        #expect(epoch == 2)
        try await log.advance()
        let first = try #require(try await log.entries().first { $0.epoch == 2 })
        #expect(first.index == 0)
        #expect(first.record["type"] == "log.recovered")
        #expect(first.record["related"]?["oldCheckpoint"]?.stringValue == String(decoding: old.bytes, as: UTF8.self))
        #expect(first.record["digests"]?["oldRoot"]?.stringValue == old.checkpoint.root.description)
        _ = try await fixture.agree()
        try await log.advance()
        let report = try LogCheck.run(
            log.evidence.writer.settings.place(epoch: 2).published,
            keys: [try await log.key(epoch: 2)]
        )
        #expect(report.entries > 1)
        #expect(report.checkpoint.checkpoint.origin == old.checkpoint.origin + "/2")
        // What was signed before stands as it was.
        #expect(try log.place.head() == old)
        #expect(try LogCheck.run(log.place.published, keys: [try await log.key()]).entries == old.checkpoint.size)
        let receipt = try await log.evidence.receipts.receipt(first.sequence, withRecord: true)
        #expect(EvidenceVerifier(keys: [try await log.key(epoch: 2)]).check(receipt).holds)
    }

    /// A party with a younger database, and the log that an older one had signed.
    private func rolledBack() async throws -> (Fixture, LogFixture) {
        let fixture = try await Fixture()
        _ = try await fixture.agree()
        let log = try LogFixture(fixture.provider)
        try await log.advance()
        let copy = log.folder + ".copy"
        try FileManager.default.copyItem(atPath: log.folder, toPath: copy)
        let other = try await Fixture(seed: 2)
        return (other, try LogFixture(other.provider, folder: copy, health: other.provider.essentials.health))
    }

    @Test func `an older database than the signed log stops everything at once, and nothing is signed`() async throws {
        let (_, log) = try await rolledBack()
        let signed = try log.place.head()
        await log.evidence.writer.begin()
        #expect(log.health.state.isStopped)
        #expect(await problem { try log.health.check(at: Instant(milliseconds: 0)) } == .storage)
        await #expect(throws: LogProblem.self) { try await log.advance() }
        #expect(try log.place.head() == signed)
        #expect(try log.place.published.checkpoint() == signed)
    }

    @Test func `a restored database that has grown again is found by its other entries`() async throws {
        let (fixture, log) = try await rolledBack()
        let size = try log.size()
        while try await log.stored() <= size { try await business(fixture) }
        let signed = try log.place.head()
        await log.evidence.writer.begin()
        #expect(log.health.state.isStopped)
        #expect(try log.place.head() == signed)
    }
}
