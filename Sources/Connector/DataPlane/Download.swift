import DataspaceProtocol
import HTTPTypes
import NIOCore
import Primitives
import ServerKit

/// One try at fetching the content of a started transfer into a folder.
struct Download: DeliveryAttempt {
    let plane: DataPlane
    let transfer: TransferProcess
    let landing: Landing
    let target: String
    let held: OpenFlow
    /// Below the endpoint: a file of a folder; empty for the content itself.
    var path = ""
    /// Bytes of other files before this one, and of all, for the progress of a folder.
    var before: Int64 = 0
    var whole: Int64?
    var files = FetchedFiles()

    func attempt(_ delivery: inout Delivery) async throws -> Receipt {
        let part = try await plane.part(target, of: transfer, in: landing)
        let have = delivery.entityTag == nil ? 0 : try part.size()
        let answer = try await plane.ask(transfer, path, from: have, delivery.entityTag)
        if path.isEmpty, answer.headers[.contentType] == FolderSource.listingType {
            await plane.remove(part.path)
            return try await FolderDownload(base: self).attempt(answer, &delivery)
        }
        let plan = try Plan(answer, have: have)
        try await note(answer, plan, &delivery)
        var reception = try await Reception(into: part, at: plan.offset, disk: plane.disk)
        try await receive(answer, plan, &reception)
        return try await finish(&reception, answer, plan, &delivery)
    }

    private func note(_ answer: EgressStream, _ plan: Plan, _ delivery: inout Delivery) async throws {
        delivery.entityTag = answer.headers[.eTag].flatMap { $0.hasPrefix("W/") ? nil : $0 }
        delivery.total = whole ?? plan.total
        delivery.path = target
        delivery.bytes = before + plan.offset
        try await plane.save(delivery)
    }

    private func receive(_ answer: EgressStream, _ plan: Plan, _ reception: inout Reception) async throws {
        guard !plan.isThere else { return }
        do {
            for try await bytes in answer.body {
                try held.flow.touch()
                try await reception.take(bytes)
                if let length = plan.length, reception.position - plan.offset > length { throw DeliveryFault.overLong }
                held.moved(to: before + reception.position, total: whole ?? plan.total)
            }
            try Task.checkCancellation()
            try held.flow.touch()
            if let length = plan.length, reception.position - plan.offset < length {
                throw Problem(.peer, BilingualText(en: "the connection closed early", zh: "连接提前关闭"))
            }
        } catch {
            try await reception.pause()
            throw error
        }
    }

    private func finish(
        _ reception: inout Reception,
        _ answer: EgressStream,
        _ plan: Plan,
        _ delivery: inout Delivery
    ) async throws -> Receipt {
        let digest = try await reception.digest()
        var announced =
            answer.headers[.reprDigest].flatMap { Digest(representation: $0) }
            ?? delivery.entityTag.flatMap { plan.isThere ? Digest(entityTag: $0) : nil }
        if announced == nil, let mark = answer.headers[.sluiceDelivery] {
            announced = try await plane.digest(of: transfer, path, delivery: mark)
        }
        if let announced, announced != digest {
            // The beginning may come from before a crash of this machine: only a whole new try tells whose fault it is.
            delivery.entityTag = nil
            guard plan.offset == 0 else {
                throw Problem(.peer, BilingualText(en: "the resumed file does not verify", zh: "续传文件校验失败"))
            }
            throw DeliveryFault.digest(expected: announced, got: digest)
        }
        var receipt = try await reception.commit(digest)
        receipt.sealed = landing.delivery(of: receipt, digest, path, answer.headers[.contentType])
        return receipt
    }
}

extension Download {
    /// Where to write, and how much must come.
    struct Plan {
        let offset: Int64
        /// Bytes that this answer must bring; nil when it does not say.
        let length: Int64?
        let total: Int64?
        /// All bytes are there already; only the verification is missing.
        var isThere = false

        init(_ answer: EgressStream, have: Int64) throws {
            let range = answer.headers[.contentRange].flatMap { ContentRange($0) }
            switch answer.status.code {
            case 200:
                offset = 0
                length = answer.headers[.contentLength].flatMap { Int64($0) }
                total = length
            case 206:
                guard let range, let bytes = range.range, bytes.lowerBound == have,
                    range.total.map({ bytes.upperBound == $0 }) ?? true
                else {
                    throw DeliveryFault(code: "bad-range", side: .peer, text: "the provider answered another range")
                }
                offset = have
                length = Int64(bytes.count)
                total = range.total ?? bytes.upperBound
            case 416 where range?.total == have:
                offset = have
                length = nil
                total = have
                isThere = true
            default: throw AnswerProblem.of(answer.status)
            }
        }
    }
}

/// What a provider's refusing status means.
enum AnswerProblem {
    /// A problem where trying again is sensible, a fault where the provider said no.
    static func of(_ status: HTTPResponse.Status) -> any Error {
        switch status.code {
        case 409:
            DeliveryFault(
                code: "changed",
                side: .source,
                text: "the provider's source is not the agreed version any more"
            )
        case 408, 425, 429, 500...:
            Problem(.peer, BilingualText(en: "the provider answered \(status.code)", zh: "提供方返回 \(status.code)"))
        default: DeliveryFault.refused(status.code, "")
        }
    }
}

extension DataPlane {
    /// Asks the provider for content, from `offset` on where some of it is here and is still the same.
    func ask(
        _ transfer: TransferProcess,
        _ path: String = "",
        from offset: Int64,
        _ entityTag: String?
    ) async throws -> EgressStream {
        var request = EgressRequest(.get, try address(of: transfer, path))
        request.headers[.authorization] = transfer.startAddress?.authorizationField
        request.headers[.sluiceDelivery] = Hex.encode(world.random(16))
        if offset > 0, let entityTag {
            request.headers[.range] = "bytes=\(offset)-"
            request.headers[.ifRange] = entityTag
        }
        return try await egress.stream(request, for: .peer)
    }

    /// Where a started transfer's content is, or a part of it.
    func address(of transfer: TransferProcess, _ path: String) throws -> EgressURL {
        guard let endpoint = transfer.startAddress?.endpoint else {
            throw DeliveryFault(code: "no-address", side: .peer, text: "the start message has no data address")
        }
        let url = try EgressURL(endpoint)
        return path.isEmpty ? url : try url.appending(path: path)
    }
}

extension DataAddress {
    /// The `Authorization` field that the address asks for; bearer unless it names a scheme itself.
    var authorizationField: String? {
        guard let value = property("authorization") else { return nil }
        guard property("authType")?.lowercased() == "bearer", !value.contains(" ") else { return value }
        return "Bearer " + value
    }
}
