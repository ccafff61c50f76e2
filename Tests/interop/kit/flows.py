"""Ways to bring a process to a certain state, for tests of what happens there.

They use the connector's profile for the compatibility kit, in which its steps are scripted per dataset and
agreement.
"""

import time
from dataclasses import dataclass

import requests

from . import messages, timing
from .config import KIT_ADDRESS, KIT_ID, TCK_INITIATE_NEGOTIATION, TCK_INITIATE_TRANSFER
from .peer import Answer

# What to ask for so that the connector takes the negotiation here, and then keeps still.
SILENT_IN_REQUESTED = "ACN0202"
SILENT_IN_OFFERED = "ACN0204"
SILENT_IN_ACCEPTED = "ACN0303"
SILENT_IN_AGREED = "ACN0203"
TO_THE_END = "ACN0104"
TRANSFER_SILENT = "ATP0205"
TRANSFER_STARTED = "ATP0201"
# The agreement of the disabled test TP:02-04, in which the consumer resumes.
TRANSFER_RESUMED = "ATP0204"


@dataclass(frozen=True)
class Pids:
    provider: str
    consumer: str

    def __iter__(self):
        return iter((self.provider, self.consumer))


def welcome(peer):
    """Lets the peer take every message, as a connector that always agrees."""
    peer.on("/negotiations/.*", lambda received: Answer(200, _answer(received.json, messages.negotiation)))
    peer.on("/transfers/.*", lambda received: Answer(200, _answer(received.json, messages.transfer)))


def _answer(message, build):
    provider_pid = message.get("providerPid") or messages.pid()
    consumer_pid = message.get("consumerPid") or messages.pid()
    return build(provider_pid, consumer_pid, "REQUESTED")


def offer_id(dataset):
    """The id under which the profile publishes a dataset's offer."""
    return f"CD123:{dataset}:456"


def initial_request(dataset, **changes):
    """A ContractRequestMessage as a new consumer sends it."""
    offer = messages.request_offer(offer_id(dataset), dataset)
    return messages.contract_request(messages.pid(), offer, callback=KIT_ADDRESS) | changes


def transfer_request(agreement_id, **changes):
    return messages.transfer_request(messages.pid(), agreement_id, KIT_ADDRESS) | changes


def open_negotiation(dsp, dataset):
    """Sends a request and returns the process ids."""
    reply = dsp.post("/negotiations/request", initial_request(dataset))
    assert reply.status == 201, reply.content
    return Pids(reply.json["providerPid"], reply.json["consumerPid"])


def open_transfer(dsp, agreement_id):
    reply = dsp.post("/transfers/request", transfer_request(agreement_id))
    assert reply.status == 201, reply.content
    return Pids(reply.json["providerPid"], reply.json["consumerPid"])


def await_state(dsp, path, state):
    """Looks until the connector shows `state`."""
    deadline = time.monotonic() + timing.DEFAULT_WAIT
    while (shown := dsp.get(path).state) != state:
        assert time.monotonic() < deadline, f"{path} stays in {shown}, expected {state}"
        time.sleep(timing.POLL)


def negotiation_in(dsp, state):
    """A negotiation, the connector being its provider, in which it shows `state` and keeps still."""
    return _NEGOTIATIONS[state](dsp)


def _reached(dsp, dataset, state):
    pids = open_negotiation(dsp, dataset)
    await_state(dsp, f"/negotiations/{pids.provider}", state)
    return pids


def _accepted(dsp):
    pids = _reached(dsp, SILENT_IN_ACCEPTED, "OFFERED")
    tell(dsp, pids, "events", messages.event(*pids, "ACCEPTED"))
    return pids


def _finalized(dsp):
    pids = _reached(dsp, TO_THE_END, "AGREED")
    tell(dsp, pids, "agreement/verification", messages.verification(*pids))
    await_state(dsp, f"/negotiations/{pids.provider}", "FINALIZED")
    return pids


def _terminated(dsp):
    pids = _reached(dsp, SILENT_IN_REQUESTED, "REQUESTED")
    tell(dsp, pids, "termination", messages.negotiation_termination(*pids))
    return pids


_NEGOTIATIONS = {
    "REQUESTED": lambda dsp: _reached(dsp, SILENT_IN_REQUESTED, "REQUESTED"),
    "OFFERED": lambda dsp: _reached(dsp, SILENT_IN_OFFERED, "OFFERED"),
    "ACCEPTED": _accepted,
    "AGREED": lambda dsp: _reached(dsp, SILENT_IN_AGREED, "AGREED"),
    "FINALIZED": _finalized,
    "TERMINATED": _terminated,
}


def transfer_in(dsp, state):
    """A transfer, the connector being its provider, in which it shows `state` and keeps still."""
    if state == "REQUESTED":
        return open_transfer(dsp, TRANSFER_SILENT)
    pids = open_transfer(dsp, TRANSFER_STARTED)
    await_state(dsp, f"/transfers/{pids.provider}", "STARTED")
    last = {
        "SUSPENDED": ("suspension", messages.transfer_suspension),
        "COMPLETED": ("completion", messages.transfer_completion),
        "TERMINATED": ("termination", messages.transfer_termination),
    }.get(state)
    if last:
        tell(dsp, pids, last[0], last[1](*pids), process="transfers")
    return pids


def tell(dsp, pids, step, message, process="negotiations"):
    """Sends a message to the connector as provider; it must be taken with 200, as every message but the first."""
    reply = dsp.post(f"/{process}/{pids.provider}/{step}", message)
    assert reply.status == 200, reply.content
    return reply


def order_negotiation(peer, dataset):
    """Has the connector open a negotiation as consumer; returns the ids and the callback address."""
    order = {"datasetId": dataset, "offerId": f"offer{dataset}"}
    return _order(peer, TCK_INITIATE_NEGOTIATION, order, "/negotiations/request", messages.negotiation)


def order_transfer(peer, agreement_id):
    """Has the connector open a transfer as consumer; returns the ids and the callback address."""
    order = {"agreementId": agreement_id, "format": "HttpData-PULL"}
    return _order(peer, TCK_INITIATE_TRANSFER, order, "/transfers/request", messages.transfer)


def _order(peer, url, order, path, build):
    provider_pid = messages.pid()
    peer.on(path, lambda received: Answer(200, build(provider_pid, received.json["consumerPid"], "REQUESTED")))
    body = order | {"providerId": KIT_ID, "connectorAddress": KIT_ADDRESS}
    answer = requests.post(url, json=body, headers={"Authorization": "tck-token"}, timeout=timing.HTTP_TIMEOUT)
    assert answer.ok, answer.text
    request = peer.wait_for(path=path).json
    # The connector takes over our pid only when it has read our answer, which it may still be doing.
    time.sleep(timing.POLL)
    return Pids(provider_pid, request["consumerPid"]), request["callbackAddress"].rstrip("/")
