import Connector
import DataspaceProtocol
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Primitives
import ServerKit
import ServiceLifecycle
import Synchronization

struct Nobody: Authenticator {
    func participant(authorization: String) async throws -> VerifiedParticipant? { nil }
    func person(authorization: String) async throws -> Person? { nil }
}

/// A provider that takes every message and serves data as a test scripts it.
final class StubProvider: Sendable {
    /// Answers the nth request for data, counted from 0.
    typealias Script = @Sendable (_ request: Request, _ attempt: Int) async throws -> Response

    let port: Int
    private let script: Script
    private let requests = Mutex(0)
    private let steps = Mutex<[(path: String, body: JSONValue)]>([])

    init(port: Int, _ script: @escaping Script) {
        self.port = port
        self.script = script
    }

    var attempts: Int { requests.withLock { $0 } }

    /// The last message of a kind (`completion`, `termination`, `suspension`).
    func message(_ path: String) -> JSONValue? { steps.withLock { $0.last { $0.path == path }?.body } }

    private var endpoints: [Endpoint] {
        let open = Endpoint.Access.public(reason: "test")
        let request = Endpoint(.post, DSP.path + "/transfers/request", access: open, "") { call in
            let pid = try await call.json()["consumerPid"]?.stringValue ?? ""
            let body = TransferDocument.json(
                id: "urn:stub",
                providerPid: "urn:stub",
                consumerPid: pid,
                state: "REQUESTED"
            )
            return .json(body, status: .created)
        }
        let step = Endpoint(.post, DSP.path + "/transfers/{pid}/{step}", access: open, "") { [self] call in
            let (path, body) = (try call.parameter("step"), try await call.json())
            steps.withLock { $0.append((path, body)) }
            return .json(.null)
        }
        let data = [HTTPRequest.Method.get, .put, .head].flatMap { method in
            ["/stub", "/stub/**"].map { path in
                Endpoint(method, path, access: open, "") { [self] call in
                    let attempt = requests.withLock { count in
                        defer { count += 1 }
                        return count
                    }
                    return try await script(call.request, attempt)
                }
            }
        }
        return [request, step] + data
    }

    func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let logger = Logger(label: "stub") { _ in SwiftLogNoOpLogHandler() }
        let gate = Gatekeeper(authenticator: Nobody(), world: .real, metrics: Metrics(), logger: logger)
        let (ready, bound) = AsyncStream.makeStream(of: Void.self)
        let server = Listener(host: "127.0.0.1", port: port)
            .service(gate.router(endpoints), name: "stub", logger: logger) { _ in bound.finish() }
        let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { bound.finish() }
                try await group.run()
            }
            for await _ in ready {}
            defer { tasks.cancelAll() }
            return try await body()
        }
    }

    /// Runs a consumer against the script and gives its started pull.
    static func serving(
        into name: String = "/got",
        sink: TransferSink? = nil,
        format: String = "HttpData-PULL",
        dataset: String = "flights.csv",
        _ script: @escaping Script,
        _ body: @escaping @Sendable (StubProvider, Party, TransferProcess, TemporaryFolder) async throws -> Void
    ) async throws {
        let (port, own) = (try await Party.freePort(), try await Party.freePort())
        let folder = try TemporaryFolder()
        let stub = StubProvider(port: port, script)
        let consumer = try await Party("consumer", port: own, peer: ("stub", port), database: folder.path + "/db")
        try await stub.run {
            try await consumer.run {
                let transfer = try await stub.start(
                    consumer,
                    sink ?? .folder(path: folder.path + name),
                    format: format,
                    dataset: dataset
                )
                try await body(stub, consumer, transfer, folder)
            }
        }
    }

    /// Requests a transfer and has it started with our address.
    func start(
        _ consumer: Party,
        _ sink: TransferSink,
        format: String = "HttpData-PULL",
        dataset: String = "flights.csv"
    ) async throws -> TransferProcess {
        let agreement = Agreement(
            id: "urn:a",
            role: .consumer,
            negotiation: "urn:n",
            peer: "urn:test:stub",
            dataset: dataset,
            productVersion: nil,
            document: [:],
            state: .active,
            created: World.real.now()
        )
        try await consumer.keep(agreement)
        let transfer = try await consumer.transfers.request(agreement: "urn:a", format: format, sink: sink)
        _ = try await consumer.waits(for: transfer.id, .requested)
        try await send(.start, to: consumer, transfer)
        return transfer
    }

    func send(_ step: TransferStepMessage.Step, to consumer: Party, _ transfer: TransferProcess) async throws {
        let address = DataAddress(
            endpointType: DSP.httpEndpointType,
            endpoint: "http://127.0.0.1:\(port)/stub",
            properties: [("authorization", "stub-token"), ("authType", "bearer")]
        )
        let body = TransferStepMessage.json(
            step,
            id: World.real.urn(),
            providerPid: "urn:stub",
            consumerPid: transfer.id.rawValue,
            dataAddress: address
        )
        let from = VerifiedParticipant(verifiedID: "urn:test:stub")
        _ = try await consumer.transfers.receive(step, transfer.id.rawValue, body, from: from)
    }
}

