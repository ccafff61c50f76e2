import DataspaceProtocol
import Foundation
import Identity
import NIOCore
import Node
import Primitives
import ServerKit
import TestKit
import Testing

@testable import Connector

/// Deliveries under a controlling agreement: sealed from the first byte, and gone when the agreement says so.
@Suite struct VaultDeliveryTests {
    /// `use` under a prohibition that only a place under control can keep.
    static let controlling: JSONObject = ["prohibition": [["action": "distribute"]]]

    /// Every byte under a folder.
    static func everything(_ folder: String) throws -> Data {
        var all = Data()
        for name in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
            all.append(FileManager.default.contents(atPath: folder + "/" + name) ?? Data())
        }
        return all
    }

    static func grant(of transfer: TransferProcess, in vault: Vault) async throws -> VaultGrant {
        try #require(try await vault.list(PageRequest()).first { $0.transfer == transfer.id })
    }

    static func contains(_ all: Data, anyChunkOf content: [UInt8]) -> Bool {
        stride(from: 0, to: content.count - 32, by: 1000).contains {
            all.range(of: Data(content[$0..<($0 + 32)])) != nil
        }
    }

    @Test("nothing of the content is on the disk in the clear, and any range opens", arguments: SealingScheme.allCases)
    func sealed(_ scheme: SealingScheme) async throws {
        let folder = try TemporaryFolder()
        let content = noise(3 * DataPlaneLimits.chunkBytes + 4711)
        try await TwoConnectors.run(vault: folder.path + "/vault", scheme: scheme) { both in
            let source = try both.folder.file("data.bin", content)
            let agreement = try await both.agree(.file(path: source), more: Self.controlling)
            let sink = folder.path + "/plain.bin"
            let transfer = try await both.pull(agreement, into: .folder(path: sink))
            _ = try await both.consumer.waits(for: transfer.id, .completed)
            let vault = try #require(both.consumer.vault)
            let grant = try await Self.grant(of: transfer, in: vault)
            #expect(grant.state == .ready)
            #expect(grant.digest == Digest(of: content))
            #expect(!FileManager.default.fileExists(atPath: sink))
            #expect(!Self.contains(try Self.everything(folder.path), anyChunkOf: content))
            let shown = try await both.consumer.plane.progress(of: transfer.id)
            #expect(shown?.path == nil && shown?.isSealed == true)

            let file = try #require(try await vault.files(of: grant).first)
            let opened = try SealedContent(path: file.stored, bytes: file.bytes, seal: try await vault.seal(of: grant))
            let chunk = DataPlaneLimits.chunkBytes
            for range in [0..<10, chunk - 5..<chunk + 5, content.count - 4..<content.count, 0..<content.count] {
                let bytes = try opened.read(at: Int64(range.lowerBound), count: range.count)
                #expect(Array(bytes.readableBytesView) == Array(content[range]))
            }
            #expect(throws: Problem.self) { try opened.read(at: Int64(content.count), count: 1) }
        }
    }

    @Test("a changed, cut or moved piece of ciphertext does not open")
    func tampered() async throws {
        let folder = try TemporaryFolder()
        let content = noise(3 * DataPlaneLimits.chunkBytes)
        try await TwoConnectors.run(vault: folder.path + "/vault") { both in
            let source = try both.folder.file("data.bin", content)
            let agreement = try await both.agree(.file(path: source), more: Self.controlling)
            let transfer = try await both.pull(agreement, into: .folder(path: folder.path + "/plain.bin"))
            _ = try await both.consumer.waits(for: transfer.id, .completed)
            let vault = try #require(both.consumer.vault)
            let grant = try await Self.grant(of: transfer, in: vault)
            let file = try #require(try await vault.files(of: grant).first)
            let seal = try await vault.seal(of: grant)
            let good = try #require(FileManager.default.contents(atPath: file.stored))
            let sealedChunk = Int(SealedFile.sealedChunk(seal.scheme))
            func refuses(_ bytes: Data, at offset: Int64) throws -> Bool {
                try bytes.write(to: URL(fileURLWithPath: file.stored))
                do {
                    _ = try SealedContent(path: file.stored, bytes: file.bytes, seal: seal).read(at: offset, count: 10)
                    return false
                } catch let problem as Problem {
                    return problem.code == .storage
                }
            }
            var changed = good
            changed[good.count / 2] ^= 1
            #expect(try refuses(changed, at: Int64(content.count / 2)))
            #expect(try refuses(good.dropLast(1), at: 0))
            var swapped = good
            let first = SealedFile.saltBytes
            swapped.replaceSubrange(
                first..<first + sealedChunk,
                with: good[first + sealedChunk..<first + 2 * sealedChunk]
            )
            #expect(try refuses(swapped, at: 0))
            #expect(try !refuses(good, at: 0))
        }
    }

    @Test("a folder lands sealed, its names too, and plain `use` still lands in a plain folder")
    func folders() async throws {
        let folder = try TemporaryFolder()
        try await TwoConnectors.run(vault: folder.path + "/vault") { both in
            let tree = both.folder.path + "/tree"
            try FileManager.default.createDirectory(atPath: tree + "/in", withIntermediateDirectories: true)
            _ = try both.folder.file("tree/secret-name.csv", Array("a,b\r\n1,2\r\n".utf8))
            _ = try both.folder.file("tree/in/two.bin", noise(300_000))
            let agreement = try await both.agree(.folder(path: tree), more: Self.controlling)
            let transfer = try await both.pull(agreement, into: .folder(path: folder.path))
            _ = try await both.consumer.waits(for: transfer.id, .completed)
            let vault = try #require(both.consumer.vault)
            let grant = try await Self.grant(of: transfer, in: vault)
            let files = try await vault.files(of: grant)
            #expect(files.map(\.path).sorted() == ["in/two.bin", "secret-name.csv"])
            let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
            #expect(!names.contains { $0.contains("secret-name") || $0.contains("two.bin") })
            #expect(!Self.contains(try Self.everything(folder.path), anyChunkOf: noise(300_000)))

            let plain = try await both.agree(.file(path: tree + "/secret-name.csv"))
            let open = try await both.pull(plain, into: .folder(path: folder.path + "/plain.csv"))
            _ = try await both.consumer.waits(for: open.id, .completed)
            #expect(FileManager.default.contents(atPath: folder.path + "/plain.csv") == Data("a,b\r\n1,2\r\n".utf8))
        }
    }

    @Test("data under control is not handed on in the clear")
    func noOtherSink() async throws {
        let folder = try TemporaryFolder()
        try await TwoConnectors.run(vault: folder.path + "/vault") { both in
            let source = try both.folder.file("data.bin", noise(1000))
            let agreement = try await both.agree(.file(path: source), more: Self.controlling)
            let transfer = try await both.pull(
                agreement,
                into: .http(url: "http://127.0.0.1:9/", authorization: nil)
            )
            let ended = try await both.consumer.waits(for: transfer.id, .terminated)
            #expect(ended.reason?.json.text.contains("vault") == true, "\(String(describing: ended.reason))")
        }
    }

    @Test("when the agreement expires, the key dies first, then all else, and a proof stays")
    func expiry() async throws {
        let folder = try TemporaryFolder()
        let clock = MovableClock()
        let content = noise(600_000)
        try await TwoConnectors.run(clock: clock, vault: folder.path + "/vault") { both in
            let source = try both.folder.file("data.bin", content)
            let until = World.real.now().advanced(seconds: 3600).description
            let agreement = try await both.agree(
                .file(path: source),
                permission: [
                    "action": "use",
                    "constraint": [
                        [
                            "leftOperand": "dateTime", "operator": "lt",
                            "rightOperand": ["@value": .string(until), "@type": "xsd:dateTime"],
                        ]
                    ],
                ]
            )
            let transfer = try await both.pull(agreement, into: .folder(path: folder.path))
            _ = try await both.consumer.waits(for: transfer.id, .completed)
            let vault = try #require(both.consumer.vault)
            let grant = try await Self.grant(of: transfer, in: vault)
            #expect(grant.due?.description == until)
            let seal = try await vault.seal(of: grant)
            clock.advance(milliseconds: 3_601_000)
            let destroyed = try await eventually {
                let now = try await vault.find(grant.id.rawValue)
                return now.state == .destroyed ? now : nil
            }
            #expect(destroyed.cause == .expired)
            #expect(throws: Problem.self) { try seal.key.check() }
            #expect(!FileManager.default.fileExists(atPath: vault.keys.folder(of: grant.id)))
            let proof = try await vault.proof(of: grant.id.rawValue)
            #expect(proof.document["key"]?.stringValue == grant.keyName)
            #expect(proof.document["content"]?.stringValue == Digest(of: content).description)
            #expect(try await vault.files(of: grant).isEmpty)
            let types = try await both.consumer.essentials.database.read { transaction in
                try EvidenceStore.entries(about: "vault", grant.id.rawValue, in: transaction)
                    .compactMap { $0.record["type"]?.stringValue }.filter { $0 != "vault.reported" }
            }
            #expect(
                types == [
                    "vault.opened", "vault.received", "vault.ending", "vault.key.destroyed", "vault.destroyed",
                ]
            )
        }
    }

    @Test("a destruction that was interrupted at any point is finished", arguments: [0, 1, 2, 3])
    func interrupted(_ step: Int) async throws {
        let folder = try TemporaryFolder()
        let party = try await Party(
            "consumer",
            port: 1,
            peer: ("provider", 2),
            database: folder.path + "/db",
            vault: folder.path + "/vault"
        )
        let vault = try #require(party.vault)
        let id = try await VaultFixture.fill(vault, in: party, content: noise(1000))
        try await vault.end(id, .byOwner)
        let place = vault.keys.folder(of: id)
        // What a crash can leave: nothing done, the key overwritten, the key gone, the ciphertext half gone.
        if step == 1 { try Data(repeating: 0, count: 80).write(to: URL(fileURLWithPath: place + "/key")) }
        if step >= 2 { try FileManager.default.removeItem(atPath: place + "/key") }
        if step == 3 { try FileManager.default.removeItem(atPath: place + "/content") }
        try party.essentials.database.close()

        let next = try await Party(
            "consumer",
            port: 1,
            peer: ("provider", 2),
            database: folder.path + "/db",
            vault: folder.path + "/vault"
        )
        let reopened = try #require(next.vault)
        await #expect(throws: Problem.self) { _ = try await reopened.seal(of: try await reopened.find(id.rawValue)) }
        try await VaultWarden(reopened).look()
        #expect(try await reopened.find(id.rawValue).state == .destroyed)
        #expect(!FileManager.default.fileExists(atPath: place))
        _ = try await reopened.proof(of: id.rawValue)
        try next.essentials.database.close()
        await party.egress.shutdown()
        await next.egress.shutdown()
    }
}

