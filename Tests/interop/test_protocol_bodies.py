"""Bodies that are no messages: each is refused with an error object, and the connector goes on."""

import json
import socket

import pytest
import requests

from kit import flows, messages, timing
from kit.config import DSP_PATH, TCK_BASE, TCK_ROOT
from kit.errors import assert_error

# The largest body that the connector takes, and the deepest nesting.
LARGEST_BODY = 1024 * 1024
DEEPEST = 64

ENDPOINTS = {
    "/catalog/request": ("CatalogError", messages.catalog_request),
    "/negotiations/request": ("ContractNegotiationError", lambda: flows.initial_request(flows.SILENT_IN_REQUESTED)),
    "/transfers/request": ("TransferError", lambda: flows.transfer_request(flows.TRANSFER_SILENT)),
}

NO_MESSAGES = {
    "empty": b"",
    "text": b"hello",
    "cut": b'{"@type":"Contract',
    "two": b"{}{}",
    "array": b"[]",
    "string": b'"ContractRequestMessage"',
    "null": b"null",
    "not UTF-8": b'{"@type":"\xff\xfe"}',
    "lone surrogate": b'{"@type":"\\ud800"}',
    "comment": b"{} // nothing",
    "NaN": b'{"@type":NaN}',
}

BAD_CONTEXTS = {
    "missing": None,
    "string": messages.CONTEXT,
    "object": [{"@vocab": "https://w3id.org/dspace/2025/1/"}],
    "without ours": ["https://www.w3.org/ns/odrl.jsonld"],
    "empty": [],
    "with an object": [messages.CONTEXT, {"edc": "https://w3id.org/edc/v0.0.1/ns/"}],
}


@pytest.fixture(autouse=True)
def still_alive(dsp):
    """Whatever a test sends, the next request is answered."""
    yield
    assert dsp.post("/catalog/request", messages.catalog_request()).status == 200


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize("body", NO_MESSAGES.values(), ids=list(NO_MESSAGES))
def test_no_json_message_is_400(dsp, path, body):
    assert_error(dsp.post(path, body), ENDPOINTS[path][0])


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize("context", BAD_CONTEXTS.values(), ids=list(BAD_CONTEXTS))
def test_bad_context_is_400(dsp, path, context):
    kind, build = ENDPOINTS[path]
    message = build() | {"@context": context}
    if context is None:
        del message["@context"]
    assert_error(dsp.post(path, message), kind)


@pytest.mark.parametrize("path", ENDPOINTS)
def test_further_contexts_and_members_are_ignored(dsp, path):
    """Extension members travel with contexts of their own; what is not understood does not matter."""
    context = [messages.CONTEXT, "https://example.org/context.jsonld"]
    message = ENDPOINTS[path][1]() | {"@context": context, "example:extra": {"deep": [1, None, {"@id": "x"}]}}
    assert dsp.post(path, message).ok


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize("kind", ["Nothing", "ContractAgreementMessage", "contractrequestmessage", "", 5, None, []])
def test_wrong_type_is_400(dsp, path, kind):
    assert_error(dsp.post(path, ENDPOINTS[path][1]() | {"@type": kind}), ENDPOINTS[path][0])


@pytest.mark.parametrize("member", ["consumerPid", "offer", "callbackAddress"])
@pytest.mark.parametrize("value", [None, 5, True, [], [[]], ""], ids=repr)
def test_wrong_member_is_400(dsp, member, value):
    message = flows.initial_request(flows.SILENT_IN_REQUESTED) | {member: value}
    assert_error(dsp.post("/negotiations/request", message), "ContractNegotiationError")


OFFER_CHANGES = {
    "no @id": {"@id": None},
    "no @type": {"@type": None},
    "other @type": {"@type": "Agreement"},
    "no rule": {"permission": None},
    "empty permission": {"permission": []},
    "permission is an object": {"permission": {"action": "use"}},
    "action is an object": {"permission": [{"action": {"@id": "use"}}]},
    "no action": {"permission": [{}]},
    "constraint without operator": {
        "permission": [
            {"action": "use", "constraint": [{"leftOperand": "a", "rightOperand": "b"}]},
        ]
    },
    "unknown operator": {
        "permission": [
            {"action": "use", "constraint": [{"leftOperand": "a", "operator": "like", "rightOperand": "b"}]},
        ]
    },
}


