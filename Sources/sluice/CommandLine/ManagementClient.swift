import Connector
import Foundation
import HTTPTypes
import NIOCore
import Primitives
import ServerKit

/// Speaks to a running connector through its management API.
struct ManagementClient: Sendable {
    /// Bytes of an answer: 500 entries of a list with generous policies fit.
    private static let answerBytes = 16 * 1_048_576
    /// Longer than the connector itself waits for a peer.
    private static let readTime: Duration = .seconds(60)
    /// Publishing reads the whole content for its digest: a terabyte at disk speed fits.
    private static let changeTime: Duration = .seconds(7200)

    private let base: EgressURL
    private let token: String
    /// Where the token came from, for the message when it is refused.
    private let tokenSource: String
    private let egress: Egress

    init(address: String, token: String, tokenSource: String) throws {
        base = try EgressURL(address)
        self.token = token
        self.tokenSource = tokenSource
        let allowed = EgressPolicy.Allowance(origins: [base.origin], allowsPlainHTTP: false)
        egress = try Egress(EgressSettings(policy: EgressPolicy(peer: EgressPolicy.Allowance(), owner: allowed)))
    }

    func close() async { await egress.shutdown() }

    /// Reads; path segments are encoded here, absent query values left out.
    func get(_ path: String..., query: [(String, String?)] = []) async throws -> JSONValue {
        try await send(.get, path, query, body: nil)
    }

    /// Reads what stands at a path of several parts, given as one text.
    func get(parts path: String, query: [(String, String?)] = []) async throws -> JSONValue {
        try await send(.get, path.split(separator: "/").map(String.init), query, body: nil)
    }

    /// Changes something; a connection that breaks is tried again under the same idempotency key.
    func post(_ path: String..., body: JSONValue = [:]) async throws -> JSONValue {
        try await send(.post, path, [], body: body, key: World.real.uuid())
    }

    /// Changes something whose answer must not be kept for repeats.
    func postOnce(_ path: String..., body: JSONValue) async throws -> JSONValue {
        try await send(.post, path, [], body: body)
    }

    func delete(_ path: String..., query: [(String, String?)] = []) async throws {
        _ = try await send(.delete, path, query, body: nil)
    }

    /// The connector's metrics in the Prometheus text format.
    func metrics() async throws -> String {
        let url = try EgressURL(base.origin.description + "/metrics")
        let request = EgressRequest(.get, url, headers: [.authorization: "Bearer " + token])
        do {
            let answer = try await egress.send(request, for: .owner)
            guard answer.status == .ok else { throw refusal(answer.status.code, nil) }
            return String(buffer: answer.body)
        } catch let problem as EgressProblem {
            throw unreachable(problem)
        }
    }

    /// The event stream after a sequence number; from now on when there is none.
    func events(after sequence: Int64?) async throws -> EgressStream {
        var request = try request(.get, ["events"], [("after", sequence.map { "\($0)" })])
        request.headers[.accept] = "text/event-stream"
        do {
            let stream = try await egress.stream(request, for: .owner)
            guard stream.status.code == 200 else {
                var bytes = ByteBuffer()
                for try await part in stream.body { bytes.writeImmutableBuffer(part) }
                throw refusal(stream.status.code, try? JSONReader.read(Array(bytes.readableBytesView)))
            }
            return stream
        } catch let problem as EgressProblem {
            throw unreachable(problem)
        }
    }

    /// Uses data in the vault, as the application whose token this client has.
    func use(_ path: [String], query: [(String, String?)], range: String?) async throws -> EgressStream {
        var request = try request(.get, path, query, below: "/use/v1/")
        request.headers[.range] = range
        do {
            let stream = try await egress.stream(request, for: .owner)
            guard stream.status != .rangeNotSatisfiable else {
                let size = stream.headers[.contentRange].flatMap { $0.split(separator: "/").last } ?? "?"
                throw Problem.invalid("the file has only \(size) bytes", "文件只有 \(size) 字节")
            }
            guard [200, 206].contains(stream.status.code) else {
                var bytes = ByteBuffer()
                for try await part in stream.body { bytes.writeImmutableBuffer(part) }
                throw refusal(stream.status.code, try? JSONReader.read(Array(bytes.readableBytesView)))
            }
            return stream
        } catch let problem as EgressProblem {
            throw unreachable(problem)
        }
    }

