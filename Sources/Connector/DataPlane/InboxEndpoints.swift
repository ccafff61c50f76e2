import DataspaceProtocol
import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
import ServerKit

/// The consumer's side of a push: `/inbox/{id}` takes the content of one transfer from the bearer of its token.
struct InboxEndpoints: Sendable {
    let plane: DataPlane

    var endpoints: [Endpoint] {
        [
            Endpoint(.head, "/inbox/{id}", access: .grant, "how much of a push has arrived") { call in
                try await offset(call)
            },
            Endpoint(.put, "/inbox/{id}", access: .grant, "deliver the content of a transfer") { call in
                try await take(call)
            },
        ]
    }

    /// The transfer, when the token is its own and data may arrive now.
    private func transfer(_ call: Call) async throws -> TransferProcess {
        let id = Identifier<TransferProcess>(try call.parameter("id"))
        try await BearerToken.check(call, of: id, plane.transfers) { $0.role == .consumer ? $0.requestAddress : nil }
        let transfer = try await plane.transfers.find(id)
        guard transfer.mayFlow else {
            throw Problem(
                .forbidden,
                BilingualText(
                    en: "the transfer is \(transfer.state?.rawValue ?? "not requested")",
                    zh: "传输状态为 \(transfer.state?.rawValue ?? "未请求")"
                )
            )
        }
        return transfer
    }

    private func landing(_ transfer: TransferProcess) async throws -> Landing {
        guard case .folder(let path) = transfer.sink else { throw BearerToken.refusal }
        return try await plane.landing(path, of: transfer)
    }

    private func offset(_ call: Call) async throws -> Response {
        let transfer = try await transfer(call)
        let delivery = try await plane.delivery(of: transfer.id)
        var have = delivery.bytes
        if delivery.outcome != .done {
            let landing = try await landing(transfer)
            have = delivery.entityTag == nil ? 0 : try await plane.held(of: transfer, in: landing)
        }
        var headers: HTTPFields = [.uploadOffset: String(have), .cacheControl: "no-store"]
        headers[.eTag] = delivery.entityTag
        return Response(status: .noContent, headers: headers)
    }

    private func take(_ call: Call) async throws -> Response {
        let transfer = try await transfer(call)
        plane.registry.replace(transfer.id)
        let held = OpenFlow(try plane.registry.open(transfer.id), in: plane.registry)
        let channel = call.context.channel
        held.flow.onCut { channel.close(promise: nil) }
        var delivery = try await plane.delivery(of: transfer.id)
        if delivery.outcome == .done { return Response(status: .noContent) }
        delivery.attempts += 1
        held.note(attempt: delivery.attempts)
        let upload = Upload(plane: plane, transfer: transfer, landing: try await landing(transfer), held: held)
        try await plane.finish(try await upload.take(call.request, &delivery), &delivery)
        return Response(status: .noContent)
    }
}

/// One upload into a folder sink.
struct Upload: Sendable {
    let plane: DataPlane
    let transfer: TransferProcess
    let landing: Landing
    let held: OpenFlow

    private struct Plan {
        let offset: Int64
        let length: Int64?
        let total: Int64?
    }

    func take(_ request: Request, _ delivery: inout Delivery) async throws -> Receipt {
        let digest = request.headers[.reprDigest].flatMap { Digest(representation: $0) }
        let have = try await plane.held(of: transfer, in: landing)
        let plan = try plan(request, digest, delivery, have: have)
        let part = try await plane.part(landing.target, of: transfer, in: landing)
        guard !part.takesWholeChunks || plan.offset % Int64(DataPlaneLimits.chunkBytes) == 0 else { throw Self.gap }
        delivery.entityTag = digest?.entityTag
        delivery.path = landing.target
        delivery.total = plan.total
        delivery.bytes = plan.offset
        try await plane.save(delivery)
        var reception = try await Reception(into: part, at: plan.offset, disk: plane.disk)
        try await receive(request, plan, &reception)
        var receipt = try await verify(&reception, digest)
        if let found = receipt.digest {
            receipt.sealed = landing.delivery(of: receipt, found, "", request.headers[.contentType])
        }
        return receipt
    }

    /// A range continues exactly what is there, under the same digest; anything else begins anew.
    private func plan(_ request: Request, _ digest: Digest?, _ delivery: Delivery, have: Int64) throws -> Plan {
        let length = request.headers[.contentLength].flatMap { Int64($0) }
        guard let field = request.headers[.contentRange] else { return Plan(offset: 0, length: length, total: length) }
        guard let content = ContentRange(field), let range = content.range, let total = content.total,
            range.upperBound == total, length.map({ $0 == range.count }) ?? true
        else { throw Problem.invalid("`Content-Range` must reach to the end", "`Content-Range` 须到末尾为止") }
        guard let digest, digest.entityTag == delivery.entityTag, range.lowerBound <= have else {
            throw Self.gap
        }
        return Plan(offset: range.lowerBound, length: Int64(range.count), total: total)
    }

    private static let gap = Problem(
        .conflict,
        BilingualText(en: "the range does not continue what is here", zh: "该区间与已收内容不衔接"),
        advice: BilingualText(en: "ask with HEAD for `Upload-Offset`", zh: "请先用 HEAD 查询 `Upload-Offset`")
    )

    private func receive(_ request: Request, _ plan: Plan, _ reception: inout Reception) async throws {
        do {
            for try await bytes in request.body {
                try held.flow.touch()
                try await reception.take(bytes)
                if let length = plan.length, reception.position - plan.offset > length { throw Self.overLong }
                held.moved(to: reception.position, total: plan.total)
            }
        } catch {
            try await reception.pause()
            throw error
        }
        if let length = plan.length, reception.position - plan.offset != length {
            try await reception.pause()
            throw Problem.invalid("the body is shorter than announced", "请求体短于声明的长度")
        }
    }

    private static let overLong = Problem.invalid("the body is longer than announced", "请求体超过声明的长度")

    private func verify(_ reception: inout Reception, _ announced: Digest?) async throws -> Receipt {
        let digest = try await reception.digest()
        if let announced, announced != digest {
            await plane.remove(reception.part.path)
            throw Problem.invalid("the bytes are \(digest), not \(announced)", "内容摘要不符：收到 \(digest)")
        }
        return try await reception.commit(digest)
    }
}
