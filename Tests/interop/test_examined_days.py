"""Days, registration and the export of data against a second reckoning from the texts."""

import random
from datetime import date, timedelta

import pytest
from examiner import days
from examiner.desk import Desk, step

REGISTRATION = "cn.public-data-registration"
FACTS = {
    "subjectName": "甲", "subjectKind": "publicBody", "objectKind": "resource", "dataName": "乙", "briefContent": "丙",
    "sourceLegality": "丁", "resourceDescription": "戊", "scenario": "己", "riskAssessment": "庚", "businessReviewed": True,
}  # fmt: skip
PAPERS = ["depositProof", "sample", "sourceProof"]
OBJECTION = {"objectionGrounds": "不实", "objectorName": "王某", "objectorInterest": "来源方"}


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def some_days(seed, count, first="2024-01-01", last="2026-12-31"):
    lot = random.Random(seed)
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + timedelta(days=lot.randrange((end - start).days + 1)) for _ in range(count)]


def test_working_days_forwards_and_backwards(desk):
    edges = ["2024-02-09", "2024-09-30", "2025-01-24", "2025-12-31", "2026-02-13", "2026-12-30", "2026-12-31"]
    lot = random.Random(20_261_123)
    for start in [date.fromisoformat(text) for text in edges] + some_days(11, 24):
        count = lot.choice([1, 2, 3, 5, 10, 20, 45, 60])
        for back in ([], ["--before"]):
            found = desk.ask("calendar", "add", start, count, *back)
            end, is_open = days.working(start, -count if back else count)
            assert (found["date"], found["provisional"]) == (str(end), is_open), (start, count, back)


def test_months_and_years_keep_the_corresponding_day(desk):
    for text, count, unit, factor in [
        ("2024-02-29", 1, "year", 12), ("2024-02-29", 4, "year", 12), ("2025-08-31", 6, "month", 1),
        ("2025-12-31", 2, "month", 1), ("2026-03-31", 1, "month", 1), ("2025-11-30", 3, "month", 1),
        ("2025-10-31", 13, "month", 1), ("2026-01-30", 1, "month", 1),
    ]:  # fmt: skip
        start = date.fromisoformat(text)
        found = desk.ask("calendar", "add", start, count, "--unit", unit)
        assert found["date"] == str(days.months(start, count * factor)), (text, count, unit)


@pytest.mark.parametrize("applied", some_days(7, 10, "2025-03-01", "2026-11-20"), ids=str)
def test_a_registration_has_its_days(desk, applied):
    accepted, _ = days.working(applied, 2)
    passed, _ = days.working(accepted, 17)
    events = [
        step(applied, "apply", "registrant", procedure="first", facts=FACTS, papers=PAPERS),
        step(accepted, "accept", "registry"),
        step(passed, "passReview", "registry", by="second"),
    ]
    end, is_open = days.working(passed, 10)
    line = desk.replay(REGISTRATION, events, end)
    assert line.codes == [] and line.missed() == []
    assert line.dues("acceptance") == [str(days.working(applied, 3)[0])]
    assert line.dues("formReview") == [str(days.working(accepted, 20)[0])]
    assert line.dues("publicity") == [str(end)]
    publicity = [entry for entry in line.of("clock") if entry["clock"] == "publicity"][0]
    assert publicity["provisional"] is is_open
    code = line.papers()[0]
    assert (code["from"], code["through"]) == (str(end), str(days.months(end, 36)))
    # A day before, nothing is coded yet.
    assert desk.replay(REGISTRATION, events, end - timedelta(days=1)).papers() == []


@pytest.mark.parametrize(("objected", "dismissed"), [(2, 3), (1, 30), (9, 9), (10, 4)])
def test_a_proper_objection_stops_the_clock_for_what_was_left(desk, objected, dismissed):
    passed = date(2026, 4, 20)
    end, _ = days.working(passed, 10)
    filed, _ = days.working(passed, objected)
    decided = filed + timedelta(days=dismissed)
    sub = {"case": "o", "procedure": "objection", "parent": "main"}
    events = [
        step("2026-03-30", "apply", "registrant", procedure="first", facts=FACTS, papers=PAPERS),
        step("2026-03-31", "accept", "registry"),
        step(passed, "passReview", "registry", by="second"),
        step(filed, "object", "interestedParty", facts={"objectionGrounds": "x"}, papers=["objectionEvidence"], **sub),
        step(filed, "object", "interestedParty", facts=OBJECTION, papers=["objectionEvidence"], **sub),
        step(decided, "dismiss", "registry", case="o", facts={"reasons": "属实"}),
        step(decided, "dismiss", "registry", case="o", facts={"reasons": "属实"}),
    ]
    rest, _ = days.working(decided, days.left(filed, end))
    line = desk.replay(REGISTRATION, events, "2026-12-31")
    assert line.codes == ["REG-OBJECTION-ANONYMOUS", "CASE-STATE"]
    assert line.dues("publicity") == [str(end), str(rest)]
    assert line.entered("registered") == str(rest)


