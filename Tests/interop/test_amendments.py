"""Two connectors of ours change what they agreed: proposed, accepted, replaced on both sides, and proven offline."""

import json

import pytest
from kit.commandline import sluice
from kit.pair import agree, publish, start_pair
from test_two_sluices import read, started_transfer


@pytest.fixture
def pair(tmp_path):
    parties = start_pair(tmp_path)
    yield parties
    for party in parties:
        party.stop()


def command(party, *arguments):
    """A command of the party's people; its answer as JSON."""
    place = ["--url", f"http://127.0.0.1:{party.management}", "--token-file", party.folder / "data" / "owner-token"]
    done = sluice(*arguments, *place, "--json")
    assert done.code == 0, done.err
    return done.json


def until(year):
    """Use until the end of a year: terms that ask for nothing after delivery."""
    limit = {"@value": f"{year}-12-31T00:00:00Z", "@type": "xsd:dateTime"}
    time = {"leftOperand": "odrl:dateTime", "operator": "lt", "rightOperand": limit}
    return {"permission": [{"action": "use", "constraint": [time]}]}


# More than before: whoever may use and pass on keeps nothing in a vault.
WIDER = {"permission": [{"action": "use"}, {"action": "odrl:distribute"}]}
OVER = until(2019)


def amend(proposer, accepter, agreement, terms):
    """Proposes and accepts by the command line; the successor's name."""
    policy = proposer.folder / "terms.json"
    policy.write_text(json.dumps(terms))
    made = command(proposer, "agreement", "amend", agreement, "--policy", policy, "--note", "new terms")
    accepter.until(f"/amendments/{made['id']}", f"PROPOSED_BY_{made['proposedBy'].upper()}")
    [waiting] = command(accepter, "agreement", "amendments", "--inbox")["items"]
    assert waiting["id"] == made["id"] and waiting["note"] == "new terms"
    assert waiting["difference"]["en"] and all(":" in line for line in waiting["difference"]["en"])
    assert waiting["difference"]["zh"] != waiting["difference"]["en"]
    command(accepter, "agreement", "accept", made["id"])
    for party in (proposer, accepter):
        party.until(f"/amendments/{made['id']}", "ACCEPTED")
    return made["successor"]


@pytest.mark.parametrize("who", ["provider", "consumer"])
def test_terms_are_replaced_on_both_sides(pair, tmp_path, who):
    """Either side proposes; both hold the same document, signed by both, and what runs goes on under it."""
    provider, consumer = pair
    agreement = agree(provider, consumer, publish(provider, tmp_path))
    transfer = started_transfer(consumer, agreement)
    proposer, accepter = (provider, consumer) if who == "provider" else (consumer, provider)
    successor = amend(proposer, accepter, agreement, WIDER)
    records = [command(party, "agreement", "show", successor) for party in pair]
    assert records[0]["document"] == records[1]["document"]
    for record in records:
        assert (record["state"], record["supersedes"]) == ("ACTIVE", agreement)
        assert sorted(s["by"] for s in record["signatures"]) == ["consumer", "provider"]
    for party in pair:
        old = command(party, "agreement", "show", agreement)
        assert (old["state"], old["supersededBy"]) == ("SUPERSEDED", successor)
        history = command(party, "agreement", "history", agreement)
        assert [a["id"] for a in history["agreements"]] == [agreement, successor]
        audit = party.send("GET", "/evidence/audit").json()
        assert audit["count"] == 0, audit["findings"]
    assert read(consumer, transfer).status_code == 200
    again = consumer.send("POST", "/transfers", {"agreement": agreement})
    assert again.status_code == 409 and successor in again.json()["error"]["message"]
    anew = consumer.send("POST", "/transfers", {"agreement": successor, "sink": {"type": "application"}})
    assert anew.ok, anew.text
    anew = anew.json()["id"]
    consumer.until(f"/transfers/{anew}", "STARTED")
    assert read(consumer, anew).status_code == 200


