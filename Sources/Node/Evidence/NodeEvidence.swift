package import EvidenceLog
package import Logging
import Primitives
package import ServerKit

/// What a node needs to cosign others' logs and to have its own cosigned.
package struct Witnessing: Sendable {
    let cosigner: @Sendable () throws -> any CheckpointCosigner
    let logs: [VerifierKey]
    let transport: any WitnessTransport

    /// `cosigner` gives the key of the moment.
    package init(
        logs: [VerifierKey],
        transport: any WitnessTransport,
        cosigner: @escaping @Sendable () throws -> any CheckpointCosigner
    ) {
        self.cosigner = cosigner
        self.logs = logs
        self.transport = transport
    }
}

/// A node's evidence log with everything that serves it, built once.
package struct NodeEvidence: Sendable {
    package let writer: EvidenceLogWriter
    package let receipts: EvidenceReceipts
    package let recovery: EvidenceRecovery
    /// This node as a witness of others' logs.
    package let witness: EvidenceWitness
    /// Asks others to cosign ours.
    package let witnesses: WitnessClient
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
        witnessing: Witnessing,
        logger: Logger
    ) {
        self.world = world
        witness = EvidenceWitness(
            cosigner: witnessing.cosigner,
            logs: witnessing.logs,
            database: database,
            world: world
        )
        writer = EvidenceLogWriter(
            settings,
            database: database,
            signers: signers,
            world: world,
            feed: feed,
            health: health,
            logger: logger
        )
        witnesses = WitnessClient(writer: writer, database: database, transport: witnessing.transport, logger: logger)
        testMode = EvidenceTestMode(database: database, world: world, feed: feed, health: health)
        receipts = EvidenceReceipts(settings, database: database)
        recovery = EvidenceRecovery(writer: writer, database: database, world: world, node: node, feed: feed)
        admin = EvidenceLogAdmin(
            writer: writer,
            receipts: receipts,
            witness: witness,
            database: database,
            recovery: recovery,
            world: world,
            node: node,
            feed: feed
        )
    }

    package var publicEndpoints: [Endpoint] { EvidenceFiles(writer.settings).endpoints + witness.endpoints }
    package var adminEndpoints: [Endpoint] { admin.adminEndpoints }

    /// Seconds that the oldest committed entry outside the log has waited, for metrics.
    package var waitingSeconds: Double {
        writer.health.state.waitingSince.map { Double(world.now().milliseconds - $0.milliseconds) / 1000 } ?? 0
    }
}
