import DataspaceProtocol
import EvidenceLog
import Hummingbird
import Identity
import NIOCore
import Node
import Primitives
import ServerKit
import UsagePolicy

/// Results that an application hands back: they land in the vault, under every agreement that they were made from.
///
/// Each agreement must permit `derive` and say under which policy results stand (`nextPolicy`); its own, or another one of the same provider.
/// From then on each use of a result is asked of all of them and counted in each, and the result goes when the first of them ends.
struct VaultDerivations: Sendable {
    /// What one result is made from: more inputs are joined step by step.
    static let inputLimit = 16
    /// Deliveries behind one result, through all steps: each use asks the agreement of each.
    static let governingLimit = 32
    /// Bytes of one result, a tebibyte: an application that never ends its answer must not fill the disk for ever.
    private static let mostBytes: Int64 = 1 << 40

    struct Ask: Sendable {
        let inputs: [String]
        let application: VerifiedApplication
        var purpose: String?
        var address: String?
        var mediaType: String?
    }

    /// A result whose content may arrive.
    private struct Opened: Sendable {
        let grant: VaultGrant
        let intent: UseIntent
        let asked: [GoverningTerms]
        let reservations: [String]
    }

    private enum Beginning: Sendable {
        case opened(Opened)
        case refused(Problem)
    }

    private let vault: Vault
    private let uses: VaultUses
    private let control: UsageControl

    init(_ vault: Vault) {
        self.vault = vault
        uses = VaultUses(vault)
        control = UsageControl(vault.essentials)
    }

    private var essentials: Essentials { vault.essentials }

    /// Takes a result; it may be used once its content is whole.
    func derive(_ ask: Ask, _ body: RequestBody) async throws -> VaultGrant {
        guard (1...Self.inputLimit).contains(ask.inputs.count), Set(ask.inputs).count == ask.inputs.count else {
            throw Problem.invalid(
                "`from` must name 1 to \(Self.inputLimit) different grants",
                "`from` 须列出 1 至 \(Self.inputLimit) 个不同的授权"
            )
        }
        let id = Identifier<VaultGrant>(essentials.world.urn())
        let secret = essentials.world.random(KeyEncryptionKey.bytes)
        let key = try await vault.disk.run { [keys = vault.keys] in try keys.key(of: id, fresh: secret) }
        let beginning: Beginning
        do {
            beginning = try await essentials.commit(supply: VaultUses.supply) { [self] evidence in
                try ask.application.use?.take(in: evidence.transaction)
                return try begin(ask, id, keyName: key.name, &evidence)
            }
        } catch {
            try await discard(id)
            throw error
        }
        switch beginning {
        case .refused(let problem):
            try await discard(id)
            throw problem
        case .opened(let opened): return try await take(opened, ask, key, body)
        }
    }

    private func discard(_ id: Identifier<VaultGrant>) async throws {
        try await vault.disk.run { [keys = vault.keys] in
            try keys.destroy(id)
            try Vault.remove(keys.folder(of: id))
        }
    }

    // MARK: - Deciding

    /// Decides and opens the grant in one transaction; a refusal is counted, and reported like every other.
    private func begin(
        _ ask: Ask,
        _ id: Identifier<VaultGrant>,
        keyName: String,
        _ evidence: inout EvidenceWriter
    ) throws -> Beginning {
        let transaction = evidence.transaction
        let now = evidence.moment.now
        let sources = try ask.inputs.map { try source($0, ask.application, in: transaction) }
        let governing = try sources.flatMap { try $0.governing(in: transaction) }
            .reduce(into: [GoverningAgreement]()) { all, one in
                if !all.contains(where: { $0.origin == one.origin }) { all.append(one) }
            }
        guard governing.count <= Self.governingLimit else { throw Self.tooMany }
        var asked: [GoverningTerms] = []
        var inherited: [GoverningAgreement] = []
        for one in governing {
            switch try inheritance(of: one, in: transaction) {
            case .success(let (terms, ruling)):
                asked.append(terms)
                inherited.append(ruling)
            case .failure(let problem):
                return try refuse(problem, Self.words(problem), sources, ask.application, &evidence)
            }
        }
        let question = VaultAsk(
            grant: ask.inputs.first ?? "",
            application: ask.application,
            action: "derive",
            purpose: ask.purpose,
            address: ask.address
        )
        guard let first = sources.first, let ruling = inherited.first else { throw Problem.internalError }
        let intent = try uses.intent(question, first, volume: 0, facts: [:])
        asked = asked.distinctByAgreement
        let joint = try control.reserve("derive:" + id.rawValue, intent, underAll: asked, with: &evidence)
        guard joint.isPermitted else {
            let decision = joint.answer.decision
            return try refuse(VaultUses.refusal(decision), decision.words, sources, ask.application, &evidence)
        }
        for source in sources { try note(source, ask.application, .init(uses: 1), nil, evidence) }
        let derivation = Derivation(of: sources, by: ask.application, for: intent.purpose, at: now)
        let change = VaultGrant.derive(
            id,
            derivation,
            under: ruling,
            scheme: vault.scheme.rawValue,
            keyName: keyName,
            now: now
        )
        try VaultStore.save(change, with: &evidence)
        try VaultLineageStore.insert(derivation, under: inherited, of: id, in: transaction)
        try VaultLineageStore.touchOrigins(of: id, in: transaction)
        return .opened(
            Opened(grant: change.grant, intent: intent, asked: asked, reservations: joint.reservations)
        )
    }

