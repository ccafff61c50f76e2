import Primitives
import ServerKit

/// Where the content of a transfer lands: a file or folder in the clear, or the vault.
struct Landing: Sendable {
    let target: String
    /// What seals it; nil in the clear.
    let seal: VaultSeal?

    /// The place of a file of a folder; in the vault its name tells nothing.
    func target(of path: SourcePath, below folder: String) -> String {
        guard seal != nil else { return ([folder] + path.names.map(SafeFileName.make)).joined(separator: "/") }
        return folder + "/" + Digest(of: path.text).hex.prefix(32)
    }

    /// What came into the vault; nil in the clear.
    func delivery(of receipt: Receipt, _ digest: Digest, _ path: String, _ mediaType: String?) -> SealedDelivery? {
        guard let seal, let stored = receipt.path else { return nil }
        let name = path.removingPercentEncoding() ?? path
        return SealedDelivery(
            grant: seal.grant,
            files: [
                VaultFile(
                    path: name.hasPrefix("/") ? String(name.dropFirst()) : name,
                    stored: stored,
                    bytes: receipt.bytes,
                    digest: digest,
                    mediaType: VaultFile.mediaType(mediaType)
                )
            ]
        )
    }
}

/// What came into the vault with one transfer.
struct SealedDelivery: Sendable, Equatable {
    let grant: Identifier<VaultGrant>
    let files: [VaultFile]
}

extension DataPlane {
    /// Where a folder sink's content lands: the vault, where the agreement says anything about use after delivery.
    func landing(_ path: String, of transfer: TransferProcess) async throws -> Landing {
        if let vault, let landing = try await vault.landing(of: transfer) { return landing }
        return Landing(target: try await target(path, of: transfer), seal: nil)
    }

    func part(_ target: String, of transfer: TransferProcess, in landing: Landing) async throws -> any ArrivingFile {
        let salt = world.random(SealedFile.saltBytes)
        return try await disk.run {
            guard let seal = landing.seal else { return try PartFile(target: target, transfer: transfer.id) }
            return try SealedPart(target: target, transfer: transfer.id, seal: seal, freshSalt: salt)
        }
    }

    /// Bytes of a content that are there, from which a sender can go on.
    func held(of transfer: TransferProcess, in landing: Landing) async throws -> Int64 {
        let path = PartFile.path(for: landing.target, transfer.id)
        return try await disk.run {
            let bytes = FileFacts(path: path)?.bytes ?? 0
            return landing.seal.map { SealedFile.wholeChunks(inFile: bytes, $0.scheme) } ?? bytes
        }
    }
}
