"""A repeated message gets the stored answer and starts nothing; a message that is merely similar is judged anew.

A repeat has the `@id` of a message that was accepted, or, without one, the same bytes as the last accepted
message. A transfer request is repeated by its consumerPid (DSP 2025-1, Transfer Request Message: the provider
SHOULD answer with the same process).
"""

import pytest

from kit import flows, messages
from kit.client import encode
from kit.errors import assert_error


@pytest.fixture(autouse=True)
def willing_peer(kit):
    flows.welcome(kit)


def without_id(message):
    return {name: value for name, value in message.items() if name != "@id"}


@pytest.mark.parametrize("change", [dict, without_id], ids=["same @id", "same bytes without @id"])
def test_repeated_contract_request_opens_one_negotiation(dsp, change):
    message = encode(change(flows.initial_request(flows.SILENT_IN_REQUESTED)))
    first, second = (dsp.post("/negotiations/request", message) for _ in range(2))
    assert first.status == 201 and second.ok
    assert second.json["providerPid"] == first.json["providerPid"]


def test_another_consumer_pid_opens_another_negotiation(dsp):
    first, second = (flows.open_negotiation(dsp, flows.SILENT_IN_REQUESTED) for _ in range(2))
    assert first.provider != second.provider


@pytest.mark.parametrize("change", [dict, without_id], ids=["same @id", "same bytes without @id"])
def test_repeated_step_is_answered_again_but_not_a_new_one(dsp, change):
    pids = flows.negotiation_in(dsp, "ACCEPTED")
    # `negotiation_in` sent the first acceptance itself; this one is another message and thus illegal in ACCEPTED.
    other = messages.event(*pids, "ACCEPTED")
    assert_error(dsp.post(f"/negotiations/{pids.provider}/events", other), "ContractNegotiationError", pids)
    pids = flows.negotiation_in(dsp, "OFFERED")
    message = encode(change(messages.negotiation_termination(*pids)))
    replies = [dsp.post(f"/negotiations/{pids.provider}/termination", message) for _ in range(2)]
    assert [reply.status for reply in replies] == [200, 200]
    assert replies[0].content == replies[1].content


def test_repeated_opening_of_a_provider_opens_one_negotiation(dsp):
    offer = messages.policy_offer("urn:sluice:test:offer", "urn:sluice:test:dataset")
    message = encode(messages.contract_offer(messages.pid(), offer, callback="http://127.0.0.1:18083"))
    first, second = (dsp.post("/negotiations/offers", message) for _ in range(2))
    assert first.status == 201 and second.ok
    assert second.json["consumerPid"] == first.json["consumerPid"]


def with_new_id(message):
    return message | {"@id": messages.pid()}


@pytest.mark.parametrize("change", [dict, without_id, with_new_id], ids=["same", "no @id", "new @id"])
def test_transfer_request_is_repeated_by_its_consumer_pid(dsp, change):
    message = flows.transfer_request(flows.TRANSFER_SILENT)
    first = dsp.post("/transfers/request", message)
    second = dsp.post("/transfers/request", change(message))
    assert first.status == 201 and second.ok
    assert second.json["providerPid"] == first.json["providerPid"]


def test_repeated_transfer_step_is_answered_again(dsp):
    pids = flows.transfer_in(dsp, "STARTED")
    message = encode(messages.transfer_suspension(*pids))
    replies = [dsp.post(f"/transfers/{pids.provider}/suspension", message) for _ in range(2)]
    assert [reply.status for reply in replies] == [200, 200]
    assert dsp.get(f"/transfers/{pids.provider}").state == "SUSPENDED"


def test_a_consumer_pid_belongs_to_its_participant(dsp, stranger):
    """Another participant with the same consumerPid never gets the first one's process."""
    message = flows.initial_request(flows.SILENT_IN_REQUESTED)
    first = dsp.post("/negotiations/request", message)
    second = stranger.post("/negotiations/request", message)
    assert second.status in (201, 400, 404)
    if second.ok:
        assert second.json["providerPid"] != first.json["providerPid"]
    assert stranger.get(f"/negotiations/{first.json['providerPid']}").status == 404
