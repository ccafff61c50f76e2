package import Primitives
package import ServerKit

/// The table of offers and the catalogue's index.
package enum OfferStore {
    /// Most offers of one product: a catalogue entry must stay readable.
    package static let limitPerProduct = 20

    package static func insert(_ offer: Offer, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO offer (id, product, policy, mode, rules, audience, state, created)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                SQLValue(offer.id), SQLValue(offer.product), SQLValue(offer.policy), .text(offer.mode.rawValue),
                SQLValue(offer.rules?.json.text), SQLValue(.strings(offer.audience)), .text(offer.state.rawValue),
                SQLValue(offer.created),
            ]
        )
        for audience in offer.audience.isEmpty ? ["*"] : offer.audience {
            try transaction.execute(
                """
                INSERT INTO catalog_entry (audience, product, offers) VALUES (?, ?, 1)
                ON CONFLICT (audience, product) DO UPDATE SET offers = offers + 1
                """,
                [.text(audience), SQLValue(offer.product)]
            )
        }
    }

    package static func withdraw(_ offer: Offer, in transaction: WriteTransaction) throws {
        try transaction.execute("UPDATE offer SET state = 'WITHDRAWN' WHERE id = ?", [SQLValue(offer.id)])
        for audience in offer.audience.isEmpty ? ["*"] : offer.audience {
            try transaction.execute(
                "UPDATE catalog_entry SET offers = offers - 1 WHERE audience = ? AND product = ?",
                [.text(audience), SQLValue(offer.product)]
            )
        }
        try transaction.execute(
            "DELETE FROM catalog_entry WHERE product = ? AND offers <= 0",
            [SQLValue(offer.product)]
        )
    }

    package static func offer(_ id: Identifier<Offer>, in transaction: ReadTransaction) throws -> Offer? {
        try transaction.first("SELECT * FROM offer WHERE id = ?", [SQLValue(id)]).map(offer)
    }

    package static func offers(_ page: PageRequest, in transaction: ReadTransaction) throws -> [Offer] {
        try transaction.query(
            "SELECT * FROM offer WHERE id > ? AND (id LIKE ? OR product LIKE ?) ORDER BY id LIMIT ?",
            [.text(page.after), .text(page.pattern), .text(page.pattern), SQLValue(page.limit + 1)]
        ).map(offer)
    }

    /// Active offers of a product.
    package static func offers(
        of product: Identifier<Product>,
        in transaction: ReadTransaction
    ) throws -> [Offer] {
        try transaction.query(
            "SELECT * FROM offer WHERE product = ? AND state = 'ACTIVE' ORDER BY id LIMIT ?",
            [SQLValue(product), SQLValue(limitPerProduct)]
        ).map(offer)
    }

    /// Identifiers of products that a participant may see, in order, after one of them.
    package static func visibleProducts(
        to participant: String,
        after: String,
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [Identifier<Product>] {
        try transaction.query(
            """
            SELECT product FROM (
                SELECT * FROM (SELECT product FROM catalog_entry WHERE audience = '*' AND product > ?1
                    ORDER BY product LIMIT ?3)
                UNION
                SELECT * FROM (SELECT product FROM catalog_entry WHERE audience = ?2 AND product > ?1
                    ORDER BY product LIMIT ?3)
            ) ORDER BY product LIMIT ?3
            """,
            [.text(after), .text(participant), SQLValue(limit)]
        ).map { try $0.identifier("product", of: Product.self) }
    }

    private static func offer(_ row: SQLRow) throws -> Offer {
        Offer(
            id: try row.identifier("id", of: Offer.self),
            product: try row.identifier("product", of: Product.self),
            policy: try row.json("policy"),
            mode: try row.word("mode", as: Offer.Mode.self),
            rules: try row.optionalJSON("rules").map { try AcceptanceRules(try JSONFields($0)) },
            audience: try row.json("audience").oneOrMany.compactMap(\.stringValue),
            state: try row.word("state", as: Offer.State.self),
            created: try row.instant("created")
        )
    }
}
