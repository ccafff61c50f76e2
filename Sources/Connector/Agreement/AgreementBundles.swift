import DataspaceProtocol
import EvidenceLog
import Hummingbird
import Identity
package import Node
import Primitives
package import ServerKit

/// Gives the one file that proves an agreement.
package struct AgreementBundles: Sendable {
    private let agreements: Agreements
    private let receipts: EvidenceReceipts

    package init(_ agreements: Agreements, receipts: EvidenceReceipts) {
        self.agreements = agreements
        self.receipts = receipts
    }

    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/agreements/{id}/bundle",
                access: .role(.auditor),
                "the evidence of an agreement in one file: document, signatures, every step with record, salt and proof",
                description: EndpointDescription(answer: "EvidenceBundle")
            ) { call in
                guard [.auditor, .owner].contains(try call.person().role) else { throw Problem.needsAuditor }
                return .json(try await bundle(of: try await agreements.find(try call.parameter("id"))).json)
            }
        ]
    }

    func bundle(of agreement: Agreement) async throws -> EvidenceBundle {
        let us = agreements.essentials.identity.participant
        let isProvider = agreement.role == .provider
        return EvidenceBundle(
            agreement: agreement.document,
            provider: isProvider ? us : agreement.peer,
            consumer: isProvider ? agreement.peer : us,
            providerPid: agreement.providerPid,
            consumerPid: agreement.consumerPid,
            signatures: agreement.signatures.map { signature in
                EvidenceBundle.Signature(
                    by: signature.role.rawValue,
                    algorithm: signature.suite.rawValue,
                    jws: signature.jws,
                    keyID: signature.keyID,
                    publicKey: signature.key.map { JSONWebKey($0).json }
                )
            },
            entries: try await receipts.bundleEntries(
                agreement: agreement.id,
                negotiation: try await agreements.origin(of: agreement)
            )
        )
    }
}

extension Problem {
    /// Whole records name persons; operators see them masked.
    fileprivate static let needsAuditor = Problem(
        .forbidden,
        BilingualText(
            en: "a bundle shows records whole, which only auditors and owners see",
            zh: "证据包含完整记录，仅审计员与所有者可见"
        ),
        advice: BilingualText(en: "use a token of an auditor or the owner", zh: "请使用审计员或所有者的令牌")
    )
}
