"""The connector as provider of negotiations, beyond the kit (DSP 2025-1, Contract Negotiation HTTPS binding)."""

import pytest

from kit import flows, messages
from kit.config import KIT_ADDRESS, KIT_ID
from kit.errors import assert_error, assert_refused
from kit.flows import Pids

ERROR = "ContractNegotiationError"


@pytest.fixture(autouse=True)
def willing_peer(kit):
    flows.welcome(kit)


def accept(pids):
    return "events", messages.event(*pids, "ACCEPTED")


def finalize(pids):
    return "events", messages.event(*pids, "FINALIZED")


def verify(pids):
    return "agreement/verification", messages.verification(*pids)


def counter(pids):
    offer = messages.policy_offer(flows.offer_id("ACN0202"), "ACN0202", assignee=KIT_ID)
    return "request", messages.contract_request(pids.consumer, offer, provider_pid=pids.provider)


def terminate(pids):
    return "termination", messages.negotiation_termination(*pids)


# The arrows that the diagram does not have. Where the specification's text and its diagram differ about terminations
# (by the consumer in ACCEPTED and VERIFIED) nothing is demanded.
ILLEGAL = [
    *[("REQUESTED", step) for step in (accept, verify, counter)],
    ("OFFERED", verify),
    *[("ACCEPTED", step) for step in (accept, verify, counter)],
    *[("AGREED", step) for step in (accept, counter)],
    *[("FINALIZED", step) for step in (accept, verify, counter, terminate)],
    *[("TERMINATED", step) for step in (accept, verify, counter, terminate)],
    *[(state, finalize) for state in ("REQUESTED", "OFFERED", "ACCEPTED", "AGREED")],
]


@pytest.mark.parametrize("state, step", ILLEGAL, ids=lambda value: getattr(value, "__name__", value))
def test_illegal_step_is_400_and_changes_nothing(dsp, state, step):
    """Also: FINALIZED is the provider's word, so a consumer that sends it is refused in every state."""
    pids = flows.negotiation_in(dsp, state)
    path, message = step(pids)
    assert_error(dsp.post(f"/negotiations/{pids.provider}/{path}", message), ERROR, pids)
    assert dsp.get(f"/negotiations/{pids.provider}").state == state


def test_request_is_created_with_201(dsp):
    """201 for the first message, whose answer says REQUESTED and repeats the consumer's pid."""
    message = flows.initial_request(flows.SILENT_IN_REQUESTED)
    reply = dsp.post("/negotiations/request", message)
    assert reply.status == 201 and reply.state == "REQUESTED"
    assert reply.json["consumerPid"] == message["consumerPid"]
    assert reply.json["providerPid"] not in ("", message["consumerPid"])


def test_later_messages_are_answered_200(dsp, kit):
    """`flows.tell` demands 200 of an acceptance, a verification and a termination; here the counter-offer."""
    pids = flows.negotiation_in(dsp, "OFFERED")
    offer = messages.policy_offer(flows.offer_id(flows.SILENT_IN_OFFERED), flows.SILENT_IN_OFFERED, assignee=KIT_ID)
    message = messages.contract_request(pids.consumer, offer, provider_pid=pids.provider)
    flows.tell(dsp, pids, "request", message)
    assert dsp.get(f"/negotiations/{pids.provider}").state == "REQUESTED"
    flows.tell(dsp, pids, *terminate(pids))
    assert dsp.get(f"/negotiations/{pids.provider}").state == "TERMINATED"


@pytest.mark.parametrize("step", [accept, verify, counter, terminate], ids=lambda step: step.__name__)
def test_unknown_process_is_404(dsp, step):
    pids = Pids(messages.pid(), messages.pid())
    path, message = step(pids)
    assert_refused(dsp.post(f"/negotiations/{pids.provider}/{path}", message), ERROR, (404,))


def test_unknown_process_has_no_state(dsp):
    assert_refused(dsp.get(f"/negotiations/{messages.pid()}"), ERROR, (404,))


@pytest.mark.parametrize("step", [accept, verify, counter, terminate], ids=lambda step: step.__name__)
def test_wrong_consumer_pid_is_400(dsp, step):
    """A message that names another consumer's process, or none, cannot belong to this negotiation."""
    pids = flows.negotiation_in(dsp, "OFFERED")
    path, message = step(Pids(pids.provider, messages.pid()))
    assert dsp.post(f"/negotiations/{pids.provider}/{path}", message).status == 400
    assert dsp.get(f"/negotiations/{pids.provider}").state == "OFFERED"


@pytest.mark.parametrize("step", [accept, terminate], ids=lambda step: step.__name__)
def test_provider_pid_must_match_the_path(dsp, step):
    pids = flows.negotiation_in(dsp, "OFFERED")
    path, message = step(Pids(messages.pid(), pids.consumer))
    assert dsp.post(f"/negotiations/{pids.provider}/{path}", message).status == 400
    assert dsp.get(f"/negotiations/{pids.provider}").state == "OFFERED"


def test_unknown_offer_is_refused(dsp):
    """DSP 2025-1, Contract Request Message: an offer id that the provider does not know must be refused."""
    offer = messages.request_offer("urn:sluice:test:no-such-offer", "ACN0202")
    message = messages.contract_request(messages.pid(), offer, callback=KIT_ADDRESS)
    assert_refused(dsp.post("/negotiations/request", message), ERROR)


@pytest.mark.parametrize("target", ["ACN0204", "urn:sluice:test:no-such-dataset"])
def test_offer_of_another_dataset_is_refused(dsp, target):
    offer = messages.request_offer(flows.offer_id("ACN0202"), target)
    message = messages.contract_request(messages.pid(), offer, callback=KIT_ADDRESS)
    assert_refused(dsp.post("/negotiations/request", message), ERROR)


def test_callback_and_provider_pid_exclude_each_other(dsp):
    assert_error(dsp.post("/negotiations/request", flows.initial_request("ACN0202", providerPid=messages.pid())), ERROR)


def test_request_without_callback_is_refused(dsp):
    message = flows.initial_request("ACN0202")
    del message["callbackAddress"]
    assert_error(dsp.post("/negotiations/request", message), ERROR)


def test_counter_offer_with_callback_is_refused(dsp):
    pids = flows.negotiation_in(dsp, "OFFERED")
    path, message = counter(pids)
    reply = dsp.post(f"/negotiations/{pids.provider}/{path}", message | {"callbackAddress": KIT_ADDRESS})
    assert_error(reply, ERROR)


def test_callback_address_may_end_in_a_slash(dsp, kit):
    """Consumer paths are relative to `callbackAddress`, with or without a slash at its end."""
    message = flows.initial_request(flows.SILENT_IN_OFFERED, callbackAddress=KIT_ADDRESS + "/")
    assert dsp.post("/negotiations/request", message).status == 201
    offer = kit.wait_for("ContractOfferMessage")
    assert offer.path.rstrip("/") == f"/negotiations/{message['consumerPid']}/offers"


def test_own_messages_carry_both_pids_and_no_credential_of_others(dsp, kit):
    pids = flows.negotiation_in(dsp, "AGREED")
    sent = kit.wait_for("ContractAgreementMessage")
    assert (sent.json["providerPid"], sent.json["consumerPid"]) == tuple(pids)
    assert sent.json["agreement"]["assignee"] == KIT_ID
    assert sent.headers.get("Authorization") != "stranger-token"
