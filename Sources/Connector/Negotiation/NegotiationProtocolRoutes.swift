import DataspaceProtocol
import Hummingbird
import Primitives
package import ServerKit

extension Negotiations {
    private typealias Receiver = @Sendable (String, JSONValue, VerifiedParticipant) async throws -> Inbox.Answer

    /// DSP 2025-1, Contract Negotiation HTTPS binding, both roles.
    package var protocolEndpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                DSP.path + "/negotiations/request",
                access: .participant,
                "start a negotiation as consumer",
                renderProblem: Self.render
            ) { call in
                Self.respond(try await receiveRequest(try await call.json(), from: try call.participant()))
            },
            Endpoint(
                .post,
                DSP.path + "/negotiations/offers",
                access: .participant,
                "start a negotiation as provider",
                renderProblem: Self.render
            ) { call in
                Self.respond(try await receiveOffer(try await call.json(), from: try call.participant()))
            },
            Endpoint(
                .get,
                DSP.path + "/negotiations/{pid}",
                access: .participant,
                "show a negotiation",
                renderProblem: Self.render
            ) { call in
                .json(try await show(try call.parameter("pid"), to: try call.participant()))
            },
            step("request", "counter-offer of the consumer") { try await receiveCounter($0, $1, from: $2) },
            step("offers", "offer of the provider") { try await receiveOffer($0, $1, from: $2) },
            step("agreement", "agreement of the provider") { try await receiveAgreement($0, $1, from: $2) },
            step("agreement/verification", "verification of the consumer") {
                try await receiveVerification($0, $1, from: $2)
            },
            step("events", "ACCEPTED or FINALIZED") { try await receiveEvent($0, $1, from: $2) },
            step("termination", "termination by either side") { try await receiveTermination($0, $1, from: $2) },
        ]
    }

    private func step(_ path: String, _ summary: String, _ receive: @escaping Receiver) -> Endpoint {
        Endpoint(
            .post,
            DSP.path + "/negotiations/{pid}/" + path,
            access: .participant,
            summary,
            renderProblem: Self.render
        ) { call in
            Self.respond(try await receive(try call.parameter("pid"), try await call.json(), try call.participant()))
        }
    }

    private static func respond(_ answer: Inbox.Answer) -> Response {
        .json(answer.body, status: answer.status == 201 ? .created : .ok)
    }

    /// A failure as `ContractNegotiationError`; the pid is what stands in the address, since the body may be unreadable.
    private static func render(_ problem: Problem, _ call: Call) -> Response {
        let pid = call.context.parameters.get("pid") ?? ""
        let error = NegotiationDocument.error(
            providerPid: problem.details["providerPid"] ?? pid,
            consumerPid: problem.details["consumerPid"] ?? pid,
            code: problem.code.rawValue,
            reasons: problem.reasons(call)
        )
        return .json(error, status: .init(code: problem.status), headers: problem.headers)
    }
}

extension Problem {
    /// The failure in words for the `reason` of a protocol error, in both languages, with the correlation id.
    func reasons(_ call: Call) -> [String] {
        [message.en, message.zh, advice?.en, "correlation: " + call.correlation].compactMap { $0 }
    }
}
