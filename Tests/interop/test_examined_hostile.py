"""A stricter province at the gates, lost first papers, long histories, and input that means harm."""

import json
from pathlib import Path

import pytest
from examiner.desk import DIGEST, Desk, step
from kit.commandline import sluice

RULES = Path(__file__).parents[2] / "Rules"
REGISTRATION = "cn.public-data-registration"
FACTS = {
    "subjectName": "甲", "subjectKind": "publicBody", "objectKind": "resource", "dataName": "乙", "briefContent": "丙",
    "sourceLegality": "丁", "resourceDescription": "戊", "scenario": "己", "riskAssessment": "庚", "businessReviewed": True,
}  # fmt: skip
PAPERS = ["depositProof", "sample", "sourceProof"]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def applied(at="2026-06-01", case="main"):
    return step(at, "apply", "registrant", case=case, procedure="first", facts=FACTS, papers=PAPERS)


@pytest.fixture
def gansu(tmp_path):
    """All rules, and Gansu, which no pack names: three years at most instead of five."""
    rules = tmp_path / "rules"
    for path in RULES.rglob("*.json"):
        target = rules / path.relative_to(RULES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text())
    folder = rules / "cn-gs" / "public-data-operation"
    folder.mkdir(parents=True)
    pack = {
        "schema": "sluice-pack/1", "id": "cn-gs.public-data-operation", "version": "2026-01-01", "jurisdiction": "CN-GS",
        "citation": "GS", "zone": "+08:00", "calendar": "cn", "title": {"zh": "甘肃授权运营", "en": "Operation in Gansu"},
        "sources": [{"key": "GS", "title": "a text for this test", "extent": "full"}],
        "effective": {"from": "2026-01-01", "basis": "assumed", "cite": "GS"},
        "extends": "cn.public-data-operation", "applies": {"place": "authorisingBody", "within": "CN-GS"},
        "parameters": {"maxTermYears": {
            "value": 3, "unit": "year", "stricter": "lower", "basis": "assumed", "cite": "GS", "label": {"zh": "期限（年）", "en": "term, years"},
        }},
    }  # fmt: skip
    (folder / "2026-01-01.json").write_text(json.dumps(pack, ensure_ascii=False))
    return rules, folder / "2026-01-01.json", pack


@pytest.mark.parametrize(("place", "end", "code"), [
    ("CN-GS-LZ", "2028-12-31", None), ("CN-GS-LZ", "2029-01-01", "OPS-TERM-MAX"), ("CN-ZJ", "2029-01-01", None),
    ("CN-ZJ", "2031-01-01", "OPS-TERM-MAX"), ("CN-GSX", "2029-01-01", None),
])  # fmt: skip
def test_a_stricter_province_counts_in_the_national_gate(desk, gansu, place, end, code):
    facts = {"publicDataInOperation": True, "agreementStart": "2026-01-01", "agreementEnd": end, "exclusive": False}
    facts |= {"useClass": "publicBenefit", "price": 0, "registrationStatus": "valid",
        "registrationThrough": "2099-12-31"}
    here = ("--rules", str(gansu[0]))
    assert desk.ask("rules", "check", *here)["findings"] == []
    codes, _ = desk.gate("agree", facts, "2026-06-01", {"authorisingBody": place}, *here)
    assert codes == ([code] if code else [])


@pytest.mark.parametrize(("change", "kind"), [
    ({"extends": "cn-cq.public-data-operation"}, "cycle"), ({"extends": "cn.nothing"}, "missingBase"),
    ({"effective": {"from": "2026-01-01", "to": "2025-12-31", "basis": "assumed", "cite": "GS"}}, "unreadable"),
    ({"jurisdiction": "CN-QH"}, "misplaced"), ({"applies": {"place": "authorisingBody", "within": "CN-QH"}},
        "misplaced"),
    ({"sources": []}, "neverGiven"), ({"citation": "QH-1"}, "unknownName"), ({"more": 1}, "unreadable"),
])  # fmt: skip
def test_a_province_with_one_error_is_found(desk, gansu, change, kind):
    rules, path, pack = gansu
    path.write_text(json.dumps(pack | change, ensure_ascii=False))
    found = desk.ask("rules", "check", "--rules", str(rules))["findings"]
    assert kind in {finding["kind"] for finding in found}


def test_two_editions_for_one_day_are_found(desk, gansu):
    rules, path, pack = gansu
    other = pack | {"version": "2026-05-01", "effective": pack["effective"] | {"from": "2026-05-01"}}
    (path.parent / "2026-05-01.json").write_text(json.dumps(other, ensure_ascii=False))
    found = desk.ask("rules", "check", "--rules", str(rules))["findings"]
    assert [finding["kind"] for finding in found] == ["overlappingDates"] * 2


