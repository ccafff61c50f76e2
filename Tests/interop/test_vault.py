"""Use after delivery: data under control in the consumer's vault, read by applications, ended with a proof."""

import hashlib
import json
import sqlite3
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest
import requests

from kit.pair import start_pair
from kit.process import _binary

NATIONAL = "urn:tc609:6-2025-14"
TABLE = "carrier,delay,passenger\r\nUA,3,Ann\r\nAA,12,Bob\r\nB6,40,Cyd\r\n"


@pytest.fixture
def pair(tmp_path):
    parties = start_pair(tmp_path)
    yield parties
    for party in parties:
        party.stop()


def rule(left, relation, right):
    return {"leftOperand": left, "operator": relation, "rightOperand": right}


def until(seconds):
    moment = datetime.now(timezone.utc) + timedelta(seconds=seconds)
    return rule("dateTime", "lt", {"@value": moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")[:-4] + "Z", "@type": "xsd:dateTime"})


def deliver(pair, folder, constraints, action="read", more=None, content=TABLE.encode(), name="table.csv", media="text/csv"):
    """Publishes content under terms, agrees, and has it delivered; returns the grant in the vault."""
    provider, consumer = pair
    source = folder / name
    source.write_bytes(content)
    resource = provider.send("POST", "/resources", {"name": name, "source": {"type": "file", "path": str(source)}}).json()
    product = {"resource": resource["id"], "id": name, "title": name, "mediaType": media}
    assert provider.send("POST", "/products", product).status_code == 201
    policy = {"profile": NATIONAL, "permission": [{"action": action, "constraint": constraints}]} | (more or {})
    offered = provider.send("POST", "/offers", {"product": name, "mode": "automatic", "policy": policy})
    assert offered.status_code == 201, offered.text
    catalog = consumer.send("GET", f"/peers/{provider.id}/catalog").json()["catalog"]
    dataset = next(d for d in catalog["dataset"] if d["@id"] == name)
    offer = dataset["hasPolicy"][0] if isinstance(dataset["hasPolicy"], list) else dataset["hasPolicy"]
    asked = consumer.send("POST", "/negotiations", {"peer": provider.id, "dataset": name, "offer": offer})
    assert asked.status_code == 201, asked.text
    agreed = consumer.until(f"/negotiations/{asked.json()['id']}", "FINALIZED", "TERMINATED")
    assert agreed["state"] == "FINALIZED", agreed
    transfer = consumer.send("POST", "/transfers", {"agreement": agreed["agreement"]}).json()
    ended = consumer.until(f"/transfers/{transfer['id']}", "COMPLETED", "TERMINATED")
    assert ended["state"] == "COMPLETED", ended
    grants = consumer.send("GET", f"/vault?q={agreed['agreement']}").json()["items"]
    assert len(grants) == 1 and grants[0]["state"] == "READY", grants
    return grants[0]


def application(consumer, name="urn:app:robot", **more):
    made = consumer.send("POST", "/apps", {"id": name, "version": "1.0"} | more)
    assert made.status_code == 201, made.text
    return made.json()["token"]


def use(consumer, token, grant, what="content", headers=None, **query):
    url = f"http://127.0.0.1:{consumer.management}/use/v1/grants/{grant['id']}/{what}"
    return requests.get(url, params=query, headers={"Authorization": f"Bearer {token}"} | (headers or {}), timeout=20)


def plain_bytes_under(folder, content):
    """Files below a folder in which a piece of the content stands as it is."""
    pieces = [content[start:start + 24] for start in range(0, max(1, len(content) - 24), max(1, len(content) // 40))]
    return [
        file for file in folder.rglob("*")
        if file.is_file() and any(piece in file.read_bytes() for piece in pieces)
    ]


def reported(provider, grant, condition, seconds=20):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = provider.send("GET", f"/usage-reports?q={grant['id']}").json()["items"]
        if found and condition(found[0]):
            return found[0]
        time.sleep(0.05)
    raise AssertionError(f"no such report: {found}")


def test_only_registered_applications_read_and_only_by_token(pair, tmp_path):
    _, consumer = pair
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "10")])
    token = application(consumer)
    owner = (consumer.folder / "data" / "owner-token").read_text().strip()
    for wrong in ["", "nonsense-token", token[:-1], token + "0", owner, "to-consumer-0123456789"]:
        assert use(consumer, wrong, grant).status_code == 401
    answer = use(consumer, token, grant)
    assert (answer.status_code, answer.content) == (200, TABLE.encode())
    assert plain_bytes_under(consumer.folder, TABLE.encode()) == []
    # An application's token opens nothing else, and a removed one nothing at all.
    url = f"http://127.0.0.1:{consumer.management}/api/v1/vault"
    assert requests.get(url, headers={"Authorization": f"Bearer {token}"}, timeout=5).status_code == 401
    assert consumer.send("DELETE", "/apps/urn:app:robot").status_code == 204
    assert use(consumer, token, grant).status_code == 401


def test_ranges(pair, tmp_path):
    _, consumer = pair
    content = bytes(i * 7 % 251 for i in range(700_001))
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "100")], content=content, name="data.bin", media="application/octet-stream")
    token = application(consumer)
    head = requests.head(
        f"http://127.0.0.1:{consumer.management}/use/v1/grants/{grant['id']}/content",
        headers={"Authorization": f"Bearer {token}"}, timeout=5,
    )
    assert head.headers["Content-Length"] == str(len(content))
    for first, last in [(0, 0), (262_143, 262_145), (700_000, 700_000), (1, 700_000), (0, 9_999_999)]:
        answer = use(consumer, token, grant, headers={"Range": f"bytes={first}-{last}"})
        assert answer.content == content[first:last + 1]
        assert answer.status_code == (206 if len(answer.content) < len(content) else 200)
    before = consumer.send("GET", f"/vault/{grant['id']}").json()["uses"][0]["uses"]
    beyond = use(consumer, token, grant, headers={"Range": "bytes=700001-"})
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, "bytes */700001")
    assert consumer.send("GET", f"/vault/{grant['id']}").json()["uses"][0]["uses"] == before == 5
    for odd in ["bytes=5-1", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5"]:
        assert use(consumer, token, grant, headers={"Range": odd}).content == content


def test_columns_rows_and_the_reason_of_a_refusal(pair, tmp_path):
    _, consumer = pair
    constraints = [
        rule(f"{NATIONAL}:dataField", "isAnyOf", ["carrier", "delay"]),
        rule(f"{NATIONAL}:valueExpression", "eq", "delay >= 10"),
        rule("purpose", "eq", "urn:purpose:planning"),
    ]
    grant = deliver(pair, tmp_path, constraints)
    token = application(consumer)
    answer = use(consumer, token, grant, "table", purpose="urn:purpose:planning")
    assert (answer.status_code, answer.text) == (200, "carrier,delay\r\nAA,12\r\nB6,40\r\n")
    narrow = use(consumer, token, grant, "table", purpose="urn:purpose:planning", columns="delay")
    assert narrow.text == "delay\r\n12\r\n40\r\n"
    for what, query, code in [
        ("content", {"purpose": "urn:purpose:planning"}, "refused"), ("table", {}, "refused"),
        ("table", {"purpose": "urn:purpose:ads"}, "refused"),
        # Fields that are not agreed do not even arrive.
        ("table", {"purpose": "urn:purpose:planning", "columns": "carrier,passenger"}, "invalid"),
        ("content", {"purpose": "urn:purpose:planning", "action": "reproduce"}, "refused"),
    ]:
        refused = use(consumer, token, grant, what, **query)
        problem = refused.json()["error"]
        assert (refused.status_code, problem["code"]) == (400, code), (what, query, refused.text)
        assert problem["message"] and problem["messageZh"], problem
    assert use(consumer, token, grant, file="../../owner-token").status_code == 404
    assert use(consumer, token, grant, "table", columns="nobody", purpose="urn:purpose:planning").status_code == 400


def test_a_limit_holds_under_parallel_readers(pair, tmp_path):
    _, consumer = pair
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "25")])
    token = application(consumer)

    def read(_):
        while True:
            answer = use(consumer, token, grant)
            if answer.status_code != 429:
                return answer.status_code
            time.sleep(0.05)

    with ThreadPoolExecutor(40) as pool:
        codes = list(pool.map(read, range(200)))
    assert (codes.count(200), codes.count(400)) == (25, 175)


