/// One reason why a token is refused.
///
/// The raw value is stable: programs switch on it, logs carry it.
package enum TokenRefusal: String, Sendable, CaseIterable {
    case tooLarge, malformed, algorithm, header, keyMissing, keyUnknown, keyNotOfIssuer, keyNotAllowed, signature
    case issuerMissing, wrongIssuer, wrongSubject, issuerNotSubject, audienceMissing, wrongAudience
    case expiryMissing, expired, notYetValid, issuedAtMissing, issuedInFuture, lifetimeTooLong
    case tokenIDMissing, used, wrongType

    package init(_ problem: IdentityProblem) {
        switch problem.reason {
        case .tooLarge: self = .tooLarge
        case .algorithm: self = .algorithm
        case .header: self = .header
        case .signature: self = .signature
        default: self = .malformed
        }
    }

    /// The reason for people: English and Chinese.
    package var text: (en: String, zh: String) {
        switch self {
        case .tooLarge: ("the token or a part of it is too long", "令牌或其某一部分过长")
        case .malformed: ("it is not a well-formed token", "令牌格式不正确")
        case .algorithm:
            ("its algorithm is not supported, not accepted here, or not the key's", "签名算法不受支持、此处不接受或与密钥不符")
        case .header: ("its header brings a key or demands an extension", "令牌头携带了密钥或要求扩展处理")
        case .keyMissing: ("`kid` is missing and the issuer has more than one key", "缺少 `kid`，而签发者有多个密钥")
        case .keyUnknown: ("the key that `kid` names is unknown", "`kid` 所指密钥未知")
        case .keyNotOfIssuer: ("the key that `kid` names belongs to another party", "`kid` 所指密钥属于其他主体")
        case .keyNotAllowed: ("the issuer does not allow this use of the key", "签发者不允许以此方式使用该密钥")
        case .signature: ("the signature does not verify", "签名验证失败")
        case .issuerMissing: ("`iss` is missing", "缺少 `iss`")
        case .wrongIssuer: ("the issuer is not the expected one", "签发者与预期不符")
        case .wrongSubject: ("the subject is not the expected one", "主体与预期不符")
        case .issuerNotSubject: ("`iss` and `sub` differ", "`iss` 与 `sub` 不一致")
        case .audienceMissing: ("`aud` is missing", "缺少 `aud`")
        case .wrongAudience: ("it is meant for somebody else", "令牌的接收方不是本端")
        case .expiryMissing: ("`exp` is missing", "缺少 `exp`")
        case .expired: ("it has expired", "令牌已过期")
        case .notYetValid: ("it is not valid yet", "令牌尚未生效")
        case .issuedAtMissing: ("`iat` is missing", "缺少 `iat`")
        case .issuedInFuture: ("it was issued in the future", "令牌的签发时间在未来")
        case .lifetimeTooLong: ("it lives longer than is accepted", "令牌有效期超过允许的上限")
        case .tokenIDMissing: ("`jti` is missing", "缺少 `jti`")
        case .used: ("it was used before", "令牌已被使用过")
        case .wrongType: ("its type is not the expected one", "令牌类型与预期不符")
        }
    }
}

/// What the validator says of a token: a validated token, or every reason against it.
package enum TokenDecision: Sendable {
    case accepted(ValidatedToken)
    case refused([TokenRefusal])

    package var reasons: [TokenRefusal] {
        switch self {
        case .accepted: []
        case .refused(let reasons): reasons
        }
    }

    /// The token, or an error that names the reasons.
    package func token() throws(TokenRefused) -> ValidatedToken {
        switch self {
        case .accepted(let token): return token
        case .refused(let reasons): throw TokenRefused(reasons: reasons)
        }
    }
}

/// A token was refused; for callers that go on only with a valid one.
package struct TokenRefused: Error, Sendable, Equatable, CustomStringConvertible {
    package let reasons: [TokenRefusal]

    package init(reasons: [TokenRefusal]) { self.reasons = reasons }

    package var description: String { "token refused: " + reasons.map(\.rawValue).joined(separator: ", ") }
}
