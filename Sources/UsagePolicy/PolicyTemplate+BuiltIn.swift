import Primitives

extension PolicyTemplate {
    /// The templates that a space must offer at least (TDS-DC-01), and an unnarrowed one.
    package static let builtIn: [PolicyTemplate] = [
        one("product-content", "Limit the content of the product", "限定产品内容", fields, [within("dataField", "fields")]),
        one(
            "delivering-connector",
            "Limit the delivering connector",
            "限定交付连接器",
            Parameter(name: "connector", kind: .text, english: "the delivering connector", chinese: "交付连接器"),
            [equal("https://w3id.org/idsa/code/ENDPOINT", "connector")]
        ),
        one(
            "using-connector",
            "Limit the using connector",
            "限定使用连接器",
            Parameter(name: "connector", kind: .text, english: "the using connector", chinese: "使用连接器"),
            [equal("https://w3id.org/idsa/code/CONNECTOR", "connector")]
        ),
        one(
            "user",
            "Limit who uses it",
            "限定使用者",
            Parameter(name: "user", kind: .text, english: "the participant", chinese: "参与方"),
            [],
            assignee: "{{user}}"
        ),
        one(
            "operations",
            "Limit the operations",
            "限定操作行为",
            Parameter(name: "operations", kind: .list, english: "the permitted actions", chinese: "允许的行为"),
            [],
            action: "{{operations}}"
        ),
        one(
            "number-of-uses",
            "Limit the number of uses",
            "限定使用次数",
            Parameter(name: "count", kind: .count, english: "uses at most", chinese: "最多使用次数"),
            [comparison("odrl:count", "lteq", "count")]
        ),
        one(
            "duration",
            "Limit the duration of use",
            "限定使用时长",
            Parameter(name: "until", kind: .time, english: "the end of use", chinese: "使用截止时间"),
            [comparison("odrl:dateTime", "lt", "until")]
        ),
        one(
            "visibility",
            "Limit who sees it",
            "限定可见范围",
            Parameter(name: "recipients", kind: .list, english: "the parties who may see it", chinese: "可见的参与方"),
            [within("odrl:recipient", "recipients")]
        ),
        one(
            "availability",
            "Limit where it is available",
            "限定可用范围",
            Parameter(name: "places", kind: .list, english: "the places of use", chinese: "可用地域"),
            [within("odrl:spatial", "places")]
        ),
        one("notify-on-use", "Notify when it is used", "使用时通知", informed, [], obligation: notifying),
        one("destroy-after-use", "Destroy it after use", "使用后销毁", until, [], obligation: destroying),
    ]

    private static let fields = Parameter(name: "fields", kind: .list, english: "the fields", chinese: "字段")
    private static let informed = Parameter(name: "party", kind: .text, english: "who is told", chinese: "被通知方")
    private static let until = Parameter(name: "until", kind: .time, english: "destroyed before", chinese: "销毁期限")

    private static let notifying: JSONValue = [
        "action": "odrl:inform", "odrl:informedParty": "{{party}}",
    ]
    private static let destroying: JSONValue = [
        "action": "odrl:delete", "constraint": [comparison("odrl:dateTime", "lteq", "until")],
    ]

    private static func comparison(_ left: String, _ relation: String, _ blank: String) -> JSONValue {
        [
            "leftOperand": .string(left), "operator": .string(relation), "rightOperand": .string("{{\(blank)}}"),
        ]
    }

    private static func equal(_ left: String, _ blank: String) -> JSONValue { comparison(left, "eq", blank) }

    private static func within(_ left: String, _ blank: String) -> JSONValue {
        comparison(left == "dataField" ? "tc609:dataField" : left, "isAnyOf", blank)
    }

    private static func one(
        _ id: String,
        _ english: String,
        _ chinese: String,
        _ parameter: Parameter,
        _ constraints: [JSONValue],
        assignee: JSONValue? = nil,
        action: JSONValue = "use",
        obligation: JSONValue? = nil
    ) -> PolicyTemplate {
        let rule: JSONValue = [
            "action": action, "constraint": constraints.isEmpty ? nil : .array(constraints),
        ]
        return PolicyTemplate(
            id: id,
            version: 1,
            english: english,
            chinese: chinese,
            parameters: [parameter],
            policy: [
                "@type": "Set", "profile": profile(of: constraints), "assignee": assignee, "permission": [rule],
                "obligation": obligation.map { .array([$0]) },
            ]
        )
    }

    /// The profile whose words the constraints use; ODRL needs none.
    private static func profile(of constraints: [JSONValue]) -> JSONValue? {
        let words = constraints.compactMap { $0["leftOperand"]?.stringValue }
        if words.contains(where: { $0.utf8.starts(with: "tc609:".utf8) }) { return ["urn:tc609:6-2025-15"] }
        return words.contains { $0.utf8.starts(with: "https://w3id.org/idsa/".utf8) }
            ? ["https://w3id.org/idsa/core/"] : nil
    }
}
