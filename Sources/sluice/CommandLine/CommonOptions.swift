import ArgumentParser
import Foundation
import ServerKit

/// How a command speaks.
struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Print one JSON value; failures as JSON on standard error. 以 JSON 输出。")
    var json = false

    @Option(name: .long, help: "Language of messages, zh or en; else SLUICE_LANG, else LANG. 提示语言。")
    var lang: Language?

    var screen: Screen {
        Screen(language: .choose(lang, ProcessInfo.processInfo.environment), isJSON: json)
    }
}

/// How a command finds the running connector, and how it speaks.
struct CommonOptions: ParsableArguments {
    @OptionGroup var configuration: ConfigurationOptions

    @Option(name: .long, help: "Management address; else SLUICE_URL, else from the configuration. 管理接口地址。")
    var url: String?

    @Option(name: .long, help: "File with the API token; else SLUICE_TOKEN, else from the configuration. 令牌文件。")
    var tokenFile: String?

    @OptionGroup var output: OutputOptions

    /// The connector's management API, opened with the token found.
    func client() throws -> ManagementClient {
        let environment = ProcessInfo.processInfo.environment
        if let address = url ?? environment["SLUICE_URL"] {
            guard let token = try givenToken(environment) else { throw Self.noToken }
            return try ManagementClient(address: address, token: token.text, tokenSource: token.source)
        }
        let place = try configuration.managementPlace()
        let token = try givenToken(environment) ?? (try Self.read(place.tokenFile), place.tokenFile)
        return try ManagementClient(address: place.address, token: token.text, tokenSource: token.source)
    }

    private func givenToken(_ environment: [String: String]) throws -> (text: String, source: String)? {
        if let tokenFile { return (try Self.read(tokenFile), tokenFile) }
        return environment["SLUICE_TOKEN"].map { ($0, "SLUICE_TOKEN") }
    }

    /// Bytes of a token's file: ours have 65.
    private static let tokenFileBytes = 4096

    /// The token in a file.
    static func read(_ path: String) throws -> String {
        guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= tokenFileBytes,
            let text = String(validating: bytes, as: UTF8.self)
        else {
            throw Problem(
                .unavailable,
                BilingualText(en: "the token file `\(path)` cannot be read", zh: "令牌文件 `\(path)` 无法读取"),
                advice: BilingualText(
                    en: "start the connector once with this configuration, or name a file with --token-file",
                    zh: "请先用该配置启动一次连接器，或用 --token-file 指定文件"
                )
            )
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static let noToken = Problem(
        .unauthenticated,
        BilingualText(en: "an address was given without a token", zh: "给出了地址，但没有令牌"),
        advice: BilingualText(
            en: "add --token-file FILE or set SLUICE_TOKEN; the configuration's token is not sent to other addresses",
            zh: "请加 --token-file 文件或设置 SLUICE_TOKEN；配置中的令牌不会发往其他地址"
        )
    )
}

extension ConfigurationOptions {
    /// The part of the configuration that leads to the running connector.
    func managementPlace() throws -> ManagementPlace {
        guard file != nil || !overrides.isEmpty || ProcessInfo.processInfo.environment["SLUICE_PARTICIPANT_ID"] != nil
        else { throw Self.noConfiguration }
        return try ManagementPlace(
            try ConfigurationTree(
                file: file,
                environment: ProcessInfo.processInfo.environment,
                overrides: overrides
            )
        )
    }

    private static let noConfiguration = Problem(
        .invalid,
        BilingualText(en: "no configuration was found, so no connector either", zh: "未找到配置，无法确定连接器"),
        advice: BilingualText(
            en: "run this where sluice.yaml is, name it with --config or SLUICE_CONFIG, or give --url and --token-file",
            zh: "请在 sluice.yaml 所在目录运行，用 --config 或 SLUICE_CONFIG 指定，或给出 --url 与 --token-file"
        )
    )
}

extension ManagementPlace {
    /// Where a client on this machine reaches the management API.
    var address: String {
        let host = ["0.0.0.0", "", "*"].contains(bind.host) ? "127.0.0.1" : bind.host == "::" ? "::1" : bind.host
        return "http://\(host.contains(":") ? "[\(host)]" : host):\(bind.port)"
    }
}
