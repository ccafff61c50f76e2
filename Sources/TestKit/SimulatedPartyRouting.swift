import Connector
import DataspaceProtocol
package import Node
import Primitives
package import ServerKit

/// The protocol's addresses without a socket: the same reading, the same methods, the same statuses as the HTTP binding.
extension SimulatedParty: SimulatedHost {
    package func answer(_ request: PeerRequest) async -> PeerAnswer {
        do {
            let answer = try await route(request)
            return PeerAnswer(status: answer.status, body: answer.body.encoded)
        } catch let problem as Problem {
            return refusal(problem)
        } catch let problem as DecodingProblem {
            return refusal(.invalid(problem))
        } catch let problem as JSONProblem {
            return refusal(.invalid(problem))
        } catch {
            return refusal(.internalError)
        }
    }

    private func refusal(_ problem: Problem) -> PeerAnswer {
        let body = NegotiationDocument.error(
            providerPid: "",
            consumerPid: "",
            code: problem.code.rawValue,
            reasons: [problem.message.en]
        )
        return PeerAnswer(status: problem.status, body: body.encoded)
    }

    /// The participant that a header proves.
    package func participant(of authorization: String?) throws -> VerifiedParticipant {
        guard let token = authorization?.split(separator: " ").last,
            let participant = essentials.peers.authenticate(token: String(token))
        else { throw Problem.unauthenticated }
        return participant
    }

    private func route(_ request: PeerRequest) async throws -> Inbox.Answer {
        if request.url.hasSuffix(VersionDocument.path) {
            let document = announcesExtensions ? catalog.versionDocument : VersionDocument.json(serviceID: name)
            return Inbox.Answer(status: 200, body: document)
        }
        let participant = try participant(of: request.authorization)
        let path = request.url.dropFirst(SimulatedParty.address(name).count).split(separator: "/").map(String.init)
        let body = try request.body.map { try JSONReader.read($0) } ?? .null
        guard request.url.hasPrefix(SimulatedParty.address(name)), path.count >= 2 else { throw unknown }
        switch (request.method, path[0], path[1], path.dropFirst(2).joined(separator: "/")) {
        case ("POST", "catalog", "request", ""):
            return Inbox.Answer(
                status: 200,
                body: try await catalog.page(for: participant.id, after: "", limit: 100).catalog
            )
        case ("POST", "negotiations", "request", ""):
            return try await negotiations.receiveRequest(body, from: participant)
        case ("POST", "negotiations", "offers", ""):
            return try await negotiations.receiveOffer(body, from: participant)
        case ("GET", "negotiations", let pid, ""):
            return Inbox.Answer(status: 200, body: try await negotiations.show(pid, to: participant))
        case ("POST", "negotiations", let pid, let step):
            return try await negotiationStep(step, pid, body, participant)
        case ("POST", "transfers", "request", ""): return try await transfers.receiveRequest(body, from: participant)
        case ("GET", "transfers", let pid, ""):
            return Inbox.Answer(status: 200, body: try await transfers.show(pid, to: participant))
        case ("POST", "transfers", let pid, let path):
            guard let step = TransferStepMessage.Step.allCases.first(where: { $0.path == path }) else { throw unknown }
            return try await transfers.receive(step, pid, body, from: participant)
        case ("POST", "sluice", "agreements", let path) where path.hasSuffix("/termination"):
            let id = String(path.dropLast("/termination".count)).removingPercentEncoding() ?? ""
            try await agreements.receiveTermination(id, body, from: participant)
            return Inbox.Answer(status: 200, body: ["status": "ended"])
        case ("POST", "sluice", "agreements", let path) where path.hasSuffix("/freeze") && announcesExtensions:
            let id = String(path.dropLast("/freeze".count)).removingPercentEncoding() ?? ""
            return Inbox.Answer(status: 200, body: try await freezing.receive(body, about: id, from: participant))
        case ("POST", "sluice", "agreements", let path) where path.hasSuffix("/usage-reports") && announcesExtensions:
            let id = String(path.dropLast("/usage-reports".count)).removingPercentEncoding() ?? ""
            guard try await DutyReports(essentials).receive(body, about: id, from: participant) else { throw unknown }
            return Inbox.Answer(status: 200, body: ["status": "kept"])
        case (let method, "sluice", "agreements", _) where path.count >= 4 && path[3] == "amendments":
            return Inbox.Answer(status: 200, body: try await amendment(method, path, body, participant))
        default: throw unknown
        }
    }

    /// `sluice/agreements/{id}/amendments[/{amendment}[/acceptance|closing]]`.
    private func amendment(
        _ method: String,
        _ path: [String],
        _ body: JSONValue,
        _ participant: VerifiedParticipant
    ) async throws -> JSONValue {
        let names = path.map { $0.removingPercentEncoding() ?? "" }
        switch (method, names.count, names.last) {
        case ("POST", 4, _): return try await amendments.receiveProposal(names[2], body, from: participant)
        case ("GET", 5, _): return try await amendments.show(names[2], names[4], to: participant)
        case ("POST", 6, "acceptance"):
            return try await amendments.receive(.accept, names[2], names[4], body, from: participant)
        case ("POST", 6, "closing"):
            return try await amendments.receive(.close, names[2], names[4], body, from: participant)
        default: throw unknown
        }
    }

    private func negotiationStep(
        _ step: String,
        _ pid: String,
        _ body: JSONValue,
        _ participant: VerifiedParticipant
    ) async throws -> Inbox.Answer {
        switch step {
        case "request": try await negotiations.receiveCounter(pid, body, from: participant)
        case "offers": try await negotiations.receiveOffer(pid, body, from: participant)
        case "agreement": try await negotiations.receiveAgreement(pid, body, from: participant)
        case "agreement/verification": try await negotiations.receiveVerification(pid, body, from: participant)
        case "events": try await negotiations.receiveEvent(pid, body, from: participant)
        case "termination": try await negotiations.receiveTermination(pid, body, from: participant)
        default: throw unknown
        }
    }

    private var unknown: Problem { .notFound("address", name) }
}
