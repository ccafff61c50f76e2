package import Logging
import Primitives
package import ServerKit

/// A node's evidence log with everything that serves it, built once.
package struct NodeEvidence: Sendable {
    package let writer: EvidenceLogWriter
    package let receipts: EvidenceReceipts
    private let admin: EvidenceLogAdmin
    /// For tools that test logs; mounted only where configuration says so.
    package let testMode: EvidenceTestMode
    private let world: World

    package init(
        _ settings: EvidenceLogSettings,
        database: Database,
        signers: EvidenceSigners,
        world: World,
        feed: EventFeed,
        health: EvidenceHealth,
        node: String,
        logger: Logger
    ) {
        self.world = world
        writer = EvidenceLogWriter(
            settings,
            database: database,
            signers: signers,
            world: world,
            feed: feed,
            health: health,
            logger: logger
        )
        testMode = EvidenceTestMode(database: database, world: world, feed: feed, health: health)
        receipts = EvidenceReceipts(settings, database: database)
        admin = EvidenceLogAdmin(
            writer: writer,
            receipts: receipts,
            database: database,
            recovery: EvidenceRecovery(
                writer: writer,
                receipts: receipts,
                database: database,
                world: world,
                node: node,
                feed: feed
            ),
            world: world,
            node: node,
            feed: feed
        )
    }

    package var publicEndpoints: [Endpoint] { EvidenceFiles(writer.settings).endpoints }
    package var adminEndpoints: [Endpoint] { admin.adminEndpoints }

    /// Seconds that the oldest committed entry outside the log has waited, for metrics.
    package var waitingSeconds: Double {
        writer.health.state.waitingSince.map { Double(world.now().milliseconds - $0.milliseconds) / 1000 } ?? 0
    }
}
