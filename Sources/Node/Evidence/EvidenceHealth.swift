package import EvidenceLog
package import Primitives
import ServerKit
import Synchronization

/// Whether evidence that is committed also becomes part of the log; where it does not, business stops.
package final class EvidenceHealth: Sendable {
    package struct State: Sendable, Equatable {
        /// Since when committed entries wait; nil when all are in the log.
        package var waitingSince: Instant?
        /// The last failure, while it lasts.
        package var failure: LogProblem?
        /// The log may never go on by itself: what was signed and what is stored contradict each other.
        package var isStopped = false
    }

    /// Seconds that entries may wait before changes are refused.
    package let graceSeconds: Int64
    private let guarded: Mutex<State>

    package static let usualGraceSeconds: Int64 = 300

    package init(graceSeconds: Int64 = usualGraceSeconds) {
        self.graceSeconds = graceSeconds
        guarded = Mutex(State())
    }

    package var state: State { guarded.withLock { $0 } }

    /// Entries committed from `moment` on wait; the oldest moment counts.
    func waits(since moment: Instant) {
        guarded.withLock { if $0.waitingSince == nil { $0.waitingSince = moment } }
    }

    /// Everything committed before `moment` is in the log; nil when nothing waits.
    func advanced(waitingSince moment: Instant?) {
        guarded.withLock { $0 = State(waitingSince: moment) }
    }

    /// A new epoch has begun, whose first entry waits since `moment`: business goes on unless its log fails too.
    func resumed(waitingSince moment: Instant) { advanced(waitingSince: moment) }

    func failed(_ problem: LogProblem, at moment: Instant, isFinal: Bool) {
        guarded.withLock {
            $0.failure = problem
            $0.isStopped = isFinal
            if $0.waitingSince == nil { $0.waitingSince = moment }
        }
    }

    /// Refuses a change when its evidence would not reach the log in time.
    package func check(at now: Instant) throws {
        let state = state
        if state.isStopped { throw Self.refusal(state, isFinal: true) }
        guard let since = state.waitingSince, now.milliseconds - since.milliseconds > graceSeconds * 1000 else {
            return
        }
        throw Self.refusal(state, isFinal: false)
    }

    private static func refusal(_ state: State, isFinal: Bool) -> Problem {
        let since = state.waitingSince?.description ?? ""
        let reason = state.failure ?? LogProblem(.storage, "it is too slow", "进度过慢")
        return Problem(
            .storage,
            BilingualText(
                en: "the evidence log cannot advance since \(since): \(reason.en)",
                zh: "存证日志自 \(since) 起无法推进：\(reason.zh)"
            ),
            advice: isFinal
                ? BilingualText(
                    en:
                        "nothing was changed; see `sluice evidence fsck`, then restore what is missing or run `sluice evidence recover`",
                    zh: "未做任何更改；请先执行 `sluice evidence fsck`，再恢复缺失内容或执行 `sluice evidence recover`"
                )
                : BilingualText(
                    en: "nothing was changed; repair the evidence folder, the log then goes on by itself",
                    zh: "未做任何更改；请修复存证目录，日志将自动继续"
                )
        )
    }
}
