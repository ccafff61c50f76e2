"""Authorisation, trading, industry, property, models and loans: histories with days worked out again from the texts."""

import random
from datetime import date, datetime, timedelta, timezone

import pytest
from examiner import days
from examiner.desk import DIGEST, Desk, step

OPERATION, JIANGSU = "cn.public-data-operation", "cn-js.public-data-operation"
HEADINGS = """
    name necessity operatorConditions mode dataScope termAndBuild productList accounting security rightsAndDuties
    supervision other
""".split()
AGREEMENT = """
    scope term productList platform assets disclosure accounting security evaluation breach disputes changeAndEnd
    other
""".split()
FEASIBLE = ["lifeCycle", "demand", "market", "effect", "riskControl"]
CLEAN = dict.fromkeys("""
    endangersSecurity harmsRights illegalSource containsPI separateConsent tradeSecret holderConsent
    thirdPartyUsed
""".split(), False)
IP = {
    "dataName": "甲", "industry": "农业", "scenario": "预测", "dataSource": "自采", "structureAndScale": "十万条", "updateFrequency": "日",
    "processingRules": "聚合", "depositStatus": "deposited", "sampleDescription": "百条", "applicantName": "某公司",
    "applicantKind": "legalPerson", "lawfullyObtained": True, "processedByRules": True, "hasMarketValue": True,
    "intellectualAchievement": True, "rawData": False, "singleRecord": False, "ownershipDispute": False, "importantData": False,
}  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def authorised(day, start, end, headings=HEADINGS):
    body = "implementingBody"
    plan = {"planName": "甲", "planHeadings": headings, "sharedFromOthers": False}
    fit = {"selectionMode": "openTender", "operatorName": "乙", "operatorIsLegalPerson": True, "operatorListed": False}
    deal = {"meetingRecord": "二", "agreementHeadings": AGREEMENT, "agreementStart": start, "agreementEnd": end}
    return [
        step(day, "draftPlan", body, facts=plan, papers=["plan"], procedure="authorisation"),
        step(day, "argueFeasibility", body, facts={"feasibilityPoints": FEASIBLE}, papers=["feasibilityReport"]),
        step(day, "decidePlan", body, facts={"meetingRecord": "一"}),
        step(day, "approvePlan", "government"),
        step(day, "filePlan", body),
        step(day, "selectOperator", body, facts=fit, papers=["selectionRecord"]),
        step(day, "decideAgreement", body, facts=deal),
        step(day, "signAgreement", body, papers=["agreement"]),
        step(day, "fileAgreement", body),
    ]


@pytest.mark.parametrize(("start", "end", "fits"), [
    ("2026-01-01", "2030-12-31", True), ("2026-01-01", "2031-01-01", False), ("2026-03-15", "2031-03-14", True),
    ("2026-03-15", "2031-03-15", False), ("2028-02-29", "2033-02-27", True), ("2026-05-01", "2026-04-30", False),
])  # fmt: skip
def test_an_agreement_holds_five_years_at_most(desk, start, end, fits):
    line = desk.replay(OPERATION, authorised("2026-01-05", start, end))
    assert line.codes == ([] if fits else ["OPS-TERM-MAX", "CASE-STATE", "CASE-STATE"])
    if fits:
        assert (line.papers()[0]["from"], line.papers()[0]["through"]) == (start, end)
    if start <= end:
        facts = {"publicDataInOperation": True, "agreementStart": start, "agreementEnd": end, "exclusive": False}
        facts |= {"useClass": "publicBenefit", "price": 0, "registrationStatus": "valid",
            "registrationThrough": "2099-12-31"}
        codes, _ = desk.gate("agree", facts, "2026-06-01", {"authorisingBody": "CN-ZJ"})
        assert codes == ([] if fits else ["OPS-TERM-MAX"])


@pytest.mark.parametrize("missing", HEADINGS)
def test_every_heading_of_a_plan_is_needed(desk, missing):
    line = desk.replay(OPERATION, authorised("2026-01-05", "2026-01-01", "2028-12-31",
        [h for h in HEADINGS if h != missing])[:1])
    assert line.codes == ["OPS-PLAN-HEADINGS"]


