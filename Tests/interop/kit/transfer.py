"""The compatibility kit's part in a transfer, in both roles (DSP 2025-1, Transfer Process HTTPS binding)."""

from . import messages
from .config import KIT_ADDRESS, KIT_ID, TCK_INITIATE_TRANSFER
from .pipeline import Pipeline
from .processes import TRANSFER, Process, UnknownProcess

FORMAT = "HttpData-PULL"
REQUEST = "/transfers/request"


def step_path(step):
    return f"/transfers/[^/]+/{step}"


class TransferPipeline(Pipeline):
    """What both roles do."""

    own_pid = None  # the member of a message that names the kit's process

    def pids(self):
        """(providerPid, consumerPid)"""
        raise NotImplementedError

    def moved(self, message, state):
        """Records the message and gives the TransferProcess to answer with."""
        if self.process is None or message[self.own_pid] != self.process.id:
            raise UnknownProcess(message[self.own_pid])
        self.process.move(state)
        return messages.transfer(*self.pids(), state)

    # A start, completion or suspension that comes too early gets 409 and loses its handler for good.

    def expect_start(self):
        return self.expect(step_path("start"), lambda m: self.moved(m, "STARTED"), conflict=True)

    def expect_completion(self):
        return self.expect(step_path("completion"), lambda m: self.moved(m, "COMPLETED"), conflict=True)

    def expect_suspension(self):
        return self.expect(step_path("suspension"), lambda m: self.moved(m, "SUSPENDED"), conflict=True)

    def expect_termination(self):
        return self.expect(step_path("termination"), lambda m: self.moved(m, "TERMINATED"))

    def start(self, expect_error=False):
        address = None if expect_error else messages.data_address()
        return self.tell("start", messages.transfer_start(*self.pids(), address), "STARTED", expect_error)

    def complete(self, expect_error=False):
        return self.tell("completion", messages.transfer_completion(*self.pids()), "COMPLETED", expect_error)

    def suspend(self, expect_error=False):
        return self.tell("suspension", messages.transfer_suspension(*self.pids()), "SUSPENDED", expect_error)

    def terminate(self):
        return self.tell("termination", messages.transfer_termination(*self.pids()), "TERMINATED", False)

    def tell(self, step, message, state, expect_error):
        """Sends, and moves the kit's record only after the answer."""
        self.tck.post(f"{self.process.callback}/transfers/{self.process.peer_id}/{step}", message, expect_error)
        if not expect_error:
            self.digest()
            self.process.move(state)
        return self

    def verify(self, state):
        """Looks at the connector's state every 100 ms, up to the default wait; a look that is refused fails at once."""
        self._poll(lambda: self.look() == state, f"the connector to be in {state}")
        return self

    def look(self):
        reply = self.tck.get(f"{self.process.callback}/transfers/{self.process.peer_id}")
        assert reply.json["@type"] == "TransferProcess"
        return reply.state


class AsConsumer(TransferPipeline):
    """The kit is the consumer; the connector under test provides (tests TP)."""

    own_pid = "consumerPid"

    def pids(self):
        return self.process.peer_id, self.process.id

    def request(self, agreement_id):
        """Sends the request. The kit is in REQUESTED only after the answer has arrived."""
        self.process = Process(TRANSFER, callback=self.base)
        message = messages.transfer_request(self.process.id, agreement_id, KIT_ADDRESS, FORMAT)
        reply = self.tck.post(f"{self.base}{REQUEST}", message)
        assert reply.json["@type"] == "TransferProcess"
        self.digest()
        self.process.peer_id = reply.json["providerPid"]
        self.process.move("REQUESTED")
        return self


class AsProvider(TransferPipeline):
    """The kit is the provider; the connector under test consumes (tests TP_C)."""

    own_pid = "providerPid"

    def pids(self):
        return self.process.id, self.process.peer_id

    def expect_request(self):
        return self.expect(REQUEST, self.requested)

    def requested(self, message):
        self.process = Process(TRANSFER, "REQUESTED", message["consumerPid"], message["callbackAddress"])
        return messages.transfer(*self.pids(), "REQUESTED")

    def initiate(self, agreement_id):
        """Asks the connector to begin; the request may come before or after this call is answered."""
        order = {"providerId": KIT_ID, "agreementId": agreement_id, "format": FORMAT, "connectorAddress": KIT_ADDRESS}
        self.tck.post(TCK_INITIATE_TRANSFER, order)
        return self
