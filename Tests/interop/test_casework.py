"""The procedures as data, by their real commands: days, packs, cases, papers, scores and sums."""

import json
from pathlib import Path

import pytest
from kit.commandline import sluice

DIGEST = "sha256:" + "0" * 64
RULES = Path(__file__).parents[2] / "Rules"
REGISTRATION = "cn.public-data-registration"
FACTS = {
    "subjectName": "甲局", "subjectKind": "publicBody", "objectKind": "resource", "dataName": "粮价",
    "briefContent": "价格", "sourceLegality": "依职责", "resourceDescription": "表", "scenario": "研究",
    "riskAssessment": "低", "businessReviewed": True,
}  # fmt: skip


def step(at, event, role, by=None, papers=(), **more):
    actor = {"id": by or role, "role": role}
    return {"at": at, "event": event, "by": actor, "attachments": {name: DIGEST for name in papers}, **more}


def registration(*more):
    papers = ["depositProof", "sample", "sourceProof"]
    opening = step("2025-09-26", "apply", "registrant", papers=papers, procedure="first", facts=FACTS)
    review = step("2025-10-31", "passReview", "registry", by="second")
    return {"events": [opening, step("2025-09-30", "accept", "registry"), review, *more]}


def write(folder, name, value):
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return str(path)


def answer(*arguments, code=0):
    done = sluice(*arguments, "--json")
    assert done.code == code, done.out + done.err
    return json.loads(done.out)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2025-09-26", 3, "2025-09-30"),
        ("2025-09-30", 20, "2025-11-04"),
        ("2025-11-04", 10, "2025-11-18"),
        ("2026-02-13", 3, "2026-02-25"),
        ("2026-09-18", 10, "2026-10-09"),
        ("2024-04-26", 10, "2024-05-13"),
    ],
)
def test_working_days_follow_the_notices(start, count, end):
    counted = answer("calendar", "add", start, str(count), "--unit", "workingDay")
    assert (counted["date"], counted["provisional"]) == (end, False)


def test_a_deadline_into_a_year_without_notice_is_provisional():
    assert answer("calendar", "add", "2026-12-25", "10")["provisional"]
    assert [answer("calendar", "year", str(year))["workingDays"] for year in (2024, 2025, 2026)] == [251, 248, 248]


def test_the_folder_and_the_embedded_packs_are_sound():
    assert answer("rules", "check")["findings"] == []
    assert answer("rules", "check", "--rules", str(RULES))["findings"] == []


LAPSES = [("2026-09-01", 90), ("2026-10-31", 30), ("2026-11-23", 7), ("2026-12-01", None)]


@pytest.mark.parametrize(("day", "left"), LAPSES)
def test_a_lapse_is_announced(day, left):
    packs = {pack["id"]: pack for pack in answer("rules", "list", "--at", day)}
    assert packs["cn-js.public-data-operation"].get("daysLeft") == left
    assert packs["cn-js.public-data-operation"]["status"] == ("inForce" if left else "lapsed")


@pytest.mark.parametrize(
    ("persons", "sensitive", "route"),
    [
        (99_999, 0, "exempt"), (100_000, 0, "contractOrCertification"), (999_999, 0, "contractOrCertification"),
        (1_000_000, 0, "assessment"), (0, 1, "contractOrCertification"), (0, 9_999, "contractOrCertification"),
        (0, 10_000, "assessment"),
    ],
)  # fmt: skip
def test_the_route_of_an_export(tmp_path, persons, sensitive, route):
    flags = ["importantData", "exemptActivity", "foreignOriginOnly", "inFreeTradeZone", "offNegativeList", "ciio"]
    flags += ["contractNecessity", "hrNecessity", "emergency"]
    facts = dict.fromkeys(flags, False) | {"containsPI": True, "nonSensitive": persons, "sensitive": sensitive}
    row = answer("rules", "table", "cn.cross-border", "route", write(tmp_path, "f.json", facts))
    assert row["outcome"]["route"] == route and row["cite"]


def test_a_case_runs_to_its_code_and_refusals_have_three_parts(tmp_path):
    stranger = step("2025-09-28", "accept", "registrant")
    events = registration()
    path = write(tmp_path, "h.json", events)
    kinds = answer("case", "replay", REGISTRATION, path, "--until", "2025-11-18")
    code = [entry["credential"] for entry in kinds if entry["kind"] == "credential"][0]
    # The publicity of ten working days from 31 October ends on 14 November.
    assert (code["from"], code["through"]) == ("2025-11-14", "2028-11-14")
    events["events"].insert(1, stranger)
    entries = answer("case", "replay", REGISTRATION, write(tmp_path, "h.json", events), code=1)
    refusal = [entry["refusal"] for entry in entries if entry["kind"] == "refused"][0]
    assert refusal["code"] == "CASE-ROLE" and refusal["cite"] and refusal["remedy"]["zh"] and refusal["remedy"]["en"]