def test_kill_between_reserving_and_settling_never_gives_more(pair, tmp_path):
    _, consumer = pair
    content = b"x" * 3_000_000
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "3")], content=content, name="data.bin", media="application/octet-stream")
    token = application(consumer)
    url = f"http://127.0.0.1:{consumer.management}/use/v1/grants/{grant['id']}/content"
    given = 0
    for _ in range(5):
        answer = requests.get(url, headers={"Authorization": f"Bearer {token}"}, stream=True, timeout=20)
        given += answer.status_code == 200
        if answer.status_code == 200:
            next(answer.iter_content(1000))
        consumer.kill()
        consumer.start()
    assert given == 3


def test_the_end_of_the_agreement_destroys_and_proves(pair, tmp_path):
    provider, consumer = pair
    content = b"secret " * 100_000
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "9")], content=content, name="data.bin", media="application/octet-stream")
    token = application(consumer)
    assert use(consumer, token, grant).content == content
    assert use(consumer, token, grant, action="modify").json()["error"]["code"] == "refused"
    # What is no word at all is counted nowhere.
    unknown = use(consumer, token, grant, action="x" * 900)
    assert unknown.status_code == 400 and unknown.json()["error"]["code"] == "invalid", unknown.text
    seen = reported(provider, grant, lambda r: r["uses"] == 1 and r["refused"] == 1)
    assert seen["signature"] in ("valid", "unchecked") and seen["consumer"] == consumer.id
    vault = consumer.folder / "data" / "vault"
    assert any(vault.rglob("content"))
    assert provider.send("POST", f"/agreements/{grant['agreement']}/end", {"reason": "over"}).status_code == 200
    ended = consumer.until(f"/vault/{grant['id']}", "DESTROYED")
    assert ended["cause"] == "agreement-ended"
    assert list(vault.rglob("*")) == []
    assert use(consumer, token, grant).json()["error"]["code"] == "refused"
    proof = consumer.send("GET", f"/vault/{grant['id']}/proof").json()
    assert proof["signature"].count(".") == 2
    assert proof["document"]["content"] == "sha256:" + hashlib.sha256(content).hexdigest()
    told = reported(provider, grant, lambda r: r["destroyed"])
    assert told["destroyed"] == proof["document"]["destroyed"]
    whole = provider.send("GET", f"/usage-reports/{grant['id']}").json()
    assert whole["report"]["destruction"]["digest"] == proof["digest"]
    audit = consumer.send("GET", "/evidence/audit").json()
    assert [f for f in audit["findings"] if f["kind"] == "vault"] == []


