"""The scripted peer checked against the specification and against itself; no connector is needed."""

import json
import threading
import time

import pytest
import requests
from jsonschema import Draft201909Validator

from kit import messages, schemas, timing
from kit.catalog import links
from kit.client import DspClient, Reply, TckClient, encode
from kit.config import Profile, free_port
from kit.errors import assert_error
from kit.peer import Answer, Peer
from kit.processes import NEGOTIATION, TRANSFER, Process, WrongState
from kit.schemas import Schemas, context_problem, members_problem

SCHEMAS = Schemas()
EXAMPLES = sorted(SCHEMAS.folder.rglob("example/*.json"))
OFFER = messages.policy_offer("urn:offer", "urn:dataset", "urn:consumer", "urn:provider")
PULL = messages.data_address("http://example.org", "token")

OURS = [
    messages.catalog_request(),
    messages.catalog_request(["a filter"]),
    messages.contract_request("c", messages.request_offer("o", "d"), callback="http://example.org"),
    messages.contract_request("c", OFFER, provider_pid="p"),
    messages.contract_offer("p", OFFER, consumer_pid="c"),
    messages.contract_offer("p", OFFER, callback="http://example.org"),
    messages.contract_agreement("p", "c", messages.agreement("d", "a", "b"), callback="http://example.org"),
    messages.verification("p", "c"),
    messages.event("p", "c", "ACCEPTED"),
    messages.negotiation_termination("p", "c"),
    messages.negotiation("p", "c", "REQUESTED"),
    messages.transfer_request("c", "a", "http://example.org"),
    messages.transfer_request("c", "a", "http://example.org", "HttpData-PUSH", PULL),
    messages.transfer_start("p", "c"),
    messages.transfer_start("p", "c", PULL),
    messages.transfer_completion("p", "c"),
    messages.transfer_suspension("p", "c"),
    messages.transfer_termination("p", "c"),
    messages.transfer("p", "c", "STARTED"),
    messages.transfer_error("p", "c", "409", "too early"),
]


@pytest.fixture
def peer():
    server = Peer(free_port(), SCHEMAS)
    server.address = f"http://127.0.0.1:{server.server.server_address[1]}"
    yield server
    server.close()


def present():
    if not SCHEMAS.present:
        pytest.skip("the specification's schemas are absent")


def test_without_schemas_the_structure_is_still_checked(tmp_path):
    absent = Schemas(tmp_path / "nowhere")
    assert not absent.present and absent.report == "schemas absent"
    assert absent.problem(messages.verification("p", "c")) is None
    assert "lacks consumerPid" in absent.problem(messages.verification("p", None))


def test_every_type_has_a_schema_that_resolves():
    """Every reference between the files can be followed, the one with the missing slash included."""
    present()
    for kind in schemas.FILES:
        validator = SCHEMAS.validator(kind)
        Draft201909Validator.check_schema(validator.schema)
        assert list(validator.iter_errors({"@type": kind})), f"{kind}: an empty message must be invalid"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_of_the_specification_are_valid(path):
    example = json.loads(path.read_text())
    if example.get("@type") not in schemas.FILES:
        assert path.parent.parent.name in ("common", "catalog")  # metadata, DID services, the DatasetRequestMessage
    else:
        assert SCHEMAS.problem(example) is None


@pytest.mark.parametrize("message", OURS, ids=lambda message: message["@type"])
def test_our_messages_are_valid(message):
    assert SCHEMAS.problem(message) is None


@pytest.mark.parametrize("message", OURS, ids=lambda message: message["@type"])
def test_our_messages_look_like_the_compatibility_kits(message):
    """`@id` first, then `@type`, `@context` last; compact."""
    names = list(message)
    assert names[:2] == ["@id", "@type"] and names[-1] == "@context"
    assert encode(message).startswith(b'{"@id":"')


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_builders_know_every_member_of_the_examples(path):
    """A message that a builder makes has the members that the specification's example of its type has."""
    example = json.loads(path.read_text())
    ours = [message for message in OURS if message["@type"] == example.get("@type")]
    if ours:
        needed = set(example) - {"reason"}
        assert any(needed <= set(message) for message in ours), needed
    else:
        assert example.get("@type") in (None, "Catalog", "Dataset", "CatalogError", "DatasetRequestMessage") or (
            example["@type"] == "ContractNegotiationError"
        )


@pytest.mark.parametrize("context", [None, messages.CONTEXT, [], [{}], ["urn:other"], [messages.CONTEXT, "urn:other"]])
def test_bad_contexts_are_found(context):
    assert context_problem({"@type": "Catalog", "@context": context})


def test_missing_pids_are_found():
    assert members_problem({"@type": "TransferError"}) == "TransferError lacks providerPid, consumerPid"
    assert members_problem({"@type": "CatalogError"}) is None


