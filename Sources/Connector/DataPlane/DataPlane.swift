import DataspaceProtocol
package import Logging
package import Primitives
package import ServerKit
package import ServiceLifecycle

/// Moves the bytes of transfers: serves pulls, takes pushes, and works for the transfers that this side must carry.
package struct DataPlane: Sendable {
    let essentials: Essentials
    let transfers: Transfers
    let registry: FlowRegistry
    let egress: Egress
    /// Where folder sinks must lie; nil when the owner may write anywhere.
    let downloads: String?
    let logger: Logger
    /// Where data under a controlling agreement lands; nil where the node keeps none.
    let vault: Vault?
    let disk: Disk
    let files: VerifiedFiles
    let delivered = DeliveredDigests()
    let manifests = FolderManifests()
    let settler: UsageSettler

    var world: World { essentials.world }

    /// A data plane; `registry` is the observer that `transfers` was made with.
    package init(
        essentials: Essentials,
        transfers: Transfers,
        registry: FlowRegistry,
        egress: Egress,
        downloads: String? = nil,
        vault: Vault? = nil,
        logger: Logger
    ) {
        self.essentials = essentials
        self.transfers = transfers
        self.registry = registry
        self.egress = egress
        self.downloads = downloads
        self.logger = logger
        self.vault = vault
        disk = vault?.disk ?? Disk()
        files = VerifiedFiles(disk)
        settler = UsageSettler(essentials, logger: logger)
    }

    var datasets: Datasets { Datasets(essentials) }
    var keeper: GrantKeeper { GrantKeeper(transfers: transfers, registry: registry, world: world, settler: settler) }

    /// For the public listener.
    package var endpoints: [Endpoint] {
        DataEndpoints(
            transfers: transfers,
            datasets: datasets,
            keeper: keeper,
            files: files,
            disk: disk,
            egress: egress,
            delivered: delivered,
            manifests: manifests
        ).endpoints + InboxEndpoints(plane: self).endpoints
    }

    package var services: [any Service] {
        [
            // Shut down from the last to the first: the settler ends after those whose uses it settles.
            settler, FlowWorkers(self), FlowSweeper(registry: registry, keeper: keeper),
            UsageKeeper(reconciliation: UsageReconciliation(essentials), logger: logger),
        ]
    }

    /// How far a transfer is: measured while bytes move, from the store otherwise; nil when nothing ever moved.
    package func progress(of id: Identifier<TransferProcess>) async throws -> DeliveryProgress? {
        let stored = try await essentials.database.read { try DeliveryStore.find(id, in: $0) }
        if let stored, stored.outcome != .running { return vault?.shown(stored.progress) ?? stored.progress }
        guard var live = registry.progress(of: id) else { return stored?.progress }
        live.path = stored?.path
        return vault?.shown(live) ?? live
    }

    func delivery(of id: Identifier<TransferProcess>) async throws -> Delivery {
        try await essentials.database.read { try DeliveryStore.find(id, in: $0) } ?? Delivery(id)
    }

    func save(_ delivery: Delivery) async throws {
        try await essentials.database.write { try DeliveryStore.save(delivery, in: $0) }
    }

    /// Writes down a success.
    func finish(_ receipt: Receipt, _ delivery: inout Delivery) async throws {
        delivery.outcome = .done
        delivery.bytes = receipt.bytes
        delivery.total = receipt.bytes
        delivery.digest = receipt.digest
        delivery.path = receipt.path
        delivery.error = nil
        guard let vault, let sealed = receipt.sealed else { return try await save(delivery) }
        try await vault.received(sealed, delivery) { [delivery] in try DeliveryStore.save(delivery, in: $0) }
    }

    /// The file that a folder sink means.
    func target(_ path: String, of transfer: TransferProcess) async throws -> String {
        try await disk.run { [downloads, essentials] in
            let target = try SinkFolder.target(path, dataset: transfer.dataset, root: downloads)
            do {
                try essentials.protected.check(target)
            } catch let problem as Problem {
                throw Problem(.sink, problem.message, advice: problem.advice)
            }
            return target
        }
    }

    func remove(_ part: String) async {
        do {
            try await disk.run { PartFile.remove(part) }
        } catch {
            logger.warning("a part file could not be removed", metadata: ["path": "\(part)", "error": "\(error)"])
        }
    }
}

extension DataPlane {
    /// Tells both sides' books that the content is there; a step that came first has the last word.
    func complete(_ id: Identifier<TransferProcess>, _ delivery: Delivery) async {
        var digests: [String: Digest] = [:]
        digests["content"] = delivery.digest
        do {
            _ = try await transfers.step(id, .complete, amounts: ["bytes": delivery.bytes], digests: digests)
        } catch {
            logger.info(
                "the delivery is done, its completion waits",
                metadata: ["transfer": "\(id)", "why": "\(error)"]
            )
        }
    }

    func fail(_ transfer: TransferProcess, _ failure: AttemptFailure) async {
        do {
            var delivery = try await delivery(of: transfer.id)
            await fail(transfer, failure, &delivery)
        } catch {
            logger.error(
                "a failed delivery could not be read",
                metadata: ["transfer": "\(transfer.id)", "error": "\(error)"]
            )
        }
    }

    /// Ends or pauses the transfer as the failure asks; nothing is claimed that is not there.
    func fail(_ transfer: TransferProcess, _ failure: AttemptFailure, _ delivery: inout Delivery) async {
        if let text = failure.text { delivery.error = text }
        do {
            switch failure {
            case .stopped: return
            case .full(let text):
                try await save(delivery)
                let reason = StatedReason(code: "sink.full", reasons: [text])
                _ = try await transfers.step(transfer.id, .suspend, reason: reason)
            case .broken(let text):
                try await end(transfer, DeliveryFault(code: "unreachable", side: .peer, text: text), &delivery)
            case .refused(let fault), .fault(let fault): try await end(transfer, fault, &delivery)
            }
        } catch {
            logger.warning(
                "a failed delivery could not end its transfer",
                metadata: [
                    "transfer": "\(transfer.id)", "failure": "\(failure)", "error": "\(error)",
                ]
            )
        }
    }

    private func end(_ transfer: TransferProcess, _ fault: DeliveryFault, _ delivery: inout Delivery) async throws {
        delivery.outcome = .failed
        try await save(delivery)
        let reason = StatedReason(code: fault.reason.code, reasons: [fault.reason.text])
        _ = try await transfers.step(transfer.id, .terminate, reason: reason)
    }
}

extension DataPlane: DeliveryReport {
    package func report(on id: Identifier<TransferProcess>) async throws -> JSONValue {
        try await progress(of: id)?.json ?? .null
    }

    package func check(_ sink: TransferSink, under agreement: String) async throws {
        guard let vault, !sink.isFolder else { return }
        let known = try await essentials.database.read { try Agreement.consumed(agreement, in: $0) }
        if let known, vault.controls(known) { throw Vault.controlled }
    }
}
