import AsyncHTTPClient
package import HTTPTypes
package import NIOCore
import NIOHTTP1

/// One outgoing request.
package struct EgressRequest: Sendable {
    package var method: HTTPRequest.Method
    package var url: EgressURL
    /// Fields of the message; host, connection and framing fields are the client's own and are left out.
    package var headers: HTTPFields
    package var body: Body
    /// Largest answer body that ``Egress/send(_:for:)`` collects, in bytes.
    package var maximumBytes: Int = EgressLimits.responseBytes
    /// Time for the whole exchange of ``Egress/send(_:for:)``, lookup and body included.
    package var timeout: Duration = EgressLimits.requestTime
    /// Whether sending twice does no harm, so that a connection that the peer closed while idle is replaced silently.
    package var mayRepeat: Bool

    /// A request; methods that HTTP calls idempotent may repeat (RFC 9110 9.2.2).
    package init(_ method: HTTPRequest.Method, _ url: EgressURL, headers: HTTPFields = [:], body: Body = .none) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        mayRepeat = [.get, .head, .options, .put, .delete].contains(method)
    }

    /// The body of a request: nothing, bytes in memory, or a stream that is pulled as fast as the peer reads.
    package struct Body: Sendable {
        let content: HTTPClientRequest.Body?
        /// Whether the body can be sent a second time.
        let isReplayable: Bool

        package static let none = Body(content: nil, isReplayable: true)

        package static func bytes(_ buffer: ByteBuffer) -> Body {
            Body(content: .bytes(buffer), isReplayable: true)
        }

        package static func bytes(_ bytes: [UInt8]) -> Body { .bytes(ByteBuffer(bytes: bytes)) }

        /// A stream read once.
        ///
        /// - Parameters:
        ///   - parts: The bytes; an error that it throws ends the request and reaches the caller unchanged.
        ///   - length: The total in bytes when known (`Content-Length`), else the body is sent chunked.
        /// - Returns: A body that cannot be sent a second time.
        package static func stream<Parts: AsyncSequence & Sendable>(_ parts: Parts, length: Int64? = nil) -> Body
        where Parts.Element == ByteBuffer {
            Body(content: .stream(parts, length: length.map { .known($0) } ?? .unknown), isReplayable: false)
        }
    }
}

/// A whole answer in memory.
package struct EgressResponse: Sendable {
    package let status: HTTPResponse.Status
    package let headers: HTTPFields
    package let body: ByteBuffer
}

/// The head of an answer whose body is still coming.
package struct EgressStream: Sendable {
    package let status: HTTPResponse.Status
    package let headers: HTTPFields
    /// The bytes, read from the connection only as fast as they are asked for; read once.
    package let body: EgressBody
}

extension HTTPClientRequest {
    /// Fields that belong to one connection or to framing (RFC 9110 7.6.1), or that name the host.
    private static let ownFields: Set<String> = [
        "connection", "content-length", "expect", "host", "keep-alive", "proxy-authorization", "proxy-connection", "te",
        "trailer", "transfer-encoding", "upgrade",
    ]

    init(_ request: EgressRequest) {
        self.init(url: request.url.text)
        method = .init(rawValue: request.method.rawValue)
        for field in request.headers where !Self.ownFields.contains(field.name.canonicalName) {
            headers.add(name: field.name.rawName, value: field.value)
        }
        body = request.body.content
    }
}

extension HTTPClientResponse {
    var responseStatus: HTTPResponse.Status {
        HTTPResponse.Status(code: min(max(Int(status.code), 100), 999))
    }

    var fields: HTTPFields {
        var fields = HTTPFields()
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { continue }
            fields.append(HTTPField(name: name, value: value))
        }
        return fields
    }
}
