import Hummingbird
import HTTPTypes
import NIOCore
import Primitives

/// Health, metrics and the API description of the private listener.
package struct OperationsEndpoints: Sendable {
    let database: Database
    let metrics: Metrics
    let world: World
    let version: String

    package init(database: Database, metrics: Metrics, world: World, version: String) {
        self.database = database
        self.metrics = metrics
        self.world = world
        self.version = version
    }

    /// Adds the operations' endpoints to those of the management API, described together.
    package func adding(to management: [Endpoint]) -> [Endpoint] {
        let own = [health, readiness, metricsText]
        let described = OpenAPI.document(title: "Sluice management API", version: version, endpoints: management + own)
        let bytes = described.encoded
        let description = Endpoint(
            .get,
            "/openapi.json",
            access: .public(reason: "the description of the API holds nothing of this installation"),
            "this description"
        ) { _ in .jsonBytes(bytes) }
        return management + own + [description]
    }

    private var health: Endpoint {
        Endpoint(
            .get,
            "/health/live",
            access: .public(reason: "a supervisor asks whether the process answers"),
            "whether the process answers"
        ) { _ in .json(["status": "live", "version": .string(version)]) }
    }

    private var readiness: Endpoint {
        Endpoint(
            .get,
            "/health/ready",
            access: .public(reason: "a load balancer asks whether to send requests"),
            "whether state can be read and written"
        ) { _ in
            // Nothing can be decided while the clock is not believed.
            try world.checkClock()
            // A real write goes through the whole commit path: it fails when the disk is full.
            let now = world.now()
            try await database.write { try ReadinessStore.touch(now, in: $0) }
            return .json(["status": "ready", "version": .string(version)])
        }
    }

    private var metricsText: Endpoint {
        Endpoint(.get, "/metrics", access: .role(.auditor), "metrics in the Prometheus text format") { _ in
            let text = await metrics.text()
            return Response(
                status: .ok,
                headers: [.contentType: "text/plain; version=0.0.4"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text))
            )
        }
    }
}
