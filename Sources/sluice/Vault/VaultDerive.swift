import ArgumentParser
import Foundation
import NIOCore
import Primitives
import ServerKit

/// `sluice vault derive`: hand back a result as a registered application does.
struct VaultDerive: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "derive",
        abstract: "Hand back a result as an application, with its token in --token-file. 以应用身份交回衍生数据。"
    )

    @Argument(help: "The grants that it was made from. 来源授权编号。") var grants: [String]
    @Option(name: .long, help: "The file with the result. 衍生数据文件。") var file: String
    @Option(name: .customLong("media-type"), help: "Its media type, such as text/csv. 媒体类型。")
    var mediaType: String = "application/octet-stream"
    @Option(name: .long, help: "What it was made for. 用途。") var purpose: String?
    @OptionGroup var common: CommonOptions

    private static let fields = [
        Column("ID", "编号", "id"), Column("FROM", "来源", "from"), .bytes("SIZE", "大小", "bytes"),
        Column("SHA-256", "SHA-256", "sha256"), .time("DUE", "销毁期限", "due"),
    ]

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let path = Input.absolute(file)
        // Seen first: what breaks off later has been asked for, and is reported as tried.
        guard FileManager.default.isReadableFile(atPath: path), !Input.isFolder(path) else {
            throw Problem.invalid("the file `\(file)` cannot be read", "文件 `\(file)` 无法读取")
        }
        let made = try await client.upload(
            ["derived"],
            query: [("from", grants.joined(separator: ",")), ("purpose", purpose)],
            FilePieces(path: path),
            mediaType: mediaType
        )
        try screen.show(made, Self.fields)
    }
}

/// A file in pieces, read only as fast as they are taken.
struct FilePieces: AsyncSequence, Sendable {
    private static let pieceBytes = 262_144

    let path: String

    struct AsyncIterator: AsyncIteratorProtocol {
        let path: String
        var handle: FileHandle?

        mutating func next() async throws -> ByteBuffer? {
            let handle = try self.handle ?? FileHandle(forReadingFrom: URL(filePath: path))
            self.handle = handle
            guard let piece = try handle.read(upToCount: FilePieces.pieceBytes), !piece.isEmpty else { return nil }
            return ByteBuffer(bytes: piece)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(path: path) }
}
