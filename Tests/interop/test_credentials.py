"""Three nodes of ours: an operator that issues memberships, and two members that know each other by DID only."""

import json
import os
import subprocess
import threading
import time
import uuid

import pytest
import requests
from kit.config import REPOSITORY, free_port
from kit.pair import Connector, TEST_VARIABLES
from kit.process import _binary

MEMBERSHIP = "MembershipCredential"


class Member(Connector):
    """A node that is known by the DID of its own address."""

    def __init__(self, folder, name):
        super().__init__(folder, name)
        self.id = f"did:web:localhost%3A{self.port}"

    @property
    def address(self):
        return f"http://localhost:{self.port}/dsp/2025-1"

    def settle(self, **more):
        self.folder.mkdir(parents=True)
        (self.folder / "connector.yaml").write_text(json.dumps({
            "participant": {"id": self.id, "name": self.name}, "data": "data", "log": "info",
            "public": {"bind": f"127.0.0.1:{self.port}", "url": f"http://localhost:{self.port}"},
            "management": {"bind": f"127.0.0.1:{self.management}"}, "identity": {"httpForLocalhost": True},
            "egress": {"peer": {"networks": ["127.0.0.0/8", "::1/128"]}}, **more}))
        self.start()
        return self

    def does(self, *words, code=0):
        """A command of the owner; its JSON."""
        config = ["--config", str(self.folder / "connector.yaml"), "--json"]
        environment = {name: value for name, value in os.environ.items() if name not in TEST_VARIABLES}
        done = subprocess.run([_binary(), *words, *config], capture_output=True, text=True, timeout=60, env=environment)
        assert done.returncode == code, (words, done.stdout, done.stderr)
        return json.loads(done.stdout) if done.stdout.strip() else None

    def metric(self, name):
        token = (self.folder / "data" / "owner-token").read_text().strip()
        text = requests.get(f"http://127.0.0.1:{self.management}/metrics", timeout=5,
                            headers={"Authorization": f"Bearer {token}"}).text
        return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith(name)}


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    folder = tmp_path_factory.mktemp("space")
    operator, provider, consumer = (Member(folder / name, name) for name in ("operator", "provider", "consumer"))
    operator.settle(issuer={"credentials": [{"type": MEMBERSHIP, "approval": "manual", "claims": ["space=test"]}]})
    trust = [{"issuer": operator.id, "types": [MEMBERSHIP]}]
    # Statuses are read with every message, so that the tests need not wait for a minute.
    claims = {"status": "0s", "operands": [{"operand": "level", "claim": "MembershipCredential.level"}]}
    provider.settle(claims=claims, peers=[{"id": consumer.id, "address": consumer.address}])
    consumer.settle(trust=trust, claims=claims, peers=[{"id": provider.id, "address": provider.address}],
                    sts={"clients": [{"id": "program", "secret": "program-secret"}]})
    yield operator, provider, consumer
    for party in (operator, provider, consumer):
        party.stop()


def until(look, seconds=15):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.1)
    pytest.fail("it did not happen")


@pytest.fixture(scope="module")
def members(space):
    """Both have a credential: asked for, approved by a person, delivered."""
    operator, provider, consumer = space
    provider.does("trust", "add", operator.id, MEMBERSHIP)
    for member, level in ((provider, "silver"), (consumer, "gold")):
        asked = member.does("credential", "request", MEMBERSHIP, "--from", operator.id)
        assert asked["state"] == "requested"
        waiting = until(lambda: operator.does("credential", "requests", "--received", "--state", "received")["items"])
        assert [request["holder"] for request in waiting] == [member.id]
        operator.does("credential", "approve", waiting[0]["id"], "--claim", f"level={level}")
        held = until(lambda: member.does("credential", "list")["items"])
        assert held[0]["types"] == [MEMBERSHIP] and held[0]["subject"]["level"] == level
        assert held[0]["subject"]["space"] == "test" and held[0]["issuer"] == operator.id
        assert [request["state"] for request in member.does("credential", "requests")["items"]] == ["issued"]
    return space


