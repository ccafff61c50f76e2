import DataspaceProtocol
import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
import ServerKit

/// The provider's side of a pull: `/data/{id}` for the bearer of a transfer's token.
struct DataEndpoints: Sendable {
    let transfers: Transfers
    let datasets: Datasets
    let keeper: GrantKeeper
    let files: VerifiedFiles
    let disk: Disk

    var endpoints: [Endpoint] {
        [HTTPRequest.Method.get, .head].map { method in
            Endpoint(method, "/data/{id}", access: .grant, "the data of a transfer") { call in
                try await answer(call)
            }
        }
    }

    private func answer(_ call: Call) async throws -> Response {
        let id = Identifier<TransferProcess>(try call.parameter("id"))
        try await BearerToken.check(call, of: id, transfers) { $0.startAddress }
        let (grant, held) = try await keeper.open(id)
        let channel = call.context.channel
        grant.flow.onCut { channel.close(promise: nil) }
        let content = try await datasets.agreedContent(
            of: Identifier(grant.access.transfer.dataset),
            version: grant.access.productVersion
        )
        switch content.source {
        case .file(let path):
            guard let stamp = content.stamp else { throw Problem.internalError }
            let file = try await files.open(path, as: stamp)
            return FileAnswer(
                file: file,
                digest: stamp.digest,
                mediaType: content.mediaType,
                disk: disk
            ).response(to: call.request, grant, held)
        case .folder, .http, .sqlite:
            throw Problem(.unsupported, BilingualText(en: "this source is not served yet", zh: "暂不支持该数据源"))
        }
    }
}

/// Checks the token of a data address.
enum BearerToken {
    /// Refuses as if nothing were there: neither an unknown transfer nor a wrong token is told apart.
    static func check(
        _ call: Call,
        of id: Identifier<TransferProcess>,
        _ transfers: Transfers,
        address: @Sendable (TransferProcess) -> DataAddress?
    ) async throws {
        let shown = call.request.headers[.authorization].map(token) ?? ""
        let expected = try await expected(id, transfers, address)
        guard let expected, isSame(shown, expected) else { throw refusal }
    }

    private static func expected(
        _ id: Identifier<TransferProcess>,
        _ transfers: Transfers,
        _ address: @Sendable (TransferProcess) -> DataAddress?
    ) async throws -> String? {
        do {
            return address(try await transfers.find(id))?.property("authorization")
        } catch let problem as Problem where problem.code == .notFound {
            return nil
        }
    }

    static let refusal = Problem(
        .notFound,
        BilingualText(en: "no such data, or not for this token", zh: "没有该数据，或令牌无权访问"),
        advice: BilingualText(
            en: "use the endpoint and the authorization of the transfer's start message",
            zh: "请使用传输启动消息中的地址与授权"
        )
    )

    /// The token in a header, with or without the scheme.
    static func token(_ header: String) -> String {
        header.lowercased().hasPrefix("bearer ") ? String(header.dropFirst(7)) : header
    }

    /// Compares digests, so that the time tells nothing about the token.
    static func isSame(_ one: String, _ other: String) -> Bool {
        var difference: UInt8 = 0
        for (a, b) in zip(Digest(of: one).bytes, Digest(of: other).bytes) { difference |= a ^ b }
        return difference == 0
    }
}
