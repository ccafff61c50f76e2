import HTTPTypes
package import Hummingbird
import NIOCore
package import Primitives

/// A request with its verified caller, as handlers see it.
package struct Call: Sendable {
    package let request: Request
    package let context: ServerContext
    package let caller: Caller
    /// Finds this call's lines in the log.
    package let correlation: String

    /// Seconds within which a request's body must have arrived: a peer that sends slower blocks only itself.
    static let bodySeconds = 15

    /// Where the request came from, as limits count it.
    package var origin: String { context.remoteAddress?.origin ?? "local" }

    /// A path parameter, percent-decoded.
    package func parameter(_ name: String) throws -> String {
        guard let raw = context.parameters.get(name), let text = raw.removingPercentEncoding(),
            !text.isEmpty, text.utf8.count <= Limits.identifierBytes
        else { throw Problem.invalid("the address has no valid `\(name)`", "地址中缺少有效的 `\(name)`") }
        return text
    }

    /// A query parameter, decoded as forms are encoded: `+` is a space.
    package func query(_ name: String) -> String? {
        for pair in (request.uri.query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let key = parts.first, Self.formDecoded(key) == name else { continue }
            return Self.formDecoded(parts.count > 1 ? parts[1] : "")
        }
        return nil
    }

    private static func formDecoded(_ text: Substring) -> String? {
        String(text.map { $0 == "+" ? " " : $0 }).removingPercentEncoding()
    }

    /// The participant; endpoints with participant access always have one.
    package func participant() throws -> VerifiedParticipant {
        guard case .participant(let participant) = caller else { throw Problem.unauthenticated }
        return participant
    }

    /// The application; endpoints with application access always have one.
    package func application() throws -> VerifiedApplication {
        guard case .application(let application) = caller else { throw Problem.unauthenticated }
        return application
    }

    package func person() throws -> Person {
        guard case .person(let person) = caller else { throw Problem.unauthenticated }
        return person
    }

    /// The body's bytes, bounded in size and time.
    package func body(maximumBytes: Int = Limits.jsonBytes) async throws -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > maximumBytes {
            throw Problem.tooLarge(maximumBytes)
        }
        return try await withTimeout(seconds: Self.bodySeconds) {
            var bytes: [UInt8] = []
            do {
                for try await part in request.body {
                    guard bytes.count + part.readableBytes <= maximumBytes else { throw Problem.tooLarge(maximumBytes) }
                    bytes.append(contentsOf: part.readableBytesView)
                }
            } catch let problem as Problem {
                throw problem
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                // Broken framing, endless trailers, or a connection that ended early: nothing of ours has failed.
                throw Problem.invalid("the body did not arrive as HTTP says", "请求体不符合 HTTP 格式或未完整到达")
            }
            return bytes
        }
    }

    /// The body as JSON, or an empty object when there is no body.
    package func optionalJSON() async throws -> JSONValue {
        let bytes = try await body()
        return bytes.isEmpty ? .object(JSONObject()) : try Self.parse(bytes, maximumBytes: Limits.jsonBytes)
    }

    /// The body as JSON, read strictly.
    package func json(maximumBytes: Int = Limits.jsonBytes) async throws -> JSONValue {
        try Self.parse(try await body(maximumBytes: maximumBytes), maximumBytes: maximumBytes)
    }

    private static func parse(_ bytes: [UInt8], maximumBytes: Int) throws -> JSONValue {
        do {
            return try JSONReader.read(bytes, maximumBytes: maximumBytes)
        } catch {
            throw Problem.invalid(error)
        }
    }
}

extension String {
    /// Percent-decoded text; nil for broken escapes or bytes that are not UTF-8.
    package func removingPercentEncoding() -> String? {
        guard utf8.contains(UInt8(ascii: "%")) else { return self }
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }),
                let low = rest.popFirst().flatMap({ Character(Unicode.Scalar($0)).hexDigitValue })
            else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension Problem {
    package static let unauthenticated = Problem(
        .unauthenticated,
        BilingualText(en: "no valid token came with the request", zh: "请求未携带有效令牌"),
        advice: BilingualText(
            en: "send `Authorization: Bearer TOKEN` with a token that this connector issued or knows",
            zh: "请携带本连接器签发或已登记的令牌：`Authorization: Bearer TOKEN`"
        )
    )

    static func tooLarge(_ maximumBytes: Int) -> Problem {
        Problem(
            .tooLarge,
            BilingualText(en: "the body is larger than \(maximumBytes) bytes", zh: "请求体超过 \(maximumBytes) 字节")
        )
    }
}

/// Runs `body`, and cancels it when it takes longer than `seconds`.
package func withTimeout<Value: Sendable>(
    seconds: Int,
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: .seconds(seconds))
            return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let value = first else {
            throw Problem(
                .timedOut,
                BilingualText(en: "took longer than \(seconds) s", zh: "超过 \(seconds) 秒未完成"),
                side: .caller
            )
        }
        return value
    }
}
