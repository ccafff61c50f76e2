package import Primitives
package import ServerKit
import Synchronization

/// SplitMix64: the same seed gives the same run on every machine.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Chance that several owners share: what one draws, the next does not see again.
package final class Dice: Sendable {
    private let generator: Mutex<SeededGenerator>

    package init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

    /// True in `percent` of a hundred throws.
    package func happens(_ percent: Int) -> Bool { below(100) < percent }

    package func below(_ bound: Int) -> Int {
        generator.withLock { generator in Int.random(in: 0..<bound, using: &generator) }
    }

    package func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[below(elements.count)]
    }

    package func bytes(_ count: Int) -> [UInt8] {
        generator.withLock { generator in
            (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        }
    }
}

/// A clock that moves when the test says so, and chance from a seed.
package final class SeededWorld: Sendable {
    /// When every simulated run begins: noon on 22 November 2026.
    package static let start = Instant(milliseconds: 1_795_348_800_000)

    private let clock = Mutex(start)
    private let dice: Dice

    package init(seed: UInt64) { dice = Dice(seed: seed) }

    package var now: Instant { clock.withLock { $0 } }

    package func advance(milliseconds: Int64) {
        clock.withLock { $0 = $0.advanced(milliseconds: milliseconds) }
    }

    package var world: World {
        World(now: { [self] in now }, random: { [dice] in dice.bytes($0) })
    }
}