@pytest.mark.parametrize(("before", "code"), [(61, "REG-WINDOW"), (60, None), (1, None), (0, None), (-1, "CASE-STATE")])
def test_the_renewal_window_is_sixty_calendar_days(desk, before, code):
    end = days.months(days.working(date(2025, 4, 21), 10)[0], 36)
    events = [
        step("2025-04-01", "apply", "registrant", procedure="first", facts=FACTS, papers=PAPERS),
        step("2025-04-02", "accept", "registry"),
        step("2025-04-21", "passReview", "registry", by="second"),
        step(end - timedelta(days=before), "apply", "registrant", case="r", procedure="renewal", parent="main"),
    ]
    line = desk.replay(REGISTRATION, events, end + timedelta(days=2))
    assert line.papers()[0]["through"] == str(end)
    assert line.codes == ([code] if code else [])


@pytest.mark.parametrize(("delivered", "day", "code"), [
    ("2024-06-01", "2025-04-14", None), ("2024-06-01", "2025-04-15", "REG-MISSING"),
    ("2025-02-28", "2025-04-14", None), ("2025-03-01", "2025-03-28", None), ("2025-03-01", "2025-03-31", "REG-MISSING"),
    ("2026-02-13", "2026-03-19", None), ("2026-02-13", "2026-03-20", "REG-MISSING"),
])  # fmt: skip
def test_grace_before_a_registration(desk, delivered, day, code):
    start = date.fromisoformat(max(delivered, "2025-03-01"))
    last, _ = days.working(start, 20 if delivered >= "2025-03-01" else 30)
    assert (date.fromisoformat(day) <= last) == (code is None)
    facts = {"publicDataInOperation": True, "deliveredOn": delivered, "rawUnopened": False}
    codes, owed = desk.gate("publish", facts, day, {"authorisingBody": "CN-ZJ"})
    assert codes == ([code] if code else [])
    assert "registrationDue" in owed


FLAGS = """
    importantData exemptActivity foreignOriginOnly inFreeTradeZone offNegativeList contractNecessity hrNecessity
    emergency ciio containsPI
"""


def route(facts):
    """Order 16, articles 3 to 8, in the order of the reading."""
    ordinary, sensitive = facts["nonSensitive"], facts["sensitive"]
    if facts["exemptActivity"] and not facts["containsPI"] and not facts["importantData"] or facts["foreignOriginOnly"]:
        return "exempt"
    if facts["inFreeTradeZone"] and facts["offNegativeList"]:
        return "humanReview" if facts["importantData"] else "ftzExempt"
    if facts["importantData"]:
        return "assessment"
    if facts["contractNecessity"] or facts["hrNecessity"] or facts["emergency"]:
        return "exempt"
    if facts["ciio"]:
        return "assessment" if facts["containsPI"] else "blocked"
    if ordinary >= 1_000_000 or sensitive >= 10_000:
        return "assessment"
    return "contractOrCertification" if ordinary >= 100_000 or sensitive > 0 else "exempt"


def test_the_route_of_an_export_by_lot(desk):
    lot = random.Random(16)
    for _ in range(60):
        facts = {name: lot.random() < 0.15 for name in FLAGS.split()}
        facts["containsPI"] = lot.random() < 0.8
        facts["nonSensitive"] = lot.choice([0, 99_999, 100_000, 100_001, 999_999, 1_000_000, lot.randrange(2_000_000)])
        facts["sensitive"] = lot.choice([0, 0, 0, 1, 9_999, 10_000, lot.randrange(20_000)])
        found = desk.ask("rules", "table", "cn.cross-border", "route", desk.file(facts))
        assert found["outcome"]["route"] == route(facts), facts


