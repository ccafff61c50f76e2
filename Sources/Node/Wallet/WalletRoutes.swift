import HTTPTypes
import Hummingbird
import Identity
import Primitives
package import ServerKit

extension Wallet {
    /// Where the credential service stands, below the public origin.
    package static let path = "/dcp/wallet"

    /// The credential service of DCP 1.0.1: presentations, storage, offers.
    package var protocolEndpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                Self.path + DCP.presentationQuery,
                access: .selfIssued,
                "show credentials to a verifier that they were opened to",
                handler: query
            ),
            Endpoint(
                .post,
                Self.path + DCP.credentials,
                access: .selfIssued,
                "store credentials that an issuer delivers"
            ) { call in
                let caller = try await desk.caller(of: call)
                try await receive(try CredentialMessage(try await call.json()), from: caller)
                return Response(status: .ok)
            },
            Endpoint(
                .post,
                Self.path + DCP.offers,
                access: .selfIssued,
                "take an issuer's offer"
            ) { call in
                let caller = try await desk.caller(of: call)
                try await receive(try CredentialOfferMessage(try await call.json()), from: caller)
                return Response(status: .ok)
            },
        ]
    }

    private func query(_ call: Call) async throws -> Response {
        let caller = try await desk.caller(of: call)
        let query = try PresentationQueryMessage(try await call.json())
        guard let answer = try await answer(query, from: caller) else {
            // DCP 1.0.1, "Presentation Definitions": who does not support them answers 501.
            let problem = Problem(
                .unsupported,
                BilingualText(en: "presentation definitions are not supported; use scopes", zh: "不支持出示定义，请使用 scope")
            )
            return .json(problem.json(correlation: call.correlation), status: .notImplemented)
        }
        return .json(answer.json)
    }
}
