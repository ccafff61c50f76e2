import Connector
import Primitives
import ServerKit
import TestKit
import Testing

/// The catalogue as different participants see it.
struct CatalogTests {
    private func ids(_ fixture: Fixture, _ participant: String) async throws -> [String] {
        let page = try await fixture.provider.catalog.page(for: participant, after: "", limit: 100)
        return (page.catalog["dataset"]?.arrayValue ?? []).compactMap { $0["@id"]?.stringValue }
    }

    private func addProduct(_ fixture: Fixture, _ id: String, audience: [String]) async throws {
        let datasets = fixture.provider.datasets
        _ = try await datasets.publish(
            resource: Identifier("urn:resource:" + fixture.provider.name),
            .init(title: id),
            id: id
        )
        _ = try await datasets.offer(
            product: Identifier(id),
            policy: TwoParties.policy,
            mode: .manual,
            audience: audience,
            id: id + ":offer"
        )
    }

    @Test func `a product is seen by its audience alone`() async throws {
        let fixture = try await Fixture()
        try await addProduct(fixture, "urn:product:z", audience: [fixture.consumer.participant])
        let open = TwoParties.product(of: fixture.provider.name).rawValue
        #expect(try await ids(fixture, fixture.consumer.participant) == [open, "urn:product:z"])
        #expect(try await ids(fixture, "urn:party:stranger") == [open])
        let hidden = await problem {
            _ = try await fixture.provider.catalog.dataset("urn:product:z", for: "urn:party:stranger")
        }
        #expect(hidden == .notFound)
        let shown = try await fixture.provider.catalog.dataset("urn:product:z", for: fixture.consumer.participant)
        #expect(shown["hasPolicy"]?.arrayValue?.count == 1)
        #expect(shown["hasPolicy"]?.arrayValue?.first?["target"] == nil)
    }

    @Test func `a product for holders of claims is seen by those who hold all of them, and by nobody else`()
        async throws
    {
        let fixture = try await Fixture()
        let datasets = fixture.provider.datasets
        _ = try await datasets.publish(
            resource: Identifier("urn:resource:" + fixture.provider.name),
            .init(title: "members"),
            id: "urn:product:members"
        )
        let offer = try await datasets.offer(
            product: Identifier("urn:product:members"),
            policy: TwoParties.policy,
            mode: .automatic,
            audience: ["urn:party:guest"],
            audienceClaims: ["role": ["member", "operator"], "region": ["CN-52"]],
            id: "urn:offer:members"
        )
        let catalog = fixture.provider.catalog
        func sees(_ participant: String, _ claims: [String: [String]]) async throws -> Bool {
            let page = try await catalog.page(for: participant, claims: claims, after: "", limit: 100)
            let listed = (page.catalog["dataset"]?.arrayValue ?? []).contains { $0["@id"] == "urn:product:members" }
            let hidden = await problem {
                _ = try await catalog.dataset("urn:product:members", for: participant, claims: claims)
            }
            #expect(listed == (hidden == nil))
            return listed
        }
        #expect(try await sees("urn:party:guest", [:]))
        #expect(try await sees("urn:party:a", ["role": ["guest", "member"], "region": ["CN-11", "CN-52"]]))
        #expect(try await !sees("urn:party:a", ["role": ["member"]]))
        #expect(try await !sees("urn:party:a", ["role": ["member"], "region": ["CN-11"]]))
        #expect(try await !sees("urn:party:a", [:]))
        let key = OfferAudience(claims: ["role": ["member"]])
        #expect(!key.includes("*", claims: [:]))
        #expect(try await !sees("claims *", [:]))
        _ = try await datasets.withdraw(offer.id)
        #expect(try await !sees("urn:party:guest", [:]))
    }

    @Test func `an audience that would need too many rows of the index is refused`() async throws {
        let fixture = try await Fixture()
        let many = (0..<65).map { "v\($0)" }
        let wide = Dictionary(uniqueKeysWithValues: (0..<5).map { ("n\($0)", ["v"]) })
        for claims in [["a": many], ["a": Array(many.prefix(9)), "b": Array(many.prefix(9))], wide, ["a": []]] {
            let code = await problem {
                _ = try await fixture.provider.datasets.offer(
                    product: TwoParties.product(of: fixture.provider.name),
                    policy: TwoParties.policy,
                    mode: .manual,
                    audienceClaims: claims
                )
            }
            #expect(code == .invalid)
        }
    }

    @Test func `pages follow one another without gap or double`() async throws {
        let fixture = try await Fixture()
        for index in 0..<7 { try await addProduct(fixture, "urn:product:n\(index)", audience: []) }
        var seen: [String] = []
        var after: String? = ""
        while let cursor = after {
            let page = try await fixture.provider.catalog.page(
                for: fixture.consumer.participant,
                after: cursor,
                limit: 3
            )
            seen += (page.catalog["dataset"]?.arrayValue ?? []).compactMap { $0["@id"]?.stringValue }
            after = page.next
        }
        #expect(seen.count == 8)
        #expect(seen == seen.sorted())
        #expect(Set(seen).count == seen.count)
    }

    @Test func `a retired product disappears, and one without offers is not shown`() async throws {
        let fixture = try await Fixture()
        let id = TwoParties.product(of: fixture.provider.name)
        for mode in [Offer.Mode.automatic, .rules, .manual] {
            #expect(try await ids(fixture, fixture.consumer.participant) == [id.rawValue])
            _ = try await fixture.provider.datasets.withdraw(TwoParties.offer(mode, of: fixture.provider.name))
        }
        #expect(try await ids(fixture, fixture.consumer.participant).isEmpty)
        try await addProduct(fixture, "urn:product:y", audience: [])
        _ = try await fixture.provider.datasets.retire(Identifier("urn:product:y"))
        #expect(try await ids(fixture, fixture.consumer.participant).isEmpty)
    }

    @Test func `an empty catalogue carries no empty array, as the schema asks`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.provider.datasets.retire(TwoParties.product(of: fixture.provider.name))
        let page = try await fixture.provider.catalog.page(for: "urn:party:x", after: "", limit: 10)
        #expect(page.catalog["dataset"] == nil)
        #expect(page.catalog["participantId"]?.stringValue == fixture.provider.participant)
    }
}
