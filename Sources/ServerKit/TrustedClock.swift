package import Primitives
import Synchronization

/// The machine's clock, kept from running backwards.
///
/// A policy that ends at a time must not begin again because somebody set the clock back. So the time is the later of the
/// machine's and the latest that was ever recorded; a clock that stands further behind is refused until a person accepts it.
package final class TrustedClock: Sendable {
    /// How far back the machine's clock may step unnoticed: corrections by a time service are far smaller.
    package static let toleranceMilliseconds: Int64 = 2_000

    private let system: @Sendable () -> Instant
    private let latest: Mutex<Instant>

    /// A clock that knows the latest recorded time.
    package init(_ system: @escaping @Sendable () -> Instant, watermark: Instant) {
        self.system = system
        latest = Mutex(watermark)
    }

    /// The later of the machine's time and the latest that was seen or recorded.
    package func now() -> Instant {
        let time = system()
        return latest.withLock { latest in
            latest = max(latest, time)
            return latest
        }
    }

    /// What the machine says, whatever was recorded.
    package var machine: Instant { system() }

    /// Milliseconds by which the machine's clock stands behind the latest recorded time; 0 when it does not.
    package var lag: Int64 {
        let time = system()
        return max(0, latest.withLock { $0.milliseconds } - time.milliseconds)
    }

    /// Refuses a clock that stands back by more than the tolerance.
    package func check() throws {
        let lag = lag
        guard lag > Self.toleranceMilliseconds else { return }
        throw Problem(
            .unavailable,
            BilingualText(
                en: "this machine's clock stands \(lag / 1000) s behind the time that was recorded",
                zh: "本机时钟比已记录的时间落后 \(lag / 1000) 秒"
            ),
            advice: BilingualText(
                en: "set the clock right, or accept it with `sluice clock accept`; until then nothing is decided",
                zh: "请校正时钟，或用 `sluice clock accept` 接受当前时钟；此前不作任何决定"
            )
        )
    }

    /// Takes the machine's time as it is; returns by how many milliseconds time went back.
    package func accept() -> Int64 {
        let time = system()
        return latest.withLock { latest in
            defer { latest = time }
            return max(0, latest.milliseconds - time.milliseconds)
        }
    }

    /// The world with this clock.
    package var world: World {
        World(now: { self.now() }, random: World.real.random, checkClock: { try self.check() })
    }
}
