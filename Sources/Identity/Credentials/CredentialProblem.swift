/// Why a credential, a presentation or a status list is not accepted.
package struct CredentialProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// Stable words, for the security log and for tests.
    package enum Code: String, Sendable, CaseIterable {
        /// It cannot be read, or breaks the shape of its data model.
        case malformed
        /// It is larger than what is looked at.
        case tooLarge
        /// Its signature, or the key that made it.
        case signature
        /// Its issuer is not trusted for its type, or says two different things of itself.
        case issuer
        /// Its subject is not the one who presents it.
        case holder
        /// A presentation made for somebody else.
        case audience
        case notYetValid
        case expired
        case revoked
        case suspended
        /// Its status cannot be told: unknown kind, unreachable, unfit list.
        case status
        case statusList
        /// Its subject breaks its schema, or the schema is not known here.
        case schema
        /// What was asked for is not there.
        case missing
        /// Formats are mixed in one presentation.
        case mixed
    }

    package let code: Code
    package let detail: String

    package init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// Why a token, a key or an identifier on the way to a credential was not taken, in the words of credentials.
    package init(_ problem: IdentityProblem) {
        let code: Code =
            switch problem.reason {
            case .tooLarge: .tooLarge
            case .malformed, .header, .identifier: .malformed
            case .algorithm, .key, .signature, .library, .sealed: .signature
            }
        self.init(code, problem.detail)
    }

    /// Why the one validator of tokens refuses what secures a credential, a presentation or a list.
    package init(_ refusal: TokenRefusal) {
        let code: Code =
            switch refusal {
            case .tooLarge: .tooLarge
            case .malformed, .header: .malformed
            case .expired, .expiryMissing, .lifetimeTooLong: .expired
            case .notYetValid, .issuedInFuture, .issuedAtMissing: .notYetValid
            case .audienceMissing, .wrongAudience: .audience
            default: .signature
            }
        self.init(code, refusal.text.en)
    }

    package var description: String { "\(code.rawValue): \(detail)" }

    /// The code in Chinese, for the product's second language.
    package var chinese: String {
        switch code {
        case .malformed: "凭证格式无效"
        case .tooLarge: "凭证过大"
        case .signature: "签名无效"
        case .issuer: "签发方不受信任或不一致"
        case .holder: "凭证主体不是出示方"
        case .audience: "出示对象不是本端"
        case .notYetValid: "凭证尚未生效"
        case .expired: "凭证已过期"
        case .revoked: "凭证已吊销"
        case .suspended: "凭证已暂停"
        case .status: "凭证状态无法确认"
        case .statusList: "状态列表不可用"
        case .schema: "凭证内容不符合其模式"
        case .missing: "缺少所需凭证"
        case .mixed: "一次出示混用了多种格式"
        }
    }
}
