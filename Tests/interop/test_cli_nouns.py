"""Every noun and verb of the command line, with two real connectors."""

import json
import os

import pytest
from kit.commandline import two  # noqa: F401


def test_a_product_from_file_to_catalogue(two):
    alpha, beta = two
    offer = alpha.publishes("flow", b"a,b\n1,2\n", "--permit", "use", "--until", "2099-12-31")
    product = alpha.does("product", "show", "flow")
    assert product["mediaType"] == "text/csv" and product["version"]["bytes"] == 8
    shown = alpha.does("offer", "show", offer)
    constraint = shown["policy"]["permission"][0]["constraint"][0]
    assert constraint["rightOperand"]["@value"] == "2099-12-31T23:59:59+08:00"
    assert "数据 flow" in beta.run("catalog", "show", alpha.id).out
    assert [found["@id"] for found in beta.does("catalog", "show", "ALPHA", "-q", "FLOW")["items"]] == ["flow"]
    assert beta.does("catalog", "dataset", alpha.address, "flow")["sluice:sha256"] == product["version"]["sha256"]
    assert "2099" in beta.run("catalog", "dataset", alpha.id, "flow", "--lang", "zh").out


def test_a_product_is_revised_and_retired_and_an_offer_withdrawn(two):
    alpha, beta = two
    offer = alpha.publishes("old")
    (alpha.folder / "old.csv").write_bytes(b"new content\n")
    revised = alpha.does("product", "revise", "old", "--description", "second")
    assert revised["version"]["number"] == 2 and revised["title"] == "数据 old"
    assert alpha.does("offer", "withdraw", offer)["state"] == "WITHDRAWN"
    assert beta.run("catalog", "dataset", alpha.id, "old").code == 3
    assert alpha.does("product", "retire", "old")["state"] == "RETIRED"


def test_lists_page_search_and_speak_json(two):
    alpha, _ = two
    for number in range(3):
        (alpha.folder / "page.csv").write_text("x")
        alpha.does("resource", "add", f"page_{number}", "--file", "page.csv", "--id", f"page-{number}")
    first = alpha.does("resource", "list", "--limit", "1", "-q", "page_")
    assert len(first["items"]) == 1 and first["next"]
    second = alpha.does("resource", "list", "--limit", "1", "-q", "page_", "--cursor", first["next"])
    assert second["items"][0]["id"] == "page-1"
    assert len(alpha.does("resource", "list", "--limit", "1", "-q", "page_", "--all")["items"]) == 3
    table = alpha.run("resource", "list", "--limit", "1", "-q", "page_")
    assert f"--cursor {first['next']}" in table.err and "page-0" in table.out
    assert "编号" in alpha.run("resource", "list", environment={"SLUICE_LANG": "zh"}).out


def test_a_negotiation_with_an_inbox(two):
    alpha, beta = two
    alpha.publishes("asked", b"x", "--mode", "manual")
    started = beta.does("negotiation", "start", alpha.id, "asked")
    identifier = waiting(alpha, started["id"])
    assert alpha.does("negotiation", "agree", identifier, "--wait")["state"] == "FINALIZED"
    ours = beta.does("negotiation", "show", started["id"])
    assert ours["state"] == "FINALIZED" and ours["agreement"]
    assert "FINALIZED" in beta.run("negotiation", "list", "--state", "finalized").out
    assert beta.does("negotiation", "thread", started["id"])["events"]


def waiting(provider, consumer_pid):
    """The provider's side of a negotiation, once it awaits a decision."""
    for _ in range(50):
        for item in provider.does("negotiation", "inbox")["items"]:
            if item["consumerPid"] == consumer_pid:
                return item["id"]
    pytest.fail("nothing in the inbox")


def test_a_counter_offer_in_both_directions(two):
    alpha, beta = two
    alpha.publishes("haggled", b"x", "--mode", "manual", "--until", "2030-01-01")
    started = beta.does("negotiation", "start", alpha.id, "haggled", "--until", "2040-01-01")
    provider_side = waiting(alpha, started["id"])
    alpha.does("negotiation", "offer", provider_side, "--until", "2035-01-01")
    offered = beta.does("negotiation", "show", started["id"])
    for _ in range(50):
        offered = beta.does("negotiation", "show", started["id"])
        if offered["awaitsDecision"]:
            break
    assert offered["state"] == "OFFERED"
    thread = beta.run("negotiation", "thread", started["id"])
    assert "2035" in thread.out and "round 2" in thread.out
    beta.does("negotiation", "counter", started["id"], "--until", "2036-01-01")
    assert waiting(alpha, started["id"]) == provider_side
    assert alpha.does("negotiation", "agree", provider_side, "--wait")["state"] == "FINALIZED"


