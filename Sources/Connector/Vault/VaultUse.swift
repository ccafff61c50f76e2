import DataspaceProtocol
import EvidenceLog
import Logging
import Node
import Primitives
import ServerKit
import UsagePolicy

/// What an application asks for.
struct VaultAsk: Sendable {
    let grant: String
    let application: VerifiedApplication
    /// The file of a folder; empty for a single file.
    var file = ""
    var action = "read"
    var purpose: String?
    /// Where the request came from.
    var address: String?
}

/// A use that was permitted and counted, and goes on being checked while its bytes flow.
struct PermittedUse: Sendable {
    /// What it took from each agreement.
    let reservations: [String]
    /// Under what it is counted.
    let key: UsageKey
    let intent: UseIntent
    let grant: VaultGrant
    let file: VaultFile
    let held: OpenVaultUse
    let service: VaultUses

    /// Called between chunks: refuses when the use was cut.
    func check() throws { try held.flow.touch() }

    /// Ends the use with the bytes that were handed out.
    func settle(_ bytes: Int64) async { await service.settle(self, bytes) }
}

/// Uses of data in the vault: each is decided and counted by `UsageControl` before the first byte, and settled after the last.
struct VaultUses: Sendable {
    let vault: Vault
    private let control: UsageControl

    init(_ vault: Vault) {
        self.vault = vault
        control = UsageControl(vault.essentials)
    }

    private var essentials: Essentials { vault.essentials }

    /// Actions by which data leaves as a copy: only `vault export` does them, for people and with a mark.
    private static let leaving: Set<String> = [
        "use", "transfer", "sell", "give", "reproduce", "copy", "download", "archive", "distribute", "move", "delivery",
        "storage",
    ]

    /// Entries of one use: one decision of each agreement that a result may stand under.
    static let supply = Moment.usualSupply + VaultDerivations.governingLimit

    /// Finds what is asked for; neither an unknown grant nor an unknown file is told apart from one that is not there.
    ///
    /// An action that is no word under any of the grant's agreements is refused here, before anything is counted under its name.
    func find(_ ask: VaultAsk) async throws -> (grant: VaultGrant, file: VaultFile, agreement: Agreement) {
        let found = try await essentials.database.read {
            [control] transaction -> (VaultGrant, VaultFile?, Agreement, Bool)? in
            guard let grant = try VaultStore.find(Identifier(ask.grant), in: transaction),
                let agreement = try Agreement.consumed(grant.governedBy, in: transaction)
            else { return nil }
            let agreements = try grant.terms(in: transaction)?.map(\.agreement) ?? [agreement]
            let isWord = agreements.contains { control.knows(action: ask.action, under: $0) }
            return (grant, try VaultStore.file(ask.file, of: grant.id, in: transaction), agreement, isWord)
        }
        guard let (grant, file, agreement, isWord) = found else { throw Self.nothing }
        guard grant.state == .ready else { throw Self.notReady(grant) }
        guard let file else { throw Self.nothing }
        guard isWord || Self.leaving.contains(ask.action) else { throw Self.unknownAction }
        return (grant, file, agreement)
    }

    /// What the evaluator is told of a use: who, with which program, for what, where, and of what.
    func intent(_ ask: VaultAsk, _ grant: VaultGrant, volume: Int64, facts: [String: [KnownValue]]) throws -> UseIntent
    {
        guard !Self.leaving.contains(ask.action) else { throw Self.exportOnly }
        let application = ask.application
        if let purpose = ask.purpose, !application.purposes.isEmpty,
            !application.purposes.contains(where: { $0.hasSameBytes(as: purpose) })
        {
            throw Self.otherPurpose(purpose)
        }
        var intent = UseIntent(.use)
        intent.subject = application.id
        intent.action = ask.action
        intent.process = grant.transfer.rawValue
        intent.volume = volume
        // An application with one purpose has it in every use.
        intent.purpose = ask.purpose ?? (application.purposes.count == 1 ? application.purposes.first : nil)
        intent.claims = essentials.claims(of: essentials.identity.participant)
        intent.spatial = vault.places.isEmpty ? nil : vault.places
        intent.facts = facts
        let us = essentials.identity.participant
        for name in ["system", "application", "idsc:APPLICATION"] { intent.facts[name] = [KnownValue(application.id)] }
        for name in ["systemDevice", "idsc:CONNECTOR"] { intent.facts[name] = [KnownValue(us)] }
        // TC609-6-2025-14, table C.6: 01 is an environment under usage control.
        intent.facts["executionEnv"] = [KnownValue("01")]
        if let received = grant.received {
            let seconds = max(0, (essentials.world.now().milliseconds - received.milliseconds) / 1000)
            for name in ["elapsedTime", "timeInterval"] { intent.facts[name] = [KnownValue("PT\(seconds)S")] }
        }
        if let address = ask.address { intent.facts["virtualLocation"] = [KnownValue(address)] }
        // A rule may be about one build of an application, by version or by digest.
        var builds = ["\(application.id)@\(application.version)"]
        if let digest = application.digest { builds.append(digest.description) }
        intent.memberships[application.id] = builds
        return intent
    }