def test_a_cancelled_deposit_shakes_all_that_rests_on_it(desk):
    deposit = {"id": "deposit", "digest": DIGEST, "revokedOn": "2026-08-01"}
    history = {"events": [applied(), step("2026-06-02", "accept", "registry"), step("2026-06-03", "passReview",
        "registry", by="b")]}
    papers = [
        deposit,
        {"id": "registration", "restsOn": ["deposit"], "pack": REGISTRATION, "history": history,
            "credential": "registrationCode"},
        {"id": "receipt", "restsOn": ["registration"], "sameCaseAs": "registration", "document": "applicationReceipt"},
    ]
    path = desk.file({"papers": papers})
    for day, standing in [("2026-07-31", ["stands"] * 3), ("2026-08-01", ["lost", "shaken", "shaken"])]:
        assert [paper["standing"] for paper in desk.ask("case", "dossier", path, "--at", day)] == standing


def test_a_long_history_is_read_and_an_endless_one_is_not(desk):
    events = [applied(case=f"c{number}") for number in range(2_500)]
    path = desk.file({"events": events})
    assert Path(path).stat().st_size > 1_048_576
    assert len(desk.ask("case", "replay", REGISTRATION, path, "--until", "2026-06-30", codes=(0,))) > 5_000
    for name in ("/dev/zero", desk.file("[" * 200_000), desk.file("\n" * (33 * 1_048_576)), "/", desk.file("")):
        done = sluice("case", "replay", REGISTRATION, name)
        assert done.code == 2 and done.err.startswith("error: "), name


@pytest.mark.parametrize(("text", "reason"), [
    ('{"events": [\n{"at": "2026-06-01",\n"at": "x"}]}', "line 3: duplicate key"),
    ('a: &a ["lol"]\nb: &b [*a,*a,*a]\n', "line 1"), ('{"events": [{"at": 1}]}', "events[0].event"),
    ('{"events": [], "events2": []}', "events2"), ('{"events": "\\ud800"}', "line 1"),
])  # fmt: skip
def test_a_history_that_means_harm_is_refused_with_its_line(desk, text, reason):
    done = sluice("case", "replay", REGISTRATION, desk.file(text))
    assert done.code == 2 and reason in done.err, done.err


def test_what_cannot_be_read_is_told_as_json_and_in_both_languages(desk):
    empty, wide = desk.file({}, "empty.json"), desk.file({"digitisedRate": 101}, "wide.json")
    late = desk.file({"events": [{"at": 1}]}, "late.json")
    asked = [
        ("rules", "show", "cn.nothing"), ("case", "replay", REGISTRATION, "/nowhere"),
        ("rules", "list", "--rules", "/nowhere"), ("score", "cn.sme-digital-level", wide),
        ("draw", empty, "--percent", "5", "--seed", "s"), ("ledger", "cn.public-data-price", "nothing", empty),
        ("rules", "table", "cn.cross-border", "x", empty), ("case", "replay", REGISTRATION, late),
        ("calendar", "add", "2025-02-30", "3"),
    ]  # fmt: skip
    for arguments in asked:
        done = sluice(*arguments, "--json")
        assert done.code == 2 and not done.out, arguments
        assert done.error["code"] == "invalid" and done.error["message"] and done.error["messageZh"], arguments
        assert "误：" in sluice(*arguments, "--lang", "zh").err, arguments


def test_every_command_speaks_both_languages_and_json(desk):
    history = desk.file({"events": [applied(), step("2026-06-02", "accept", "registrant")]})
    for lang, words in [("zh", ["受理", "该角色不能"]), ("en", ["acceptance", "this role may not"])]:
        done = sluice("case", "replay", REGISTRATION, history, "--lang", lang)
        assert done.code == 1 and all(word in done.out for word in words), done.out
    assumed = [applied(), step("2026-06-02", "requestSupplement", "registry", facts={"supplementItems": ["x"]})]
    assumed.append(step("2026-06-02", "serve", "registry", document="supplementList"))
    path = desk.file({"events": assumed})
    assert "(assumed)" in sluice("case", "replay", REGISTRATION, path).out
    assert "（假定）" in sluice("case", "replay", REGISTRATION, path, "--lang", "zh").out
    clocks = {entry["clock"]: entry.get("basis") for entry in desk.ask("case", "replay", REGISTRATION,
        path) if entry["kind"] == "clock"}
    assert clocks == {"acceptance": "legal", "supplement": "assumed"}
    values = desk.file({"exchangeValue": 100, "bankValue": 100})
    assert "$gapPercent = 30 (assumed)" in sluice("ledger", "cn-gz-gy.data-finance", "valuation", values).out
    assert {use["name"]: use["basis"] for use in desk.ask("ledger", "cn-gz-gy.data-finance", "valuation",
        values)["parameters"]} == {"gapPercent": "assumed", "pledgeRate": "assumed"}
