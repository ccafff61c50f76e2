package import Identity
import Primitives
package import ServerKit
import Synchronization

/// This node's signing keys: made here, sealed at rest, never shown, opened once at the start.
///
/// Opening a private key leaves an audit record before it is used; making, rotating and revoking leave evidence.
package final class Keys: Sendable {
    private struct Held {
        var key: NodeKey
        var signing: SigningKey?
    }

    private let database: Database
    private let sealer: NodeSealer
    private let world: World
    private let node: String
    private let health: EvidenceHealth
    private let metrics: Metrics?
    private let onCommit: @Sendable () -> Void
    private let held = Mutex<[Held]>([])

    private init(
        database: Database,
        sealer: NodeSealer,
        world: World,
        node: String,
        health: EvidenceHealth,
        metrics: Metrics?,
        onCommit: @escaping @Sendable () -> Void
    ) {
        self.database = database
        self.sealer = sealer
        self.world = world
        self.node = node
        self.health = health
        self.metrics = metrics
        self.onCommit = onCommit
    }

    /// Opens the keys of a node, all active ones ready to sign.
    ///
    /// `node` is our participant identifier, whose log takes the evidence; `onCommit` wakes who waits for evidence. Throws a `Problem`
    /// when a stored key does not open under the configured key-encryption key.
    package static func open(
        _ database: Database,
        sealer: NodeSealer,
        world: World,
        node: String,
        health: EvidenceHealth = EvidenceHealth(),
        metrics: Metrics? = nil,
        onCommit: @escaping @Sendable () -> Void = {}
    ) async throws -> Keys {
        let keys = Keys(
            database: database,
            sealer: sealer,
            world: world,
            node: node,
            health: health,
            metrics: metrics,
            onCommit: onCommit
        )
        try await keys.load()
        return keys
    }

    private static func sealing(of id: String) -> String { "node_key/\(id)/secret" }

    private func load() async throws {
        let stored = try await database.read { try NodeKeyStore.all(in: $0) }
        for (key, secret) in stored where key.state == .active { try await audit("OPEN", key, secret) }
        var fresh: [Held] = []
        for (key, secret) in stored {
            fresh.append(Held(key: key, signing: try secret.map { try open($0, of: key) }))
        }
        held.withLock { [fresh] in $0 = fresh }
    }

    /// Records that a private key is about to be opened, and brings its seal up to date.
    private func audit(_ what: String, _ key: NodeKey, _ secret: [UInt8]?) async throws {
        let context = Self.sealing(of: key.id)
        let renewed: [UInt8]? =
            if let secret, sealer.isOutdated(secret) {
                try sealer.seal(try sealer.open(secret, context: context), context: context)
            } else { nil }
        let record = ManagementTrail.Record(
            id: world.correlation(),
            time: world.now(),
            person: node,
            role: "node",
            operation: "\(what) key \(key.id) (\(key.purpose.rawValue), \(key.suite.rawValue))",
            status: 200
        )
        try await database.write { transaction in
            try ManagementTrail.append(record, in: transaction)
            if let renewed { try NodeKeyStore.reseal(key.id, renewed, in: transaction) }
        }
    }

    private func open(_ secret: [UInt8], of key: NodeKey) throws -> SigningKey {
        let bytes = try sealer.open(secret, context: Self.sealing(of: key.id))
        let signing = try SigningKey(suite: key.suite, secretBytes: bytes)
        guard signing.publicKey == key.publicKey else { throw StoredDataProblem(column: "secret") }
        return signing
    }

    /// Makes sure that a key signs for a purpose in a suite; the first start makes those that the node needs.
    @discardableResult
    package func ensure(_ purpose: NodeKey.Purpose, _ suite: KeySuite) async throws -> NodeKey {
        if let known = active(purpose, suite) { return known }
        return try await create(purpose, suite, by: nil)
    }

    /// Makes a key; refuses where one signs already for the purpose in the suite.
    package func create(_ purpose: NodeKey.Purpose, _ suite: KeySuite, by actor: EvidenceActor?) async throws -> NodeKey
    {
        let (signing, change, sealed) = try make(purpose, suite, by: actor)
        try await write { evidence in
            guard try !NodeKeyStore.hasActive(purpose, suite, in: evidence.transaction) else {
                throw Self.isThere(purpose, suite)
            }
            try NodeKeyStore.save(change, secret: sealed, with: &evidence)
        }
        held.withLock { $0.append(Held(key: change.key, signing: signing)) }
        return change.key
    }

    private func make(
        _ purpose: NodeKey.Purpose,
        _ suite: KeySuite,
        by actor: EvidenceActor?
    ) throws -> (SigningKey, NodeKey.Change, [UInt8]) {
        guard held.withLock({ $0.count }) < NodeKeyStore.limit else { throw Self.tooMany }
        let signing = try SigningKey.generate(suite, random: world.random)
        let change = NodeKey.create(signing.publicKey, for: purpose, at: world.now(), by: actor)
        let sealed = try sealer.seal(signing.secretBytes, context: Self.sealing(of: change.key.id))
        return (signing, change, sealed)
    }

    /// Puts a new key in the place of an active one, in one step; the old public key stays, so that what it signed verifies.
    package func rotate(_ id: String, by actor: EvidenceActor?) async throws -> (old: NodeKey, new: NodeKey) {
        var old = try require(id)
        let (signing, created, sealed) = try make(old.purpose, old.suite, by: actor)
        let retired = try end(&old, .retire, reason: "rotated to \(created.key.id)", by: actor)
        try await write { evidence in
            try NodeKeyStore.save(retired, secret: nil, with: &evidence)
            try NodeKeyStore.save(created, secret: sealed, with: &evidence)
        }
        replace(retired.key)
        held.withLock { $0.append(Held(key: created.key, signing: signing)) }
        return (retired.key, created.key)
    }

    /// Distrusts a key: it signs no more and leaves the DID document.
    package func revoke(_ id: String, reason: String, by actor: EvidenceActor?) async throws -> NodeKey {
        var key = try require(id)
        // Without them no checkpoint is signed, and without checkpoints business stops.
        if key.state == .active, key.suite == .eddsa, [.evidence, .witness].contains(key.purpose) {
            throw Self.isNeeded(key)
        }
        let change = try end(&key, .revoke, reason: reason, by: actor)
        try await write { try NodeKeyStore.save(change, secret: nil, with: &$0) }
        replace(change.key)
        return change.key
    }

    private func end(
        _ key: inout NodeKey,
        _ event: NodeKey.Event,
        reason: String,
        by actor: EvidenceActor?
    ) throws -> NodeKey.Change {
        do {
            return try key.end(event, reason: reason, at: world.now(), by: actor)
        } catch {
            throw Problem(
                .conflict,
                BilingualText(
                    en: "the key is \(error.state.rawValue); `\(error.event.rawValue)` is not possible any more",
                    zh: "该密钥状态为 \(error.state.rawValue)，不能再执行 `\(error.event.rawValue)`"
                )
            )
        }
    }

    private func write(_ body: @escaping @Sendable (inout EvidenceWriter) throws -> Void) async throws {
        let moment = Moment(world)
        try health.check(at: moment.now)
        try await database.write { [node, onCommit] transaction in
            var evidence = EvidenceWriter(moment, node: node, in: transaction)
            try body(&evidence)
            transaction.afterCommit(onCommit)
        }
    }

    private func replace(_ key: NodeKey) {
        held.withLock { held in
            guard let index = held.firstIndex(where: { $0.key.id == key.id }) else { return }
            held[index] = Held(key: key, signing: nil)
        }
    }

    /// All keys, oldest first, also those that sign no more.
    package var all: [NodeKey] { held.withLock { $0.map(\.key) } }

    package func active(_ purpose: NodeKey.Purpose, _ suite: KeySuite) -> NodeKey? {
        all.first { $0.purpose == purpose && $0.suite == suite && $0.state == .active }
    }

    /// The key of that name.
    package func require(_ id: String) throws -> NodeKey {
        guard let key = all.first(where: { $0.id == id }) else {
            throw Problem(
                .notFound,
                BilingualText(en: "no key `\(id)`", zh: "没有密钥 `\(id)`"),
                advice: BilingualText(en: "see `sluice key list`", zh: "请查看 `sluice key list`")
            )
        }
        return key
    }

    /// What signs for a purpose now: in the suite asked for, else in the first of ES256, EdDSA, SM2 that has a key.
    package func signer(_ purpose: NodeKey.Purpose, suite: KeySuite? = nil) throws -> KeySigner {
        let suites = suite.map { [$0] } ?? KeySuite.allCases
        let found = held.withLock { held in
            let signing = held.filter { $0.key.purpose == purpose && $0.signing != nil }
            return suites.compactMap { suite in signing.first { $0.key.suite == suite } }.first
        }
        guard let found, let signing = found.signing else {
            throw Problem(
                .unavailable,
                BilingualText(en: "no key signs for `\(purpose.rawValue)`", zh: "没有可用于 `\(purpose.rawValue)` 的签名密钥"),
                advice: BilingualText(
                    en: "make one with `sluice key create \(purpose.rawValue)`",
                    zh: "请用 `sluice key create \(purpose.rawValue)` 创建"
                )
            )
        }
        return KeySigner(found.key, signing) { [metrics] key in
            metrics?.count(
                "sluice_key_signatures_total",
                ["purpose": key.purpose.rawValue, "algorithm": key.suite.rawValue]
            )
        }
    }

    private static func isThere(_ purpose: NodeKey.Purpose, _ suite: KeySuite) -> Problem {
        Problem(
            .conflict,
            BilingualText(
                en: "a \(suite.rawValue) key signs for `\(purpose.rawValue)` already",
                zh: "`\(purpose.rawValue)` 已有正在使用的 \(suite.rawValue) 密钥"
            ),
            advice: BilingualText(en: "use `sluice key rotate`", zh: "请使用 `sluice key rotate`")
        )
    }

    private static func isNeeded(_ key: NodeKey) -> Problem {
        Problem(
            .conflict,
            BilingualText(
                en: "the evidence log cannot stand without a key for `\(key.purpose.rawValue)`",
                zh: "存证日志不能没有 `\(key.purpose.rawValue)` 密钥"
            ),
            advice: BilingualText(
                en: "run `sluice key rotate \(key.id)` first, then revoke this key",
                zh: "请先执行 `sluice key rotate \(key.id)`，再吊销该密钥"
            )
        )
    }

    private static let tooMany = Problem(
        .conflict,
        BilingualText(en: "this node has \(NodeKeyStore.limit) keys", zh: "本节点已有 \(NodeKeyStore.limit) 个密钥")
    )
}
