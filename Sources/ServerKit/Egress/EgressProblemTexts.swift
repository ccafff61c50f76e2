/// The words of each problem, next to each other so that they stay alike.
extension EgressProblem {
    static func badAddress(_ text: String, _ fault: AddressFault) -> EgressProblem {
        let shown = quoted(text)
        return EgressProblem(
            .badAddress(fault),
            BilingualText(
                en: "The address \(shown) is not usable: \(fault.text.en). Whoever wrote it must correct it.",
                zh: "地址 \(shown) 无法使用：\(fault.text.zh)。请由填写方更正。"
            )
        )
    }

    static func refused(
        _ url: EgressURL,
        _ address: NetworkAddress,
        _ kind: AddressClass,
        _ purpose: EgressPurpose
    )
        -> EgressProblem
    {
        let key = purpose.configurationKey
        let (host, place) = (url.origin.host.bare, kind.text)
        let next =
            kind.isNeverAllowed
            ? BilingualText(en: "This kind of address is never used.", zh: "此类地址一律不使用。")
            : BilingualText(
                en: "If it is meant, list its network or origin under \(key).networks or \(key).origins.",
                zh: "如确需访问，请将其网段或来源列入 \(key).networks 或 \(key).origins。"
            )
        return EgressProblem(
            .addressRefused(.place(kind, address)),
            BilingualText(
                en: "We refused to connect to \(host): \(address) is \(place.en). \(next.en)",
                zh: "本方拒绝连接 \(host)：\(address) 属于\(place.zh)。\(next.zh)"
            )
        )
    }

    static func plainHTTP(_ url: EgressURL, _ purpose: EgressPurpose) -> EgressProblem {
        let key = purpose.configurationKey
        return EgressProblem(
            .addressRefused(.plainHTTP),
            BilingualText(
                en: "We refused \(url.origin): unencrypted http to a host that is not listed. "
                    + "The other side should offer https, or list the origin under \(key).origins.",
                zh: "本方拒绝 \(url.origin)：该主机未列入许可，不得使用未加密的 http。"
                    + "请对方提供 https，或将该来源列入 \(key).origins。"
            )
        )
    }

    static func notResolved(_ host: String, _ reason: String) -> EgressProblem {
        EgressProblem(
            .notResolved,
            BilingualText(
                en: "The name \(host) has no address (\(reason)). Check the name, then this machine's DNS.",
                zh: "域名 \(host) 无法解析（\(reason)）。请先核对域名，再检查本机 DNS。"
            )
        )
    }

    static func notReachable(_ url: EgressURL, _ reason: String) -> EgressProblem {
        EgressProblem(
            .notReachable,
            BilingualText(
                en: "No connection to \(url.origin) (\(reason)). "
                    + "Nothing was sent. Check that the other side runs and that a firewall lets us out.",
                zh: "无法连接 \(url.origin)（\(reason)），未发送任何内容。请确认对方已启动，且防火墙允许本方外连。"
            )
        )
    }

    static func tlsFailed(_ url: EgressURL, _ reason: String) -> EgressProblem {
        EgressProblem(
            .tlsFailed,
            BilingualText(
                en: "No trusted TLS connection to \(url.origin) (\(reason)). The other side must show a certificate "
                    + "for this name from an authority we trust; add a private one under egress.certificateAuthorities.",
                zh: "与 \(url.origin) 无法建立可信 TLS 连接（\(reason)）。对方须出示由受信机构为该域名签发的证书；"
                    + "私有机构证书可加入 egress.certificateAuthorities。"
            )
        )
    }

    static func timedOut(_ url: EgressURL) -> EgressProblem {
        EgressProblem(
            .timedOut,
            BilingualText(
                en: "\(url.origin) did not answer in time. The other side may have acted; ask for its state or retry.",
                zh: "\(url.origin) 未在规定时间内应答。对方可能已处理，请查询其状态或重试。"
            )
        )
    }

    static func tooLarge(_ url: EgressURL, _ maximum: Int) -> EgressProblem {
        EgressProblem(
            .tooLarge,
            BilingualText(
                en: "The answer of \(url.origin) is larger than \(maximum) bytes, so we stopped reading. "
                    + "The other side should answer with less, for example in pages.",
                zh: "\(url.origin) 的应答超过 \(maximum) 字节，本方已停止读取。请对方减少应答内容，例如分页。"
            )
        )
    }

