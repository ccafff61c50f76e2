import DataspaceProtocol
package import Identity
package import Logging
import Node
import Primitives
package import ServerKit
package import ServiceLifecycle
import UsagePolicy

/// The consumer's vault: data under a controlling agreement lies here sealed, is used here under the agreement's rules,
/// and is destroyed here when its time is over.
package struct Vault: Sendable {
    let essentials: Essentials
    let keys: VaultKeys
    let scheme: SealingScheme
    let logger: Logger
    /// The regions in which this node runs, by which rules about places are judged; empty when nobody said.
    let places: [String]
    /// Uses that are under way, by grant; the warden cuts them.
    let uses = OpenVaultUses()
    let disk = Disk()
    private let folder: String

    /// A vault in a folder of its own; nothing but this program reads it.
    package init(
        _ essentials: Essentials,
        folder: String,
        sealer: any SecretSealer,
        scheme: SealingScheme,
        places: [String] = [],
        logger: Logger
    ) {
        self.essentials = essentials
        self.folder = folder
        self.scheme = scheme
        self.logger = logger
        self.places = places
        keys = VaultKeys(folder: folder, sealer: sealer)
    }

    /// Uses open now, for metrics.
    package var openUses: Int { uses.count }

    package var services: [any Service] { [VaultWarden(self)] }

    private func terms(of transfer: TransferProcess) async throws -> UseAfterDelivery? {
        let agreement = try await essentials.database.read {
            try Agreement.consumed(transfer.agreementID, in: $0)
        }
        guard let agreement else { throw Problem.notFound("agreement", transfer.agreementID) }
        return terms(of: agreement)
    }

    /// What the agreement says about use after delivery; nil where its policy cannot be read.
    func terms(of agreement: Agreement) -> UseAfterDelivery? {
        essentials.evaluator.useAfterDelivery(reading: NegotiationWork.readable(agreement.document))
    }

    /// Whether a plain copy could break the agreement; a policy that cannot be read might say anything.
    func controls(_ agreement: Agreement) -> Bool { terms(of: agreement)?.isControlling ?? true }

    /// Refuses to hand data on in the clear under an agreement that wants it kept under control.
    func checkUncontrolled(_ transfer: TransferProcess) async throws {
        guard try await terms(of: transfer)?.isControlling ?? true else { return }
        throw Self.controlled
    }

    package static let controlled = Problem(
        .refused,
        BilingualText(
            en: "the agreement controls use after delivery, so the data goes into the vault and nowhere else",
            zh: "该合约对交付后的使用有控制要求，数据只能进入数据保险库"
        ),
        advice: BilingualText(
            en: "ask for it with a folder as the sink; applications read it with `sluice app` and the use interface",
            zh: "请以目录方式接收；应用通过 `sluice app` 登记后经使用接口读取"
        )
    )

    // MARK: - Delivery

    /// Where the content of a transfer lands; nil where the agreement asks for no control.
    func landing(of transfer: TransferProcess) async throws -> Landing? {
        guard try await terms(of: transfer)?.isControlling ?? true else { return nil }
        let known = try await essentials.database.read { try VaultStore.find(ofTransfer: transfer.id, in: $0) }
        let grant: VaultGrant
        let key: DataKey
        if let known {
            guard known.state == .receiving || known.state == .ready else { throw DataKey.gone }
            grant = known
            key = try await disk.run { [keys] in try keys.key(of: known.id) }
        } else {
            (grant, key) = try await open(for: transfer)
        }
        guard let scheme = SealingScheme(rawValue: grant.scheme) else { throw StoredDataProblem(column: "scheme") }
        return Landing(
            target: keys.folder(of: grant.id) + "/content",
            seal: VaultSeal(grant: grant.id, key: key, scheme: scheme)
        )
    }

    /// The key is durable before the grant is: a grant without a key could never be read.
    private func open(for transfer: TransferProcess) async throws -> (VaultGrant, DataKey) {
        let id = Identifier<VaultGrant>(essentials.world.urn())
        let secret = essentials.world.random(KeyEncryptionKey.bytes)
        let key = try await disk.run { [keys] in try keys.key(of: id, fresh: secret) }
        let scheme = scheme.rawValue
        let grant = try await essentials.commit { evidence in
            let change = VaultGrant.open(
                id,
                for: transfer,
                scheme: scheme,
                keyName: key.name,
                now: evidence.moment.now
            )
            try VaultStore.save(change, with: &evidence)
            return change.grant
        }
        return (grant, key)
    }

    /// The content of a delivery is whole and verified.
    ///
    /// `keep` writes the delivery's own books in the same transaction.
    func received(
        _ sealed: SealedDelivery,
        _ delivery: Delivery,
        keep: @escaping @Sendable (WriteTransaction) throws -> Void
    ) async throws {
        try await essentials.commit { [self] evidence in
            try keep(evidence.transaction)
            guard var grant = try VaultStore.find(sealed.grant, in: evidence.transaction), grant.state == .receiving
            else { return }
            let agreement = try Agreement.consumed(grant.governedBy, in: evidence.transaction)
            let now = evidence.moment.now
            let due = agreement.flatMap { terms(of: $0)?.end(deliveredAt: now) }
            try VaultStore.add(sealed.files, to: grant.id, in: evidence.transaction)
            let change = try Self.legal { () throws(VaultGrant.Illegal) in
                try grant.receive(bytes: delivery.bytes, digest: delivery.digest, due: due, now: now)
            }
            try VaultStore.save(change, with: &evidence)
        }
    }

    static func legal<Value>(_ body: () throws(VaultGrant.Illegal) -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw Problem(
                .conflict,
                BilingualText(
                    en: "the grant is \(error.state.rawValue); `\(error.event.rawValue)` is not possible now",
                    zh: "该授权状态为 \(error.state.rawValue)，不能执行 `\(error.event.rawValue)`"
                )
            )
        }
    }

    /// Progress as people see it: the place of a ciphertext is nothing to them.
    func shown(_ progress: DeliveryProgress) -> DeliveryProgress {
        guard let path = progress.path, path.hasPrefix(folder + "/") else { return progress }
        var shown = progress
        shown.path = nil
        shown.isSealed = true
        return shown
    }

    // MARK: - Looking

    package func find(_ id: String) async throws -> VaultGrant {
        guard let found = try await essentials.database.read({ try VaultStore.find(Identifier(id), in: $0) }) else {
            throw Problem(
                .notFound,
                BilingualText(en: "no grant `\(id)` in the vault", zh: "数据保险库中没有授权 `\(id)`"),
                advice: BilingualText(en: "see `sluice vault list`", zh: "请查看 `sluice vault list`")
            )
        }
        return found
    }

    package func list(_ page: PageRequest, state: String? = nil) async throws -> [VaultGrant] {
        try await essentials.database.read { try VaultStore.list(page, state: state, in: $0) }
    }

    /// The files of a grant, by name.
    func files(of grant: VaultGrant) async throws -> [VaultFile] {
        try await essentials.database.read { try VaultStore.files(of: grant.id, in: $0) }
    }

    /// What opens a grant's files; refused from the moment on at which it ends.
    func seal(of grant: VaultGrant) async throws -> VaultSeal {
        guard grant.state == .ready else { throw DataKey.gone }
        guard let scheme = SealingScheme(rawValue: grant.scheme) else { throw StoredDataProblem(column: "scheme") }
        let key = try await disk.run { [keys] in try keys.key(of: grant.id) }
        return VaultSeal(grant: grant.id, key: key, scheme: scheme)
    }

    /// The proof that a grant was destroyed.
    package func proof(of id: String) async throws -> DestructionProof {
        let grant = try await find(id)
        let proof = try await essentials.database.read { try VaultStore.proof(of: grant.id, in: $0) }
        guard let proof else {
            throw Problem(
                .notFound,
                BilingualText(
                    en: "the grant is \(grant.state.rawValue); there is a proof once it is destroyed",
                    zh: "该授权状态为 \(grant.state.rawValue)，销毁后才有证明"
                )
            )
        }
        return proof
    }
}
