import ArgumentParser
import Primitives

/// `sluice doctor`: what is wrong here, and what to do.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check configuration, data, disk, clock, ports, TLS, the connector and its peers. 体检。",
        discussion: "Exit code 0 when nothing failed, else 1. 无异常时退出码为 0，否则为 1。"
    )

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let findings = await examine()
        let screen = common.output.screen
        let isWell = !findings.contains { $0.result == .failed }
        let items = findings.map(\.json)
        try screen.data(
            screen.isJSON
                ? JSONValue.object(["ok": .bool(isWell), "findings": .array(items)]).text
                : Table.text(items, Finding.columns, screen.language)
        )
        if !isWell { throw ExitCode(ExitStatus.unexpected.rawValue) }
    }

    private func examine() async -> [Finding] {
        let settings: ConnectorSettings
        do {
            settings = try common.configuration.settings()
        } catch {
            return [.failed("configuration", error)]
        }
        let file = common.configuration.file ?? "-"
        let isRunning = DataFolder.isInUse(settings.dataFolder)
        let local = LocalChecks(settings: settings, isRunning: isRunning).all()
        return [.ok("configuration", "valid: \(file)", "有效：\(file)")] + local + (await ConnectorChecks(common).all())
    }
}
