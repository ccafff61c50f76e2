"""Whole flows of a connector in its normal behaviour as provider; its owner acts through the management API."""

import time

import pytest
import requests

from kit import flows, messages, timing
from kit.errors import assert_refused
from kit.flows import await_state

EXPIRED = {
    "permission": [
        {
            "action": "use",
            "constraint": [{"leftOperand": "dateTime", "operator": "lteq", "rightOperand": "2020-01-01T00:00:00Z"}],
        }
    ]
}


@pytest.fixture(autouse=True)
def willing_peer(space):
    flows.welcome(space.peer)


def test_automatic_offer_is_agreed_by_itself(space):
    """Request, agreement, verification, FINALIZED, with nobody at the connector's desk."""
    published = space.publish()
    agreement = space.agree(published)["agreement"]
    assert agreement["target"] == published.dataset
    assert (agreement["assigner"], agreement["assignee"]) == (space.profile.participant, space.profile.peer)
    assert agreement["permission"] == messages.USE


def test_messages_carry_the_token_for_this_peer(space):
    pids = space.open(space.publish())
    space.message("ContractAgreementMessage", pids)
    sent = space.peer.wait_for("ContractAgreementMessage")
    assert sent.headers["Authorization"] == f"Bearer {space.profile.token_out}"
    assert sent.headers["Content-Type"].startswith("application/json")


def test_owner_sees_the_negotiation(space):
    agreed = space.agree(space.publish())
    shown = space.owner.list("negotiations")
    ours = [item for item in shown if item["providerPid"] == agreed["providerPid"]]
    assert [item["state"] for item in ours] == ["FINALIZED"]
    assert ours[0]["role"] == "provider"
    assert space.owner.get("negotiations", ours[0]["id"])["consumerPid"] == agreed["consumerPid"]


def owner_id(space, pids):
    """The owner's name of a negotiation."""
    return next(item["id"] for item in space.owner.list("negotiations") if item["providerPid"] == pids.provider)


def test_manual_offer_waits_for_the_owner(space):
    pids = space.open(space.publish(mode="manual"))
    time.sleep(timing.QUIET)
    assert space.peer.received() == []
    assert space.dsp.get(f"/negotiations/{pids.provider}").state == "REQUESTED"
    space.owner.act("negotiations", owner_id(space, pids), "agree")
    space.message("ContractAgreementMessage", pids)
    await_state(space.dsp, f"/negotiations/{pids.provider}", "AGREED")


def test_owner_terminates_a_request(space):
    pids = space.open(space.publish(mode="manual"))
    space.owner.act("negotiations", owner_id(space, pids), "terminate", {"reason": "not this year"})
    space.message("ContractNegotiationTerminationMessage", pids)
    await_state(space.dsp, f"/negotiations/{pids.provider}", "TERMINATED")


def test_owner_cannot_do_what_the_protocol_forbids(space):
    """AGREED is followed by the consumer's word; the owner's second agreement is refused and sends nothing."""
    pids = space.open(space.publish())
    space.message("ContractAgreementMessage", pids)
    await_state(space.dsp, f"/negotiations/{pids.provider}", "AGREED")
    answer = space.owner.send("POST", f"/negotiations/{owner_id(space, pids)}/agree", {})
    assert 400 <= answer.status_code < 500
    time.sleep(timing.QUIET)
    assert len(space.peer.received("ContractAgreementMessage")) == 1


def test_request_that_changes_the_terms_is_not_agreed(space):
    """What is agreed is the offer as published, never what the consumer wrote into it."""
    published = space.publish()
    reply = space.request(published, [{"action": "use"}, {"action": "distribute"}])
    if reply.ok:
        time.sleep(timing.QUIET)
        agreements = space.peer.received("ContractAgreementMessage")
        assert all(received.json["agreement"]["permission"] == messages.USE for received in agreements)
    else:
        assert_refused(reply, "ContractNegotiationError", (400,))


def test_expired_terms_give_no_data(space):
    """One meaning at every moment: what may not be used any more is not agreed, or at least not transferred."""
    published = space.publish(policy=EXPIRED)
    reply = space.request(published, EXPIRED["permission"])
    time.sleep(timing.QUIET)
    for received in space.peer.received("ContractAgreementMessage"):
        terms = received.json["agreement"]["@id"]
        message = messages.transfer_request(messages.pid(), terms, space.profile.peer_address)
        assert_refused(space.dsp.post("/transfers/request", message), "TransferError")
    assert space.peer.received("TransferStartMessage") == []
    assert reply.status in (201, 400, 404)


@pytest.mark.parametrize("token", [None, "", "Bearer nobody", "Basic b3duZXI6b3duZXI="])
def test_management_needs_the_owner_token(space, token):
    headers = {} if token is None else {"Authorization": token}
    answer = requests.get(space.profile.management + "/negotiations", headers=headers, timeout=timing.HTTP_TIMEOUT)
    assert answer.status_code == 401


def test_management_does_not_answer_at_the_public_address(space):
    url = space.profile.root + "/api/v1/negotiations"
    headers = {"Authorization": f"Bearer {space.owner.token}"}
    assert requests.get(url, headers=headers, timeout=timing.HTTP_TIMEOUT).status_code == 404


def test_owner_token_is_no_peer_token_and_the_other_way_round(space):
    as_owner = {"Authorization": f"Bearer {space.owner.token}"}
    body = messages.catalog_request()
    assert space.dsp.post("/catalog/request", body, headers=as_owner).status == 401
    as_peer = {"Authorization": f"Bearer {space.profile.token_in}"}
    url = space.profile.management + "/negotiations"
    assert requests.get(url, headers=as_peer, timeout=timing.HTTP_TIMEOUT).status_code == 401


def test_owner_token_file_is_for_the_owner_alone(space):
    assert space.profile.token_file.stat().st_mode & 0o777 == 0o600
