"""What an agreement demands of the data is done to them on their way, and what it demands first is done before."""

import base64
import csv
import hashlib
import hmac
import io
import json
import sqlite3
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from kit.commandline import sluice
from kit.pair import start_pair
from test_amendments import command

PROFILE = {"profile": ["urn:tc609:6-2025-15"]}
ROWS = [("1", "张三丰", "13812345678", "杭州"), ("2", "Ada, L.", "0571-8888", "上海"), ("3", "", "", "北京")]
SECRETS = ["张三丰", "13812345678", "Ada, L.", "0571-8888"]


@pytest.fixture
def pair(tmp_path):
    parties = start_pair(tmp_path)
    yield parties
    for party in parties:
        party.stop()


def fields(relation, *names):
    return {"leftOperand": "tc609:dataField", "operator": relation, "rightOperand": list(names)}


def demanding(*duties, **members):
    return PROFILE | {"permission": [{"action": "use", "duty": list(duties)}]} | members


MASKING = demanding(
    {"action": "tc609:desensitize", "constraint": [fields("isAnyOf", "name")]},
    {"action": "odrl:anonymize", "constraint": [fields("isAnyOf", "phone")]},
    {"action": "odrl:watermark"},
)


def table(folder, kind):
    """The same rows as a CSV file or behind a query."""
    if kind == "csv":
        path = folder / "people.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("id", "name", "phone", "city"), *ROWS])
        return {"type": "file", "path": str(path)}
    path = folder / "people.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE people (id, name, phone, city)")
        database.executemany("INSERT INTO people VALUES (?, ?, ?, ?)", ROWS)
    return {"type": "sqlite", "path": str(path), "query": "SELECT id, name, phone, city FROM people ORDER BY id"}


def offer(provider, source, policy, name="people", media="text/csv"):
    resource = provider.send("POST", "/resources", {"name": name, "source": source}).json()
    product = {"resource": resource["id"], "id": name, "title": name, "mediaType": media}
    made = provider.send("POST", "/products", product)
    assert made.ok, made.text
    return provider.send("POST", "/offers", {"product": name, "policy": policy})


def agree(provider, consumer, source, policy, name="people", media="text/csv"):
    made = offer(provider, source, policy, name, media)
    assert made.ok, made.text
    terms = {"@id": made.json()["id"]} | policy
    body = {"peer": provider.id, "dataset": name, "offer": terms}
    started = consumer.send("POST", "/negotiations", body).json()
    ended = consumer.until(f"/negotiations/{started['id']}", "FINALIZED", "TERMINATED")
    assert ended["state"] == "FINALIZED", ended
    provider.until(f"/agreements/{ended['agreement']}", "ACTIVE")
    return ended["agreement"]


def start(consumer, agreement, *states):
    body = {"agreement": agreement, "sink": {"type": "application"}}
    transfer = consumer.send("POST", "/transfers", body).json()
    return consumer.until(f"/transfers/{transfer['id']}", *(states or ["STARTED"]))


def read(consumer, transfer, method="GET", **headers):
    address = consumer.send("GET", f"/transfers/{transfer['id']}/address").json()["dataAddress"]
    token = next(p["value"] for p in address["endpointProperties"] if p["name"] == "authorization")
    headers["Authorization"] = f"Bearer {token}"
    return requests.request(method, address["endpoint"], headers=headers, timeout=10)


