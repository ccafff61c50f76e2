"""A connector in its normal behaviour, its owner, and a peer: what the tests of whole flows stand on."""

import time
from uuid import uuid4

from . import messages, timing
from .client import DspClient
from .config import Profile
from .flows import Pids, await_state
from .management import Owner, Published
from .peer import Answer, Peer
from .process import ConnectorProcess


class NormalSpace:
    """Starts everything; `peer` is the server of `profile.peer`, `dsp` its client."""

    def __init__(self, folder, schemas):
        self.profile = Profile.create(folder)
        self.peer = Peer(self.profile.peer_port, schemas)
        self.connector = ConnectorProcess(self.profile.write(), self.profile.root, folder / "connector.log")
        try:
            self.connector.start()
        except BaseException:
            self.peer.close()
            raise
        self.dsp = DspClient(self.profile.base, f"Bearer {self.profile.token_in}", schemas)
        self.owner = Owner(self.profile.management, self.profile.token_file.read_text().strip())

    def close(self):
        self.connector.stop()
        self.peer.close()

    def publish(self, content=b"year,month\n2013,1\n", mode="automatic", policy=None):
        """Publishes a new file and looks up, as the peer, under which offer it is to be had."""
        file = self.profile.folder / f"{uuid4()}.csv"
        file.write_bytes(content)
        dataset = self.owner.publish(file, f"Test {file.stem}", mode, policy)
        found = self.dsp.get(f"/catalog/datasets/{dataset}")
        assert found.status == 200, found.content
        return Published(dataset, found.json["hasPolicy"][0]["@id"], content)

    # The peer as consumer.

    def request(self, published, permission=messages.USE):
        """The peer asks for a contract; returns the answer."""
        offer = messages.request_offer(published.offer, published.dataset, permission)
        message = messages.contract_request(messages.pid(), offer, callback=self.profile.peer_address)
        return self.dsp.post("/negotiations/request", message)

    def open(self, published):
        reply = self.request(published)
        assert reply.status == 201, reply.content
        return Pids(reply.json["providerPid"], reply.json["consumerPid"])

    def agree(self, published):
        """Goes all the way to FINALIZED as a consumer; returns the agreement's message."""
        pids = self.open(published)
        agreed = self.message("ContractAgreementMessage", pids)
        self.tell(pids, "agreement/verification", messages.verification(*pids))
        await_state(self.dsp, f"/negotiations/{pids.provider}", "FINALIZED")
        return agreed

    def tell(self, pids, step, message, process="negotiations"):
        reply = self.dsp.post(f"/{process}/{pids.provider}/{step}", message)
        assert reply.status == 200, reply.content
        return reply

    def message(self, kind, pids, count=1):
        """The `count`-th message of a type that the peer got about a process."""
        deadline = time.monotonic() + timing.DEFAULT_WAIT
        while time.monotonic() < deadline:
            bodies = [received.json for received in self.peer.received(kind)]
            ours = [body for body in bodies if (body.get("providerPid"), body.get("consumerPid")) == tuple(pids)]
            if len(ours) >= count:
                return ours[count - 1]
            time.sleep(timing.POLL)
        raise AssertionError(f"no {kind} about {pids}; received {[m.kind for m in self.peer.received()]}")

    # The peer as provider.

    def awaits(self, path, build):
        """Has the peer take an opening message of the connector's, as a provider with a pid of its own."""
        provider_pid = messages.pid()
        self.peer.on(path, lambda received: Answer(201, build(provider_pid, received.json["consumerPid"], "REQUESTED")))
        return provider_pid

    def owner_sees(self, kind, name, state):
        """Waits until the management API shows a process in `state`; returns its description."""
        deadline = time.monotonic() + timing.DEFAULT_WAIT
        while (shown := self.owner.get(kind, name))["state"] != state:
            assert time.monotonic() < deadline, f"the owner sees {shown}, expected {state}"
            time.sleep(timing.POLL)
        return shown
