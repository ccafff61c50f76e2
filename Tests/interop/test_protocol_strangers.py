"""To a participant that a process does not belong to, it does not exist: 404 to all it sends, and no trace."""

import pytest

from kit import flows, messages
from kit.errors import assert_refused


@pytest.fixture(autouse=True)
def willing_peer(kit):
    flows.welcome(kit)


NEGOTIATION_STEPS = {
    "events": lambda pids: messages.event(*pids, "ACCEPTED"),
    "termination": lambda pids: messages.negotiation_termination(*pids),
    "agreement/verification": lambda pids: messages.verification(*pids),
}
TRANSFER_STEPS = {
    "start": lambda pids: messages.transfer_start(*pids),
    "completion": lambda pids: messages.transfer_completion(*pids),
    "suspension": lambda pids: messages.transfer_suspension(*pids),
    "termination": lambda pids: messages.transfer_termination(*pids),
}


@pytest.mark.parametrize("step", NEGOTIATION_STEPS)
def test_negotiation_of_another_is_404(dsp, stranger, step):
    pids = flows.negotiation_in(dsp, "OFFERED")
    reply = stranger.post(f"/negotiations/{pids.provider}/{step}", NEGOTIATION_STEPS[step](pids))
    assert_refused(reply, "ContractNegotiationError", (404,))
    assert dsp.get(f"/negotiations/{pids.provider}").state == "OFFERED"


@pytest.mark.parametrize("step", TRANSFER_STEPS)
def test_transfer_of_another_is_404(dsp, stranger, step):
    pids = flows.transfer_in(dsp, "STARTED")
    reply = stranger.post(f"/transfers/{pids.provider}/{step}", TRANSFER_STEPS[step](pids))
    assert_refused(reply, "TransferError", (404,))
    assert dsp.get(f"/transfers/{pids.provider}").state == "STARTED"


def test_state_of_another_is_404(dsp, stranger):
    negotiation, transfer = flows.negotiation_in(dsp, "REQUESTED"), flows.transfer_in(dsp, "REQUESTED")
    assert stranger.get(f"/negotiations/{negotiation.provider}").status == 404
    assert stranger.get(f"/transfers/{transfer.provider}").status == 404


def test_unknown_and_foreign_look_the_same(dsp, stranger):
    """Apart from the pid that was asked for, nothing tells a foreign process from one that never was."""
    pids, nobody = flows.negotiation_in(dsp, "REQUESTED"), messages.pid()
    foreign, unknown = stranger.get(f"/negotiations/{pids.provider}"), stranger.get(f"/negotiations/{nobody}")
    assert foreign.status == unknown.status == 404
    assert _masked(foreign, pids.provider) == _masked(unknown, nobody)


def _masked(reply, pid):
    """The answer without the pid, without an id of its own, and without the mark that finds its log lines."""
    body = reply.json if reply.content else {}
    reasons = [text.replace(pid, "PID") for text in body.get("reason", []) if not text.startswith("correlation")]
    rest = {name: value for name, value in body.items() if name not in ("@id", "reason") and value != pid}
    return rest | {"reason": reasons}


def test_agreement_of_another_is_refused(dsp, stranger):
    """The agreements of the profile are TCK_PARTICIPANT's."""
    reply = stranger.post("/transfers/request", flows.transfer_request(flows.TRANSFER_SILENT))
    assert_refused(reply, "TransferError")


def test_consumer_side_of_another_is_404(dsp, stranger, kit):
    pids, callback = flows.order_negotiation(kit, "ACNC0301")
    message = messages.negotiation_termination(*pids)
    assert stranger.get(f"{callback}/negotiations/{pids.consumer}").status == 404
    assert stranger.post(f"{callback}/negotiations/{pids.consumer}/termination", message).status == 404
    assert dsp.get(f"{callback}/negotiations/{pids.consumer}").state == "REQUESTED"
