import HTTPTypes
import NIOCore
import Primitives
package import ServerKit

/// The way to other participants in a running node: HTTP through the one egress.
package struct EgressTransport: PeerTransport {
    /// Seconds for one protocol message; a peer that needs longer is asked again.
    private static let timeout = Duration.seconds(5)

    private let egress: Egress

    package init(egress: Egress) { self.egress = egress }

    package func send(_ request: PeerRequest) async throws -> PeerAnswer {
        var headers: HTTPFields = [.accept: request.accept]
        headers[.authorization] = request.authorization
        if request.body != nil { headers[.contentType] = "application/json" }
        guard let method = HTTPRequest.Method(request.method) else { throw Problem.internalError }
        var outgoing = EgressRequest(
            method,
            try EgressURL(request.url),
            headers: headers,
            body: request.body.map { .bytes($0) } ?? .none
        )
        outgoing.maximumBytes = Limits.jsonBytes
        outgoing.timeout = Self.timeout
        // Every protocol message carries an identifier by which the other side knows a repeat.
        outgoing.mayRepeat = true
        let answer = try await egress.send(outgoing, for: .peer)
        var names: [String: String] = [:]
        for field in answer.headers { names[field.name.canonicalName] = field.value }
        return PeerAnswer(
            status: answer.status.code,
            body: Array(answer.body.readableBytesView),
            headers: names
        )
    }
}

/// Judges addresses that peers send by the egress policy, without connecting.
package struct EgressAddressGuard {
    private let egress: Egress

    package init(egress: Egress) { self.egress = egress }

    /// Refuses what is no address, and what points to a place that policy closes.
    ///
    /// A name that does not resolve now is let through: delivery retries it, and checks again.
    package func check(_ address: String) async throws {
        do {
            try await egress.check(try EgressURL(address), for: .peer)
        } catch let problem as EgressProblem {
            switch problem.code {
            case .badAddress:
                throw Problem(.invalid, problem.text)
            case .addressRefused:
                // The operator's log says which place it is; the peer learns only that it is closed.
                throw Problem.invalid(
                    "the address points to a place that this connector does not connect to",
                    "该地址指向本连接器不会连接的位置"
                )
            default: return
            }
        }
    }
}
