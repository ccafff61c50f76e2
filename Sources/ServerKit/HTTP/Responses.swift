package import Hummingbird
import HTTPTypes
import NIOCore
package import Primitives

extension Response {
    /// A JSON answer.
    package static func json(
        _ value: JSONValue,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> Response {
        .jsonBytes(value.encoded, status: status, headers: headers)
    }

    /// An answer from bytes that are JSON already.
    package static func jsonBytes(
        _ bytes: [UInt8],
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The common form of a failure.
    package static func problem(_ problem: Problem, _ call: Call) -> Response {
        .json(
            problem.json(correlation: call.correlation),
            status: HTTPResponse.Status(code: problem.status),
            headers: problem.headers
        )
    }
}

extension Problem {
    /// Headers that a client needs to act on the failure.
    package var headers: HTTPFields {
        var headers: HTTPFields = [:]
        if let seconds = retryAfterSeconds { headers[.retryAfter] = String(seconds) }
        if code == .unauthenticated { headers[.wwwAuthenticate] = "Bearer" }
        return headers
    }
}