    /// What is ready and what the application has used: whoever never read it made nothing of it.
    private func source(
        _ name: String,
        _ application: VerifiedApplication,
        in transaction: ReadTransaction
    ) throws -> VaultGrant {
        guard let grant = try VaultStore.find(Identifier(name), in: transaction), grant.state == .ready else {
            throw VaultUses.nothing
        }
        guard try VaultUseStore.hasUsed(grant.id, application.id, in: transaction) else {
            throw Problem(
                .refused,
                BilingualText(
                    en: "the application has not used `\(name)`, so nothing can have been made from it",
                    zh: "该应用未使用过 `\(name)`，不能以其为来源"
                )
            )
        }
        return grant
    }

    /// Under what a result stands for one agreement behind it; a failure says why it may not be handed back at all.
    private func inheritance(
        of governing: GoverningAgreement,
        in transaction: ReadTransaction
    ) throws -> Result<(GoverningTerms, GoverningAgreement), Problem> {
        guard let agreement = try Agreement.consumed(governing.governedBy, in: transaction) else {
            throw VaultUses.nothing
        }
        guard let found = vault.terms(of: agreement)?.inheritance else {
            return .failure(Self.nothingHandedOn(agreement.id))
        }
        let terms = GoverningTerms(agreement: agreement, governing: governing, fulfilled: Set(found.paths))
        let own = [agreement.id, agreement.root, governing.agreement]
        let others = found.policies.filter { policy in !own.contains { $0.hasSameBytes(as: policy) } }
        guard let named = others.first else { return .success((terms, governing)) }
        guard others.count == 1, let other = try Agreement.consumed(named, in: transaction), other.state == .active,
            other.peer.hasSameBytes(as: agreement.peer)
        else { return .failure(Self.unknownPolicy(named)) }
        let ruling = GoverningAgreement(
            origin: governing.origin,
            agreement: governing.agreement,
            governedBy: other.id,
            peer: governing.peer,
            received: governing.received
        )
        return .success((terms, ruling))
    }

    private func refuse(
        _ problem: Problem,
        _ words: JSONValue,
        _ sources: [VaultGrant],
        _ application: VerifiedApplication,
        _ evidence: inout EvidenceWriter
    ) throws -> Beginning {
        for source in sources { try note(source, application, .init(refused: 1), words, evidence) }
        return .refused(problem)
    }

    private func note(
        _ source: VaultGrant,
        _ application: VerifiedApplication,
        _ delta: VaultUseStore.Delta,
        _ words: JSONValue?,
        _ evidence: EvidenceWriter
    ) throws {
        try VaultUseStore.note(
            source.id,
            application.id,
            "derive",
            delta,
            refusal: words,
            at: evidence.moment.now,
            in: evidence.transaction
        )
    }

    // MARK: - Receiving

    private func take(_ opened: Opened, _ ask: Ask, _ key: DataKey, _ body: RequestBody) async throws -> VaultGrant {
        do {
            let held = try vault.uses.open(opened.grant, by: ask.application.id)
            let file = try await receive(opened.grant, ask, key, body, held.flow)
            return try await finish(opened, file)
        } catch {
            try await essentials.database.write { [control] transaction in
                for id in opened.reservations { try control.giveBack(id, in: transaction) }
            }
            try await vault.end(opened.grant.id, .deliveryFailed)
            throw error
        }
    }

