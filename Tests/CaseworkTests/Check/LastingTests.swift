import Casework
import Primitives
import Testing

/// Errors that change what a procedure means and once went unseen.
@Suite struct LastingTests {
    /// A place in a pack, and what stands there instead; nothing takes the member or element away.
    struct Slip: Sendable, CustomTestStringConvertible {
        let pack: String
        let place: [String]
        let value: JSONValue?
        let kind: PackFinding.Kind

        var testDescription: String { "\(pack) \(place.joined(separator: "."))" }
    }

    private static let certification = "cn/cross-border/certification-2026-01-01.json"
    private static let finance = "cn-gz-gy/data-finance/2022-12-23.json"
    private static let model = "eu/general-purpose-ai/2025-08-02.json"
    private static let industry = "cn/industrial-data-security/2024-10-01.json"
    private static let trading = "cn-sd/data-trading/2024-11-15.json"

    static let slips: [Slip] = [
        // Nobody watches the end of a certificate while it is suspended.
        Slip(
            pack: certification,
            place: path("procedures.certification.states.3.timers"),
            value: nil,
            kind: .outlives
        ),
        // A revoked filing leaves its number behind.
        Slip(
            pack: certification,
            place: path("procedures.certification.transitions.7.effects.0"),
            value: nil,
            kind: .outlives
        ),
        Slip(pack: trading, place: path("procedures.trade.states.10.keeps"), value: nil, kind: .outlives),
        Slip(
            pack: trading,
            place: path("procedures.trade.states.11.keeps"),
            value: ["tradingVoucher"],
            kind: .outlives
        ),
        // What a credential says is not known when it is issued.
        Slip(pack: finance, place: path("credentials.pledge.claims.0"), value: "profileScore", kind: .neverGiven),
        // A choice among steps by a fact that the step does not take.
        Slip(pack: industry, place: path("procedures.incident.transitions.0.fields.1"), value: nil, kind: .neverGiven),
        Slip(
            pack: "cn-cq/public-data-registration/2025-04-11.json",
            place: path("tightens.1.fields.0"),
            value: nil,
            kind: .neverGiven
        ),
        Slip(pack: model, place: path("tables.visibility.rows.7.then.authority"), value: "done", kind: .wrongExample),
        // A text that is cited and was never read.
        Slip(
            pack: "cn-cq/public-data-operation/2025-04-11.json",
            place: path("sources.1"),
            value: nil,
            kind: .unknownName
        ),
        // A duty that waits for a step which can no longer come.
        Slip(
            pack: model,
            place: path("procedures.model.states.5.timers"),
            value: [
                [
                    "id": "late", "label": ["zh": "迟", "en": "late"], "cite": "ours", "who": "provider",
                    "n": "$frameworkMonths", "unit": "month", "from": "entered", "until": "reviewFramework",
                ]
            ],
            kind: .badWindow
        ),
        // What is restored was never suspended.
        Slip(pack: trading, place: path("procedures.listing.transitions.6.effects"), value: nil, kind: .outlives),
        Slip(
            pack: certification,
            place: path("procedures.certification.transitions.6.effects"),
            value: nil,
            kind: .outlives
        ),
        Slip(
            pack: industry,
            place: path("matrices.sector.cells.1"),
            value: ["important", "important", "general"],
            kind: .wrongExample
        ),
        Slip(
            pack: "cn/public-data-price/2025-03-01.json",
            place: path("gates.1.require"),
            value: "price < priceCeiling",
            kind: .wrongExample
        ),
        // 超200人
        Slip(
            pack: "cn-ln/industrial-data-security/2024-11-18.json",
            place: path("parameters.lnTalents.value"),
            value: 199,
            kind: .misquoted
        ),
        Slip(pack: industry, place: path("parameters.targetGraded.value"), value: 44_999, kind: .misquoted),
        Slip(pack: model, place: path("gates.0.outlives"), value: true, kind: .badWindow),
    ]

    private static func path(_ text: String) -> [String] { text.split(separator: ".").map(String.init) }

    @Test(arguments: slips)
    func `an error that changes the meaning is found`(slip: Slip) throws {
        var files = EmbeddedRules.files.filter { !$0.path.contains("calendar/") }
        let index = try #require(files.firstIndex { $0.path == slip.pack })
        let document = try RuleText.json(files[index])
        let wrong = try #require(Self.edited(document, slip.place[...], slip.value))
        #expect(wrong != document)
        files[index] = EmbeddedRules.File(path: slip.pack, text: wrong.text)
        #expect(LibraryCheck.findings(in: files).contains { $0.kind == slip.kind })
    }

    /// The document with one place changed; nil when there is no such place.
    private static func edited(_ value: JSONValue, _ place: ArraySlice<String>, _ new: JSONValue?) -> JSONValue? {
        guard let key = place.first else { return new }
        let rest = place.dropFirst()
        if var object = value.objectValue {
            if rest.isEmpty {
                object[key] = new
                return .object(object)
            }
            guard let inner = object[key], let changed = edited(inner, rest, new) else { return nil }
            object[key] = changed
            return .object(object)
        }
        guard var list = value.arrayValue, let index = Int(key), list.indices.contains(index) else { return nil }
        if rest.isEmpty, new == nil {
            list.remove(at: index)
        } else {
            guard let changed = edited(list[index], rest, new) else { return nil }
            list[index] = changed
        }
        return .array(list)
    }

    @Test func `values shared by lists are counted once each`() throws {
        let pack = try #require(try RuleLibrary.embedded().editions(of: CoverageTests.pack).last)
        let calendar = try WorkCalendar.embedded()
        let cell = FactValue.text("attacksOnAI:dataGovernance:operator")
        let more = FactValue.text("designFailures:monitoring:cloud")
        let inputs: [String: FactValue] = ["applicable": .list([cell]), "evidenced": .list([cell, cell, more, more])]
        let result = try #require(pack.calculate("coverage", inputs, on: pack.effective.from, calendar: calendar))
        #expect(result.value("share").numberValue?.description == "100")
        #expect(result.value("area-dataGovernance").numberValue?.description == "100")
        #expect(result.value("area-monitoring").numberValue?.description == "0")
    }
}