@pytest.mark.parametrize(("moment", "under"), [
    ("2026-11-30T23:59:59.999+08:00", None), ("2026-12-01T00:00:00+08:00", OPERATION),
    ("2026-11-30T15:59:59Z", None), ("2026-11-30T16:00:00Z", OPERATION), ("2026-12-01", OPERATION),
])  # fmt: skip
def test_jiangsu_lapses_at_midnight(desk, moment, under):
    line = desk.replay(JIANGSU, authorised(moment, "2027-01-01", "2028-12-31"), None, {"authorisingBody": "CN-JS-NJ"})
    notices = [entry for entry in line.entries if entry["kind"] == "notice"]
    assert line.codes == [] and line.state() == "operating"
    assert [notice["fallback"] for notice in notices] == ([under] if under else [])
    periodic = line.dues("periodicReport")
    assert bool(periodic) is (under is None)


def test_an_open_case_goes_on_under_the_lapsed_rules(desk):
    events = authorised("2026-11-30", "2027-01-01", "2028-12-31")
    late = [dict(event, at="2026-12-15") for event in events[5:]]
    line = desk.replay(JIANGSU, events[:5] + late, None, {"authorisingBody": "CN-JS"})
    assert line.codes == [] and not [entry for entry in line.entries if entry["kind"] == "notice"]
    assert line.dues("periodicReport") == ["2027-06-15"]
    assert desk.replay(JIANGSU, events, None, {"authorisingBody": "CN-ZJ"}).codes == ["RULE-ELSEWHERE"]


def trade(day, venue="onExchange"):
    facts = {"venue": venue, "providerName": "甲", "demanderName": "乙", "productType": "dataSet", "useScenario": "研究"}
    contract = dict.fromkeys("""
        contentOfContract purposeOfUse quality tradingMode securityResponsibility confidentiality
    """.split(), "x")
    contract |= {"amount": "12000.50", "termOfUse": "2027-01-01", "deliveryTime": "2026-12-01",
        "pricingMethod": "negotiated"}
    contract |= {"publicData": False, "crossBorder": False}
    where = "tradingInstitution"
    return [
        step(day, "prepare", "provider", procedure="trade", facts=facts, papers=["qualification", "sourceProof",
            "legalityCommitment", "demanderQualification"]),
        step(day, "review", where, facts=CLEAN),
        step(day, "negotiate", "provider"),
        step(day, "sign", "demander", facts=contract, papers=["contract"]),
        step(day, "reviewContract", where),
        step(day, "deliver", "provider"),
        step(day, "settle", "demander", facts={"settlementReference": "1", "deliveryEvidence": DIGEST}),
        step(day, "issueVoucher", where),
        step(day, "archive", where),
    ]


@pytest.mark.parametrize(("pack", "place", "last"), [
    ("cn-sd.data-trading", "CN-SD", "2026-11-14"), ("cn-gd-sz.data-trading", "CN-GD-SZ", "2026-02-28"),
])  # fmt: skip
def test_trading_rules_lapse_and_their_archives_stay(desk, pack, place, last):
    places = {"tradingPlace": place}
    events = trade(last)
    if pack.startswith("cn-gd"):
        events[0]["facts"] |= {"isMerchant": True}
    end = date.fromisoformat(last)
    kept = days.months(end, 360)
    disposal = [step(day, "disposeArchive", "tradingInstitution") for day in (kept, kept + timedelta(days=1))]
    line = desk.replay(pack, events + disposal, None, places)
    if "CASE-UNEXPECTED" in line.codes:
        events[0]["facts"].pop("isMerchant")
        line = desk.replay(pack, events + disposal, None, places)
    assert line.codes == ["RET-TOO-EARLY"] and line.entered("disposed") == str(kept + timedelta(days=1))
    assert line.papers()[0]["claims"]["amount"] == "12000.5"
    assert desk.replay(pack, trade(end + timedelta(days=1)), None, places).codes[0].startswith("RULE-")
    # The rules are gone; the archives made under them are not.
    for day, code in [(kept, "RET-TOO-EARLY"), (kept + timedelta(days=1), None)]:
        codes, _ = desk.gate("lifecycle", {"archiveDeletion": True, "archivedOn": last}, day, places)
        assert codes == ([code] if code else []), day


