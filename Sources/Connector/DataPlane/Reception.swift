import Crypto
import NIOCore
import Primitives
import ServerKit

/// Content on its way into a part file, hashed as it is written.
///
/// One chunk is hashed and written while the next arrives; so two are in flight.
struct Reception {
    let part: any ArrivingFile
    private let disk: Disk
    /// Bytes taken so far, written or about to be.
    private(set) var position: Int64
    private var hasher: SHA256
    private var batch = ByteBuffer()
    private var writing: EventLoopFuture<SHA256>?

    /// Starts at `offset`: what is there before it is read again for the digest.
    init(into part: any ArrivingFile, at offset: Int64, disk: Disk) async throws {
        self.part = part
        self.disk = disk
        position = offset
        hasher = SHA256()
        try await disk.run { try part.truncate(to: offset) }
        guard offset > 0 else { return }
        let file = try await disk.run { try part.content() }
        for try await chunk in FileParts(file: file, range: 0..<offset, disk: disk) { chunk.feed(&hasher) }
    }

    mutating func take(_ bytes: ByteBuffer) async throws {
        batch.writeImmutableBuffer(bytes)
        position += Int64(bytes.readableBytes)
        if batch.readableBytes >= DataPlaneLimits.chunkBytes { try await flush() }
    }

    private mutating func flush(isLast: Bool = false) async throws {
        try await settle()
        let chunkBytes = DataPlaneLimits.chunkBytes
        let count =
            isLast || !part.takesWholeChunks ? batch.readableBytes : batch.readableBytes / chunkBytes * chunkBytes
        let offset = position - Int64(batch.readableBytes)
        guard count > 0, let chunk = batch.readSlice(length: count) else { return }
        batch = batch.readableBytes == 0 ? ByteBuffer() : ByteBuffer(bytes: batch.readableBytesView)
        writing = disk.begin { [part, hasher] in
            var hasher = hasher
            chunk.feed(&hasher)
            try part.write(chunk, at: offset)
            return hasher
        }
    }

    private mutating func settle() async throws {
        guard let writing else { return }
        self.writing = nil
        hasher = try await writing.get()
    }

    /// Writes what is left, so that a later attempt can go on from here.
    mutating func pause() async throws {
        try await flush(isLast: true)
        try await settle()
    }

    /// Writes what is left and tells the digest of everything.
    mutating func digest() async throws -> Primitives.Digest {
        try await pause()
        return Digest(hasher.finalize())
    }

    /// Makes the file appear under its name.
    mutating func commit(_ digest: Primitives.Digest) async throws -> Receipt {
        try await disk.run { [part, position] in
            // A sender that came back replaces one that is still being cut: what both wrote must be what was hashed.
            guard try part.holds(position) else {
                throw Problem(.peer, BilingualText(en: "the file was written twice at once", zh: "文件被同时写入两次"))
            }
            try part.commit()
        }
        return Receipt(path: part.target, bytes: position, digest: digest)
    }
}
