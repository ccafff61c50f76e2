import DataspaceProtocol
import Primitives
import ServerKit

/// An access that was allowed, and keeps being checked while the bytes flow.
struct Grant: Sendable {
    let access: TransferAccess
    let flow: Flow
    let keeper: GrantKeeper
    /// The use that the access was taken as; nil while nothing is delivered.
    private(set) var use: AccessUse?

    init(access: TransferAccess, flow: Flow, keeper: GrantKeeper) {
        self.access = access
        self.flow = flow
        self.keeper = keeper
    }

    /// The grant of a delivery of `length` bytes, nil when that is not known: taken from the agreement, or refused.
    func taking(length: Int64?) async throws -> Grant {
        var grant = self
        grant.use = AccessUse(
            try await keeper.transfers.take(access.transfer.id, length: length),
            keeper.transfers,
            keeper.settler
        )
        flow.access = grant.use?.id
        return grant
    }

    /// Called before each chunk: refuses when the flow was cut, and asks the policy again when its time has come.
    func check(_ bytes: Int) async throws {
        try flow.touch()
        if let boundary = flow.boundary, keeper.world.now() >= boundary { try await keeper.renew(flow) }
        do {
            try await use?.take(bytes)
        } catch let problem as Problem {
            await keeper.refused(flow, problem)
            throw problem
        }
    }
}

/// Opens and renews grants.
struct GrantKeeper: Sendable {
    let transfers: Transfers
    let registry: FlowRegistry
    let world: World
    let settler: UsageSettler

    /// Opens a flow and only then asks, so that a change in between cuts it.
    func open(_ id: Identifier<TransferProcess>, isWatched: Bool = true) async throws -> (Grant, OpenFlow) {
        let flow = try registry.open(id, isWatched: isWatched)
        let held = OpenFlow(flow, in: registry)
        let access = try await transfers.access(id)
        flow.boundary = access.nextBoundary
        return (Grant(access: access, flow: flow, keeper: self), held)
    }

    /// Asks the policy again; a refusal cuts the flow and ends the transfer, since time alone has changed the answer.
    func renew(_ flow: Flow) async throws {
        do {
            flow.boundary = try await transfers.access(flow.transfer, during: flow.access).nextBoundary
        } catch let problem as Problem {
            await refused(flow, problem)
            throw problem
        }
    }

    /// Cuts a flow that may not go on, and ends its transfer where its agreement says so.
    func refused(_ flow: Flow, _ problem: Problem) async {
        flow.cut(problem)
        await end(flow.transfer, problem)
    }

    private func end(_ id: Identifier<TransferProcess>, _ problem: Problem) async {
        guard problem.code == .refused else { return }
        do {
            _ = try await transfers.step(id, .terminate, reason: .init(code: "policy", reasons: [problem.message.en]))
        } catch {
            // Another step was under way and has decided; the flow is cut either way.
        }
    }
}
