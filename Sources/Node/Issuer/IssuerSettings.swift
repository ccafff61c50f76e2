package import Identity
package import Primitives

/// A type of credential that this node issues, and by which rule.
package struct IssuableCredential: Sendable, Equatable {
    package enum Approval: String, Sendable, CaseIterable {
        /// A person decides each request.
        case manual
        /// Requests of the named holders are granted at once; others wait for a person.
        case listed
        /// Every request is granted at once: for demonstrations and conformance kits.
        case everyone
    }

    package let type: String
    package let profiles: [CredentialProfile]
    package let validSeconds: Int64
    package let approval: Approval
    /// Holders whose requests are granted at once where `approval` is `listed`.
    package let holders: [String]
    /// What every credential of the type says of its subject.
    package let claims: JSONObject
    package let purposes: [StatusPurpose]

    package init(
        type: String,
        profiles: [CredentialProfile] = CredentialProfile.allCases,
        validSeconds: Int64,
        approval: Approval = .manual,
        holders: [String] = [],
        claims: JSONObject = JSONObject(),
        purposes: [StatusPurpose] = StatusPurpose.allCases
    ) {
        self.type = type
        self.profiles = profiles
        self.validSeconds = validSeconds
        self.approval = approval
        self.holders = holders
        self.claims = claims
        self.purposes = purposes
    }

    func grantsAtOnce(_ holder: String) -> Bool {
        switch approval {
        case .manual: false
        case .listed: holders.contains { $0.hasSameBytes(as: holder) }
        case .everyone: true
        }
    }

    /// The identifier of the credential object in our metadata; stable over restarts.
    func objectID(_ profile: CredentialProfile) -> String {
        "urn:sluice:credential:\(type):\(profile == .vc20 ? "vc20-bssl" : "vc11-sl2021")"
    }
}