def parsed(text):
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("kind", ["csv", "sqlite"])
def test_protected_fields_never_leave(pair, tmp_path, kind):
    provider, consumer = pair
    agreement = agree(provider, consumer, table(tmp_path, kind), MASKING)
    transfer = start(consumer, agreement)
    answer = read(consumer, transfer)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert not any(secret in text for secret in SECRETS)
    rows = parsed(text)
    assert [row["id"] for row in rows] == ["1", "2", "3"] and rows[0]["city"] == "杭州"
    assert rows[0]["name"] == "张**" and rows[1]["name"] == "A*****."
    assert len(rows[0]["phone"]) == 24 and rows[0]["phone"] != rows[1]["phone"] and rows[2]["phone"] == ""
    # Neither a range nor the head of the file brings the plain bytes or their digest.
    part = read(consumer, transfer, Range="bytes=0-40")
    assert not any(secret in part.content.decode(errors="replace") for secret in SECRETS)
    head = read(consumer, transfer, "HEAD")
    assert "Repr-Digest" not in head.headers and "ETag" not in head.headers
    assert head.headers.get("Content-Length", "0") == "0"
    # The mark leads back, row for row; another's rows do not.
    marked = tmp_path / "leaked.csv"
    marked.write_text(text, encoding="utf-8")
    [found] = command(provider, "duty", "trace", str(marked))["items"]
    assert (found["agreement"], found["peer"], found["rows"]) == (agreement, consumer.id, 3)
    marked.write_text(text.replace("杭州", "苏州"), encoding="utf-8")
    [found] = command(provider, "duty", "trace", str(marked))["items"]
    assert found["rows"] == 2


def test_a_download_carries_the_digest_of_what_was_delivered(pair, tmp_path):
    """Our own consumer verifies the changed bytes, pulled and pushed."""
    provider, consumer = pair
    agreement = agree(provider, consumer, table(tmp_path, "csv"), MASKING)
    contents = []
    for format in ("HttpData-PULL", "HttpData-PUSH"):
        target = tmp_path / f"{format}.csv"
        body = {"agreement": agreement, "format": format, "sink": {"type": "folder", "path": str(target)}}
        transfer = consumer.send("POST", "/transfers", body).json()
        shown = consumer.until(f"/transfers/{transfer['id']}", "COMPLETED", "TERMINATED")
        assert shown["state"] == "COMPLETED", shown
        contents.append(target.read_bytes())
        record = consumer.send("GET", f"/transfers/{transfer['id']}").json()
        assert hashlib.sha256(contents[-1]).hexdigest() in json.dumps(record)
    assert contents[0] == contents[1]
    assert not any(secret.encode() in contents[0] for secret in SECRETS)


def test_what_cannot_be_changed_on_its_way_is_not_delivered(pair, tmp_path):
    """A binary file, a column under another name, a demand without fields."""
    provider, consumer = pair
    binary = tmp_path / "blob.bin"
    binary.write_bytes(bytes(range(256)))
    resource = provider.send("POST", "/resources", {"name": "b", "source": {"type": "file", "path": str(binary)}}).json()
    provider.send("POST", "/products", {"resource": resource["id"], "id": "b", "title": "b"})
    made = provider.send("POST", "/offers", {"product": "b", "policy": MASKING}).json()
    body = {"peer": provider.id, "dataset": "b", "offer": {"@id": made["id"]} | MASKING}
    started = consumer.send("POST", "/negotiations", body).json()
    agreement = consumer.until(f"/negotiations/{started['id']}", "FINALIZED")["agreement"]
    refused = read(consumer, start(consumer, agreement))
    assert refused.status_code == 400 and bytes(range(65, 90)) not in refused.content
    other = demanding({"action": "odrl:anonymize", "constraint": [fields("isAnyOf", "Name")]})
    agreement = agree(provider, consumer, table(tmp_path, "csv"), other)
    refused = read(consumer, start(consumer, agreement))
    assert refused.status_code == 400 and "`Name`" in refused.json()["error"]["message"]
    unclear = offer(provider, table(tmp_path, "csv"), demanding({"action": "odrl:anonymize"}), "unclear")
    assert unclear.status_code == 400 and "names no field" in unclear.json()["error"]["message"]


