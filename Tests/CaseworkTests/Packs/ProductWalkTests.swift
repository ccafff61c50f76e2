import Casework
import Primitives
import Testing

/// One product from its deposit to the repayment of a loan on it, each paper resting on the ones before.
@Suite struct ProductWalkTests {
    private func authorised() -> History {
        var history = OperationHistory.planned("2025-12-01")
        OperationHistory.agreed(&history, "2025-12-29")
        return history
    }

    private func traded() -> History {
        var history = History(places: ["tradingPlace": "CN-SD"])
        let parties: [String: JSONValue] = [
            "venue": "onExchange", "providerName": "甲", "demanderName": "乙", "productType": "dataReport",
            "useScenario": "研究",
        ]
        history.step(
            "2026-02-02",
            "prepare",
            "provider",
            opens: "trade",
            facts: TradingTests.facts(parties),
            papers: ["qualification", "sourceProof", "legalityCommitment", "demanderQualification"]
        )
        history.step("2026-02-03", "review", "tradingInstitution", facts: TradingTests.facts(TradingTests.clean))
        history.step("2026-02-04", "negotiate", "provider")
        history.step(
            "2026-02-05",
            "sign",
            "demander",
            facts: TradingTests.facts(TradingTests.contract),
            papers: ["contract"]
        )
        history.step("2026-02-06", "reviewContract", "tradingInstitution")
        history.step("2026-02-09", "deliver", "provider")
        let settled: JSONValue = ["settlementReference": "银行回单1", "deliveryEvidence": .string(History.digest)]
        history.step("2026-02-10", "settle", "demander", facts: settled)
        history.step("2026-02-11", "issueVoucher", "tradingInstitution")
        return history
    }

    private func certified() -> History {
        var history = History(places: ["registry": "CN-HA"])
        history.step(
            "2026-02-24",
            "submit",
            "applicant",
            opens: "registration",
            facts: TradingTests.facts(DataPropertyTests.facts),
            papers: DataPropertyTests.papers
        )
        history.step("2026-03-02", "passReview", "registry", by: "a")
        history.step("2026-03-17", "approve", "registry", by: "b", facts: DataPropertyTests.codes)
        history.step("2026-03-18", "certify", "registry", by: "b", facts: ["certificateSerial": 7])
        return history
    }

    private func booked() -> History {
        var history = History()
        let facts: JSONValue = [
            "assetName": "粮价指数", "acquisition": "purchased", "usePlan": "ownUse", "phase": "none",
            "rightsConfirmed": true,
            "meetsDefinition": true, "alreadyExpensed": false, "conditionsMet": ["feasible"],
        ]
        history.step("2026-03-20", "identify", "accountant", opens: "recognition", facts: facts)
        history.step("2026-03-20", "confirmRights", "accountant", facts: ["rightsBasis": "证书"], papers: ["rightsProof"])
        let cost: JSONValue = ["cost": 600_000, "atAppraisedValue": false]
        history.step("2026-03-23", "collectCost", "accountant", facts: cost, papers: ["costLedger"])
        history.step("2026-03-24", "recognise", "controller", facts: ["availableFrom": "2026-03-24"])
        return history
    }

