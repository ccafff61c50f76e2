"""Two connectors of ours that do business with each other, each a process with a folder of its own."""

import json
import os
import signal
import subprocess
import time

import requests

from .config import REPOSITORY, free_port
from .process import _binary

# A debug build opens its database and both listeners well within this on a loaded machine.
START_SECONDS = 20
TEST_VARIABLES = {"SLUICE_FAULTS", "SLUICE_GO_CACHE", "SLUICE_KILLS", "SLUICE_SEED"}


# The verifier key of a log that nobody has: a node that witnesses one serves the witness's addresses.
SOME_LOG = "witnessed.invalid/log+3d33a7fc+AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g"


class Connector:
    """One party with its folder, restarted after every kill."""

    def __init__(self, folder, name, tls=None, credentials=False):
        """`tls` is a certificate that signs itself, with its key; `credentials` lets it issue, hold and verify them."""
        self.folder, self.name, self.id, self.tls = folder, name, f"urn:crash:{name}", tls
        self.port, self.management = free_port(), free_port()
        self.credentials = credentials
        if credentials:
            self.id = f"did:web:localhost%3A{self.port}"
        self.process = None

    @property
    def address(self):
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}/dsp/2025-1"

    def configure(self, other, token_in, token_out):
        self.folder.mkdir()
        public, trust = {"bind": f"127.0.0.1:{self.port}"}, {}
        if self.tls:
            certificate, key = map(str, self.tls)
            public["tls"], trust = {"certificate": certificate, "key": key}, {"certificateAuthorities": certificate}
        (self.folder / "connector.yaml").write_text(json.dumps({
            "participant": {"id": self.id}, "data": "data", "log": "warning",
            "public": public, "management": {"bind": f"127.0.0.1:{self.management}"},
            "peers": [{"id": other.id, "address": other.address, "tokenIn": token_in, "tokenOut": token_out}],
            "egress": {"peer": {"networks": ["127.0.0.0/8"]}} | trust,
            **({"issuer": {"credentials": [{"type": "MembershipCredential"}]},
                "evidence": {"witness": {"logs": [SOME_LOG]}},
                "sts": {"clients": [{"id": "program", "secret": "program-secret"}]}} if self.credentials else {}),
        }))

    def start(self):
        log = open(self.folder / "log", "ab")
        command = [_binary(), "connector", "run", "--config", str(self.folder / "connector.yaml")]
        # The tests' own variables are no configuration: the connector refuses names that it does not know.
        environment = {name: value for name, value in os.environ.items() if name not in TEST_VARIABLES}
        self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=REPOSITORY, env=environment)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, (self.folder / "log").read_text()[-2000:]
            try:
                if requests.get(f"http://127.0.0.1:{self.management}/health/ready", timeout=1).ok:
                    return
            except requests.RequestException:
                time.sleep(0.02)
        raise RuntimeError(f"{self.name} did not start")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def send(self, method, path, body=None):
        token = (self.folder / "data" / "owner-token").read_text().strip()
        url = f"http://127.0.0.1:{self.management}/api/v1{path}"
        return requests.request(method, url, json=body, headers={"Authorization": f"Bearer {token}"}, timeout=5)

    def all(self, kind):
        found, cursor = [], ""
        while True:
            page = self.send("GET", f"/{kind}?limit=500{cursor}").json()
            found += page["items"]
            if page["next"] is None:
                return found
            cursor = f"&cursor={page['next']}"

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            assert self.process.wait() == 0, "a connector that is asked to stop ends well, its database closed"

    def until(self, path, *states, seconds=20):
        """The process at `path` once it is in one of the states."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            shown = self.send("GET", path).json()
            if shown.get("state") in states:
                return shown
            time.sleep(0.02)
        raise AssertionError(f"{path} is {shown.get('state')}, not {states}: {shown}")

    def until_bundle(self, agreement, seconds=20):
        """The bundle of an agreement once the log has signed all its entries."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            answer = self.send("GET", f"/agreements/{agreement}/bundle")
            if answer.ok:
                return answer.json()
            time.sleep(0.1)
        raise AssertionError(answer.text)


def start_pair(folder, tls=None, credentials=False):
    """A provider and a consumer that know each other."""
    provider, consumer = (Connector(folder / name, name, tls, credentials) for name in ("provider", "consumer"))
    provider.configure(consumer, "to-provider-0123456789", "to-consumer-0123456789")
    consumer.configure(provider, "to-consumer-0123456789", "to-provider-0123456789")
    for party in (provider, consumer):
        party.start()
    return provider, consumer


def publish(provider, folder, name="crash-data", policy=None):
    """Publishes a file of one MiB; returns the offer's id."""
    content = folder / f"{name}.bin"
    content.write_bytes(bytes(range(256)) * 4096)
    source = {"type": "file", "path": str(content)}
    resource = provider.send("POST", "/resources", {"name": name, "source": source}).json()
    provider.send("POST", "/products", {"resource": resource["id"], "id": name, "title": name})
    terms = policy or {"permission": [{"action": "use"}]}
    return provider.send("POST", "/offers", {"product": name, "policy": terms}).json()["id"]


def agree(provider, consumer, offer, dataset="crash-data"):
    """A finalized agreement's id."""
    terms = {"@id": offer, "permission": [{"action": "use"}]}
    started = consumer.send("POST", "/negotiations", {"peer": provider.id, "dataset": dataset, "offer": terms}).json()
    ended = consumer.until(f"/negotiations/{started['id']}", "FINALIZED", "TERMINATED")
    assert ended["state"] == "FINALIZED", ended
    return ended["agreement"]
