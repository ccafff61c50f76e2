import ArgumentParser
import Foundation
import Identity
import Primitives
import ServerKit

/// `sluice token verify`: the validator of the running node, over a document, without a node, network or database.
struct TokenVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Judge a token as the node would, offline: decision and reasons. 离线验证令牌。",
        discussion: """
            Reads one JSON object, described in docs/operate/token-verify.md: token, keys or didDocuments, expect, now, \
            usedTokenIds. Exit codes: 0 accepted, 4 refused, 2 the document cannot be read.
            """
    )

    @Argument(help: "A JSON file, or - for standard input. JSON 文件，- 表示标准输入。") var file: String = "-"
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let screen = output.screen
        let question = try TokenQuestion(try Input.object(file), now: World.real.now())
        let decision = question.decide()
        if screen.isJSON {
            try screen.data(question.json(decision).text)
        } else {
            try screen.data(text(decision, screen.language))
        }
        if !decision.reasons.isEmpty { throw ExitCode(ExitStatus.refused.rawValue) }
    }

    private func text(_ decision: TokenDecision, _ language: Language) -> String {
        if decision.reasons.isEmpty { return language == .zh ? "接受" : "accepted" }
        let reasons = decision.reasons.map { reason in
            "  \(reason.rawValue): \(language == .zh ? reason.text.zh : reason.text.en)"
        }
        return ([language == .zh ? "拒绝" : "refused"] + reasons).joined(separator: "\n")
    }
}

/// What `sluice token verify` is asked.
struct TokenQuestion {
    private let token: String
    private let keys: [IssuerKey]
    private let expectations: TokenExpectations
    private let now: Instant
    private let usedTokenIDs: Set<String>

    init(_ value: JSONValue, now: Instant) throws {
        let fields = try JSONFields(value)
        try fields.allowOnly(["token", "keys", "didDocuments", "expect", "now", "usedTokenIds"])
        token = try fields.string("token", maximumBytes: Limits.jsonBytes)
        var keys: [IssuerKey] = []
        for (index, item) in (try fields.optionalArray("keys") ?? []).enumerated() {
            keys.append(try Self.key(try JSONFields(item, path: "keys[\(index)]")))
        }
        for (index, document) in (try fields.optionalArray("didDocuments") ?? []).enumerated() {
            let place = try JSONFields(document, path: "didDocuments[\(index)]")
            keys += try Self.reading(place, "id") { () throws(IdentityProblem) in
                try DIDDocument(document, expecting: document["id"]?.stringValue ?? "").issuerKeys
            }
        }
        self.keys = keys
        expectations = try Self.expectations(try fields.fields("expect"))
        usedTokenIDs = Set((try fields.optionalArray("usedTokenIds") ?? []).compactMap(\.stringValue))
        self.now = try Self.moment(fields) ?? now
    }

    private static func reading<Value>(
        _ fields: JSONFields,
        _ member: String,
        _ read: () throws(IdentityProblem) -> Value
    ) throws -> Value {
        do { return try read() } catch { throw fields.problem(member, "is refused: \(error)") }
    }

    /// RFC 3339 with a zone, or seconds since 1970.
    private static func moment(_ fields: JSONFields) throws -> Instant? {
        guard let value = fields.optional("now") else { return nil }
        if let seconds = value.integerValue { return Instant(milliseconds: 0).advanced(seconds: seconds) }
        guard let instant = value.stringValue.flatMap({ Instant($0) }) else {
            throw fields.problem("now", "must be an RFC 3339 time with a zone, or seconds since 1970")
        }
        return instant
    }

