package import Primitives
package import ServerKit

/// A request to another participant.
package struct PeerRequest: Sendable {
    package let method: String
    package let url: String
    package let authorization: String?
    package let body: [UInt8]?
    /// Media types that are understood.
    package let accept: String

    package init(
        _ method: String,
        _ url: String,
        authorization: String?,
        body: [UInt8]? = nil,
        accept: String = "application/json"
    ) {
        self.method = method
        self.url = url
        self.authorization = authorization
        self.body = body
        self.accept = accept
    }
}

/// What came back.
package struct PeerAnswer: Sendable {
    package let status: Int
    package let body: [UInt8]
    /// Header names in lower case.
    package let headers: [String: String]

    package init(status: Int, body: [UInt8], headers: [String: String] = [:]) {
        self.status = status
        self.body = body
        self.headers = headers
    }
}

/// The way to other participants: HTTP through the egress in a running node, a simulated network in tests.
package protocol PeerTransport: Sendable {
    func send(_ request: PeerRequest) async throws -> PeerAnswer
}

/// Says who we are to a party that is known by its DID.
package protocol SelfIntroducer: Sendable {
    /// A self-issued token for that party; nil when it is not known by a DID.
    func token(for party: String) async throws -> String?
}

/// Speaks to peers with the token that each expects: the one agreed on in the table, else a self-issued one.
package struct PeerClient: OutboxCourier {
    private let peers: Peers
    private let transport: any PeerTransport
    private let introducer: (any SelfIntroducer)?

    package init(peers: Peers, transport: any PeerTransport, introducer: (any SelfIntroducer)? = nil) {
        self.peers = peers
        self.transport = transport
        self.introducer = introducer
    }

    private func authorization(for peer: String) async throws -> String? {
        if let agreed = peers.find(peer)?.tokenOut { return "Bearer " + agreed }
        return try await introducer?.token(for: peer).map { "Bearer " + $0 }
    }

    package func deliver(_ message: OutboxMessage) async -> DeliveryOutcome {
        do {
            let request = PeerRequest(
                "POST",
                message.url,
                authorization: try await authorization(for: message.peer),
                body: Array(message.body.utf8)
            )
            return Self.outcome(of: try await transport.send(request))
        } catch {
            return .unknown(Setback("\(error)"))
        }
    }

    /// Any 2xx is a yes, with or without a body; 4xx is a no, except those that mean "later".
    ///
    /// 401 and 403 speak of our token and not of the message: a token that was changed must not end every open process.
    /// `Retry-After` counts in its form in seconds (RFC 9110, 10.2.3); a date is not read.
    static func outcome(of answer: PeerAnswer) -> DeliveryOutcome {
        let retryAfter = answer.headers["retry-after"].flatMap { Int64($0) }
        switch answer.status {
        case 200..<300: return .accepted(readable(answer.body) ?? .null)
        case 401, 403:
            let words =
                "the peer answered \(answer.status) to our token: \(reasons(in: answer).joined(separator: "; "))"
            return .unknown(Setback(words, retryAfterSeconds: retryAfter, isLockedOut: true))
        case 400..<500 where ![408, 425, 429].contains(answer.status):
            return .refused(status: answer.status, reasons: reasons(in: answer))
        default: return .unknown(Setback("the peer answered \(answer.status)", retryAfterSeconds: retryAfter))
        }
    }

    /// A body as JSON; what cannot be read counts as no body, as peers may answer with none.
    private static func readable(_ body: [UInt8]) -> JSONValue? {
        do {
            return try JSONReader.read(body)
        } catch {
            return nil
        }
    }

    private static func reasons(in answer: PeerAnswer) -> [String] {
        let json = readable(answer.body)
        let stated = (json?["reason"]?.oneOrMany ?? []).map { $0.stringValue ?? $0.text }
        let code = json?["code"]?.stringValue.map { [$0] } ?? []
        let all = code + stated
        return all.isEmpty ? ["status \(answer.status)"] : all.map { String($0.prefix(500)) }
    }

    /// Reads a document from a peer.
    package func get(_ url: String, of peer: String) async throws -> PeerAnswer {
        try await transport.send(PeerRequest("GET", url, authorization: try await authorization(for: peer)))
    }

    /// Posts a query (for instance a catalogue request) to a peer.
    package func post(_ url: String, of peer: String, _ body: JSONValue) async throws -> PeerAnswer {
        try await transport.send(
            PeerRequest("POST", url, authorization: try await authorization(for: peer), body: body.encoded)
        )
    }

    /// Posts to an address that is no participant's: nobody's token goes there.
    package func post(_ body: JSONValue, to address: String) async throws -> PeerAnswer {
        try await transport.send(PeerRequest("POST", address, authorization: nil, body: body.encoded))
    }

    /// The JSON of an answer, or a problem that says whose side failed.
    package static func json(_ answer: PeerAnswer, of peer: String) throws -> JSONValue {
        guard (200..<300).contains(answer.status) else {
            throw Problem(
                .peer,
                BilingualText(
                    en: "`\(peer)` answered \(answer.status): \(reasons(in: answer).joined(separator: "; "))",
                    zh: "`\(peer)` 返回 \(answer.status)：\(reasons(in: answer).joined(separator: "；"))"
                ),
                advice: BilingualText(
                    en: "check the address and the tokens with `sluice peer check`",
                    zh: "请用 `sluice peer check` 检查地址与令牌"
                )
            )
        }
        do {
            return try JSONReader.read(answer.body)
        } catch {
            throw Problem(
                .peer,
                BilingualText(en: "`\(peer)` sent no readable JSON: \(error)", zh: "`\(peer)` 返回的 JSON 无法读取")
            )
        }
    }
}
