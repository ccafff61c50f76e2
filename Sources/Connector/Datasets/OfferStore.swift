package import Primitives
package import ServerKit

/// The table of offers and the catalogue's index.
package enum OfferStore {
    /// Most offers of one product: a catalogue entry must stay readable.
    package static let limitPerProduct = 20

    package static func insert(_ offer: Offer, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO offer (id, product, policy, mode, rules, audience, audience_claims, state, created)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                SQLValue(offer.id), SQLValue(offer.product), SQLValue(offer.policy), .text(offer.mode.rawValue),
                SQLValue(offer.rules?.json.text), SQLValue(.strings(offer.audience.participants)),
                SQLValue(claims(offer.audience)), .text(offer.state.rawValue), SQLValue(offer.created),
            ]
        )
        if let shape = offer.audience.shape {
            try transaction.execute(
                """
                INSERT INTO catalog_shape (names, offers) VALUES (?, 1)
                ON CONFLICT (names) DO UPDATE SET offers = offers + 1
                """,
                [SQLValue(shape)]
            )
        }
        for audience in offer.audience.keys {
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
        if let shape = offer.audience.shape {
            try transaction.execute("UPDATE catalog_shape SET offers = offers - 1 WHERE names = ?", [SQLValue(shape)])
            try transaction.execute("DELETE FROM catalog_shape WHERE offers <= 0")
        }
        for audience in offer.audience.keys {
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

    /// Sets of claims that offers ask for; more kinds of offers than this are refused.
    static let shapeLimit = 32

    /// The sets of claims that offers ask for.
    static func shapes(in transaction: ReadTransaction) throws -> [JSONValue] {
        try transaction.query("SELECT names FROM catalog_shape ORDER BY names LIMIT ?", [SQLValue(shapeLimit)])
            .map { try $0.json("names") }
    }

    /// Identifiers of products that a participant may see, in order, after one of them.
    ///
    /// One range read for each key of the participant, however many products there are.
    package static func visibleProducts(
        to participant: String,
        claims: [String: [String]],
        after: String,
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [Identifier<Product>] {
        let keys = OfferAudience.keys(of: participant, claims: claims, shapes: try shapes(in: transaction))
        var found: Set<String> = []
        for key in keys {
            let rows = try transaction.query(
                "SELECT product FROM catalog_entry WHERE audience = ? AND product > ? ORDER BY product LIMIT ?",
                [.text(key), .text(after), SQLValue(limit)]
            )
            for row in rows { found.insert(try row.text("product")) }
        }
        let ordered = found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return ordered.prefix(limit).map { Identifier($0) }
    }

    private static func claims(_ audience: OfferAudience) -> JSONValue {
        var object = JSONObject()
        for (name, values) in audience.claims { object[name] = .strings(values) }
        return .object(object)
    }

    private static func audience(_ row: SQLRow) throws -> OfferAudience {
        var claims: [String: [String]] = [:]
        for member in try row.json("audience_claims").objectValue?.members ?? [] {
            claims[member.key] = member.value.oneOrMany.compactMap(\.stringValue)
        }
        return OfferAudience(
            participants: try row.json("audience").oneOrMany.compactMap(\.stringValue),
            claims: claims
        )
    }

    private static func offer(_ row: SQLRow) throws -> Offer {
        Offer(
            id: try row.identifier("id", of: Offer.self),
            product: try row.identifier("product", of: Product.self),
            policy: try row.json("policy"),
            mode: try row.word("mode", as: Offer.Mode.self),
            rules: try row.optionalJSON("rules").map { try AcceptanceRules(try JSONFields($0)) },
            audience: try audience(row),
            state: try row.word("state", as: Offer.State.self),
            created: try row.instant("created")
        )
    }
}
