import Casework
import Primitives
import Testing

@Suite struct HostilePackTests {
    private func findings(_ path: String, _ text: String) -> [PackFinding] {
        LibraryCheck.findings(in: [EmbeddedRules.File(path: path, text: text)])
    }

    @Test func `a bomb of references in YAML is refused with its line and quickly`() {
        let bomb = "# rules\na: &a [\"lol\",\"lol\"]\nb: &b [*a,*a]\nc: &c [*b,*b]\n"
        let found = findings("x.yaml", bomb)
        #expect(found.count == 1)
        #expect(found.first?.message.contains("line 1") == true)
        #expect(found.first?.message.contains("never YAML") == true)
    }

    @Test func `deep, long and broken documents are refused without a crash`() {
        let deep = String(repeating: "[", count: 100_000)
        let long = "\"" + String(repeating: "a", count: 2_000_000) + "\""
        for text in [deep, long, "", "{", "{}", "null", "{\"schema\":\"sluice-pack/1\"", "\u{FEFF}{}"] {
            #expect(findings("x.json", text).count == 1)
        }
    }

    @Test func `texts may not control how they are shown`() throws {
        let file = try #require(EmbeddedRules.files.first { $0.path == "cn/public-data-registration/2025-03-01.json" })
        for mark in ["\\u0000", "\\u001B[2J", "\\u202E", "\\u2066"] {
            let text = file.text.replacing("登记主体名称", with: "登记\(mark)主体名称")
            #expect(text != file.text)
            let found = findings(file.path, text)
            #expect(found.contains { $0.path.contains("subjectName") && $0.message.contains("control") }, "\(mark)")
        }
    }

    @Test func `a table too wide to enumerate is refused and not worked out for ever`() throws {
        let names = (0..<24).map { "f\($0)" }
        let facts = names.map { #""\#($0)":{"kind":"number","minimum":0,"label":{"zh":"数\#($0)","en":"\#($0)"}}"# }
        let rows = (0..<200).map { row in
            let cells = names.enumerated().map { #""\#($1)":"[\#((row * 7 + $0) % 50),\#((row * 7 + $0) % 50 + 3))""# }
            return #"{"id":"r\#(row)","cite":"T","if":{\#(cells.joined(separator: ","))},"then":{"o":"x"}}"#
        }
        let text = """
            {"schema":"sluice-pack/1","id":"cn.x","version":"2025-01-01","jurisdiction":"CN","citation":"T",
            "title":{"zh":"表","en":"table"},"sources":[{"key":"T","title":"t","extent":"full"}],
            "effective":{"from":"2025-01-01","basis":"assumed","cite":"T"},"zone":"+08:00","calendar":"cn",
            "facts":{\(facts.joined(separator: ","))},"tables":{"t":{"cite":"T","hit":"only",
            "inputs":["\(names.joined(separator: "\",\""))"],"outputs":["o"],"rows":[\(rows.joined(separator: ","))],
            "examples":{"base":{},"cases":[]}}}}
            """
        let found = findings("x.json", text)
        #expect(found.contains { $0.kind == .incompleteTable && $0.message.contains("too many") })
    }

    @Test(arguments: [
        "((((((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))))))", "1 +", "and",
        "a b",
        "'open", "@2025-02-30", "1.2.3", "f(1)", "has(", "x in", "a == == b", "é", "\u{202E}a",
    ])
    func `an expression that is none is refused`(source: String) {
        #expect(throws: ExpressionProblem.self) { try Expression(source) }
    }

    @Test func `an endless expression is refused before it is read`() {
        #expect(throws: ExpressionProblem.self) { try Expression(String(repeating: "1+", count: 100_000) + "1") }
        #expect(throws: ExpressionProblem.self) { try Expression(String(repeating: "1+", count: 900) + "1") }
    }

    @Test func `fallbacks that lead back and overlays of overlays are cycles`() throws {
        func changed(_ path: String, _ change: (inout JSONObject) -> Void) throws -> EmbeddedRules.File {
            let file = try #require(EmbeddedRules.files.first { $0.path == path })
            var object = try #require(try RuleText.json(file).objectValue)
            change(&object)
            return EmbeddedRules.File(path: path, text: JSONValue.object(object).text)
        }
        let note: JSONValue = ["zh": "替代", "en": "instead"]
        let national = try changed("cn/public-data-operation/2025-03-01.json") {
            $0["fallback"] = ["pack": "cn-js.public-data-operation", "note": note]
        }
        let provincial = try changed("cn-js/public-data-operation/2024-12-01.json") { _ in }
        let found = LibraryCheck.findings(in: [national, provincial])
        #expect(found.filter { $0.kind == .cycle }.count == 2)
        let library = try RuleLibrary(files: [national, provincial])
        let day = try #require(CivilDate("2031-01-01"))
        guard case .none = library.selection("cn.public-data-operation", on: day, places: [:]) else {
            Issue.record("a cycle of lapsed packs gave rules")
            return
        }
    }

    @Test func `a new province is a new file`() throws {
        let text = """
            {"schema":"sluice-pack/1","id":"cn-zj.public-data-registration","version":"2026-01-01","jurisdiction":"CN-ZJ",
            "title":{"zh":"某省登记","en":"a province"},"citation":"test","sources":[{"key":"T","title":"test","extent":"full"}],
            "effective":{"from":"2026-01-01","basis":"assumed","cite":"T"},"zone":"+08:00","calendar":"cn",
            "extends":"cn.public-data-registration","applies":{"place":"authorisingBody","within":"CN-ZJ"},
            "parameters":{
              "acceptanceDays":{"value":2,"unit":"workingDay","stricter":"lower","basis":"assumed","cite":"T","label":{"zh":"受理","en":"acceptance"}},
              "formReviewDays":{"value":30,"unit":"workingDay","stricter":"lower","basis":"assumed","cite":"T","label":{"zh":"审核","en":"review"}}}}
            """
        let files = EmbeddedRules.files + [EmbeddedRules.File(path: "xx/1.json", text: text)]
        #expect(LibraryCheck.findings(in: files) == [])
        let library = try RuleLibrary(files: files)
        let day = try #require(CivilDate("2026-06-01"))
        let place = ["authorisingBody": "CN-ZJ-HZ"]
        guard case .inForce(let pack, _) = library.selection(RegistrationTests.pack, on: day, places: place) else {
            Issue.record("no rules")
            return
        }
        // The stricter of both wins: two days for acceptance, and never thirty for the review.
        #expect(pack.parameters["acceptanceDays"]?.value == .number(ExactDecimal(2)))
        #expect(pack.parameters["formReviewDays"]?.value == .number(ExactDecimal(20)))
        #expect(pack.origins["formReviewDays"]?.contains("not stricter") == true)
        guard case .inForce(let other, _) = library.selection(RegistrationTests.pack, on: day, places: [:]) else {
            return
        }
        #expect(other.parameters["acceptanceDays"]?.value == .number(ExactDecimal(3)))
    }
}