def test_an_expiry_cuts_and_a_kill_in_the_middle_is_finished(pair, tmp_path):
    _, consumer = pair
    grant = deliver(pair, tmp_path, [until(6)])
    assert grant["due"]
    consumer.kill()
    time.sleep(6)
    consumer.start()
    assert consumer.until(f"/vault/{grant['id']}", "DESTROYED")["cause"] == "expired"
    assert consumer.send("GET", f"/vault/{grant['id']}/proof").status_code == 200


def test_export_only_where_the_agreement_names_copying(pair, tmp_path):
    _, consumer = pair
    closed = deliver(pair, tmp_path, [rule("count", "lteq", "10")])
    out = tmp_path / "out"
    out.mkdir()
    refused = consumer.send("POST", f"/vault/{closed['id']}/export", {"path": str(out / "a.csv")})
    assert refused.json()["error"]["code"] == "refused" and list(out.iterdir()) == []
    more = {"permission": [{"action": "read"}, {"action": "reproduce"}], "prohibition": [{"action": "distribute"}]}
    open_ = deliver(pair, tmp_path, [], more=more, name="copies.csv")
    done = consumer.send("POST", f"/vault/{open_['id']}/export", {"path": str(out / "b.csv")})
    assert done.status_code == 201, done.text
    assert (out / "b.csv").read_bytes() == TABLE.encode()
    mark = json.loads((out / "b.csv.sluice.json").read_text())
    assert mark["agreement"] == open_["agreement"] and mark["sha256"] == hashlib.sha256(TABLE.encode()).hexdigest()
    for path in [str(out / "b.csv"), "relative.csv", str(consumer.folder / "data" / "x"), str(out / ".." / "c.csv")]:
        assert consumer.send("POST", f"/vault/{open_['id']}/export", {"path": path}).status_code in (400, 409)
    recorded = consumer.send("GET", "/evidence?type=vault.exported").json()["items"]
    assert len(recorded) == 1, recorded


def test_hostile_tables(pair, tmp_path):
    _, consumer = pair
    token = application(consumer)
    for name, content in [
        ("long.csv", b"x" * (10 << 20) + b"\n1\n"), ("wide.csv", b"," * 100_000 + b"\n"), ("open.csv", b'"never closed'),
        ("empty.csv", b""),
    ]:
        grant = deliver(pair, tmp_path, [rule("count", "lteq", "10")], name=name, content=content)
        answer = use(consumer, token, grant, "table")
        assert 400 <= answer.status_code < 600 and answer.json()["error"]["message"], (name, answer.status_code)
        assert use(consumer, token, grant).content == content
    assert consumer.process.poll() is None


def test_hostile_reports(pair, tmp_path):
    """What a consumer could send instead of the truth in form: refused, and nothing of it is kept."""
    provider, consumer = pair
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "10")])
    reported(provider, grant, lambda r: True)
    whole = provider.send("GET", f"/usage-reports/{grant['id']}").json()["report"]
    url = f"{provider.address}/sluice/agreements/{grant['agreement']}/usage-reports"
    headers = {"Authorization": "Bearer to-provider-0123456789"}

    def send(body, **change):
        return requests.post(change.get("url", url), json=body, headers=change.get("headers", headers), timeout=5).status_code

    assert send({"report": whole}, headers={}) == 401
    for change in [
        {"consumer": "urn:other"}, {"agreement": "urn:other"}, {"uses": [{"uses": -1}]}, {"sequence": "x"},
        {"uses": [{"subject": "a", "action": "b", "uses": 1e30, "refused": 0, "bytes": 0}]}, {"@type": "x"},
        {"transfer": "urn:uuid:not-ours"}, {"grant": ""},
    ]:
        assert send({"report": whole | {"sequence": 10_000} | change}) in (400, 404), change
    assert send({"report": whole | {"sequence": 10_000}, "sluice:signature": "x..y"}) == 400
    assert send({"report": whole | {"sequence": 0}}) == 200
    assert provider.send("GET", f"/usage-reports/{grant['id']}").json()["report"] == whole


