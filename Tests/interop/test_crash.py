"""kill -9 at random moments of a two-party run with transfers: nothing acknowledged is lost, both sides end alike.

SLUICE_KILLS sets how many times (20 in CI; 200 by hand), SLUICE_SEED repeats a run.
"""

import os
import random
import sqlite3
import time

import pytest
import requests

from kit.pair import publish, start_pair

KILLS = int(os.environ.get("SLUICE_KILLS", "20"))
SEED = int(os.environ.get("SLUICE_SEED", "7"))
# How long both sides get to converge after the last kill: retries wait up to a few seconds by then.
CONVERGE_SECONDS = 90
FINAL = {"negotiations": {"FINALIZED", "TERMINATED"}, "transfers": {"COMPLETED", "TERMINATED"}}


@pytest.fixture
def parties(tmp_path):
    pair = start_pair(tmp_path)
    yield pair
    for party in pair:
        party.stop()


def business(provider, consumer, offer, acknowledged, chance):
    """One piece of business by the consumer's owner; what was answered with yes must survive everything."""
    try:
        if chance.random() < 0.6:
            body = {"peer": provider.id, "dataset": "crash-data",
                    "offer": {"@id": offer, "permission": [{"action": "use"}]}}
            answer = consumer.send("POST", "/negotiations", body)
            if answer.status_code == 201:
                acknowledged["negotiations"].add(answer.json()["id"])
            return
        active = [a for a in consumer.send("GET", "/agreements?limit=20").json()["items"] if a["state"] == "ACTIVE"]
        if active:
            answer = consumer.send("POST", "/transfers", {"agreement": chance.choice(active)["id"]})
            if answer.status_code == 201:
                acknowledged["transfers"].add(answer.json()["id"])
    except requests.RequestException:
        pass  # the killed side answers nobody; only a yes counts


def converged(provider, consumer):
    for kind, final in FINAL.items():
        mine, theirs = consumer.all(kind), {p["providerPid"]: p for p in provider.all(kind)}
        if any(p["state"] not in final or p["pending"] for p in mine):
            return False
        known = [(p["state"], theirs[p["providerPid"]]["state"]) for p in mine if p["providerPid"] in theirs]
        if any(ours != other for ours, other in known):
            return False
    return True


def test_kill_at_any_moment_loses_nothing(parties, tmp_path):
    chance = random.Random(SEED)
    provider, consumer = parties
    offer = publish(provider, tmp_path)
    acknowledged = {"negotiations": set(), "transfers": set()}
    for _ in range(KILLS):
        until = time.monotonic() + chance.uniform(0.02, 0.35)
        while time.monotonic() < until:
            business(provider, consumer, offer, acknowledged, chance)
        victim = chance.choice(parties)
        victim.kill()
        victim.start()
    deadline = time.monotonic() + CONVERGE_SECONDS
    while not converged(provider, consumer):
        assert time.monotonic() < deadline, states(provider, consumer)
        time.sleep(0.25)
    for kind, names in acknowledged.items():
        assert names <= {p["id"] for p in consumer.all(kind)}, f"acknowledged {kind} were lost"
    check_no_double_effect(provider, consumer)


def states(provider, consumer):
    rows = []
    for kind in FINAL:
        theirs = {p["providerPid"]: p for p in provider.all(kind)}
        for p in consumer.all(kind):
            other = theirs.get(p["providerPid"], {})
            if p["state"] not in FINAL[kind] or p["pending"] or other.get("state") != p["state"]:
                rows.append((kind, p["id"], p["state"], p["pending"], other.get("state"), other.get("pending")))
    return rows[:20]


def check_no_double_effect(provider, consumer):
    """One process per consumer pid and one agreement per negotiation, in the stored truth of the provider."""
    with sqlite3.connect(f"file:{provider.folder}/data/sluice.db?mode=ro", uri=True) as stored:
        for table in ("negotiation", "transfer"):
            doubled = stored.execute(f"SELECT peer_pid FROM {table} GROUP BY peer_pid HAVING COUNT(*) > 1").fetchall()
            assert doubled == []
        assert stored.execute("SELECT negotiation FROM agreement GROUP BY negotiation HAVING COUNT(*) > 1").fetchall() == []
        broken = stored.execute("SELECT COUNT(*) FROM evidence WHERE length(salt) <> 32 OR leaf IS NULL").fetchone()
        assert broken == (0,)
    transfers = [t for t in consumer.all("transfers") if t["state"] == "COMPLETED"]
    for transfer in transfers:
        shown = consumer.send("GET", f"/transfers/{transfer['id']}").json()["delivery"]
        assert shown is None or shown["bytes"] == 256 * 4096
