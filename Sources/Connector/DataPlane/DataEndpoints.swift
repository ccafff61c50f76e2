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
    let delivered: DeliveredDigests
    let manifests: FolderManifests

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
        if let shaping = try await Duties(transfers.essentials).shaping(of: grant.access.transfer) {
            guard path.isEmpty else { throw SourcePath.notThere }
            if let known = digestAnswer(to: request, grant) { return known }
            return try await answer(request, try await shaped(content, shaping), grant, held)
        }
        switch content.source {
        case .file(let file): return try await answer(request, file, content, path, grant, held)
        case .folder(let folder):
            return try await answer(request, FolderSource(path: folder), content, path, grant, held)
        case .http(let source):
            if let known = digestAnswer(to: request, grant) { return known }
            let asked = try HTTPSourceRequest(request, path: path, of: source)
            return try await answer(request, try await LiveContent.source(asked, source, through: egress), grant, held)
        case .sqlite(let file, let query):
            guard path.isEmpty else { throw SourcePath.notThere }
            if let known = digestAnswer(to: request, grant) { return known }
            return try await answer(request, try await LiveContent.query(path: file, query, on: disk), grant, held)
        }
    }

    /// The content as the agreement demands it; what cannot be changed on its way is not delivered.
    private func shaped(_ content: AgreedContent, _ shaping: Shaping) async throws -> LiveContent {
        switch content.source {
        case .file(let path):
            guard let stamp = content.stamp else { throw Problem.internalError }
            return try await shaping.content(
                of: try await files.open(path, as: stamp),
                content.mediaType,
                on: disk
            )
        case .sqlite(let path, let query): return try await shaping.content(ofQuery: query, in: path, on: disk)
        case .folder, .http: throw Shaping.noTable
        }
    }

    private func answer(
        _ request: Request,
        _ content: LiveContent,
        _ grant: Grant,
        _ held: OpenFlow
    ) async throws -> Response {
        let grant = request.method == .head ? grant : try await grant.taking(length: content.length.map { Int64($0) })
        let mark = DeliveredDigests.mark(in: request.headers)
        let transfer = grant.access.transfer.id
        return content.response(request.method, grant, held, mark: mark) { [delivered] digest in
            if let mark { delivered.keep(digest, of: transfer, mark) }
        }
    }

    /// The answer to a question after the digest of a delivery that has ended; nil when it is no such question.
    private func digestAnswer(to request: Request, _ grant: Grant) -> Response? {
        guard request.method == .head, let mark = DeliveredDigests.mark(in: request.headers),
            let digest = delivered.find(grant.access.transfer.id, mark)
        else { return nil }
        return Response(
            status: .ok,
            headers: [.reprDigest: digest.representation, .sluiceDelivery: mark, .cacheControl: "no-store"]
        )
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
        return try await FileAnswer(
            file: file,
            entityTag: stamp.digest.entityTag,
            digest: stamp.digest,
            mediaType: content.mediaType,
            disk: disk
        ).response(to: request, grant, held)
    }

    /// The agreed list of a folder, or one of its files as it was agreed.
    private func answer(
        _ request: Request,
        _ folder: FolderSource,
        _ content: AgreedContent,
        _ path: SourcePath,
        _ grant: Grant,
        _ held: OpenFlow
    ) async throws -> Response {
        guard let stamp = content.stamp else { throw Problem.internalError }
        let manifest = try await manifests.find(stamp.digest, in: datasets)
        if path.isEmpty {
            try await disk.run { try folder.checkSizes(of: manifest) }
            var response = Response.json(manifest.listing)
            response.headers[.contentType] = FolderSource.listingType
            return response
        }
        guard let entry = manifest[path] else { throw SourcePath.notThere }
        let file = try await files.check(try await disk.run { try folder.open(path) }, as: entry.stamp)
        return try await FileAnswer(
            file: file,
            entityTag: entry.digest.entityTag,
            digest: entry.digest,
            mediaType: "application/octet-stream",
            disk: disk
        ).response(to: request, grant, held)
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
