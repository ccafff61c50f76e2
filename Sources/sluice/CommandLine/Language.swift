import ArgumentParser
import ServerKit

/// The language that people are spoken to in.
enum Language: String, Sendable, CaseIterable, ExpressibleByArgument {
    case en, zh

    /// What was named on the command line, else `SLUICE_LANG`, else what the terminal's locale says, else English.
    static func choose(_ named: Language?, _ environment: [String: String]) -> Language {
        if let named { return named }
        let locale = ["SLUICE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].lazy
            .compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale?.lowercased().hasPrefix("zh") == true ? .zh : .en
    }

    /// As `choose`, from arguments that could not be parsed.
    static func choose(arguments: [String], _ environment: [String: String]) -> Language {
        for (index, argument) in arguments.enumerated() {
            if argument.hasPrefix("--lang=") {
                return choose(Language(rawValue: String(argument.dropFirst(7))), environment)
            }
            guard argument == "--lang", index + 1 < arguments.count else { continue }
            return choose(Language(rawValue: arguments[index + 1]), environment)
        }
        return choose(nil, environment)
    }
}

extension BilingualText {
    func text(_ language: Language) -> String { language == .zh ? zh : en }
}