def test_what_new_terms_do_not_permit_ends(pair, tmp_path):
    provider, consumer = pair
    agreement = agree(provider, consumer, publish(provider, tmp_path))
    transfer = started_transfer(consumer, agreement)
    amend(provider, consumer, agreement, OVER)
    ended = consumer.until(f"/transfers/{transfer}", "TERMINATED")
    assert ended["reason"]["code"] == "amended"
    assert read(consumer, transfer).status_code in (401, 403, 404)


def test_an_amended_agreement_is_proven_offline(pair, tmp_path):
    """The bundle of either agreement of the chain stands alone, and proves both signatures on it."""
    provider, consumer = pair
    agreement = agree(provider, consumer, publish(provider, tmp_path))
    successor = amend(consumer, provider, agreement, WIDER)
    keys = []
    for party in pair:
        mine = command(party, "agreement", "show", successor)
        [signature] = [s for s in mine["signatures"] if s["by"] == mine["role"]]
        keys.append(tmp_path / f"{mine['role']}.jwk")
        keys[-1].write_text(json.dumps(signature["publicKey"]))
    for party in pair:
        log = party.send("GET", "/evidence/log").json()["current"]["verifierKey"]
        for name in (agreement, successor):
            file = tmp_path / "bundle.json"
            file.write_text(json.dumps(party.until_bundle(name)))
            options = [option for key in keys for option in ("--party-key", str(key))]
            result = sluice("evidence", "verify", str(file), "--key", log, "--json", *options)
            found = [(item["result"], item["text"]) for item in result.json["findings"]]
            assert result.code == 0, found
            assert sum(kind == "proven" and "signed this agreement" in text for kind, text in found) == 2


def test_an_agreement_ends_on_a_listed_ground(pair, tmp_path):
    provider, consumer = pair
    agreement = agree(provider, consumer, publish(provider, tmp_path))
    grounds = [item["code"] for item in command(provider, "agreement", "grounds")["items"]]
    assert "breach" in grounds
    wrong = provider.send("POST", f"/agreements/{agreement}/end", {"reason": "x", "ground": "whim"})
    assert wrong.status_code == 400 and "breach" in wrong.json()["error"]["message"]
    command(provider, "agreement", "end", agreement, "--reason", "sold on", "--ground", "breach")
    assert consumer.until(f"/agreements/{agreement}", "ENDED")["endedReason"] == "breach: sold on"


def test_a_contract_shows_what_is_in_force_of_its_agreements(pair, tmp_path):
    """Several agreements in one contract: its digest stays, what is amended or ended shows."""
    provider, consumer = pair
    first = agree(provider, consumer, publish(provider, tmp_path))
    second = agree(provider, consumer, publish(provider, tmp_path, "other-data"), "other-data")
    for party in pair:
        made = command(party, "contract", "create", first, second, "--name", "two datasets")
        assert made["state"] == "ACTIVE" and made["parties"] == sorted([provider.id, consumer.id])
        twice = party.send("POST", "/contracts", {"name": "x", "agreements": [first, first]})
        assert twice.status_code == 400
    successor = amend(consumer, provider, first, WIDER)
    shown = command(party, "contract", "show", made["id"])
    assert shown["digest"] == made["digest"] and shown["state"] == "ACTIVE"
    parts = {part["agreement"]: part for part in shown["agreements"]}
    assert parts[first]["inForce"] == successor and parts[first]["isAmended"] and not parts[second]["isAmended"]
    command(party, "agreement", "end", second, "--reason", "enough")
    [listed] = command(party, "contract", "list")["items"]
    assert listed["state"] == "PARTLY_ENDED"
    stale = party.send("POST", "/contracts", {"name": "x", "agreements": [first]})
    assert stale.status_code == 409 and successor in stale.json()["error"]["message"]
    assert party.send("POST", "/contracts", {"name": "x", "agreements": []}).status_code == 400
    assert party.send("GET", "/contracts/urn:nothing").status_code == 404
