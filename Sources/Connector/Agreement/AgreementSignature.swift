package import DataspaceProtocol
package import Identity
package import Primitives
import ServerKit

/// What both parties of an agreement sign: the `agreement` member as it was sent, and the process it came from.
package struct AgreementStatement: Sendable, Equatable {
    package let agreement: JSONValue
    package let providerPid: String
    package let consumerPid: String

    package init(agreement: JSONValue, providerPid: String, consumerPid: String) {
        self.agreement = agreement
        self.providerPid = providerPid
        self.consumerPid = consumerPid
    }

    /// The signed bytes: RFC 8785 of the three members.
    package var bytes: [UInt8] {
        CanonicalJSON.bytes(of: [
            "agreement": agreement, "providerPid": .string(providerPid), "consumerPid": .string(consumerPid),
        ])
    }
}

/// One party's signature on an agreement: a detached compact JWS (RFC 7515, appendix F) over an `AgreementStatement`.
package struct AgreementSignature: Sendable, Equatable {
    /// Who signed, as a party of the agreement.
    package let role: Role
    package let jws: String
    package let suite: KeySuite
    package let keyID: String?
    /// The public key it was checked with; nil where the signer's key is not known here, so that nothing was checked.
    package let key: VerificationKey?

    package init(role: Role, jws: String, suite: KeySuite, keyID: String?, key: VerificationKey?) {
        self.role = role
        self.jws = jws
        self.suite = suite
        self.keyID = keyID
        self.key = key
    }

    /// The message member for a suite: international verifiers read the first and pass over the second.
    static func member(_ suite: KeySuite) -> String {
        suite == .sm2 ? "sluice:agreementSignatureSM2" : "sluice:agreementSignature"
    }
    static let members = ["sluice:agreementSignature", "sluice:agreementSignatureSM2"]

    /// The name under which the evidence of a step holds the signature's digest.
    var digestName: String { suite == .sm2 ? "agreementSignatureSM2" : "agreementSignature" }

    /// A message with the signatures beside its own members, never inside `agreement`.
    static func adding(_ signatures: [AgreementSignature], to message: JSONValue) -> JSONValue {
        guard !signatures.isEmpty, var object = message.objectValue else { return message }
        for signature in signatures { object[member(signature.suite)] = .string(signature.jws) }
        return .object(object)
    }

    package var json: JSONValue {
        [
            "by": .string(role.rawValue), "jws": .string(jws), "algorithm": .string(suite.rawValue),
            "keyId": .optional(keyID), "publicKey": key.map { JSONWebKey($0).json },
            "state": .string(key == nil ? "unchecked" : "valid"),
        ]
    }

    package init(_ json: JSONValue) throws {
        let fields = try JSONFields(json)
        guard let role = Role(rawValue: try fields.string("by")),
            let suite = KeySuite(rawValue: try fields.string("algorithm"))
        else { throw StoredDataProblem(column: "signatures") }
        self.role = role
        self.suite = suite
        jws = try fields.string("jws", maximumBytes: CompactJWS.tokenBytes)
        keyID = json["keyId"]?.stringValue
        key = try json["publicKey"].map { try JSONWebKey($0).key }
    }
}

/// A signature as a message carries it: its form was checked, and nothing else.
package struct PresentedSignature: Sendable {
    let jws: String
    let suite: KeySuite
    let keyID: String?

    /// The signatures of a message; a member that is no detached JWS of its kind is refused.
    package static func all(in body: JSONValue) throws -> [PresentedSignature] {
        try AgreementSignature.members.compactMap { member in
            guard let value = body[member] else { return nil }
            guard let text = value.stringValue else { throw refused(member, "it must be a string") }
            do throws(IdentityProblem) {
                // The payload does not matter for the form; the statement is known only inside the transaction.
                let header = try CompactJWS(detached: text, payload: []).header
                guard AgreementSignature.member(header.suite) == member else {
                    throw IdentityProblem(.algorithm, "`\(header.suite.rawValue)` does not belong there")
                }
                return PresentedSignature(jws: text, suite: header.suite, keyID: header.keyID)
            } catch {
                throw refused(member, error.detail)
            }
        }
    }

    /// Judges the signature by the signer's keys; without a key it is kept as unchecked.
    package func checked(
        _ statement: AgreementStatement,
        by role: Role,
        keys: AgreementKeys
    ) throws -> AgreementSignature {
        guard let key = try keys.key(for: self) else {
            return AgreementSignature(role: role, jws: jws, suite: suite, keyID: keyID, key: nil)
        }
        do throws(IdentityProblem) {
            _ = try CompactJWS(detached: jws, payload: statement.bytes).verified(by: key)
        } catch {
            throw Self.refused(AgreementSignature.member(suite), error.detail)
        }
        return AgreementSignature(role: role, jws: jws, suite: suite, keyID: keyID, key: key)
    }

    static func refused(_ member: String, _ why: String) -> Problem {
        Problem.invalid(
            "the signature on the agreement (`\(member)`) is not accepted: \(why)",
            "不接受合约签名（`\(member)`）：\(why)"
        )
    }
}

/// The keys by which a signer's signatures are judged.
package enum AgreementKeys: Sendable {
    /// The signer's identifier is a DID: only its keys count, and each signature must name one.
    case known([IssuerKey])
    /// Nobody here knows the signer's keys: its signatures are kept for whoever does.
    case unknown

    func key(for signature: PresentedSignature) throws -> VerificationKey? {
        guard case .known(let keys) = self else { return nil }
        let named = keys.first { key in
            signature.keyID.map { $0.hasSameBytes(as: key.keyID) } == true
                && key.relationships?.contains(.assertionMethod) != false
        }
        guard let named else {
            throw PresentedSignature.refused(
                AgreementSignature.member(signature.suite),
                "it names no key with which the signer makes statements"
            )
        }
        return named.key
    }
}
