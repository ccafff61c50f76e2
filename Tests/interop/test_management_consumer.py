"""Whole flows of a connector in its normal behaviour as consumer, ordered by its owner; the scripted peer provides."""

import time

import pytest

from kit import flows, messages, timing
from kit.flows import Pids
from kit.peer import Answer

DATASET = "urn:sluice:test:peer-dataset"
OFFER = "urn:sluice:test:peer-offer"
CONTENT = b"the peer's data"


@pytest.fixture(autouse=True)
def willing_peer(space):
    flows.welcome(space.peer)


@pytest.fixture
def ordered(space):
    """A negotiation that the owner ordered: its name at the owner's, its pids, and the connector's callback address."""
    provider_pid = space.awaits("/negotiations/request", messages.negotiation)
    # The connector may want to see the terms that it is to accept.
    dataset = {
        "@context": [messages.CONTEXT],
        "@id": DATASET,
        "@type": "Dataset",
        "hasPolicy": [{"@id": OFFER, "@type": "Offer", "permission": messages.USE}],
        "distribution": [
            {"@type": "Distribution", "format": "HttpData-PULL", "accessService": "urn:sluice:test:service"},
        ],
    }
    space.peer.on(f"/catalog/datasets/{DATASET}", lambda received: Answer(200, dataset))
    offer = {"@id": OFFER, "permission": messages.USE}
    name = space.owner.create("negotiations", {"peer": space.profile.peer, "dataset": DATASET, "offer": offer})["id"]
    request = space.peer.wait_for("ContractRequestMessage")
    assert request.headers["Authorization"] == f"Bearer {space.profile.token_out}"
    assert request.json["offer"]["@id"] == OFFER and request.json["offer"]["target"] == DATASET
    space.owner_sees("negotiations", name, "REQUESTED")
    return name, Pids(provider_pid, request.json["consumerPid"]), request.json["callbackAddress"].rstrip("/")


def say(space, callback, pids, step, message, process="negotiations"):
    reply = space.dsp.post(f"{callback}/{process}/{pids.consumer}/{step}", message)
    assert reply.status == 200, reply.content


def agreement(space, permission=messages.USE):
    return messages.agreement(DATASET, space.profile.participant, space.profile.peer, permission=permission)


@pytest.fixture
def agreed(space, ordered):
    """An agreement to the end; returns its id."""
    name, pids, callback = ordered
    terms = agreement(space)
    say(space, callback, pids, "agreement", messages.contract_agreement(*pids, terms))
    space.message("ContractAgreementVerificationMessage", pids)
    space.owner_sees("negotiations", name, "VERIFIED")
    say(space, callback, pids, "events", messages.event(*pids, "FINALIZED"))
    space.owner_sees("negotiations", name, "FINALIZED")
    return terms["@id"]


def test_agreement_is_verified_by_itself(space, agreed):
    """The owner asked for these terms, so that the agreement needs no further word."""
    assert agreed in [item["agreement"] for item in space.owner.list("negotiations") if item["agreement"]]


def test_agreement_on_other_terms_is_not_verified(space, ordered):
    """The provider gives less than was asked for: no verification, whatever else."""
    name, pids, callback = ordered
    constraint = {"leftOperand": "purpose", "operator": "eq", "rightOperand": "urn:sluice:test:nothing"}
    terms = agreement(space, [{"action": "use", "constraint": [constraint]}])
    reply = space.dsp.post(
        f"{callback}/negotiations/{pids.consumer}/agreement", messages.contract_agreement(*pids, terms)
    )
    assert reply.status in (200, 400)
    time.sleep(timing.QUIET)
    assert space.peer.received("ContractAgreementVerificationMessage") == []
    assert space.owner.get("negotiations", name)["state"] != "VERIFIED"


@pytest.mark.parametrize("member", ["assigner", "assignee", "target"])
def test_agreement_between_others_is_not_verified(space, ordered, member):
    """Each party and the dataset must be the ones of this negotiation."""
    _, pids, callback = ordered
    terms = agreement(space) | {member: "urn:sluice:test:somebody-else"}
    message = messages.contract_agreement(*pids, terms)
    assert space.dsp.post(f"{callback}/negotiations/{pids.consumer}/agreement", message).status in (200, 400)
    time.sleep(timing.QUIET)
    assert space.peer.received("ContractAgreementVerificationMessage") == []


def other_terms(space):
    """An offer that says something else than what was asked for, so that a person has to decide."""
    offer = messages.policy_offer(OFFER, DATASET, space.profile.participant, space.profile.peer)
    limit = {"leftOperand": "dateTime", "operator": "lteq", "rightOperand": {"@value": "2099-01-01T00:00:00Z", "@type": "xsd:dateTime"}}
    return offer | {"permission": [{"action": "use", "constraint": [limit]}]}


def test_offer_of_the_asked_terms_is_accepted_by_itself(space, ordered):
    name, pids, callback = ordered
    offer = messages.policy_offer(OFFER, DATASET, space.profile.participant, space.profile.peer)
    say(space, callback, pids, "offers", messages.contract_offer(pids.provider, offer, pids.consumer))
    assert space.message("ContractNegotiationEventMessage", pids)["eventType"] == "ACCEPTED"
    space.owner_sees("negotiations", name, "ACCEPTED")