def test_an_amendment_brings_masking_into_what_runs(pair, tmp_path):
    """From the moment of the amendment no plain value leaves, under the token that the consumer has."""
    provider, consumer = pair
    plain = {"permission": [{"action": "use"}]}
    agreement = agree(provider, consumer, table(tmp_path, "csv"), plain)
    transfer = start(consumer, agreement)
    assert "张三丰" in read(consumer, transfer).content.decode()
    made = provider.send("POST", f"/agreements/{agreement}/amend", {"terms": MASKING}).json()
    consumer.until(f"/amendments/{made['id']}", "PROPOSED_BY_PROVIDER")
    consumer.send("POST", f"/amendments/{made['id']}/accept")
    provider.until(f"/amendments/{made['id']}", "ACCEPTED")
    text = read(consumer, transfer).content.decode()
    assert not any(secret in text for secret in SECRETS) and len(parsed(text)) == 3


def test_people_say_that_a_duty_was_done(pair, tmp_path):
    """Consent is asked for before delivery: refused until a person has written down that it was obtained."""
    provider, consumer = pair
    policy = demanding({"action": "odrl:obtainConsent"}, {"action": "odrl:acceptTracking"})
    agreement = agree(provider, consumer, table(tmp_path, "csv"), policy)
    refused = start(consumer, agreement, "TERMINATED")
    assert "obtainConsent" in json.dumps(refused["reason"])
    due = command(provider, "duty", "list", "--agreement", agreement, "--state", "DUE")["items"]
    assert sorted(item["action"] for item in due) == ["acceptTracking", "obtainConsent"]
    shown = command(provider, "duty", "show", agreement)["items"]
    assert {item["doneBy"] for item in shown} == {"person"}
    command(provider, "duty", "done", agreement, shown[0]["path"], "--note", "form 17")
    start(consumer, agreement, "TERMINATED")
    command(provider, "duty", "done", agreement, shown[1]["path"], "--note", "ticket 4")
    start(consumer, agreement, "STARTED")
    again = provider.send("POST", f"/agreements/{agreement}/duties", {"path": shown[0]["path"], "note": "x"})
    assert again.status_code == 409
    unknown = provider.send("POST", f"/agreements/{agreement}/duties", {"path": "permission[9]", "note": "x"})
    assert unknown.status_code == 404
    assert provider.send("GET", "/evidence/audit").json()["count"] == 0


def test_what_the_connector_does_by_itself_is_done_at_each_delivery(pair, tmp_path):
    """A payment is metered and a notice given before data flow, once for each delivery, with evidence."""
    provider, consumer = pair
    policy = demanding({"action": "odrl:compensate"}, {"action": "odrl:inform"})
    agreement = agree(provider, consumer, table(tmp_path, "csv"), policy)
    for count in (1, 2):
        start(consumer, agreement)
        done = command(provider, "duty", "list", "--agreement", agreement, "--state", "DONE")["items"]
        metered = [item for item in done if item["action"] == "compensate"]
        assert len(metered) == count and len({item["transfer"] for item in metered}) == count
        assert sum(item["action"] == "inform" for item in done) == count
    events = provider.send("GET", "/evidence?type=duty.performed").json()["items"]
    assert len(events) == 4
    deadline = time.monotonic() + 5
    while provider.send("GET", "/evidence/audit").json()["count"] and time.monotonic() < deadline:
        time.sleep(0.1)
    assert provider.send("GET", "/evidence/audit").json()["count"] == 0


def test_what_no_connector_does_is_pointed_out_when_it_is_written(pair, tmp_path):
    provider, _ = pair
    policy = demanding({"action": "odrl:translate"}, {"action": "odrl:inform"})
    made = offer(provider, table(tmp_path, "csv"), policy).json()
    shown = command(provider, "offer", "show", made["id"])
    [warning] = shown["warnings"]["en"]
    assert "translate" in warning and "inform" not in warning
    assert len(shown["warnings"]["zh"]) == 1


