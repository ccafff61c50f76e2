package import Node
package import Primitives
import Synchronization

/// Somebody who answers requests.
package protocol SimulatedHost: Sendable {
    func answer(_ request: PeerRequest) async -> PeerAnswer
}

/// A network without sockets that loses requests and answers, repeats requests and holds copies back, all from one seed.
///
/// A copy that is held back arrives later or never; it does not arrive after a later copy of the same message was refused.
package final class SimulatedNetwork: Sendable {
    /// How bad the network is, in percent of requests.
    package struct Weather: Sendable {
        package var lostRequests = 0
        package var lostAnswers = 0
        package var repeats = 0
        package var held = 0

        package init() {}

        package static let storm: Weather = {
            var weather = Weather()
            (weather.lostRequests, weather.lostAnswers, weather.repeats, weather.held) = (12, 15, 10, 8)
            return weather
        }()
    }

    /// A change that somebody was told is made.
    package struct Acknowledged: Sendable {
        package let host: String
        package let message: Digest
    }

    private struct State {
        var hosts: [String: any SimulatedHost] = [:]
        var weather = Weather()
        var held: [PeerRequest] = []
        var acknowledged: [Acknowledged] = []
        var interruptions: [@Sendable (Moment) async -> Void] = []
        var requests = 0
        var answers: (@Sendable (PeerRequest) -> PeerAnswer?)?
    }

    /// Where a request is when something else happens.
    package enum Moment: Sendable { case beforeDelivery, beforeAnswer }

    package struct Lost: Error, Sendable { package init() {} }

    private let state = Mutex(State())
    private let dice: Dice

    package init(seed: UInt64) { dice = Dice(seed: seed &* 31 &+ 7) }

    package func setWeather(_ weather: Weather) { state.withLock { $0.weather = weather } }

    /// Everything that was answered with yes.
    package var acknowledged: [Acknowledged] { state.withLock { $0.acknowledged } }

    package var requestCount: Int { state.withLock { $0.requests } }

    /// Connects a host, or the one that replaces it after a crash.
    package func connect(_ host: any SimulatedHost, at name: String) { state.withLock { $0.hosts[name] = host } }

    /// Has `action` called at the next request, so that things happen while it is under way.
    package func interruptOnce(_ action: @escaping @Sendable (Moment) async -> Void) {
        state.withLock { $0.interruptions.append(action) }
    }

    /// Has requests answered by hand, for peers that do not do what a connector of ours would; nil lets them through.
    package func answer(by hand: (@Sendable (PeerRequest) -> PeerAnswer?)?) { state.withLock { $0.answers = hand } }

    package func forgetInterruptions() { state.withLock { $0.interruptions = [] } }

    /// The way out of one party; `isAlive` is false once that party was killed, and then nothing more of it gets out.
    package func transport(isAlive: @escaping @Sendable () -> Bool) -> any PeerTransport {
        Transport(network: self, isAlive: isAlive)
    }

    private struct Transport: PeerTransport {
        let network: SimulatedNetwork
        let isAlive: @Sendable () -> Bool

        func send(_ request: PeerRequest) async throws -> PeerAnswer {
            guard isAlive() else { throw Lost() }
            let answer = try await network.carry(request)
            guard isAlive() else { throw Lost() }
            return answer
        }
    }

    private func carry(_ request: PeerRequest) async throws -> PeerAnswer {
        let weather = state.withLock { state -> Weather in
            state.requests += 1
            return state.weather
        }
        let interruption = state.withLock { $0.interruptions.popLast() }
        await interruption?(.beforeDelivery)
        if dice.happens(weather.lostRequests) { throw Lost() }
        if dice.happens(weather.held) {
            state.withLock { $0.held.append(request) }
            throw Lost()
        }
        if dice.happens(weather.repeats) { _ = await deliver(request) }
        let answer = await deliver(request)
        await interruption?(.beforeAnswer)
        if dice.happens(weather.lostAnswers) { throw Lost() }
        return answer
    }

    /// Delivers one copy that was held back; false when there is none.
    package func deliverHeld() async -> Bool {
        let request = state.withLock { state -> PeerRequest? in
            state.held.isEmpty ? nil : state.held.remove(at: dice.below(state.held.count))
        }
        guard let request else { return false }
        _ = await deliver(request)
        return true
    }

    private func deliver(_ request: PeerRequest) async -> PeerAnswer {
        if let answer = state.withLock({ $0.answers })?(request) { return answer }
        let name = Self.host(of: request.url)
        guard let host = state.withLock({ $0.hosts[name] }) else { return PeerAnswer(status: 503, body: []) }
        let answer = await host.answer(request)
        if let body = request.body, request.method == "POST" { note(answer, to: body, from: name) }
        return answer
    }

    private func note(_ answer: PeerAnswer, to body: [UInt8], from host: String) {
        if (200..<300).contains(answer.status), let json = try? JSONReader.read(body) {
            // Both may end an agreement at once: the second message is answered with yes and changes nothing.
            guard json["@type"]?.stringValue != "sluice:AgreementTermination" else { return }
            // A stop says how things stand: a repeat and one that comes late are answered with yes too.
            guard json["freeze"] == nil else { return }
            let digest = Digest(of: CanonicalJSON.bytes(of: json))
            state.withLock { $0.acknowledged.append(Acknowledged(host: host, message: digest)) }
        } else if (400..<500).contains(answer.status) {
            state.withLock { state in state.held.removeAll { $0.body == body } }
        }
    }

    /// `name` of `http://name/path`.
    static func host(of url: String) -> String {
        url.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first.map(String.init) ?? ""
    }
}
