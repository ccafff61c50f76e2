import Casework
import Primitives
import Testing

@Suite struct DigitalLevelTests {
    static let pack = "cn.sme-digital-level"
    /// Answers that earn every point.
    static let best: [String: JSONValue] = [
        "networkUse": ["a", "b", "c", "d"], "networkOffice": ["a", "b", "c", "d"], "digitisedRate": 61,
        "networkedRate": 61, "dataCollection": "all", "informationSystems": "all",
        "networkSecurity": ["a", "b", "c", "d"], "dataSecurity": ["a", "b", "c", "d"], "planImplementation": "level5",
        "planMechanism": ["a", "b", "c", "d"], "talent": ["a", "b", "c", "d", "e"], "funds": "level5",
        "green": "better",
        "qualityEffect": "better", "performance": "better", "valueEffect": "better",
    ]
    static let binding = [
        "sceneProductDesign", "sceneMarketing", "sceneProductionControl", "sceneQualityControl", "sceneEquipmentCare",
        "sceneSafetyProduction", "sceneEnergy", "sceneProcurement", "sceneWarehousing", "sceneFinanceScene",
    ]
    static let free = [
        "sceneProcessDesign", "sceneAfterSales", "scenePlanScheduling", "sceneHumanResources", "sceneCollaboration",
        "sceneDecisionSupport",
    ]

    private func score(_ changes: [String: JSONValue], binding: [Int], free: [Int]) throws -> ScoreResult {
        let pack = try #require(try RuleLibrary.embedded().editions(of: Self.pack).last)
        var answers: [String: FactValue] = [:]
        for (name, value) in Self.best.merging(changes, uniquingKeysWith: { $1 }) {
            answers[name] = try #require(pack.facts[name]?.read(value))
        }
        for (name, level) in zip(Self.binding, binding) { answers[name] = .number(ExactDecimal(level)) }
        for (name, level) in zip(Self.free, free) { answers[name] = .number(ExactDecimal(level)) }
        let card = try #require(pack.scorecards["digitalLevel"])
        return card.run(answers, pack: pack, calendar: try WorkCalendar.embedded())
    }

    @Test func `the parts are worth fifty, thirty and twenty points`() throws {
        let result = try score([:], binding: [], free: [])
        #expect(result.parts.map { $0.points.description } == ["50", "30", "20"])
        #expect(result.score == ExactDecimal(100))
        #expect(result.unanswered.isEmpty)
    }

    @Test(arguments: [
        (10, "94"), (11, "95.5"), (20, "95.5"), (21, "97"), (40, "97"), (41, "98.5"), (60, "98.5"), (61, "100"),
    ])
    func `a rate earns its band, the upper end of each included`(rate: Int, score: String) throws {
        #expect(try self.score(["digitisedRate": .int(rate)], binding: [], free: []).score.description == score)
    }

    @Test(
        arguments: [
            (Array(repeating: 4, count: 6), [4, 4, 4, 4], "level4"),
            (Array(repeating: 4, count: 5), [4, 4, 4, 4, 4], "level3"),
            (Array(repeating: 4, count: 6), [4, 4, 4], "level3"), (Array(repeating: 3, count: 5), [3, 3, 3], "level3"),
            (Array(repeating: 3, count: 4), [3, 3, 3, 3], "level2"),
            (Array(repeating: 1, count: 3), [1, 1, 1], "level1"),
            (Array(repeating: 1, count: 2), [1, 1, 1, 1], nil),
        ] as [([Int], [Int], String?)]
    )
    func `a level needs its scenes and its binding scenes`(binding: [Int], free: [Int], level: String?) throws {
        #expect(try score([:], binding: binding, free: free).level?.id == level)
    }

    @Test func `a score just below eighty is never level four`() throws {
        let low: [String: JSONValue] = [
            "dataCollection": "none", "informationSystems": "none", "networkedRate": 20,
        ]
        let result = try score(low, binding: Array(repeating: 4, count: 10), free: Array(repeating: 4, count: 6))
        #expect(result.score.description == "75.5")
        #expect(result.level?.id == "level3")
    }

    @Test func `an unanswered question earns nothing and is named`() throws {
        let pack = try #require(try RuleLibrary.embedded().editions(of: Self.pack).last)
        let card = try #require(pack.scorecards["digitalLevel"])
        let result = card.run([:], pack: pack, calendar: try WorkCalendar.embedded())
        #expect(result.score == .zero)
        #expect(result.unanswered.count == 16)
    }

    @Test(arguments: [(1, 1), (20, 1), (21, 2), (100, 5), (101, 6)])
    func `the sample is five percent rounded up, and every level four besides`(firms: Int, drawn: Int) throws {
        let names = (0..<firms).map { "f\($0)" }
        let percent = ExactDecimal(5)
        let sample = try #require(Sample(of: names, percent: percent, compulsory: ["f0", "stranger"], seed: "公开"))
        #expect(sample.drawn.count == drawn)
        #expect(sample.compulsory == ["f0"])
        #expect(Set(sample.all).count == sample.all.count)
        #expect(Sample(of: names.reversed(), percent: percent, compulsory: ["f0"], seed: "公开")?.drawn == sample.drawn)
        #expect(Sample(of: names, percent: percent, compulsory: [], seed: "") == nil)
    }

