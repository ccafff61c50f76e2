import Primitives
import ServerKit

/// A consumer's report as it came; what is read of it was checked for its form.
struct UsageReport: Sendable {
    let document: JSONValue
    let grant: String
    let agreement: String
    let transfer: String
    let consumer: String
    let sequence: Int64
    let state: String
    let destruction: DestructionProof?

    init(_ json: JSONValue) throws(DecodingProblem) {
        document = json
        let fields = try JSONFields(json, path: "report")
        guard try fields.string("@type") == "sluice:UsageReport" else {
            throw fields.problem("@type", "must be `sluice:UsageReport`")
        }
        grant = try fields.identifier("grant")
        agreement = try fields.identifier("agreement")
        transfer = try fields.identifier("transfer")
        consumer = try fields.identifier("consumer")
        sequence = try fields.integer("sequence", in: 0...Int64.max)
        state = try fields.identifier("state")
        for use in try fields.array("uses") {
            let use = try JSONFields(use, path: "report.uses")
            for name in ["uses", "refused", "bytes"] { _ = try use.integer(name, in: 0...Int64.max) }
            _ = try use.string("subject")
            _ = try use.string("action")
        }
        if let proof = try fields.optionalFields("destruction") {
            destruction = DestructionProof(
                document: try proof.value("document"),
                signature: try proof.optionalString("signature")
            )
        } else {
            destruction = nil
        }
    }

    /// Subjects that a list shows of one report, and characters of each: whoever reports chooses them.
    private static let shown = (subjects: 20, characters: 200)

    /// Who used it, each once; the first of many.
    var subjects: [String] {
        let all = (document["uses"]?.arrayValue ?? []).compactMap { $0["subject"]?.stringValue }
        let short = Set(all.map { String($0.prefix(Self.shown.characters)) }).sorted()
        return Array(short.prefix(Self.shown.subjects))
    }

    func total(_ name: String) -> Int64 {
        (document["uses"]?.arrayValue ?? []).reduce(0) { sum, use in
            let (next, overflow) = sum.addingReportingOverflow(use[name]?.integerValue ?? 0)
            return overflow ? .max : next
        }
    }
}
