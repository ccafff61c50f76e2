import EvidenceLog
import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
package import ServerKit

/// The log's files on the public listener, as C2SP tlog-tiles asks; a static server may publish the same folder instead.
package struct EvidenceFiles: Sendable {
    private static let reason = "a transparency log is for everybody; its leaves tell nothing without their records"

    private let settings: EvidenceLogSettings

    package init(_ settings: EvidenceLogSettings) { self.settings = settings }

    package var endpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/evidence/checkpoint",
                access: .public(reason: Self.reason),
                "the newest checkpoint of the first epoch"
            ) { _ in try checkpoint(epoch: 1) },
            Endpoint(
                .get,
                "/evidence/tile/**",
                access: .public(reason: Self.reason),
                "a tile or entry bundle of the first epoch"
            ) { call in try tile(epoch: 1, call) },
            Endpoint(
                .get,
                "/evidence/{epoch}/checkpoint",
                access: .public(reason: Self.reason),
                "the newest checkpoint of a later epoch"
            ) { call in try checkpoint(epoch: try epoch(call)) },
            Endpoint(
                .get,
                "/evidence/{epoch}/tile/**",
                access: .public(reason: Self.reason),
                "a tile or entry bundle of a later epoch"
            ) { call in try tile(epoch: try epoch(call), call) },
        ]
    }

    private func epoch(_ call: Call) throws -> Int64 {
        let text = try call.parameter("epoch")
        guard let number = Int64(text), number > 1, String(number) == text else { throw Self.absent }
        return number
    }

    private static let absent = Problem(
        .notFound,
        BilingualText(en: "the log has no such file", zh: "日志中没有该文件")
    )

    private func checkpoint(epoch: Int64) throws -> Response {
        guard let checkpoint = try settings.place(epoch: epoch).published.checkpoint() else { throw Self.absent }
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: checkpoint.bytes))
        )
    }

    /// Serves what the newest checkpoint covers, and nothing that was only written.
    private func tile(epoch: Int64, _ call: Call) throws -> Response {
        let folder = settings.place(epoch: epoch).published
        let path = call.request.uri.path.drop { $0 == "/" }.dropFirst("evidence/".count)
            .dropFirst(EvidenceLogSettings.prefix(epoch: epoch).count)
        guard let tile = Tile(path: String(path)), let size = try folder.checkpoint()?.checkpoint.size,
            let covered = tile.fitted(to: size), covered.width >= tile.width
        else { throw Self.absent }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream", .cacheControl: "public, max-age=31536000, immutable",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try folder.read(tile)))
        )
    }
}