def test_a_person_does_not_say_what_a_machine_does(pair, tmp_path):
    provider, consumer = pair
    agreement = agree(provider, consumer, table(tmp_path, "csv"), MASKING)
    [first, *_] = command(provider, "duty", "show", agreement)["items"]
    assert first["doneBy"] == "delivery"
    refused = provider.send("POST", f"/agreements/{agreement}/duties", {"path": first["path"], "note": "done"})
    assert refused.status_code == 409
    unmarked = tmp_path / "plain.csv"
    unmarked.write_text("id,name\n1,x\n")
    done = sluice("duty", "trace", str(unmarked), "--url", f"http://127.0.0.1:{provider.management}",
                  "--token-file", provider.folder / "data" / "owner-token", "--json")
    assert done.code != 0 and "sluice_mark" in done.err


# Obligations: done after the agreement, repeated when they fail, broken when they are not done in time.


class Receiver:
    """Somebody's HTTP endpoint, no connector: fails so often, then answers; keeps what came."""

    def __init__(self, failures=0, silent=False):
        self.came, self.failures, self.silent = [], failures, silent
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                receiver.came.append({"headers": dict(self.headers), "body": body})
                if receiver.silent:
                    time.sleep(30)
                    return
                self.send_response(503 if len(receiver.came) <= receiver.failures else 202)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}/notices"

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def receiver():
    made = []

    def make(**options):
        made.append(Receiver(**options))
        return made[-1]

    yield make
    for one in made:
        one.close()


def compared(left, relation, right):
    return {"leftOperand": left, "operator": relation, "rightOperand": right}


def informing(url, within=None, action="odrl:inform", **more):
    constraints = [compared("odrl:recipient", "eq", url)] if url else []
    constraints += [compared("odrl:elapsedTime", "lteq", within)] if within else []
    return {"action": action} | ({"constraint": constraints} if constraints else {}) | more


def obliging(*obligations, **members):
    return PROFILE | {"permission": [{"action": "use"}], "obligation": list(obligations)} | members


def kept(consumer, agreement, *states):
    """A delivery into the consumer's vault."""
    transfer = consumer.send("POST", "/transfers", {"agreement": agreement}).json()
    return consumer.until(f"/transfers/{transfer['id']}", *(states or ["COMPLETED"]))


def duties(party, agreement, **wanted):
    found = party.send("GET", f"/duties?agreement={agreement}&limit=100").json()["items"]
    return [duty for duty in found if all(duty.get(name) == value for name, value in wanted.items())]


