/// The layers above the file, looked up by key path.
struct ConfigurationLayers: Sendable {
    static let prefix = "SLUICE_"

    /// Variables with our prefix.
    let environment: [String: String]
    /// All variables, for secrets that name one.
    let variables: [String: String]
    let overrides: [String: String]
    /// Folder of the configuration file (or the working folder), to which relative paths refer.
    let folder: String

    /// Overrides are texts such as `public.bind=0.0.0.0:443`, as given after `--set`; the last one wins.
    init(environment: [String: String], overrides: [String], folder: String) throws(ConfigurationProblem) {
        variables = environment
        self.environment = environment.filter { $0.key.hasPrefix(Self.prefix) }
        self.folder = folder
        var settings: [String: String] = [:]
        for text in overrides {
            guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
                throw ConfigurationProblem(
                    text,
                    .commandLine,
                    en: "must have the form key=value.",
                    zh: "须为 key=value 形式。"
                )
            }
            settings[String(text[..<sign])] = String(text[text.index(after: sign)...])
        }
        self.overrides = settings
    }

    /// The variable of a key path: prefix, upper case, and one `_` for each dot, hyphen and bracket pair.
    ///
    /// `public.bind` is `SLUICE_PUBLIC_BIND`; `datasets[0].path` is `SLUICE_DATASETS_0_PATH`.
    static func variable(_ path: String) -> String {
        prefix + String(path.uppercased().compactMap { $0 == "]" ? nil : $0.isLetter || $0.isNumber ? $0 : "_" })
    }

    /// The text that a higher layer than the file gives a key.
    func text(_ path: String) -> (text: String, source: ConfigurationSource)? {
        if let text = overrides[path] { return (text, .commandLine) }
        let variable = Self.variable(path)
        return environment[variable].map { ($0, .environment(variable)) }
    }
}
