import Crypto
import NIOCore
import Primitives
import ServerKit
import Synchronization

/// Opens files whose content is what was agreed, and remembers which were hashed so that a range costs no whole reading.
final class VerifiedFiles: Sendable {
    private let known = Mutex<[String: (facts: FileFacts, digest: Primitives.Digest)]>([:])
    private let disk: Disk

    init(_ disk: Disk) { self.disk = disk }

    /// Opens the file at `path` when it still is the agreed version.
    ///
    /// Size and time that are those of the stamp are believed; otherwise the digest decides.
    func open(_ path: String, as stamp: ContentStamp) async throws -> ContentFile {
        try await check(try await disk.run { try ContentFile(path: path) }, as: stamp)
    }

    /// The same for a file that is open.
    func check(_ file: ContentFile, as stamp: ContentStamp) async throws -> ContentFile {
        guard file.facts.bytes == stamp.bytes else { throw ContentFile.changed }
        if file.facts.modified == stamp.modified { return file }
        guard try await digest(of: file) == stamp.digest else { throw ContentFile.changed }
        return file
    }

    /// The digest of an open file, from memory when the file is the same as then.
    func digest(of file: ContentFile) async throws -> Primitives.Digest {
        if let entry = known.withLock({ $0[file.path] }), entry.facts == file.facts { return entry.digest }
        var hasher = SHA256()
        for try await part in FileParts(file: file, range: 0..<file.facts.bytes, disk: disk) {
            part.feed(&hasher)
        }
        let digest = Digest(hasher.finalize())
        known.withLock { known in
            if known.count >= DataPlaneLimits.verifiedFiles { known = [:] }
            known[file.path] = (file.facts, digest)
        }
        return digest
    }
}

extension ByteBuffer {
    /// Adds the readable bytes to a digest without copying them.
    func feed(_ hasher: inout SHA256) {
        unsafe withUnsafeReadableBytes { unsafe hasher.update(bufferPointer: $0) }
    }
}
