import Foundation
import Hummingbird
import Primitives
import ServerKit

/// The owner's way to a consistent copy of the running connector's database.
struct BackupAdmin: Sendable {
    /// Copies that stay in the data folder; older ones of ours are removed.
    private static let kept = 3
    private static let prefix = "sluice-"
    private static let suffix = ".db"

    let database: Database
    let folder: String

    /// The names are ours: a caller chooses no path.
    init(database: Database, dataFolder: String) {
        self.database = database
        folder = dataFolder + "/backups"
    }

    var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                "/api/v1/backup",
                access: .role(.owner),
                "copy the database, as of one moment, into the data folder's backups",
                description: EndpointDescription(success: 201, answer: "Backup")
            ) { _ in
                .json(try await copy(), status: .created)
            }
        ]
    }

    private func copy() async throws -> JSONValue {
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let now = World.real.now()
        let path = "\(folder)/\(Self.prefix)\(BackupFiles.stamp(now))-\(World.real.correlation())\(Self.suffix)"
        try await database.backup(to: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try removeOld()
        return ["path": .string(path), "created": .string(now.description)]
    }

    private func removeOld() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasPrefix(Self.prefix) && $0.hasSuffix(Self.suffix) }.sorted()
        for name in names.dropLast(Self.kept) { try FileManager.default.removeItem(atPath: folder + "/" + name) }
    }
}
