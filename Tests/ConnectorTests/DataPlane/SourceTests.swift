import Connector
import DataspaceProtocol
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
import ServerKit
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(3)), .serialized)
struct DataPlaneSourceTests {
    @Test func `no spelling leaves the folder`() async throws {
        try await TwoConnectors.run { both in
            let outside = try TemporaryFolder()
            let secret = try outside.file("secret", Array("secret".utf8))
            let inside = try TemporaryFolder()
            let files = FileManager.default
            try files.createDirectory(atPath: inside.path + "/sub", withIntermediateDirectories: true)
            _ = try inside.file("a b.csv", [1, 2])
            _ = try inside.file("数据.csv", [3])
            _ = try inside.file("sub/c.csv", [4, 5, 6])
            _ = try inside.file(".hidden", [7])
            try files.createSymbolicLink(atPath: inside.path + "/link", withDestinationPath: secret)
            try files.createSymbolicLink(atPath: inside.path + "/up", withDestinationPath: outside.path)
            let pull = try await both.open(.folder(path: inside.path))
            let name = URL(fileURLWithPath: outside.path).lastPathComponent
            let spellings = [
                "/../\(name)/secret", "/%2e%2e/\(name)/secret", "/%2E%2E%2F\(name)%2Fsecret", "/..%2f\(name)/secret",
                "/sub/../../\(name)/secret", "/sub/%2e%2e/%2e%2e/\(name)/secret", "/..\\\(name)\\secret",
                "/..%5c\(name)%5csecret", "/%252e%252e/\(name)/secret", "/link", "/up/secret", "/sub/../a%20b.csv",
                "/./a%20b.csv", "//a%20b.csv", "/sub//c.csv", "/a%20b.csv/", "/a%20b.csv%00", "/a%20b.csv%00.txt",
                "/%00", "/.hidden", "/%2ehidden", secret, "/" + secret, "/%2f" + secret, "/sub%2fc.csv", "/sub",
                "/....//secret", "/..;/secret", "/%c0%ae%c0%ae/secret", "/%ff", "/%", "/%zz",
                "/\(String(repeating: "a/", count: 20))a",
                "/" + String(repeating: "a", count: 300), "/file:%2f%2f%2fetc%2fpasswd", "/~/secret",
            ]
            for spelling in spellings {
                let answer = try await pull.get(spelling)
                #expect([400, 404].contains(answer.status), "\(spelling): \(answer.status)")
                #expect(!answer.body.isEmpty && answer.body != Array("secret".utf8), "\(spelling)")
            }
            #expect(try await pull.get("/a%20b.csv").body == [1, 2])
            #expect(try await pull.get("/%E6%95%B0%E6%8D%AE.csv").body == [3])
            #expect(try await pull.get("/sub/c.csv", "Range: bytes=1-\r\n").body == [5, 6])
            let listing = try JSONReader.read(try await pull.get().body)
            let paths = listing["files"]?.arrayValue?.compactMap { $0["path"]?.stringValue } ?? []
            #expect(paths == ["a b.csv", "sub/c.csv", "数据.csv"])
        }
    }

    @Test func `a whole folder comes home file by file`() async throws {
        try await TwoConnectors.run { both in
            let inside = try TemporaryFolder()
            try FileManager.default.createDirectory(atPath: inside.path + "/sub", withIntermediateDirectories: true)
            let (one, two) = (noise(700_000, seed: 1), noise(300_000, seed: 2))
            _ = try inside.file("one.csv", one)
            _ = try inside.file("sub/two.csv", two)
            let agreement = try await both.agree(.folder(path: inside.path))
            let transfer = try await both.pull(agreement, into: .folder(path: both.folder.path + "/got"))
            _ = try await both.consumer.waits(for: transfer.id, .completed)
            #expect(try read(both.folder.path + "/got/one.csv") == one)
            #expect(try read(both.folder.path + "/got/sub/two.csv") == two)
            #expect(try await both.consumer.plane.progress(of: transfer.id)?.bytes == 1_000_000)
        }
    }

    @Test func `a folder is agreed on with all its files, and nothing else is delivered`() async throws {
        try await TwoConnectors.run { both in
            let inside = try TemporaryFolder()
            let one = try inside.file("one.csv", noise(400_000, seed: 1))
            let two = try inside.file("two.csv", noise(400_000, seed: 2))
            let pull = try await both.open(.folder(path: inside.path))
            let listing = try JSONReader.read(try await pull.get().body)
            let first = listing["files"]?.arrayValue?.first?["sha256"]?.stringValue
            #expect(first == Digest(of: noise(400_000, seed: 1)).hex)
            _ = try inside.file("three.csv", [1])
            #expect(try await pull.get("/three.csv").status == 404)
            // The same size, other bytes.
            _ = try inside.file("one.csv", noise(400_000, seed: 3))
            #expect(try await pull.get("/one.csv").status == 409)
            #expect(try await pull.get("/two.csv").status == 200)
            let agreement = try await both.agree(.folder(path: inside.path))
            let transfer = try await both.pull(agreement, into: .folder(path: both.folder.path + "/got"))
            _ = try await both.consumer.waits(for: transfer.id, .completed)
            #expect(try read(both.folder.path + "/got/three.csv") == [1])
            let files = [
                ("one.csv", noise(400_000, seed: 3)), ("three.csv", [1]), ("two.csv", noise(400_000, seed: 2)),
            ]
            let lines = files.map { "\(Digest(of: $0.1).hex) \($0.0)\n" }.joined()
            #expect(try await both.consumer.plane.progress(of: transfer.id)?.digest == Digest(of: lines))
            try FileManager.default.removeItem(atPath: two)
            let late = try await both.pull(agreement, into: .folder(path: both.folder.path + "/late"))
            let ended = try await both.consumer.waits(for: late.id, .terminated)
            #expect(ended.reason?.code == "source.changed")
            #expect(FileManager.default.fileExists(atPath: one))
        }
    }

