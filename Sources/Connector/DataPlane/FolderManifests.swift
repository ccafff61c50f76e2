import Primitives
import ServerKit
import Synchronization

/// Lists of published folders, kept while their files are being fetched one after another.
final class FolderManifests: Sendable {
    /// Lists in memory: each may hold ten thousand paths.
    private static let limit = 8

    private let known = Mutex<[(digest: Digest, manifest: FolderManifest)]>([])

    /// The list that a digest names.
    func find(_ digest: Digest, in datasets: Datasets) async throws -> FolderManifest {
        if let found = known.withLock({ $0.first { $0.digest == digest }?.manifest }) { return found }
        let manifest = try await datasets.manifest(digest)
        known.withLock { known in
            if known.count >= Self.limit { known.removeFirst() }
            known.append((digest, manifest))
        }
        return manifest
    }
}
