import ArgumentParser
import Casework
import Primitives

/// `sluice rules`: what the rules say, and on which day.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Rule packs: list, show, explain, compare, check and decide. 规则包。",
        subcommands: [
            RulesCheck.self, RulesList.self, RulesShow.self, RulesExplain.self, RulesDiff.self, RulesTimeline.self,
            RulesDecide.self, RulesTable.self, RulesCount.self,
        ]
    )
}

/// `sluice rules list --at DATE`.
struct RulesList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Every edition, whether it holds on a day, and warnings 90, 30 and 7 days before it lapses. "
            + "各版本规则的效力与到期提醒。"
    )

    @Option(help: "The day; without it, only the dates are listed.") var at: String?
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let date = try at.map(CaseworkOutput.date)
        let packs = try output.library().packs
        output.write(.array(packs.map { entry($0, date) })) { language in
            packs.map { line($0, date, language) }.joined(separator: "\n")
        }
    }

    private func status(_ pack: Pack, _ date: CivilDate) -> String {
        if pack.effective.contains(date) { return "inForce" }
        return date < pack.effective.from ? "notYet" : "lapsed"
    }

    private func entry(_ pack: Pack, _ date: CivilDate?) -> JSONValue {
        var object = pack.summary.objectValue ?? JSONObject()
        if let date {
            object["status"] = .string(status(pack, date))
            object["daysLeft"] = pack.warning(on: date).map { .int($0.daysLeft) }
            object["warning"] = pack.warning(on: date).map { .int($0.threshold) }
        }
        return .object(object)
    }

    private func line(_ pack: Pack, _ date: CivilDate?, _ language: CaseLanguage) -> String {
        let dates = "\(pack.effective.from)…\(pack.effective.to?.description ?? "")"
        let warning = date.flatMap(pack.warning).map { warning in
            Bilingual(zh: " ⚠ \(warning.daysLeft) 天后届满", en: " ⚠ lapses in \(warning.daysLeft) days").text(language)
        }
        let state = date.map { " \(status(pack, $0))" } ?? ""
        return "\(pack.name) \(dates)\(state)\(warning ?? "") · \(pack.title.text(language)) 〔\(pack.citation)〕"
    }
}

/// `sluice rules show PACK --at DATE`.
struct RulesShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One pack: its parameters with their basis, its procedures and steps. 一个规则包的参数、依据与流程。"
    )

    @Argument(help: "The pack.") var pack: String
    @Option(help: "The day; without it, the newest edition.") var at: String?
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let library = try output.library()
        let date = try at.map(CaseworkOutput.date)
        let edition = date.map { library.edition(of: pack, on: $0) } ?? library.editions(of: pack).last
        guard let edition else { throw CaseworkExit.unreadable("no edition of `\(pack)` holds", "没有生效的 `\(pack)` 版本") }
        output.write(edition.summary) { language in
            ([edition.name + " · " + edition.title.text(language)] + edition.parameterLines(language)
                + edition.procedureLines(language)).joined(separator: "\n")
        }
    }
}

/// `sluice rules explain PACK --at DATE --place authorisingBody=AA-BB`.
struct RulesExplain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Which packs hold for a new case, how they stack, and which pack decided each number. "
            + "新办件适用哪些规则包、如何叠加。"
    )

    @Argument(help: "The pack.") var pack: String
    @Option(help: "The application date.") var at: String
    @Option(help: "A place of the case, such as authorisingBody=AA-BB.") var place: [String] = []
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let date = try CaseworkOutput.date(at)
        let places = try CaseworkOutput.places(place)
        switch try output.library().selection(pack, on: date, places: places) {
        case .none(let refusal):
            output.write(refusal.json) { output.line(refusal, $0) }
            throw CaseworkExit.refused
        case .inForce(let whole, let notices): write(whole, notices)
        }
    }

    private func write(_ whole: Pack, _ notices: [LapseNotice]) {
        let origins = whole.origins.sorted { $0.key < $1.key }
        let result: JSONValue = [
            "pack": .string(whole.name), "overlays": .strings(whole.overlays),
            "notices": .strings(notices.map { "\($0.pack) → \($0.fallback ?? "-")" }),
            "parameters": .array(
                origins.map { name, origin in
                    [
                        "name": .string(name), "value": whole.parameters[name]?.value.json, "from": .string(origin),
                        "basis": .optional(whole.parameters[name]?.basis.rawValue),
                        "cite": .optional(whole.parameters[name]?.cite),
                    ]
                }
            ),
            "tightened": .strings(whole.tightens.map { "\($0.procedure).\($0.event)" }),
        ]
        output.write(result) { language in
            let lapsed = notices.map {
                "⚠ \($0.pack) (\($0.lapsedOn)) → \($0.fallback ?? "-"): \($0.note.text(language))"
            }
            let added = whole.tightens.map { "+ \($0.procedure).\($0.event) 〔\($0.cite)〕" }
            return ([whole.stackName] + lapsed + whole.parameterLines(language) + added).joined(separator: "\n")
        }
    }
}

