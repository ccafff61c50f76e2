import DataspaceProtocol
import Node
import Primitives
import ServerKit
import UsagePolicy

/// A signed notice that a duty asks for: that something was delivered or used under an agreement, with the log of use where
/// the duty is to send it.
struct DutyNotice: Sendable {
    static let type = "sluice:DutyNotice"
    /// Characters of a failure that people are shown.
    private static let shownCharacters = 300

    let essentials: Essentials

    /// Where a notice goes.
    private enum Place: Sendable {
        /// The connector of the other party, which takes it like a report.
        case peer(String, id: String)
        /// An address that the policy names; the egress looks at it like at every address that a peer sent.
        case address(String)
        /// Ourselves: the entry of evidence is the notice, and our event feed tells it.
        case us
    }

    /// What became of an attempt.
    enum Outcome: Sendable {
        case taken(Digest, by: String)
        case failed(String)
    }

    /// Sends the notice of a duty once; every attempt bears the same identifier, by which a repeat is known.
    func send(_ duty: Duty, _ plan: DutyPlan, under agreement: Agreement) async throws -> Outcome {
        let (place, log) = try await essentials.database.read { [essentials] transaction in
            let address = try Negotiations.peerAddress(of: agreement, peers: essentials.peers, in: transaction)
            let log = DutyKind.sendsLog(duty.action) ? try UsageControl.log(of: agreement, in: transaction) : nil
            return (Self.place(plan, agreement, address, us: essentials.identity.participant), log)
        }
        let document = document(duty, agreement, log)
        let digest = Digest(of: CanonicalJSON.bytes(of: document))
        let signature = try essentials.signing?.statement(CanonicalJSON.bytes(of: document))
        let body: JSONValue = ["notice": document, SignedStatement.member: .optional(signature)]
        do {
            switch place {
            case .us: return .taken(digest, by: essentials.identity.participant)
            case .peer(let url, let id):
                return Self.outcome(try await essentials.client.post(url, of: id, body), digest, id)
            case .address(let url): return Self.outcome(try await essentials.client.post(body, to: url), digest, url)
            case nil: return .failed("nobody who could be told is named: neither a party nor an address")
            }
        } catch let problem as EgressProblem {
            return .failed(String(problem.text.en.prefix(Self.shownCharacters)))
        } catch {
            return .failed(String("\(error)".prefix(Self.shownCharacters)))
        }
    }

    /// Any 2xx is a yes; everything else may become one, and is tried again.
    private static func outcome(_ answer: PeerAnswer, _ digest: Digest, _ place: String) -> Outcome {
        (200..<300).contains(answer.status)
            ? .taken(digest, by: place) : .failed("`\(place.prefix(200))` answered \(answer.status)")
    }

    private static func place(
        _ plan: DutyPlan,
        _ agreement: Agreement,
        _ address: String?,
        us: String
    ) -> Place? {
        let recipient = plan.recipient ?? agreement.peer
        if recipient.hasSameBytes(as: us) { return .us }
        if recipient.hasSameBytes(as: agreement.peer) {
            return address.map { .peer($0 + VaultReports.path(of: agreement.id.percentEncoded), id: agreement.peer) }
        }
        return isAddress(recipient) ? .address(recipient) : nil
    }

    /// Whether a recipient is an address and no participant.
    static func isAddress(_ recipient: String) -> Bool {
        recipient.hasPrefix("https://") || recipient.hasPrefix("http://")
    }

    private func document(_ duty: Duty, _ agreement: Agreement, _ log: [JSONValue]?) -> JSONValue {
        let us = essentials.identity.participant
        return [
            "@type": .string(Self.type), "@id": .string(Self.identifier(of: duty)), "duty": .string(duty.id),
            "agreement": .string(agreement.id), "agreementDigest": .string(agreement.digest.description),
            "path": .string(duty.path), "action": .string(duty.action), "from": .string(us),
            "role": .string(agreement.role.rawValue), "counterparty": .string(agreement.peer),
            "dataset": .string(agreement.dataset),
            "transfer": duty.delivery.isEmpty || duty.delivery == Duties.confirmed ? nil : .string(duty.delivery),
            "occasion": .string(duty.created.description), "becauseOf": .optional(duty.parent),
            "log": log.map { .array($0) },
        ]
    }

    /// A UUID that belongs to the duty alone: the occasion's time and a digest of its name.
    private static func identifier(of duty: Duty) -> String {
        "urn:uuid:" + World.uuid(at: duty.created, Digest(of: duty.id).bytes.prefix(10))
    }
}
