"""What an agreement demands of the data is done to them on their way, and what it demands first is done before."""

import csv
import hashlib
import io
import json
import sqlite3
import time

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
