import Connector
import Foundation
import Node
import Primitives
import ServerKit

/// Everything that a connector reads from its configuration, with defaults that are safe on one machine.
struct ConnectorSettings: Sendable {
    struct Bind: Sendable {
        let host: String
        let port: Int
    }

    struct TLSFiles: Sendable {
        let certificate: String
        let key: String
    }

    let participant: String
    let name: String
    let dataFolder: String
    let publicBind: Bind
    let publicURL: String?
    let tls: TLSFiles?
    let managementBind: Bind
    let ownerTokenFile: String
    let downloads: String
    let secrets: SecretSettings
    /// The `did:web` identifier to publish, when it is not the one that follows from the rest.
    let did: String?
    /// Identifiers of `localhost` are read over HTTP; for trials on one machine.
    let allowsHTTPForLocalhost: Bool
    let claims: ClaimsConfiguration
    let peers: [Peer]
    let egress: EgressSettings
    let outbox: Outbox.Settings
    let negotiationDays: Int64
    let use: UseSettings
    let logLevel: String
    let conformance: ConformanceScript?
    let evidence: EvidenceOptions
    /// What `config show` lists.
    let entries: [ConfigurationEntry]

    /// Variables with our prefix that are not configuration: they speak to the command line, the wrapper and the tests.
    private static let otherVariables: Set<String> = [
        "SLUICE_BIN", "SLUICE_BUILD", "SLUICE_CONFIG", "SLUICE_HOME", "SLUICE_LANG", "SLUICE_PEER_TOKEN_IN",
        "SLUICE_PEER_TOKEN_OUT", "SLUICE_SEEDS", "SLUICE_TOKEN", "SLUICE_URL",
    ]

    /// Reads the layers; unknown keys are refused by name.
    init(file: String?, environment: [String: String], overrides: [String]) throws {
        let tree = try ConfigurationTree(file: file, environment: environment, overrides: overrides)
        let participant = try tree.table("participant")
        self.participant = try participant.string(
            "id",
            "the participant identifier that agreements name (a DID or another IRI)"
        )
        name = try participant.string("name", default: self.participant, "the name that people see")
        let place = try ManagementPlace(tree)
        dataFolder = place.dataFolder
        let publicTable = try tree.table("public")
        publicBind = try Self.bind(
            publicTable,
            default: "127.0.0.1:8282",
            "where peers reach the protocol and the data"
        )
        publicURL = try publicTable.optionalString("url", "the origin that peers use, when it differs from `bind`")
        tls = try Self.tls(try publicTable.table("tls"))
        managementBind = place.bind
        ownerTokenFile = place.tokenFile
        downloads = try tree.path(
            "downloads",
            default: dataFolder + "/downloads",
            "where received files go unless a path is given"
        )
        secrets = try SecretSettings(try tree.table("secrets"), environment: environment)
        let identity = try tree.table("identity")
        did = try identity.optionalString("did", "the did:web identifier whose document this node serves")
        allowsHTTPForLocalhost = try identity.bool(
            "httpForLocalhost",
            default: false,
            "read did:web identifiers of localhost over HTTP; for trials on one machine only"
        )
        claims = try ClaimsConfiguration(tree)
        peers = try tree.tables("peers").map(Self.peer)
        egress = try Self.egress(try tree.table("egress"))
        let delivery = try tree.table("delivery")
        let conformance = try ConformanceScript(try tree.table("conformance"))
        outbox = Outbox.Settings(
            giveUpSeconds: Int64(
                try delivery.duration("giveUp", default: .seconds(86_400), "how long an unanswered message is retried")
                    .components.seconds
            ),
            notFoundRetries: conformance == nil ? 0 : 3
        )
        negotiationDays = Int64(
            try delivery.int(
                "negotiationDays",
                default: 14,
                in: 1...3650,
                "days after which an open negotiation ends by itself"
            )
        )
        use = try UseSettings(try tree.table("vault"), delivery: delivery)
        evidence = try EvidenceOptions(
            try tree.table("evidence"),
            folder: place.evidenceFolder,
            publicURL: publicURL ?? "\(publicBind.host):\(publicBind.port)",
            publicHost: publicBind.host
        )
        logLevel = try tree.string("log", default: "info", "trace, debug, info, notice, warning, error or critical")
        self.conformance = conformance
        try tree.finish(ignoring: Self.otherVariables)
        entries = tree.entries
    }

