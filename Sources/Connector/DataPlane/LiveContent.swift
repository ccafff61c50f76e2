import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
import ServerKit

/// Content that may differ at each delivery: it has no digest before it has been read.
struct LiveContent: Sendable {
    let status: HTTPResponse.Status
    var headers: HTTPFields
    /// Bytes to come, when the source says; then fewer or more abort the delivery.
    let length: Int?
    let parts: any AsyncSequence<ByteBuffer, any Error> & Sendable

    /// A query; its first rows are read now, so that a broken query is an answer and not a broken connection.
    static func query(path: String, _ query: String, on disk: Disk) async throws -> LiveContent {
        let cursor = try await disk.run { try CSVQuery(path: path, query: query) }
        let parts = try await PeekedParts(CSVParts(query: cursor, disk: disk))
        return LiveContent(
            status: .ok,
            headers: [.contentType: "text/csv; charset=utf-8; header=present"],
            length: nil,
            parts: parts
        )
    }

    /// An answer of an HTTP source, when the provider lets its status pass.
    static func source(
        _ request: HTTPSourceRequest,
        _ source: HTTPSource,
        through egress: Egress
    ) async throws -> LiveContent {
        let answer: EgressStream
        do {
            answer = try await egress.stream(request.request, for: .owner)
        } catch let problem as EgressProblem {
            throw failure(problem.isWorthRetrying ? "does not answer" : "cannot be asked", "无法访问")
        }
        let status = answer.status
        guard
            source.passedStatuses.contains(status.code)
                || (status == .partialContent && source.passedStatuses.contains(200))
        else { throw failure("answered \(status.code)", "返回 \(status.code)") }
        var headers: HTTPFields = [:]
        for name in HTTPSourceRequest.returnedFields { headers[name] = answer.headers[name] }
        let length = answer.headers[.contentLength].flatMap { Int($0) }
        return LiveContent(status: status, headers: headers, length: length, parts: answer.body)
    }

    private static func failure(_ en: String, _ zh: String) -> Problem {
        Problem(
            .source,
            BilingualText(en: "the provider's source \(en)", zh: "提供方的数据源\(zh)"),
            advice: BilingualText(en: "the provider must look at its source", zh: "请提供方检查数据源")
        )
    }

    /// The answer to a pull, with a digest after the last byte where the length is not known before (RFC 9530, trailer).
    ///
    /// `keep` hears the digest before the last byte leaves, or at least before the body ends.
    func response(
        _ method: HTTPRequest.Method,
        _ grant: Grant,
        _ held: OpenFlow,
        mark: String?,
        keep: @escaping @Sendable (Primitives.Digest) -> Void
    ) -> Response {
        var headers = headers
        if headers[.reprDigest] == nil { headers[.sluiceDelivery] = mark }
        headers[.cacheControl] = "no-store"
        guard method != .head, status.code != 204, status.code != 304 else {
            if let length { headers[.contentLength] = String(length) }
            return Response(status: status, headers: headers)
        }
        if length == nil { headers[.trailer] = HTTPField.Name.reprDigest.rawName }
        return Response(status: status, headers: headers, body: body(grant, FlowMeter(held, from: 0, total: nil), keep))
    }

    private static let otherLength = Problem(
        .source,
        BilingualText(en: "the source sent another number of bytes than it announced", zh: "数据源发送的字节数与声明不符")
    )

    private func body(
        _ grant: Grant,
        _ meter: FlowMeter,
        _ keep: @escaping @Sendable (Primitives.Digest) -> Void
    ) -> ResponseBody {
        ResponseBody(contentLength: length) { [parts, length] writer in
            var hasher = SHA256()
            var sent = 0
            for try await part in parts {
                try await grant.check(part.readableBytes)
                part.feed(&hasher)
                sent += part.readableBytes
                if let length, sent > length { throw Self.otherLength }
                // With a known length the reader is done with this part, and may ask at once.
                if sent == length { keep(Digest(hasher.finalize())) }
                try await writer.write(part)
                meter.moved(Int64(sent))
            }
            guard length.map({ $0 == sent }) ?? true else { throw Self.otherLength }
            let digest = Digest(hasher.finalize())
            keep(digest)
            try await writer.finish(length == nil ? [.reprDigest: digest.representation] : nil)
        }
    }
}

/// A sequence whose first element was taken already; read once.
struct PeekedParts<Parts: AsyncSequence & Sendable>: AsyncSequence, Sendable
where Parts.Element == ByteBuffer, Parts.AsyncIterator: Sendable {
    typealias Element = ByteBuffer
    private let first: ByteBuffer?
    private let rest: Parts.AsyncIterator

    init(_ parts: Parts) async throws {
        var iterator = parts.makeAsyncIterator()
        first = try await iterator.next(isolation: nil)
        rest = iterator
    }

    func makeAsyncIterator() -> Iterator { Iterator(first: first, rest: rest) }

    struct Iterator: AsyncIteratorProtocol {
        var first: ByteBuffer?
        var rest: Parts.AsyncIterator

        mutating func next() async throws -> ByteBuffer? {
            if let first {
                self.first = nil
                return first
            }
            return try await rest.next(isolation: #isolation)
        }
    }
}
