package import Identity
import Primitives
package import ServerKit

/// Status lists of issuers, read through the egress and kept for a short time.
///
/// A list that cannot be read, is not signed by the issuer, or does not fit is a refusal: a status that cannot be told is not good.
package actor StatusLists {
    /// Lists kept; beyond it all are forgotten, which costs one request each.
    private static let limit = 256
    /// How long a list counts: together with the interval of ``StandingWatch`` it stays below the minute within which an ended
    /// credential must stop working.
    package static let longestSeconds: Int64 = 30

    private struct Kept {
        let list: PublishedStatusList
        let read: Instant
    }

    private let desk: any ClaimsDesk
    private let transport: any PeerTransport
    private let seconds: Int64
    private let world: World
    private let metrics: Metrics
    private var kept: [String: Kept] = [:]

    /// Lists count for `seconds`, at most ``longestSeconds``.
    package init(
        desk: any ClaimsDesk,
        transport: any PeerTransport,
        seconds: Int64 = longestSeconds,
        world: World,
        metrics: Metrics
    ) {
        self.desk = desk
        self.transport = transport
        self.seconds = min(max(seconds, 0), Self.longestSeconds)
        self.world = world
        self.metrics = metrics
    }

    /// Refuses when an entry's bit is set, and when it cannot be told.
    package func check(_ entries: [StatusEntry], issuer: String) async throws {
        for entry in entries {
            let list = try await list(at: entry.listAddress, of: issuer)
            guard try list.isSet(entry) else { continue }
            throw CredentialProblem(
                entry.purpose == .revocation ? .revoked : .suspended,
                "bit \(entry.index) of \(entry.listAddress)"
            )
        }
    }

    private func list(at address: String, of issuer: String) async throws -> PublishedStatusList {
        let now = world.now()
        if let known = kept[address], known.list.issuer.hasSameBytes(as: issuer),
            known.read.advanced(seconds: seconds) > now, known.list.validUntil ?? now.advanced(seconds: 1) > now
        {
            return known.list
        }
        let list = try await read(address, of: issuer)
        if kept.count >= Self.limit { kept.removeAll() }
        kept[address] = Kept(list: list, read: now)
        return list
    }

    private func read(_ address: String, of issuer: String) async throws -> PublishedStatusList {
        metrics.count("sluice_claims_requests_total", ["kind": "status"])
        let token = try await fetch(address)
        let jws: CompactJWS
        do {
            jws = try CompactJWS(parsing: token, maximumBytes: StatusList.encodedBytes)
        } catch {
            throw CredentialProblem(.statusList, "the list at `\(address)` is not a signed credential")
        }
        guard let keyID = jws.header.keyID else { throw CredentialProblem(.statusList, "the list names no key") }
        let document = try await desk.document(of: issuer, naming: keyID)
        let verified = try CredentialChecker.verify(jws, .assertionMethod, document)
        let credential = try VerifiableCredential(
            payload: try JSONReader.read(verified.payload, maximumBytes: StatusList.encodedBytes)
        )
        guard credential.issuer.hasSameBytes(as: issuer) else {
            throw CredentialProblem(.statusList, "the list is of `\(credential.issuer)`, not of `\(issuer)`")
        }
        return try PublishedStatusList(credential, at: world.now())
    }

    /// The compact form at an address: the body itself.
    private func fetch(_ address: String) async throws -> String {
        let answer: PeerAnswer
        do {
            answer = try await transport.send(
                PeerRequest("GET", address, authorization: nil, accept: "application/vc+jwt, application/jwt;q=0.9")
            )
        } catch {
            throw CredentialProblem(.status, "the list at `\(address)` cannot be reached: \(error)")
        }
        guard answer.status == 200 else {
            throw CredentialProblem(.status, "the list at `\(address)` answered \(answer.status)")
        }
        var text = String(decoding: answer.body, as: UTF8.self)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
