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

    let egress: Egress

    var endpoints: [Endpoint] {
        [HTTPRequest.Method.get, .head].flatMap { method in
            [("/data/{id}", "the data of a transfer"), ("/data/{id}/**", "a part of a folder or API")].map {
                path,
                words in
                Endpoint(method, path, access: .grant, words) { call in try await answer(call) }
            }
        }
    }

    private func answer(_ call: Call) async throws -> Response {
        let id = Identifier<TransferProcess>(try call.parameter("id"))
        try await BearerToken.check(call, of: id, transfers) { $0.role == .provider ? $0.startAddress : nil }
        let (grant, held) = try await keeper.open(id)
        let channel = call.context.channel
        grant.flow.onCut { channel.close(promise: nil) }
        guard let path = SourcePath(rawPath: call.request.uri.path) else { throw SourcePath.notThere }
        return try await answer(call.request, path, grant, held)
    }

    private func answer(
        _ request: Request,
        _ path: SourcePath,
        _ grant: Grant,
        _ held: OpenFlow
    ) async throws -> Response {
        let content = try await datasets.agreedContent(
            of: Identifier(grant.access.transfer.dataset),
            version: grant.access.productVersion
        )
        switch content.source {
        case .file(let file): return try await answer(request, file, content, path, grant, held)
        case .folder(let folder): return try await answer(request, FolderSource(path: folder), path, grant, held)
        case .http(let source):
            let asked = try HTTPSourceRequest(request, path: path, of: source)
            return try await LiveContent.source(asked, source, through: egress).response(request.method, grant, held)
        case .sqlite(let file, let query):
            guard path.isEmpty else { throw SourcePath.notThere }
            return try await LiveContent.query(path: file, query, on: disk).response(request.method, grant, held)
        }
    }

    private func answer(
        _ request: Request,
        _ path: String,
        _ content: AgreedContent,
        _ below: SourcePath,
        _ grant: Grant,
        _ held: OpenFlow
    ) async throws -> Response {
        guard below.isEmpty else { throw SourcePath.notThere }
        guard let stamp = content.stamp else { throw Problem.internalError }
        let file = try await files.open(path, as: stamp)
        return FileAnswer(
            file: file,
            entityTag: stamp.digest.entityTag,
            digest: stamp.digest,
            mediaType: content.mediaType,
            disk: disk
        ).response(to: request, grant, held)
    }

    private func answer(
        _ request: Request,
        _ folder: FolderSource,
        _ path: SourcePath,
        _ grant: Grant,
        _ held: OpenFlow
    ) async throws -> Response {
        if path.isEmpty {
            var response = Response.json(try await disk.run { try folder.listing() })
            response.headers[.contentType] = FolderSource.listingType
            return response
        }
        let file = try await disk.run { try folder.open(path) }
        let digest = file.facts.bytes <= Self.hashedBytes ? try await files.digest(of: file) : nil
        return FileAnswer(
            file: file,
            entityTag: digest?.entityTag ?? file.facts.entityTag,
            digest: digest,
            mediaType: "application/octet-stream",
            disk: disk
        ).response(to: request, grant, held)
    }

    /// Files of a folder up to this size get a digest before their first byte: a second of reading, once.
    private static let hashedBytes: Int64 = 1 << 30
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