def test_command_line(pair, tmp_path):
    _, consumer = pair
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "10")])
    config = str(consumer.folder / "connector.yaml")

    def run(*arguments):
        return subprocess.run([_binary(), *arguments, "--config", config], capture_output=True, text=True, timeout=30)

    token = tmp_path / "app.token"
    made = run("app", "add", "urn:app:cli", "--app-version", "2", "-o", str(token), "--json")
    assert made.returncode == 0 and "token" not in json.loads(made.stdout), made.stderr
    assert oct(token.stat().st_mode & 0o777) == "0o600"
    assert "urn:app:cli" in run("app", "list").stdout and json.loads(run("app", "show", "urn:app:cli", "--json").stdout)["version"] == "2"
    assert grant["id"] in run("vault", "list").stdout
    shown = run("vault", "show", grant["id"], "--lang", "zh").stdout
    assert "约定" in shown and "READY" in shown
    read = run("vault", "read", grant["id"], "--range", "0-6", "--token-file", str(token))
    assert read.stdout == "carrier", read.stderr
    refused = run("vault", "read", grant["id"], "--action", "reproduce", "--token-file", str(token))
    assert refused.returncode == 4 and refused.stderr
    assert run("vault", "export", grant["id"], "-o", str(tmp_path / "x")).returncode == 4
    assert run("vault", "proof", grant["id"]).returncode != 0
    assert json.loads(run("vault", "destroy", grant["id"], "--json").stdout)["state"] in ("ENDING", "KEY_DESTROYED", "DESTROYED")
    consumer.until(f"/vault/{grant['id']}", "DESTROYED")
    assert json.loads(run("vault", "proof", grant["id"], "--json").stdout)["document"]["cause"] == "by-owner"
    assert run("app", "remove", "urn:app:cli").returncode == 0


def test_use_and_delete_afterwards(pair, tmp_path):
    """A duty to delete without a time falls due when nothing more may be done."""
    _, consumer = pair
    more = {"obligation": [{"action": "delete"}]}
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "2")], more=more)
    assert grant.get("due") is None
    token = application(consumer)
    assert use(consumer, token, grant).content == TABLE.encode()
    assert consumer.send("GET", f"/vault/{grant['id']}").json()["state"] == "READY"
    assert use(consumer, token, grant).content == TABLE.encode()
    assert consumer.until(f"/vault/{grant['id']}", "DESTROYED")["cause"] == "used-up"


def test_an_amended_agreement_takes_its_grants_along(pair, tmp_path):
    provider, consumer = pair
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "1")])
    token = application(consumer)
    assert use(consumer, token, grant).status_code == 200
    assert use(consumer, token, grant).json()["error"]["code"] == "refused"
    terms = {"profile": NATIONAL, "permission": [{"action": "read", "constraint": [rule("count", "lteq", "2"), until(3600)]}]}
    made = provider.send("POST", f"/agreements/{grant['agreement']}/amend", {"terms": terms})
    assert made.status_code in (200, 201), made.text
    amendment = made.json()
    consumer.until(f"/amendments/{amendment['id']}", "PROPOSED_BY_PROVIDER")
    assert consumer.send("POST", f"/amendments/{amendment['id']}/accept").status_code == 200
    consumer.until(f"/amendments/{amendment['id']}", "ACCEPTED")
    deadline = time.monotonic() + 10
    while consumer.send("GET", f"/vault/{grant['id']}").json()["governedBy"] != amendment["successor"]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert consumer.send("GET", f"/vault/{grant['id']}").json()["due"]
    # One use was made already, and counts under the new terms too.
    assert use(consumer, token, grant).status_code == 200
    assert use(consumer, token, grant).json()["error"]["code"] == "refused"
    assert reported(provider, grant, lambda r: r["uses"] == 2)["agreement"] == grant["agreement"]
    # Both names find the history of the chain, as an agreement and as words.
    for name in (grant["agreement"], amendment["successor"]):
        for query in (f"agreement={name}", f"q={name}"):
            found = consumer.send("GET", f"/usage?{query}").json()["items"]
            assert [(item["action"], item["uses"]) for item in found] == [("read", 2)], (query, found)


def test_a_provider_may_demand_reports_before_it_delivers_again(pair, tmp_path):
    provider, consumer = pair
    provider.stop()
    path = provider.folder / "connector.yaml"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"delivery": {"demandReports": True}}))
    provider.start()
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "9")])
    reported(provider, grant, lambda r: True)

    def again():
        transfer = consumer.send("POST", "/transfers", {"agreement": grant["agreement"]}).json()
        return consumer.until(f"/transfers/{transfer['id']}", "COMPLETED", "TERMINATED")

    assert again()["state"] == "COMPLETED"
    # A consumer that hides what it does with a delivery: the provider has no report of it.
    for found in provider.send("GET", f"/usage-reports?q={grant['agreement']}").json()["items"]:
        reported(provider, {"id": found["grant"]}, lambda r: True)
    with sqlite3.connect(provider.folder / "data" / "sluice.db", timeout=5) as database:
        database.execute("DELETE FROM usage_report WHERE vault_grant = ?", [grant["id"]])
    refused = again()
    assert refused["state"] == "TERMINATED" and "not reported" in json.dumps(refused["reason"]), refused
    use(consumer, application(consumer), grant)
    reported(provider, grant, lambda r: r["uses"] == 1)
    assert again()["state"] == "COMPLETED"


