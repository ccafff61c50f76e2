import NIOCore
import Synchronization

/// Bytes gathered from a writer, with a bound.
final class CollectedBytes: Sendable {
    private let gathered = Mutex<[UInt8]>([])

    var bytes: [UInt8] { gathered.withLock { $0 } }

    func append(_ buffer: ByteBuffer, limit: Int) throws {
        try gathered.withLock { bytes in
            guard bytes.count + buffer.readableBytes <= limit else { throw Problem.internalError }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
    }
}
