package import Primitives

/// A refusal as an answer: what is wrong, by which rule, and what to do about it.
package struct Refusal: Hashable, Sendable {
    package let code: String
    package let text: Bilingual
    package let cite: String
    package let remedy: Bilingual
    /// Names of what is missing, when something is.
    package let missing: [String]

    package init(code: String, text: Bilingual, cite: String, remedy: Bilingual, missing: [String] = []) {
        self.code = code
        self.text = text
        self.cite = cite
        self.remedy = remedy
        self.missing = missing
    }

    init(_ code: String, _ rule: RefusalRule?, cite: String, missing: [String]) {
        self.init(
            code: code,
            text: rule?.text ?? Bilingual(zh: "规则包未说明", en: "the pack does not say"),
            cite: rule?.cite ?? cite,
            remedy: rule?.remedy ?? Bilingual(zh: "请检查规则包", en: "check the rule pack"),
            missing: missing
        )
    }

    package var json: JSONValue {
        [
            "code": .string(code), "text": text.json, "cite": .string(cite), "remedy": remedy.json,
            "missing": missing.isEmpty ? nil : .strings(missing),
        ]
    }
}

extension Refusal {
    static func unknownPack(_ id: String) -> Refusal {
        Refusal(
            code: "RULE-UNKNOWN",
            text: Bilingual(zh: "没有名为“\(id)”的规则包", en: "no rule pack is called `\(id)`"),
            cite: id,
            remedy: Bilingual(zh: "用 `sluice rules list` 查看可用规则包", en: "see `sluice rules list`")
        )
    }

    static func elsewhere(_ pack: Pack, _ places: [String: String]) -> Refusal {
        let rule = pack.applies
        let place = rule.flatMap { places[$0.place] } ?? ""
        let area = rule?.within ?? ""
        return Refusal(
            code: "RULE-ELSEWHERE",
            text: Bilingual(
                zh: "\(pack.title.zh)适用于 \(area)，不适用于 \(place)",
                en: "\(pack.title.en) holds in \(area), and not in \(place)"
            ),
            cite: pack.citation,
            remedy: Bilingual(
                zh: "改用 \(place) 适用的规则包，见 `sluice rules list`",
                en: "use the pack that holds in \(place); see `sluice rules list`"
            )
        )
    }

    static func notYetInForce(_ pack: Pack, _ date: CivilDate) -> Refusal {
        Refusal(
            code: "RULE-NOT-YET",
            text: Bilingual(
                zh: "\(pack.title.zh)在 \(date) 尚未施行",
                en: "\(pack.title.en) is not in force on \(date)"
            ),
            cite: pack.citation,
            remedy: Bilingual(
                zh: "自 \(pack.effective.from) 起申请",
                en: "apply from \(pack.effective.from)"
            )
        )
    }

    static func lapsed(_ pack: Pack, _ date: CivilDate) -> Refusal {
        let last = pack.effective.to?.description ?? ""
        return Refusal(
            code: "RULE-LAPSED",
            text: Bilingual(
                zh: "\(pack.title.zh)已于 \(last) 届满，不再受理新申请",
                en: "\(pack.title.en) lapsed after \(last); no new case begins under it"
            ),
            cite: pack.citation,
            remedy: Bilingual(
                zh: "等待新规则包，或由运营者配置替代规则",
                en: "wait for a new pack, or have the operator configure a fallback"
            )
        )
    }
}
