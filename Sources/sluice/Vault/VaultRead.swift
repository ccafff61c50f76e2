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
        guard range.map(Self.isRange) ?? true else {
            throw ValidationError("--range is FIRST-LAST or FIRST-, counted from 0; FIRST is not after LAST")
        }
    }

    /// A connector passes over a range that it cannot read, and gives everything.
    private static func isRange(_ text: String) -> Bool {
        let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Int64(ends[0]), first >= 0 else { return false }
        guard !ends[1].isEmpty else { return true }
        return Int64(ends[1]).map { $0 >= first } ?? false
    }

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        // The place is made first: an answer that cannot be kept would be a use all the same.
        let path = target.file.map { Input.absolute($0) }
        let handle = try path.map { try EvidenceExport.create($0) } ?? FileHandle.standardOutput
        do {
            let stream = try await client.use(
                ["grants", id, table ? "table" : "content"],
                query: [("file", file), ("columns", columns), ("action", action), ("purpose", purpose)],
                range: range.map { "bytes=" + $0 }
            )
            for try await part in stream.body { try handle.write(contentsOf: Data(part.readableBytesView)) }
        } catch {
            if let path, try handle.offset() == 0 { try FileManager.default.removeItem(atPath: path) }
            throw error
        }
    }
}