    /// What sources and sinks must stay away from.
    var protected: ProtectedPlaces {
        let files = [ownerTokenFile, secrets.keyFile, tls?.key].compactMap { $0 }
        return ProtectedPlaces(
            [dataFolder, evidence.log.folder] + files + secrets.previousKeyFiles,
            except: [downloads]
        )
    }

    static func bind(_ table: ConfigurationTree, default standard: String, _ meaning: String) throws -> Bind {
        try table.parsed(
            "bind",
            default: standard,
            meaning,
            wanted: BilingualText(en: "must be HOST:PORT.", zh: "须为 HOST:PORT。")
        ) { text in
            guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
                (0...65535).contains(port)
            else { return nil }
            let host = String(text[..<colon]).trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
            return host.isEmpty ? nil : Bind(host: host, port: port)
        }
    }

    private static func tls(_ table: ConfigurationTree) throws -> TLSFiles? {
        let certificate = try table.optionalPath(
            "certificate",
            "PEM file with the certificate chain; read again on SIGHUP"
        )
        let key = try table.optionalPath("key", "PEM file with the private key")
        switch (certificate, key) {
        case (nil, nil): return nil
        case (let certificate?, let key?): return TLSFiles(certificate: certificate, key: key)
        default:
            throw Problem.invalid(
                "`public.tls` needs both `certificate` and `key`",
                "`public.tls` 需要同时设置 `certificate` 与 `key`"
            )
        }
    }

    private static func peer(_ table: ConfigurationTree) throws -> Peer {
        let id = try table.string("id", "the peer's participant identifier")
        let tokenIn = try table.secret("tokenIn", "the bearer token that the peer shows us")?.reveal()
        let tokenOut = try table.secret("tokenOut", "the bearer token that we show the peer")?.reveal()
        if let tokenIn, !Peers.tokenCharacters.contains(tokenIn.utf8.count) {
            throw Problem.invalid(
                "the token of peer `\(id)` must have \(Peers.tokenCharacters.lowerBound) to \(Peers.tokenCharacters.upperBound) bytes",
                "对方 `\(id)` 的令牌长度须为 \(Peers.tokenCharacters.lowerBound)–\(Peers.tokenCharacters.upperBound) 字节"
            )
        }
        return Peer(
            id: id,
            name: try table.string("name", default: id, "the peer's name for people"),
            address: try table.string("address", "the base of the peer's protocol endpoints, version path included"),
            tokenInDigest: tokenIn.map { Digest(of: $0) },
            tokenOut: tokenOut,
            origin: .configuration
        )
    }

    private static func egress(_ table: ConfigurationTree) throws -> EgressSettings {
        let certificates = try table.optionalPath(
            "certificateAuthorities",
            "PEM file of further certificate authorities"
        )
        let policy = EgressPolicy(
            peer: try allowance(try table.table("peer"), "peers' addresses", plainHTTP: false),
            owner: try allowance(try table.table("owner"), "the owner's own addresses", plainHTTP: true)
        )
        return EgressSettings(policy: policy, certificateAuthorities: certificates)
    }

    private static func allowance(
        _ table: ConfigurationTree,
        _ whose: String,
        plainHTTP: Bool
    ) throws -> EgressPolicy.Allowance {
        let networks = try table.list(
            "networks",
            "networks (CIDR) that may be connected to although they are not public, for \(whose)"
        )
        let origins = try table.list("origins", "exact origins that may be connected to, for \(whose)")
        return EgressPolicy.Allowance(
            networks: try networks.map { text in
                guard let network = Network(text) else {
                    throw Problem.invalid("`\(text)` is not a network", "`\(text)` 不是有效网段")
                }
                return network
            },
            origins: Set(try origins.map { try EgressOrigin($0) }),
            allowsPlainHTTP: plainHTTP
        )
    }
}
