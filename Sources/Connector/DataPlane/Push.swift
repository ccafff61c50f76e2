import DataspaceProtocol
import HTTPTypes
import NIOCore
import Primitives
import ServerKit

/// One try at uploading the content of a push to the consumer's address.
///
/// A plain `PUT`. A receiver whose `HEAD` answers with `Upload-Offset` and our entity tag is another Sluice: it has the
/// beginning already, and gets the rest with `Content-Range`.
struct Push: DeliveryAttempt {
    let plane: DataPlane
    let transfer: TransferProcess
    let held: OpenFlow

    func attempt(_ delivery: inout Delivery) async throws -> Receipt {
        let access = try await plane.transfers.access(transfer.id)
        held.flow.boundary = access.nextBoundary
        let grant = Grant(access: access, flow: held.flow, keeper: plane.keeper)
        let content = try await plane.datasets.agreedContent(
            of: Identifier(transfer.dataset),
            version: access.productVersion
        )
        if let shaping = try await Duties(plane.essentials).shaping(of: transfer) {
            return try await push(try await shaped(content, shaping), grant)
        }
        switch content.source {
        case .file(let path):
            guard let stamp = content.stamp else { throw Problem.internalError }
            let file = try await plane.files.open(path, as: stamp)
            return try await push(file, stamp, content.mediaType, grant)
        case .sqlite(let path, let query): return try await push(.query(path: path, query, on: plane.disk), grant)
        case .http(let source):
            let asked = try HTTPSourceRequest(own: source)
            return try await push(.source(asked, source, through: plane.egress), grant)
        case .folder:
            throw DeliveryFault(code: "folder", side: .us, text: "a folder can only be pulled")
        }
    }

    private func push(
        _ file: ContentFile,
        _ stamp: ContentStamp,
        _ mediaType: String,
        _ grant: Grant
    ) async throws -> Receipt {
        let size = file.facts.bytes
        let receipt = Receipt(bytes: size, digest: stamp.digest)
        let offset = try await offset(of: stamp.digest, size: size)
        if offset == size, size > 0 { return receipt }
        var headers: HTTPFields = [.contentType: mediaType, .reprDigest: stamp.digest.representation]
        headers[.eTag] = stamp.digest.entityTag
        if offset > 0 { headers[.contentRange] = "bytes \(offset)-\(size - 1)/\(size)" }
        let parts = GuardedParts(
            parts: FileParts(file: file, range: offset..<size, disk: plane.disk),
            grant: try await grant.taking(length: size - offset),
            meter: FlowMeter(held, from: offset, total: size)
        )
        try await put(headers, .stream(parts, length: size - offset))
        return receipt
    }

    /// The content as the agreement demands it; what cannot be changed on its way is not delivered.
    private func shaped(_ content: AgreedContent, _ shaping: Shaping) async throws -> LiveContent {
        switch content.source {
        case .file(let path):
            guard let stamp = content.stamp else { throw Problem.internalError }
            let file = try await plane.files.open(path, as: stamp)
            return try await shaping.content(of: file, content.mediaType, on: plane.disk)
        case .sqlite(let path, let query): return try await shaping.content(ofQuery: query, in: path, on: plane.disk)
        case .folder, .http: throw Shaping.noTable
        }
    }

    private func push(_ content: LiveContent, _ grant: Grant) async throws -> Receipt {
        let meter = FlowMeter(held, from: 0, total: nil)
        let taken = try await grant.taking(length: content.length.map { Int64($0) })
        let parts = GuardedParts(parts: ByteParts(content.parts), grant: taken, meter: meter)
        var headers: HTTPFields = [:]
        headers[.contentType] = content.headers[.contentType]
        try await put(headers, .stream(parts, length: content.length.map { Int64($0) }))
        return Receipt(bytes: plane.registry.progress(of: transfer.id)?.bytes ?? 0, digest: nil)
    }

    /// How much of exactly this content the receiver says it has.
    private func offset(of digest: Digest, size: Int64) async throws -> Int64 {
        var request = EgressRequest(.head, try url())
        request.headers[.authorization] = transfer.requestAddress?.authorizationField
        let answer = try await plane.egress.send(request, for: .peer)
        guard (200..<300).contains(answer.status.code), answer.headers[.eTag] == digest.entityTag,
            let offset = answer.headers[.uploadOffset].flatMap({ Int64($0) }), (0...size).contains(offset)
        else { return 0 }
        return offset
    }

    private func put(_ headers: HTTPFields, _ body: EgressRequest.Body) async throws {
        var request = EgressRequest(.put, try url(), headers: headers, body: body)
        request.headers[.authorization] = transfer.requestAddress?.authorizationField
        request.headers[.sluiceTransfer] = transfer.consumerPid
        let answer = try await plane.egress.stream(request, for: .peer)
        switch answer.status.code {
        case 200..<300: return
        case 408, 409, 416, 425, 429, 500...:
            throw Problem(
                .peer,
                BilingualText(en: "the receiver answered \(answer.status.code)", zh: "接收方返回 \(answer.status.code)")
            )
        default: throw DeliveryFault.refused(answer.status.code, "")
        }
    }

    private func url() throws -> EgressURL {
        guard let endpoint = transfer.requestAddress?.endpoint else {
            throw DeliveryFault(code: "no-address", side: .peer, text: "the request has no data address")
        }
        return try EgressURL(endpoint)
    }
}

/// Parts that are checked against their grant before each is handed on, and measured.
struct GuardedParts<Parts: AsyncSequence & Sendable>: AsyncSequence, Sendable where Parts.Element == ByteBuffer {
    typealias Element = ByteBuffer
    let parts: Parts
    let grant: Grant
    let meter: FlowMeter

    func makeAsyncIterator() -> Iterator { Iterator(parts: parts.makeAsyncIterator(), grant: grant, meter: meter) }

    struct Iterator: AsyncIteratorProtocol {
        var parts: Parts.AsyncIterator
        let grant: Grant
        let meter: FlowMeter
        var given: Int64 = 0

        init(parts: Parts.AsyncIterator, grant: Grant, meter: FlowMeter) {
            self.parts = parts
            self.grant = grant
            self.meter = meter
        }

        mutating func next() async throws -> ByteBuffer? {
            meter.moved(given)
            let part = try await parts.next(isolation: #isolation)
            try await grant.check(part?.readableBytes ?? 0)
            given += Int64(part?.readableBytes ?? 0)
            return part
        }
    }
}

/// Parts of whatever kind.
struct ByteParts: AsyncSequence, Sendable {
    typealias Element = ByteBuffer
    private let parts: any AsyncSequence<ByteBuffer, any Error> & Sendable

    init(_ parts: any AsyncSequence<ByteBuffer, any Error> & Sendable) { self.parts = parts }

    func makeAsyncIterator() -> Iterator { Iterator(parts: parts.makeAsyncIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        var parts: any AsyncIteratorProtocol<ByteBuffer, any Error>

        mutating func next() async throws -> ByteBuffer? { try await parts.next(isolation: #isolation) }
    }
}