/// A grant with content, without a provider.
enum VaultFixture {
    /// A consumer with a vault of its own.
    static func consumer(_ folder: TemporaryFolder, _ clock: MovableClock) async throws -> Party {
        try await Party(
            "consumer",
            port: 1,
            peer: ("provider", 2),
            database: folder.path + "/db",
            clock: clock,
            vault: folder.path + "/vault"
        )
    }

    /// Puts content into the vault under an agreement with these terms.
    static func fill(
        _ vault: Vault,
        in party: Party,
        content: [UInt8],
        mediaType: String = "text/csv",
        terms: JSONObject = VaultDeliveryTests.controlling
    ) async throws -> Identifier<VaultGrant> {
        let id = "urn:agreement:\(UUID().uuidString)"
        var document: JSONObject = [
            "@type": "Agreement", "@id": .string(id), "target": "urn:data", "assigner": "urn:test:provider",
            "assignee": .string(party.id), "timestamp": .string(World.real.now().description),
            "permission": [["action": "use"]],
        ]
        for member in terms.members { document[member.key] = member.value }
        try await party.keep(
            Agreement(
                id: id,
                role: .consumer,
                negotiation: "urn:n:\(id)",
                peer: "urn:test:provider",
                dataset: "urn:data",
                productVersion: nil,
                document: .object(document),
                state: .active,
                created: World.real.now()
            )
        )
        let transfer = try await party.transfers.request(
            agreement: id,
            format: TransferFormat.pull.rawValue,
            sink: .folder(path: "/nowhere")
        )
        let landing = try #require(try await vault.landing(of: transfer))
        let part = try await party.plane.part(landing.target, of: transfer, in: landing)
        var reception = try await Reception(into: part, at: 0, disk: vault.disk)
        try await reception.take(ByteBuffer(bytes: content))
        let digest = try await reception.digest()
        let receipt = try await reception.commit(digest)
        var delivery = Delivery(transfer.id)
        delivery.outcome = .done
        delivery.bytes = receipt.bytes
        delivery.digest = digest
        delivery.path = receipt.path
        let sealed = try #require(landing.delivery(of: receipt, digest, "", mediaType))
        try await vault.received(sealed, delivery) { [delivery] in try DeliveryStore.save(delivery, in: $0) }
        return sealed.grant
    }
}
