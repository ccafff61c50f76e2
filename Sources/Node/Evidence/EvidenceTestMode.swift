import EvidenceLog
import Hummingbird
import NIOCore
import Primitives
package import ServerKit

/// `POST /add` for tools that test logs: stores the body as an entry and answers its index once it is durable.
///
/// Such entries have no record behind them. It is mounted only where configuration says so, and only on loopback.
package struct EvidenceTestMode: Sendable {
    private let database: Database
    private let world: World
    private let feed: EventFeed
    private let health: EvidenceHealth

    package init(database: Database, world: World, feed: EventFeed, health: EvidenceHealth) {
        self.database = database
        self.world = world
        self.feed = feed
        self.health = health
    }

    /// Stores an entry durably; returns its index.
    package func add(_ entry: [UInt8]) async throws -> Int64 {
        let now = world.now()
        try health.check(at: now)
        return try await database.write { [feed] transaction in
            try EvidenceStore.appendTestEntry(entry, at: now, in: transaction)
            transaction.afterCommit { feed.ring() }
            return try EvidenceStore.lastIndex(in: transaction)
        }
    }

    package var endpoint: Endpoint {
        var endpoint = Endpoint(
            .post,
            "/add",
            access: .public(reason: "test mode: the listener is bound to loopback, and configuration asked for it"),
            "test mode: append the body as an entry; answers the index"
        ) { call in
            let index = try await add(try await call.body(maximumBytes: EntryBundle.longestEntry))
            return Response(
                status: .ok,
                headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: "\(index)"))
            )
        }
        // A load tool is one address, and measures what the log can do.
        endpoint.isRateLimited = false
        return endpoint
    }
}
