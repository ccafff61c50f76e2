import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// Open connections by where they come from, so that one place cannot take them all by staying silent.
final class ConnectionSlots: Sendable {
    /// Connections of one remote address: an eighth of all; a reverse proxy in front keeps far fewer open.
    static let perAddress = 512

    private let open = Mutex<[String: Int]>([:])

    /// Takes a place; false when the address has all of its own.
    func take(_ address: String) -> Bool {
        open.withLock { open in
            guard open[address, default: 0] < Self.perAddress else { return false }
            open[address, default: 0] += 1
            return true
        }
    }

    func release(_ address: String) {
        open.withLock { open in
            let left = open[address, default: 1] - 1
            open[address] = left > 0 ? left : nil
        }
    }
}

extension SocketAddress {
    /// What limits count by: an IPv4 address, or the /64 that an IPv6 host commonly has to itself (RFC 6177).
    var origin: String {
        guard let text = ipAddress else { return "local" }
        guard let address = NetworkAddress(text.prefix { $0 != "%" }), case .v6(let bits) = address else { return text }
        if let embedded = address.embedded, address.isMapped { return "\(embedded)" }
        return "v6 \(bits >> 64)"
    }
}

/// Closes a connection at once when its address has too many open; another channel does the work of all others.
struct LimitedChannel<Base: ServerChildChannel>: ServerChildChannel {
    typealias Value = Base.Value

    let base: Base
    let slots: ConnectionSlots

    init(_ base: Base, slots: ConnectionSlots) {
        self.base = base
        self.slots = slots
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let origin = channel.remoteAddress?.origin ?? "local"
        let isTaken = slots.take(origin)
        if isTaken {
            channel.closeFuture.whenComplete { [slots] _ in slots.release(origin) }
        }
        return base.setup(channel: channel, logger: logger).map { value in
            if !isTaken { channel.close(promise: nil) }
            return value
        }
    }

    @concurrent func handle(value: Base.Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}
