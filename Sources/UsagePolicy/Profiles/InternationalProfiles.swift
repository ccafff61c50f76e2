extension PolicyProfile {
    /// What this program adds: an action for which no other profile has a word.
    package static let sluice = PolicyProfile(
        names: ["urn:sluice:policy-1"],
        english: "Sluice",
        chinese: "数闸",
        zoneMinutes: nil,
        prefixes: ["sluice:"],
        words: [
            word(
                "secondAuthentication",
                .action(under: "use"),
                "have a person confirm with a second factor",
                "由人员以第二因素再次认证"
            )
        ]
    )

    /// The codes of the IDS information model 4.1 that its usage-control classes use.
    package static let internationalDataSpaces = PolicyProfile(
        names: ["https://w3id.org/idsa/core/", "https://w3id.org/idsa/code/"],
        english: "IDSA usage control",
        chinese: "IDSA 使用控制",
        zoneMinutes: nil,
        prefixes: ["idsc:", "https://w3id.org/idsa/code/"],
        words: [
            word("USE", .same("use"), "use", "使用"), word("READ", .same("read"), "read", "读取"),
            word("MODIFY", .same("modify"), "modify", "修改"), word("DELETE", .same("delete"), "delete", "删除"),
            word("ANONYMIZE", .same("anonymize"), "anonymise", "匿名化"),
            word("AGGREGATE", .same("aggregate"), "aggregate", "聚合"),
            word("DISTRIBUTE", .same("distribute"), "distribute", "分发"),
            word("COMPENSATE", .same("compensate"), "pay", "付费"),
            word("GRANT_USE", .same("grantUse"), "let others use", "授权使用"),
            word("NEXT_POLICY", .same("nextPolicy"), "hand the policy on", "传递策略"),
            word("NOTIFY", .same("inform"), "notify", "通知"),
            word("LOG", .action(under: "use"), "log", "记录日志"),
            word("ENCRYPT", .action(under: "transform"), "encrypt", "加密"),
            word("INCREMENT_COUNTER", .action(under: "use"), "count the use", "计数"),
            word("POLICY_EVALUATION_TIME", .same("dateTime"), "the time", "时间"),
            word("PURPOSE", .same("purpose"), "the purpose", "用途"), word("COUNT", .same("count"), "the uses", "次数"),
            word("EVENT", .same("event"), "the event", "事件"), word("SYSTEM", .same("system"), "the system", "系统"),
            word("PAY_AMOUNT", .same("payAmount"), "the payment", "支付金额"),
            word("ELAPSED_TIME", .same("elapsedTime"), "the elapsed time", "持续时间"),
            word("DELAY", .same("delayPeriod"), "the delay", "延迟"),
            word("ABSOLUTE_SPATIAL_POSITION", .same("spatial"), "the place", "地点"),
            word("CONNECTOR", .operand(.text), "the connector", "连接器"),
            word("APPLICATION", .operand(.text), "the application", "应用程序"),
            word("USER", .operand(.text), "the user or role", "用户或角色"),
            word("SECURITY_LEVEL", .operand(.text), "the security level", "安全级别"),
            word("ARTIFACT_STATE", .operand(.text), "the state of the artefact", "制品状态"),
            word("STATE", .operand(.text), "the state", "状态"), word("PATH", .operand(.text), "the path", "路径"),
            word("ENDPOINT", .operand(.text), "the endpoint", "端点"),
            word("TARGET_POLICY", .operand(.text), "the policy handed on", "传递的策略"),
            word("QUANTITY", .operand(.number), "the quantity", "数量"),
            word("RECURRENCE_RATE", .operand(.number), "the rate", "频率"),
        ]
    )

    /// The operands of the Catena-X ODRL profile.
    package static let catenaX = PolicyProfile(
        names: [
            "https://w3id.org/catenax/2025/9/policy/", "https://w3id.org/catenax/2025/9/policy/profile2509",
            "https://w3id.org/catenax/policy/", "cx-policy:profile2405", "cx-policy:profile2509",
        ],
        english: "Catena-X",
        chinese: "Catena-X",
        zoneMinutes: nil,
        prefixes: [
            "cx-policy:", "https://w3id.org/catenax/2025/9/policy/", "https://w3id.org/catenax/policy/",
        ],
        words: [word("access", .action(under: "use"), "access", "访问")]
            + [
                "AffiliatesBpnl", "AffiliatesRegion", "BusinessPartnerGroup", "BusinessPartnerNumber",
                "ConfidentialInformationMeasures", "ConfidentialInformationSharing", "ContractReference",
                "ContractTermination", "DataFrequency", "DataProvisioningEndDate", "DataProvisioningStartDate",
                "DataUsageEndDate", "DataUsageEndDefinition", "ExclusiveUsage", "FrameworkAgreement",
                "JurisdictionLocation", "JurisdictionLocationReference", "Liability", "ManagedLegalEntityBpnl",
                "ManagedLegalEntityRegion", "Membership", "Precedence", "UsagePurpose", "UsageRestriction",
                "VersionChanges", "Warranty", "WarrantyDefinition",
            ]
            .map { word($0, .operand(.text), $0, $0) }
            + ["DataProvisioningEndDurationDays", "DataUsageEndDurationDays", "WarrantyDurationMonths"]
            .map { word($0, .operand(.number), $0, $0) }
    )
}
