import ArgumentParser

@main
struct Sluice: AsyncParsableCommand {
    /// The version of this program; the CHANGELOG says what changed.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "sluice",
        abstract: "Sluice (数闸): a trusted data space in one binary. 可信数据空间。",
        version: version,
        subcommands: [
            DemoCommand.self, ConnectorCommand.self, GetCommand.self, ResourceCommand.self, ProductCommand.self,
            OfferCommand.self, NegotiationCommand.self, TransferCommand.self, CatalogCommand.self,
            AgreementCommand.self, UsageCommand.self, PeerCommand.self, KeyCommand.self, UserCommand.self,
            SecurityLogCommand.self,
            TokenCommand.self, CredentialCommand.self, TrustCommand.self, EvidenceCommand.self,
            EventCommand.self,
            DoctorCommand.self, ConfigCommand.self, BackupCommand.self, RestoreCommand.self, BenchCommand.self,
            PolicyCommand.self, VaultCommand.self, AppCommand.self, CaseCommand.self, RulesCommand.self,
            CalendarCommand.self, ScoreCommand.self,
            LedgerCommand.self, RankCommand.self, DrawCommand.self, ClockCommand.self, DutyCommand.self,
            ContractCommand.self,
        ]
    )
}
