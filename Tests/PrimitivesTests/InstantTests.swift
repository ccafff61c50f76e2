import Primitives
import Testing

struct InstantTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.001Z", 1), ("1969-12-31T23:59:59.999Z", -1),
            ("2000-02-29T12:00:00Z", 951_825_600_000), ("2026-11-22T17:20:00+08:00", 1_795_339_200_000),
            ("2026-11-22T09:20Z", 1_795_339_200_000), ("2026-11-22t09:20:00z", 1_795_339_200_000),
            ("2026-11-22T09:20:00.1239999999Z", 1_795_339_200_123), ("2026-11-22T09:20:00.1Z", 1_795_339_200_100),
            ("0001-01-01T00:00:00Z", -62_135_596_800_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
            ("2026-11-21T19:20:00-14:00", 1_795_339_200_000),
        ] as [(String, Int64)]
    )
    func `written moments are read`(_ text: String, _ milliseconds: Int64) {
        #expect(Instant(text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22T09:20:00", "2026-11-22 09:20:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00+15:00", "2026-01-01T00:00:00+0800", "2026-01-01T00:00:00ZZ", "0000-01-01T00:00:00Z",
        "26-01-01T00:00:00Z", "2026-1-1T00:00:00Z", "٢٠٢٦-01-01T00:00:00Z", "+2026-01-01T00:00:00Z",
    ])
    func `anything else is no moment, above all one without a zone`(_ text: String) { #expect(Instant(text) == nil) }

    @Test func `what is written is read again, across leap years and centuries`() throws {
        var milliseconds: Int64 = -62_135_596_800_000
        while milliseconds < 253_402_300_799_999 {
            let instant = Instant(milliseconds: milliseconds)
            #expect(Instant(instant.description) == instant)
            milliseconds += 86_400_000 * 1_461 / 7 + 12_345_677
        }
        #expect(Instant(milliseconds: 951_782_400_000).description == "2000-02-29T00:00:00.000Z")
    }

    @Test func `arithmetic stays within the years that can be written`() {
        #expect(Instant(milliseconds: .max).description == "9999-12-31T23:59:59.999Z")
        #expect(Instant(milliseconds: .min).description == "0001-01-01T00:00:00.000Z")
        #expect(Instant(milliseconds: 0).advanced(milliseconds: .max) == Instant(milliseconds: .max))
        #expect(Instant(milliseconds: 0).advanced(seconds: .min) == Instant(milliseconds: .min))
        #expect(Instant(milliseconds: 5).advanced(seconds: -1).milliseconds == -995)
    }
}