/// `sluice rules diff PACK VERSION VERSION`.
struct RulesDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "What differs between two packs or editions, written id@version or id. 比较两个规则包或版本。"
    )

    @Argument(help: "The first pack.") var first: String
    @Argument(help: "The second pack.") var second: String
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let packs = try output.library().packs
        guard let one = packs.last(where: { [$0.name, $0.id].contains(first) }),
            let other = packs.last(where: { [$0.name, $0.id].contains(second) })
        else {
            throw CaseworkExit.unreadable(
                "no pack is called `\(first)` or `\(second)`",
                "没有名为 `\(first)` 或 `\(second)` 的规则包"
            )
        }
        let lines = one.differences(to: other)
        output.write(.strings(lines)) { _ in lines.joined(separator: "\n") }
    }
}

/// `sluice rules timeline --at DATE`.
struct RulesTimeline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "Beginnings, ends and warnings of all packs, in order; with --at, from that day on. "
            + "全部规则包的生效、失效与提醒时间线。"
    )

    @Option(help: "The first day to show.") var at: String?
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let from = try at.map(CaseworkOutput.date)
        let moments = try output.library().packs.flatMap(moments).filter { moment in from.map { moment.0 >= $0 } ?? true
        }
        .sorted { ($0.0, $0.2) < ($1.0, $1.2) }
        let values: [JSONValue] = moments.map { date, kind, pack in
            ["date": .string(date.description), "what": .string(kind.en), "pack": .string(pack)]
        }
        output.write(.array(values)) { language in
            moments.map { "\($0.0) \($0.2) \($0.1.text(language))" }.joined(separator: "\n")
        }
    }

    private func moments(_ pack: Pack) -> [(CivilDate, Bilingual, String)] {
        let begins = [(pack.effective.from, Bilingual(zh: "施行", en: "begins"), pack.name)]
        guard let last = pack.effective.to else { return begins }
        let warnings = Pack.warningDays.map { days in
            (last.adding(days: -days), Bilingual(zh: "\(days) 天后届满", en: "lapses in \(days) days"), pack.name)
        }
        return begins + warnings + [(last, Bilingual(zh: "最后一日", en: "last day"), pack.name)]
    }
}

/// `sluice rules decide GATE CONTEXT.json --at DATE`.
struct RulesDecide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Permit, permit with obligations, or refuse an act at a gate. 在闸口裁决：允许、有条件允许或拒绝。",
        discussion: "Exit codes: 0 permitted, 1 refused, 2 wrong arguments or unreadable data."
    )

    @Argument(help: "publish, negotiate, agree, transferStart or lifecycle.") var gate: String
    @Argument(help: "The act: {\"places\": {…}, \"facts\": {…}}.") var context: String
    @Option(help: "The day of the act.") var at: String
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        guard let gate = GateRule.Gate(rawValue: gate) else { throw ValidationError("`\(gate)` is no gate") }
        let date = try CaseworkOutput.date(at)
        let value = try CaseworkOutput.document(at: context)
        let act = try output.embedded { () throws(DecodingProblem) in try GateContext(value) }
        let decision = try output.library().decide(gate, act, on: date, calendar: try output.calendar())
        output.write(decision.json) { language in
            ([decision.outcome.rawValue] + decision.refusals.map { output.line($0, language) }
                + decision.obligations.map { "→ \($0.text.text(language)) 〔\($0.cite)〕" }
                + decision.notices.map { "⚠ \($0.pack) (\($0.lapsedOn)): \($0.note.text(language))" }
                + decision.parameters.compactMap { $0.doubt(language) })
                .joined(separator: "\n")
        }
        if decision.outcome == .refuse { throw CaseworkExit.refused }
    }
}
