"""The connector as consumer, beyond the compatibility kit: what the provider opens, and illegal messages."""

import time

import pytest

from kit import flows, messages, timing
from kit.config import KIT_ADDRESS, KIT_ID
from kit.errors import assert_error, assert_refused

ERROR = "ContractNegotiationError"


@pytest.fixture(autouse=True)
def willing_peer(kit):
    flows.welcome(kit)


def opening(**changes):
    """A ContractOfferMessage with which a provider opens a negotiation."""
    offer = messages.policy_offer("urn:sluice:test:offer", "urn:sluice:test:dataset", assigner=KIT_ID)
    return messages.contract_offer(messages.pid(), offer, callback=KIT_ADDRESS) | changes


def test_provider_opens_a_negotiation(dsp):
    """POST /negotiations/offers: 201, OFFERED, a consumer pid of the connector's own; GET shows the same."""
    message = opening()
    reply = dsp.post("/negotiations/offers", message)
    assert reply.status == 201 and reply.state == "OFFERED"
    assert reply.json["providerPid"] == message["providerPid"]
    shown = dsp.get(f"/negotiations/{reply.json['consumerPid']}")
    assert shown.json["@type"] == "ContractNegotiation" and shown.state == "OFFERED"


def test_provider_ends_what_it_opened(dsp):
    reply = dsp.post("/negotiations/offers", opening())
    consumer_pid, provider_pid = reply.json["consumerPid"], reply.json["providerPid"]
    message = messages.negotiation_termination(provider_pid, consumer_pid)
    assert dsp.post(f"/negotiations/{consumer_pid}/termination", message).status == 200
    assert dsp.get(f"/negotiations/{consumer_pid}").state == "TERMINATED"


def test_opening_must_not_name_a_consumer_pid(dsp):
    """Exactly one of callbackAddress and consumerPid."""
    assert_error(dsp.post("/negotiations/offers", opening(consumerPid=messages.pid())), ERROR)


def test_opening_needs_a_callback(dsp):
    message = opening()
    del message["callbackAddress"]
    assert_error(dsp.post("/negotiations/offers", message), ERROR)


def test_offer_needs_a_target(dsp):
    message = opening()
    del message["offer"]["target"]
    assert_error(dsp.post("/negotiations/offers", message), ERROR)


@pytest.mark.parametrize("kind", ["ACCEPTED", "FINALIZED"])
def test_events_out_of_place_are_400(dsp, kit, kind):
    """ACCEPTED is the consumer's word, never the provider's; FINALIZED is too early in REQUESTED."""
    pids, callback = flows.order_negotiation(kit, "ACNC0301")
    reply = dsp.post(f"{callback}/negotiations/{pids.consumer}/events", messages.event(*pids, kind))
    assert_error(reply, ERROR, pids)
    assert dsp.get(f"{callback}/negotiations/{pids.consumer}").state == "REQUESTED"


def test_unknown_event_is_400(dsp, kit):
    pids, callback = flows.order_negotiation(kit, "ACNC0301")
    reply = dsp.post(f"{callback}/negotiations/{pids.consumer}/events", messages.event(*pids, "PERHAPS"))
    assert_error(reply, ERROR)


def test_offer_with_another_provider_pid_is_400(dsp, kit):
    pids, callback = flows.order_negotiation(kit, "ACNC0302")
    offer = messages.policy_offer("offerACNC0302", "ACNC0302", "CUT", KIT_ID)
    message = messages.contract_offer(messages.pid(), offer, consumer_pid=pids.consumer)
    assert dsp.post(f"{callback}/negotiations/{pids.consumer}/offers", message).status == 400
    assert dsp.get(f"{callback}/negotiations/{pids.consumer}").state == "REQUESTED"


def test_request_names_the_connector_and_the_offer(dsp, kit):
    """The initial request has a callback address and no provider pid; the offer id is the one that was ordered."""
    flows.order_negotiation(kit, "ACNC0301")
    request = kit.wait_for("ContractRequestMessage").json
    assert request["offer"]["@id"] == "offerACNC0301" and request["offer"]["target"] == "ACNC0301"
    assert "providerPid" not in request


def test_consumer_shows_its_transfer(dsp, kit):
    """The specification lists no GET for a consumer's transfer; providers reconcile by it, and the kit requires it."""
    pids, callback = flows.order_transfer(kit, "ATPC0301")
    shown = dsp.get(f"{callback}/transfers/{pids.consumer}")
    assert shown.status == 200 and shown.state == "REQUESTED"


def test_consumer_takes_a_resume(dsp, kit):
    """The provider suspends and starts again; every message after the first is answered 200."""
    pids, callback = flows.order_transfer(kit, "ATPC0104")
    steps = (
        ("start", messages.transfer_start(*pids, messages.data_address()), "STARTED"),
        ("suspension", messages.transfer_suspension(*pids), "SUSPENDED"),
        ("start", messages.transfer_start(*pids, messages.data_address()), "STARTED"),
        ("completion", messages.transfer_completion(*pids), "COMPLETED"),
    )
    for step, message, state in steps:
        assert dsp.post(f"{callback}/transfers/{pids.consumer}/{step}", message).status == 200
        assert dsp.get(f"{callback}/transfers/{pids.consumer}").state == state


def test_no_automatic_acceptance(dsp, kit):
    """An offer that nobody ordered stays open: only the owner, or a script, may accept it."""
    reply = dsp.post("/negotiations/offers", opening())
    time.sleep(timing.QUIET)
    assert kit.received("ContractNegotiationEventMessage") == []
    assert dsp.get(f"/negotiations/{reply.json['consumerPid']}").state == "OFFERED"


def test_scripted_silence_is_silence(dsp, kit):
    """CN_C:02-04 demands no acceptance, but the kit looks after 100 ms only; here after longer."""
    pids, callback = flows.order_negotiation(kit, "ACNC0204")
    offer = messages.policy_offer("offerACNC0204", "ACNC0204", "CUT", KIT_ID)
    message = messages.contract_offer(pids.provider, offer, consumer_pid=pids.consumer)
    assert dsp.post(f"{callback}/negotiations/{pids.consumer}/offers", message).status == 200
    time.sleep(timing.QUIET)
    assert kit.received("ContractNegotiationEventMessage") == []
    assert dsp.get(f"{callback}/negotiations/{pids.consumer}").state == "OFFERED"


def test_unknown_negotiation_of_a_consumer_is_404(dsp):
    message = messages.event(messages.pid(), messages.pid(), "FINALIZED")
    assert_refused(dsp.post(f"/negotiations/{message['consumerPid']}/events", message), ERROR, (404,))
