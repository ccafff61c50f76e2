import ArgumentParser
import Foundation
import NIOCore
import Primitives
import ServerKit

/// `sluice vault read`: use data as a registered application does.
struct VaultRead: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Use data as an application, with its token in --token-file. 以应用身份使用数据。"
    )

    @Argument(help: "The grant. 授权编号。") var id: String
    @Option(name: .long, help: "The file of a folder; none for a single file. 目录中的文件。") var file: String?
    @Option(name: .long, help: "Bytes FIRST-LAST, counted from 0. 字节区间。") var range: String?
    @Flag(name: .long, help: "As a table: the columns and rows that the agreement allows. 按表格读取。") var table = false
    @Option(name: .long, help: "Columns of the table, with commas between. 列。") var columns: String?
    @Option(name: .long, help: "What is done with it, as ODRL names it; read when absent. 操作。") var action: String?
    @Option(name: .long, help: "What it is used for. 用途。") var purpose: String?
    @OptionGroup var target: EvidenceOutput
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard columns == nil || table else { throw ValidationError("--columns needs --table") }
        guard range == nil || !table else { throw ValidationError("--range and --table exclude each other") }
    }

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let stream = try await client.use(
            ["grants", id, table ? "table" : "content"],
            query: [("file", file), ("columns", columns), ("action", action), ("purpose", purpose)],
            range: range.map { "bytes=" + $0 }
        )
        let handle =
            try target.file.map { try EvidenceExport.create(Input.absolute($0)) } ?? FileHandle.standardOutput
        for try await part in stream.body { try handle.write(contentsOf: Data(part.readableBytesView)) }
    }
}