    /// Hands something to the vault, as the application whose token this client has.
    func upload<Parts: AsyncSequence & Sendable>(
        _ path: [String],
        query: [(String, String?)],
        _ parts: Parts,
        mediaType: String
    ) async throws -> JSONValue where Parts.Element == ByteBuffer {
        var request = try request(.post, path, query, below: "/use/v1/")
        request.headers[.contentType] = mediaType
        request.body = .stream(parts)
        request.maximumBytes = Self.answerBytes
        request.timeout = Self.changeTime
        do {
            return try read(try await egress.send(request, for: .owner))
        } catch let problem as EgressProblem {
            throw unreachable(problem)
        }
    }

    private func request(
        _ method: HTTPRequest.Method,
        _ path: [String],
        _ query: [(String, String?)],
        below base: String = "/api/v1/"
    ) throws -> EgressRequest {
        guard path.allSatisfy({ !$0.isEmpty }) else {
            throw Problem.invalid("an identifier is empty", "编号为空")
        }
        let pairs = query.compactMap { name, value in value.map { "\(name)=\($0.percentEncoded)" } }
        let target = base + path.map(\.percentEncoded).joined(separator: "/")
        let url = try EgressURL(
            self.base.origin.description + target + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
        )
        return EgressRequest(method, url, headers: [.authorization: "Bearer " + token])
    }

    private func send(
        _ method: HTTPRequest.Method,
        _ path: [String],
        _ query: [(String, String?)],
        body: JSONValue?,
        key: String? = nil
    ) async throws -> JSONValue {
        var request = try request(method, path, query)
        request.maximumBytes = Self.answerBytes
        request.timeout = method == .get ? Self.readTime : Self.changeTime
        if let body {
            request.body = .bytes(body.encoded)
            request.headers[.contentType] = "application/json"
        }
        if let key, let name = HTTPField.Name("Idempotency-Key") {
            request.headers[name] = key
            request.mayRepeat = true
        }
        do {
            return try read(try await egress.send(request, for: .owner))
        } catch let problem as EgressProblem {
            throw unreachable(problem)
        }
    }

    private func read(_ response: EgressResponse) throws -> JSONValue {
        let bytes = Array(response.body.readableBytesView)
        let json = bytes.isEmpty ? .null : try? JSONReader.read(bytes, maximumBytes: Self.answerBytes)
        guard let json, (200..<300).contains(response.status.code) else { throw refusal(response.status.code, json) }
        return json
    }

    private func refusal(_ status: Int, _ json: JSONValue?) -> Problem {
        guard let problem = json.flatMap({ Problem(wire: $0) }) else {
            return Problem(
                .unavailable,
                BilingualText(
                    en: "\(base.origin) answered \(status), and not as a Sluice connector does",
                    zh: "\(base.origin) 返回 \(status)，不是 Sluice 连接器的应答"
                ),
                advice: BilingualText(
                    en: "check `management.bind` or --url",
                    zh: "请检查 `management.bind` 或 --url"
                )
            )
        }
        guard problem.code == .unauthenticated else { return problem }
        return problem.advising(
            "the token came from \(tokenSource); name another with --token-file, or ask the owner for `sluice token create`",
            "令牌来自 \(tokenSource)；请用 --token-file 指定其他令牌，或请所有者执行 `sluice token create`"
        )
    }

    private func unreachable(_ problem: EgressProblem) -> Problem {
        guard problem.code != .timedOut else { return Problem(.timedOut, problem.text, side: .us) }
        guard problem.happenedBeforeSending else { return Problem(.unavailable, problem.text) }
        return Problem(
            .unavailable,
            BilingualText(
                en: "no connector answers at \(base.origin)",
                zh: "\(base.origin) 没有连接器应答"
            ),
            advice: BilingualText(
                en:
                    "start it with `sluice connector run`, or name another with --url; `sluice doctor` looks for the cause",
                zh: "请用 `sluice connector run` 启动，或用 --url 指定；`sluice doctor` 可帮助查找原因"
            )
        )
    }
}
