"""Every address that a connector serves is listed with its access, and refuses who may not call it.

`docs/endpoints.txt` is that list; `UPDATE_GOLDEN=1` writes it anew.
"""

import json
import os
import subprocess
import time

import pytest
import requests
from kit.config import REPOSITORY
from kit.pair import start_pair
from kit.process import _binary

GOLDEN = REPOSITORY / "docs" / "endpoints.txt"
ROLES = ["auditor", "approver", "operator", "owner"]
TITLE = """Every address that a connector serves: listener, method, path, who may call it.
Written by Tests/interop/test_endpoints.py; `UPDATE_GOLDEN=1` writes it anew. `public` says why nobody has to be known.

"""


def endpoints():
    done = subprocess.run([_binary(), "connector", "endpoints", "--json"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["items"]


@pytest.fixture(scope="module")
def served():
    return endpoints()


def line(endpoint):
    return f"{endpoint['listener']:<11}{endpoint['method']:<7}{endpoint['path']:<57} {endpoint['access']}"


def test_list_is_the_one_in_the_documents(served):
    text = TITLE + "\n".join(line(endpoint) for endpoint in served) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text)
    assert GOLDEN.read_text() == text, "an address or its access changed: look at it, then run with UPDATE_GOLDEN=1"


def test_nothing_is_public_without_a_reason(served):
    for endpoint in served:
        kind, _, reason = endpoint["access"].partition(": ")
        assert kind in ("public", "participant", "self-issued token", "grant", "application", "role"), endpoint
        assert kind != "public" or len(reason) > 20, endpoint
        assert kind != "role" or reason in ROLES, endpoint


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    pair = start_pair(tmp_path_factory.mktemp("access"), credentials=True)
    yield pair
    for party in pair:
        party.stop()


@pytest.fixture(scope="module")
def tokens(pair):
    """A token of every role, and one of a participant."""
    provider, _ = pair
    made = {role: provider.send("POST", "/tokens", {"name": f"any-{role}", "role": role}).json()["token"] for role in ROLES}
    return made | {"participant": "to-provider-0123456789"}


def call(party, endpoint, token):
    """The answer, once the limit for strangers lets us ask."""
    port = party.port if endpoint["listener"] == "public" else party.management
    path = endpoint["path"].replace("**", "x/y")
    for part in [part for part in path.split("/") if part.startswith("{")]:
        path = path.replace(part, "x")
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    while True:
        answer = requests.request(endpoint["method"], f"http://127.0.0.1:{port}{path}", headers=headers, timeout=10)
        if answer.status_code != 429:
            return answer
        time.sleep(float(answer.headers["Retry-After"]))


def strangers(endpoint):
    """Whose token must not open an endpoint, with the answer that each gets."""
    kind, _, role = endpoint["access"].partition(": ")
    if kind == "application":
        return [(name, {401}) for name in [None, "nonsense-token", "participant", *ROLES]]
    if kind in ("participant", "self-issued token"):
        return [(name, {401}) for name in [None, "nonsense-token", *ROLES]]
    if kind == "grant":
        return [(name, {401, 403, 404}) for name in [None, "nonsense-token", "participant", *ROLES]]
    lower = ROLES[:ROLES.index(role)]
    return [(name, {401}) for name in [None, "nonsense-token", "participant"]] + [(name, {403}) for name in lower]


def test_every_address_refuses_who_may_not_call_it(served, pair, tokens):
    provider, _ = pair
    guarded = [endpoint for endpoint in served if not endpoint["access"].startswith("public")]
    assert len(guarded) > 60
    for endpoint in guarded:
        for name, expected in strangers(endpoint):
            answer = call(provider, endpoint, tokens.get(name, name))
            assert answer.status_code in expected, (endpoint, name, answer.status_code, answer.text[:200])
    assert provider.process.poll() is None


def test_public_addresses_ask_for_nobody(served, pair):
    provider, _ = pair
    for endpoint in served:
        if endpoint["access"].startswith("public"):
            status = call(provider, endpoint, None).status_code
            assert status < 500 and status not in (401, 403), endpoint