    /// Seals the content as it arrives, like a delivery's.
    private func receive(
        _ grant: VaultGrant,
        _ ask: Ask,
        _ key: DataKey,
        _ body: RequestBody,
        _ flow: Flow
    ) async throws -> VaultFile {
        let seal = VaultSeal(grant: grant.id, key: key, scheme: vault.scheme)
        let target = vault.keys.folder(of: grant.id) + "/content"
        let salt = essentials.world.random(SealedFile.saltBytes)
        let part = try await vault.disk.run {
            try SealedPart(target: target, transfer: grant.transfer, seal: seal, freshSalt: salt)
        }
        var reception = try await Reception(into: part, at: 0, disk: vault.disk)
        do {
            for try await bytes in body {
                try flow.touch()
                try await reception.take(bytes)
                guard reception.position <= Self.mostBytes else { throw Self.tooLarge }
            }
        } catch {
            try await reception.pause()
            throw error
        }
        let digest = try await reception.digest()
        let receipt = try await reception.commit(digest)
        return VaultFile(
            path: "",
            stored: target,
            bytes: receipt.bytes,
            digest: digest,
            mediaType: VaultFile.mediaType(ask.mediaType)
        )
    }

    /// The result is ready, where everything that it was made from still permits it.
    private func finish(_ opened: Opened, _ file: VaultFile) async throws -> VaultGrant {
        try await essentials.commit { [self] evidence in
            let transaction = evidence.transaction
            let now = evidence.moment.now
            guard var grant = try VaultStore.find(opened.grant.id, in: transaction), grant.state == .receiving,
                let terms = try grant.terms(in: transaction)
            else { throw VaultUses.nothing }
            for (term, reservation) in zip(opened.asked, opened.reservations) {
                let current = try Agreement.consumed(term.agreement.id, in: transaction) ?? term.agreement
                let answer = try control.decide(
                    term.intent(opened.intent, at: now),
                    reservation: reservation,
                    under: current,
                    at: now,
                    in: transaction
                )
                guard answer.isPermitted else { throw VaultUses.refusal(answer.decision) }
                try control.settle(reservation, volume: 0, in: transaction)
            }
            try VaultStore.add([file], to: grant.id, in: transaction)
            let due = vault.due(under: terms)
            let change = try Vault.legal { () throws(VaultGrant.Illegal) in
                try grant.receive(bytes: file.bytes, digest: file.digest, due: due, now: now)
            }
            try VaultStore.save(change, with: &evidence)
            return change.grant
        }
    }

    // MARK: - Refusing

    private static func words(_ problem: Problem) -> JSONValue {
        ["en": [.string(problem.message.en)], "zh": [.string(problem.message.zh)]]
    }

    private static func nothingHandedOn(_ agreement: String) -> Problem {
        Problem(
            .refused,
            BilingualText(
                en: "the agreement `\(agreement)` does not say under which policy results stand (`nextPolicy`)",
                zh: "合约 `\(agreement)` 未约定衍生数据沿用的策略（`nextPolicy`）"
            ),
            advice: BilingualText(
                en: "amend it: permit `derive` with the duty `nextPolicy`",
                zh: "请变更合约：允许 `derive`（加工）并约定义务 `nextPolicy`（策略传递）"
            )
        )
    }

    private static func unknownPolicy(_ policy: String) -> Problem {
        Problem(
            .refused,
            BilingualText(
                en: "results shall stand under `\(policy)`, which is no active agreement with the same provider",
                zh: "衍生数据须沿用 `\(policy)`，但它不是与同一提供方的有效合约"
            )
        )
    }

    private static let tooMany = Problem(
        .tooMany,
        BilingualText(
            en: "the result stands under more than \(governingLimit) deliveries",
            zh: "衍生数据涉及的交付超过 \(governingLimit) 次"
        )
    )

    private static let tooLarge = Problem.invalid(
        "the result is larger than \(mostBytes) bytes",
        "衍生数据超过 \(mostBytes) 字节"
    )
}

extension Derivation {
    /// What an application makes of grants now.
    init(of sources: [VaultGrant], by application: VerifiedApplication, for purpose: String?, at now: Instant) {
        self.application = application.id
        version = application.version
        program = application.digest
        self.purpose = purpose
        at = now
        inputs = sources.map {
            Input(
                grant: $0.id,
                digest: $0.digest,
                bytes: $0.bytes,
                dataset: $0.dataset,
                peer: $0.peer,
                agreement: $0.agreement
            )
        }
    }
}

extension [GoverningTerms] {
    /// The first of each agreement: it is asked once for one act.
    var distinctByAgreement: [GoverningTerms] {
        reduce(into: []) { all, one in
            if !all.contains(where: { $0.agreement.id.hasSameBytes(as: one.agreement.id) }) { all.append(one) }
        }
    }
}
