import Foundation
import Identity
import Node
import Primitives
import ServerKit

/// What the configuration says of credentials: what is asked for, who is trusted, what is issued, and who may ask for tokens.
struct ClaimsConfiguration: Sendable {
    /// Bytes of a schema's file.
    private static let schemaBytes = 262_144

    let claims: ClaimsSettings
    let trusted: [(issuer: String, types: [String])]
    let issuable: [IssuableCredential]
    let clients: [TokenService.Client]
    /// Left operands of policies, and the claims that answer them.
    let operands: [String: String]

    init(_ tree: ConfigurationTree) throws {
        let table = try tree.table("claims")
        let required = try table.list(
            "required",
            default: ["MembershipCredential"],
            "types of credentials that a participant must present"
        )
        claims = ClaimsSettings(
            required: required,
            shown: try table.list("shown", default: required, "types of credentials that we show to others"),
            cacheSeconds: try Self.seconds(table, "cache", 300, "how long a presentation counts; at most an hour"),
            statusSeconds: try Self.seconds(table, "status", 30, "how long a status list counts; at most 30 s"),
            schemas: try Self.schemas(table)
        )
        operands = Dictionary(
            try table.tables("operands").map {
                (
                    try $0.string("operand", "a left operand of policies"),
                    try $0.string("claim", "the claim that answers it")
                )
            },
            uniquingKeysWith: { first, _ in first }
        )
        trusted = try tree.tables("trust").map {
            (try $0.string("issuer", "an issuer's DID"), try $0.list("types", "types that it is trusted for"))
        }
        issuable = try tree.table("issuer").tables("credentials").map(Self.issuable)
        clients = try tree.table("sts").tables("clients").map { client in
            let id = try client.string("id", "a program's name for asking for tokens")
            guard let secret = try client.secret("secret", "its secret")?.reveal() else {
                throw Problem.invalid("token client `\(id)` needs a `secret`", "令牌客户端 `\(id)` 缺少 `secret`")
            }
            return TokenService.Client(id: id, secret: Digest(of: secret))
        }
    }

    private static func seconds(
        _ table: ConfigurationTree,
        _ key: String,
        _ standard: Int64,
        _ meaning: String
    ) throws -> Int64 {
        Int64(try table.duration(key, default: .seconds(standard), meaning).components.seconds)
    }

    private static func schemas(_ table: ConfigurationTree) throws -> [String: CredentialSchema] {
        var schemas: [String: CredentialSchema] = [:]
        for entry in try table.tables("schemas") {
            let id = try entry.string("id", "the address of a schema, as credentials name it")
            let file = try entry.path("file", "its JSON Schema; schemas are never fetched")
            guard let bytes = FileManager.default.contents(atPath: file), bytes.count <= schemaBytes else {
                throw Problem.invalid("the schema `\(file)` cannot be read", "凭证模式 `\(file)` 无法读取")
            }
            do {
                schemas[id] = try CredentialSchema(try JSONReader.read(Array(bytes)))
            } catch {
                throw Problem.invalid("the schema `\(file)` is not usable: \(error)", "凭证模式 `\(file)` 不可用：\(error)")
            }
        }
        return schemas
    }

    private static func issuable(_ table: ConfigurationTree) throws -> IssuableCredential {
        let type = try table.string("type", "a type of credential that this node issues")
        let valid = try table.duration("valid", default: .seconds(90 * 86_400), "how long one counts")
        let standard = CredentialProfile.allCases.map(\.rawValue)
        return IssuableCredential(
            type: type,
            profiles: try words(table, "profiles", standard, "formats: vc20-bssl/jwt, vc11-sl2021/jwt"),
            validSeconds: Int64(valid.components.seconds),
            approval: try table.parsed(
                "approval",
                default: IssuableCredential.Approval.manual.rawValue,
                "who grants requests: manual, listed or everyone",
                wanted: BilingualText(en: "must be manual, listed or everyone.", zh: "须为 manual、listed 或 everyone。")
            ) { IssuableCredential.Approval(rawValue: $0) },
            holders: try table.list("holders", "DIDs whose requests are granted at once, with `approval: listed`"),
            claims: try claims(table),
            purposes: try words(
                table,
                "status",
                StatusPurpose.allCases.map(\.rawValue),
                "what can be done to one: revocation, suspension"
            )
        )
    }

    private static func words<Word: RawRepresentable>(
        _ table: ConfigurationTree,
        _ key: String,
        _ standard: [String],
        _ meaning: String
    ) throws -> [Word] where Word.RawValue == String {
        try table.list(key, default: standard, meaning).map { text in
            guard let word = Word(rawValue: text) else {
                throw Problem.invalid("`\(key)` does not know `\(text)`", "`\(key)` 不支持 `\(text)`")
            }
            return word
        }
    }

    private static func claims(_ table: ConfigurationTree) throws -> JSONObject {
        let texts = try table.list("claims", "what every credential of the type says, as NAME=VALUE")
        return try CredentialCommand.claims(texts).objectValue ?? JSONObject()
    }
}
