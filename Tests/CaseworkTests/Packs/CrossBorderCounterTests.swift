import Casework
import Primitives
import Testing

@Suite struct CrossBorderCounterTests {
    private func record(
        _ day: String,
        _ persons: CountedRecord.Counted,
        recipient: String = "Acme"
    ) throws -> CountedRecord {
        var facts: [String: FactValue] = [
            "exporterGroup": .text("某集团"), "recipient": .text(recipient), "purpose": .text("售后"),
        ]
        for (name, value) in CrossBorderRouteTests.plain { if let flag = value.boolValue { facts[name] = .flag(flag) } }
        return CountedRecord(
            date: try #require(CivilDate(day)),
            facts: facts,
            people: ["nonSensitive": persons, "sensitive": .number(.zero)]
        )
    }

    private func count(
        _ records: [CountedRecord],
        on day: String,
        by counter: String = "exportedPersons"
    ) throws -> [CounterResult] {
        let pack = try #require(CrossBorderRouteTests.pack)
        let date = try #require(CivilDate(day))
        return try #require(pack.count(counter, records, on: date, calendar: try WorkCalendar.embedded()))
    }

    @Test func `counting starts anew on the first of January`() throws {
        let records = try [
            record("2025-12-31", .number(ExactDecimal(99_999))), record("2026-01-01", .number(ExactDecimal(1))),
        ]
        let results = try count(records, on: "2026-01-01")
        #expect(results.map(\.outcome) == ["exempt"])
        #expect(results.first?.counts["nonSensitive"] == ExactDecimal(1))
    }

    @Test func `the same person counts once`() throws {
        let records = try [record("2026-01-05", .names(["a", "b"])), record("2026-02-05", .names(["b", "c"]))]
        #expect(try count(records, on: "2026-12-31").first?.counts["nonSensitive"] == ExactDecimal(3))
    }

    @Test func `volumes that are small one by one and large together were split`() throws {
        let half = CountedRecord.Counted.number(ExactDecimal(60_000))
        let split = try [record("2026-01-05", half), record("2026-02-05", half)]
        #expect(try count(split, on: "2026-12-31").first?.refusal?.code == "XB-SPLIT")
        let apart = try [record("2026-01-05", half), record("2026-02-05", half, recipient: "Other")]
        #expect(try count(apart, on: "2026-12-31").allSatisfy { $0.refusal == nil })
    }

    @Test func `the year is summed over all recipients, and that alone is no splitting`() throws {
        let half = CountedRecord.Counted.number(ExactDecimal(60_000))
        let records = try [record("2026-01-05", half), record("2026-02-05", half, recipient: "Other")]
        let year = try count(records, on: "2026-12-31", by: "sinceNewYear")
        #expect(year.map(\.outcome) == ["contractOrCertification"])
        #expect(year.first?.counts["nonSensitive"] == ExactDecimal(120_000))
        #expect(year.first?.refusal == nil)
    }

    @Test func `exempt exports stay out of the count`() throws {
        var records = try [record("2026-01-05", .number(ExactDecimal(60_000)))]
        let other = try record("2026-02-05", .number(ExactDecimal(60_000)))
        records.append(
            CountedRecord(
                date: other.date,
                facts: other.facts.merging(["exempt": .flag(true)]) { $1 },
                people: other.people
            )
        )
        #expect(try count(records, on: "2026-12-31").first?.counts["nonSensitive"] == ExactDecimal(60_000))
    }
}