def eventually(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come about")


def audited(*parties):
    for party in parties:
        eventually(lambda: party.send("GET", "/evidence/audit").json()["count"] == 0, seconds=5)


def test_a_notice_is_repeated_until_the_receiver_takes_it(pair, tmp_path, receiver):
    """A receiver that fails twice; the notice is signed, has one name, and no token goes there."""
    provider, consumer = pair
    hook = receiver(failures=2)
    agreement = agree(provider, consumer, table(tmp_path, "csv"), obliging(informing(hook.url)))
    assert duties(consumer, agreement) == []
    transfer = kept(consumer, agreement)
    [done] = eventually(lambda: duties(consumer, agreement, state="DONE"))
    assert (done["attempts"], done["transfer"], done["deontic"]) == (2, transfer["id"], "fulfilled")
    assert hook.url in done["note"] and "failure" not in done
    assert len(hook.came) == 3 and len({json.dumps(one["body"]["notice"]) for one in hook.came}) == 1
    notice = hook.came[0]["body"]
    assert notice["notice"]["from"] == consumer.id and notice["notice"]["agreement"] == agreement
    assert notice["sluice:signature"].count(".") == 2 and "log" not in notice["notice"]
    assert not any("Authorization" in one["headers"] for one in hook.came)
    types = [entry["record"]["type"] for entry in consumer.send("GET", "/evidence?type=duty").json()["items"]]
    assert types == ["duty.required", "duty.failed", "duty.performed"], types
    # The other side sees it, and bears nothing itself.
    [there] = eventually(lambda: [
        duty for duty in command(provider, "duty", "show", agreement)["items"] if duty.get("atPeer") == "DONE"])
    assert (there["bearer"], there["state"]) == ("peer", "-")
    shown = command(provider, "agreement", "show", agreement)
    assert shown["duties"][0]["atPeer"] == "DONE"
    assert duties(provider, agreement) == []
    audited(provider, consumer)


def test_a_receiver_that_never_answers_makes_a_breach_that_both_sides_see(pair, tmp_path, receiver):
    provider, consumer = pair
    hook = receiver(silent=True)
    policy = obliging(informing(hook.url, "PT3S", **{"odrl:consequence": [{"action": "odrl:acceptTracking"}]}))
    agreement = agree(provider, consumer, table(tmp_path, "csv"), policy)
    kept(consumer, agreement)
    [broken] = eventually(lambda: duties(consumer, agreement, state="BREACHED"))
    [penalty] = duties(consumer, agreement, state="DUE")
    assert penalty["becauseOf"] == broken["path"] and broken["deontic"] == "violated"
    assert "time" in broken["failure"]
    assert 'sluice_duties{state="breached"} 1' in requests.get(
        f"http://127.0.0.1:{consumer.management}/metrics", timeout=5,
        headers={"Authorization": "Bearer " + (consumer.folder / "data" / "owner-token").read_text().strip()}).text
    events = consumer.send("GET", "/evidence?type=duty.breached").json()["items"]
    assert len(events) == 1 and events[0]["record"]["decision"]["outcome"] == "breach"
    doctor = sluice("doctor", "--config", str(consumer.folder / "connector.yaml"), "--json")
    assert doctor.code == 1 and "duty list --state breached" in doctor.out
    # The provider learns of it and delivers nothing more until both are done.
    eventually(lambda: [d for d in command(provider, "duty", "show", agreement)["items"] if d.get("atPeer") == "BREACHED"])
    refused = kept(consumer, agreement, "TERMINATED")
    assert "obligation[0]" in json.dumps(refused["reason"]), refused
    # The cause is repaired, a person has it tried again, and does what followed from it.
    hook.silent = False
    again = command(consumer, "duty", "retry", broken["id"])
    assert (again["state"], again["attempts"]) == ("RETRYING", 0)
    eventually(lambda: command(consumer, "duty", "show", broken["id"])["state"] == "DONE")
    assert kept(consumer, agreement, "TERMINATED")
    command(consumer, "duty", "done", agreement, penalty["path"], "--note", "done")
    eventually(lambda: {d.get("atPeer") for d in command(provider, "duty", "show", agreement)["items"]} == {"DONE"})
    kept(consumer, agreement, "COMPLETED")
    audited(provider, consumer)


def test_an_inner_address_is_no_receiver(pair, tmp_path):
    """Neither when it is written, nor when another's connector would write it into an agreement."""
    provider, consumer = pair
    for number, address in enumerate(("http://169.254.169.254/latest", "http://10.255.255.1/x", "http://[::ffff:169.254.169.254]/",
                                            "https://[fe80::1]/", "http://user@10.0.0.1/", "http://0x7f.1.1.1.example:99999/")):
        made = offer(provider, table(tmp_path, "csv"), obliging(informing(address)), f"inner{number}")
        assert made.status_code == 400, (address, made.text)
        assert "10.255" not in made.text
    # A provider whose own network is open to it: the consumer's is not.
    provider.stop()
    settings = json.loads((provider.folder / "connector.yaml").read_text())
    settings["egress"]["peer"]["networks"].append("10.255.255.0/24")
    (provider.folder / "connector.yaml").write_text(json.dumps(settings))
    provider.start()
    policy = obliging(informing("http://10.255.255.1/x", "PT2S"))
    agreement = agree(provider, consumer, table(tmp_path, "csv"), policy)
    kept(consumer, agreement)
    [broken] = eventually(lambda: duties(consumer, agreement, state="BREACHED"))
    assert "10.255.255.1" in broken["failure"]
    # What the other side is told names no reason. Without a consequence nothing is refused.
    [there] = eventually(lambda: [
        d for d in command(provider, "duty", "show", agreement)["items"] if d.get("atPeer") == "BREACHED"])
    assert "failure" not in there
    kept(consumer, agreement, "COMPLETED")


def test_without_an_address_the_provider_is_told_and_logs_hold_the_use(pair, tmp_path, receiver):
    provider, consumer = pair
    hook = receiver()
    policy = obliging(informing(None), informing(hook.url, action="tc609:logRecordSend"))
    agreement = agree(provider, consumer, table(tmp_path, "csv"), policy)
    kept(consumer, agreement)
    eventually(lambda: len(duties(consumer, agreement, state="DONE")) >= 2)
    [noticed] = provider.send("GET", "/evidence?type=duty.noticed").json()["items"]
    assert noticed["record"]["related"]["agreement"] == agreement
    assert noticed["record"]["actor"] == {"kind": "peer", "id": consumer.id}
    log = hook.came[0]["body"]["notice"]["log"]
    assert isinstance(log, list) and all(row["agreement"] == agreement for row in log)


def test_a_payment_is_metered_with_amount_and_unit(pair, tmp_path):
    provider, consumer = pair
    pay = {"action": "odrl:compensate",
           "constraint": [compared("odrl:payAmount", "eq", "5.50") | {"odrl:unit": "urn:iso:4217:CNY"}]}
    policy = {"permission": [{"action": "use"}], "obligation": [pay]}
    agreement = agree(provider, consumer, table(tmp_path, "csv"), policy)
    start(consumer, agreement)
    eventually(lambda: duties(consumer, agreement, state="DONE"))
    [metered] = consumer.send("GET", "/evidence?type=duty.performed").json()["items"]
    related = metered["record"]["related"]
    assert (related["amount"], related["unit"], related["action"]) == ("5.50", "urn:iso:4217:CNY", "compensate")
    audited(provider, consumer)


def test_a_deletion_is_done_by_its_proof(pair, tmp_path):
    provider, consumer = pair
    policy = obliging({"action": "odrl:delete", "constraint": [compared("odrl:elapsedTime", "lteq", "PT2S")]})
    agreement = agree(provider, consumer, table(tmp_path, "csv"), policy)
    kept(consumer, agreement)
    [done] = eventually(lambda: duties(consumer, agreement, state="DONE"))
    [grant] = consumer.send("GET", f"/vault?q={agreement}").json()["items"]
    proof = consumer.send("GET", f"/vault/{grant['id']}/proof").json()
    assert grant["state"] == "DESTROYED" and proof["digest"] in done["note"]
    eventually(lambda: [d for d in command(provider, "duty", "show", agreement)["items"] if d.get("atPeer") == "DONE"])
    audited(provider, consumer)


def test_a_notice_before_delivery_holds_it_back_until_it_was_taken(pair, tmp_path, receiver):
    provider, consumer = pair
    hook = receiver(failures=1)
    duty = {"action": "odrl:inform", "odrl:informedParty": hook.url}
    agreement = agree(provider, consumer, table(tmp_path, "csv"), demanding(duty))
    start(consumer, agreement)
    assert len(hook.came) == 2 and hook.came[0]["body"]["notice"]["from"] == provider.id
    [done] = duties(provider, agreement, state="DONE")
    assert done["path"] == "permission[0].duty[0]"


def test_what_was_owed_at_a_kill_is_done_after_it(pair, tmp_path, receiver):
    provider, consumer = pair
    hook = receiver(failures=10**6)
    agreement = agree(provider, consumer, table(tmp_path, "csv"), obliging(informing(hook.url)))
    kept(consumer, agreement)
    eventually(lambda: duties(consumer, agreement, state="RETRYING"))
    consumer.kill()
    hook.failures = 0
    consumer.start()
    eventually(lambda: duties(consumer, agreement, state="DONE"))
    assert len(duties(consumer, agreement)) == 1
    assert len({one["body"]["notice"]["@id"] for one in hook.came}) == 1
    audited(provider, consumer)


def one_time_code(secret, steps=0):
    """RFC 6238 with what every authenticator has: SHA-1, six digits, thirty seconds."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = int(time.time()) // 30 + steps
    mac = hmac.new(key, counter.to_bytes(8, "big"), hashlib.sha1).digest()
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start:start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


class Signed:
    """A person who signed in at a connector and has a second factor."""

    def __init__(self, party, name):
        self.party, self.name = party, name
        made = party.send("POST", "/users", {"name": name, "role": "operator"}).json()
        self.password, first = "a long pass phrase", made["password"]
        self.token = self.sign_in(first).json()["token"]
        changed = self.post("/account/password", {"old": first, "new": self.password})
        assert changed.status_code == 204, changed.text
        self.token = self.sign_in(self.password).json()["token"]

    def sign_in(self, password, **more):
        return self.party.send("POST", "/sessions", {"name": self.name, "password": password} | more)

    def post(self, path, body):
        url = f"http://127.0.0.1:{self.party.management}/api/v1{path}"
        return requests.post(url, json=body, headers={"Authorization": f"Bearer {self.token}"}, timeout=10)

    def begin(self):
        self.secret = self.post("/account/second-factor", {}).json()["secret"]
        # The code of the step before counts too, and leaves this one's for what comes.
        assert self.post("/account/second-factor/confirm", {"code": one_time_code(self.secret, -1)}).status_code == 204


def test_a_second_factor_is_asked_before_delivery_and_holds_for_a_while(pair, tmp_path):
    provider, consumer = pair
    policy = {"profile": ["urn:sluice:policy-1"], "permission": [{"action": "use", "duty": [
        {"action": "sluice:secondAuthentication", "constraint": [compared("odrl:elapsedTime", "lteq", "PT5S")]}]}]}
    agreement = agree(provider, consumer, table(tmp_path, "csv"), policy)
    refused = start(consumer, agreement, "TERMINATED")
    assert "secondAuthentication" in json.dumps(refused["reason"])
    [duty] = command(provider, "duty", "show", agreement)["items"]
    assert duty["doneBy"] == "confirmation"
    place = f"/agreements/{agreement}/duties/confirm"
    # A token is no person, and a person without a second factor confirms nothing.
    assert provider.send("POST", place, {"path": duty["path"], "code": "000000"}).status_code == 400
    assert provider.send("POST", f"/agreements/{agreement}/duties", {"path": duty["path"], "note": "x"}).status_code == 409
    ann = Signed(provider, "ann")
    assert ann.post(place, {"path": duty["path"], "code": "000000"}).status_code == 409
    ann.begin()
    wrong = f"{(int(one_time_code(ann.secret)) + 1) % 10**6:06}"
    assert ann.post(place, {"path": duty["path"], "code": wrong}).status_code == 403
    assert ann.post(place, {"path": "permission[0].duty[7]", "code": one_time_code(ann.secret)}).status_code == 404
    start(consumer, agreement, "TERMINATED")
    code = one_time_code(ann.secret)
    confirmed = ann.post(place, {"path": duty["path"], "code": code})
    assert confirmed.status_code == 201 and confirmed.json()["by"] == "ann", confirmed.text
    transfer = start(consumer, agreement, "STARTED")
    assert read(consumer, transfer).status_code == 200
    # A code is good once, and the confirmation ends.
    assert ann.post(place, {"path": duty["path"], "code": code}).status_code == 403
    time.sleep(5.5)
    refused = read(consumer, transfer)
    assert refused.status_code == 400 and "secondAuthentication" in refused.text
    start(consumer, agreement, "TERMINATED")
    # Guessing locks the account like guessing at the door, and ends the session.
    for _ in range(4):
        ann.post(place, {"path": duty["path"], "code": wrong})
    assert ann.post(place, {"path": duty["path"], "code": one_time_code(ann.secret, 1)}).status_code == 401
    eventually(lambda: "lock" in provider.send("GET", "/security-log?q=ann").text.lower())
    audited(provider)