def test_a_provider_asks_for_fresh_reports_before_it_delivers_again(pair, tmp_path):
    provider, consumer = pair
    provider.stop()
    path = provider.folder / "connector.yaml"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"delivery": {"reportsWithin": "2s"}}))
    provider.start()
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "9")])
    first = reported(provider, grant, lambda r: True)["received"]
    assert provider.send("GET", "/evidence?type=usage.demanded").json()["items"] == []
    time.sleep(2.5)
    transfer = consumer.send("POST", "/transfers", {"agreement": grant["agreement"]}).json()
    assert consumer.until(f"/transfers/{transfer['id']}", "COMPLETED", "TERMINATED", seconds=30)["state"] == "COMPLETED"
    assert reported(provider, grant, lambda r: True)["received"] > first
    assert len(provider.send("GET", "/evidence?type=usage.demanded").json()["items"]) >= 1
    # Only the provider of an agreement may ask, and only about that one.
    url = f"{consumer.address}/sluice/agreements/{grant['agreement']}/usage-report-demand"
    good = {"@type": "sluice:UsageReportDemand", "@id": "urn:m:1", "agreement": grant["agreement"]}
    headers = {"Authorization": "Bearer to-consumer-0123456789"}

    def ask(body, url=url, headers=headers):
        return requests.post(url, json=body, headers=headers, timeout=5).status_code

    assert ask(good, headers={}) == 401
    assert [ask(good | change) for change in ({"@type": "x"}, {"agreement": "urn:other"}, {"agreement": 7})] == [400] * 3
    assert ask(good | {"agreement": "urn:other"}, url.replace(grant["agreement"], "urn:other")) == 404
    assert ask(good) == 200


def test_a_frozen_agreement_stops_uses_and_goes_on_afterwards(pair, tmp_path):
    _, consumer = pair
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "9")])
    token = application(consumer)
    assert consumer.send("POST", f"/agreements/{grant['agreement']}/freeze", {"reason": "dispute"}).status_code == 200
    assert use(consumer, token, grant).json()["error"]["code"] == "unavailable"
    assert consumer.send("POST", f"/agreements/{grant['agreement']}/release", {"reason": "settled"}).status_code == 200
    assert use(consumer, token, grant).status_code == 200