    @Test func `a folder that cannot be listed whole is not published`() async throws {
        try await TwoConnectors.run { both in
            let inside = try TemporaryFolder()
            let deep = inside.path + String(repeating: "/d", count: 20)
            try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
            #expect(await problem { _ = try await both.agree(.folder(path: inside.path)) } == .source)
        }
    }

    @Test func `a query becomes CSV that a strict reader takes`() async throws {
        try await TwoConnectors.run { both in
            let folder = try TemporaryFolder()
            let path = folder.path + "/data.db"
            let table = Migration(
                "t",
                [
                    "CREATE TABLE t (id INTEGER, \"a,b\" TEXT, r REAL, x BLOB)",
                    """
                    INSERT INTO t VALUES (1, 'plain', 1.5, x'00ff'), (2, 'say "hi", you', -0.25, NULL),
                        (NULL, '', 1e20, x''), (9007199254740993, 'line' || char(13) || char(10) || 'break', 0.1, NULL), (5, ' space ', NULL, NULL)
                    """,
                ]
            )
            try Database.open(path: path, migrations: [table]).close()
            let pull = try await both.open(.sqlite(path: path, query: "SELECT * FROM t ORDER BY rowid"))
            let answer = try await pull.get()
            let expected =
                "id,\"a,b\",r,x\r\n1,plain,1.5,00ff\r\n2,\"say \"\"hi\"\", you\",-0.25,\r\n"
                + ",\"\",1e+20,\r\n9007199254740993,\"line\r\nbreak\",0.1,\r\n5,\" space \",,\r\n"
            #expect(answer.status == 200 && answer.unchunked.text == expected && answer.unchunked.isComplete)
            let digest = "Repr-Digest: sha-256=:\(base64(Digest(of: expected).bytes)):"
            #expect(answer.unchunked.trailer.lowercased().contains(digest.lowercased()))
            let agreement = try await both.agree(.sqlite(path: path, query: "SELECT id FROM t LIMIT 1"))
            let transfer = try await both.pull(agreement, into: .folder(path: both.folder.path + "/rows.csv"))
            _ = try await both.consumer.waits(for: transfer.id, .completed)
            #expect(try read(both.folder.path + "/rows.csv") == Array("id\r\n1\r\n".utf8))
        }
    }

    @Test func `the digest of a live delivery can be asked for afterwards, by its own mark only`() async throws {
        try await TwoConnectors.run { both in
            let folder = try TemporaryFolder()
            try Database.open(path: folder.path + "/d", migrations: []).close()
            let pull = try await both.open(.sqlite(path: folder.path + "/d", query: "SELECT 1 AS one"))
            let mark = "Sluice-Delivery: 0123456789abcdef\r\n"
            #expect(try await pull.get("", method: "HEAD", mark).field("Repr-Digest") == nil)
            #expect(try await pull.get("", mark).field("Sluice-Delivery") == "0123456789abcdef")
            let told = try await pull.get("", method: "HEAD", mark)
            #expect(told.field("Repr-Digest") == "sha-256=:\(base64(Digest(of: "one\r\n1\r\n").bytes)):")
            let other = try await pull.get("", method: "HEAD", "Sluice-Delivery: fedcba9876543210\r\n")
            #expect(other.field("Repr-Digest") == nil)
        }
    }

    @Test func `a query that writes, fails, or holds two statements is the source's fault`() async throws {
        try await TwoConnectors.run { both in
            let folder = try TemporaryFolder()
            let path = folder.path + "/data.db"
            try Database.open(path: path, migrations: [Migration("t", ["CREATE TABLE t (id INTEGER)"])]).close()
            for query in [
                "DELETE FROM t", "SELECT 1; DELETE FROM t", "SELECT nothing FROM t", "", "ATTACH ':memory:' AS x",
                "SELECT zeroblob(50000000)", "PRAGMA journal_mode = DELETE; SELECT 1", "CREATE TABLE u (x)",
            ] {
                let pull = try await both.open(.sqlite(path: path, query: query))
                let answer = try await pull.get()
                #expect(answer.status == 502, "\(query)")
                #expect(try JSONReader.read(answer.body)["error"]?["side"]?.stringValue == "source", "\(query)")
            }
        }
    }

    @Test func `a million rows flow in bounded memory`() async throws {
        try await TwoConnectors.run { both in
            let folder = try TemporaryFolder()
            let path = folder.path + "/data.db"
            try Database.open(path: path, migrations: []).close()
            let query =
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000000) SELECT x FROM n"
            let agreement = try await both.agree(.sqlite(path: path, query: query))
            let transfer = try await both.pull(agreement, into: .folder(path: both.folder.path + "/rows.csv"))
            _ = try await both.consumer.waits(for: transfer.id, .completed)
            let rows = try read(both.folder.path + "/rows.csv")
            #expect(
                rows.count { $0 == 10 } == 1_000_001 && String(decoding: rows.suffix(9), as: UTF8.self) == "1000000\r\n"
            )
        }
    }
}
