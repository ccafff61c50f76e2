import Connector
import Foundation
import ServerKit
import Testing

/// The connector's own files are neither published nor overwritten, however they are spelled.
struct ProtectedPlacesTests {
    @Test func `what belongs to the connector is refused, also through links and from above`() throws {
        let folder = try TemporaryFolder()
        let manager = FileManager.default
        for name in ["data/downloads", "shared", "database"] {
            try manager.createDirectory(atPath: folder.path + "/" + name, withIntermediateDirectories: true)
        }
        _ = try folder.file("data/sluice.db", [1])
        let key = try folder.file("key", [1])
        try manager.createSymbolicLink(atPath: folder.path + "/shared/in", withDestinationPath: folder.path + "/data")
        try manager.createSymbolicLink(atPath: folder.path + "/shared/key", withDestinationPath: key)
        let places = ProtectedPlaces([folder.path + "/data", key], except: [folder.path + "/data/downloads"])
        let refused = [
            "/data", "/data/", "/data/sluice.db", "/data/new/file", "/data/./sluice.db", "/data/downloads/../sluice.db",
            "/shared/in/sluice.db", "/shared/in", "/shared/key", "/key", "",
        ]
        for path in refused { #expect(throws: Problem.self, "\(path)") { try places.check(folder.path + path) } }
        #expect(throws: Problem.self) { try places.check("/") }
        for path in ["/data/downloads/x", "/data/downloads", "/shared/x", "/database/x", "/data2", "/keys"] {
            try places.check(folder.path + path)
        }
    }
}
