import EvidenceLog
import Foundation
import Primitives
import Testing

/// A log in a folder of its own that goes away with the test.
final class TemporaryLog {
    let root: String
    let key: Ed25519NoteKey
    static let origin = "log.example/evidence"

    init() throws {
        root = NSTemporaryDirectory() + "/sluice-log-\(UUID().uuidString)"
        key = try #require(Ed25519NoteKey(name: Self.origin, seed: Array(repeating: 3, count: 32)))
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    var place: LogPlace { LogPlace(published: root + "/log", state: root + "/state") }
    var folder: LogFolder { place.published }

    func open(known: [SignedCheckpoint] = []) throws -> LogWriter {
        try LogWriter(place, origin: Self.origin, signers: [key], known: known)
    }

    func rebuild(_ entries: [[UInt8]], known: [SignedCheckpoint] = []) throws -> LogWriter {
        var rebuild = try #require(
            try LogRebuild(place, origin: Self.origin, signers: [key], known: known)
        )
        try rebuild.append(entries)
        return try rebuild.finish()
    }

    func check() throws -> LogCheck.Report { try LogCheck.run(folder, keys: [key.key]) }

    var files: [String] {
        let walker = FileManager.default.enumerator(atPath: root + "/log")
        var names: [String] = []
        while let name = walker?.nextObject() as? String {
            if walker?.fileAttributes?[.type] as? FileAttributeType == .typeRegular { names.append(name) }
        }
        return names.sorted()
    }

    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: root + "/" + name)))
    }

    func put(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: root + "/" + name))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: root + "/" + name) }
}

struct LogWriterTests {
    @Test func `a new log signs the empty tree`() throws {
        let log = try TemporaryLog()
        let writer = try log.open()
        #expect(writer.head.checkpoint == Checkpoint(origin: TemporaryLog.origin, size: 0, root: MerkleHash.empty))
        #expect(try log.check().entries == 0)
    }

    @Test(arguments: [7, 100, 255, 256, 257, 1000]) func `batches of any size lead to the same checked log`(
        _ batch: Int
    ) throws {
        let log = try TemporaryLog()
        let entries = NaiveTree.entries(600)
        var start = 0
        var heads: [SignedCheckpoint] = []
        while start < entries.count {
            var writer = try log.open(known: heads.suffix(2))
            let end = min(start + batch, entries.count)
            heads.append(try writer.append(Array(entries[start..<end])))
            start = end
        }
        let report = try log.check()
        #expect(report.entries == 600)
        #expect(report.checkpoint.checkpoint.root == NaiveTree(entries).root)
        #expect(report.ahead.isEmpty)
        // Partial tiles of what is full now are gone, those of the newest tree are there.
        #expect(!log.files.contains { $0.hasPrefix("tile/0/000.p") || $0.hasPrefix("tile/entries/001.p") })
        #expect(log.files.contains("tile/0/002.p/88"))
    }

    @Test func `partial tiles that were removed are cut from the full ones`() throws {
        let log = try TemporaryLog()
        var writer = try log.open()
        let old = try writer.append(NaiveTree.entries(200))
        try writer.append(Array(NaiveTree.entries(300)[200...]))
        var reader = TreeReader(size: 200, source: log.folder)
        #expect(try reader.root() == old.checkpoint.root)
        #expect(try reader.entry(at: 199) == NaiveTree.entry(199))
    }

    @Test func `one flipped byte in any file is found`() throws {
        let log = try TemporaryLog()
        var writer = try log.open()
        for size in [3, 255, 256, 258] {
            try writer.append(Array(NaiveTree.entries(size)[writer.head.checkpoint.size...]))
        }
        for name in log.files {
            let bytes = try log.bytes("log/" + name)
            for index in Set([0, 1, bytes.count / 2, bytes.count - 1]) {
                var changed = bytes
                changed[index] ^= 0x01
                try log.put(changed, "log/" + name)
                #expect(throws: (any Error).self, "\(name) byte \(index)") { try log.check() }
            }
            try log.put(bytes, "log/" + name)
        }
        #expect(try log.check().entries == 258)
    }

    @Test func `every byte of the checkpoint counts`() throws {
        let log = try TemporaryLog()
        var writer = try log.open()
        try writer.append(NaiveTree.entries(5))
        let bytes = try log.bytes("log/checkpoint")
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x01
            try log.put(changed, "log/checkpoint")
            #expect(throws: (any Error).self, "byte \(index)") { try log.check() }
        }
    }

    @Test func `files that do not belong to a log are found`() throws {
        let log = try TemporaryLog()
        var writer = try log.open()
        try writer.append(NaiveTree.entries(5))
        try log.put([1], "log/tile/0/stray")
        #expect(throws: LogProblem.self) { try log.check() }
    }
}

