/// Plain words for the vocabulary, in both languages; an unknown word speaks for itself.
enum Lexicon {
    static func action(_ term: Term, _ language: PolicyLanguage) -> String {
        if term == Vocabulary.any { return language == .chinese ? "任何行为" : "any action" }
        if let known = actions[term.name] { return language == .chinese ? known : term.name }
        guard let word = PolicyProfile.sayings[term] else { return term.name }
        return language == .chinese ? word.chinese : word.english
    }

    static func operand(_ term: Term, _ language: PolicyLanguage) -> String {
        guard let words = operands[term.name] else {
            guard let word = PolicyProfile.sayings[term] else { return term.name }
            return language == .chinese ? word.chinese : word.english
        }
        return language == .chinese ? words.chinese : words.english
    }

    static func relation(_ term: Term, _ language: PolicyLanguage) -> String {
        guard let match = Operator(term) else { return term.name }
        return language == .chinese ? chinese(match) : english(match)
    }

    private static func english(_ relation: Operator) -> String {
        switch relation {
        case .eq: "is"
        case .neq: "is not"
        case .lt: "is before or below"
        case .lteq: "is at most"
        case .gt: "is after or above"
        case .gteq: "is at least"
        case .isA: "is a"
        case .hasPart: "contains"
        case .isPartOf: "lies within"
        case .isAllOf: "is all of"
        case .isAnyOf: "is any of"
        case .isNoneOf: "is none of"
        }
    }

    private static func chinese(_ relation: Operator) -> String {
        switch relation {
        case .eq: "等于"
        case .neq: "不等于"
        case .lt: "早于或小于"
        case .lteq: "不超过"
        case .gt: "晚于或大于"
        case .gteq: "不低于"
        case .isA: "属于"
        case .hasPart: "包含"
        case .isPartOf: "在其范围内:"
        case .isAllOf: "为以下全部:"
        case .isAnyOf: "为以下之一:"
        case .isNoneOf: "不为以下任何一项:"
        }
    }

    static func connective(_ connective: Connective, _ language: PolicyLanguage) -> String {
        switch (connective, language) {
        case (.and, .english): " and "
        case (.or, .english): " or "
        case (.xone, .english): " or else (exactly one) "
        case (.andSequence, .english): " and then "
        case (.and, .chinese): " 且 "
        case (.or, .chinese): " 或 "
        case (.xone, .chinese): " 或(恰有其一) "
        case (.andSequence, .chinese): " 然后 "
        }
    }

    private static let operands: [String: (english: String, chinese: String)] = [
        "dateTime": ("the time", "时间"), "count": ("the number of uses", "使用次数"),
        "purpose": ("the purpose", "用途"), "spatial": ("the place", "地域"),
        "recipient": ("the recipient", "接收方"), "event": ("the event", "事件"),
        "industry": ("the industry", "行业"), "payAmount": ("the payment", "支付金额"),
        "elapsedTime": ("the elapsed time", "持续时间"), "timeInterval": ("the interval", "时间间隔"),
        "deliveryChannel": ("the delivery channel", "交付方式"), "language": ("the language", "语言"),
        "fileFormat": ("the file format", "文件格式"), "media": ("the media type", "媒体类型"),
        "product": ("the product", "产品"), "system": ("the system", "系统"), "version": ("the version", "版本"),
        "virtualLocation": ("the network location", "网络地址"), "systemDevice": ("the device", "设备"),
    ]

    private static let actions: [String: String] = [
        "use": "使用", "transfer": "转让", "acceptTracking": "接受追踪", "aggregate": "聚合", "annotate": "标注",
        "anonymize": "匿名化", "archive": "存档", "attribute": "署名", "compensate": "付费", "concurrentUse": "并发使用",
        "delete": "删除", "derive": "派生", "digitize": "数字化", "display": "展示", "distribute": "分发",
        "ensureExclusivity": "保证独占", "execute": "执行", "extract": "提取", "give": "赠与", "grantUse": "授权他人使用",
        "include": "纳入", "index": "索引", "inform": "通知", "install": "安装", "modify": "修改", "move": "移动",
        "nextPolicy": "传递策略", "obtainConsent": "取得同意", "play": "播放", "present": "公开呈现", "print": "打印",
        "read": "读取", "reproduce": "复制", "reviewPolicy": "审阅策略", "sell": "出售", "stream": "流式传输",
        "synchronize": "同步", "textToSpeech": "转为语音", "transform": "转换", "translate": "翻译", "uninstall": "卸载",
        "watermark": "加水印",
    ]
}
