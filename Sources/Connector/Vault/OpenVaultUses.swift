import DataspaceProtocol
import Primitives
import ServerKit
import Synchronization

/// Uses that are under way, by grant: whoever ends a grant cuts them at once.
final class OpenVaultUses: Sendable {
    /// Uses open at once in all, and of one grant: each holds a few chunks and a connection.
    private static let limit = 512
    private static let limitPerGrant = 256

    private struct Entry {
        let flow: Flow
        let application: String
        /// What was permitted; nil until it was.
        var intent: UseIntent?
    }

    /// An open use as it was permitted.
    struct Permitted {
        let grant: Identifier<VaultGrant>
        let flow: Flow
        var intent: UseIntent
    }

    private struct State {
        var open: [Identifier<VaultGrant>: [ObjectIdentifier: Entry]] = [:]
        var count = 0
    }

    private let state = Mutex(State())
    private let stallTime: Duration

    /// Readers that take nothing for `stallTime` are left.
    init(stallTime: Duration = DataPlaneLimits.stallTime) { self.stallTime = stallTime }

    /// Opens a use before anything is asked, so that an end in between cuts it.
    func open(_ grant: VaultGrant, by application: String) throws -> OpenVaultUse {
        let flow = Flow(grant.transfer, isWatched: true, stallTime: stallTime)
        try state.withLock { state in
            guard state.count < Self.limit, state.open[grant.id]?.count ?? 0 < Self.limitPerGrant else {
                throw Self.crowded
            }
            state.open[grant.id, default: [:]][ObjectIdentifier(flow)] = Entry(flow: flow, application: application)
            state.count += 1
        }
        return OpenVaultUse(grant.id, flow, in: self)
    }

    /// Keeps what was permitted, so that it can be judged again when the circumstances are others.
    func note(_ intent: UseIntent, of use: OpenVaultUse) {
        state.withLock { $0.open[use.grant]?[ObjectIdentifier(use.flow)]?.intent = intent }
    }

    func renote(_ intent: UseIntent, of use: Permitted) {
        state.withLock { $0.open[use.grant]?[ObjectIdentifier(use.flow)]?.intent = intent }
    }

    /// Open uses that were permitted while other claims of ours held.
    func permitted(otherwiseThan claims: [String: [String]]) -> [Permitted] {
        permitted().filter { $0.intent.claims != claims }
    }

    func permitted(of wanted: Identifier<VaultGrant>? = nil) -> [Permitted] {
        state.withLock { state in
            state.open.flatMap { grant, entries -> [Permitted] in
                guard wanted == nil || wanted == grant else { return [] }
                return entries.values.compactMap { entry in
                    entry.intent.map { Permitted(grant: grant, flow: entry.flow, intent: $0) }
                }
            }
        }
    }

    fileprivate func close(_ grant: Identifier<VaultGrant>, _ flow: Flow) {
        state.withLock { state in
            guard state.open[grant]?.removeValue(forKey: ObjectIdentifier(flow)) != nil else { return }
            state.count -= 1
            if state.open[grant]?.isEmpty == true { state.open[grant] = nil }
        }
    }

    /// Uses open now, for metrics.
    var count: Int { state.withLock { $0.count } }

    func count(of grant: Identifier<VaultGrant>) -> Int { state.withLock { $0.open[grant]?.count ?? 0 } }

    /// Grants of which something is open.
    var grants: [Identifier<VaultGrant>] { state.withLock { Array($0.open.keys) } }

    private func flows(of grant: Identifier<VaultGrant>? = nil) -> [Flow] {
        state.withLock { state in
            guard let grant else { return state.open.values.flatMap(\.values).map(\.flow) }
            return (state.open[grant] ?? [:]).values.map(\.flow)
        }
    }

    /// Cuts what an application has open.
    func cut(application: String) {
        let doomed = state.withLock { state in
            state.open.values.flatMap(\.values).filter { $0.application.hasSameBytes(as: application) }.map(\.flow)
        }
        for flow in doomed { flow.cut(Self.applicationRemoved) }
    }

    func cut(_ grant: Identifier<VaultGrant>, _ cause: Problem) {
        for flow in flows(of: grant) { flow.cut(cause) }
    }

    func cutAll(_ cause: Problem) {
        for flow in flows() { flow.cut(cause) }
    }

    /// Leaves readers that have stopped, and cuts those whose time is over: they may ask again, and are told why not.
    func sweep(at now: Instant) {
        let clock = ContinuousClock.now
        for flow in flows() {
            if flow.isStalled(at: clock) { flow.cut(Self.stalled) }
            if let boundary = flow.boundary, now >= boundary { flow.cut(Self.timeIsOver) }
        }
    }

    static func ended(_ cause: VaultGrant.Cause) -> Problem {
        Problem(
            .refused,
            BilingualText(
                en: "the data is being destroyed (\(cause.rawValue))",
                zh: "数据正在销毁（\(cause.rawValue)）"
            ),
            advice: BilingualText(en: "see `sluice vault proof`", zh: "请查看 `sluice vault proof`")
        )
    }

    static let suspended = Problem(
        .unavailable,
        BilingualText(en: "the delivery of the data is suspended", zh: "数据交付已暂停"),
        advice: BilingualText(
            en: "it goes on once the delivery does; see `sluice transfer list`",
            zh: "交付恢复后可继续使用，请查看 `sluice transfer list`"
        ),
        retryAfterSeconds: 10
    )

    static let frozen = Problem(
        .refused,
        BilingualText(en: "the agreement is frozen while it is disputed", zh: "合约因争议已冻结")
    )

    static let shuttingDown = Problem(
        .unavailable,
        BilingualText(en: "this connector is shutting down", zh: "本连接器正在关闭")
    )

    private static let stalled = Problem(
        .timedOut,
        BilingualText(en: "the reader took nothing for too long", zh: "读取方长时间未读取数据"),
        side: .caller
    )

    private static let timeIsOver = Problem(
        .refused,
        BilingualText(en: "a time that the agreement sets was reached: ask again", zh: "已到合约约定的时间，请重新请求")
    )

    private static let applicationRemoved = Problem(
        .forbidden,
        BilingualText(en: "the application was removed", zh: "该应用已被移除")
    )

    private static let crowded = Problem(
        .tooMany,
        BilingualText(en: "too many uses are open", zh: "同时进行的使用过多"),
        advice: BilingualText(en: "end one, or try again in a moment", zh: "请结束其中之一或稍后重试"),
        retryAfterSeconds: 1
    )
}

/// Keeps a use open for as long as the answer that holds it lives, also when its body never runs.
final class OpenVaultUse: Sendable {
    let flow: Flow
    let grant: Identifier<VaultGrant>
    private let uses: OpenVaultUses

    init(_ grant: Identifier<VaultGrant>, _ flow: Flow, in uses: OpenVaultUses) {
        self.flow = flow
        self.grant = grant
        self.uses = uses
    }

    deinit { uses.close(grant, flow) }
}