    private func scheme() -> History {
        var history = History()
        history.step(
            "2025-01-06",
            "draft",
            "provincialDepartment",
            opens: "scheme",
            facts: ["planName": "方案", "selectionStandard": "标准"]
        )
        history.step("2025-01-07", "listBodies", "provincialDepartment", facts: ["bodies": ["甲院"]])
        return history
    }

    @Test func `a level-four firm is confirmed only after a visit, by a listed body`() throws {
        var history = scheme()
        history.step(
            "2025-02-05",
            "commit",
            "enterprise",
            case: "e",
            opens: "evaluation",
            parent: "main",
            facts: ["enterprise": "某厂", "city": "某市", "truthCommitment": true]
        )
        history.step(
            "2025-02-06",
            "submit",
            "enterprise",
            case: "e",
            facts: ["answersDigest": .string(History.digest), "complete": true]
        )
        history.step("2025-02-07", "chooseBody", "city", case: "e", facts: ["evaluationBody": "乙院"])
        history.step("2025-02-07", "chooseBody", "city", case: "e", facts: ["evaluationBody": "甲院"])
        history.step(
            "2025-02-10",
            "evaluate",
            "evaluator",
            case: "e",
            facts: ["ratedLevel": "level4"],
            papers: ["evaluationReport"],
            party: "甲院"
        )
        history.step("2025-03-03", "review", "provincialDepartment", case: "e", facts: ["sampled": false])
        history.step("2025-03-04", "confirm", "provincialDepartment", case: "e")
        history.step("2025-03-05", "visit", "provincialDepartment", case: "e", papers: ["visitRecord"])
        history.step("2025-03-06", "confirm", "provincialDepartment", case: "e", facts: ["onsiteAgrees": true])
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["EVAL-BODY", "EVAL-L4-NOT-VISITED"])
        #expect(file.record(of: "e")?.credentials.first?.claims["ratedLevel"] == .text("level4"))
    }

    @Test func `each city visits its drawn sample and every firm of level four`() throws {
        var history = scheme()
        let firms = (0..<21).map { "f\($0)" }
        history.step("2025-02-05", "startReview", "provincialDepartment", facts: ["cities": ["甲市"]])
        let lot: JSONValue = [
            "city": "甲市", "enterprises": .strings(firms), "levelFour": ["f9"], "seed": "公开",
        ]
        history.step("2025-02-06", "conclude", "provincialDepartment")
        history.step(
            "2025-02-06",
            "drawSample",
            "provincialDepartment",
            case: "city",
            opens: "cityReview",
            parent: "main",
            facts: lot
        )
        // Twenty-one firms at five percent make two, and anybody draws the same ones again.
        let drawn = Array(Draw.order(firms, seed: "公开").prefix(2))
        let others = firms.filter { !drawn.contains($0) && $0 != "f9" }
        for visited in [["f9"] + others.prefix(2), drawn.filter { $0 != "f9" }, ["f9"] + drawn] {
            history.step(
                "2025-03-05",
                "finish",
                "provincialDepartment",
                case: "city",
                facts: ["reviewed": .strings(firms), "visited": .strings(Array(Set(visited)))]
            )
        }
        history.step("2025-03-06", "conclude", "provincialDepartment")
        let file = try history.replay(Self.pack)
        let second = drawn.contains("f9") ? "EVAL-SAMPLE-SHORT" : "EVAL-L4-NOT-VISITED"
        #expect(file.codes == ["EVAL-CITY-OPEN", "EVAL-SAMPLE-SHORT", second])
        #expect(file.record(of: "city")?.facts["sample"] == .list(drawn.map { .text($0) }))
        #expect(file.record(of: "main")?.state == "concluded")
    }

    @Test func `a sector pack extends the questionnaire by a card of its own`() throws {
        let text = """
            {"schema":"sluice-pack/1","id":"cn.sector","version":"2025-01-01","jurisdiction":"CN",
            "title":{"zh":"细分行业","en":"a sector"},"citation":"test","sources":[{"key":"T","title":"test","extent":"full"}],
            "effective":{"from":"2025-01-01","basis":"assumed","cite":"T"},"zone":"+08:00","calendar":"cn",
            "extends":"cn.sme-digital-level","applies":{"sector":"industry","within":"C33"},
            "facts":{"foundry":{"kind":"choice","choices":["no","yes"],"label":{"zh":"铸造","en":"foundry"}}},
            "scorecards":{"sector":{"title":{"zh":"细分","en":"sector"},"cite":"T","levels":[],"nodes":[
              {"id":"a","label":{"zh":"甲","en":"a"},"points":10,"fact":"foundry","scale":{"single":{"no":0,"yes":100}}}],
              "examples":[{"with":{"foundry":"yes"},"score":10,"level":null}]}}}
            """
        let files = EmbeddedRules.files + [EmbeddedRules.File(path: "xx/1.json", text: text)]
        #expect(LibraryCheck.findings(in: files) == [])
        let library = try RuleLibrary(files: files)
        let day = try #require(CivilDate("2026-01-05"))
        for (industry, cards) in [("C33", 2), ("C3391", 1), ("C33-91", 2), ("C34", 1)] {
            guard case .inForce(let pack, _) = library.selection(Self.pack, on: day, places: ["industry": industry])
            else {
                Issue.record("no rules")
                continue
            }
            #expect(pack.scorecards.count == cards, "\(industry)")
        }
    }
}
