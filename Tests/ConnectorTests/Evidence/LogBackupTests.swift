import Connector
import EvidenceLog
import Foundation
import Node
import Primitives
import ServerKit
import TestKit
import Testing

/// A log that was copied, and one that comes back from a copy: nothing that others may hold is ever contradicted.
struct LogBackupTests {
    @Test func `a copy made while the log goes on is a whole log of an earlier size`() async throws {
        let fixture = try await Fixture()
        let log = try LogFixture(fixture.provider)
        try await business(fixture)
        try await log.advance()
        let size = try log.size()
        let target = LogPlace(published: log.folder + "/copy/log", state: log.folder + "/copy/state")
        let copied = try #require(try LogCopy.run(from: log.place, to: target))
        #expect(copied.checkpoint.checkpoint.size == size)
        let report = try LogCheck.run(target.published, keys: [try await log.key()])
        #expect(report.entries == size && report.ahead.isEmpty)
        try await business(fixture)
        try await log.advance()
        #expect(try target.published.checkpoint()?.checkpoint.size == size)
        #expect(try LogCopy.run(from: LogPlace(published: log.folder + "/none", state: log.folder), to: target) == nil)
    }

    @Test(arguments: ["tile/0/000.p/", "tile/entries/000.p/"])
    func `a log with a wrong tile is not copied`(_ folder: String) async throws {
        let fixture = try await Fixture()
        let log = try LogFixture(fixture.provider)
        try await business(fixture)
        try await log.advance()
        let path = log.place.published.path + "/" + folder + "\(try log.size())"
        var bytes = try #require(FileManager.default.contents(atPath: path))
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        let target = LogPlace(published: log.folder + "/copy/log", state: log.folder + "/copy/state")
        #expect(throws: LogProblem.self) { try LogCopy.run(from: log.place, to: target) }
        #expect(try target.published.checkpoint() == nil)
    }

    @Test func `a restored database signs nothing until a new epoch, whose name was never used`() async throws {
        let fixture = try await Fixture()
        let log = try LogFixture(fixture.provider)
        try await business(fixture)
        try await log.advance()
        let world = fixture.provider.essentials.world
        let backup = world.now()
        #expect(try await fixture.provider.database.write { try EvidenceEpochStore.restore(from: backup, in: $0) })
        // Another machine: nothing is left of the files, and nothing tells how far the log went.
        let restored = try LogFixture(fixture.provider)
        await restored.evidence.writer.begin()
        #expect(restored.health.state.isStopped)
        #expect(restored.health.state.failure?.en.contains("restored from a backup") == true)
        #expect(throws: Problem.self) { try restored.health.check(at: world.now()) }
        await #expect(throws: LogProblem.self) { try await restored.advance() }
        #expect(try restored.place.published.checkpoint() == nil)

        let epoch = try await restored.evidence.recovery.begin(by: "owner", reason: "the machine was lost")
        // An epoch that began after the backup is forgotten here and may have had the number 2.
        #expect(epoch == world.now().milliseconds / 1000)
        try await restored.advance()
        #expect(!restored.health.state.isStopped)
        let logs = try await restored.evidence.receipts.logs()
        #expect(logs.map(\.epoch) == [1, epoch])
        let place = restored.evidence.writer.settings.place(epoch: epoch)
        let key = try VerifierKey(reading: try #require(logs.last).verifierKey)
        #expect(key.name == "log.example/\(fixture.provider.name)/\(epoch)")
        #expect(try LogCheck.run(place.published, keys: [key]).entries > 0)
    }

    @Test func `a number whose files are there is not used again`() async throws {
        let fixture = try await Fixture()
        let log = try LogFixture(fixture.provider)
        _ = try await fixture.agree()
        try await log.advance()
        // A younger database, and the files of an older log that had recovered once.
        let second = log.evidence.writer.settings.place(epoch: 2)
        _ = try LogCopy.run(from: log.place, to: second)
        let younger = try await Fixture(seed: 2)
        let again = try LogFixture(younger.provider, folder: log.folder, health: younger.provider.essentials.health)
        await again.evidence.writer.begin()
        #expect(again.health.state.isStopped)
        #expect(try await again.evidence.recovery.begin(by: "owner", reason: "a trial") == 3)
    }
}
