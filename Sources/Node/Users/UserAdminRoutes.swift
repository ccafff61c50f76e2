import HTTPTypes
import Hummingbird
import Primitives
package import ServerKit

/// The owner's side of people, and everybody's side of the own account.
package struct UserAdmin: Sendable {
    /// Bytes of a password as it arrives: more than any that is accepted.
    private static let passwordBytes = 4_096

    private let users: Users

    package init(_ users: Users) { self.users = users }

    package var adminEndpoints: [Endpoint] { peopleEndpoints + accountEndpoints }

    private var peopleEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/users",
                access: .role(.owner),
                "list people",
                description: EndpointDescription(query: PageRequest.fields, answer: "UserPage")
            ) { call in
                let page = try PageRequest(call)
                return page.answer(try await users.list(page), cursor: \.name, json: \.json)
            },
            Endpoint(
                .post,
                "/api/v1/users",
                access: .role(.owner),
                "make an account; the password to hand over is shown this once",
                description: EndpointDescription(
                    body: [
                        .init("name", "string", "lower-case letters, digits, `.`, `-`, `_`", required: true),
                        .init("role", "string", "`owner`, `operator`, `approver` or `auditor`", required: true),
                    ],
                    success: 201,
                    answer: "NewUser"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["name", "role"])
                let made = try await users.add(try fields.identifier("name"), try Self.role(fields))
                return .json(Self.handing(made.account, made.password), status: .created)
            },
            Endpoint(
                .get,
                "/api/v1/users/{name}",
                access: .role(.owner),
                "show an account",
                description: EndpointDescription(answer: "User")
            ) { call in
                .json(try await users.find(try call.parameter("name")).json)
            },
            Endpoint(
                .post,
                "/api/v1/users/{name}",
                access: .role(.owner),
                "change an account's role, or disable or enable it; its sessions end",
                description: EndpointDescription(
                    body: [
                        .init("role", "string", "the new role"), .init("disabled", "boolean", "whether it may sign in"),
                    ],
                    answer: "User"
                ),
                handler: change
            ),
            Endpoint(
                .post,
                "/api/v1/users/{name}/reset",
                access: .role(.owner),
                "give an account a new password to hand over, shown this once; its sessions end",
                description: EndpointDescription(
                    body: [.init("secondFactor", "boolean", "also take the second factor away")],
                    answer: "NewUser"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["secondFactor"])
                let name = try call.parameter("name")
                let takesFactor = try fields.optionalBool("secondFactor") ?? false
                let password = try await users.reset(name, secondFactor: takesFactor)
                return .json(Self.handing(try await users.find(name), password))
            },
            Endpoint(
                .delete,
                "/api/v1/users/{name}",
                access: .role(.owner),
                "remove an account; its sessions end",
                description: EndpointDescription(success: 204)
            ) { call in
                try await users.remove(try call.parameter("name"))
                return Response(status: .noContent)
            },
        ]
    }

    private static func handing(_ account: UserAccount, _ password: String) -> JSONValue {
        var object = account.json.objectValue ?? JSONObject()
        object["password"] = .string(password)
        return .object(object)
    }

    private static func role(_ fields: JSONFields) throws -> Person.Role {
        guard let role = Person.Role(rawValue: try fields.string("role")) else {
            throw fields.problem("role", "must be `owner`, `operator`, `approver` or `auditor`")
        }
        return role
    }

    private func change(_ call: Call) async throws -> Response {
        let fields = try JSONFields(try await call.json())
        try fields.allowOnly(["role", "disabled"])
        let name = try call.parameter("name")
        if fields.optional("role") != nil { _ = try await users.setRole(try Self.role(fields), of: name) }
        if let isDisabled = try fields.optionalBool("disabled") { _ = try await users.setDisabled(isDisabled, name) }
        return .json(try await users.find(name).json)
    }

    private var accountEndpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                "/api/v1/sessions",
                access: .public(reason: "signing in is how a person becomes known; guesses are slowed and locked out"),
                "sign in; the session token is shown this once",
                description: EndpointDescription(
                    body: [
                        .init("name", "string", "the account", required: true),
                        .init("password", "string", "its password", required: true),
                        .init("code", "string", "the one-time code, where the account has a second factor"),
                    ],
                    success: 201,
                    answer: "Session"
                ),
                handler: signIn
            ),
            Endpoint(
                .get,
                "/api/v1/account",
                access: .role(.auditor),
                "who this session or token is",
                description: EndpointDescription(answer: "Account")
            ) { call in
                let person = try call.person()
                return .json([
                    "name": .string(person.name), "role": .string(person.role.rawValue),
                    "session": .bool(person.account != nil), "scopes": person.scopes.map { .strings($0.sorted()) },
                ])
            },
            Endpoint(
                .post,
                "/api/v1/account/sign-out",
                access: .role(.auditor),
                "end this session",
                description: EndpointDescription(success: 204)
            ) { call in
                _ = try Self.account(call)
                users.signOut(NodeAuthenticator.token(in: call.request.headers[.authorization] ?? ""))
                return Response(status: .noContent)
            },
            Endpoint(
                .post,
                "/api/v1/account/password",
                access: .role(.auditor),
                "change one's password; all one's sessions end",
                description: EndpointDescription(
                    body: [
                        .init("old", "string", "the present password", required: true),
                        .init("new", "string", "12 to 256 characters", required: true),
                    ],
                    success: 204
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["old", "new"])
                try await users.changePassword(
                    of: try Self.account(call),
                    from: try fields.string("old", maximumBytes: Self.passwordBytes),
                    to: try fields.string("new", maximumBytes: Self.passwordBytes),
                    address: call.origin,
                    correlation: call.correlation
                )
                return Response(status: .noContent)
            },
            Endpoint(
                .post,
                "/api/v1/account/second-factor",
                access: .role(.auditor),
                "begin a second factor: the secret for an authenticator, shown this once",
                description: EndpointDescription(answer: "SecondFactor")
            ) { call in
                let name = try Self.account(call)
                let secret = try await users.beginSecondFactor(of: name)
                return .json([
                    "secret": .string(secret),
                    "address": .string("otpauth://totp/Sluice:\(name)?secret=\(secret)&issuer=Sluice"),
                ])
            },
            Endpoint(
                .post,
                "/api/v1/account/second-factor/confirm",
                access: .role(.auditor),
                "make the second factor count, by its first code",
                description: EndpointDescription(
                    body: [.init("code", "string", "six digits", required: true)],
                    success: 204
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["code"])
                let code = try fields.string("code", maximumBytes: 16)
                try await users.confirmSecondFactor(of: try Self.account(call), code: code)
                return Response(status: .noContent)
            },
        ]
    }

    private func signIn(_ call: Call) async throws -> Response {
        let fields = try JSONFields(try await call.json())
        try fields.allowOnly(["name", "password", "code"])
        let grant = try await users.signIn(
            name: try fields.string("name", maximumBytes: 256),
            password: try fields.string("password", maximumBytes: Self.passwordBytes),
            code: try fields.optionalString("code", maximumBytes: 16),
            address: call.origin,
            correlation: call.correlation
        )
        return .json(
            [
                "token": .string(grant.token), "name": .string(grant.account.name),
                "role": .string(grant.account.role.rawValue),
                "mustChangePassword": .bool(grant.account.mustChangePassword),
                "idleSeconds": .integer(Sessions.idleSeconds), "longestSeconds": .integer(Sessions.longestSeconds),
            ],
            status: .created
        )
    }

    /// The account behind a session; a token has none.
    private static func account(_ call: Call) throws -> String {
        guard let account = try call.person().account else {
            throw Problem.invalid("this is for people who signed in, not for tokens", "此操作仅限已登录人员，令牌不可使用")
        }
        return account
    }
}
