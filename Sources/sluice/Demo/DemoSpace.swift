import Foundation
import Primitives
import ServerKit

/// A space on this machine: an operator that issues membership credentials, and members that prove themselves by them.
///
/// Nobody shares a password: each party is known by its DID, and its DID document says which keys speak for it.
struct DemoSpace: Sendable {
    static let credential = "MembershipCredential"

    let `operator`: DemoParty
    let provider: DemoParty
    let consumer: DemoParty

    private var members: [DemoParty] { [provider, consumer] }
    private var parties: [DemoParty] { [`operator`, provider, consumer] }

    init(folder: String, operator name: String, provider: String, consumer: String) throws {
        `operator` = try DemoParty(name: name, folder: folder + "/operator")
        self.provider = try DemoParty(name: provider, folder: folder + "/provider")
        self.consumer = try DemoParty(name: consumer, folder: folder + "/consumer")
    }

    /// Starts all three.
    func start(_ processes: DemoProcesses) async throws {
        for party in parties {
            let config = try party.write(configuration(of: party))
            try processes.start(config: config, log: party.folder + "/connector.log")
        }
        for party in parties { try await party.waitUntilReady { processes.areAlive } }
    }

    /// Both members ask the operator for their credential, and have it.
    func join() async throws {
        for member in members {
            _ = try await member.client.post(
                "wallet",
                "requests",
                body: ["issuer": .string(`operator`.id), "type": .string(Self.credential)]
            )
        }
        for member in members { try await waitForCredential(member) }
    }

    private func waitForCredential(_ member: DemoParty) async throws {
        for _ in 0..<1500 {
            let held = try await member.client.get("wallet", "credentials")["items"]?.arrayValue ?? []
            if !held.isEmpty { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Problem(
            .timedOut,
            BilingualText(en: "\(member.name) got no credential", zh: "\(member.name) 未收到凭证"),
            advice: BilingualText(
                en: "see \(`operator`.folder)/connector.log",
                zh: "请查看 \(`operator`.folder)/connector.log"
            )
        )
    }

    func shutdown() async {
        for party in parties { await party.shutdown() }
    }

    /// Who takes part, by name, role and DID.
    var json: JSONValue {
        .array(
            zip(parties, ["operator", "provider", "consumer"]).map { party, role in
                ["name": .string(party.name), "role": .string(role), "did": .string(party.id)]
            }
        )
    }

    /// A configuration as a participant would write it.
    private func configuration(of party: DemoParty) -> String {
        let common = """
            participant: {id: "\(party.id)", name: "\(party.name)"}
            data: data
            downloads: downloads
            public: {bind: "127.0.0.1:\(party.publicPort)", url: "http://localhost:\(party.publicPort)"}
            management: {bind: "127.0.0.1:\(party.managementPort)", tokenFile: owner-token}
            egress: {peer: {networks: [127.0.0.0/8, "::1/128"]}}
            identity: {httpForLocalhost: true}
            claims: {required: [\(Self.credential)]}
            trust:
              - {issuer: "\(`operator`.id)", types: [\(Self.credential)]}

            """
        return common + (party === `operator` ? issuing : knowing(party))
    }

    private var issuing: String {
        """
        issuer:
          credentials:
            - type: \(Self.credential)
              approval: listed
              holders: [\(members.map { "\"\($0.id)\"" }.joined(separator: ", "))]
              claims: ["space=New York", "status=member"]

        """
    }

    /// The other members are known by DID and address; no token stands anywhere.
    private func knowing(_ party: DemoParty) -> String {
        let others = members.filter { $0 !== party }.map { other in
            "  - {id: \"\(other.id)\", name: \"\(other.name)\", address: \"\(other.localAddress)\"}\n"
        }
        return "peers:\n" + others.joined()
    }
}
