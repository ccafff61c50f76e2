package import Primitives
import ServerKit

/// What a transfer delivers: the source, and the version of it that was agreed.
package struct AgreedContent: Sendable {
    package let source: DataSource
    package let mediaType: String
    /// What the content must be; nil for live sources.
    package let stamp: ContentStamp?
}

extension Datasets {
    /// The content that an agreement names: the version by its digest, or the current one where none is named.
    package func agreedContent(
        of product: Identifier<Product>,
        version digest: Digest?
    ) async throws -> AgreedContent {
        try await essentials.database.read { transaction in
            guard let product = try DatasetStore.product(product, in: transaction),
                let resource = try DatasetStore.resource(product.resource, in: transaction)
            else { throw Problem.notFound("product", product.rawValue) }
            var version = product.version
            if let digest {
                guard let agreed = try DatasetStore.version(digest, of: product.id, in: transaction) else {
                    throw Problem(
                        .changed,
                        BilingualText(en: "the agreed version is not kept any more", zh: "约定的版本已不再保存")
                    )
                }
                version = agreed
            }
            return AgreedContent(source: resource.source, mediaType: product.mediaType, stamp: version.content)
        }
    }

    /// The files of a published folder, by the digest of its content.
    func manifest(_ digest: Digest) async throws -> FolderManifest {
        let found = try await essentials.database.read { try DatasetStore.manifest(digest, in: $0) }
        guard let found else { throw Problem.internalError }
        return found
    }
}
