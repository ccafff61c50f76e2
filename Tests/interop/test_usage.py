"""Usage of agreements between two running connectors: limits under a crowd, a crash amid an act, a freeze, and how people see it."""

import concurrent.futures
import json
import socket
import time

import pytest
import requests

from kit.commandline import sluice
from kit.pair import agree, publish, start_pair

MEBIBYTE = 1 << 20


@pytest.fixture
def pair(tmp_path):
    parties = start_pair(tmp_path)
    yield parties
    for party in parties:
        party.stop()


def accesses(most):
    """Terms that count each access, of an action that hands the data over: an application may fetch it."""
    return {"profile": "urn:tc609:6-2025-14", "permission": [{"action": "access", "constraint": [
        {"leftOperand": "count", "operator": "lteq", "rightOperand": most}]}]}


def agreed(provider, consumer, folder, policy, dataset="limited"):
    """An agreement under a policy, as the catalogue shows it."""
    offer = publish(provider, folder, dataset, policy)
    order = {"peer": provider.id, "dataset": dataset, "offer": {"@id": offer} | policy}
    started = consumer.send("POST", "/negotiations", order).json()
    ended = consumer.until(f"/negotiations/{started['id']}", "FINALIZED", "TERMINATED")
    assert ended["state"] == "FINALIZED", ended
    return ended["agreement"]


def opened(consumer, agreement):
    """A started transfer of an application: its id, and where and with what to read."""
    body = {"agreement": agreement, "sink": {"type": "application"}}
    transfer = consumer.send("POST", "/transfers", body).json()["id"]
    consumer.until(f"/transfers/{transfer}", "STARTED")
    address = consumer.send("GET", f"/transfers/{transfer}/address").json()["dataAddress"]
    token = next(p["value"] for p in address["endpointProperties"] if p["name"] == "authorization")
    return transfer, address["endpoint"], {"Authorization": f"Bearer {token}"}


def usage(party, agreement):
    found = party.send("GET", f"/usage?agreement={agreement}").json()["items"]
    assert len(found) == 1, found
    return found[0]


def evidence(party, kind):
    return party.send("GET", f"/evidence?type={kind}").json()["items"]


def command(party, *arguments, lang="en"):
    return sluice(*arguments, "--url", f"http://127.0.0.1:{party.management}", "--token-file",
                  party.folder / "data" / "owner-token", "--lang", lang)


def test_a_crowd_on_a_limit_gets_exactly_the_limit(pair, tmp_path):
    provider, consumer = pair
    agreement = agreed(provider, consumer, tmp_path, accesses("20"))
    _, endpoint, headers = opened(consumer, agreement)

    def read(_):
        # Too many at once is an answer of its own; a reader tries again.
        while True:
            answer = requests.get(endpoint, headers=headers | {"Range": "bytes=0-99"}, timeout=20)
            if answer.status_code != 429:
                return answer
            time.sleep(0.05)

    with concurrent.futures.ThreadPoolExecutor(12) as crowd:
        answers = list(crowd.map(read, range(60)))
    assert sorted(a.status_code for a in answers) == [206] * 20 + [400] * 40
    refusal = next(a for a in answers if a.status_code == 400).json()["error"]
    assert "20" in refusal["message"] and "不满足" in refusal["messageZh"]
    used = usage(provider, agreement)
    assert (used["uses"], used["accesses"], used["refused"], used["open"]) == (20, 20, 40, 0)
    assert used["bytes"] == 2000 and used["action"] == "access" and used["subject"] == consumer.id
    decided = [e["record"]["decision"]["outcome"] for e in evidence(provider, "usage.decided")]
    assert decided.count("refuse") == 1, "equal decisions are one entry"


