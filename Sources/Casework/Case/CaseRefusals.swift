/// Refusals that the engine itself gives, for every pack alike; each cites the step or procedure it protects.
extension Refusal {
    static func wrongRole(_ step: Procedure.Transition, _ pack: Pack) -> Refusal {
        let names = step.by.map { pack.roles[$0] ?? Bilingual(zh: "系统", en: "the system") }
        return Refusal(
            code: "CASE-ROLE",
            text: Bilingual(zh: "该角色不能“\(step.label.zh)”", en: "this role may not: \(step.label.en)"),
            cite: step.cite,
            remedy: Bilingual(
                zh: "由\(names.map(\.zh).joined(separator: "或"))办理",
                en: "it takes: \(names.map(\.en).joined(separator: " or "))"
            )
        )
    }

    static func wrongState(_ event: String, in state: String, _ procedure: Procedure) -> Refusal {
        let label = procedure.state(state)?.label ?? Bilingual(zh: "未开始", en: "not opened")
        return Refusal(
            code: "CASE-STATE",
            text: Bilingual(
                zh: "案件处于“\(label.zh)”，不能执行 \(event)",
                en: "the case is `\(label.en)`, where `\(event)` has no place"
            ),
            cite: procedure.cite,
            remedy: Bilingual(zh: "按程序先完成前一步骤", en: "take the steps of the procedure in order")
        )
    }

    static func unknownEvent(_ event: String, _ cite: String) -> Refusal {
        Refusal(
            code: "CASE-EVENT",
            text: Bilingual(zh: "程序中没有步骤 \(event)", en: "the procedure has no step `\(event)`"),
            cite: cite,
            remedy: Bilingual(zh: "用 `sluice rules show` 查看步骤", en: "see the steps with `sluice rules show`")
        )
    }

    static func unknownCase(_ id: String, _ cite: String) -> Refusal {
        Refusal(
            code: "CASE-UNKNOWN",
            text: Bilingual(zh: "没有案件 \(id)，或它不能在此开启", en: "there is no case `\(id)`, or it cannot open here"),
            cite: cite,
            remedy: Bilingual(zh: "先以规定的首个步骤开启案件", en: "open the case first, by its first step")
        )
    }

    static func backdated(_ cite: String) -> Refusal {
        Refusal(
            code: "CASE-BACKDATED",
            text: Bilingual(zh: "时间早于已记录的步骤", en: "the time is before steps already recorded"),
            cite: cite,
            remedy: Bilingual(zh: "以实际办理时间提交", en: "submit it with the time at which it happens")
        )
    }

    static func sameEyes(_ other: String, _ step: Procedure.Transition) -> Refusal {
        Refusal(
            code: "CASE-FOUR-EYES",
            text: Bilingual(
                zh: "“\(step.label.zh)”须由办理 \(other) 以外的人作出",
                en: "`\(step.label.en)` needs a person other than the one of `\(other)`"
            ),
            cite: step.cite,
            remedy: Bilingual(zh: "换一名经办人", en: "let a second person decide")
        )
    }

    static func missing(_ names: [String], _ step: Procedure.Transition) -> Refusal {
        Refusal(
            code: "CASE-INCOMPLETE",
            text: Bilingual(zh: "材料不齐或格式不符", en: "something is missing or has the wrong form"),
            cite: step.cite,
            remedy: Bilingual(
                zh: "补齐：\(names.joined(separator: "、"))",
                en: "complete: \(names.joined(separator: ", "))"
            ),
            missing: names
        )
    }

    static func unexpected(_ names: [String], _ step: Procedure.Transition) -> Refusal {
        Refusal(
            code: "CASE-UNEXPECTED",
            text: Bilingual(zh: "提交了该步骤不采集的内容", en: "the step does not take what was sent"),
            cite: step.cite,
            remedy: Bilingual(
                zh: "去掉：\(names.joined(separator: "、"))",
                en: "leave out: \(names.joined(separator: ", "))"
            ),
            missing: names
        )
    }

    static func panel(_ step: Procedure.Transition, _ zh: String, _ en: String) -> Refusal {
        Refusal(
            code: "CASE-PANEL",
            text: Bilingual(zh: zh, en: en),
            cite: step.cite,
            remedy: Bilingual(
                zh: "按抽取名单、回避和一人一票规则办理",
                en: "keep to the drawn list, recusal and one vote each"
            )
        )
    }

    static func serving(_ cite: String) -> Refusal {
        Refusal(
            code: "CASE-SERVICE",
            text: Bilingual(zh: "没有待送达的该文书，或无权送达", en: "no such paper waits to be served by this role"),
            cite: cite,
            remedy: Bilingual(zh: "由规定的角色送达已出具的文书", en: "let the named role serve a paper that was issued")
        )
    }
}
