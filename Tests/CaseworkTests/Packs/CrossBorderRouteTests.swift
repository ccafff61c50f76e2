import Casework
import Primitives
import Testing

@Suite struct CrossBorderRouteTests {
    /// Facts of an ordinary exporter with personal information.
    static let plain: [String: JSONValue] = [
        "importantData": false, "exemptActivity": false, "foreignOriginOnly": false, "inFreeTradeZone": false,
        "offNegativeList": false, "contractNecessity": false, "hrNecessity": false, "emergency": false, "ciio": false,
        "containsPI": true, "nonSensitive": 0, "sensitive": 0,
    ]

    static let pack = try? RuleLibrary.embedded().editions(of: "cn.cross-border").last

    static func route(_ changes: [String: JSONValue]) throws -> (String?, String?) {
        let pack = try #require(pack)
        let facts = plain.merging(changes) { _, new in new }
        let row = pack.tables["route"]?.answer { name in
            facts[name].flatMap { pack.facts[name]?.read($0) } ?? .unknown
        }
        return (row?.then["route"], row?.id)
    }

    @Test(arguments: [
        (99_999, 0, "exempt"), (100_000, 0, "contractOrCertification"), (999_999, 0, "contractOrCertification"),
        (1_000_000, 0, "assessment"), (0, 1, "contractOrCertification"), (0, 9_999, "contractOrCertification"),
        (0, 10_000, "assessment"), (0, 0, "exempt"), (100_000, 9_999, "contractOrCertification"),
    ])
    func `the thresholds of persons fall on their exact numbers`(plain: Int, sensitive: Int, route: String) throws {
        #expect(try Self.route(["nonSensitive": .int(plain), "sensitive": .int(sensitive)]).0 == route)
    }

    @Test func `exemptions come before thresholds, even for critical operators, and important data before them`() throws
    {
        let many: [String: JSONValue] = ["nonSensitive": 5_000_000, "ciio": true]
        #expect(try Self.route(many).0 == "assessment")
        #expect(try Self.route(many.merging(["contractNecessity": true]) { $1 }).0 == "exempt")
        #expect(try Self.route(["contractNecessity": true, "importantData": true]).0 == "assessment")
        #expect(try Self.route(["inFreeTradeZone": true, "offNegativeList": true]).0 == "ftzExempt")
        let zone: [String: JSONValue] = ["inFreeTradeZone": true, "offNegativeList": true, "importantData": true]
        #expect(try Self.route(zone).0 == "humanReview")
        #expect(try Self.route(["exemptActivity": true, "containsPI": false]).1 == "1")
    }

    @Test(arguments: ["nonSensitive", "sensitive", "ciio", "importantData"])
    func `what is not known is blocked`(name: String) throws { #expect(try Self.route([name: .null]).0 == "blocked") }

    /// The rule written a second time, as the regulation's sentences go.
    private static func expected(_ facts: [String: JSONValue]) -> String {
        func flag(_ name: String) -> Bool { facts[name]?.boolValue ?? false }
        func number(_ name: String) -> Int64 { facts[name]?.integerValue ?? 0 }
        if flag("exemptActivity"), !flag("containsPI"), !flag("importantData") { return "exempt" }
        if flag("foreignOriginOnly") { return "exempt" }
        if flag("inFreeTradeZone"), flag("offNegativeList") {
            return flag("importantData") ? "humanReview" : "ftzExempt"
        }
        if flag("importantData") { return "assessment" }
        if flag("contractNecessity") || flag("hrNecessity") || flag("emergency") { return "exempt" }
        if flag("ciio") { return flag("containsPI") ? "assessment" : "blocked" }
        if number("nonSensitive") >= 1_000_000 || number("sensitive") >= 10_000 { return "assessment" }
        return number("nonSensitive") >= 100_000 || number("sensitive") > 0 ? "contractOrCertification" : "exempt"
    }

    @Test func `the table agrees with a second reading of the rule on every combination of flags`() throws {
        let flags = Self.plain.keys.filter { Self.plain[$0]?.boolValue != nil }.sorted()
        let counts: [(JSONValue, JSONValue)] = [(0, 0), (99_999, 1), (100_000, 0), (1_000_000, 0), (1, 10_000)]
        for bits in 0..<(1 << flags.count) {
            let (plain, sensitive) = counts[bits % counts.count]
            var facts: [String: JSONValue] = ["nonSensitive": plain, "sensitive": sensitive]
            for (index, flag) in flags.enumerated() { facts[flag] = .bool(bits >> index & 1 == 1) }
            #expect(try Self.route(facts).0 == Self.expected(facts), "\(facts)")
        }
    }
}
