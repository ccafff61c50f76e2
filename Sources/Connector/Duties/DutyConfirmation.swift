import Hummingbird
package import Node
import Primitives
package import ServerKit

/// A second authentication before data are delivered or used: a person with a second factor confirms for one agreement.
package struct DutyConfirmation: Sendable {
    private let duties: Duties
    private let users: Users

    package init(_ duties: Duties, _ users: Users) {
        self.duties = duties
        self.users = users
    }

    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                "/api/v1/agreements/{id}/duties/confirm",
                access: .role(.operator),
                "confirm with one's second factor what an agreement asks for before delivery or use",
                description: EndpointDescription(
                    body: [
                        .init("path", "string", "where the duty stands in the policy", required: true),
                        .init("code", "string", "the one-time code of the authenticator", required: true),
                    ],
                    success: 201,
                    answer: "Duty"
                ),
                handler: confirm
            )
        ]
    }

    private func confirm(_ call: Call) async throws -> Response {
        let fields = try JSONFields(try await call.json())
        try fields.allowOnly(["path", "code"])
        guard let account = try call.person().account else {
            throw Problem.invalid("this is for people who signed in, not for tokens", "此操作仅限已登录人员，令牌不可使用")
        }
        let (id, path) = (try call.parameter("id"), try fields.identifier("path"))
        let code = try fields.string("code", maximumBytes: 16)
        try await duties.checkConfirmable(agreement: id, path: path)
        try await users.verifySecondFactor(
            of: account,
            code: code,
            address: call.origin,
            correlation: call.correlation
        )
        return .json(try await duties.confirm(agreement: id, path: path, by: account).json, status: .created)
    }
}
