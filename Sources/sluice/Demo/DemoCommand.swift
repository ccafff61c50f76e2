import ArgumentParser
import Foundation
import Primitives
import ServerKit
import UnixSignals

/// `sluice demo`: two connectors on this machine share a real dataset under a contract.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Watch a real dataset travel under a contract, on this machine. 本机演示：数据在合约下流通。"
    )

    @Flag(help: "End after the story instead of leaving the connectors running. 演示后退出。")
    var exit = false

    @Flag(help: "Print one JSON object instead of the story. 输出 JSON。")
    var json = false

    @Option(help: "Folder for the demo's data; a new one in the temporary folder when absent. 数据目录。")
    var data: String?

    @Option(help: "Language of the story: zh or en. 语言。")
    var lang: Language?

    func run() async throws {
        let folder = try DemoFolder(data)
        let narrator = DemoNarrator(isQuiet: json, language: .choose(lang, ProcessInfo.processInfo.environment))
        let processes = DemoProcesses()
        do {
            let result = try await DemoStory(folder: folder, narrator: narrator, processes: processes).run()
            if json { print(result.text) }
            if !exit { try await stayUntilInterrupted(narrator, folder) }
            processes.stop()
        } catch {
            processes.stop()
            narrator.fail(error, logs: folder.path)
            throw ExitCode.failure
        }
    }

    /// Leaves both connectors running until Ctrl-C, so that people can look around.
    private func stayUntilInterrupted(_ narrator: DemoNarrator, _ folder: DemoFolder) async throws {
        narrator.say(
            "Both connectors stay up. Ctrl-C ends them; the data stays in \(folder.path)",
            "两个连接器保持运行。按 Ctrl-C 结束；数据保留在 \(folder.path)"
        )
        for await _ in await InterruptSignals.trap() { break }
    }
}

/// Where the demo keeps what it makes.
struct DemoFolder: Sendable {
    let path: String

    init(_ given: String?) throws {
        let here = FileManager.default.currentDirectoryPath
        let mark = Hex.encode(World.real.random(4))
        let chosen = given.map { $0.hasPrefix("/") ? $0 : here + "/" + $0 }
        path = chosen ?? FileManager.default.temporaryDirectory.appendingPathComponent("sluice-demo-\(mark)").path
        if FileManager.default.fileExists(atPath: path) {
            throw Problem(
                .conflict,
                BilingualText(en: "`\(path)` exists already", zh: "`\(path)` 已存在"),
                advice: BilingualText(en: "choose a new folder with --data", zh: "请用 --data 指定新目录")
            )
        }
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// The example data that comes with the program: beside the sources, or where SLUICE_HOME says.
    static func examples() throws -> String {
        var candidates: [String] = []
        if let home = ProcessInfo.processInfo.environment["SLUICE_HOME"] { candidates.append(home) }
        var folder = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
        if let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            folder = URL(fileURLWithPath: own)
        }
        for _ in 0..<6 {
            folder.deleteLastPathComponent()
            candidates.append(folder.path)
        }
        for candidate in candidates {
            let examples = candidate + "/Examples/new-york-2013"
            if FileManager.default.fileExists(atPath: examples + "/flights-january.csv") { return examples }
        }
        throw Problem(
            .source,
            BilingualText(en: "the example data was not found", zh: "未找到示例数据"),
            advice: BilingualText(
                en: "run `bin/sluice demo` from the project, or set SLUICE_HOME to it",
                zh: "请在项目中运行 `bin/sluice demo`，或将 SLUICE_HOME 设为项目目录"
            )
        )
    }
}