def test_a_revoked_first_paper_shakes_the_later_ones(tmp_path):
    false = {"procedure": "revocation", "parent": "main", "case": "v", "facts": {"misconduct": "falseMaterial"}}
    alleged = step("2026-05-06", "allege", "supervisor", papers=["misconductEvidence"], **false)
    revoked = step("2026-05-07", "revoke", "registry", case="v", facts={"reasons": "查实"})

    def standings(history, code):
        first = {"id": "registration", "restsOn": ["deposit"], "pack": REGISTRATION, "history": history}
        papers = [
            {"id": "deposit", "digest": DIGEST},
            first | {"credential": "registrationCode"},
            {"id": "notice", "restsOn": ["registration"], "sameCaseAs": "registration", "document": "acceptanceNotice"},
            {"id": "sample", "restsOn": ["notice"], "sameCaseAs": "notice", "attachment": "sample"},
        ]
        path = write(tmp_path, "p.json", {"papers": papers})
        return [paper["standing"] for paper in answer("case", "dossier", path, "--at", "2026-06-01", code=code)]

    assert standings(registration(), 0) == ["stands"] * 4
    assert standings(registration(alleged, revoked), 1) == ["stands", "lost", "shaken", "shaken"]


def test_a_new_province_is_a_new_folder(tmp_path):
    """Fujian, which no pack names: it tightens one clock, asks for one more fact and says why."""
    rules = tmp_path / "rules"
    for path in RULES.rglob("*.json"):
        target = rules / path.relative_to(RULES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text())
    folder = rules / "cn-fj" / "public-data-registration"
    folder.mkdir(parents=True)
    pack = {
        "schema": "sluice-pack/1", "id": "cn-fj.public-data-registration", "version": "2026-01-01",
        "jurisdiction": "CN-FJ", "citation": "FJ", "zone": "+08:00", "calendar": "cn",
        "title": {"zh": "福建省公共数据资源登记", "en": "Public data registration of Fujian"},
        "sources": [{"key": "FJ", "title": "a text for this test", "extent": "full"}],
        "effective": {"from": "2026-01-01", "to": "2026-12-31", "basis": "assumed", "cite": "FJ"},
        "survives": [{"duty": {"zh": "保存登记信息", "en": "keep what was registered"}, "cite": "FJ"}],
        "extends": REGISTRATION, "applies": {"place": "authorisingBody", "within": "CN-FJ"},
        "parameters": {"acceptanceDays": {
            "value": 2, "unit": "workingDay", "stricter": "lower", "basis": "assumed", "cite": "FJ",
            "label": {"zh": "受理（工作日）", "en": "acceptance, working days"},
        }},
        "facts": {"hostCity": {"kind": "text", "label": {"zh": "所在设区市", "en": "city of the registrant"}}},
        "tightens": [{"procedure": "first", "event": "apply", "cite": "FJ", "fields": ["hostCity"]}],
    }  # fmt: skip
    write(folder, "2026-01-01.json", pack)
    here = ("--rules", str(rules))
    assert answer("rules", "check", *here)["findings"] == []
    place = ("--place", "authorisingBody=CN-FJ-XM")
    explained = answer("rules", "explain", REGISTRATION, "--at", "2026-06-01", *place, *here)
    numbers = {parameter["name"]: parameter for parameter in explained["parameters"]}
    assert numbers["acceptanceDays"]["value"] == 2 and "stricter" in numbers["acceptanceDays"]["from"]
    opening = registration()["events"][0] | {"at": "2026-06-01"}
    history = {"places": {"authorisingBody": "CN-FJ-XM"}, "events": [opening]}
    entries = answer("case", "replay", REGISTRATION, write(tmp_path, "h.json", history), *here, code=1)
    assert entries[-1]["refusal"]["missing"] == ["hostCity"]
    # After its last day the national pack goes on alone, and the case says so.
    history["events"][0] = opening | {"at": "2027-01-01"}
    entries = answer("case", "replay", REGISTRATION, write(tmp_path, "h.json", history), *here)
    assert entries[0]["kind"] == "notice" and entries[0]["lapsedOn"] == "2026-12-31"


def test_sums_are_exact_and_unbalanced_ones_refused(tmp_path):
    facts = {"totalCost": 1000, "subsidies": 100, "treasuryYield": "1.80", "permittedRate": "7.80", "taxes": 30}
    path = write(tmp_path, "l.json", facts | {"actualRevenue": 1150})
    sheet = answer("ledger", "cn.public-data-price", "allowedRevenue", path)
    lines = {line["id"]: line["value"] for line in sheet["lines"]}
    assert (lines["maxAllowedRevenue"], lines["deviationPercent"], lines["excess"]) == ("1000.2", "14.98", "149.8")
    path = write(tmp_path, "l.json", facts | {"actualRevenue": 1150, "permittedRate": "7.81"})
    refused = answer("ledger", "cn.public-data-price", "allowedRevenue", path, code=1)
    assert [refusal["code"] for refusal in refused["refusals"]] == ["PRICE-RATE"]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("bomb.yaml", 'a: &a ["x"]\nb: &b [*a,*a]\n', "line 1"),
        pytest.param("deep.json", "[" * 100_000, "nested deeper", id="deep"),
        ("twice.json", '{\n"id": "a",\n"id": "b"}', "line 3: duplicate key"),
        pytest.param("long.json", " " * 10_000_000, "at most", id="ten megabytes"),
        ("date.json", '{"schema": "sluice-pack/1", "id": "a", "version": 1}', "version"),
    ],
)
def test_hostile_packs_are_refused_with_a_reason(tmp_path, name, text, reason):
    write(tmp_path, name, text)
    done = sluice("rules", "check", "--rules", str(tmp_path))
    assert done.code in (1, 2)
    assert reason in done.out + done.err