def until_use(consumer, token, grant, condition, seconds=20):
    """Uses again and again until the answer is what is expected."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            answer = use(consumer, token, grant, headers={"Range": "bytes=0-9"})
        except requests.RequestException:
            continue  # one that began before the stop was cut
        if condition(answer):
            return answer
        time.sleep(0.05)
    raise AssertionError(answer.text)


def freezes(party, grant):
    return {word["side"]: word for word in party.send("GET", f"/agreements/{grant['agreement']}").json()["freezes"]}


def test_the_providers_freeze_reaches_the_vault(pair, tmp_path):
    provider, consumer = pair
    content = bytes(64 << 20)
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "99999")], content=content, name="data.bin", media="application/octet-stream")
    token = application(consumer)
    url = f"http://127.0.0.1:{consumer.management}/use/v1/grants/{grant['id']}/content"
    stream = requests.get(url, headers={"Authorization": f"Bearer {token}"}, stream=True, timeout=20)
    pieces = stream.iter_content(65_536)
    next(pieces)

    def run(party, *arguments):
        command = [_binary(), *arguments, "--config", str(party.folder / "connector.yaml")]
        return subprocess.run(command, capture_output=True, text=True, timeout=30)

    frozen = run(provider, "agreement", "freeze", grant["agreement"], "--reason", "an audit", "--lang", "zh")
    assert frozen.returncode == 0 and "对方已知悉" in frozen.stdout, frozen.stdout + frozen.stderr
    refused = until_use(consumer, token, grant, lambda answer: answer.status_code not in (200, 206))
    assert refused.status_code == 503 and "an audit" in refused.json()["error"]["message"]
    with pytest.raises(requests.RequestException):
        assert sum(map(len, pieces)) < len(content) - 65_536
        raise AssertionError("the stream ended as if it were whole")
    assert freezes(provider, grant)["own"]["told"] == "taken"
    heard = freezes(consumer, grant)["peer"]
    assert heard["frozen"] and heard["reason"] == "an audit" and heard["by"] == provider.id
    assert "the other side knows" in run(provider, "agreement", "show", grant["agreement"], "--lang", "en").stdout
    assert "frozen by the other side" in run(consumer, "agreement", "show", grant["agreement"], "--lang", "en").stdout
    # What the provider froze, the consumer does not release.
    assert run(consumer, "agreement", "release", grant["agreement"], "--reason", "no").returncode == 5
    assert run(provider, "agreement", "release", grant["agreement"], "--reason", "settled").returncode == 0
    assert until_use(consumer, token, grant, lambda answer: answer.status_code == 206).content == content[:10]
    # While the consumer is away the newest word waits for it, and a kill in between loses nothing.
    consumer.kill()
    assert provider.send("POST", f"/agreements/{grant['agreement']}/freeze", {"reason": "again"}).json()["told"] == "waiting"
    provider.kill()
    provider.start()
    consumer.start()
    refused = until_use(consumer, token, grant, lambda answer: answer.status_code == 503)
    assert "again" in refused.json()["error"]["message"]
    signed = consumer.send("GET", "/evidence?type=agreement.frozen").json()["items"]
    assert {entry["record"]["related"]["signature"] for entry in signed} <= {"valid", "unchecked"} and len(signed) == 2


def test_an_open_stream_is_cut_when_the_agreement_ends(pair, tmp_path):
    provider, consumer = pair
    content = bytes(64 << 20)
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "9")], content=content, name="data.bin", media="application/octet-stream")
    token = application(consumer)
    url = f"http://127.0.0.1:{consumer.management}/use/v1/grants/{grant['id']}/content"
    answer = requests.get(url, headers={"Authorization": f"Bearer {token}"}, stream=True, timeout=20)
    pieces = answer.iter_content(65_536)
    next(pieces)
    assert provider.send("POST", f"/agreements/{grant['agreement']}/end", {"reason": "over"}).status_code == 200
    consumer.until(f"/vault/{grant['id']}", "DESTROYED")
    with pytest.raises(requests.RequestException):
        # What the machine's own buffers held may still come, and then the connection is gone.
        assert sum(map(len, pieces)) < len(content) - 65_536
        raise AssertionError("the stream ended as if it were whole")


DERIVE = {"permission": [{"action": "read"}, {"action": "derive", "duty": [{"action": "nextPolicy"}]}]}


def hand_back(consumer, token, sources, content, **query):
    url = f"http://127.0.0.1:{consumer.management}/use/v1/derived"
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/csv"}
    query["from"] = ",".join(grant["id"] for grant in sources)
    return requests.post(url, params=query, data=content, headers=headers, timeout=20)


def test_results_stay_under_what_they_were_made_from(pair, tmp_path):
    provider, consumer = pair
    token = application(consumer)
    one = deliver(pair, tmp_path, [], more=DERIVE, name="one.csv")
    two = deliver(pair, tmp_path, [], more=DERIVE, name="two.csv")
    closed = deliver(pair, tmp_path, [rule("count", "lteq", "10")], name="closed.csv")
    result = b"carrier,mean\r\nUA,3\r\n"
    unread = hand_back(consumer, token, [one], result)
    assert unread.status_code == 400 and "has not used" in unread.json()["error"]["message"]
    for grant in (one, two, closed):
        assert use(consumer, token, grant).status_code == 200
    refused = hand_back(consumer, token, [one, closed], result)
    assert refused.status_code == 400 and "nextPolicy" in refused.json()["error"]["message"], refused.text
    assert "nextPolicy" in refused.json()["error"]["messageZh"]
    made = hand_back(consumer, token, [one, two], result)
    assert made.status_code == 201, made.text
    derived = made.json()
    assert derived["sha256"] == hashlib.sha256(result).hexdigest()
    assert use(consumer, token, derived).content == result
    assert plain_bytes_under(consumer.folder, result) == []
    shown = consumer.send("GET", f"/vault/{derived['id']}").json()
    inputs = {entry["grant"]: entry["sha256"] for entry in shown["derivation"]["inputs"]}
    assert inputs == {grant["id"]: hashlib.sha256(TABLE.encode()).hexdigest() for grant in (one, two)}
    assert shown["derivation"]["application"] == "urn:app:robot" and len(shown["governing"]) == 2
    assert consumer.send("GET", f"/vault/{one['id']}").json()["results"] == [derived["id"]]
    config = str(consumer.folder / "connector.yaml")
    told = subprocess.run([_binary(), "vault", "show", derived["id"], "--lang", "zh", "--config", config], capture_output=True, text=True, timeout=30)
    assert "来源" in told.stdout and one["id"] in told.stdout, told.stdout + told.stderr

    def whole(grant, condition):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            report = provider.send("GET", f"/usage-reports/{grant['id']}").json().get("report", {})
            if condition(report):
                return report
            time.sleep(0.05)
        raise AssertionError(report)

    for grant in (one, two):
        (entry,) = whole(grant, lambda report: report.get("derived") and report["derived"][0]["uses"])["derived"]
        assert entry["grant"] == derived["id"] and entry["uses"][0]["uses"] == 1 and len(entry["inputs"]) == 2
    shown = subprocess.run([_binary(), "usage", "report", one["id"], "--lang", "en", "--config", str(provider.folder / "connector.yaml")], capture_output=True, text=True, timeout=30)
    assert "RESULTS" in shown.stdout and derived["id"] in shown.stdout, shown.stdout + shown.stderr
    # The first agreement to end takes the result along, and its provider is told.
    assert provider.send("POST", f"/agreements/{two['agreement']}/end", {"reason": "over"}).status_code == 200
    consumer.until(f"/vault/{derived['id']}", "DESTROYED")
    assert consumer.send("GET", f"/vault/{derived['id']}/proof").status_code == 200
    assert consumer.send("GET", f"/vault/{one['id']}").json()["state"] == "READY"
    gone = whole(one, lambda report: report.get("derived") and report["derived"][0].get("destruction"))["derived"][0]
    assert gone["cause"] == "agreement-ended"
    audit = consumer.send("GET", "/evidence/audit").json()
    assert [f for f in audit["findings"] if f["kind"] == "vault"] == []


def test_a_provider_watches_use_as_it_happens(pair, tmp_path):
    provider, consumer = pair
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "1"), until(3600)])
    token = application(consumer)
    reported(provider, grant, lambda r: True)
    command = [_binary(), "usage", "reports", "--follow", "--lang", "en", "--config", str(provider.folder / "connector.yaml")]
    with open(tmp_path / "followed", "wb") as log:
        watching = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        def lines():
            return [line for line in (tmp_path / "followed").read_text().splitlines() if "urn:app:robot read:" in line]

        deadline = time.monotonic() + 30
        while grant["id"] not in (tmp_path / "followed").read_text() and time.monotonic() < deadline:
            time.sleep(0.05)
        use(consumer, token, grant)
        use(consumer, token, grant)
        while not any("1 uses, 1 refused" in line for line in lines()) and time.monotonic() < deadline:
            time.sleep(0.05)
            # The stream may have begun after the first report: something new is reported again.
            use(consumer, token, grant) if int(time.monotonic() * 10) % 20 == 0 else None
        last = lines()[-1]
        assert "1 uses" in last and "refused (" in last and "delete by " in last and consumer.id in last, last
    finally:
        watching.terminate()
        watching.wait()


def test_hostile_results(pair, tmp_path):
    _, consumer = pair
    token = application(consumer)
    grant = deliver(pair, tmp_path, [], more=DERIVE, name="one.csv")
    use(consumer, token, grant)
    url = f"http://127.0.0.1:{consumer.management}/use/v1/derived"
    headers = {"Authorization": f"Bearer {token}"}
    for query in [{}, {"from": ""}, {"from": "x"}, {"from": ",".join([grant["id"]] * 2)}, {"from": ",".join(map(str, range(17)))},
                  {"from": grant["id"], "purpose": "x" * 5000}, {"from": "../../key"}]:
        answer = requests.post(url, params=query, data=b"x", headers=headers, timeout=20)
        assert answer.status_code in (400, 404) and answer.json()["error"]["message"], (query, answer.text)
    assert requests.post(url, params={"from": grant["id"]}, data=b"x", timeout=20).status_code == 401
    before = len(consumer.send("GET", "/vault").json()["items"])
    # An application that dies amid its answer leaves nothing behind, and a connector that dies neither.
    import socket
    with socket.create_connection(("127.0.0.1", consumer.management)) as raw:
        raw.sendall((f"POST /use/v1/derived?from={grant['id']} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
                     "Content-Length: 1000000\r\n\r\n").encode() + b"y" * 100_000)
        deadline = time.monotonic() + 10
        while len(consumer.send("GET", "/vault").json()["items"]) == before and time.monotonic() < deadline:
            time.sleep(0.05)
        consumer.kill()
    consumer.start()
    half = next(item for item in consumer.send("GET", "/vault").json()["items"] if item["id"] != grant["id"])
    assert consumer.until(f"/vault/{half['id']}", "DESTROYED")["cause"] == "delivery-failed"
    assert use(consumer, token, grant).status_code == 200


def test_an_application_proves_itself_by_a_foreign_librarys_signature(pair, tmp_path):
    jwk_module = pytest.importorskip("jwcrypto.jwk")
    jwt_module = pytest.importorskip("jwcrypto.jwt")
    _, consumer = pair
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "3")])
    config = str(consumer.folder / "connector.yaml")
    for name, key, algorithm in [
        ("urn:app:p256", jwk_module.JWK.generate(kty="EC", crv="P-256"), "ES256"),
        ("urn:app:ed25519", jwk_module.JWK.generate(kty="OKP", crv="Ed25519"), "EdDSA"),
    ]:
        file = tmp_path / (algorithm + ".json")
        file.write_text(key.export_public())
        made = subprocess.run([_binary(), "app", "add", name, "--app-version", "1", "--key", str(file), "--json", "--config", config], capture_output=True, text=True, timeout=30)
        assert made.returncode == 0 and "token" not in json.loads(made.stdout), made.stdout + made.stderr

        def token(**change):
            now = int(time.time())
            claims = {"iss": name, "aud": consumer.id, "jti": str(time.monotonic_ns()), "iat": now, "exp": now + 60} | change
            signed = jwt_module.JWT(header={"alg": algorithm}, claims={k: v for k, v in claims.items() if v is not None})
            signed.make_signed_token(key)
            return signed.serialize()

        once = token()
        assert use(consumer, once, grant).content == TABLE.encode()
        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(lambda _: use(consumer, once, grant).status_code, range(8))) == {401}
        for change in [{"aud": "urn:other"}, {"jti": None}, {"exp": int(time.time()) + 7200}, {"exp": int(time.time()) - 90}, {"iss": "urn:app:none"}]:
            assert use(consumer, token(**change), grant).status_code == 401, change
    # Replays took nothing from the limit.
    assert use(consumer, token(iss=name), grant).status_code == 200
    assert use(consumer, token(iss=name), grant).json()["error"]["code"] == "refused"
    private = tmp_path / "private.json"
    private.write_text(jwk_module.JWK.generate(kty="EC", crv="P-256").export())
    refused = subprocess.run([_binary(), "app", "add", "urn:app:x", "--app-version", "1", "--key", str(private), "--config", config], capture_output=True, text=True, timeout=30)
    assert refused.returncode != 0 and "private" in refused.stderr


def runner(party):
    """The command line of a party's owner."""
    config = str(party.folder / "connector.yaml")
    return lambda *arguments: subprocess.run(
        [_binary(), *arguments, "--config", config], capture_output=True, text=True, timeout=60
    )


