"""Policies through a JSON-LD library and back: every form is read as the same policy, and what we write survives the wire."""

import json
import os
import subprocess

import pytest

from kit.contexts import ODRL, PROTOCOL, WORDS
from kit.odrl_cases import Generator
from kit.odrl_suites import CONFLICTS, evaluation_cases
from kit.process import _binary

jsonld = pytest.importorskip("pyld.jsonld", reason="the JSON-LD library is not installed")
# Random policies per run.
POLICIES = int(os.environ.get("POLICY_FORMS", "300"))


def sluice(*arguments, given=None):
    return subprocess.run([_binary(), "policy", *arguments], capture_output=True, text=True, timeout=60,
                          input=None if given is None else json.dumps(given))


def answers(cases):
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    done = subprocess.run([_binary(), "policy", "evaluate", "--stream", "--lang", "en"], input=lines, capture_output=True,
                          text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def named(policy):
    """The policy with whole names for people and things, and a type where a rule says nothing else, as RDF has them."""
    def walk(value, key=None):
        if isinstance(value, dict):
            kind = {"permission": "Permission", "prohibition": "Prohibition"}.get(key)
            return {k: walk(v, k) for k, v in value.items()} | ({"@type": kind} if kind else {})
        if isinstance(value, list):
            return [walk(v, key) for v in value]
        is_name = key in ("target", "assignee", "assigner", "source", "@id", "inheritFrom", "unit")
        return f"urn:x:{value}" if is_name and isinstance(value, str) and ":" not in value else value
    return walk(policy)


FORMS = {
    "expanded": lambda policy: jsonld.expand(policy | {"@context": WORDS}),
    "flattened": lambda policy: jsonld.flatten(policy | {"@context": WORDS}),
    "compacted with prefixes": lambda policy: jsonld.compact(
        policy | {"@context": WORDS}, {"o": ODRL, "xsd": "http://www.w3.org/2001/XMLSchema#", "x": "urn:x:"}),
    "compacted with words": lambda policy: jsonld.compact(policy | {"@context": WORDS}, WORDS),
    "a graph with prefixes": lambda policy: jsonld.flatten(policy | {"@context": WORDS}, {"o": ODRL}),
}


@pytest.mark.parametrize("form", FORMS)
def test_published_cases_in_every_form(form):
    cases = [(case, expected) for case, expected in evaluation_cases()]
    changed = []
    for case, _ in cases:
        case = json.loads(json.dumps(case))
        world = case["world"]
        if "memberOf" in world:
            world["memberOf"] = {f"urn:x:{k}": [f"urn:x:{g}" for g in v] for k, v in world["memberOf"].items()}
        if "duties" in world:
            world["duties"] = {f"urn:x:{k}": v for k, v in world["duties"].items()}
        case["request"] = {k: f"urn:x:{v}" if k != "action" else v for k, v in case["request"].items()}
        changed.append(case | {"policy": FORMS[form](named(case["policy"]))})
    for (case, is_in_force), answer in zip(cases, answers(changed), strict=True):
        rule = answer["rules"][0]
        assert ((rule["matches"], rule["activation"]) == ("yes", "active")) == is_in_force, (case["id"], answer)


@pytest.mark.parametrize("number", range(len(CONFLICTS)))
def test_conflicts_in_one_graph(number, tmp_path):
    documents, expected = CONFLICTS[number]
    graph = [node for document in documents for node in jsonld.flatten(named(document) | {"@context": WORDS})]
    for index, node in enumerate(graph):
        # Blank nodes of two documents are different nodes.
        assert isinstance(node, dict), index
    separate = [jsonld.flatten(named(document) | {"@context": WORDS}) for document in documents]
    text = [json.loads(json.dumps(nodes).replace('"_:', f'"_:{index}')) for index, nodes in enumerate(separate)]
    graph = [node for nodes in text for node in nodes]
    members = {"x": ["box", "shelf"], "y": ["box", "shelf"], "z": ["shelf"]}
    graph += [{"@id": f"urn:x:{thing}", ODRL + "partOf": [{"@id": f"urn:x:{group}"} for group in groups]}
              for thing, groups in members.items()]
    codes = {finding["code"] for finding in json.loads(sluice("lint", "-", "--json", given=graph).stdout)["findings"]}
    assert codes & {"conflict", "mayConflict"} == ({expected} if expected else set()), codes


def same(one, other, tmp_path, label):
    for name, policy in (("one", one), ("other", other)):
        (tmp_path / f"{name}.json").write_text(json.dumps(policy))
    done = sluice("diff", str(tmp_path / "one.json"), str(tmp_path / "other.json"), "--json")
    assert done.returncode == 0, (label, done.stdout, done.stderr, one, other)


def readable(seeds):
    """Random policies that an RDF library can hold: numbers as texts, no member it would drop as no name."""
    for seed in seeds:
        yield seed, named(nameless(Generator(seed).policy()))


def nameless(value):
    """Without the names of duties and collections, and nothing twice: two nodes of one name are one node to RDF."""
    if isinstance(value, list):
        values = [nameless(v) for v in value]
        return [v for i, v in enumerate(values) if v not in values[:i]]
    if isinstance(value, str):
        return value.removeprefix(ODRL).removeprefix("odrl:")
    if not isinstance(value, dict):
        return value
    is_named = "permission" in value or len(value) == 1
    return {k: nameless(v) for k, v in value.items() if is_named or k != "@id"}


@pytest.mark.parametrize("form", FORMS)
def test_random_policies_in_every_form_say_the_same(form, tmp_path):
    for seed, policy in readable(range(POLICIES // len(FORMS))):
        same(policy, FORMS[form](policy), tmp_path, (form, seed))


def test_what_is_written_for_the_wire_survives_it(tmp_path):
    """Translate, then expand and compact with the protocol's context, as a peer does that works on RDF."""
    for seed, policy in readable(range(1000, 1000 + POLICIES // 5)):
        done = sluice("translate", "-", "--to", "odrl", "--json", given=policy)
        assert done.returncode == 0, done.stderr
        wire = json.loads(done.stdout)
        same(policy, wire, tmp_path, seed)
        for form in (jsonld.expand(wire | {"@context": PROTOCOL}),
                     jsonld.compact(jsonld.expand(wire | {"@context": PROTOCOL}), PROTOCOL)):
            same(policy, form, tmp_path, (seed, form))


LOST = {
    "a bare operand": {"permission": [{"action": "use", "constraint": [
        {"leftOperand": "purpose", "operator": "eq", "rightOperand": "x"}]}]},
    "a bare conflict": {"conflict": "prohibit", "permission": [{"action": "use"}]},
    "a bare action": {"permission": [{"action": "read"}]},
    "a bare remedy": {"permission": [{"action": "use"}],
                      "prohibition": [{"action": "odrl:sell", "remedy": [{"action": "odrl:delete"}]}]},
    "a bare unit": {"permission": [{"action": "use", "constraint": [
        {"leftOperand": "odrl:payAmount", "operator": "eq", "rightOperand": "5", "unit": "urn:euro"}]}]},
}


@pytest.mark.parametrize("name", LOST)
def test_lint_finds_what_the_wire_loses(name, tmp_path):
    policy = {"@type": "Offer", "@id": "urn:o"} | LOST[name]
    codes = {finding["code"] for finding in json.loads(sluice("lint", "-", "--json", given=policy).stdout)["findings"]}
    assert codes & {"wireTerm", "wireConflict", "wireLost"}, codes
    expanded = jsonld.expand(policy | {"@context": PROTOCOL})
    (tmp_path / "one.json").write_text(json.dumps(policy))
    (tmp_path / "other.json").write_text(json.dumps(expanded))
    assert sluice("diff", str(tmp_path / "one.json"), str(tmp_path / "other.json")).returncode != 0