def publish(provider, name, **more):
    file = provider.folder / f"{name}.csv"
    file.write_text("a,b\n1,2\n")
    resource = provider.send("POST", "/resources", {"name": name, "source": {"type": "file", "path": str(file)}}).json()
    provider.send("POST", "/products", {"resource": resource["id"], "id": name, "title": name})
    body = {"product": name, "policy": {"permission": [{"action": "use"}]}, **more}
    answer = provider.send("POST", "/offers", body)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def negotiate(consumer, provider, name):
    started = consumer.does("negotiation", "start", provider.id, name, "--wait", "--timeout", "20")
    return started


def test_a_negotiation_on_credentials_and_what_it_costs(members):
    operator, provider, consumer = members
    publish(provider, "first")
    assert negotiate(consumer, provider, "first")["state"] == "FINALIZED"
    proven = provider.does("credential", "participants")["items"]
    assert [p["did"] for p in proven] == [consumer.id]
    assert proven[0]["claims"]["MembershipCredential.level"] == ["gold"]
    before = {party.name: party.metric("sluice_claims_requests_total").get('sluice_claims_requests_total{kind="presentation"}', 0)
              for party in (provider, consumer)}
    publish(provider, "second")
    assert negotiate(consumer, provider, "second")["state"] == "FINALIZED"
    for party in (provider, consumer):
        now = party.metric("sluice_claims_requests_total").get('sluice_claims_requests_total{kind="presentation"}', 0)
        assert now == before[party.name], "a presentation counts for many messages"


def test_claims_decide_who_is_accepted(members):
    operator, provider, consumer = members
    rules = {"claims": {"MembershipCredential.level": ["platinum"]}, "otherwise": "refuse"}
    publish(provider, "exclusive", mode="rules", rules=rules)
    ended = consumer.send("POST", "/negotiations", {"peer": provider.id, "dataset": "exclusive", "offer": offer(consumer, provider, "exclusive")}).json()
    assert consumer.until(f"/negotiations/{ended['id']}", "TERMINATED", "FINALIZED")["state"] == "TERMINATED"
    rules["claims"]["MembershipCredential.level"] = ["gold"]
    publish(provider, "welcome", mode="rules", rules=rules)
    assert negotiate(consumer, provider, "welcome")["state"] == "FINALIZED"


def offer(consumer, provider, name):
    from urllib.parse import quote
    found = consumer.send("GET", f"/peers/{quote(provider.id, safe='')}/datasets/{name}").json()
    return found["hasPolicy"][0]


def catalogue(consumer, provider):
    from urllib.parse import quote
    return consumer.send("GET", f"/peers/{quote(provider.id, safe='')}/catalog").status_code


def own_token(member, audience):
    """A self-issued token of the member for somebody, with an access token to its membership."""
    form = {"grant_type": "client_credentials", "client_id": "program", "client_secret": "program-secret",
            "audience": audience, "bearer_access_scope": f"org.eclipse.dspace.dcp.vc.type:{MEMBERSHIP}:read"}
    answer = requests.post(f"http://127.0.0.1:{member.management}/sts/token", data=form, timeout=10)
    assert answer.status_code == 200, answer.text
    return answer.json()["access_token"]


def test_of_fifty_replays_of_one_message_at_once_one_begins_a_negotiation(members):
    _, provider, consumer = members
    publish(provider, "replayed")
    terms = offer(consumer, provider, "replayed")
    token, statuses = own_token(consumer, provider.id), []

    def replay():
        # Each is a message of its own; only the token is the same.
        body = {
            "@context": ["https://w3id.org/dspace/2025/1/context.jsonld"], "@type": "ContractRequestMessage",
            "consumerPid": f"urn:uuid:{uuid.uuid4()}", "callbackAddress": consumer.address,
            "offer": {"@type": "Offer", "@id": terms["@id"], "target": "replayed", "permission": [{"action": "use"}]},
        }
        answer = requests.post(f"{provider.address}/negotiations/request", json=body, timeout=30,
                               headers={"Authorization": f"Bearer {token}"})
        statuses.append((answer.status_code, answer.text))

    threads = [threading.Thread(target=replay) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for status, _ in statuses) == [201] + [401] * 49, statuses
    begun = [item for item in provider.all("negotiations") if item["dataset"] == "replayed"]
    assert len(begun) == 1, begun
    # A message that is refused has used its token up as well.
    token = own_token(consumer, provider.id)
    ask = lambda: requests.get(f"{provider.address}/negotiations/urn:none", timeout=10,  # noqa: E731
                               headers={"Authorization": f"Bearer {token}"}).status_code
    assert [ask(), ask()] == [404, 401]
    assert token not in (provider.folder / "log").read_text()