@pytest.mark.parametrize(("fact", "code"), [
    ("endangersSecurity", "TRD-NATSEC"), ("harmsRights", "TRD-RIGHTS"), ("containsPI", "TRD-NO-CONSENT"),
    ("tradeSecret", "TRD-SECRET"), ("illegalSource", "TRD-ILLEGAL-SOURCE"), ("thirdPartyUsed", "TRD-UNQUALIFIED"),
])  # fmt: skip
def test_each_prohibited_class_is_refused(desk, fact, code):
    events = trade("2026-02-02")[:2]
    events[1]["facts"] = CLEAN | {fact: True}
    assert desk.replay("cn-sd.data-trading", events, None, {"tradingPlace": "CN-SD"}).codes == [code]


def test_a_credit_record_stands_after_the_appeal_and_expires(desk):
    office = "bigDataDepartment"
    events = [
        step("2026-01-05", "complain", "complainant", procedure="complaint", papers=["evidence"],
            facts={"complaintText": "x", "complainant": "甲", "respondent": "乙"}),
        step("2026-01-06", "accept", office),
        step("2026-01-20", "decide", office, facts={"finding": "violation", "reasons": "x"}),
        step("2026-01-20", "decide", office, by="second", facts={"finding": "violation", "reasons": "x"}),
        step("2026-02-06", "serve", office, document="complaintDecision"),
    ]
    over, _ = days.working(date(2026, 2, 6), 15)
    end = days.months(over, 36)
    line = desk.replay("cn-sd.data-trading", events, end + timedelta(days=1), {"tradingPlace": "CN-SD"})
    assert line.codes == ["CASE-FOUR-EYES"]
    assert line.entered("recorded") == str(over) and line.papers()[0]["through"] == str(end)
    assert line.state() == "cleared"
    early = desk.replay("cn-sd.data-trading", [*events, step(over, "appeal", "respondent", facts={"reasons": "x"})],
        end, {"tradingPlace": "CN-SD"})
    assert early.state() == "appealed"


MATRIX = dict(zip("""
    nationalSecurity economicOperation socialOrder publicInterest organisationRights individualRights
""".split(),
                  [(2, 2, 1), (2, 1, 0), (2, 1, 0), (2, 1, 0), (0, 0, 0), (0, 0, 0)], strict=True))  # fmt: skip
LEVELS = ["general", "important", "core"]


def test_the_strictest_grade_by_lot(desk):
    lot = random.Random(43_697)
    degrees = ["especiallySevere", "severe", "ordinary"]
    for _ in range(15):
        impacts = [(lot.choice(list(MATRIX)), lot.randrange(3)) for _ in range(lot.randrange(1, 5))]
        standard = max(MATRIX[name][degree] for name, degree in impacts)
        # In the field of the ministry severe harm to persons or organisations makes data important too.
        sector = max(max(MATRIX[name][degree], int(name.endswith("Rights") and degree < 2)) for name, degree in impacts)
        least = max(standard, sector)
        events = [
            step("2026-01-05", "classify", "processor", procedure="grading", facts={"dataName": "甲",
                "dataClass": "production"}),
            step("2026-01-05", "propose", "processor", facts={"impacts": [f"{name}:{degrees[degree]}" for name,
                degree in impacts], "elements": ["scale"]}),
        ]
        for level, word in enumerate(LEVELS):
            line = desk.replay("cn.industrial-data-security", [*events, step("2026-01-06", "confirm", "reviewer",
                facts={"level": word, "reasons": "x"})])
            assert line.codes == ([] if level >= least else ["CLS-LEVEL"]), (impacts, word)


@pytest.mark.parametrize(("percent", "other", "changed", "fits"), [
    (30, False, "2025-11-30", True), ("29.99", False, "2025-11-30", False), (0, True, "2025-12-31", True), (31, True,
        "2026-01-31", True),
])  # fmt: skip
def test_a_change_is_filed_within_three_months(desk, percent, other, changed, fits):
    names = """
        source scale carrier purposeAndMode scopeOfUse responsibleBody externalSharing crossBorderTransfer
        protectionMeasures
    """.split()
    facts = dict.fromkeys(names, "x") | {"dataName": "甲", "dataClass": "production", "level": "important"}
    notice = {"scaleChangePercent": percent, "otherItemChanged": other, "changedOn": changed}
    events = [
        step("2025-09-01", "submit", "processor", procedure="filing", facts=facts, papers=["commitmentLetter"]),
        step("2025-09-29", "file", "localRegulator"),
        step("2026-02-01", "notice", "processor", case="c", procedure="change", parent="main", facts=notice),
    ]
    line = desk.replay("cn.industrial-data-security", events, "2026-09-01")
    due = str(days.months(date.fromisoformat(changed), 3))
    assert line.dues("review") == [str(days.working(date(2025, 9, 1), 20)[0])]
    assert line.codes == ([] if fits else ["IND-NO-CHANGE"])
    assert line.dues("change", "c") == ([due] if fits else [])


