import ArgumentParser
import Foundation
import Primitives
import ServerKit

extension Sluice {
    /// Runs a command; every failure leaves here, in one shape and with a documented exit code.
    static func main() async {
        let arguments = Array(ProcessInfo.processInfo.arguments.dropFirst())
        do {
            var command = try parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Foundation.exit(report(error, arguments).rawValue)
        }
    }

    private static func report(_ error: any Error, _ arguments: [String]) -> ExitStatus {
        if let code = error as? ExitCode { return ExitStatus(rawValue: code.rawValue) ?? .unexpected }
        let language = Language.choose(arguments: arguments, ProcessInfo.processInfo.environment)
        let isJSON = arguments.contains("--json")
        switch exitCode(for: error) {
        case .success:
            print(fullMessage(for: error))
            return .done
        case .validationFailure:
            let usage = isJSON ? Self.usage(message(for: error)).json.text : fullMessage(for: error)
            Screen.tell(language == .zh && !isJSON ? "命令用法有误：\n\(usage)" : usage)
            return .invalid
        default:
            let failure = Failure(error)
            Screen.tell(isJSON ? failure.json.text : failure.text(language))
            return failure.status
        }
    }

    private static func usage(_ message: String) -> Failure {
        Failure(Problem(.invalid, BilingualText(en: message, zh: "命令用法有误：\(message)")))
    }
}
