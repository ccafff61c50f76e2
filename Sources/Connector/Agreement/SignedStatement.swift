import Identity
import Primitives
import ServerKit

/// Statements that one Sluice makes to another about an agreement: a document, and beside it a detached compact JWS over its RFC 8785.
enum SignedStatement {
    static let member = "sluice:signature"

    /// Judges a signature: `valid`, `unchecked` where the signer's keys are not known here, `none` where there is none.
    ///
    /// The sender is authenticated all the same; a signature that is wrong is refused.
    static func check(
        _ signature: String?,
        over document: JSONValue,
        by signer: String,
        _ signing: AgreementSigning?
    ) async throws -> String {
        guard let signature else { return "none" }
        let bytes = CanonicalJSON.bytes(of: document)
        let header: JWSHeader
        do throws(IdentityProblem) {
            header = try CompactJWS(detached: signature, payload: bytes).header
        } catch {
            throw PresentedSignature.refused(member, error.detail)
        }
        let presented = PresentedSignature(jws: signature, suite: header.suite, keyID: header.keyID)
        guard let keys = try await signing?.keys(of: signer, for: [presented]),
            let key = try keys.key(for: presented)
        else { return "unchecked" }
        do throws(IdentityProblem) {
            _ = try CompactJWS(detached: signature, payload: bytes).verified(by: key)
        } catch {
            throw PresentedSignature.refused(member, error.detail)
        }
        return "valid"
    }
}