def test_what_is_not_known_blocks(desk):
    plain = dict.fromkeys(FLAGS.split(), False) | {"containsPI": True, "nonSensitive": 10, "sensitive": 0}
    for name in ("nonSensitive", "sensitive", "ciio", "importantData"):
        facts = {key: value for key, value in plain.items() if key != name}
        found = desk.ask("rules", "table", "cn.cross-border", "route", desk.file(facts))
        assert found["outcome"]["route"] == "blocked", name


def test_counts_since_new_year_do_not_depend_on_the_order(desk):
    lot = random.Random(5)
    plain = dict.fromkeys(FLAGS.split(), False) | {"containsPI": True, "exporterGroup": "g", "recipient": "r",
        "purpose": "p"}
    people = [f"p{number}" for number in range(500)]
    records = []
    for number in range(12):
        who = lot.sample(people, lot.randrange(20, 200))
        facts = plain | {"contractNecessity": number == 11}
        when = date(2025, 12, 20) + timedelta(days=3 * number)
        records.append({"date": str(when), "facts": facts, "people": {"nonSensitive": who, "sensitive": 9_000 // 11}})
    counted = [record for record in records if record["date"] >= "2026-01-01"]
    names = {name for record in counted for name in record["people"]["nonSensitive"]}
    sensitive = len(counted) * (9_000 // 11)
    for order in (records, records[::-1]):
        group = desk.ask("rules", "count", "cn.cross-border", "exportedPersons", desk.file(order), "--at",
            "2026-12-31")[0]
        assert group["counts"] == {"nonSensitive": len(names), "sensitive": sensitive}
        assert group["outcome"] == "contractOrCertification", order[0]["date"]


def test_a_count_that_is_too_large_or_not_of_persons_is_no_small_count(desk):
    plain = dict.fromkeys(FLAGS.split(), False) | {"containsPI": True, "exporterGroup": "g", "recipient": "r",
        "purpose": "p"}
    huge = {"date": "2026-02-01", "facts": plain, "people": {"nonSensitive": "9" * 24, "sensitive": 0}}
    found = desk.ask("rules", "count", "cn.cross-border", "exportedPersons", desk.file([huge, huge]), "--at",
        "2026-03-01")
    assert found[0]["outcome"] in ("assessment", "blocked")
    odd = huge | {"people": {"nonSensitive": ["a", 1], "sensitive": 0}}
    done = desk.file([odd])
    assert "names only" in str(pytest.raises(AssertionError, desk.ask, "rules", "count", "cn.cross-border",
        "exportedPersons", done, "--at", "2026-03-01").value)


@pytest.mark.parametrize(("back", "code"), [(61, "XB-WINDOW"), (60, None), (1, None)])
def test_an_assessment_is_extended_in_its_last_sixty_working_days(desk, back, code):
    facts = dict.fromkeys(FLAGS.split(), False) | {
        "containsPI": True, "nonSensitive": 1_000_000, "sensitive": 0, "exporterGroup": "g", "recipient": "r",
        "country": "SG", "purpose": "p", "dataClasses": ["a"], "retentionAbroad": "1年",
    }  # fmt: skip
    events = [
        step("2024-03-25", "submit", "exporter", procedure="assessment", facts=facts,
             papers=["application", "selfAssessment", "legalDocument"]),
        step("2024-04-01", "forward", "provincialRegulator"),
        step("2024-04-08", "accept", "nationalRegulator"),
        step("2024-04-09", "serve", "nationalRegulator", document="acceptanceNotice"),
        step("2024-06-03", "pass", "nationalRegulator", by="second"),
    ]  # fmt: skip
    # The calendar of 2027 is not known, so the window is counted as Monday to Friday there.
    asked, _ = days.working(date(2027, 6, 3), -back)
    events.append(step(asked, "request", "exporter", case="e", procedure="extension", parent="main",
        facts={"growthPercent": 20}))
    line = desk.replay("cn.cross-border", events)
    assert line.dues("completeness") == [str(days.working(date(2024, 3, 25), 5)[0])]
    assert line.dues("decision") == [str(days.working(date(2024, 4, 9), 45)[0])]
    assert line.papers()[0]["through"] == "2027-06-03"
    assert line.codes == ([code] if code else [])
