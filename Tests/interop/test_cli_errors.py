"""What people get wrong: an exit code that is documented, both languages, and what to do next."""

import re

import pytest
from kit.commandline import Party, sluice, two  # noqa: F401

UNKNOWN = {
    ("resource", "show", "nothing"): 3,
    ("product", "show", "nothing"): 3,
    ("product", "retire", "nothing"): 3,
    ("offer", "show", "nothing"): 3,
    ("offer", "add", "nothing"): 3,
    ("negotiation", "show", "nothing"): 3,
    ("negotiation", "thread", "nothing"): 3,
    ("negotiation", "agree", "nothing"): 3,
    ("agreement", "show", "nothing"): 3,
    ("agreement", "end", "nothing", "--reason", "x"): 3,
    ("transfer", "show", "nothing"): 3,
    ("transfer", "suspend", "nothing"): 3,
    ("transfer", "start", "nothing"): 3,
    ("peer", "show", "nothing"): 3,
    ("peer", "check", "nothing"): 3,
    ("peer", "remove", "nothing"): 3,
    ("catalog", "show", "nothing"): 3,
    ("catalog", "dataset", "ALPHA", "nothing"): 3,
    ("resource", "add", "x", "--file", "/no/such/file"): 6,
    ("resource", "list", "--limit", "0"): 2,
    ("resource", "list", "--limit", "501"): 2,
    ("offer", "add", "x", "--policy", "/no/such/policy.json"): 2,
    ("offer", "add", "x", "--until", "tomorrow"): 2,
    ("peer", "add", "urn:x", "--address", "ftp://nowhere"): 2,
    ("token", "create", "x", "--role", "king"): 2,
    ("transfer", "start", "x", "--to-url", "http://x", "--application"): 2,
    ("negotiation", "start", "ALPHA"): 2,
    ("negotiation", "counter", "nothing"): 2,
    ("resource", "add", "x"): 2,
    ("resource", "list", "--colour"): 2,
    ("resource", "lst"): 2,
    ("get", "ALPHA"): 2,
    ("evidence", "list", "--lang", "fr"): 2,
    ("evidence", "list", "--token-file", "/no/such/token"): 7,
    ("restore", "/no/such/backup"): 3,
}


@pytest.mark.parametrize("arguments", UNKNOWN, ids=" ".join)
def test_each_mistake_has_its_code_and_says_what_to_do(two, arguments):
    _, beta = two
    done = beta.run(*arguments)
    assert done.code == UNKNOWN[arguments], done.err
    assert done.out == "" and re.search("error:", done.err, re.IGNORECASE)
    assert re.search("[一-鿿]", beta.run(*arguments, environment={"SLUICE_LANG": "zh"}).err)
    shown = beta.run(*arguments, "--json")
    assert shown.code == done.code and shown.out == ""
    assert {"code", "side", "message", "messageZh", "correlation"} <= set(shown.error)


@pytest.mark.parametrize("policy", ["{", "[]", '{"a":1,"a":2}', '{"permission":[{"action":1}]}', "{}", "\ufeff{}"])
def test_a_policy_that_is_none_is_refused(two, policy):
    alpha, _ = two
    done = alpha.run("offer", "add", "x", "--policy", "-", text=policy)
    assert done.code == 2, done.err


def test_a_wrong_token_says_where_it_came_from(two):
    alpha, _ = two
    (alpha.folder / "wrong").write_text("wrong-token")
    done = alpha.run("product", "list", "--token-file", "wrong")
    assert done.code == 4 and "wrong" in done.err and "correlation" in done.err
    assert alpha.run("product", "list", environment={"SLUICE_TOKEN": "nonsense"}).code == 4


def test_a_connector_that_does_not_run(tmp_path):
    party = Party(tmp_path / "gamma", "gamma")
    party.knows(party)
    never = party.run("product", "list")
    assert never.code == 7 and "owner-token" in never.err
    party.start()
    party.stop()
    for language, word in {"en": "connector run", "zh": "启动"}.items():
        stopped = party.run("product", "list", "--lang", language)
        assert stopped.code == 7 and word in stopped.err


def test_no_configuration_at_all(tmp_path):
    done = sluice("product", "list", folder=tmp_path)
    assert done.code == 2 and "--config" in done.err


def test_titles_cannot_move_the_cursor(two):
    alpha, beta = two
    alpha.publishes("evil")
    alpha.does("product", "revise", "evil", "--title", "\x1b[2Jgone\u202e")
    shown = beta.run("catalog", "show", alpha.id)
    assert "\x1b" not in shown.out and "\u202e" not in shown.out and "gone" in shown.out
