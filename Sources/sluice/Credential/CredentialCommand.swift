import ArgumentParser
import Primitives
import ServerKit

/// `sluice credential`: credentials that we hold, ask for and issue.
struct CredentialCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credential",
        abstract: "Credentials that we hold, ask for and issue. 可验证凭证。",
        subcommands: [
            CredentialList.self, CredentialShow.self, CredentialRequest.self, CredentialRequests.self,
            CredentialOffers.self, CredentialIssue.self, CredentialOffer.self, CredentialApprove.self,
            CredentialReject.self, CredentialRevoke.self, CredentialSuspend.self, CredentialResume.self,
            CredentialParticipants.self,
        ]
    )

    static let heldColumns = [
        Column("ID", "编号", "id"), Column("TYPE", "类型", "types"), Column("ISSUER", "签发方", "issuer"),
        Column("PROFILE", "格式", "profile"), Column.time("VALID UNTIL", "有效期至", "validUntil"),
    ]
    static let heldFields =
        heldColumns + [
            Column("CREDENTIAL", "凭证标识", "credentialId"), Column("SUBJECT", "主体", "subject"),
            Column("TOKEN", "凭证文本", "token"),
        ]
    static let issuedColumns = [
        Column("ID", "编号", "id"), Column("HOLDER", "持有方", "holder"), Column("TYPE", "类型", "type"),
        Column("PROFILE", "格式", "profile"), Column("STATE", "状态", "state"),
        Column.time("VALID UNTIL", "有效期至", "validUntil"),
    ]
    static let issuedFields =
        issuedColumns + [
            Column("REASON", "原因", "reason"), Column.time("ISSUED", "签发时间", "issued"),
            Column("STATUS INDEX", "状态位", "statusIndex"), Column("REQUEST", "申请", "request"),
        ]
    static let requestColumns = [
        Column("ID", "编号", "id"), Column("HOLDER", "持有方", "holder"), Column("ISSUER", "签发方", "issuer"),
        Column("CREDENTIALS", "凭证", "credentials"), Column("STATE", "状态", "state"),
        Column("REASON", "原因", "reason"), Column.time("CREATED", "时间", "created"),
    ]
    static let offerColumns = [
        Column("ID", "编号", "id"), Column("ISSUER", "签发方", "issuer"), Column("CREDENTIALS", "凭证", "credentials"),
        Column.time("RECEIVED", "收到时间", "received"),
    ]
    static let participantColumns = [
        Column("DID", "DID", "did"), Column("CLAIMS", "声明", "claims"),
        Column.time("PRESENTED", "出示时间", "presented"), Column.time("VALID UNTIL", "有效期至", "validUntil"),
    ]

    /// `NAME=VALUE` texts as an object; a name given more than once has several values.
    static func claims(_ texts: [String]) throws -> JSONValue {
        var object = JSONObject()
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw Problem.invalid("`\(text)` is not NAME=VALUE", "`\(text)` 不是 名称=值 形式")
            }
            let values = (object[parts[0]]?.oneOrMany ?? []) + [.string(parts[1])]
            object[parts[0]] = values.count == 1 ? values[0] : .array(values)
        }
        return .object(object)
    }
}

/// `sluice credential list`.
struct CredentialList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List credentials that we hold, or that we issued. 列出持有或签发的凭证。"
    )

    @Flag(name: .long, help: "Those that this node issued. 本节点签发的凭证。") var issued = false
    @Option(name: .long, help: "With --issued: active, suspended or revoked. 状态。") var state: String?
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        if issued {
            try await list.show(
                "issuer/credentials",
                CredentialCommand.issuedColumns,
                query: [("state", state)],
                client,
                screen
            )
        } else {
            try await list.show("wallet/credentials", CredentialCommand.heldColumns, client, screen)
        }
    }
}

/// `sluice credential show`.
struct CredentialShow: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a credential that we hold, or that we issued. 查看凭证。"
    )

    @Argument(help: "Its identifier. 编号。") var id: String
    @Flag(name: .long, help: "One that this node issued. 本节点签发的凭证。") var issued = false
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        if issued {
            try screen.show(try await client.get("issuer", "credentials", id), CredentialCommand.issuedFields)
        } else {
            try screen.show(try await client.get("wallet", "credentials", id), CredentialCommand.heldFields)
        }
    }
}

/// `sluice credential participants`.
struct CredentialParticipants: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "participants",
        abstract: "List participants that proved themselves to us, with their claims. 已凭凭证证明身份的参与方。"
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("participants", CredentialCommand.participantColumns, client, screen)
    }
}
