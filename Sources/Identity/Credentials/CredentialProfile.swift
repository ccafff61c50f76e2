/// The two profiles of the Decentralized Claims Protocol 1.0.1 (section "DCP Profile Definitions").
package enum CredentialProfile: String, Sendable, CaseIterable {
    /// VC Data Model 2.0, secured with JOSE, Bitstring Status List.
    case vc20 = "vc20-bssl/jwt"
    /// VC Data Model 1.1 as a JWT with the claim `vc`, Status List 2021.
    case vc11 = "vc11-sl2021/jwt"

    /// The first member of `@context`, which names the data model.
    package var context: String {
        switch self {
        case .vc20: "https://www.w3.org/ns/credentials/v2"
        case .vc11: "https://www.w3.org/2018/credentials/v1"
        }
    }

    package var statusForm: StatusListForm { self == .vc20 ? .bitstring : .statusList2021 }

    /// The header `typ` of a credential.
    package var credentialMediaType: String { self == .vc20 ? "vc+jwt" : "JWT" }
    /// The header `typ` of a presentation.
    package var presentationMediaType: String { self == .vc20 ? "vp+jwt" : "JWT" }
}

/// Bounds on what somebody presents.
package enum CredentialLimits {
    /// Bytes of one credential or presentation in compact form; real ones have 1 to 4 KB each.
    package static let tokenBytes = 262_144
    /// Bytes of one credential.
    package static let credentialBytes = 65_536
    /// Credentials of one presentation, and presentations of one answer: each costs a signature check.
    package static let credentials = 32
    package static let presentations = 8
    /// Types, subjects, statuses and schemas of one credential.
    package static let parts = 16
    /// Seconds by which clocks may differ.
    package static let leewaySeconds: Int64 = 30
}