@pytest.mark.parametrize("change", OFFER_CHANGES.values(), ids=list(OFFER_CHANGES))
def test_bad_offer_is_400(dsp, change):
    message = flows.initial_request(flows.SILENT_IN_REQUESTED)
    offer = message["offer"] | change
    message["offer"] = {name: value for name, value in offer.items() if value is not None}
    assert_error(dsp.post("/negotiations/request", message), "ContractNegotiationError")


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize("name", ["@type", "consumerPid", "anything"])
def test_duplicate_member_is_400(dsp, path, name):
    """Two readers of such a body may see two different messages."""
    text = json.dumps(ENDPOINTS[path][1]())
    body = '{"%s":"a",' % name + text[1:] if f'"{name}"' in text else '{"%s":1,"%s":2,' % (name, name) + text[1:]
    assert_error(dsp.post(path, body.encode()), ENDPOINTS[path][0])


def test_duplicate_member_inside_is_400(dsp):
    text = json.dumps(flows.initial_request(flows.SILENT_IN_REQUESTED))
    body = text.replace('"action": "use"', '"action": "use", "action": "sell"')
    assert body != text
    assert_error(dsp.post("/negotiations/request", body.encode()), "ContractNegotiationError")


@pytest.mark.parametrize("depth", [DEEPEST + 1, 10_000, 200_000])
@pytest.mark.parametrize("pair", ["[]", "{}"])
def test_deep_nesting_is_400(dsp, depth, pair):
    """A parser that recurses must stop long before its stack does."""
    opening = "[" if pair == "[]" else '{"a":'
    nested = opening * depth + "1" + pair[1] * depth
    assert len(nested) < LARGEST_BODY * 2
    body = json.dumps(messages.catalog_request())[:-1] + f',"extra":{nested}}}'
    reply = dsp.post("/catalog/request", body.encode())
    assert reply.status in ((400,) if len(body) <= LARGEST_BODY else (400, 413))


def test_nesting_below_the_limit_is_taken(dsp):
    nested = "[" * (DEEPEST // 2) + "]" * (DEEPEST // 2)
    body = json.dumps(messages.catalog_request())[:-1] + f',"extra":{nested}}}'
    assert dsp.post("/catalog/request", body.encode()).status == 200


def padded(size):
    """A valid message of exactly `size` bytes."""
    body = json.dumps(messages.catalog_request())[:-1] + ',"extra":""}'
    return (body[:-2] + "x" * (size - len(body)) + '"}').encode()


def test_body_up_to_the_limit_is_taken(dsp):
    assert dsp.post("/catalog/request", padded(LARGEST_BODY - 1)).status == 200


def test_larger_body_is_413(dsp):
    assert dsp.post("/catalog/request", padded(LARGEST_BODY + 1)).status == 413


def test_larger_body_in_chunks_is_413(kit):
    """Without a Content-Length the size is known only while reading."""
    body = padded(LARGEST_BODY + 1)
    chunks = (body[at : at + 65536] for at in range(0, len(body), 65536))
    headers = {"Authorization": "tck-token", "Content-Type": "application/json"}
    answer = requests.post(TCK_BASE + "/catalog/request", data=chunks, headers=headers, timeout=timing.HTTP_TIMEOUT)
    assert answer.status_code == 413


def test_announced_giant_is_refused_before_it_comes(kit):
    """A Content-Length of 1 TiB must not be waited for, nor memory set aside."""
    port = int(TCK_ROOT.rsplit(":", 1)[1])
    head = f"POST {DSP_PATH}/catalog/request HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: tck-token\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=timing.HTTP_TIMEOUT) as connection:
        connection.sendall((head + f"Content-Length: {1024**4}\r\n\r\n").encode() + b"{" * LARGEST_BODY + b"{")
        assert connection.recv(64).startswith(b"HTTP/1.1 413 ")