@pytest.mark.parametrize("arrows", [NEGOTIATION, TRANSFER])
def test_process_moves_along_its_arrows_only(arrows):
    for state in arrows:
        for target in arrows:
            process = Process(arrows, state)
            if target in arrows[state]:
                process.move(target)
                assert process.state == target
            else:
                with pytest.raises(WrongState):
                    process.move(target)
                assert process.state == state


def post(peer, path, message):
    return requests.post(peer.address + path, data=encode(message), timeout=timing.HTTP_TIMEOUT)


def test_unexpected_message_is_404(peer):
    answer = post(peer, "/negotiations/1/offers", messages.verification("p", "c"))
    assert answer.status_code == 404 and answer.text == "No handler registered on this endpoint"


def test_expected_message_is_answered_once(peer):
    latch = peer.expect("/negotiations/[^/]+/events", lambda message: None)
    first = post(peer, "/negotiations/1/events", messages.event("p", "c", "ACCEPTED"))
    assert first.status_code == 200 and first.content == b"" and "Content-Type" not in first.headers
    assert latch.is_set()
    assert post(peer, "/negotiations/1/events", messages.event("p", "c", "ACCEPTED")).status_code == 404


def refuse(message):
    raise WrongState("REQUESTED -> ACCEPTED")


def test_too_early_closes_the_connection_and_keeps_the_handler(peer):
    peer.expect("/negotiations/1/events", refuse)
    for _ in range(2):
        with pytest.raises(requests.ConnectionError):
            post(peer, "/negotiations/1/events", messages.event("p", "c", "ACCEPTED"))


def test_too_early_in_a_transfer_is_409_and_loses_the_handler(peer):
    peer.expect("/transfers/1/start", refuse, conflict=True)
    first = post(peer, "/transfers/1/start", messages.transfer_start("p", "c"))
    assert first.status_code == 409 and first.json()["@type"] == "TransferError"
    assert post(peer, "/transfers/1/start", messages.transfer_start("p", "c")).status_code == 404


def test_invalid_message_is_never_answered_and_reported(peer):
    """Until the test is over, that is."""
    peer.expect("/transfers/1/start", lambda message: None)
    threading.Timer(timing.PAUSE, peer.released.set).start()
    with pytest.raises(requests.ConnectionError):
        post(peer, "/transfers/1/start", messages.transfer_start("p", "c") | {"@context": messages.CONTEXT})
    assert len(peer.violations) == 1 and "@context is not an array" in peer.violations[0]


def test_waiting_for_a_message(peer):
    message = messages.event("p", "c", "ACCEPTED")
    threading.Timer(timing.PAUSE, post, (peer, "/negotiations/1/events", message)).start()
    assert peer.wait_for("ContractNegotiationEventMessage").json == message
    with pytest.raises(AssertionError, match="no CatalogError"):
        peer.wait_for("CatalogError", timeout=timing.POLL)


def test_kit_client_repeats_unexpected_refusals_and_judges(peer):
    """Three attempts for a 4xx; 404 is always a failure; an expected error is any other 4xx."""
    answers = iter([400, 409, 200, 404, 200, 409, 500])
    peer.on("/negotiations/request", lambda received: Answer(next(answers)))
    tck = TckClient(DspClient(peer.address, "tck-token", SCHEMAS))
    begun = time.monotonic()
    assert tck.post("/negotiations/request", messages.verification("p", "c")).status == 200
    assert time.monotonic() - begun >= sum(timing.RETRY_BACKOFF)
    with pytest.raises(AssertionError, match="unexpected 404"):
        tck.post("/negotiations/request", messages.verification("p", "c"))
    with pytest.raises(AssertionError, match="expected an error"):
        tck.post("/negotiations/request", messages.verification("p", "c"), expect_error=True)
    assert tck.post("/negotiations/request", messages.verification("p", "c"), expect_error=True).status == 409
    with pytest.raises(AssertionError, match="expected an error"):
        tck.post("/negotiations/request", messages.verification("p", "c"), expect_error=True)


def test_link_headers_are_read():
    header = '<http://example.org/catalog?p=3>; rel="next", <http://example.org/catalog?p=1>; rel="previous"'
    found = links(Reply(200, {"Link": header}, b""))
    assert found["next"].endswith("p=3") and found["previous"].endswith("p=1")


def test_error_answers_need_a_reason():
    body = {"@type": "CatalogError", "code": "400", "reason": []}
    with pytest.raises(AssertionError):
        assert_error(Reply(400, {}, json.dumps(body).encode()), "CatalogError")


def test_profile_is_written(tmp_path):
    profile = Profile.create(tmp_path)
    text = profile.write().read_text()
    assert profile.peer_address in text and str(profile.token_file) in text and min(map(len, _tokens(profile))) >= 16


def _tokens(profile):
    return profile.token_in, profile.token_out