def test_suspended_resumed_and_revoked(members):
    operator, provider, consumer = members
    issued = [c for c in operator.does("credential", "list", "--issued")["items"] if c["holder"] == consumer.id]
    assert len(issued) == 1 and issued[0]["state"] == "active"
    assert catalogue(consumer, provider) == 200
    operator.does("credential", "suspend", issued[0]["id"], "--reason", "unpaid")
    assert catalogue(consumer, provider) == 502, "the provider lets nobody in whose credential is suspended"
    operator.does("credential", "resume", issued[0]["id"])
    assert catalogue(consumer, provider) == 200
    revoked = operator.does("credential", "revoke", issued[0]["id"], "--reason", "left")
    assert revoked["state"] == "revoked" and revoked["reason"] == "left"
    assert catalogue(consumer, provider) == 502
    operator.does("credential", "resume", issued[0]["id"], code=5)
    assert "revoked" in (provider.folder / "log").read_text()
    # A new credential lets it in again: issued without being asked, by an issuer that the holder trusts.
    operator.does("credential", "issue", MEMBERSHIP, "--to", consumer.id, "--claim", "level=gold")
    until(lambda: len(consumer.does("credential", "list")["items"]) == 2)
    assert catalogue(consumer, provider) == 200


def test_an_offer_and_a_rejected_request(members):
    operator, provider, consumer = members
    operator.does("credential", "offer", MEMBERSHIP, "--to", consumer.id, "--reason", "reissue")
    offers = until(lambda: consumer.does("credential", "offers")["items"])
    assert offers[0]["issuer"] == operator.id
    assert {o["credentialType"] for o in offers[0]["credentials"]} == {MEMBERSHIP}
    consumer.does("credential", "request", MEMBERSHIP, "--from", operator.id, "--profile", "vc11-sl2021/jwt")
    waiting = until(lambda: operator.does("credential", "requests", "--received", "--state", "received")["items"])
    rejected = operator.does("credential", "reject", waiting[0]["id"], "--reason", "one is enough")
    assert rejected["state"] == "rejected"


def test_nobody_is_trusted_who_is_not_on_the_list(members):
    operator, provider, consumer = members
    provider.does("trust", "remove", operator.id)
    assert provider.does("trust", "list")["items"] == []
    # What was presented before still counts until it is asked for again, at most its five minutes.
    provider.does("trust", "add", operator.id, MEMBERSHIP)
    assert [entry["issuer"] for entry in provider.does("trust", "list")["items"]] == [operator.id]
    consumer.does("trust", "remove", operator.id, code=5)


def test_evidence_of_issuing(members):
    operator, _, _ = members
    types = {entry["record"]["type"] for entry in operator.send("GET", "/evidence?limit=500").json()["items"]}
    assert {"credentialRequest.received", "credentialRequest.approved", "credential.issued", "credential.suspended",
            "credential.resumed", "credential.revoked"} <= types