def test_a_kill_amid_a_stream_counts_the_whole_as_used(pair, tmp_path):
    provider, consumer = pair
    agreement = agree(provider, consumer, publish(provider, tmp_path))
    big = tmp_path / "crash-data.bin"
    # The product is the file as it was published: a larger one is a version of its own.
    with open(big, "wb") as file:
        file.truncate(64 * MEBIBYTE)
    resource = provider.send("POST", "/resources", {"name": "big", "source": {"type": "file", "path": str(big)}}).json()
    provider.send("POST", "/products", {"resource": resource["id"], "id": "big", "title": "big"})
    provider.send("POST", "/offers", {"product": "big", "policy": {"permission": [{"action": "use"}]}, "id": "urn:o:big"})
    agreement = agree(provider, consumer, "urn:o:big", "big")
    _, endpoint, headers = opened(consumer, agreement)
    host, port = endpoint.split("/")[2].split(":")
    with socket.create_connection((host, int(port))) as reader:
        path = "/" + endpoint.split("/", 3)[3]
        reader.sendall((f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: {headers['Authorization']}\r\n\r\n").encode())
        assert reader.recv(4096)
        deadline = time.monotonic() + 10
        while usage(provider, agreement)["open"] != 1:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        provider.kill()
    provider.start()
    deadline = time.monotonic() + 10
    while usage(provider, agreement)["open"]:
        assert time.monotonic() < deadline, usage(provider, agreement)
        time.sleep(0.05)
    used = usage(provider, agreement)
    assert (used["bytes"], used["uses"], used["accesses"]) == (64 * MEBIBYTE, 1, 1)
    closed = evidence(provider, "usage.reconciled")
    assert [e["record"]["amounts"]["reservations"] for e in closed] == [1]


def test_a_freeze_stops_everything_and_a_release_lets_it_go_on(pair, tmp_path):
    provider, consumer = pair
    agreement = agree(provider, consumer, publish(provider, tmp_path))
    transfer, endpoint, headers = opened(consumer, agreement)
    assert requests.get(endpoint, headers=headers, timeout=5).status_code == 200
    frozen = command(provider, "agreement", "freeze", agreement, "--reason", "an audit", "--json")
    assert frozen.code == 0 and json.loads(frozen.out)["frozen"] is True, frozen.err
    asleep = consumer.until(f"/transfers/{transfer}", "SUSPENDED")
    assert asleep["reason"]["reasons"] == ["an audit"]
    assert requests.get(endpoint, headers=headers, timeout=5).status_code == 403
    order = consumer.send("POST", "/transfers", {"agreement": agreement, "sink": {"type": "application"}}).json()
    time.sleep(1)
    waiting = consumer.send("GET", f"/transfers/{order['id']}").json()
    assert waiting["state"] is None and waiting["pending"] == "request", "what is frozen is neither begun nor over"
    assert usage(provider, agreement)["frozen"] == "an audit"
    assert command(provider, "agreement", "release", agreement, "--reason", "settled").code == 0
    consumer.until(f"/transfers/{transfer}", "STARTED")
    consumer.until(f"/transfers/{order['id']}", "STARTED", seconds=60)
    assert requests.get(endpoint, headers=headers, timeout=5).status_code == 200
    again = command(provider, "agreement", "release", agreement, "--reason", "settled", lang="zh")
    assert again.code == 5 and "未被冻结" in again.err
    missing = command(provider, "agreement", "freeze", "urn:a:none", "--reason", "x")
    assert missing.code == 3


def test_usage_is_listed_page_by_page_in_both_languages(pair, tmp_path):
    provider, consumer = pair
    for name in ("one", "two", "three"):
        agreement = agreed(provider, consumer, tmp_path, accesses("1"), name)
        _, endpoint, headers = opened(consumer, agreement)
        assert [requests.get(endpoint, headers=headers, timeout=5).status_code for _ in range(2)] == [200, 400]
    pages, cursor = [], None
    while cursor is not None or not pages:
        arguments = ["usage", "list", "--limit", "2", "--json"] + (["--cursor", cursor] if cursor else [])
        page = json.loads(command(provider, *arguments).out)
        pages.append([item["target"] for item in page["items"]])
        cursor = page["next"]
    assert pages == [["three", "two"], ["one"]]
    found = json.loads(command(provider, "usage", "list", "-q", "two", "--json").out)["items"]
    assert [item["target"] for item in found] == ["two"]
    chinese, english = (command(provider, "usage", "list", lang=lang).out for lang in ("zh", "en"))
    assert "拒绝次数" in chinese and "不满足" in chinese and "REFUSED" in english and "not satisfied" in english