extension StubProvider {
    /// Asks a provider to push a source to this stub, as a consumer would; the answer is the provider's transfer.
    func askForPush(of source: DataSource, from provider: Party) async throws -> Identifier<TransferProcess> {
        let resource = try await provider.datasets.addResource(name: "r", source: source)
        let product = try await provider.datasets.publish(resource: resource.id, .init(title: "p"))
        let document: JSONValue = [
            "@type": "Agreement", "@id": "urn:a", "target": .string(product.id.rawValue),
            "assigner": .string(provider.id), "assignee": "urn:test:stub",
            "timestamp": .string(World.real.now().description), "permission": [["action": "use"]],
        ]
        try await provider.keep(
            Agreement(
                id: "urn:a",
                role: .provider,
                negotiation: "urn:n",
                peer: "urn:test:stub",
                dataset: product.id.rawValue,
                productVersion: product.version.digest,
                document: document,
                state: .active,
                created: World.real.now()
            )
        )
        let body = TransferRequestMessage.json(
            id: World.real.urn(),
            consumerPid: "urn:stub",
            agreementID: "urn:a",
            format: "HttpData-PUSH",
            callbackAddress: "http://127.0.0.1:\(port)" + DSP.path,
            dataAddress: DataAddress(
                endpointType: DSP.httpEndpointType,
                endpoint: "http://127.0.0.1:\(port)/stub",
                properties: [("authorization", "stub-token"), ("authType", "bearer")]
            )
        )
        let from = VerifiedParticipant(verifiedID: "urn:test:stub")
        let answer = try await provider.transfers.receiveRequest(body, from: from)
        return Identifier(answer.body["providerPid"]?.stringValue ?? "")
    }
}

/// Serves bytes with ranges as a correct provider does, and breaks off after so many of them.
func serve(
    _ bytes: [UInt8],
    to request: Request,
    breakingAfter limit: Int? = nil,
    announcing digest: Digest? = nil,
    stalling: Bool = false
) -> Response {
    let digest = digest ?? Digest(of: bytes)
    let tag = "\"\(digest.hex)\""
    var first = 0
    if let range = request.headers[.range], request.headers[.ifRange].map({ $0 == tag }) ?? true {
        first = Int(range.dropFirst("bytes=".count).prefix { $0 != "-" }) ?? 0
    }
    var headers: HTTPFields = [.eTag: tag]
    headers[HTTPField.Name("Repr-Digest") ?? .trailer] = "sha-256=:\(base64(digest.bytes)):"
    if first > 0 { headers[.contentRange] = "bytes \(first)-\(bytes.count - 1)/\(bytes.count)" }
    let part = Array(bytes[first...])
    return Response(
        status: first > 0 ? .partialContent : .ok,
        headers: headers,
        body: ResponseBody(contentLength: part.count) { writer in
            try await writer.write(ByteBuffer(bytes: part.prefix(limit ?? part.count)))
            if stalling { try await Task.sleep(for: .seconds(60)) }
            if let limit, limit < part.count { throw Cut() }
            try await writer.finish(nil)
        }
    )
}

struct Cut: Error {}
