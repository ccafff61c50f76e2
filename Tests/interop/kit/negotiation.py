"""The compatibility kit's part in a negotiation, in both roles (DSP 2025-1, Contract Negotiation HTTPS binding)."""

from . import messages
from .config import CUT_ID, KIT_ADDRESS, KIT_ID, TCK_INITIATE_NEGOTIATION
from .pipeline import Pipeline
from .processes import NEGOTIATION, Process, UnknownProcess

OFFERS = "/negotiations/[^/]+/offers"
AGREEMENT = "/negotiations/[^/]+/agreement"
EVENTS = "/negotiations/[^/]+/events"
TERMINATION = "/negotiations/[^/]+/termination"
REQUEST = "/negotiations/request"
COUNTER_OFFER = "/negotiations/[^/]+/request"
VERIFICATION = "/negotiations/[^/]+/agreement/verification"


class NegotiationPipeline(Pipeline):
    """What both roles do. `provider_pid` and `consumer_pid` are told apart by the subclasses."""

    own_pid = None  # the member of a message that names the kit's process

    def pids(self):
        """(providerPid, consumerPid)"""
        raise NotImplementedError

    def own(self, message):
        """The kit's record of the process that a message names."""
        if self.process is None or message[self.own_pid] != self.process.id:
            raise UnknownProcess(message[self.own_pid])
        return self.process

    def moved(self, message, state):
        """Records the message and gives the ContractNegotiation to answer with."""
        self.own(message).move(state)
        return messages.negotiation(*self.pids(), state)

    def silently(self, state):
        """An action that records the message and has nothing to answer."""
        return lambda message: self.own(message).move(state)

    def terminate(self, expect_error=False):
        self.pause()
        url = f"{self.process.callback}/negotiations/{self.process.peer_id}/termination"
        self.tck.post(url, messages.negotiation_termination(*self.pids()), expect_error)
        if not expect_error:
            self.process.move("TERMINATED")
        return self

    def expect_termination_answered(self):
        """The handler stays after use: the compatibility kit fails to remove it."""
        return self.expect(TERMINATION, lambda m: self.moved(m, "TERMINATED"), keep=True)

    def verify(self, state):
        """One look at the connector's state, 100 ms after the last step, without polling."""
        self.pause()
        reply = self.tck.get(f"{self.process.callback}/negotiations/{self.process.peer_id}")
        assert reply.json["@type"] == "ContractNegotiation"
        assert reply.state == state, f"the connector is in {reply.state}, not in {state}"
        return self


class AsConsumer(NegotiationPipeline):
    """The kit is the consumer; the connector under test provides (tests CN)."""

    own_pid = "consumerPid"

    def pids(self):
        return self.process.peer_id, self.process.id

    def request(self, dataset):
        """Sends the request. The kit is in REQUESTED only after the answer has arrived."""
        self.process = Process(NEGOTIATION, callback=self.base)
        offer = messages.request_offer(f"CD123:{dataset}:456", dataset)
        message = messages.contract_request(self.process.id, offer, callback=KIT_ADDRESS)
        reply = self.tck.post(f"{self.base}{REQUEST}", message)
        assert reply.json["@type"] == "ContractNegotiation"
        self.digest()
        self.process.peer_id = reply.json["providerPid"]
        self.process.move("REQUESTED")
        return self

    def counter_offer(self, dataset, expect_error=False):
        """A counter-offer has an assignee but no assigner, both pids and no callback address."""
        provider_pid, consumer_pid = self.pids()
        offer = messages.policy_offer(f"CD123:{dataset}:456", dataset, assignee=KIT_ID)
        message = messages.contract_request(consumer_pid, offer, provider_pid=provider_pid)
        if not expect_error:
            self.process.move("REQUESTED")
        self.tck.post(f"{self.base}/negotiations/{provider_pid}/request", message, expect_error)
        return self

    def accept(self):
        self.process.move("ACCEPTED")
        url = f"{self.base}/negotiations/{self.process.peer_id}/events"
        self.tck.post(url, messages.event(*self.pids(), "ACCEPTED"))
        return self

    def send_verification(self, expect_error=False):
        self.pause()
        if not expect_error:
            self.process.move("VERIFIED")
        url = f"{self.base}/negotiations/{self.process.peer_id}/agreement/verification"
        self.tck.post(url, messages.verification(*self.pids()), expect_error)
        return self

    def expect_offer(self):
        """The handler stays after use: the compatibility kit fails to remove it."""
        return self.expect(OFFERS, lambda m: self.moved(m, "OFFERED"), keep=True)

    def expect_agreement(self):
        return self.expect(AGREEMENT, self.silently("AGREED"))

    def expect_finalized(self):
        return self.expect(EVENTS, self.silently("FINALIZED"))

    def expect_termination(self):
        """Takes a termination of any process, as the compatibility kit does, and answers with an empty body."""
        return self.expect(TERMINATION, lambda message: self.process.move("TERMINATED"), keep=True)


class AsProvider(NegotiationPipeline):
    """The kit is the provider; the connector under test consumes (tests CN_C)."""

    own_pid = "providerPid"
    dataset = None

    def pids(self):
        return self.process.id, self.process.peer_id

    def expect_request(self):
        return self.expect(REQUEST, self.requested)

    def requested(self, message):
        """The record begins with the connector's request, and already answers REQUESTED."""
        offer_id = message["offer"]["@id"]
        assert offer_id.startswith("offer"), f"the offer id was not taken over: {offer_id}"
        self.dataset, self.offer_id = offer_id.removeprefix("offer"), offer_id
        self.process = Process(NEGOTIATION, "REQUESTED", message["consumerPid"], message["callbackAddress"])
        return messages.negotiation(*self.pids(), "REQUESTED")

    def initiate(self, dataset):
        """Asks the connector to begin; the request may come before or after this call is answered."""
        order = {"datasetId": dataset, "providerId": KIT_ID, "offerId": f"offer{dataset}"}
        order["connectorAddress"] = KIT_ADDRESS
        self.tck.post(TCK_INITIATE_NEGOTIATION, order)
        return self

    def offer(self, expect_error=False):
        terms = messages.policy_offer(self.offer_id, self.dataset, CUT_ID, KIT_ID)
        message = messages.contract_offer(self.process.id, terms, self.process.peer_id)
        return self.tell("offers", message, "OFFERED", expect_error)

    def agree(self, expect_error=False):
        """The compatibility kit adds its callback address, which the specification does not list here."""
        terms = messages.agreement(self.dataset, CUT_ID, KIT_ID)
        message = messages.contract_agreement(*self.pids(), terms, callback=KIT_ADDRESS)
        return self.tell("agreement", message, "AGREED", expect_error)

    def finalize(self, expect_error=False):
        return self.tell("events", messages.event(*self.pids(), "FINALIZED"), "FINALIZED", expect_error)

    def tell(self, step, message, state, expect_error):
        """Sends, and moves the kit's record only after the answer: the connector must not overtake it."""
        self.tck.post(f"{self.process.callback}/negotiations/{self.process.peer_id}/{step}", message, expect_error)
        if not expect_error:
            self.digest()
            self.process.move(state)
        return self

    def expect_counter_offer(self):
        return self.expect(COUNTER_OFFER, lambda m: self.moved(m, "REQUESTED"))

    def expect_accepted(self):
        return self.expect(EVENTS, self.silently("ACCEPTED"))

    def expect_verification(self):
        return self.expect(VERIFICATION, self.silently("VERIFIED"))
