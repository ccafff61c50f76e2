import Foundation
import Testing

/// What the code does not do, with what to do instead.
struct CodeTests {
    private static let banned: [(words: String, instead: String)] = [
        ("try" + "!", "throw, or say in a `guard` what is wrong"),
        ("fatal" + "Error(", "throw a Problem"),
        ("@unchecked " + "Sendable", "a Mutex or an actor"),
        ("nonisolated" + "(unsafe)", "a Mutex"),
        (" as" + "! ", "`as?` with a guard"),
        ("TO" + "DO", "an issue"),
        ("FIX" + "ME", "an issue"),
    ]

    @Test func `banned words do not stand in the sources`() {
        for file in Repository.sources {
            for (number, line) in file.lines.enumerated() {
                for rule in Self.banned where line.contains(rule.words) {
                    Issue.record("\(file.path):\(number + 1): `\(rule.words)`: use \(rule.instead)")
                }
            }
        }
    }

    @Test func `SQL stands in store files, beside the database itself`() {
        let statements = ["SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE "]
        for file in Repository.sources where !file.name.hasSuffix("Store.swift") {
            guard file.path != "Sources/ServerKit/Database/Migration.swift", !Self.isSQLSource(file.path) else {
                continue
            }
            for (number, line) in file.lines.enumerated() where !line.contains("//") {
                for statement in statements where line.contains(statement) {
                    Issue.record("\(file.path):\(number + 1): move this SQL into a …Store file")
                }
            }
        }
    }

    /// The data source that runs a provider's own query is about SQL, and the bench measures a table of its own.
    private static func isSQLSource(_ path: String) -> Bool {
        path.hasPrefix("Sources/sluice/Bench/")
            || path.hasPrefix("Sources/Connector/DataPlane/") && path.contains("SQLite")
    }

    /// A slice reads another slice's store only here, because both must be one transaction.
    ///
    /// The list may only shrink.
    private static let readsAcrossSlices: Set<String> = [
        "DataPlane reads TransferStore", "Negotiation reads AgreementStore",
        "Negotiation reads DatasetStore", "Negotiation reads OfferStore",
        "Transfer reads AgreementStore", "Catalog reads DatasetStore",
        "Catalog reads OfferStore",
    ]

    @Test func `a slice calls another slice's service, never its store`() throws {
        let slices = Repository.sources.filter { $0.path.hasPrefix("Sources/Connector/") }
        var owners: [String: String] = [:]
        for file in slices where file.name.hasSuffix("Store.swift") {
            owners[String(file.name.dropLast(".swift".count))] = slice(of: file)
        }
        var found: Set<String> = []
        for file in slices where file.path.split(separator: "/").count > 3 && slice(of: file) != "Process" {
            for (store, owner) in owners where owner != slice(of: file) {
                let isUsed = file.lines.contains { $0.contains(store + ".") && !$0.contains("//") }
                if isUsed { found.insert("\(slice(of: file)) reads \(store)") }
            }
        }
        for new in found.subtracting(Self.readsAcrossSlices).sorted() {
            Issue.record("\(new): call the service of that slice instead")
        }
        for old in Self.readsAcrossSlices.subtracting(found).sorted() {
            Issue.record("\(old) is no longer so: take it off the list")
        }
    }

    private func slice(of file: Repository.File) -> String { String(file.path.split(separator: "/")[2]) }

    @Test func `pure rooms import nothing that reaches outside`() {
        let pure = ["Primitives", "UsagePolicy", "DataspaceProtocol"]
        for file in Repository.sources where pure.contains(String(file.path.split(separator: "/")[1])) {
            for line in file.lines where line.contains("import Foundation") || line.contains("import NIO") {
                Issue.record("\(file.path): \(line): a pure room has no clock, network or files")
            }
        }
    }
}
