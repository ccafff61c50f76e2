import DataspaceProtocol
package import Primitives
package import ServerKit
import Synchronization

/// All flows that are open now, by transfer; hears of each state change and cuts at once what may not flow any more.
///
/// Made before `Transfers`, which reports to it, and given to the data plane, which opens flows in it.
package final class FlowRegistry: TransferObserver {
    private struct State {
        var flows: [Identifier<TransferProcess>: [ObjectIdentifier: Flow]] = [:]
        var count = 0
        var meters: [Identifier<TransferProcess>: Meter] = [:]
        /// Transfers that changed and that the workers have not looked at.
        var changed: Set<Identifier<TransferProcess>> = []
    }

    private let state = Mutex(State())
    /// Rings when there is something in `changed`; rings while the workers look are kept as one.
    let rings: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation

    private let stallTime: Duration

    /// Readers that take nothing for `stallTime` are left.
    package init(stallTime: Duration = DataPlaneLimits.stallTime) {
        self.stallTime = stallTime
        (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Cuts and wakes; runs on the database's writer right after the commit.
    package func changed(_ transfer: TransferProcess) {
        let doomed = state.withLock { state -> [Flow] in
            state.changed.insert(transfer.id)
            return transfer.letsFlow ? [] : Array((state.flows[transfer.id] ?? [:]).values)
        }
        for flow in doomed { flow.cut(Self.stopped(transfer)) }
        bell.yield()
    }

    package func agreementEnded(_ transfer: Identifier<TransferProcess>) { halted(transfer, because: Self.ended) }

    package func halted(_ transfer: Identifier<TransferProcess>, because cause: Problem) {
        let doomed = state.withLock { Array(($0.flows[transfer] ?? [:]).values) }
        for flow in doomed { flow.cut(cause) }
    }

    package func termsChanged(_ transfer: Identifier<TransferProcess>, demandsOtherForm: Bool) {
        let flows = state.withLock { Array(($0.flows[transfer] ?? [:]).values) }
        if demandsOtherForm {
            for flow in flows { flow.cut(Self.amended) }
            return
        }
        // A boundary in the past: the next part, and the sweeper for readers that have stopped, ask the policy again.
        for flow in flows { flow.boundary = Instant(milliseconds: 0) }
    }

    private static let amended = Problem(
        .conflict,
        BilingualText(en: "the agreement was amended: ask again under its terms", zh: "合约已变更，请按新条款重新请求")
    )

    private static let ended = Problem(.forbidden, BilingualText(en: "the agreement has ended", zh: "合约已终止"))

    private static func stopped(_ transfer: TransferProcess) -> Problem {
        Problem(
            .forbidden,
            BilingualText(
                en:
                    "the transfer is \(transfer.process.pending?.target.rawValue ?? transfer.state?.rawValue ?? "over")",
                zh: "传输状态为 \(transfer.process.pending?.target.rawValue ?? transfer.state?.rawValue ?? "已结束")"
            )
        )
    }

    /// Opens a flow before anything is asked, so that a change between the question and the first byte is not missed.
    func open(_ transfer: Identifier<TransferProcess>, isWatched: Bool = true) throws -> Flow {
        let flow = Flow(transfer, isWatched: isWatched, stallTime: stallTime)
        try state.withLock { state in
            guard state.count < DataPlaneLimits.flows,
                state.flows[transfer]?.count ?? 0 < DataPlaneLimits.flowsPerTransfer
            else { throw Self.crowded }
            state.flows[transfer, default: [:]][ObjectIdentifier(flow)] = flow
            state.count += 1
        }
        return flow
    }

    private static let crowded = Problem(
        .tooMany,
        BilingualText(en: "too many streams are open", zh: "同时打开的数据流过多"),
        advice: BilingualText(en: "end one, or try again in a moment", zh: "请结束其中之一或稍后重试"),
        retryAfterSeconds: 5
    )

    /// Cuts the flows of a transfer because a newer one takes their place.
    func replace(_ transfer: Identifier<TransferProcess>) {
        let old = state.withLock { Array(($0.flows[transfer] ?? [:]).values) }
        for flow in old { flow.cut(Self.replaced) }
    }

    private static let replaced = Problem(
        .conflict,
        BilingualText(en: "a newer connection took over", zh: "已由新连接接替")
    )

    func close(_ flow: Flow) {
        state.withLock { state in
            guard state.flows[flow.transfer]?.removeValue(forKey: ObjectIdentifier(flow)) != nil else { return }
            state.count -= 1
            guard state.flows[flow.transfer]?.isEmpty == true else { return }
            state.flows[flow.transfer] = nil
            state.meters[flow.transfer]?.stop()
        }
    }

    /// Everything that is open now.
    var open: [Flow] { state.withLock { $0.flows.values.flatMap(\.values) } }

    /// Streams open now, for metrics.
    package var count: Int { state.withLock { $0.count } }

    /// Transfers that changed since the last call.
    func takeChanged() -> Set<Identifier<TransferProcess>> {
        state.withLock { state in
            defer { state.changed = [] }
            return state.changed
        }
    }

    /// Has the workers look at a transfer again.
    func wake(_ transfer: Identifier<TransferProcess>) {
        _ = state.withLock { $0.changed.insert(transfer) }
        bell.yield()
    }

    func stopRinging() { bell.finish() }
}

extension FlowRegistry {
    func measure(_ transfer: Identifier<TransferProcess>, _ body: (inout Meter) -> Void) {
        state.withLock { state in
            // Only transfers with an open flow are measured: the table stays as small as the list of flows.
            guard state.flows[transfer] != nil else { return }
            body(&state.meters[transfer, default: Meter()])
        }
    }

    func progress(of transfer: Identifier<TransferProcess>) -> DeliveryProgress? {
        state.withLock { $0.meters[transfer]?.progress }
    }

    /// Forgets the measures of a transfer that is over, once they are stored.
    func forget(_ transfer: Identifier<TransferProcess>) {
        state.withLock { state in
            if state.flows[transfer] == nil { state.meters[transfer] = nil }
        }
    }
}

extension TransferProcess {
    /// Whether open flows may go on.
    ///
    /// A consumer's download survives COMPLETED: the provider may say so while the last bytes are on the wire.
    var letsFlow: Bool { role == .provider ? mayServe : mayFlow || state == .completed }
}

/// Keeps a flow open for as long as the response that holds it lives, also when its body never runs.
final class OpenFlow: Sendable {
    let flow: Flow
    private let registry: FlowRegistry

    init(_ flow: Flow, in registry: FlowRegistry) {
        self.flow = flow
        self.registry = registry
    }

    deinit { registry.close(flow) }

    /// Notes how far the content is.
    func moved(to position: Int64, total: Int64?) {
        registry.measure(flow.transfer) { meter in
            meter.move(to: position)
            meter.change { $0.total = total }
        }
    }

    func note(attempt: Int) {
        registry.measure(flow.transfer) { $0.change { $0.attempt = attempt } }
    }

    func note(error: String?) {
        registry.measure(flow.transfer) { $0.change { $0.lastError = error } }
    }
}
