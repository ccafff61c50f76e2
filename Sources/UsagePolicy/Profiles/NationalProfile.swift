extension PolicyProfile {
    /// The code words of TC609-6-2025-14, annex C (tables C.5, C.6), and of -15, annex A.
    ///
    /// Spellings that are printed wrongly in the documents are read as well; where a word means what an ODRL word
    /// means, it is that word. Times without a zone are Beijing time.
    package static let national = PolicyProfile(
        names: ["urn:tc609:6-2025-14", "urn:tc609:6-2025-15"],
        english: "TC609 digital contract and usage control",
        chinese: "TC609 数字合约与使用控制",
        zoneMinutes: 480,
        prefixes: ["", "tc609:", "urn:tc609:6-2025-14:", "urn:tc609:6-2025-15:"],
        words: [
            word("transform", .same("transform"), "transform", "转换"),
            word("anonymize", .same("anonymize"), "anonymise", "匿名化"),
            word("desensitize", .action(under: "transform"), "mask", "脱敏"),
            word("access", .action(under: "use"), "access", "访问"),
            word("read", .same("read"), "read", "读取"),
            word("reproduce", .same("reproduce"), "copy", "复制"),
            word("storage", .same("archive"), "store", "存储"),
            word("download", .action(under: "reproduce"), "download", "下载"),
            word("process", .same("derive"), "process", "加工"),
            word("jointDevelop", .same("aggregate"), "develop jointly", "联合开发"),
            word("distribute", .same("distribute"), "distribute", "分发"),
            word("compute", .action(under: "use"), "compute", "计算"),
            // Annex D of -14 says it (导出), table C.5 does not: taking results out is no computing.
            word("export", .action(under: "reproduce"), "take results out", "导出"),
            word("grantUse", .same("grantUse"), "let others use", "授权使用"),
            word("policyTransmit", .same("nextPolicy"), "hand the policy on", "策略传递", or: ["plicyTransmit"]),
            word("delivery", .action(under: "use"), "deliver", "交付"),
            word("sell", .same("sell"), "sell", "买卖"),
            word("logRecordSend", .same("inform"), "send the log", "日志发送"),
            word("delete", .same("delete"), "delete", "删除"),
            word("alert", .action(under: "use"), "warn", "告警"),
            word("compensate", .same("compensate"), "pay", "补偿"),
            word("time", .same("dateTime"), "the time", "时间"),
            word("timeWindow", .same("timeInterval"), "the time window", "时间窗口"),
            word("region", .same("spatial"), "the region", "地域"),
            word("networkAddress", .same("virtualLocation"), "the network address", "网络地址"),
            word("physicalAddress", .same("systemDevice"), "the physical address", "物理地址"),
            word("count", .same("count"), "the number of uses", "使用次数"),
            word("frequency", .operand(.number), "the frequency of use", "使用频率"),
            word("dataSize", .operand(.number), "the data volume", "数据量"),
            word("dataRecord", .operand(.number), "the number of records", "数据条数", or: ["dateRecord"]),
            word("dataField", .operand(.text), "the data field", "数据字段"),
            word("valueExpression", .operand(.text), "the value expression", "取值表达式"),
            word("application", .operand(.text), "the application", "应用程序"),
            word("algorithm", .operand(.text), "the algorithm", "算法"),
            word("machineLearningModels", .operand(.text), "the machine-learning model", "机器学习模型"),
            word("executionEnv", .operand(.text), "the execution environment", "运行环境"),
            word("encryptMode", .operand(.text), "the encryption mode", "加密方式"),
            word("deliveryMethod", .same("deliveryChannel"), "the delivery method", "交付方式"),
            word("payAmount", .same("payAmount"), "the payment", "支付金额"),
        ]
    )
}