    private static func key(_ fields: JSONFields) throws -> IssuerKey {
        try fields.allowOnly(["issuer", "kid", "jwk", "uses"])
        let jwk = try reading(fields, "jwk") { [value = try fields.value("jwk")] () throws(IdentityProblem) in
            try JSONWebKey(value)
        }
        let uses = try fields.optionalArray("uses")?.map { item in
            guard let use = item.stringValue.flatMap({ VerificationRelationship(rawValue: $0) }) else {
                throw fields.problem("uses", "must list \(VerificationRelationship.allCases.map(\.rawValue))")
            }
            return use
        }
        guard let keyID = try fields.optionalString("kid") ?? jwk.keyID else {
            throw fields.problem("kid", "is missing")
        }
        return IssuerKey(
            issuer: try fields.string("issuer"),
            keyID: keyID,
            key: jwk.key,
            relationships: uses.map(Set.init)
        )
    }

    private static func expectations(_ fields: JSONFields) throws -> TokenExpectations {
        try fields.allowOnly([
            "audience", "issuer", "subject", "issuerIsSubject", "expiry", "issuedAt", "tokenId", "use", "type",
            "algorithms", "leewaySeconds", "lifetimeSeconds",
        ])
        var expectations = TokenExpectations(audience: try fields.optionalString("audience"))
        expectations.issuer = try fields.optionalString("issuer")
        expectations.subject = try fields.optionalString("subject")
        expectations.issuerIsSubject = try fields.optionalBool("issuerIsSubject") ?? false
        expectations.expiry = try demand(fields, "expiry")
        expectations.issuedAt = try demand(fields, "issuedAt")
        expectations.tokenID = try demand(fields, "tokenId")
        expectations.type = try fields.optionalString("type")
        if let use = try fields.optionalString("use") {
            guard let relationship = VerificationRelationship(rawValue: use) else {
                throw fields.problem("use", "must be one of \(VerificationRelationship.allCases.map(\.rawValue))")
            }
            expectations.relationship = relationship
        }
        if let names = try fields.optionalArray("algorithms") {
            let suites = names.compactMap { $0.stringValue.flatMap { KeySuite(rawValue: $0) } }
            guard suites.count == names.count else {
                throw fields.problem("algorithms", "must list some of ES256, EdDSA, SM2")
            }
            expectations.suites = Set(suites)
        }
        expectations.leewaySeconds =
            try fields.optionalInteger("leewaySeconds", in: 0...600) ?? TokenExpectations.usualLeeway
        let lifetime = try fields.optionalInteger("lifetimeSeconds", in: 1...315_360_000)
        expectations.lifetimeSeconds =
            lifetime ?? (expectations.tokenID == .required ? TokenExpectations.usualLifetime : nil)
        return expectations
    }

    private static func demand(_ fields: JSONFields, _ name: String) throws -> TokenExpectations.Demand {
        guard let text = try fields.optionalString(name) else { return .required }
        guard let demand = TokenExpectations.Demand(rawValue: text) else {
            throw fields.problem(name, "must be `required` or `optional`")
        }
        return demand
    }

    func decide() -> TokenDecision {
        let issuer = (try? ReceivedToken(token))?.unverifiedClaims.issuer ?? ""
        let used = Set(usedTokenIDs.map { TokenUse(issuer: issuer, tokenID: $0) })
        return TokenValidator(expectations).decide(token, keys: keys, now: now) { use in
            used.contains { $0.digest == use.digest }
        }
    }

    /// The decision with its reasons; of a refused token nothing is repeated.
    func json(_ decision: TokenDecision) -> JSONValue {
        let reasons = JSONValue.array(
            decision.reasons.map { reason in
                [
                    "code": .string(reason.rawValue), "message": .string(reason.text.en),
                    "messageZh": .string(reason.text.zh),
                ]
            }
        )
        guard case .accepted(let token) = decision else { return ["decision": "refused", "reasons": reasons] }
        return [
            "decision": "accepted", "reasons": reasons, "issuer": .string(token.issuer),
            "subject": .optional(token.claims.subject), "tokenId": .optional(token.claims.tokenID),
            "algorithm": .string(token.key.suite.rawValue), "kid": .optional(token.header.keyID),
            "claims": .object(token.claims.object),
        ]
    }
}
