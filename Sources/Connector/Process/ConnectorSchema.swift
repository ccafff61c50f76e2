import Node
package import ServerKit

/// The ordered list of migrations; slices contribute, and the list grows only at its end.
package enum ConnectorSchema {
    package static let migrations: [Migration] =
        OutboxStore.migrations + EvidenceStore.migrations + WitnessStore.migrations + PeerStore.migrations
        + APITokens.migrations
        + Inbox.migrations + DatasetStore.migrations + NegotiationStore.migrations + AgreementStore.migrations
        + AmendmentStore.migrations + DutyStore.migrations + DutyReportStore.migrations
        + ContractStore.migrations
        + TransferStore.migrations + UsageHistoryStore.migrations
        + UsageFreezeStore.migrations
        + ManagementTrail.migrations + DeliveryStore.migrations
        + ReadinessStore.migrations + ClockStore.migrations + NodeKeyStore.migrations + TokenUseStore.migrations
        + TrustStore.migrations + ParticipantStore.migrations + WalletStore.migrations + IssuerStore.migrations
        + UserStore.migrations + SecurityLogStore.migrations + VaultStore.migrations
        + ApplicationStore.migrations + VaultUseStore.migrations + UsageReportStore.migrations
        + ControlPromise.migrations + VaultLineageStore.migrations
}