    private func product(_ registration: History, repaid: Bool) -> JSONValue {
        var loan = FinanceTests.granted()
        loan.step("2026-04-12", "draw", "enterprise", facts: ["drawnAmount": 450_000], papers: ["loanContract"])
        if repaid { loan.step("2026-12-01", "repay", "enterprise", facts: ["repaidAmount": 450_000]) }
        func paper(_ id: String, _ pack: String, _ kind: String, _ history: History, on bases: [String]) -> JSONValue {
            [
                "id": .string(id), "pack": .string(pack), "credential": .string(kind), "history": history.json,
                "restsOn": .strings(bases),
            ]
        }
        func sibling(_ id: String, _ other: String, _ what: JSONObject, on bases: [String]) -> JSONValue {
            var paper = what
            paper["id"] = .string(id)
            paper["sameCaseAs"] = .string(other)
            paper["restsOn"] = .strings(bases)
            return .object(paper)
        }
        var review = paper("review", TradingTests.pack, "", traded(), on: ["authorisation"]).objectValue ?? JSONObject()
        review["credential"] = nil
        review["document"] = "complianceOpinion"
        let receipt = sibling("repayment", "pledge", ["document": "repaymentReceipt"], on: ["pledge"])
        return [
            "papers": .array(
                [
                    ["id": "deposit", "digest": .string(History.digest)],
                    paper("registration", RegistrationTests.pack, "registrationCode", registration, on: ["deposit"]),
                    paper(
                        "authorisation",
                        OperationTests.pack,
                        "operationAuthorisation",
                        authorised(),
                        on: ["registration"]
                    ),
                    .object(review),
                    sibling("contract", "review", ["attachment": "contract"], on: ["review"]),
                    sibling("voucher", "review", ["credential": "tradingVoucher"], on: ["contract"]),
                    paper(
                        "certificate",
                        DataPropertyTests.pack,
                        "dataIPCertificate",
                        certified(),
                        on: ["deposit", "voucher"]
                    ),
                    paper("entry", AccountingTests.pack, "assetEntry", booked(), on: ["certificate"]),
                    paper("pledge", FinanceTests.pack, "pledge", loan, on: ["entry", "voucher"]),
                ] + (repaid ? [receipt] : [])
            )
        ]
    }

    private func standings(_ product: JSONValue, _ day: String) throws -> [String: Dossier.Standing] {
        let date = try #require(CivilDate(day))
        let library = try RuleLibrary.embedded()
        let dossier = try Dossier(product, in: library, calendar: try WorkCalendar.embedded(), on: date)
        #expect(dossier.papers.dropFirst().allSatisfy { !$0.cite.isEmpty })
        return dossier.standings(on: date)
    }

    @Test func `all papers of a product stand while the first one does`() throws {
        let found = try standings(product(RegistrationTests.published(), repaid: false), "2026-06-01")
        #expect(found.count == 9)
        #expect(found.values.allSatisfy { $0 == .stands })
    }

    @Test func `repayment fulfils the pledge and leaves the rest`() throws {
        let found = try standings(product(RegistrationTests.published(), repaid: true), "2026-12-02")
        #expect(found.count == 10)
        #expect(found.filter { $0.value != .stands } == ["pledge": .fulfilled])
    }

    @Test func `the dossier names article, validity, number and ground of each paper`() throws {
        let product = product(RegistrationTests.published(), repaid: true)
        let date = try #require(CivilDate("2026-12-02"))
        let library = try RuleLibrary.embedded()
        let dossier = try Dossier(product, in: library, calendar: try WorkCalendar.embedded(), on: date)
        let lines = dossier.lines(on: date, .en)
        #expect(lines.count == 10)
        for line in lines.dropFirst() { #expect(line.contains("〔") && line.contains(" ← "), "\(line)") }
        #expect(lines[1].contains("2025-11-18…2028-11-18"))
        #expect(lines[6].contains("№ 20260341000000007 2026-03-18…2029-03-18"))
        #expect(lines[8].contains("fulfilled"))
        #expect(dossier.json(on: date).arrayValue?.count == 10)
    }

    @Test func `revoking the first paper shakes all later ones`() throws {
        var registration = RegistrationTests.published()
        registration.step(
            "2026-05-06",
            "allege",
            "registry",
            by: "a",
            case: "v",
            opens: "revocation",
            parent: "main",
            facts: ["misconduct": "falseMaterial"],
            papers: ["misconductEvidence"]
        )
        registration.step("2026-05-07", "revoke", "registry", by: "b", case: "v", facts: ["reasons": "查实"])
        let found = try standings(product(registration, repaid: true), "2026-12-02")
        #expect(found["deposit"] == .stands)
        #expect(found["registration"] == .lost)
        for id in ["authorisation", "review", "contract", "voucher", "certificate", "entry", "pledge", "repayment"] {
            guard case .shaken = found[id] else {
                Issue.record("\(id) does not know that its ground is gone")
                continue
            }
        }
    }

    @Test func `a paper cannot rest on one that comes later or on none`() throws {
        let papers: JSONValue = [
            "papers": [["id": "a", "digest": .string(History.digest), "restsOn": ["b"]], ["id": "b", "digest": "x"]]
        ]
        #expect(throws: DecodingProblem.self) { try standings(papers, "2026-06-01") }
    }
}
