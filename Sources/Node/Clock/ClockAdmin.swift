import EvidenceLog
import HTTPTypes
import Primitives
package import ServerKit

/// The owner's side of the clock: whether it is believed, and taking it as it is.
package struct ClockAdmin: Sendable {
    let clock: NodeClock
    /// Our own participant identifier.
    let us: String

    package init(_ clock: NodeClock, us: String) {
        self.clock = clock
        self.us = us
    }

    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/clock",
                access: .role(.auditor),
                "the machine's time, the latest recorded one, and whether the clock is believed",
                description: EndpointDescription(answer: "Clock")
            ) { _ in .json(shown) },
            Endpoint(
                .post,
                "/api/v1/clock/accept",
                access: .role(.owner),
                "take the machine's time as it is, although it stands behind the recorded one",
                description: EndpointDescription(answer: "Clock")
            ) { call in
                let back = try await clock.accept(by: EvidenceActor(.person, try call.person().name), node: us)
                var object = shown.objectValue ?? JSONObject()
                object["wentBackMilliseconds"] = .integer(back)
                return .json(.object(object))
            },
        ]
    }

    private var shown: JSONValue {
        let lag = clock.clock.lag
        return [
            "machine": .string(clock.clock.machine.description), "recorded": .string(clock.clock.now().description),
            "lagMilliseconds": .integer(lag), "isBelieved": .bool(lag <= TrustedClock.toleranceMilliseconds),
        ]
    }
}
