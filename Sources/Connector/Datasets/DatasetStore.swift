package import Primitives
package import ServerKit

/// Tables of resources, products and offers, and the index that the catalogue pages over.
package enum DatasetStore {
    package static let migrations = [
        Migration(
            "dataset-1",
            [
                """
                CREATE TABLE resource (
                    id TEXT PRIMARY KEY, name TEXT NOT NULL, source TEXT NOT NULL, secret_source BLOB,
                    created INTEGER NOT NULL
                )
                """,
                """
                CREATE TABLE product (
                    id TEXT PRIMARY KEY, resource TEXT NOT NULL REFERENCES resource (id), title TEXT NOT NULL,
                    description TEXT NOT NULL, keywords TEXT NOT NULL, media_type TEXT NOT NULL,
                    version INTEGER NOT NULL, state TEXT NOT NULL, created INTEGER NOT NULL
                )
                """,
                """
                CREATE TABLE product_version (
                    product TEXT NOT NULL REFERENCES product (id), number INTEGER NOT NULL, digest TEXT NOT NULL,
                    content_digest TEXT, content_bytes INTEGER, content_modified INTEGER,
                    PRIMARY KEY (product, number)
                )
                """,
                "CREATE INDEX product_version_digest ON product_version (digest)",
                // The files of published folders, by the digest of each list: equal folders share one.
                "CREATE TABLE folder_manifest (digest TEXT PRIMARY KEY, files TEXT NOT NULL) WITHOUT ROWID",
                """
                CREATE TABLE offer (
                    id TEXT PRIMARY KEY, product TEXT NOT NULL REFERENCES product (id), policy TEXT NOT NULL,
                    mode TEXT NOT NULL, rules TEXT, audience TEXT NOT NULL,
                    audience_claims TEXT NOT NULL DEFAULT '{}', state TEXT NOT NULL, created INTEGER NOT NULL
                )
                """,
                "CREATE INDEX offer_product ON offer (product, id)",
                // Which claims offers ask for together: few, and looked up with each participant.
                "CREATE TABLE catalog_shape (names TEXT PRIMARY KEY, offers INTEGER NOT NULL) WITHOUT ROWID",
                // Who sees which product; `*` is everybody. A page is a range read, whatever the number of products.
                """
                CREATE TABLE catalog_entry (
                    audience TEXT NOT NULL, product TEXT NOT NULL, offers INTEGER NOT NULL,
                    PRIMARY KEY (audience, product)
                ) WITHOUT ROWID
                """,
            ]
        )
    ]

    private static let productColumns = """
        p.id, p.resource, p.title, p.description, p.keywords, p.media_type, p.version, p.state, p.created,
        v.digest, v.content_digest, v.content_bytes, v.content_modified
        """
    private static let productTables = "product p JOIN product_version v ON v.product = p.id AND v.number = p.version"

    package static func insert(_ resource: Resource, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "INSERT INTO resource (id, name, source, secret_source, created) VALUES (?, ?, ?, ?, ?)",
            [
                SQLValue(resource.id), .text(resource.name), SQLValue(resource.source.shownJSON),
                try transaction.sealed(
                    resource.source.holdsSecrets ? resource.source.json.text : nil,
                    for: sealing(of: resource.id.rawValue)
                ),
                SQLValue(resource.created),
            ]
        )
    }

    package static func resource(_ id: Identifier<Resource>, in transaction: ReadTransaction) throws -> Resource? {
        try transaction.first("SELECT * FROM resource WHERE id = ?", [SQLValue(id)])
            .map { try resource($0, in: transaction) }
    }

    package static func resources(_ page: PageRequest, in transaction: ReadTransaction) throws -> [Resource] {
        try transaction.query(
            "SELECT * FROM resource WHERE id > ? AND (id LIKE ? OR name LIKE ?) ORDER BY id LIMIT ?",
            [.text(page.after), .text(page.pattern), .text(page.pattern), SQLValue(page.limit + 1)]
        ).map { try resource($0, in: transaction) }
    }

    private static func sealing(of id: String) -> String { "resource/\(id)/source" }

    private static func resource(_ row: SQLRow, in transaction: ReadTransaction) throws -> Resource {
        let secret = try transaction.opened(row, "secret_source", for: sealing(of: try row.text("id")))
        let source = try secret.map { try JSONReader.read($0) } ?? row.json("source")
        return Resource(
            id: try row.identifier("id", of: Resource.self),
            name: try row.text("name"),
            source: try DataSource(try JSONFields(source)),
            created: try row.instant("created")
        )
    }

    package static func insert(_ product: Product, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO product (id, resource, title, description, keywords, media_type, version, state, created)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                SQLValue(product.id), SQLValue(product.resource), .text(product.title), .text(product.description),
                SQLValue(.strings(product.keywords)), .text(product.mediaType), SQLValue(product.version.number),
                .text(product.state.rawValue), SQLValue(product.created),
            ]
        )
        try insert(product.version, of: product.id, in: transaction)
    }

    private static func insert(
        _ version: ProductVersion,
        of product: Identifier<Product>,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO product_version (product, number, digest, content_digest, content_bytes, content_modified)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                SQLValue(product), SQLValue(version.number), .text(version.digest.description),
                SQLValue(version.content?.digest.description), SQLValue(version.content?.bytes),
                SQLValue(version.content?.modified),
            ]
        )
    }

    /// Keeps the list of a published folder.
    static func keep(_ manifest: FolderManifest, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO folder_manifest (digest, files) VALUES (?, ?)
            ON CONFLICT (digest) DO UPDATE SET files = excluded.files
            """,
            [.text(manifest.stamp.digest.description), SQLValue(manifest.json)]
        )
    }

    static func manifest(_ digest: Digest, in transaction: ReadTransaction) throws -> FolderManifest? {
        guard
            let row = try transaction.first(
                "SELECT files FROM folder_manifest WHERE digest = ?",
                [.text(digest.description)]
            )
        else { return nil }
        guard let manifest = FolderManifest(try JSONReader.read(Array(try row.text("files").utf8), maximumBytes: .max))
        else { throw StoredDataProblem(column: "files") }
        return manifest
    }

    /// Replaces what a product shows by a new version; versions that agreements name stay.
    package static func revise(_ product: Product, in transaction: WriteTransaction) throws {
        try insert(product.version, of: product.id, in: transaction)
        try transaction.execute(
            "UPDATE product SET title = ?, description = ?, keywords = ?, media_type = ?, version = ? WHERE id = ?",
            [
                .text(product.title), .text(product.description), SQLValue(.strings(product.keywords)),
                .text(product.mediaType), SQLValue(product.version.number), SQLValue(product.id),
            ]
        )
    }

    package static func setState(
        _ state: Product.State,
        of product: Identifier<Product>,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            "UPDATE product SET state = ? WHERE id = ?",
            [.text(state.rawValue), SQLValue(product)]
        )
        if state == .retired {
            try transaction.execute("DELETE FROM catalog_entry WHERE product = ?", [SQLValue(product)])
        }
    }

    package static func product(_ id: Identifier<Product>, in transaction: ReadTransaction) throws -> Product? {
        try transaction.first("SELECT \(productColumns) FROM \(productTables) WHERE p.id = ?", [SQLValue(id)])
            .map(product)
    }

    package static func products(_ page: PageRequest, in transaction: ReadTransaction) throws -> [Product] {
        try transaction.query(
            """
            SELECT \(productColumns) FROM \(productTables)
            WHERE p.id > ? AND (p.id LIKE ? OR p.title LIKE ?) ORDER BY p.id LIMIT ?
            """,
            [.text(page.after), .text(page.pattern), .text(page.pattern), SQLValue(page.limit + 1)]
        ).map(product)
    }

    /// The version that an agreement names.
    package static func version(
        _ digest: Digest,
        of product: Identifier<Product>,
        in transaction: ReadTransaction
    ) throws -> ProductVersion? {
        try transaction.first(
            """
            SELECT number AS version, digest, content_digest, content_bytes, content_modified
            FROM product_version WHERE product = ? AND digest = ? ORDER BY number DESC LIMIT 1
            """,
            [SQLValue(product), .text(digest.description)]
        ).map(version)
    }

    private static func product(_ row: SQLRow) throws -> Product {
        Product(
            id: try row.identifier("id", of: Product.self),
            resource: try row.identifier("resource", of: Resource.self),
            title: try row.text("title"),
            description: try row.text("description"),
            keywords: try row.json("keywords").oneOrMany.compactMap(\.stringValue),
            mediaType: try row.text("media_type"),
            version: try version(row),
            state: try row.word("state", as: Product.State.self),
            created: try row.instant("created")
        )
    }

    private static func version(_ row: SQLRow) throws -> ProductVersion {
        guard let digest = Digest(try row.text("digest")) else { throw StoredDataProblem(column: "digest") }
        var content: ContentStamp?
        if let text = try row.optionalText("content_digest") {
            guard let contentDigest = Digest(text) else { throw StoredDataProblem(column: "content_digest") }
            content = ContentStamp(
                digest: contentDigest,
                bytes: try row.integer("content_bytes"),
                modified: try row.integer("content_modified")
            )
        }
        return ProductVersion(number: Int(try row.integer("version")), digest: digest, content: content)
    }
}
