import DataspaceProtocol
import HTTPTypes
import NIOCore
import Primitives
import ServerKit

/// One attempt at fetching the content of a started transfer into a folder.
struct Download: Sendable {
    let plane: DataPlane
    let transfer: TransferProcess
    let target: String
    let held: OpenFlow

    /// Fetches what is missing and verifies the whole; the delivery keeps what a later attempt needs.
    func attempt(_ delivery: inout Delivery) async throws -> Reception.Receipt {
        let part = try await plane.disk.run { [target, transfer] in
            try PartFile(target: target, transfer: transfer.id)
        }
        let have = delivery.entityTag == nil ? 0 : try part.size()
        let answer = try await ask(from: have, delivery.entityTag)
        let plan = try plan(answer, have: have)
        try await note(answer, plan, &delivery)
        var reception = try await Reception(into: part, at: plan.offset, disk: plane.disk)
        try await receive(answer, plan, &reception)
        return try await finish(&reception, answer, plan, &delivery)
    }

    private func ask(from offset: Int64, _ entityTag: String?) async throws -> EgressStream {
        guard let endpoint = transfer.startAddress?.endpoint else {
            throw DeliveryFault(code: "no-address", side: .peer, text: "the start message has no data address")
        }
        var request = EgressRequest(.get, try EgressURL(endpoint))
        if let token = transfer.startAddress?.authorizationField { request.headers[.authorization] = token }
        if offset > 0, let entityTag {
            request.headers[.range] = "bytes=\(offset)-"
            request.headers[.ifRange] = entityTag
        }
        return try await plane.egress.stream(request, for: .peer)
    }

    /// Where to write, and how much must come.
    private struct Plan {
        let offset: Int64
        /// Bytes that this answer must bring; nil when it does not say.
        let length: Int64?
        let total: Int64?
    }

    private func plan(_ answer: EgressStream, have: Int64) throws -> Plan {
        switch answer.status.code {
        case 200:
            let length = answer.headers[.contentLength].flatMap { Int64($0) }
            return Plan(offset: 0, length: length, total: length)
        case 206:
            guard let field = answer.headers[.contentRange].flatMap({ ContentRange($0) }), let range = field.range,
                range.lowerBound == have, field.total.map({ range.upperBound == $0 }) ?? true
            else { throw DeliveryFault(code: "bad-range", side: .peer, text: "the provider answered another range") }
            return Plan(offset: have, length: Int64(range.count), total: field.total ?? range.upperBound)
        case 416:
            // All bytes are there already: only the verification is missing.
            guard let total = answer.headers[.contentRange].flatMap({ ContentRange($0) })?.total, total == have else {
                return Plan(offset: 0, length: 0, total: -1)
            }
            return Plan(offset: have, length: nil, total: total)
        case 408, 425, 429, 500...: throw Problem(.peer, BilingualText(en: "status \(answer.status.code)", zh: ""))
        default: throw DeliveryFault.refused(answer.status.code, "")
        }
    }

    private func note(_ answer: EgressStream, _ plan: Plan, _ delivery: inout Delivery) async throws {
        delivery.entityTag = answer.headers[.eTag].flatMap { $0.hasPrefix("W/") ? nil : $0 }
        delivery.total = plan.total
        delivery.path = target
        delivery.bytes = plan.offset
        try await plane.save(delivery)
    }

    private func receive(_ answer: EgressStream, _ plan: Plan, _ reception: inout Reception) async throws {
        guard answer.status.code != 416 else { return }
        do {
            for try await bytes in answer.body {
                try held.flow.touch()
                try await reception.take(bytes)
                if let length = plan.length, reception.position - plan.offset > length { throw DeliveryFault.overLong }
                held.moved(to: reception.position, total: plan.total)
            }
            try Task.checkCancellation()
        } catch {
            try await reception.pause()
            throw error
        }
        if let length = plan.length, reception.position - plan.offset < length {
            try await reception.pause()
            throw Problem(.peer, BilingualText(en: "the connection closed early", zh: "连接提前关闭"))
        }
    }

    private func finish(
        _ reception: inout Reception,
        _ answer: EgressStream,
        _ plan: Plan,
        _ delivery: inout Delivery
    ) async throws -> Reception.Receipt {
        let digest = try await reception.digest()
        let announced = answer.headers[.reprDigest].flatMap { Digest(representation: $0) }
        if let announced, announced != digest {
            // The beginning may come from before a crash of this machine: only a whole new try tells whose fault it is.
            delivery.entityTag = nil
            guard plan.offset == 0 else {
                throw Problem(.peer, BilingualText(en: "the resumed file does not verify", zh: "续传文件校验失败"))
            }
            throw DeliveryFault.digest(expected: announced, got: digest)
        }
        return try await reception.commit(digest)
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