@pytest.mark.parametrize(("level", "kind", "network", "affected", "hours"), [
    ("major", "critical", True, "general", 1), ("larger", "stateOrgan", True, "general", 2), ("larger", "other", True,
        "general", 4),
    ("ordinary", "critical", True, "general", None), ("ordinary", "other", False, "important", 1), ("larger", "other",
        False, "general", 1),
])  # fmt: skip
def test_incident_clocks_run_over_midnight(desk, level, kind, network, affected, hours):
    facts = {"incidentLevel": level, "operatorKind": kind, "networkIncident": network, "affectedLevel": affected,
        "incidentText": "x", "usersHarmed": False}
    start = datetime(2026, 5, 31, 23, 30, tzinfo=timezone(timedelta(hours=8)))
    line = desk.replay("cn.industrial-data-security", [step(start.isoformat(), "detect", "processor",
        procedure="incident", facts=facts)], "2026-06-02")
    dues = line.dues("report")
    assert dues == ([] if hours is None else [str((start + timedelta(hours=hours)).date())])
    late = [entry["at"] for entry in line.of("overdue") if entry["clock"] == "report"]
    assert [datetime.fromisoformat(at.replace("Z",
        "+00:00")) for at in late] == ([] if hours is None else [start + timedelta(hours=hours)])


def mod_37_36(text):
    """ISO 7064, MOD 37,36, as the standard describes it."""
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    product = 36
    for character in text:
        total = (product + alphabet.index(character)) % 36 or 36
        product = total * 2 % 37
    return alphabet[(37 - product) % 36]


@pytest.mark.parametrize(("applied", "source", "kind", "sequence", "serial"), [
    ("2025-09-26", "A", "2", 1, 1), ("2025-12-30", "Z", "9", 999_999_999, 9_999_999), ("2026-02-10", "0", "A", 42, 7),
])  # fmt: skip
def test_a_certificate_of_data_property(desk, applied, source, kind, sequence, serial):
    start = date.fromisoformat(applied)
    passed, _ = days.working(start, 5)
    end, _ = days.working(passed, 10)
    certified = end + timedelta(days=3)
    codes = {"dataSourceCode": source, "subjectTypeCode": kind, "registrationSequence": sequence}
    sub = {"case": "t", "parent": "main", "procedure": "transfer"}
    events = [
        step(start, "submit", "applicant", procedure="registration", facts=IP, papers=["depositProof", "sample",
            "authorisationChain"]),
        step(passed, "passReview", "registry", by="a"),
        step(end + timedelta(days=2), "approve", "registry", by="b", facts=codes),
        step(certified, "certify", "registry", by="b", facts={"certificateSerial": serial}),
        step(certified, "apply", "applicant", facts={"transferee": "丙"}, papers=["transferContract"], **sub),
        step(certified, "approve", "registry", case="t"),
    ]
    line = desk.replay("cn-ha.data-intellectual-property", events, certified, {"registry": "CN-HA"})
    first, second = line.papers()
    stem = f"{applied[:4]}{source}{kind}{sequence:09}"
    assert line.codes == [] and line.dues("publicity") == [str(end)]
    assert first["number"] == f"{certified:%Y%m}4100{serial:07}" and first["through"] == str(days.months(certified, 36))
    assert first["claims"]["registrationNumber"] == stem + mod_37_36(stem)
    # The transferred certificate names its new holder, under the same number.
    assert (second["number"], second["claims"]["applicantName"]) == (first["number"], "丙")


@pytest.mark.parametrize(("harm", "count"), [("criticalInfrastructure", 2), ("cybersecurity", 5), ("death", 10),
    ("seriousHarm", 15)])