def test_mistakes_on_ones_own_side_use_nothing_up(pair, tmp_path):
    _, consumer = pair
    more = {"permission": [
        {"action": action, "constraint": [rule("count", "lteq", "1")]} for action in ("read", "reproduce")
    ]}
    grant = deliver(pair, tmp_path, [], more=more)
    run = runner(consumer)
    token = tmp_path / "app.token"
    assert run("app", "add", "urn:app:cli", "--app-version", "2", "-o", str(token)).returncode == 0
    there = tmp_path / "there.csv"
    there.write_text("mine")
    reading = ["vault", "read", grant["id"], "--token-file", str(token)]
    assert run(*reading, "-o", str(there)).returncode == 5 and there.read_text() == "mine"
    for wrong in ["abc", "5-1", "-", "1", "0-99999999999999999999999", "x-3"]:
        assert run(*reading, "--range", wrong).returncode == 2, wrong
    beyond = run(*reading, "--range", "1000-2000")
    assert beyond.returncode == 2 and f"{len(TABLE)} bytes" in beyond.stderr
    unkept = tmp_path / "unkept.csv"
    assert run(*reading, "--range", "1000-2000", "-o", str(unkept)).returncode == 2 and not unkept.exists()
    assert run("vault", "export", grant["id"], "-o", str(tmp_path / "nowhere" / "x")).returncode == 2
    missing = run("vault", "derive", grant["id"], "--file", str(tmp_path / "missing"), "--token-file", str(token))
    assert missing.returncode == 2 and "NSCocoa" not in missing.stderr
    for nothing in [("vault", "show", ""), ("agreement", "show", ""), ("app", "show", "")]:
        assert run(*nothing).returncode == 2, nothing
    hidden = run("app", "add", "urn:app:\u202ecli", "--app-version", "1")
    assert hidden.returncode == 2 and "invisible" in hidden.stderr, hidden
    assert run(*reading).stdout == TABLE.replace("\r\n", "\n")
    assert run(*reading).returncode == 4
    assert run("vault", "export", grant["id"], "-o", str(tmp_path / "x.csv")).returncode == 0


