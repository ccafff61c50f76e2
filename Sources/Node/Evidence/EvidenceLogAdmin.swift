import EvidenceLog
import Hummingbird
import Primitives
package import ServerKit

/// The owner's view of the log: its state, receipts, a whole check, erasure after its time, and recovery.
package struct EvidenceLogAdmin: Sendable {
    private let writer: EvidenceLogWriter
    private let receipts: EvidenceReceipts
    private let witness: EvidenceWitness
    private let database: Database
    private let recovery: EvidenceRecovery
    private let world: World
    private let node: String
    private let feed: EventFeed

    package init(
        writer: EvidenceLogWriter,
        receipts: EvidenceReceipts,
        witness: EvidenceWitness,
        database: Database,
        recovery: EvidenceRecovery,
        world: World,
        node: String,
        feed: EventFeed
    ) {
        self.writer = writer
        self.receipts = receipts
        self.witness = witness
        self.database = database
        self.recovery = recovery
        self.world = world
        self.node = node
        self.feed = feed
    }

    package var adminEndpoints: [Endpoint] { [log, receipt, check, erase, recover] }

    private var log: Endpoint {
        Endpoint(
            .get,
            "/api/v1/evidence/log",
            access: .role(.auditor),
            "the log: its epochs with origin, verifier key and directory, the newest checkpoint, and whether it advances",
            description: EndpointDescription(answer: "EvidenceLog")
        ) { _ in
            let logs = try await receipts.logs()
            let epochs = try logs.map { try describe($0) }
            let (stored, years) = try await database.read { transaction in
                let years = try EvidenceRetention.allCases.map {
                    ($0.rawValue, JSONValue.integer(try EvidenceRetentionStore.years(of: $0, in: transaction)))
                }
                return (try EvidenceStore.last(in: transaction), years)
            }
            var retention = JSONObject()
            for (name, value) in years { retention[name] = value }
            let state = writer.health.state
            return .json([
                "epochs": .array(epochs), "current": epochs.last ?? .null,
                "entries": .integer((stored?.index ?? -1) + 1),
                "state": .string(state.isStopped ? "stopped" : state.failure == nil ? "running" : "failing"),
                "reason": .optional(state.failure?.en) ?? .null, "reasonZh": .optional(state.failure?.zh) ?? .null,
                "waitingSince": .optional(state.waitingSince?.description) ?? .null,
                "witnessKey": .string(try witness.verifierKey),
                "graceSeconds": .integer(writer.health.graceSeconds), "retentionYears": .object(retention),
            ])
        }
    }

    private func describe(_ log: EvidenceReceipts.LogName) throws -> JSONValue {
        let place = writer.settings.place(epoch: log.epoch)
        let checkpoint = try place.published.checkpoint()
        let witnessed = try place.witnessed()
        let (former, revoked, beside) = try writer.otherKeys(log.origin)
        return [
            "epoch": .integer(log.epoch), "origin": .string(log.origin), "verifierKey": .string(log.verifierKey),
            "formerVerifierKeys": .strings(former), "revokedVerifierKeys": .strings(revoked),
            "secondVerifierKeys": .strings(beside),
            "directory": .string(log.directory),
            "path": .string("/evidence/" + EvidenceLogSettings.prefix(epoch: log.epoch)),
            "size": .integer(Int64(checkpoint?.checkpoint.size ?? 0)),
            "root": .optional(checkpoint?.checkpoint.root.description) ?? .null,
            "checkpoint": .optional(checkpoint.map { String(decoding: $0.bytes, as: UTF8.self) }) ?? .null,
            "witnessedSize": witnessed.map { .integer(Int64($0.checkpoint.size)) } ?? .null,
        ]
    }

    private var receipt: Endpoint {
        Endpoint(
            .get,
            "/api/v1/evidence/{sequence}/receipt",
            access: .role(.auditor),
            "the receipt of an entry: a C2SP tlog-proof that carries leaf, record and salt",
            description: EndpointDescription(
                query: [.init("record", "string", "`false` leaves record and salt out")],
                answer: "EvidenceReceipt"
            )
        ) { call in
            let withRecord = try call.query("record") != "false" && !EvidenceMask.applies(to: call.person())
            let proof = try await receipts.receipt(try sequence(call), withRecord: withRecord)
            return .json(["receipt": .string(String(decoding: proof.bytes, as: UTF8.self))])
        }
    }

    private func sequence(_ call: Call) throws -> Int64 {
        guard let number = Int64(try call.parameter("sequence")), number > 0 else {
            throw Problem.invalid("the number of an entry is a whole number", "存证序号须为整数")
        }
        return number
    }

    private var check: Endpoint {
        Endpoint(
            .post,
            "/api/v1/evidence/fsck",
            access: .role(.auditor),
            "derive the whole log again, from its files and from the database, and compare",
            description: EndpointDescription(answer: "EvidenceCheck")
        ) { _ in .json(try await EvidenceCheck(database: database, receipts: receipts).run()) }
    }

    private var erase: Endpoint {
        Endpoint(
            .post,
            "/api/v1/evidence/{sequence}/erase",
            access: .role(.owner),
            "erase record and salt of an entry whose retention is over; the leaf stays in the tree",
            description: EndpointDescription(answer: "EvidenceEntry")
        ) { call in
            let (sequence, person, moment) = (try sequence(call), try call.person(), Moment(world))
            try writer.health.check(at: moment.now)
            let (node, feed) = (node, feed)
            let entry = try await database.write { transaction in
                try Self.erase(sequence, by: person.name, EvidenceWriter(moment, node: node, in: transaction), feed)
            }
            return .json(EvidenceAdmin.json(entry, isMasked: false))
        }
    }

    private static func erase(
        _ sequence: Int64,
        by person: String,
        _ writer: EvidenceWriter,
        _ feed: EventFeed
    ) throws -> EvidenceStore.Entry {
        var writer = writer
        guard let entry = try EvidenceStore.entry(sequence, in: writer.transaction) else {
            throw Problem.notFound("evidence entry", "\(sequence)")
        }
        guard try EvidenceStore.erase(sequence, at: writer.moment.now, in: writer.transaction) else {
            throw Problem(
                .conflict,
                entry.record == .null
                    ? BilingualText(en: "the record was erased already", zh: "记录已删除")
                    : BilingualText(
                        en: "the record must be kept until \(entry.keepUntil)",
                        zh: "记录须保存至 \(entry.keepUntil)"
                    )
            )
        }
        var draft = EvidenceDraft(type: "log.erased", subjectKind: "log", subjectID: "\(sequence)")
        draft.actor = EvidenceActor(.person, person)
        draft.digests["leaf"] = Digest(of: entry.leaf)
        try writer.record(draft)
        writer.transaction.afterCommit { feed.ring() }
        return try EvidenceStore.entry(sequence, in: writer.transaction) ?? entry
    }

    private var recover: Endpoint {
        Endpoint(
            .post,
            "/api/v1/evidence/recover",
            access: .role(.owner),
            "begin a new epoch, whose first entry names the old checkpoint; only for a log that cannot go on",
            description: EndpointDescription(
                body: [.init("reason", "string", "why, for the record", required: true)],
                answer: "EvidenceLog"
            )
        ) { call in
            let body = try await call.json()
            guard let reason = body["reason"]?.stringValue, !reason.isEmpty, reason.utf8.count <= 2000 else {
                throw Problem.invalid("`reason` must say why", "须填写 `reason`（原因）")
            }
            let epoch = try await recovery.begin(by: try call.person().name, reason: reason)
            guard let begun = try await receipts.logs().first(where: { $0.epoch == epoch }) else {
                throw Problem.internalError
            }
            return .json(try describe(begun), status: .created)
        }
    }
}
