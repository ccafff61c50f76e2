import ArgumentParser
import EvidenceLog
import Foundation
import Primitives
import ServerKit

/// `sluice evidence export`: records with their salts and leaves, a JSON value per line.
struct EvidenceExport: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write evidence as JSON lines, each checked against its leaf. 导出存证。"
    )

    @OptionGroup var part: EvidencePart
    @Option(name: [.customShort("o"), .customLong("output")], help: "A new file; else standard output. 输出文件。")
    var file: String?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let output = try file.map { try Self.create(Input.absolute($0)) } ?? FileHandle.standardOutput
        var count = 0
        try await part.pages(limit: EvidenceExport.pageLimit, client) { page, _ in
            for entry in page {
                try Self.check(entry)
                try output.write(contentsOf: Data((entry.text + "\n").utf8))
            }
            count += page.count
            return true
        }
        screen.say("\(count) entries, each as its leaf commits to", "共 \(count) 条，均与承诺一致")
    }

    private static let pageLimit = 500

    static func create(_ path: String) throws -> FileHandle {
        guard !FileManager.default.fileExists(atPath: path),
            FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: path)
        else {
            throw Problem(
                .conflict,
                BilingualText(en: "`\(path)` exists already, or cannot be written", zh: "`\(path)` 已存在或不可写"),
                advice: BilingualText(en: "choose another file", zh: "请更换文件")
            )
        }
        return handle
    }

    /// An entry whose leaf does not commit to its record is not exported as if it did; an erased or masked one says so itself.
    private static func check(_ entry: JSONValue) throws {
        guard entry["record"] != .null, entry["salt"] != .null else { return }
        let commitment =
            try entry["leaf"]?.stringValue.map { try JSONReader.read($0)["commitment"]?.stringValue } ?? nil
        guard let record = entry["record"], let salt = entry["salt"]?.stringValue.flatMap({ Hex.decode($0) }),
            EvidenceLeaf.commitment(to: record, salt: salt).description == commitment
        else {
            let number = entry["sequence"]?.integerValue ?? -1
            throw Problem(
                .internalError,
                BilingualText(en: "entry \(number) is not what its leaf commits to", zh: "第 \(number) 条与其承诺不符"),
                advice: BilingualText(en: "compare with a backup: `sluice doctor`", zh: "请与备份比对：`sluice doctor`")
            )
        }
    }
}