    static func closedEarly(_ url: EgressURL, _ reason: String) -> EgressProblem {
        EgressProblem(
            .closedEarly,
            BilingualText(
                en: "\(url.origin) closed the connection before its answer was complete (\(reason)). "
                    + "The other side may have acted; ask for its state or retry.",
                zh: "\(url.origin) 在应答完成前关闭了连接（\(reason)）。对方可能已处理，请查询其状态或重试。"
            )
        )
    }

    static func badAnswer(_ url: EgressURL, _ reason: String) -> EgressProblem {
        EgressProblem(
            .badAnswer,
            BilingualText(
                en: "What answered at \(url.origin) does not speak HTTP correctly (\(reason)). Check address and port.",
                zh: "\(url.origin) 的应答不符合 HTTP（\(reason)）。请核对地址与端口。"
            )
        )
    }

    static let shutDown = EgressProblem(
        .shutDown,
        BilingualText(
            en: "This server is shutting down and sends nothing more; the request is repeated after the next start.",
            zh: "本服务正在停止，不再发送请求；下次启动后会重试。"
        )
    )

    /// Untrusted text for a message: bounded, and without bytes that could disturb a log or a terminal.
    private static func quoted(_ text: String) -> String {
        let shown = text.unicodeScalars.prefix(120).map { $0.value > 0x1F && $0.value < 0x7F ? String($0) : "\u{FFFD}" }
        return "\"\(shown.joined())\(text.unicodeScalars.count > 120 ? "…" : "")\""
    }
}

extension EgressProblem.AddressFault {
    var text: BilingualText {
        switch self {
        case .tooLong: BilingualText(en: "it is longer than \(EgressLimits.addressBytes) bytes", zh: "长度超过限制")
        case .strangeCharacter:
            BilingualText(en: "it has a character that must be percent-encoded", zh: "含有必须百分号编码的字符")
        case .scheme: BilingualText(en: "it must begin with https:// or http://", zh: "必须以 https:// 或 http:// 开头")
        case .userInfo: BilingualText(en: "it must not carry a user name", zh: "不得带有用户信息")
        case .fragment: BilingualText(en: "it must not carry a fragment (#)", zh: "不得带有片段（#）")
        case .host:
            BilingualText(en: "its host is not a valid ASCII name (use punycode)", zh: "主机名不合法（非 ASCII 请用 punycode）")
        case .addressSpelling:
            BilingualText(en: "its host is an IP address in an unusual spelling", zh: "主机为非规范写法的 IP 地址")
        case .port: BilingualText(en: "its port is not a number from 1 to 65535", zh: "端口不是 1 到 65535 的数字")
        case .escape: BilingualText(en: "it has an incomplete percent escape", zh: "百分号编码不完整")
        case .ambiguous: BilingualText(en: "two parsers read it differently", zh: "不同解析器的结果不一致")
        case .notAnOrigin: BilingualText(en: "only scheme, host and port belong here", zh: "此处只应有协议、主机和端口")
        case .baseWithQuery: BilingualText(en: "a base address must not have a query", zh: "基础地址不得带查询参数")
        }
    }
}

extension AddressClass {
    /// The class in words that fit after "is".
    package var text: BilingualText {
        switch self {
        case .public: BilingualText(en: "a public address", zh: "公网地址")
        case .unspecified: BilingualText(en: "the unspecified address", zh: "未指定地址")
        case .loopback: BilingualText(en: "this machine itself (loopback)", zh: "本机回环地址")
        case .private: BilingualText(en: "a private network address", zh: "内网地址")
        case .linkLocal: BilingualText(en: "a link-local address", zh: "链路本地地址")
        case .metadata: BilingualText(en: "a cloud metadata service", zh: "云平台元数据服务")
        case .carrierGradeNAT: BilingualText(en: "a carrier-grade NAT address", zh: "运营商级 NAT 地址")
        case .multicast: BilingualText(en: "a multicast address", zh: "组播地址")
        case .broadcast: BilingualText(en: "the broadcast address", zh: "广播地址")
        case .documentation: BilingualText(en: "an address for documentation only", zh: "文档示例地址")
        case .benchmarking: BilingualText(en: "a benchmarking address", zh: "基准测试地址")
        case .reserved: BilingualText(en: "a reserved address", zh: "保留地址")
        }
    }
}