def test_an_open_use_ends_with_the_credential_that_opened_it(members):
    operator, provider, consumer = members
    file = provider.folder / "long.bin"
    file.write_bytes(bytes(64 << 20))
    resource = provider.send("POST", "/resources", {"name": "long", "source": {"type": "file", "path": str(file)}}).json()
    provider.send("POST", "/products", {"resource": resource["id"], "id": "long", "title": "long"})
    assert provider.send("POST", "/offers", {"product": "long", "policy": {"permission": [{"action": "use"}]}}).ok
    agreement = negotiate(consumer, provider, "long")["agreement"]
    started = consumer.send("POST", "/transfers", {"agreement": agreement, "sink": {"type": "application"}}).json()
    consumer.until(f"/transfers/{started['id']}", "STARTED")
    address = consumer.send("GET", f"/transfers/{started['id']}/address").json()["dataAddress"]
    facts = {item["name"]: item["value"] for item in address["endpointProperties"]}
    headers = {"Authorization": f"Bearer {facts['authorization']}"}
    assert requests.get(address["endpoint"], headers=headers | {"Range": "bytes=0-9"}, timeout=10).status_code == 206
    flow = requests.get(address["endpoint"], headers=headers, stream=True, timeout=60)
    chunks = flow.iter_content(1 << 16)
    assert flow.status_code == 200 and next(chunks)
    (issued,) = [c for c in operator.does("credential", "list", "--issued")["items"]
                 if c["holder"] == consumer.id and c["state"] == "active"]
    operator.does("credential", "revoke", issued["id"], "--reason", "left")
    # Within the minute that is promised; a look is made every 25 s.
    ended = consumer.until(f"/transfers/{started['id']}", "TERMINATED", seconds=60)
    assert "revoked" in json.dumps(ended)
    read = 1 << 16
    with pytest.raises(requests.RequestException):
        for chunk in chunks:
            read += len(chunk)
        assert read == 64 << 20
    assert read < 64 << 20, "the flow was cut"
    assert requests.get(address["endpoint"], headers=headers, timeout=10).status_code in (401, 403)


def test_a_use_in_the_vault_ends_with_the_credential_on_which_the_terms_rest(members, tmp_path):
    operator, provider, consumer = members
    operator.does("credential", "issue", MEMBERSHIP, "--to", consumer.id, "--claim", "level=gold")
    until(lambda: catalogue(consumer, provider) == 200)
    content = bytes(64 << 20)
    file = tmp_path / "rest.bin"
    file.write_bytes(content)
    resource = provider.send("POST", "/resources", {"name": "rest", "source": {"type": "file", "path": str(file)}}).json()
    provider.send("POST", "/products", {"resource": resource["id"], "id": "rest", "title": "rest"})
    policy = {"permission": [{"action": "use", "constraint": [
        {"leftOperand": "level", "operator": "eq", "rightOperand": "gold"}]}], "prohibition": [{"action": "distribute"}]}
    offered = provider.send("POST", "/offers", {"product": "rest", "policy": policy})
    assert offered.status_code == 201, offered.text
    agreement = negotiate(consumer, provider, "rest")["agreement"]
    transfer = consumer.send("POST", "/transfers", {"agreement": agreement}).json()
    consumer.until(f"/transfers/{transfer['id']}", "COMPLETED")
    (grant,) = consumer.send("GET", f"/vault?q={agreement}").json()["items"]
    token = consumer.send("POST", "/apps", {"id": "urn:app:claims", "version": "1"}).json()["token"]
    url = f"http://127.0.0.1:{consumer.management}/use/v1/grants/{grant['id']}/content"
    headers = {"Authorization": f"Bearer {token}"}

    def once():
        return requests.get(url, headers=headers | {"Range": "bytes=0-9"}, timeout=10)

    until(lambda: once().status_code == 206)
    flow = requests.get(url, headers=headers, stream=True, timeout=90)
    chunks = flow.iter_content(1 << 16)
    assert next(chunks)
    (issued,) = [c for c in operator.does("credential", "list", "--issued")["items"]
                 if c["holder"] == consumer.id and c["state"] == "active"]
    operator.does("credential", "suspend", issued["id"], "--reason", "unpaid")
    # A look is made every 25 s; what it finds counts at once.
    (refused,) = until(lambda: (answer := once()).status_code != 206 and [answer], seconds=60)
    assert refused.json()["error"]["code"] == "refused", refused.text
    with pytest.raises(requests.RequestException):
        assert sum(map(len, chunks)) < len(content) - (1 << 16)
        raise AssertionError("the stream ended as if it were whole")
    operator.does("credential", "resume", issued["id"])
    until(lambda: once().status_code == 206, seconds=60)
    # What we take out of the wallet counts no longer at once.
    for held in consumer.does("credential", "list")["items"]:
        consumer.send("DELETE", f"/wallet/credentials/{held['id']}")
    until(lambda: once().status_code != 206)
    operator.does("credential", "issue", MEMBERSHIP, "--to", consumer.id, "--claim", "level=gold")
    until(lambda: once().status_code == 206)
