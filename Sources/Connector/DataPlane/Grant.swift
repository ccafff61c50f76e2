import DataspaceProtocol
import Primitives
import ServerKit

/// An access that was allowed, and keeps being checked while the bytes flow.
struct Grant: Sendable {
    let access: TransferAccess
    let flow: Flow
    let keeper: GrantKeeper

    /// Called between chunks: refuses when the flow was cut, and asks the policy again when its time has come.
    func check() async throws {
        try flow.touch()
        guard let boundary = flow.boundary, keeper.world.now() >= boundary else { return }
        try await keeper.renew(flow)
    }
}

/// Opens and renews grants.
struct GrantKeeper: Sendable {
    let transfers: Transfers
    let registry: FlowRegistry
    let world: World

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
            flow.boundary = try await transfers.access(flow.transfer).nextBoundary
        } catch let problem as Problem {
            flow.cut(problem)
            await end(flow.transfer, problem)
            throw problem
        }
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
