import HTTPTypes
import Hummingbird
import NIOCore
package import Primitives

/// What every change through the management API leaves: an audit record opened before the work, and the answer kept for repeats.
///
/// If the record cannot be written, the change is refused.
package struct ManagementTrail: Sendable {
    package static let migrations = [
        Migration(
            "management-trail-1",
            [
                """
                CREATE TABLE audit (
                    id TEXT PRIMARY KEY, time INTEGER NOT NULL, person TEXT NOT NULL, role TEXT NOT NULL,
                    operation TEXT NOT NULL, status INTEGER
                ) WITHOUT ROWID
                """,
                """
                CREATE TABLE idempotency (
                    person TEXT NOT NULL, key TEXT NOT NULL, operation TEXT NOT NULL, request TEXT NOT NULL,
                    status INTEGER, answer BLOB, created INTEGER NOT NULL, PRIMARY KEY (person, key)
                ) WITHOUT ROWID
                """,
            ]
        )
    ]

    /// Characters of an idempotency key.
    private static let keyCharacters = 1...200
    /// Bytes of an answer that is kept for repeats.
    private static let answerBytes = 1 << 20

    private let database: Database
    private let world: World

    package init(database: Database, world: World) {
        self.database = database
        self.world = world
    }

    /// The endpoints with every change wrapped; reading leaves no trail.
    package func wrap(_ endpoints: [Endpoint]) -> [Endpoint] {
        endpoints.map { endpoint in
            guard case .role = endpoint.access, endpoint.method != .get, endpoint.method != .head else {
                return endpoint
            }
            return Endpoint(
                endpoint.method,
                endpoint.path,
                access: endpoint.access,
                endpoint.summary,
                description: endpoint.description,
                renderProblem: endpoint.renderProblem
            ) { call in
                try await audited(call, endpoint)
            }
        }
    }

    private func audited(_ call: Call, _ endpoint: Endpoint) async throws -> Response {
        let person = try call.person()
        let operation = "\(endpoint.method.rawValue) \(call.request.uri.path)"
        let record = Record(
            id: call.correlation,
            time: world.now(),
            person: person.name,
            role: person.role.rawValue,
            operation: operation
        )
        try await database.write { try Self.append(record, in: $0) }
        do {
            let response = try await answered(call, endpoint, person, operation)
            try await close(call.correlation, status: Int(response.status.code))
            return response
        } catch {
            try await close(call.correlation, status: (error as? Problem)?.status ?? 500)
            throw error
        }
    }

    /// Who was about to do what; `status` is how it ended, once it has.
    package struct Record: Sendable {
        let id: String
        let time: Instant
        let person: String
        let role: String
        let operation: String
        let status: Int?

        package init(
            id: String,
            time: Instant,
            person: String,
            role: String,
            operation: String,
            status: Int? = nil
        ) {
            self.id = id
            self.time = time
            self.person = person
            self.role = role
            self.operation = operation
            self.status = status
        }
    }

    /// Adds a record.
    package static func append(_ record: Record, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "INSERT INTO audit (id, time, person, role, operation, status) VALUES (?, ?, ?, ?, ?, ?)",
            [
                .text(record.id), SQLValue(record.time), .text(record.person), .text(record.role),
                .text(record.operation), SQLValue(record.status.map { Int64($0) }),
            ]
        )
    }

    private func close(_ id: String, status: Int) async throws {
        try await database.write {
            _ = try $0.execute("UPDATE audit SET status = ? WHERE id = ?", [SQLValue(status), .text(id)])
        }
    }

    /// Runs the change, or answers a repeat of it.
    private func answered(
        _ call: Call,
        _ endpoint: Endpoint,
        _ person: Person,
        _ operation: String
    ) async throws -> Response {
        guard let name = HTTPField.Name("Idempotency-Key"), let key = call.request.headers[name] else {
            return try await endpoint.handler(call)
        }
        guard Self.keyCharacters.contains(key.utf8.count) else {
            throw Problem.invalid("`Idempotency-Key` must have 1 to 200 bytes", "`Idempotency-Key` 须为 1–200 字节")
        }
        let bytes = try await call.body()
        let request = Digest(of: Array(operation.utf8) + [0] + bytes).hex
        if let known = try await reserve(person.name, key, operation, request) { return known }
        do {
            let response = try await endpoint.handler(call.replacing(body: bytes))
            return try await keep(response, person.name, key)
        } catch {
            // A change that failed had no effect: the key is free again.
            try await database.write {
                _ = try $0.execute(
                    "DELETE FROM idempotency WHERE person = ? AND key = ?",
                    [.text(person.name), .text(key)]
                )
            }
            throw error
        }
    }

    private func reserve(
        _ person: String,
        _ key: String,
        _ operation: String,
        _ request: String
    ) async throws -> Response? {
        let now = world.now()
        let found = try await database.write { transaction -> (status: Int64?, answer: String?)? in
            let row = try transaction.first(
                "SELECT request, status, answer FROM idempotency WHERE person = ? AND key = ?",
                [.text(person), .text(key)]
            )
            guard let row else {
                try transaction.execute(
                    "INSERT INTO idempotency (person, key, operation, request, created) VALUES (?, ?, ?, ?, ?)",
                    [.text(person), .text(key), .text(operation), .text(request), SQLValue(now)]
                )
                return nil
            }
            guard try row.text("request") == request else {
                throw Problem(
                    .conflict,
                    BilingualText(en: "this idempotency key was used for another request", zh: "该幂等键已用于其他请求"),
                    advice: BilingualText(en: "use a new key", zh: "请使用新的键")
                )
            }
            return (
                try row.optionalInteger("status"),
                try transaction.opened(row, "answer", for: Self.sealing(person, key))
            )
        }
        guard let found else { return nil }
        guard let status = found.status else {
            throw Problem(
                .conflict,
                BilingualText(en: "the first request with this key has not finished", zh: "使用该键的首个请求尚未结束"),
                advice: BilingualText(en: "look at the list before trying again with a new key", zh: "请先查看列表，再用新键重试"),
                retryAfterSeconds: 1
            )
        }
        return .jsonBytes(Array((found.answer ?? "").utf8), status: .init(code: Int(status)))
    }

    /// Answers may hold a token or a password that was shown once.
    private static func sealing(_ person: String, _ key: String) -> String { "idempotency/\(person)/\(key)/answer" }

    private func keep(_ response: Response, _ person: String, _ key: String) async throws -> Response {
        let bytes = try await response.collected(upTo: Self.answerBytes)
        let status = Int(response.status.code)
        let answer = String(decoding: bytes, as: UTF8.self)
        try await database.write { transaction in
            _ = try transaction.execute(
                "UPDATE idempotency SET status = ?, answer = ? WHERE person = ? AND key = ?",
                [
                    SQLValue(status), try transaction.sealed(answer, for: Self.sealing(person, key)), .text(person),
                    .text(key),
                ]
            )
        }
        return .jsonBytes(bytes, status: response.status, headers: response.headers)
    }
}

extension Call {
    /// The same call with a body that was read already.
    func replacing(body: [UInt8]) -> Call {
        var copy = request
        copy.body = RequestBody(buffer: ByteBuffer(bytes: body))
        return Call(request: copy, context: context, caller: caller, correlation: correlation)
    }
}

/// Collects what a response writes.
private struct CollectingWriter: ResponseBodyWriter {
    let sink: @Sendable (ByteBuffer) throws -> Void

    mutating func write(_ buffer: ByteBuffer) async throws { try sink(buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

extension Response {
    /// The body's bytes; management answers are small values already in memory.
    func collected(upTo limit: Int) async throws -> [UInt8] {
        let box = CollectedBytes()
        let writer = CollectingWriter { try box.append($0, limit: limit) }
        try await body.write(writer)
        return box.bytes
    }
}
