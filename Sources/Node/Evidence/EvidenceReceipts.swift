package import EvidenceLog
import Primitives
package import ServerKit

/// Makes offline proofs of entries from the published files.
package struct EvidenceReceipts: Sendable {
    package let settings: EvidenceLogSettings
    private let database: Database

    package init(_ settings: EvidenceLogSettings, database: Database) {
        self.settings = settings
        self.database = database
    }

    /// An epoch's log as a verifier must know it.
    package struct LogName: Sendable, Equatable {
        package let epoch: Int64
        package let origin: String
        /// The text of the Ed25519 verifier key.
        package let verifierKey: String
        /// The folder that can be published.
        package let directory: String
    }

    /// All epochs that have begun, oldest first.
    package func logs() async throws -> [LogName] {
        try await database.read { try EvidenceEpochStore.all(in: $0) }.compactMap { epoch in
            guard let origin = epoch.origin, let key = epoch.verifierKey else { return nil }
            let directory = settings.place(epoch: epoch.number).published.path
            return LogName(epoch: epoch.number, origin: origin, verifierKey: key, directory: directory)
        }
    }

    /// The proof of an entry against a checkpoint that contains it: a witnessed one where there is one.
    ///
    /// `extra` is what a verifier needs to make the leaf; the proof is verified before it leaves.
    package func proof(of entry: EvidenceStore.Entry, extra: [UInt8]?) async throws -> TlogProof {
        let epoch = entry.epoch
        guard let log = try await logs().first(where: { $0.epoch == epoch }) else { throw Self.notYet }
        let place = settings.place(epoch: epoch)
        let index = Int(entry.index)
        let candidates = [try place.witnessed(), try place.published.checkpoint()].compactMap { $0 }
        // After a rotation the witnessed checkpoint may be one of the former key.
        let key = try VerifierKey(reading: log.verifierKey)
        guard
            let signed = candidates.first(where: {
                $0.checkpoint.size > index && (try? $0.verify(log: [key])) != nil
            })
        else { throw Self.notYet }
        var reader = TreeReader(size: signed.checkpoint.size, source: place.published)
        let proof = TlogProof(
            extra: extra,
            index: index,
            path: try reader.inclusionProof(of: index),
            checkpoint: signed
        )
        try proof.verify(entry: entry.leaf, log: [key])
        return proof
    }

    private static let notYet = Problem(
        .unavailable,
        BilingualText(en: "the entry is not in a checkpoint yet", zh: "该条目尚未写入检查点"),
        advice: BilingualText(
            en: "try again in a second; else see `sluice evidence log`",
            zh: "请稍后重试，或查看 `sluice evidence log`"
        ),
        retryAfterSeconds: 1
    )

    /// The receipt of an entry: a `.tlog-proof` whose extra data is the entry's leaf, record and salt.
    package func receipt(_ sequence: Int64, withRecord: Bool) async throws -> TlogProof {
        guard let entry = try await database.read({ try EvidenceStore.entry(sequence, in: $0) }) else {
            throw Problem.notFound("evidence entry", "\(sequence)")
        }
        return try await proof(of: entry, extra: Self.extra(entry, withRecord: withRecord).bytes)
    }

    /// The entries of an agreement and of the negotiation that led to it, oldest first, as a bundle carries them.
    package func bundleEntries(agreement: String, negotiation: String) async throws -> [EvidenceBundle.Entry] {
        var (ofAgreement, ofNegotiation) = (EvidenceSearch(), EvidenceSearch())
        ofAgreement.agreement = agreement
        ofNegotiation.subject = negotiation
        var found: [Int64: EvidenceStore.Entry] = [:]
        for search in [ofAgreement, ofNegotiation] {
            for entry in try await all(search) { found[entry.sequence] = entry }
        }
        var entries: [EvidenceBundle.Entry] = []
        for entry in found.values.sorted(by: { $0.sequence < $1.sequence }) {
            let proof = try await proof(of: entry, extra: nil)
            entries.append(EvidenceBundle.Entry(extra: Self.extra(entry, withRecord: true), proof: proof))
        }
        return entries
    }

    private static func extra(_ entry: EvidenceStore.Entry, withRecord: Bool) -> ReceiptExtra {
        let isShown = withRecord && entry.record != .null
        return ReceiptExtra(
            leaf: entry.leaf,
            record: isShown ? entry.record : nil,
            salt: isShown ? entry.salt : nil
        )
    }

    /// Entries of one bundle: an agreement with more has had so many deliveries that a bundle by subject serves better.
    private static let bundleLimit = 20_000

    private func all(_ search: EvidenceSearch) async throws -> [EvidenceStore.Entry] {
        var entries: [EvidenceStore.Entry] = []
        while entries.count < Self.bundleLimit {
            let after = entries.last?.sequence ?? 0
            let page = try await database.read {
                try EvidenceStore.entries(matching: search, after: after, limit: EvidenceStore.pageLimit, in: $0)
            }
            entries += page
            if page.count < EvidenceStore.pageLimit { break }
        }
        return entries
    }
}