def test_a_negotiation_is_terminated_with_a_reason(two):
    alpha, beta = two
    alpha.publishes("never", b"x", "--mode", "manual")
    started = beta.does("negotiation", "start", alpha.id, "never")
    alpha.does("negotiation", "terminate", waiting(alpha, started["id"]), "--reason", "not for you")
    for _ in range(50):
        shown = beta.does("negotiation", "show", started["id"])
        if shown["state"] == "TERMINATED":
            break
    assert "not for you" in json.dumps(shown["reason"])


def test_an_agreement_carries_transfers_until_it_ends(two):
    alpha, beta = two
    alpha.publishes("carried", b"bytes\n")
    agreement = beta.does("negotiation", "start", alpha.id, "carried", "--wait")["agreement"]
    done = beta.does("transfer", "start", agreement, "-o", "carried.out", "--wait")
    assert done["state"] == "COMPLETED" and (beta.folder / "carried.out").read_bytes() == b"bytes\n"
    held = beta.does("transfer", "start", agreement, "--application", "--wait")
    address = beta.does("transfer", "address", held["id"])["dataAddress"]
    assert address["endpoint"].startswith(alpha.root)
    assert "dataAddress" not in beta.does("transfer", "show", held["id"])
    assert beta.does("transfer", "suspend", held["id"])["id"] == held["id"]
    assert beta.does("transfer", "terminate", held["id"], "--reason", "enough")["id"] == held["id"]
    assert "carried" in beta.run("agreement", "list", "-q", "carried").out
    assert "Permitted" in beta.run("agreement", "show", agreement).out
    assert "允许" in beta.run("agreement", "show", agreement, "--lang", "zh").out
    assert beta.does("agreement", "end", agreement, "--reason", "over")["state"] == "ENDED"
    assert beta.run("transfer", "start", agreement).code == 3


def test_peers_with_tokens_that_nobody_sees(two):
    alpha, beta = two
    assert beta.does("peer", "check", "ALPHA")["ok"] is True
    secret = "a-secret-of-our-own-0123456789"
    (beta.folder / "token").write_text(secret + "\n")
    added = beta.run(
        "peer", "add", "urn:x:gamma", "--address", alpha.address, "--token-out-file", "token", "--token-in-file", "-",
        "--claim", "level=gold", "--json", text="another-token-0123456789",
    )
    assert added.code == 0 and added.json["hasTokenIn"] and added.json["hasTokenOut"]
    assert added.json["claims"] == {"level": ["gold"]} and secret not in added.out
    variables = {"SLUICE_PEER_TOKEN_OUT": secret}
    assert beta.does("peer", "add", "urn:x:delta", "--address", alpha.address, environment=variables)["hasTokenOut"]
    assert beta.run("peer", "check", "urn:x:gamma").code == 6
    assert len(beta.does("peer", "list", "-q", "urn:x")["items"]) == 2
    assert beta.does("peer", "show", "urn:x:gamma")["origin"] == "management"
    assert beta.does("peer", "remove", "urn:x:gamma") == {"removed": "urn:x:gamma"}
    assert beta.run("peer", "remove", alpha.id).code == 5


def test_tokens_with_roles(two):
    alpha, _ = two
    made = alpha.run("token", "create", "reader", "--role", "auditor", "-o", "reader-token")
    assert made.code == 0 and made.out == ""
    assert os.stat(alpha.folder / "reader-token").st_mode & 0o777 == 0o600
    assert alpha.run("product", "list", "--token-file", "reader-token").code == 0
    refused = alpha.run("token", "list", "--token-file", "reader-token", "--json")
    assert refused.code == 4 and refused.error["code"] == "forbidden"
    token = alpha.run("token", "create", "other", "--role", "operator").out.strip()
    url = f"http://127.0.0.1:{alpha.management_port}"
    outside = {"SLUICE_URL": url, "SLUICE_TOKEN": token}
    assert alpha.run("product", "list", environment=outside).code == 0
    assert alpha.run("product", "list", "--url", url).code == 4
    assert alpha.does("token", "revoke", "other") == {"revoked": "other"}
    assert alpha.run("product", "list", environment=outside).code == 4


def test_evidence_is_listed_and_exported(two):
    alpha, _ = two
    found = alpha.does("evidence", "list", "--subject", "flow")["items"]
    assert [entry["record"]["type"] for entry in found] == ["product.published"]
    exported = alpha.run("evidence", "export", "-o", "evidence.jsonl")
    assert exported.code == 0
    lines = (alpha.folder / "evidence.jsonl").read_text().splitlines()
    assert [json.loads(line)["sequence"] for line in lines] == list(range(1, len(lines) + 1))
    assert alpha.run("evidence", "export", "-o", "evidence.jsonl").code == 5


def test_events_are_followed_from_any_place(two):
    alpha, _ = two
    three = alpha.run("event", "follow", "--after", "0", "--limit", "3", "--json").out.splitlines()
    assert [json.loads(line)["sequence"] for line in three] == [1, 2, 3]
    assert "key.create" in alpha.run("event", "follow", "--after", "0", "--limit", "1").out