def test_owner_accepts_an_offer(space, ordered):
    name, pids, callback = ordered
    say(space, callback, pids, "offers", messages.contract_offer(pids.provider, other_terms(space), pids.consumer))
    space.owner_sees("negotiations", name, "OFFERED")
    space.owner.act("negotiations", name, "accept")
    assert space.message("ContractNegotiationEventMessage", pids)["eventType"] == "ACCEPTED"
    space.owner_sees("negotiations", name, "ACCEPTED")


def test_owner_counters_an_offer(space, ordered):
    name, pids, callback = ordered
    say(space, callback, pids, "offers", messages.contract_offer(pids.provider, other_terms(space), pids.consumer))
    space.owner_sees("negotiations", name, "OFFERED")
    space.owner.act("negotiations", name, "counter", {"offer": {"permission": messages.USE}})
    counter = space.message("ContractRequestMessage", pids)
    assert "callbackAddress" not in counter
    space.owner_sees("negotiations", name, "REQUESTED")


def test_owner_terminates(space, ordered):
    name, pids, _ = ordered
    space.owner.act("negotiations", name, "terminate", {"reason": "changed our mind"})
    assert space.message("ContractNegotiationTerminationMessage", pids)
    space.owner_sees("negotiations", name, "TERMINATED")


def test_provider_opens_and_the_owner_accepts(space):
    """POST /negotiations/offers: the owner finds it among the negotiations and accepts."""
    offer = messages.policy_offer(OFFER, DATASET, space.profile.participant, space.profile.peer)
    message = messages.contract_offer(messages.pid(), offer, callback=space.profile.peer_address)
    reply = space.dsp.post("/negotiations/offers", message)
    assert reply.status == 201, reply.content
    pids = Pids(message["providerPid"], reply.json["consumerPid"])
    name = next(item["id"] for item in space.owner.list("negotiations") if item["consumerPid"] == pids.consumer)
    space.owner.act("negotiations", name, "accept")
    assert space.message("ContractNegotiationEventMessage", pids)["eventType"] == "ACCEPTED"


def test_refusal_by_the_provider_ends_the_negotiation(space):
    """A permanent refusal (4xx) of the opening message ends in TERMINATED; the owner sees it."""
    space.peer.on("/negotiations/request", lambda received: Answer(400))
    offer = {"@id": OFFER, "permission": messages.USE}
    name = space.owner.create("negotiations", {"peer": space.profile.peer, "dataset": DATASET, "offer": offer})["id"]
    space.peer.wait_for("ContractRequestMessage")
    assert space.owner_sees("negotiations", name, "TERMINATED")["role"] == "consumer"


def test_pull_transfer(space, agreed):
    """The owner orders, the provider starts with an address, suspends, resumes and completes."""
    provider_pid = space.awaits("/transfers/request", messages.transfer)
    name = space.owner.create("transfers", {"agreement": agreed, "format": "HttpData-PULL", "sink": {"type": "application"}})["id"]
    request = space.peer.wait_for("TransferRequestMessage").json
    assert request["agreementId"] == agreed and "dataAddress" not in request
    space.owner_sees("transfers", name, "REQUESTED")
    pids, callback = Pids(provider_pid, request["consumerPid"]), request["callbackAddress"].rstrip("/")
    address = messages.data_address(f"{space.profile.peer_address}/data/file", "read-0123456789")
    space.peer.on("/data/file", lambda received: Answer(200, CONTENT))
    for step, message, state in (
        ("start", messages.transfer_start(*pids, address), "STARTED"),
        ("suspension", messages.transfer_suspension(*pids), "SUSPENDED"),
        ("start", messages.transfer_start(*pids, address), "STARTED"),
        ("completion", messages.transfer_completion(*pids), "COMPLETED"),
    ):
        say(space, callback, pids, step, message, "transfers")
        space.owner_sees("transfers", name, state)


def test_owner_resumes_its_own_suspension(space, agreed):
    """A consumer's suspension and resume; the compatibility kit has this test disabled (TP_C:02-04)."""
    provider_pid = space.awaits("/transfers/request", messages.transfer)
    name = space.owner.create("transfers", {"agreement": agreed, "format": "HttpData-PULL", "sink": {"type": "application"}})["id"]
    request = space.peer.wait_for("TransferRequestMessage").json
    space.owner_sees("transfers", name, "REQUESTED")
    pids, callback = Pids(provider_pid, request["consumerPid"]), request["callbackAddress"].rstrip("/")
    address = messages.data_address(f"{space.profile.peer_address}/data/file", "read-0123456789")
    say(space, callback, pids, "start", messages.transfer_start(*pids, address), "transfers")
    space.owner.act("transfers", name, "suspend")
    space.message("TransferSuspensionMessage", pids)
    space.owner_sees("transfers", name, "SUSPENDED")
    space.owner.act("transfers", name, "start")
    space.message("TransferStartMessage", pids)
    space.owner_sees("transfers", name, "STARTED")
    space.owner.act("transfers", name, "complete")
    space.message("TransferCompletionMessage", pids)
    space.owner_sees("transfers", name, "COMPLETED")
