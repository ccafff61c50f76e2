import Identity
import NIOCore
import Primitives
import ServerKit
import Synchronization

/// What seals the files of one grant.
struct VaultSeal: Sendable {
    let grant: Identifier<VaultGrant>
    let key: DataKey
    let scheme: SealingScheme
}

/// The form of a file in the vault, version 1: 16 random bytes of salt, then the content in sealed chunks.
///
/// Each chunk but the last holds 256 KiB of content as a `SealedSecret` under the grant's data key, bound to the grant, the
/// file's salt and the chunk's number: any range opens alone, and a chunk that was changed, moved or taken from another file
/// does not open. How many bytes there are stands in the database, so that a file that was cut is noticed.
enum SealedFile {
    static let saltBytes = 16
    static let chunkBytes = Int64(DataPlaneLimits.chunkBytes)

    static func sealedChunk(_ scheme: SealingScheme) -> Int64 { chunkBytes + Int64(scheme.overheadBytes) }

    static func offset(ofChunk number: Int64, _ scheme: SealingScheme) -> Int64 {
        Int64(saltBytes) + number * sealedChunk(scheme)
    }

    /// Bytes of the file that holds so many bytes of content.
    static func fileBytes(holding content: Int64, _ scheme: SealingScheme) -> Int64 {
        let rest = content % chunkBytes
        return offset(ofChunk: content / chunkBytes, scheme) + (rest > 0 ? rest + Int64(scheme.overheadBytes) : 0)
    }

    /// Bytes of content in the whole chunks of a file.
    static func wholeChunks(inFile bytes: Int64, _ scheme: SealingScheme) -> Int64 {
        max(0, (bytes - Int64(saltBytes)) / sealedChunk(scheme)) * chunkBytes
    }

    static func context(_ seal: VaultSeal, _ salt: [UInt8], _ number: Int64) -> String {
        "vault/\(seal.grant)/\(Hex.encode(salt))/\(number)"
    }
}

/// A file that grows sealed: nothing of the content reaches the disk in the clear, not even while it arrives.
final class SealedPart: ArrivingFile {
    private let file: PartFile
    private let seal: VaultSeal
    private let freshSalt: [UInt8]
    private let salt: Mutex<[UInt8]>

    let takesWholeChunks = true
    var target: String { file.target }
    var path: String { file.path }

    /// Opens what is there, or makes it with a salt of its own.
    init(target: String, transfer: Identifier<TransferProcess>, seal: VaultSeal, freshSalt: [UInt8]) throws {
        file = try PartFile(target: target, transfer: transfer)
        self.seal = seal
        self.freshSalt = freshSalt
        let count = SealedFile.saltBytes
        let there = try file.size() >= Int64(count)
        let salt =
            there ? Array(try ContentFile(path: file.path).read(at: 0, count: count).readableBytesView) : freshSalt
        self.salt = Mutex(salt)
        if !there { try begin() }
    }

    /// Another beginning has another salt: no chunk of it is sealed as one of the old beginning was.
    private func begin() throws {
        salt.withLock { $0 = freshSalt }
        try file.truncate(to: 0)
        try file.write(ByteBuffer(bytes: freshSalt), at: 0)
    }

    func size() throws -> Int64 { SealedFile.wholeChunks(inFile: try file.size(), seal.scheme) }

    func holds(_ bytes: Int64) throws -> Bool {
        try file.size() == SealedFile.fileBytes(holding: bytes, seal.scheme)
    }

    func truncate(to size: Int64) throws {
        if size == 0 { return try begin() }
        try file.truncate(to: SealedFile.fileBytes(holding: size, seal.scheme))
    }

    func write(_ buffer: ByteBuffer, at offset: Int64) throws {
        guard offset % SealedFile.chunkBytes == 0 else { throw Problem.internalError }
        let salt = salt.withLock { $0 }
        var number = offset / SealedFile.chunkBytes
        var rest = buffer
        while rest.readableBytes > 0 {
            let count = min(rest.readableBytes, DataPlaneLimits.chunkBytes)
            guard let chunk = rest.readBytes(length: count) else { throw Problem.internalError }
            let sealed = try seal.key.seal(chunk, SealedFile.context(seal, salt, number), seal.scheme)
            try file.write(ByteBuffer(bytes: sealed), at: SealedFile.offset(ofChunk: number, seal.scheme))
            number += 1
        }
    }

    func content() throws -> any RangedContent {
        try SealedContent(path: file.path, bytes: try size(), seal: seal)
    }

    func commit() throws { try file.commit() }
}

/// A file of the vault, open for reading while its key lives.
final class SealedContent: RangedContent {
    /// Bytes of content.
    let bytes: Int64
    private let file: ContentFile
    private let seal: VaultSeal
    private let salt: [UInt8]
    /// The chunk that was opened last: readers go on where they stopped, rarely at a chunk's beginning.
    private let last = Mutex<(number: Int64, chunk: [UInt8])?>(nil)

    /// - Throws: `Problem` with code `storage` when the file does not hold so many bytes.
    init(path: String, bytes: Int64, seal: VaultSeal) throws {
        file = try ContentFile(path: path)
        guard file.facts.bytes >= SealedFile.fileBytes(holding: bytes, seal.scheme) else { throw DataKey.damaged }
        self.bytes = bytes
        self.seal = seal
        salt = Array(try file.read(at: 0, count: SealedFile.saltBytes).readableBytesView)
    }

    func read(at offset: Int64, count: Int) throws -> ByteBuffer {
        guard offset >= 0, count >= 0, offset <= bytes, Int64(count) <= bytes - offset else {
            throw Problem.internalError
        }
        var buffer = ByteBufferAllocator().buffer(capacity: count)
        while buffer.readableBytes < count {
            let place = offset + Int64(buffer.readableBytes)
            let chunk = try chunk(place / SealedFile.chunkBytes)
            let first = Int(place % SealedFile.chunkBytes)
            let part = chunk.dropFirst(first).prefix(count - buffer.readableBytes)
            guard !part.isEmpty else { throw DataKey.damaged }
            buffer.writeBytes(part)
        }
        return buffer
    }

    private func chunk(_ number: Int64) throws -> [UInt8] {
        if let known = last.withLock({ $0?.number == number ? $0?.chunk : nil }) {
            try seal.key.check()
            return known
        }
        let content = min(SealedFile.chunkBytes, bytes - number * SealedFile.chunkBytes)
        let sealed = try file.read(
            at: SealedFile.offset(ofChunk: number, seal.scheme),
            count: Int(content) + seal.scheme.overheadBytes
        )
        let chunk = try seal.key.open(
            Array(sealed.readableBytesView),
            SealedFile.context(seal, salt, number),
            seal.scheme
        )
        last.withLock { $0 = (number, chunk) }
        return chunk
    }
}
