import DataspaceProtocol
package import Node
import Primitives
package import ServerKit
package import UsagePolicy

/// Who this connector is, and where others reach it.
package struct ConnectorIdentity: Sendable {
    package let participant: String
    package let name: String
    /// The origin of the public listener, as peers see it.
    package let publicURL: String

    package init(participant: String, name: String, publicURL: String) {
        self.participant = participant
        self.name = name
        self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
    }

    /// The base of our Dataspace Protocol endpoints; also our callback address.
    package var protocolAddress: String { publicURL + DSP.path }
}

/// Tells whether an address that a peer sent may be connected to; nothing is connected by asking.
package protocol AddressGuard: Sendable {
    /// Throws a `Problem` that says why not.
    func check(_ address: String) async throws
}

/// What every slice of the connector is built from.
package struct Essentials: Sendable {
    // Well over 70 lines to the end of the initializer: one list of everything reads best whole.
    package let identity: ConnectorIdentity
    package let database: Database
    package let world: World
    package let bell: OutboxBell
    package let feed: EventFeed
    /// Refuses changes whose evidence would not reach the log.
    package let health: EvidenceHealth
    package let peers: Peers
    /// Those that proved themselves by credentials; nil where credentials are not in use.
    package let participants: Participants?
    package let client: PeerClient
    package let addressGuard: any AddressGuard
    /// What sources and sinks must stay away from.
    package let protected: ProtectedPlaces
    package let evaluator: PolicyEvaluator
    /// Terms of agreements, compiled.
    package let policies = PolicyCache()
    /// Names this run of the program in what it leaves open.
    package let run = World.real.uuid()
    /// Whether this node keeps data under controlling agreements in a vault, and says so when it asks for data.
    package let keepsControl: Bool
    /// Whether a further delivery waits for the reports on earlier ones.
    package let demandsReports: Bool
    /// Seconds that a report on an earlier delivery counts before a further one; 0 where none is asked for.
    package let reportSeconds: Int64
    /// How agreements are signed; nil where this node has no keys, as in the conformance profile.
    package let signing: AgreementSigning?
    /// Whether the connector goes on by itself where nothing is left to decide; off only in the conformance profile.
    package let automates: Bool
    /// Days after which an open negotiation ends by itself.
    package let negotiationDays: Int64
    /// How often a message that came too early is judged again before its sender is asked to repeat it.
    package let earlyTries: Int
    private static let earlyWaitMilliseconds = 25

    package init(
        identity: ConnectorIdentity,
        database: Database,
        world: World,
        bell: OutboxBell,
        feed: EventFeed = EventFeed(),
        health: EvidenceHealth = EvidenceHealth(),
        peers: Peers,
        participants: Participants? = nil,
        client: PeerClient,
        addressGuard: any AddressGuard,
        protected: ProtectedPlaces = ProtectedPlaces(),
        evaluator: PolicyEvaluator = PolicyEvaluator(),
        keepsControl: Bool = false,
        demandsReports: Bool = false,
        reportSeconds: Int64 = 0,
        signing: AgreementSigning? = nil,
        automates: Bool = true,
        negotiationDays: Int64 = 14,
        earlyTries: Int = 40
    ) {
        self.identity = identity
        self.database = database
        self.world = world
        self.bell = bell
        self.feed = feed
        self.health = health
        self.peers = peers
        self.participants = participants
        self.client = client
        self.addressGuard = addressGuard
        self.protected = protected
        self.evaluator = evaluator
        self.keepsControl = keepsControl
        self.demandsReports = demandsReports
        self.reportSeconds = reportSeconds
        self.signing = signing
        self.automates = automates
        self.negotiationDays = negotiationDays
        self.earlyTries = earlyTries
    }

    /// Judges a message, and again a moment later when the acknowledgement of an earlier step of ours is still on its way.
    ///
    /// The peer often answers us and sends its next message at once: then only milliseconds are missing.
    func patiently<Value: Sendable>(_ receive: () async throws -> Value) async throws -> Value {
        for _ in 0..<earlyTries {
            do {
                return try await receive()
            } catch let problem as Problem where problem == .early {
                try await Task.sleep(for: .milliseconds(Self.earlyWaitMilliseconds))
            }
        }
        return try await receive()
    }

    /// How the delivery of an unanswered message stands; nil when nothing waits.
    func waiting(_ messageID: String?) async throws -> JSONValue? {
        guard let messageID else { return nil }
        return try await database.read { try OutboxStore.find(messageID, in: $0)?.json }
    }

    /// Runs a change in one transaction, with evidence, and wakes the outbox after the commit.
    ///
    /// `supply` is how many entries and identifiers it may use; `participant` is whose message it is, and the one use of its token is
    /// taken here. A clock that stands behind the recorded time is refused, and so is a change while the evidence log cannot advance.
    func commit<Value: Sendable>(
        supply: Int = Moment.usualSupply,
        from participant: VerifiedParticipant? = nil,
        _ body: @escaping @Sendable (inout EvidenceWriter) throws -> Value
    ) async throws -> Value {
        try world.checkClock()
        let moment = Moment(world, supply: supply)
        try health.check(at: moment.now)
        return try await database.write { [identity, feed] transaction in
            try participant?.use?.take(in: transaction)
            var evidence = EvidenceWriter(moment, node: identity.participant, in: transaction)
            let value = try body(&evidence)
            transaction.afterCommit { feed.ring() }
            return value
        }
    }
}

extension Problem {
    /// The peer acts on something of ours whose acknowledgement we have not seen yet.
    static let early = Problem(
        .unavailable,
        BilingualText(en: "an earlier step here is not acknowledged yet", zh: "本端上一步骤尚未得到确认"),
        advice: BilingualText(en: "send the message again in a moment", zh: "请稍后重发该消息"),
        retryAfterSeconds: 1
    )

    /// An event that the protocol's table forbids now: 400, as the binding asks, and the state is unchanged.
    ///
    /// One that may become legal is answered with 503, so that the sender repeats it.
    static func illegal(_ event: IllegalEvent, _ kind: String) -> Problem {
        if event.isEarly { return .early }
        return Problem(
            .invalid,
            BilingualText(
                en:
                    "the \(kind) is \(event.state); `\(event.event)` from the \(event.sender.rawValue) is not allowed now",
                zh: "当前状态为 \(event.state)，不允许 \(event.sender.rawValue) 的 `\(event.event)`"
            )
        )
    }
}
