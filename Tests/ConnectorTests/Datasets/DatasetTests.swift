import Connector
import Foundation
import Primitives
import ServerKit
import TestKit
import Testing

/// Resources, products and offers on a real database.
struct DatasetTests {
    /// A file with text, gone after the body.
    private func withFile(_ text: String, _ body: (URL) async throws -> Void) async throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "sluice-data-" + UUID().uuidString)
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        try await body(url)
    }

    @Test func `a product is bound to the digest of its file, and a revision leaves the old version readable`()
        async throws
    {
        let fixture = try await Fixture()
        let datasets = fixture.provider.datasets
        try await withFile("one") { url in
            let resource = try await datasets.addResource(name: "file", source: .file(path: url.path))
            let product = try await datasets.publish(resource: resource.id, .init(title: "File"))
            #expect(product.version.number == 1)
            #expect(product.version.content?.digest == Digest(of: "one"))
            #expect(product.version.content?.bytes == 3)
            try Data("two!".utf8).write(to: url)
            let revised = try await datasets.revise(product.id)
            #expect(revised.version.number == 2)
            #expect(revised.version.content?.digest == Digest(of: "two!"))
            let old = try await fixture.provider.database.read {
                try DatasetStore.version(product.version.digest, of: product.id, in: $0)
            }
            #expect(old == product.version)
        }
    }

    @Test func `sources that are not there are refused when they are described`() async throws {
        let fixture = try await Fixture()
        try await fixture.expectUnchanged(fixture.provider) {
            for source in [DataSource.file(path: "/nowhere/at/all"), .folder(path: "/nowhere/at/all")] {
                let code = await problem {
                    _ = try await fixture.provider.datasets.addResource(name: "x", source: source)
                }
                #expect(code == .source)
            }
        }
    }

    @Test func `an identifier names one thing`() async throws {
        let fixture = try await Fixture()
        let name = fixture.provider.name
        try await fixture.expectUnchanged(fixture.provider) {
            let product = await problem {
                _ = try await fixture.provider.datasets.publish(
                    resource: Identifier("urn:resource:" + name),
                    .init(title: "again"),
                    id: TwoParties.product(of: name).rawValue
                )
            }
            #expect(product == .conflict)
            let offer = await problem {
                _ = try await fixture.provider.datasets.offer(
                    product: TwoParties.product(of: name),
                    policy: TwoParties.policy,
                    mode: .manual,
                    id: TwoParties.offer(.manual, of: name).rawValue
                )
            }
            #expect(offer == .conflict)
        }
    }

    @Test func `a policy that cannot be read or would lose its meaning is refused when it is published`() async throws {
        let fixture = try await Fixture()
        let policies: [JSONValue] = [
            [:], ["permission": []], ["permission": [["action": 7]]],
            ["permission": [["action": "use", "constraint": [["leftOperand": "count", "operator": "resembles"]]]]],
        ]
        for policy in policies {
            try await fixture.expectUnchanged(fixture.provider) {
                let code = await problem {
                    _ = try await fixture.provider.datasets.offer(
                        product: TwoParties.product(of: fixture.provider.name),
                        policy: policy,
                        mode: .manual
                    )
                }
                #expect(code == .invalid, "\(policy.text)")
            }
        }
    }

    @Test func `withdrawing twice is once, and a withdrawn offer cannot be asked for`() async throws {
        let fixture = try await Fixture()
        let id = TwoParties.offer(.automatic, of: fixture.provider.name)
        let withdrawn = try await fixture.provider.datasets.withdraw(id)
        #expect(withdrawn.state == .withdrawn)
        try await fixture.expectUnchanged(fixture.provider) {
            let withdrawn = try await fixture.provider.datasets.withdraw(id)
            #expect(withdrawn.state == .withdrawn)
        }
        let asked = try await fixture.request(.automatic)
        try await fixture.settle()
        #expect(try await fixture.negotiation(asked.id).state == .terminated)
    }
}