struct LogRecoveryTests {
    /// A log of 300 entries after one of 260.
    private func log() throws -> (TemporaryLog, SignedCheckpoint, SignedCheckpoint) {
        let log = try TemporaryLog()
        var writer = try log.open()
        let old = try writer.append(NaiveTree.entries(260))
        let new = try writer.append(Array(NaiveTree.entries(300)[260...]))
        return (log, old, new)
    }

    @Test func `a head that was kept and not published is published at the next start`() throws {
        let (log, old, new) = try log()
        try log.put(old.bytes, "log/checkpoint")
        let writer = try log.open()
        #expect(writer.head.checkpoint == new.checkpoint)
        #expect(try log.folder.checkpoint()?.checkpoint == new.checkpoint)
    }

    @Test func `a head that is lost is taken from the checkpoint, or from what the database knows`() throws {
        let (log, old, new) = try log()
        try log.remove("state/head")
        #expect(try log.open().head.checkpoint == new.checkpoint)
        try log.remove("state/head")
        try log.put(old.bytes, "log/checkpoint")
        #expect(try log.open(known: [new]).head.checkpoint == new.checkpoint)
    }

    @Test func `tiles left by a crash before signing do not disturb, whatever comes instead`() throws {
        let (log, old, new) = try log()
        // As if the crash came after the tiles of 300 and before the head: the database then has other entries, or more.
        try log.put(old.bytes, "state/head")
        try log.put(old.bytes, "log/checkpoint")
        #expect(try log.check().ahead.contains("tile/0/001.p/44"))
        var writer = try log.open()
        let others = (0..<300).map { Array("other \($0)".utf8) }
        let head = try writer.append(others)
        #expect(head.checkpoint.size == 560)
        #expect(try log.check().entries == 560)
        #expect(head.checkpoint.root != new.checkpoint.root)
    }

    @Test func `lost or changed tiles stop the log, and are written again from the entries`() throws {
        for name in ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"] {
            let (log, _, new) = try log()
            try log.put([1, 2, 3], "log/" + name)
            #expect(throws: LogProblem.self, "\(name)") { try log.open() }
            let writer = try log.rebuild(NaiveTree.entries(300))
            #expect(writer.head == new)
            #expect(try log.check().entries == 300)
        }
        let (log, _, new) = try log()
        try log.remove("log/tile")
        #expect(throws: LogProblem.self) { try log.open() }
        #expect(try log.rebuild(NaiveTree.entries(301)).head.checkpoint == new.checkpoint)
        #expect(try log.check().entries == 300)
    }

    @Test func `entries that do not lead to the signed root rebuild nothing`() throws {
        let (log, _, new) = try log()
        var entries = NaiveTree.entries(300)
        entries[17] = [0]
        #expect(throws: LogProblem.self) { try log.rebuild(entries) }
        #expect(throws: LogProblem.self) { try log.rebuild(NaiveTree.entries(299)) }
        #expect(try log.place.head() == new)
    }

    @Test func `files of an older backup are found by the head that the database knows`() throws {
        let (log, old, new) = try log()
        try log.put(old.bytes, "state/head")
        try log.put(old.bytes, "log/checkpoint")
        try log.remove("log/tile/0/001.p")
        #expect(throws: LogProblem.self) { try log.open(known: [new]) }
        #expect(try log.rebuild(NaiveTree.entries(300), known: [new]).head.checkpoint == new.checkpoint)
    }

    @Test func `a fork is found: two signed heads, neither a prefix of the other`() throws {
        let (log, old, _) = try log()
        let fork = try SignedCheckpoint(
            Checkpoint(origin: TemporaryLog.origin, size: 280, root: MerkleHash.leaf([9])),
            signers: [log.key]
        )
        #expect(throws: LogProblem.self) { try log.open(known: [fork]) }
        let larger = try SignedCheckpoint(
            Checkpoint(origin: TemporaryLog.origin, size: 310, root: MerkleHash.leaf([9])),
            signers: [log.key]
        )
        #expect(throws: LogProblem.self) { try log.open(known: [larger]) }
        #expect(throws: Never.self) { try log.open(known: [old]) }
    }

    @Test func `another log's folder, or another key, is refused`() throws {
        let (log, _, _) = try log()
        let stranger = try #require(Ed25519NoteKey(name: TemporaryLog.origin, seed: Array(repeating: 4, count: 32)))
        #expect(throws: LogProblem.self) {
            try LogWriter(log.place, origin: TemporaryLog.origin, signers: [stranger])
        }
        #expect(throws: LogProblem.self) { try LogWriter(log.place, origin: "log.example/other", signers: [log.key]) }
        #expect(throws: LogProblem.self) { try LogCheck.run(log.folder, keys: [stranger.key]) }
    }

    @Test func `a folder that cannot be written is an error and signs nothing`() throws {
        let (log, _, new) = try log()
        var writer = try log.open()
        try log.remove("state")
        #expect(throws: LogProblem.self) { try writer.append([[1]]) }
        #expect(try log.folder.checkpoint() == new)
    }
}
