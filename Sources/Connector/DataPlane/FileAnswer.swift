import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
import ServerKit

/// Answers a request for a file: whole, in part, or the head only.
struct FileAnswer: Sendable {
    let file: ContentFile
    let entityTag: String
    /// SHA-256 of the whole, where it is known.
    let digest: Digest?
    let mediaType: String
    let disk: Disk

    func response(to request: Request, _ grant: Grant, _ held: OpenFlow) async throws -> Response {
        let size = file.facts.bytes
        switch range(of: request) {
        case .unsatisfiable:
            return Response(
                status: .rangeNotSatisfiable,
                headers: [.contentRange: "bytes */\(size)", .acceptRanges: "bytes"]
            )
        case .whole: return try await response(request, .ok, 0..<size, grant, held)
        case .part(let range):
            var response = try await response(request, .partialContent, range, grant, held)
            response.headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
            return response
        }
    }

    /// A range counts for GET only, and only while the content is what the client saw before (RFC 9110, 13.1.5, 14.2).
    private func range(of request: Request) -> RangeRequest {
        guard request.method == .get else { return .whole }
        if let seen = request.headers[.ifRange], seen != entityTag { return .whole }
        return RangeRequest(request.headers[.range], size: file.facts.bytes)
    }

    private func response(
        _ request: Request,
        _ status: HTTPResponse.Status,
        _ range: Range<Int64>,
        _ grant: Grant,
        _ held: OpenFlow
    ) async throws -> Response {
        var headers: HTTPFields = [
            .contentType: mediaType, .acceptRanges: "bytes", .eTag: entityTag, .cacheControl: "no-store",
            .contentLength: String(range.count),
        ]
        headers[.reprDigest] = digest?.representation
        if request.method == .head { return Response(status: status, headers: headers) }
        let grant = try await grant.taking(length: Int64(range.count))
        let parts = FileParts(file: file, range: range, disk: disk)
        let meter = FlowMeter(held, from: range.lowerBound, total: file.facts.bytes)
        return Response(status: status, headers: headers, body: .guarded(parts, length: range.count, grant, meter))
    }
}

/// Notes how far a flow is.
struct FlowMeter: Sendable {
    let held: OpenFlow
    let first: Int64
    let total: Int64?

    init(_ held: OpenFlow, from first: Int64, total: Int64?) {
        self.held = held
        self.first = first
        self.total = total
    }

    func moved(_ bytes: Int64) { held.moved(to: first + bytes, total: total) }
}

extension ResponseBody {
    /// A body that stops, with the connection, when its grant ends or its source fails: nobody can take it for complete.
    static func guarded<Parts: AsyncSequence & Sendable>(
        _ parts: Parts,
        length: Int,
        _ grant: Grant,
        _ meter: FlowMeter
    ) -> ResponseBody where Parts.Element == ByteBuffer {
        ResponseBody(contentLength: length) { writer in
            var sent: Int64 = 0
            for try await part in parts {
                try await grant.check(part.readableBytes)
                try await writer.write(part)
                sent += Int64(part.readableBytes)
                meter.moved(sent)
            }
            try await writer.finish(nil)
        }
    }
}