    /// Permits and counts a use, or says why not.
    func open(
        _ ask: VaultAsk,
        volume: @Sendable (VaultFile) throws -> Int64,
        facts: [String: [KnownValue]] = [:]
    ) async throws -> PermittedUse {
        let (grant, file, _) = try await find(ask)
        let held = try vault.uses.open(grant, by: ask.application.id)
        let intent = try intent(ask, grant, volume: try volume(file), facts: facts)
        let id = "use:" + essentials.world.uuid()
        let joint = try await essentials.commit(supply: Self.supply) { [self] evidence in
            try ask.application.use?.take(in: evidence.transaction)
            return try reserve(id, intent, of: grant, with: &evidence)
        }
        let answer = joint.answer
        guard answer.isPermitted else { throw Self.refusal(answer.decision) }
        held.flow.boundary = joint.nextBoundary
        vault.uses.note(intent, of: held)
        // An end that came between is in the flow already; one that comes later cuts it.
        try held.flow.touch()
        return PermittedUse(
            reservations: joint.reservations,
            key: answer.key,
            intent: intent,
            grant: grant,
            file: file,
            held: held,
            service: self
        )
    }

    /// Takes a use of a grant from every agreement that it stands under, and notes it for the reports.
    func reserve(
        _ id: String,
        _ intent: UseIntent,
        of grant: VaultGrant,
        with evidence: inout EvidenceWriter
    ) throws -> UsageControl.JointAnswer {
        let transaction = evidence.transaction
        guard let current = try VaultStore.find(grant.id, in: transaction), current.state == .ready,
            let terms = try current.terms(in: transaction)
        else { throw Self.notReady(grant) }
        guard try !VaultStore.isSuspended(grant.id, in: transaction) else { throw OpenVaultUses.suspended }
        let joint = try control.reserve(id, intent, underAll: terms, with: &evidence)
        try VaultUseStore.note(
            grant.id,
            intent.subject ?? "",
            joint.answer.key.action,
            .init(uses: joint.isPermitted ? 1 : 0, refused: joint.isPermitted ? 0 : 1),
            refusal: joint.isPermitted ? nil : joint.answer.decision.words,
            at: evidence.moment.now,
            in: transaction
        )
        return joint
    }

    /// Whether a use would be permitted now; nothing is counted.
    func judge(_ ask: VaultAsk, facts: [String: [KnownValue]] = [:]) async throws -> Decision {
        let (grant, _, _) = try await find(ask)
        let intent = try intent(ask, grant, volume: 0, facts: facts)
        let now = essentials.world.now()
        return try await essentials.database.read { [control] transaction in
            guard let terms = try grant.terms(in: transaction) else { throw Self.notReady(grant) }
            return try control.decide(intent, underAll: terms, at: now, in: transaction).answer.decision
        }
    }

    /// Judges open uses again whose circumstances are others now, and cuts those that would not be permitted any more.
    ///
    /// A number that was reached meanwhile ends nothing that began rightly.
    func reconsider(_ open: [OpenVaultUses.Permitted]) async throws {
        let claims = essentials.claims(of: essentials.identity.participant)
        let now = essentials.world.now()
        for use in open {
            var intent = use.intent
            intent.claims = claims
            intent.ignoresHistory = true
            let answer = try await essentials.database.read { [control, intent] transaction in
                try VaultStore.find(use.grant, in: transaction).flatMap { try $0.terms(in: transaction) }
                    .map { try control.decide(intent, underAll: $0, at: now, in: transaction) }
            }
            guard let answer, answer.isPermitted else {
                use.flow.cut(answer.map { Self.refusal($0.answer.decision) } ?? Self.nothing)
                continue
            }
            use.flow.boundary = answer.nextBoundary
            intent.ignoresHistory = false
            vault.uses.renote(intent, of: use)
        }
    }