def test_get_under_terms_that_leave_fields_out(pair, tmp_path):
    provider, consumer = pair
    source = tmp_path / "six.csv"
    source.write_text(TABLE)
    resource = provider.send("POST", "/resources", {"name": "six", "source": {"type": "file", "path": str(source)}}).json()
    product = {"resource": resource["id"], "id": "six", "title": "six", "mediaType": "text/csv"}
    assert provider.send("POST", "/products", product).status_code == 201
    fields = {"profile": NATIONAL, "permission": [
        {"action": "use", "constraint": [rule(NATIONAL + ":dataField", "isAnyOf", ["carrier", "delay"])]}
    ]}
    assert provider.send("POST", "/offers", {"product": "six", "policy": fields}).status_code == 201
    run = runner(consumer)
    got = run("get", provider.id, "six", "-o", str(tmp_path / "got.csv"), "--json")
    assert got.returncode == 0, got.stderr
    result = json.loads(got.stdout)
    assert result["changed"] is True and result["sealed"] is True and result["verified"] is False
    frozen = provider.send("POST", f"/agreements/{result['agreement']}/freeze", {"reason": "a dispute"})
    assert frozen.status_code == 200, frozen.text
    deadline = time.monotonic() + 10
    while not consumer.send("GET", f"/agreements/{result['agreement']}").json()["frozen"]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    again = run("get", provider.id, "six", "-o", str(tmp_path / "again.csv"))
    assert again.returncode == 7 and "a dispute" in again.stderr, again
