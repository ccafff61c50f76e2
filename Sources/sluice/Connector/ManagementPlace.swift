import ServerKit

/// The part of the configuration that a command needs to find its connector: without peers, and so without their secrets.
struct ManagementPlace: Sendable {
    let dataFolder: String
    let bind: ConnectorSettings.Bind
    let tokenFile: String
    let evidenceFolder: String

    init(_ tree: ConfigurationTree) throws {
        dataFolder = try tree.path(
            "data",
            default: "sluice-data",
            "the folder of the database and of tokens; created with mode 0700"
        )
        let management = try tree.table("management")
        bind = try ConnectorSettings.bind(
            management,
            default: "127.0.0.1:8283",
            "where the owner's API listens"
        )
        tokenFile = try management.path(
            "tokenFile",
            default: dataFolder + "/owner-token",
            "the file that the first owner token is written to (mode 0600)"
        )
        evidenceFolder = try tree.table("evidence").path(
            "folder",
            default: dataFolder + "/evidence",
            "the folder of the log; a web server may publish its subfolder `log`"
        )
    }
}
