"""Data that really flows, with the connector in its normal behaviour as provider: pull, push, and the end of both."""

import time

import pytest
import requests

from kit import flows, messages, timing
from kit.flows import Pids, await_state
from kit.peer import Answer

CONTENT = b"carrier,name\n" + b"UA,United Air Lines Inc.\n" * 20_000
BEARER = "bearer"
PUSH_TOKEN = "Bearer push-here-0123456789"


@pytest.fixture(autouse=True)
def willing_peer(space):
    flows.welcome(space.peer)


@pytest.fixture
def agreement(space):
    """The id of an agreement about a file with CONTENT."""
    return space.agree(space.publish(CONTENT))["agreement"]["@id"]


def request(space, agreement, **options):
    message = messages.transfer_request(messages.pid(), agreement, space.profile.peer_address, **options)
    reply = space.dsp.post("/transfers/request", message)
    assert reply.status == 201, reply.content
    return Pids(reply.json["providerPid"], reply.json["consumerPid"])


def started(space, agreement):
    """A pull transfer, and how to fetch its data."""
    pids = request(space, agreement)
    start = space.message("TransferStartMessage", pids)
    await_state(space.dsp, f"/transfers/{pids.provider}", "STARTED")
    return pids, start["dataAddress"]


def fetch(address):
    """Fetches the data as the address says: endpoint, and a bearer token in the endpoint properties."""
    properties = {pair["name"]: pair["value"] for pair in address["endpointProperties"]}
    assert properties["authType"].lower() == BEARER
    token = properties["authorization"].removeprefix("Bearer ")
    headers = {"Authorization": f"Bearer {token}"}
    return requests.get(address["endpoint"], headers=headers, timeout=timing.HTTP_TIMEOUT)


def test_pull_gives_the_bytes(space, agreement):
    _, address = started(space, agreement)
    assert address["endpointType"] == "https://w3id.org/idsa/v4.1/HTTP"
    answer = fetch(address)
    assert answer.status_code == 200 and answer.content == CONTENT


@pytest.mark.parametrize("authorization", [None, "Bearer nobody", "Bearer "])
def test_pull_needs_its_token(space, agreement, authorization):
    _, address = started(space, agreement)
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = requests.get(address["endpoint"], headers=headers, timeout=timing.HTTP_TIMEOUT)
    assert answer.status_code in (401, 403, 404) and CONTENT[:20] not in answer.content


def test_peer_token_is_no_data_token(space, agreement):
    _, address = started(space, agreement)
    headers = {"Authorization": f"Bearer {space.profile.token_in}"}
    answer = requests.get(address["endpoint"], headers=headers, timeout=timing.HTTP_TIMEOUT)
    assert answer.status_code in (401, 403, 404)


def test_suspension_puts_the_token_to_sleep(space, agreement):
    """Suspended by the consumer, no data; started again by the consumer, data again with the old or a new address."""
    pids, address = started(space, agreement)
    space.tell(pids, "suspension", messages.transfer_suspension(*pids), "transfers")
    assert fetch(address).status_code in (401, 403, 404)
    space.tell(pids, "start", messages.transfer_start(*pids), "transfers")
    assert space.dsp.get(f"/transfers/{pids.provider}").state == "STARTED"
    assert fetch(address).content == CONTENT


@pytest.mark.parametrize(
    "step, build", [("completion", messages.transfer_completion), ("termination", messages.transfer_termination)]
)
def test_the_end_of_a_transfer_kills_the_token(space, agreement, step, build):
    pids, address = started(space, agreement)
    space.tell(pids, step, build(*pids), "transfers")
    assert fetch(address).status_code in (401, 403, 404)


def test_owner_suspends_resumes_and_terminates(space, agreement):
    pids, address = started(space, agreement)
    name = next(item["id"] for item in space.owner.list("transfers") if item["providerPid"] == pids.provider)
    space.owner.act("transfers", name, "suspend", {"reason": "maintenance"})
    space.message("TransferSuspensionMessage", pids)
    await_state(space.dsp, f"/transfers/{pids.provider}", "SUSPENDED")
    assert fetch(address).status_code in (401, 403, 404)
    space.owner.act("transfers", name, "start")
    again = space.message("TransferStartMessage", pids, count=2)
    await_state(space.dsp, f"/transfers/{pids.provider}", "STARTED")
    assert fetch(again.get("dataAddress") or address).content == CONTENT
    space.owner.act("transfers", name, "terminate", {"reason": "over"})
    space.message("TransferTerminationMessage", pids)
    await_state(space.dsp, f"/transfers/{pids.provider}", "TERMINATED")
    assert fetch(again.get("dataAddress") or address).status_code in (401, 403, 404)


def test_push_delivers_the_bytes(space, agreement):
    """HttpData-PUSH: the consumer names the address, the connector brings the data there and completes."""
    space.peer.on("/data/inbox", lambda received: Answer(200))
    address = messages.data_address(f"{space.profile.peer_address}/data/inbox", PUSH_TOKEN.removeprefix("Bearer "))
    pids = request(space, agreement, format="HttpData-PUSH", data_address=address)
    # A HEAD comes first: a receiver that knows resumption says there how much it has.
    assert space.peer.wait_for(path="/data/inbox").method == "HEAD"
    delivered = space.peer.wait_for(path="/data/inbox", count=2)
    assert delivered.method in ("POST", "PUT") and delivered.body == CONTENT
    assert delivered.headers["Authorization"] == PUSH_TOKEN
    await_state(space.dsp, f"/transfers/{pids.provider}", "COMPLETED")


def test_push_to_a_forbidden_address_is_refused(space, agreement):
    address = messages.data_address("http://169.254.169.254/latest")
    message = messages.transfer_request(
        messages.pid(), agreement, space.profile.peer_address, "HttpData-PUSH", address
    )
    assert space.dsp.post("/transfers/request", message).status == 400


def test_push_needs_an_address(space, agreement):
    message = messages.transfer_request(messages.pid(), agreement, space.profile.peer_address, "HttpData-PUSH")
    assert space.dsp.post("/transfers/request", message).status == 400


def test_agreement_before_verification_gives_no_data(space):
    """Only a finalized agreement is one: in AGREED a transfer is refused."""
    pids = space.open(space.publish(CONTENT))
    terms = space.message("ContractAgreementMessage", pids)["agreement"]["@id"]
    message = messages.transfer_request(messages.pid(), terms, space.profile.peer_address)
    assert space.dsp.post("/transfers/request", message).status in (400, 404)
    time.sleep(timing.QUIET)
    assert space.peer.received("TransferStartMessage") == []
