import Node
import Primitives
import ServerKit

/// What is known of participants while none of their requests is at hand.
extension Essentials {
    /// A participant's claims: what the owner vouches for in the table of peers, and what it proved by credentials that still hold.
    func claims(of participant: String) -> [String: [String]] {
        let vouched = peers.find(participant)?.claims ?? [:]
        return vouched.merging(participants?.claims(of: participant) ?? [:]) { $0 + $1 }
    }

    /// The earlier of a policy's boundary and the end of the participant's first credential to end.
    func boundary(_ boundary: Instant?, of participant: String) -> Instant? {
        [boundary, participants?.find(participant)?.validUntil].compactMap(\.self).min()
    }

    /// Refuses a participant that is known by credentials only, once they do not hold any more.
    func checkStanding(of participant: String) throws {
        guard let participants, peers.find(participant)?.tokenInDigest == nil, participant.hasPrefix("did:"),
            participants.find(participant) == nil
        else { return }
        throw Problem(
            .forbidden,
            BilingualText(
                en: "the credentials of `\(participant)` do not hold any more",
                zh: "`\(participant)` 的凭证已不再有效"
            ),
            advice: BilingualText(en: "present valid credentials again", zh: "请重新出示有效凭证")
        )
    }
}