def test_a_model_incident_counts_from_awareness(desk, harm, count):
    names = """
        formVersion legalName modelName authenticity releaseDate unionMarketDate dependencies architecture
        designSpecification inputModalities outputModalities totalParameters channels licence acceptableUse
        intendedUses systemTypes technicalMeans hardwareSoftware trainingProcess trainingDataTypes
        trainingDataCuration trainingDataCount trainingTime trainingCompute trainingEnergy inferenceBenchmark
        parameterBand
    """.split()
    done = ["copyrightPolicy", "textAndDataMining", "copyrightTransparency"]
    aware = date(2026, 2, 26)
    sub = {"case": "i", "procedure": "incident", "parent": "main"}
    events = [
        step("2026-01-05", "classify", "provider", procedure="model", facts={"trainingZettaFlop": 10_000,
            "modifier": False, "openSource": False}),
        step("2026-01-06", "document", "provider", facts=dict.fromkeys(names, "x")),
        step("2026-01-07", "decide", "board", facts={"goDecision": "go", "decisionBy": "x", "reasons": "x"}),
        step("2026-01-08", "place", "provider", facts={"placedOn": "2026-01-08", "doneMeasures": done}),
        step("2026-03-01", "becomeAware", "provider", facts={"harm": harm, "incidentText": "x",
            "awareAt": "2026-03-02"}, **sub),
        step("2026-03-01", "becomeAware", "provider", facts={"harm": harm, "incidentText": "x",
            "awareAt": str(aware)}, **sub),
        step("2026-03-20", "withdraw", "provider", facts={"reasons": "x"}),
    ]
    line = desk.replay("eu.general-purpose-ai", events, "2027-03-01")
    due = aware + timedelta(days=count)
    assert line.codes == ["GPAI-AWARE"]
    assert line.dues("initial", "i") == [str(due)]
    # A withdrawn model owes no more reviews of its framework and no more reports.
    assert [missed for missed in line.missed() if missed > "m"] == ["submission 2026-01-15"]


def loan(loss, **more):
    facts = {"enterprise": "甲", "productId": "p", "voucherId": "v", "loanKind": "pledge", "profileConsent": True,
        "consentThrough": "2026-12-31"}
    values = {"bankName": "某银行", "exchangeValue": 1_000_000, "bankValue": 900_000} | more
    return [
        step("2026-01-05", "apply", "enterprise", procedure="loan", facts=facts, papers=["registrationVoucher"]),
        step("2026-01-06", "value", "bank", facts=values, papers=["valuationReport"]),
        step("2026-01-07", "check", "bank"),
        step("2026-01-08", "secure", "bank", facts={"creditLine": 450_000, "termThrough": "2026-06-30",
            "pledgedElsewhere": False}),
        step("2026-01-09", "grant", "bank", by="second", facts={"annualRate": "4", "policyLoan": True}),
        step("2026-01-12", "draw", "enterprise", facts={"drawnAmount": 450_000}, papers=["loanContract"]),
        step("2026-07-01", "declareDefault", "bank", facts={"principalLoss": loss}, papers=["defaultProof"]),
    ]


def test_a_loss_is_claimed_once_and_never_above_the_loan(desk):
    places = {"exchange": "CN-GZ-GY"}
    sub = {"procedure": "claim", "parent": "main", "papers": ["defaultProof"]}
    claims = [step("2026-07-02", "claim", "bank", case=name, **sub) for name in ("a", "b")]
    paid = step("2026-07-03", "compensate", "trustee", case="a", facts={"poolBalance": 100_000_000})
    again = step("2026-07-06", "claim", "bank", case="c", **sub)
    line = desk.replay("cn-gz-gy.data-finance", loan(450_000) + [*claims, paid, again], None, places)
    assert line.codes == ["CASE-STATE", "CASE-STATE"]
    assert [entry["facts"]["poolPays"] for entry in line.of("published", "a")] == [315_000]
    for loss in (450_001, 0):
        assert desk.replay("cn-gz-gy.data-finance", loan(loss), None, places).codes == ["FIN-LOSS"]
    refused = step("2026-07-03", "refuse", "trustee", case="a", facts={"reasons": "x"})
    line = desk.replay("cn-gz-gy.data-finance", loan(450_000) + [claims[0], refused, again], None, places)
    assert line.codes == [] and line.state() == "claimed"


@pytest.mark.parametrize(("value", "code"), [(1_170_000, None), (1_170_001, "FIN-VALUATION-GAP"), (692_307,
    "FIN-VALUATION-GAP"), (692_308, None)])
def test_two_valuations_may_differ_by_the_assumed_share(desk, value, code):
    line = desk.replay("cn-gz-gy.data-finance", loan(1, exchangeValue=value)[:3], None, {"exchange": "CN-GZ-GY"})
    assert line.codes == ([code] if code else [])
