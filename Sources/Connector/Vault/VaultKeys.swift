import Foundation
import Glibc
import Identity
import Primitives
import ServerKit
import Synchronization

/// The data keys of the grants, one small file each, sealed under the node's key-encryption key.
///
/// They are no rows of the database, because a database remembers: pages in its log and in backups would bring a key back.
/// A file is overwritten, flushed and removed, and a backup never holds one.
final class VaultKeys: Sendable {
    private struct State {
        var living: [Identifier<VaultGrant>: DataKey] = [:]
        /// Grants whose key died while this process ran: a reader that was quicker must not bring it back.
        var dead: Set<Identifier<VaultGrant>> = []
    }

    private let folder: String
    private let sealer: any SecretSealer
    private let state = Mutex(State())

    init(folder: String, sealer: any SecretSealer) {
        self.folder = folder
        self.sealer = sealer
    }

    /// Everything of a grant; the name is made from the identifier and says nothing.
    func folder(of grant: Identifier<VaultGrant>) -> String {
        folder + "/" + Digest(of: grant.rawValue).hex.prefix(32)
    }

    private func path(_ grant: Identifier<VaultGrant>) -> String { folder(of: grant) + "/key" }
    private func context(_ grant: Identifier<VaultGrant>) -> String { "vault/\(grant)/key" }

    /// Whether a grant's key is where it was put.
    func isThere(_ grant: Identifier<VaultGrant>) -> Bool { FileFacts(path: path(grant))?.isFile ?? false }

    /// The key of a grant; made from `fresh` where there is none and `fresh` is given.
    ///
    /// Blocks on the disk.
    func key(of grant: Identifier<VaultGrant>, fresh: [UInt8]? = nil) throws -> DataKey {
        if let known = try known(grant) { return known }
        let path = path(grant)
        if let fresh, FileFacts(path: path) == nil { try make(path, try sealer.seal(fresh, context: context(grant))) }
        guard let sealed = FileManager.default.contents(atPath: path) else { throw DataKey.gone }
        let key = try DataKey(try sealer.open(Array(sealed), context: context(grant)))
        return try state.withLock { state in
            guard !state.dead.contains(grant) else { throw DataKey.gone }
            if let known = state.living[grant] { return known }
            state.living[grant] = key
            return key
        }
    }

    private func known(_ grant: Identifier<VaultGrant>) throws -> DataKey? {
        try state.withLock { state in
            guard !state.dead.contains(grant) else { throw DataKey.gone }
            return state.living[grant]
        }
    }

    /// Nothing in this process opens or seals under the key from now on.
    func forget(_ grant: Identifier<VaultGrant>) {
        state.withLock { state in
            state.dead.insert(grant)
            state.living.removeValue(forKey: grant)?.destroy()
        }
    }

    /// Overwrites the key's file, flushes it, removes it, and makes sure that it is gone; nothing there is fine.
    func destroy(_ grant: Identifier<VaultGrant>) throws {
        forget(grant)
        let path = path(grant)
        let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor >= 0 {
            defer { close(descriptor) }
            let size = FileFacts(descriptor: descriptor)?.bytes ?? 0
            let zeros = [UInt8](repeating: 0, count: Int(clamping: min(size, 4096)))
            // SAFETY: the buffer lives for the length of the call.
            let wrote = unsafe zeros.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
            guard wrote == zeros.count, fsync(descriptor) == 0 else { throw Self.failure(errno) }
        } else if errno != ENOENT {
            throw Self.failure(errno)
        }
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw Self.failure(errno) }
        try Self.flush(folder(of: grant))
        guard FileFacts(link: path) == nil else { throw Self.failure(EEXIST) }
    }

    private func make(_ path: String, _ sealed: [UInt8]) throws {
        let folder = PartFile.folder(of: path)
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw Self.failure(EIO)
        }
        let draft = path + ".new"
        // SAFETY: the variadic C call reads the mode only because O_CREAT is given.
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.failure(errno) }
        defer { close(descriptor) }
        let wrote = unsafe sealed.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard wrote == sealed.count, fsync(descriptor) == 0, unsafe rename(draft, path) == 0 else {
            throw Self.failure(errno)
        }
        try Self.flush(folder)
        try Self.flush(PartFile.folder(of: folder))
    }

    /// Makes names in a folder durable; a folder that is not there has none.
    static func flush(_ folder: String) throws {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return }
            throw failure(errno)
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(errno) }
    }

    private static func failure(_ code: CInt) -> Problem {
        Problem(
            .storage,
            BilingualText(
                en: "the vault's folder cannot be changed (error \(code))",
                zh: "无法修改数据保险库目录（错误 \(code)）"
            ),
            side: .us,
            advice: BilingualText(en: "check the folder and its permissions", zh: "请检查目录及其权限")
        )
    }
}
