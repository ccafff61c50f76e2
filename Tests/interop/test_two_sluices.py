"""Two connectors of ours: how an agreement ends, on both sides and for the data that is flowing."""

import pytest
import requests

from kit.pair import agree, publish, start_pair


@pytest.fixture
def pair(tmp_path):
    parties = start_pair(tmp_path)
    yield parties
    for party in parties:
        party.stop()


def started_transfer(consumer, agreement):
    body = {"agreement": agreement, "sink": {"type": "application"}}
    transfer = consumer.send("POST", "/transfers", body).json()
    consumer.until(f"/transfers/{transfer['id']}", "STARTED")
    return transfer["id"]


def read(consumer, transfer):
    """Reads as an application would, with the data address that the consumer's connector got."""
    address = consumer.send("GET", f"/transfers/{transfer}/address").json()["dataAddress"]
    token = next(p["value"] for p in address["endpointProperties"] if p["name"] == "authorization")
    return requests.get(address["endpoint"], headers={"Authorization": f"Bearer {token}"}, timeout=5)


@pytest.mark.parametrize("who", ["provider", "consumer"])
def test_agreement_ends_on_both_sides(pair, tmp_path, who):
    provider, consumer = pair
    agreement = agree(provider, consumer, publish(provider, tmp_path))
    transfer = started_transfer(consumer, agreement)
    assert read(consumer, transfer).status_code == 200
    ender, other = (provider, consumer) if who == "provider" else (consumer, provider)
    assert ender.send("POST", f"/agreements/{agreement}/end", {"reason": "no longer needed"}).json()["state"] == "ENDED"
    ended = other.until(f"/agreements/{agreement}", "ENDED")
    assert (ended["endedBy"], ended["endedReason"]) == (ender.id, "no longer needed")
    consumer.until(f"/transfers/{transfer}", "TERMINATED")
    assert read(consumer, transfer).status_code in (401, 403, 404)
    again = consumer.send("POST", "/transfers", {"agreement": agreement})
    assert again.status_code == 404 and again.json()["error"]["messageZh"]


def test_ending_an_ended_agreement_changes_nothing(pair, tmp_path):
    provider, consumer = pair
    agreement = agree(provider, consumer, publish(provider, tmp_path))
    provider.send("POST", f"/agreements/{agreement}/end", {"reason": "first"})
    again = provider.send("POST", f"/agreements/{agreement}/end", {"reason": "second"})
    assert (again.status_code, again.json()["endedReason"]) == (200, "first")


def test_suspension_is_true_on_the_wire(pair, tmp_path):
    """A suspended token sleeps, a resumed one wakes, a completed one is dead."""
    provider, consumer = pair
    transfer = started_transfer(consumer, agree(provider, consumer, publish(provider, tmp_path)))
    consumer.send("POST", f"/transfers/{transfer}/suspend", {"reason": "pause"})
    consumer.until(f"/transfers/{transfer}", "SUSPENDED")
    assert read(consumer, transfer).status_code in (401, 403, 404)
    consumer.send("POST", f"/transfers/{transfer}/start")
    consumer.until(f"/transfers/{transfer}", "STARTED")
    assert len(read(consumer, transfer).content) == 256 * 4096
    consumer.send("POST", f"/transfers/{transfer}/complete")
    consumer.until(f"/transfers/{transfer}", "COMPLETED")
    assert read(consumer, transfer).status_code in (401, 403, 404)


def test_idempotency_key_makes_a_repeat_harmless(pair, tmp_path):
    provider, consumer = pair
    offer = publish(provider, tmp_path)
    terms = {"@id": offer, "permission": [{"action": "use"}]}
    body = {"peer": provider.id, "dataset": "crash-data", "offer": terms}
    token = (consumer.folder / "data" / "owner-token").read_text().strip()
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "one"}
    url = f"http://127.0.0.1:{consumer.management}/api/v1/negotiations"
    first, second = (requests.post(url, json=body, headers=headers, timeout=5) for _ in range(2))
    assert first.status_code == second.status_code == 201 and first.json()["id"] == second.json()["id"]
    other = requests.post(url, json=body | {"dataset": "another"}, headers=headers, timeout=5)
    assert other.status_code == 409
    assert len(consumer.all("negotiations")) == 1


def test_events_resume(pair, tmp_path):
    """The event stream goes on behind the last event that a listener saw."""
    provider, consumer = pair
    agree(provider, consumer, publish(provider, tmp_path))
    token = (consumer.folder / "data" / "owner-token").read_text().strip()
    url = f"http://127.0.0.1:{consumer.management}/api/v1/events"

    def events(after, count):
        headers = {"Authorization": f"Bearer {token}", "Last-Event-ID": str(after)}
        with requests.get(url, headers=headers, stream=True, timeout=5) as stream:
            lines = (line.decode() for line in stream.iter_lines() if line.startswith(b"id: "))
            return [int(next(lines)[4:]) for _ in range(count)]

    first = events(0, 4)
    assert first == sorted(first) and events(first[1], 2) == first[2:]
