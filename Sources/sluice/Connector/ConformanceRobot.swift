import Connector
import DataspaceProtocol
import EvidenceLog
import Hummingbird
import Logging
import Node
import Primitives
import ServerKit
import ServiceLifecycle
import Synchronization

/// A robot operator for conformance kits: it reads the event stream and calls the methods that a person would call.
///
/// It is loaded only when the configuration has a `conformance` table.
final class ConformanceRobot: Service {
    private let script: ConformanceScript
    private let essentials: Essentials
    private let negotiations: Negotiations
    private let transfers: Transfers
    private let logger: Logger
    /// How many steps of its script each process has taken.
    private let progress = Mutex<[String: Int]>([:])

    init(
        script: ConformanceScript,
        essentials: Essentials,
        negotiations: Negotiations,
        transfers: Transfers,
        logger: Logger
    ) {
        self.script = script
        self.essentials = essentials
        self.negotiations = negotiations
        self.transfers = transfers
        self.logger = logger
    }

    func run() async throws {
        var last = try await essentials.database.read { try EvidenceStore.lastSequence(in: $0) }
        guard let rings = essentials.feed.listen() else { throw Problem.overloaded }
        try await withThrowingDiscardingTaskGroup { group in
            for await _ in rings.cancelOnGracefulShutdown() {
                let after = last
                let entries = try await essentials.database.read { try EvidenceStore.entries(after: after, in: $0) }
                for entry in entries {
                    last = entry.sequence
                    guard let step = next(entry.record) else { continue }
                    group.addTask { await self.act(step, on: entry.record) }
                }
            }
        }
    }

    /// The step that an entry triggers, if it is the next one of its process's script.
    private func next(_ record: JSONValue) -> String? {
        guard let type = record["type"]?.stringValue, let kind = record["subject"]?["kind"]?.stringValue,
            let id = record["subject"]?["id"]?.stringValue,
            let key = record["related"]?[kind == "negotiation" ? "dataset" : "agreement"]?.stringValue,
            let steps = script.scripts[key]
        else { return nil }
        let event = String(type.dropFirst(kind.utf8.count + 1))
        return progress.withLock { progress in
            let taken = progress[id, default: 0]
            guard taken < steps.count, steps[taken].trigger == event else { return nil }
            progress[id] = taken + 1
            return steps[taken].action
        }
    }

    private func act(_ action: String, on record: JSONValue) async {
        guard let kind = record["subject"]?["kind"]?.stringValue, let id = record["subject"]?["id"]?.stringValue
        else { return }
        do {
            try await Task.sleep(for: .milliseconds(script.delayMilliseconds))
            if kind == "negotiation", let event = NegotiationTable.Event(rawValue: action) {
                _ = try await negotiations.step(Identifier(id), event, reason: StatedReason(code: "1"))
            } else if let event = TransferTable.Event(rawValue: action) {
                _ = try await transfers.step(Identifier(id), event, reason: StatedReason(code: "1"))
            }
        } catch {
            logger.warning("the robot could not act", metadata: ["action": "\(action)", "error": "\(error)"])
        }
    }
}

extension ConformanceRobot {
    /// Publishes the seeded datasets and writes the seeded agreements, once.
    func seed(_ datasets: Datasets) async throws {
        guard
            try await essentials.database.read({ try DatasetStore.resource(Identifier("conformance"), in: $0) }) == nil
        else { return }
        let source = try DataSource(try JSONFields(["type": "http", "url": "http://127.0.0.1:9/"]))
        let resource = try await datasets.addResource(name: "conformance", source: source, id: "conformance")
        for dataset in script.datasets {
            let product = try await datasets.publish(
                resource: resource.id,
                Datasets.ProductDescription(title: dataset.id),
                id: dataset.id
            )
            _ = try await datasets.offer(
                product: product.id,
                policy: ["permission": [["action": "use"]]],
                mode: .manual,
                id: dataset.offer
            )
        }
        try await seedAgreements()
    }

    private func seedAgreements() async throws {
        let now = essentials.world.now()
        let us = essentials.identity.participant
        let agreements = script.agreements.map { seeded -> Agreement in
            let isProvider = seeded.role == "provider"
            return Agreement(
                id: seeded.id,
                role: isProvider ? .provider : .consumer,
                negotiation: "seed:" + seeded.id,
                peer: script.peer,
                dataset: "dataset:" + seeded.id,
                productVersion: nil,
                document: [
                    "@type": "Agreement", "@id": .string(seeded.id), "target": .string("dataset:" + seeded.id),
                    "assigner": .string(isProvider ? us : script.peer),
                    "assignee": .string(isProvider ? script.peer : us), "permission": [["action": "use"]],
                ],
                state: .active,
                created: now
            )
        }
        try await essentials.database.write { transaction in
            for agreement in agreements { try AgreementStore.insert(agreement, in: transaction) }
        }
    }

    /// The endpoints by which a kit asks us to act as consumer, and one that shows whether it is let in.
    var endpoints: [Endpoint] {
        [
            Endpoint(.post, "/tck/trigger", access: .participant, "say who was let in (conformance)") { call in
                .json(["participant": .string(try call.participant().id)])
            },
            Endpoint(.post, "/tck/negotiations/requests", access: .participant, "start a negotiation (conformance)") {
                call in
                let fields = try JSONFields(try await call.json())
                let negotiation = try await self.negotiations.request(
                    peer: try fields.identifier("providerId"),
                    address: try fields.identifier("connectorAddress"),
                    dataset: try fields.identifier("datasetId"),
                    offer: [
                        "@id": .string(try fields.identifier("offerId")), "permission": [["action": "use"]],
                    ]
                )
                return .json(["id": .string(negotiation.id.rawValue)])
            },
            Endpoint(.post, "/tck/transfers/requests", access: .participant, "start a transfer (conformance)") { call in
                let fields = try JSONFields(try await call.json())
                let transfer = try await self.transfers.request(
                    agreement: try fields.identifier("agreementId"),
                    format: try fields.identifier("format"),
                    peerAddress: try fields.identifier("connectorAddress"),
                    sink: .application
                )
                return .json(["id": .string(transfer.id.rawValue)])
            },
        ]
    }
}
