"""`sluice policy`: published cases, hostile questions, and a second evaluator on random ones."""

import json
import os
import subprocess

import pytest

from kit.odrl import Case
from kit.odrl_cases import Generator
from kit.odrl_suites import CONFLICTS, SEMANTICS, SHELVES, evaluation_cases
from kit.process import _binary

# Questions per run; POLICY_CASES asks fewer or more.
RANDOM_CASES = int(os.environ.get("POLICY_CASES", "100000"))
BATCH = 2_000
WORDS = {True: "yes", False: "no", None: "unknown"}
STATES = {True: "active", False: "inactive", None: "unknown"}


class Stream:
    """One long-running evaluator."""

    def __init__(self, binary):
        self.process = subprocess.Popen([binary, "policy", "evaluate", "--stream", "--lang", "en"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, cases):
        answers = []
        for case in cases:
            self.process.stdin.write((case if isinstance(case, str) else json.dumps(case)) + "\n")
            self.process.stdin.flush()
            answers.append(json.loads(self.process.stdout.readline()))
        return answers

    def close(self):
        self.process.stdin.close()
        assert self.process.wait(timeout=30) == 0


@pytest.fixture(scope="module")
def stream():
    found = Stream(_binary())
    yield found
    found.close()


def sluice(*arguments, given=None):
    done = subprocess.run([_binary(), "policy", *arguments], capture_output=True, text=True,
                          input=None if given is None else json.dumps(given), timeout=60)
    return done


def test_published_evaluation_cases(stream):
    cases = list(evaluation_cases())
    assert len(cases) == 68
    answers = stream.ask([case for case, _ in cases])
    for (case, is_in_force), answer in zip(cases, answers):
        rule = answer["rules"][0]
        assert ((rule["matches"], rule["activation"]) == ("yes", "active")) == is_in_force, (case["id"], answer)
        if rule["role"] == "permission":
            assert (answer["decision"] != "refuse") == is_in_force, (case["id"], answer)


def test_published_evaluation_cases_by_the_second_evaluator():
    for case, is_in_force in evaluation_cases():
        _, matches, active, _ = Case(case).evaluate()["rules"][0]
        assert (matches is True and active is True) == is_in_force, case["id"]


def test_examples_of_the_formal_semantics(stream):
    answers = stream.ask([case for case, _ in SEMANTICS])
    assert [answer["decision"] for answer in answers] == [expected for _, expected in SEMANTICS]
    assert answers[4]["preconditions"][0]["path"] == "permission[0].duty[0]"


@pytest.mark.parametrize("number", range(len(CONFLICTS)))
def test_conflicts_between_policies(number, tmp_path):
    documents, expected = CONFLICTS[number]
    world = tmp_path / "world.json"
    world.write_text(json.dumps(SHELVES))
    done = sluice("lint", "-", "--world", str(world), "--json", given=documents)
    codes = {finding["code"] for finding in json.loads(done.stdout)["findings"]}
    assert codes & {"conflict", "mayConflict"} == ({expected} if expected else set()), done.stdout


def expected(case):
    found = Case(case).evaluate()
    rules = [(path, WORDS[matches], STATES[active], deontic) for path, matches, active, deontic in found["rules"]]
    return found["decision"], found["duties"], found["preconditions"], rules


def answered(answer):
    rules = [(r["path"], r["matches"], r["activation"], r.get("deontic")) for r in answer["rules"]]
    return (answer["decision"], sorted(d["path"] for d in answer["duties"]),
            sorted(d["path"] for d in answer["preconditions"]), rules)


def test_two_evaluators_agree(stream):
    outcomes = {}
    for start in range(0, RANDOM_CASES, BATCH):
        cases = [Generator(seed).case() for seed in range(start, min(start + BATCH, RANDOM_CASES))]
        for seed, (case, answer) in enumerate(zip(cases, stream.ask(cases)), start):
            assert "error" not in answer and answer["reasons"][0]["code"] != "policyUnreadable", (seed, answer)
            assert answered(answer) == expected(case), (seed, json.dumps(case))
            outcomes[answer["decision"]] = outcomes.get(answer["decision"], 0) + 1
    # A comparison in which hardly anything is permitted would prove little.
    assert min(outcomes.get(o, 0) for o in ("permit", "permitWithDuties", "refuse")) > RANDOM_CASES / 100, outcomes


def ask(constraint=None, rules=None, **policy):
    rule = {"action": "use"} | ({"constraint": constraint} if constraint is not None else {})
    return {"policy": {"@type": "Set", "permission": rules or [rule]} | policy,
            "request": {"action": "use", "target": "t", "assignee": "a"},
            "world": {"now": "2026-11-22T12:00:00Z", "facts": {"purpose": "x", "payAmount": "5"}}}


def nested(depth):
    inner = {"leftOperand": "purpose", "operator": "eq", "rightOperand": "x"}
    for _ in range(depth):
        inner = {"or": [inner]}
    return [inner]


def compared(left, relation, right):
    return [{"leftOperand": left, "operator": relation, "rightOperand": right}]


HOSTILE = {
    "ten thousand rules": ask(rules=[{"action": "use"}] * 10_000),
    "ten thousand constraints": ask(compared("purpose", "eq", "x") * 10_000),
    "deep nesting": ask(nested(40)),
    "a list for an object": ask([["purpose", "eq", "x"]]),
    "a number for an operand": ask(compared(7, "eq", "x")),
    "an object for an operator": ask(compared("purpose", {"eq": 1}, "x")),
    "null": ask(compared("purpose", "eq", None)),
    "a look-alike operand": ask(compared("purp\u043ese", "eq", "x")),
    "a look-alike value": ask(compared("purpose", "eq", "\u0445")),
    "an accent of another kind": ask(compared("cafe\u0301", "eq", "x")),
    "an unknown operator": ask(compared("purpose", "resembles", "x")),
    "a number out of range": ask(compared("payAmount", "lteq", "9" * 400)),
    "an exponent out of range": ask(compared("payAmount", "lteq", "1e99999")),
    "no number": ask(compared("payAmount", "lteq", "NaN")),
    "a date without a zone": ask(compared("dateTime", "lteq", "2027-01-01T00:00:00")),
    "a date that is none": ask(compared("dateTime", "lteq", "2027-02-30T00:00:00Z")),
    "an unknown member": ask(licence="all"),
    "an unknown profile": ask(profile="urn:somebody"),
    "an unknown action": ask(rules=[{"action": "teleport"}]),
    "a circle": ask() | {"parents": [{"@id": "b", "@type": "Set", "inheritFrom": "a"}],
                         "policy": {"@id": "a", "@type": "Set", "inheritFrom": "b"}},
    "parents of parents of parents": ask(inheritFrom=[f"0.{n}" for n in range(10)]) | {"parents": [
        {"@id": f"{level}.{n}", "@type": "Set", "permission": [{"action": "use"}],
         "inheritFrom": [f"{level + 1}.{other}" for other in range(10)]} for level in range(7) for n in range(10)]},
    "a list of no assignee": ask(rules=[{"action": "use", "assignee": []}]),
    "a list of no target": ask(target=[]),
    "a number that readers round": ask(compared("payAmount", "lteq", 9007199254740993)),
    "a context that turns words": ask(**{"@context": {"permission": "odrl:prohibition"}}),
    "a context that takes a prefix": ask(rules=[{"action": "odrl:use"}], **{"@context": {"odrl": "urn:evil:"}}),
    "a graph that circles": ask() | {"policy": {"@graph": [
        {"@id": "p", "@type": "Set", "permission": {"@id": "r"}}, {"@id": "r", "action": "use", "constraint": {"@id": "c"}},
        {"@id": "c", "and": [{"@id": "c"}]}]}},
    "two policies in one": ask() | {"policy": [{"@type": "Set", "permission": [{"action": "use"}]}] * 2},
    "a contract with a word of its own": ask() | {"policy": {"strategy": {"actions": ["read"], "colour": "red"}}},
    "a sequence out of order": ask([{"andSequence": [{"leftOperand": "event", "operator": "eq", "rightOperand": "asked"},
                                                     {"leftOperand": "media", "operator": "eq", "rightOperand": "given"}]}])
    | {"world": {"now": "2026-11-22T12:00:00Z", "facts": {
        "event": {"@value": "asked", "at": "2026-11-22T00:00:00Z"}, "media": {"@value": "given", "at": "2026-11-21T00:00:00Z"}}}},
    "a parent that is not there": ask(inheritFrom="elsewhere"),
    "an offer": ask() | {"policy": {"@type": "Offer", "@id": "o", "permission": [{"action": "use"}]}},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_policies_are_refused_with_a_reason(stream, name):
    answer = stream.ask([HOSTILE[name]])[0]
    assert answer["decision"] == "refuse" and answer["reasons"] and answer["reasons"][0]["text"], answer


@pytest.mark.parametrize("line", ["", "{", "[]", "null", '{"policy":{}}', '{"policy":1,"policy":2}', '"\\ud800"', "\x00"])
def test_lines_that_are_no_question_are_answered(stream, line):
    assert stream.ask([line])[0]["error"]
    assert stream.ask([ask()])[0]["decision"] == "permit"


def test_one_fact_in_two_spellings_is_no_question(stream):
    case = ask() | {"world": {"now": "2026-11-22T12:00:00Z", "facts": {"purpose": "x", "odrl:purpose": "y"}}}
    assert stream.ask([case])[0]["error"] == "duplicateMember"


def test_words_of_the_asker(stream):
    case = ask([{"leftOperand": "ex:dayOfWeek", "operator": "eq", "rightOperand": "Sunday"}], rules=None)
    case["world"]["facts"]["ex:dayOfWeek"] = "Sunday"
    assert stream.ask([case])[0]["decision"] == "refuse"
    assert stream.ask([case | {"vocabulary": {"operands": {"ex:dayOfWeek": "text"}}}])[0]["decision"] == "permit"


def test_there_and_back_in_the_national_form(tmp_path):
    strategy = {"subjectInfo": {"dataProductId": "urn:d"}, "executionNodeInfo": {"providerNodeId": "urn:p", "consumerNodeId": "urn:c"},
                "actions": ["read"], "constraints": [
                    {"constraintName": "count", "constraintOperator": "11", "constraintValue": "1000"},
                    {"constraintName": "logRecordSend", "constraintOperator": "01", "constraintValue": "urn:p"}]}
    odrl = sluice("translate", "-", "--to", "odrl", given={"contractId": "urn:1", "strategy": strategy})
    assert odrl.returncode == 0 and json.loads(odrl.stdout)["@type"] == "Agreement", odrl.stderr
    national = sluice("translate", "-", "--to", "national", given=json.loads(odrl.stdout))
    assert json.loads(national.stdout)["contractPolicies"]["permissionPolicies"] == [strategy]
    refused = sluice("translate", "-", "--to", "national", "--lang", "en", given=ask(compared("purpose", "eq", "x"))["policy"])
    assert refused.returncode == 2 and "use" in refused.stderr


def test_a_thousand_uses_of_a_limit_of_a_hundred():
    accesses = [{"request": ask()["request"], "world": ask()["world"]}] * 1000
    policy = ask(compared("count", "lteq", "100"))["policy"]
    done = sluice("simulate", "-", "--json", given={"policy": policy, "before": ask()["policy"], "accesses": accesses})
    run = json.loads(done.stdout)
    assert (run["permit"], run["refuse"], run["changed"]) == (100, 900, 900)


def test_every_template_is_filled_and_read():
    listed = json.loads(sluice("template", "list", "--json").stdout)["items"]
    assert len(listed) >= 11
    samples = {"count": "3", "until": "2027-01-01T00:00:00+08:00"}
    for item in listed:
        values = [f"--set={name}={samples.get(name, 'read')}" for name in item["parameters"].split(", ")]
        filled = sluice("template", "fill", item["id"], *values)
        assert filled.returncode == 0, filled.stderr
        for language in ("en", "zh"):
            told = sluice("explain", "-", "--lang", language, given=json.loads(filled.stdout))
            assert told.returncode == 0 and "{{" not in told.stdout, told.stderr


def test_exit_codes_and_differences(tmp_path):
    assert sluice("evaluate", given=ask()).returncode == 0
    assert sluice("evaluate", given=ask(rules=[{"action": "print"}])).returncode == 4
    assert sluice("evaluate", given={"policy": {}}).returncode == 2
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps(ask(compared("count", "lteq", "3"))["policy"]))
    new.write_text(json.dumps(ask(compared("count", "lteq", "5"))["policy"]))
    assert sluice("diff", str(old), str(old)).returncode == 0
    changed = sluice("diff", str(old), str(new), "--json", "--lang", "zh")
    assert changed.returncode == 1 and json.loads(changed.stdout)["changes"][0]["kind"] == "changed"


@pytest.mark.parametrize("spelling", ["plicyTransmit", "policyTransmit", "nextPolicy", "tc609:policyTransmit"])
def test_national_words_in_every_spelling(stream, spelling):
    case = ask(rules=[{"action": spelling, "constraint": compared("time", "lt", "20261122200001")}],
               profile="urn:tc609:6-2025-14")
    case["request"]["action"] = "nextPolicy"
    assert stream.ask([case])[0]["decision"] == "permit"
    case["policy"]["permission"][0]["constraint"] = compared("time", "lt", "20261122200000")
    assert stream.ask([case])[0]["decision"] == "refuse"
    if spelling != "nextPolicy":
        del case["policy"]["profile"]
        assert stream.ask([case])[0]["decision"] == "refuse"
