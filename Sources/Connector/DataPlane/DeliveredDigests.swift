import HTTPTypes
import Primitives
import ServerKit
import Synchronization

/// Digests of live content that was delivered whole, for consumers that cannot read trailers.
///
/// Live content has no digest before its last byte was read. A consumer marks its request with `Sluice-Delivery`; the answer
/// repeats the mark, and a `HEAD` with it afterwards is answered with the digest of exactly that delivery.
final class DeliveredDigests: Sendable {
    /// Deliveries that are remembered: a consumer asks within a moment, and the oldest is forgotten first.
    private static let limit = 1_024
    /// Characters of a mark.
    private static let markCharacters = 8...64

    private struct State {
        var digests: [String: Digest] = [:]
        var order: [String] = []
    }

    private let state = Mutex(State())

    /// The mark of a request; nil when there is none or it is no plain word.
    static func mark(in headers: HTTPFields) -> String? {
        guard let mark = headers[.sluiceDelivery], markCharacters.contains(mark.utf8.count),
            mark.utf8.allSatisfy({ $0.isHexDigit })
        else { return nil }
        return mark
    }

    func keep(_ digest: Digest, of transfer: Identifier<TransferProcess>, _ mark: String) {
        state.withLock { state in
            let key = "\(transfer) \(mark)"
            if state.digests.updateValue(digest, forKey: key) == nil { state.order.append(key) }
            guard state.order.count > Self.limit else { return }
            state.digests[state.order.removeFirst()] = nil
        }
    }

    func find(_ transfer: Identifier<TransferProcess>, _ mark: String) -> Digest? {
        state.withLock { $0.digests["\(transfer) \(mark)"] }
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
    }
}

extension DataPlane {
    /// Asks the provider for the digest of a marked delivery that has ended; nil when it states none.
    func digest(of transfer: TransferProcess, _ path: String = "", delivery mark: String) async throws -> Digest? {
        var request = EgressRequest(.head, try address(of: transfer, path))
        request.headers[.authorization] = transfer.startAddress?.authorizationField
        request.headers[.sluiceDelivery] = mark
        let answer = try await egress.send(request, for: .peer)
        return answer.headers[.reprDigest].flatMap { Digest(representation: $0) }
    }
}
