import Connector
import EvidenceLog
import Identity
import Primitives
import ServerKit

/// Judges the parties' signatures in a bundle: by keys that the verifier trusts, else by those that the bundle itself names.
struct BundleSignatures {
    /// A key that the person who verifies has from a source of its own.
    private struct Trusted {
        let key: VerificationKey
        /// Where it came from, for the finding.
        let source: String
        /// The DID whose document named it; such a key speaks for that party alone.
        let did: String?
    }

    private let trusted: [Trusted]

    /// Reads files with a JSON Web Key, a set of them, or a DID document.
    init(keyFiles: [String]) throws {
        trusted = try keyFiles.flatMap { file in
            let json = try JSONReader.read(Input.bytes(file), maximumBytes: Limits.jsonBytes)
            do throws(IdentityProblem) {
                return try Self.keys(json, from: file)
            } catch {
                throw Problem.invalid(
                    "`\(file)` holds no public key, key set or DID document: \(error.detail)",
                    "`\(file)` 不是公钥、公钥集或 DID 文档：\(error.detail)"
                )
            }
        }
    }

    private static func keys(_ json: JSONValue, from file: String) throws(IdentityProblem) -> [Trusted] {
        if json["keys"] != nil {
            return try JSONWebKeySet(json).keys.map { Trusted(key: $0.key, source: file, did: nil) }
        }
        guard json["kty"] == nil, let did = json["id"]?.stringValue else {
            return [Trusted(key: try JSONWebKey(json).key, source: file, did: nil)]
        }
        return try DIDDocument(json, expecting: did).methods(for: .assertionMethod)
            .map { Trusted(key: $0.key, source: file, did: did) }
    }

    /// Adds what the signatures prove to the findings.
    func tell(_ bundle: EvidenceBundle, _ result: inout Verification) {
        guard let providerPid = bundle.providerPid, let consumerPid = bundle.consumerPid else { return }
        let statement = AgreementStatement(
            agreement: bundle.agreement,
            providerPid: providerPid,
            consumerPid: consumerPid
        )
        for signature in bundle.signatures {
            let party = signature.by == "provider" ? bundle.provider : bundle.consumer
            tell(signature, of: party, over: statement.bytes, &result)
        }
    }

    private func tell(
        _ signature: EvidenceBundle.Signature,
        of party: String,
        over bytes: [UInt8],
        _ result: inout Verification
    ) {
        let name = "\(signature.by) `\(party)` (\(signature.algorithm))"
        let token: CompactJWS
        do throws(IdentityProblem) {
            token = try CompactJWS(detached: signature.jws, payload: bytes)
        } catch {
            return result.failed("the signature of \(name) is not readable", "\(name) 的签名无法读取")
        }
        let candidates = trusted.filter { $0.did.map { $0.hasSameBytes(as: party) } ?? true }
        if let found = candidates.first(where: { (try? token.verified(by: $0.key)) != nil }) {
            return result.proven(
                "\(name) signed this agreement: the signature verifies by the key in `\(found.source)`",
                "\(name) 签署了本合约：签名可用 `\(found.source)` 中的公钥验证"
            )
        }
        guard let shown = signature.publicKey, let key = try? JSONWebKey(shown).key else {
            return result.open(
                "whether \(name) signed is not known: no key of that party was given with --party-key",
                "无法判断 \(name) 是否签名：未用 --party-key 提供该方公钥"
            )
        }
        guard (try? token.verified(by: key)) != nil else {
            return result.failed(
                "the signature of \(name) does not verify: agreement, pids or signature were changed",
                "\(name) 的签名验证失败：合约、流程标识或签名被改动"
            )
        }
        result.open(
            "the signature of \(name) verifies by the key that the bundle names (\(key.thumbprint)); whose key that is, is proven only "
                + "with --party-key",
            "\(name) 的签名可用证据包所列公钥（\(key.thumbprint)）验证；该公钥归谁所有须用 --party-key 证明"
        )
    }
}
