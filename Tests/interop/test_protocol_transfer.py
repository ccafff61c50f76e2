"""The connector as provider of transfers, beyond the kit (DSP 2025-1, Transfer Process HTTPS binding)."""

import pytest

from kit import flows, messages
from kit.errors import assert_error, assert_refused
from kit.flows import Pids

ERROR = "TransferError"


@pytest.fixture(autouse=True)
def willing_peer(kit):
    flows.welcome(kit)


def start(pids):
    return "start", messages.transfer_start(*pids)


def complete(pids):
    return "completion", messages.transfer_completion(*pids)


def suspend(pids):
    return "suspension", messages.transfer_suspension(*pids)


def terminate(pids):
    return "termination", messages.transfer_termination(*pids)


ILLEGAL = [
    *[("REQUESTED", step) for step in (start, complete, suspend)],
    ("STARTED", start),
    *[("SUSPENDED", step) for step in (complete, suspend)],
    *[("COMPLETED", step) for step in (start, complete, suspend, terminate)],
    *[("TERMINATED", step) for step in (start, complete, suspend, terminate)],
]


@pytest.mark.parametrize("state, step", ILLEGAL, ids=lambda value: getattr(value, "__name__", value))
def test_illegal_step_is_400_and_changes_nothing(dsp, state, step):
    pids = flows.transfer_in(dsp, state)
    path, message = step(pids)
    assert_error(dsp.post(f"/transfers/{pids.provider}/{path}", message), ERROR, pids)
    assert dsp.get(f"/transfers/{pids.provider}").state == state


def test_request_is_created_with_201(dsp):
    message = flows.transfer_request(flows.TRANSFER_SILENT)
    reply = dsp.post("/transfers/request", message)
    assert reply.status == 201 and reply.state == "REQUESTED"
    assert reply.json["consumerPid"] == message["consumerPid"]


def test_consumer_resumes_its_suspension(dsp):
    """TP:02-04, disabled in the kit: the consumer suspends, starts again and completes; each is answered 200."""
    pids = flows.open_transfer(dsp, flows.TRANSFER_RESUMED)
    flows.await_state(dsp, f"/transfers/{pids.provider}", "STARTED")
    for step, state in ((suspend, "SUSPENDED"), (start, "STARTED"), (complete, "COMPLETED")):
        path, message = step(pids)
        flows.tell(dsp, pids, path, message, process="transfers")
        assert dsp.get(f"/transfers/{pids.provider}").state == state


@pytest.mark.parametrize("step", [start, complete, suspend, terminate], ids=lambda step: step.__name__)
def test_unknown_process_is_404(dsp, step):
    pids = Pids(messages.pid(), messages.pid())
    path, message = step(pids)
    assert_refused(dsp.post(f"/transfers/{pids.provider}/{path}", message), ERROR, (404,))


def test_unknown_process_has_no_state(dsp):
    assert_refused(dsp.get(f"/transfers/{messages.pid()}"), ERROR, (404,))


@pytest.mark.parametrize("step", [complete, suspend, terminate], ids=lambda step: step.__name__)
def test_wrong_consumer_pid_is_400(dsp, step):
    pids = flows.transfer_in(dsp, "STARTED")
    path, message = step(Pids(pids.provider, messages.pid()))
    assert dsp.post(f"/transfers/{pids.provider}/{path}", message).status == 400
    assert dsp.get(f"/transfers/{pids.provider}").state == "STARTED"


def test_unknown_agreement_is_refused(dsp):
    assert_refused(dsp.post("/transfers/request", flows.transfer_request("urn:sluice:test:no-such-agreement")), ERROR)


@pytest.mark.parametrize("missing", ["agreementId", "format", "callbackAddress", "consumerPid"])
def test_request_must_be_whole(dsp, missing):
    message = flows.transfer_request(flows.TRANSFER_SILENT)
    del message[missing]
    assert_error(dsp.post("/transfers/request", message), ERROR)


def test_unknown_format_is_refused(dsp):
    message = flows.transfer_request(flows.TRANSFER_SILENT, format="Pigeon-PUSH")
    assert_error(dsp.post("/transfers/request", message), ERROR)


def test_own_messages_carry_both_pids(dsp, kit):
    pids = flows.transfer_in(dsp, "STARTED")
    sent = kit.wait_for("TransferStartMessage")
    assert (sent.json["providerPid"], sent.json["consumerPid"]) == tuple(pids)