    fileprivate func settle(_ use: PermittedUse, _ bytes: Int64) async {
        do {
            try await essentials.database.write { [control] transaction in
                for id in use.reservations { try control.settle(id, volume: bytes, in: transaction) }
                try VaultUseStore.add(bytes: bytes, to: use, in: transaction)
            }
            try await endIfUsedUp(use)
        } catch {
            // The reservation stays as it was made, in full: a limit is never passed by a failure.
            vault.logger.warning(
                "a use could not be settled",
                metadata: ["use": "\(use.reservations)", "error": "\(error)"]
            )
        }
    }

    /// A duty to delete after use falls due when the last use has ended and the same one would not be permitted again.
    private func endIfUsedUp(_ use: PermittedUse) async throws {
        var again = use.intent
        again.volume = 0
        let now = essentials.world.now()
        let isUsedUp = try await essentials.database.read { [control, vault, again] transaction in
            guard let terms = try use.grant.terms(in: transaction),
                terms.allSatisfy({ $0.agreement.state == .active }),
                terms.contains(where: { vault.terms(of: $0.agreement)?.deletesAfterUse == true })
            else { return false }
            return try !control.decide(again, underAll: terms, at: now, in: transaction).isPermitted
        }
        // Others that were permitted read on; whoever is last ends it.
        guard isUsedUp, vault.uses.count(of: use.grant.id) <= 1 else { return }
        try await vault.end(use.grant.id, .usedUp)
    }

    /// The content of a permitted use.
    func content(_ use: PermittedUse) async throws -> SealedContent {
        let seal = try await vault.seal(of: use.grant)
        return try await vault.disk.run { [file = use.file] in
            try SealedContent(path: file.stored, bytes: file.bytes, seal: seal)
        }
    }

    static func refusal(_ decision: Decision) -> Problem {
        Problem(
            .refused,
            BilingualText(
                en: "the agreement does not allow this use: "
                    + decision.reasons.map { $0.text(.english) }.joined(separator: "; "),
                zh: "合约不允许此次使用：" + decision.reasons.map { $0.text(.chinese) }.joined(separator: "；")
            ),
            advice: BilingualText(
                en: "see the agreement's terms with `sluice agreement show`",
                zh: "请用 `sluice agreement show` 查看合约条款"
            )
        )
    }

    static let nothing = Problem(
        .notFound,
        BilingualText(en: "no such data in the vault", zh: "数据保险库中没有该数据"),
        advice: BilingualText(en: "ask `/use/v1/grants` what there is", zh: "请查询 `/use/v1/grants`")
    )

    private static let unknownAction = Problem(
        .invalid,
        BilingualText(
            en: "`action` is no word of ODRL or of a profile of the agreement",
            zh: "`action` 既不是 ODRL 词汇，也不是合约所用配置的词汇"
        ),
        advice: BilingualText(
            en: "name what is done as the agreement does, such as `read`",
            zh: "请使用合约中的行为名称，例如 `read`"
        )
    )

    private static func notReady(_ grant: VaultGrant) -> Problem {
        let isOver = grant.state != .receiving
        return Problem(
            isOver ? .refused : .conflict,
            BilingualText(
                en: isOver ? "the data was destroyed, or is being destroyed" : "the data is still arriving",
                zh: isOver ? "数据已销毁或正在销毁" : "数据仍在接收中"
            ),
            advice: isOver ? BilingualText(en: "see `sluice vault proof`", zh: "请查看 `sluice vault proof`") : nil
        )
    }

    private static func otherPurpose(_ purpose: String) -> Problem {
        Problem(
            .refused,
            BilingualText(
                en: "the application is not registered for the purpose `\(purpose)`",
                zh: "该应用未登记用途 `\(purpose)`"
            )
        )
    }

    private static let exportOnly = Problem(
        .refused,
        BilingualText(
            en: "applications use data here; a copy leaves only by `sluice vault export`, where the agreement names it",
            zh: "应用只能在此使用数据；仅当合约载明时，才可用 `sluice vault export` 导出副本"
        )
    )
}
