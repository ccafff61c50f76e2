import ArgumentParser
import EvidenceLog
import Foundation
import Primitives

/// `sluice evidence generate`: a log of made-up entries under a key that everybody knows, for tests and measurements.
///
/// It is one run of the log's writer without a connector around it, so that faults can be put into every call that it makes.
struct EvidenceGenerate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Append made-up entries to a test log. 生成测试日志。",
        shouldDisplay: false
    )

    static let origin = "test.invalid/generated"
    static let seed = [UInt8](repeating: 0x5A, count: 32)

    @Argument(help: "The folder of the log; made when absent. 目录。") var folder: String
    @Option(help: "Entries to append. 追加条数。") var entries = 1
    @Option(help: "Entries of one checkpoint. 每个检查点的条数。") var batch = 65_536

    static func entry(_ index: Int) -> [UInt8] { Array("entry \(index)".utf8) }

    func run() async throws {
        let path = Input.absolute(folder)
        guard let key = Ed25519NoteKey(name: Self.origin, seed: Self.seed), batch > 0 else { throw ExitCode(2) }
        do {
            var writer = try LogWriter(
                LogPlace(published: path + "/log", state: path + "/state"),
                origin: Self.origin,
                signers: [key]
            )
            let target = writer.head.checkpoint.size + entries
            while writer.head.checkpoint.size < target {
                let start = writer.head.checkpoint.size
                try writer.append((start..<min(start + batch, target)).map(Self.entry))
            }
            let result: JSONValue = [
                "size": .int(writer.head.checkpoint.size), "verifierKey": .string(key.key.text),
                "directory": .string(path + "/log"),
            ]
            print(result.text)
        } catch let problem as LogProblem {
            Screen.tell(problem.description)
            throw ExitCode(1)
        }
    }
}
