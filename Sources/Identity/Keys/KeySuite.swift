/// A signature scheme: one name fixes curve, hash and every length, so nothing is left to negotiate.
///
/// The raw value is the JOSE `alg`. `ES256` is ECDSA on P-256 with SHA-256 (RFC 7518, 3.4) and `EdDSA` is Ed25519 (RFC 8037).
/// `SM2` is SM2 with SM3 (GB/T 32918.2, GB/T 32905) under the standard user identity; JOSE has no registered name for it, so it
/// stands where both sides configured it, always beside an international suite where strangers must be able to verify.
package enum KeySuite: String, Sendable, CaseIterable {
    case es256 = "ES256"
    case eddsa = "EdDSA"
    case sm2 = "SM2"

    /// Bytes of a private key in every suite: a scalar, or the Ed25519 seed.
    package static let privateKeyBytes = 32
    /// Bytes of a signature in every suite: `r ‖ s` (IEEE P1363), or Ed25519's `R ‖ S`.
    package static let signatureBytes = 64

    /// Bytes of a public key: `x ‖ y` of a point, or the compressed Edwards point.
    package var publicKeyBytes: Int {
        switch self {
        case .es256, .sm2: 64
        case .eddsa: 32
        }
    }

    /// The JSON Web Key's `kty`.
    package var keyType: String {
        switch self {
        case .es256, .sm2: "EC"
        case .eddsa: "OKP"
        }
    }

    /// The JSON Web Key's `crv`.
    package var curve: String {
        switch self {
        case .es256: "P-256"
        case .eddsa: "Ed25519"
        case .sm2: "SM2"
        }
    }
}
