"""The HTTP side of the binding: metadata, methods, authorization, and clients that stall."""

import socket

import pytest
import requests

from kit import flows, messages, timing
from kit.config import DSP_PATH, TCK_BASE, TCK_ROOT, VERSION_PATH

# As many as a small server has threads, several times over.
STALLED_CLIENTS = 30

POST_PATHS = ["/catalog/request", "/negotiations/request", "/transfers/request"]


@pytest.mark.parametrize("authorization", [None, "tck-token", "nobody-knows-this"])
def test_version_document_is_public(kit, schemas, authorization):
    """DSP 2025-1, common functionalities: the version endpoint is unversioned and unauthenticated."""
    headers = {"Authorization": authorization} if authorization else {}
    answer = requests.get(TCK_ROOT + VERSION_PATH, headers=headers, timeout=timing.HTTP_TIMEOUT)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/json")
    assert [entry["path"] for entry in answer.json()["protocolVersions"] if entry["version"] == "2025-1"] == [DSP_PATH]
    assert "@context" not in answer.json(), "the version document is plain JSON"


@pytest.mark.parametrize("token", [None, "", "nobody-knows-this", "TCK-TOKEN", "tck-token "])
@pytest.mark.parametrize("path", POST_PATHS)
def test_unknown_callers_get_401(kit, schemas, token, path):
    """Space after a header's value is no part of it (RFC 9110, 5.5), so the last token is the known one."""
    headers = {} if token is None else {"Authorization": token}
    body = messages.catalog_request() if "catalog" in path else {}
    answer = requests.post(TCK_BASE + path, json=body, headers=headers, timeout=timing.HTTP_TIMEOUT)
    known = token == "tck-token "
    assert (answer.status_code != 401) if known else (answer.status_code == 401)


def test_unknown_callers_get_401_for_process_state(anonymous, dsp):
    pids = flows.open_negotiation(dsp, flows.SILENT_IN_REQUESTED)
    assert anonymous.get(f"/negotiations/{pids.provider}").status == 401


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", [*POST_PATHS, "/catalog/datasets/CAT0102"])
def test_other_methods_are_refused(dsp, method, path):
    assert dsp.send(method, path).status in (404, 405)


def test_unknown_paths_are_not_found(dsp):
    assert dsp.get("/no/such/path").status == 404
    assert dsp.post("/negotiations/request/more", messages.catalog_request()).status == 404


def test_head_leaves_the_connection_usable(kit):
    """HEAD has no body whatever its status, so the next answer on the same connection must be whole."""
    with requests.Session() as session:
        head = session.head(TCK_ROOT + VERSION_PATH, timeout=timing.HTTP_TIMEOUT)
        assert head.status_code in (200, 404, 405) and head.content == b""
        assert session.get(TCK_ROOT + VERSION_PATH, timeout=timing.HTTP_TIMEOUT).json()["protocolVersions"]


def test_answers_are_json(dsp):
    catalog = dsp.post("/catalog/request", messages.catalog_request())
    assert catalog.headers["Content-Type"].startswith("application/json")
    pids = flows.open_negotiation(dsp, flows.SILENT_IN_REQUESTED)
    assert dsp.get(f"/negotiations/{pids.provider}").headers["Content-Type"].startswith("application/json")


def test_slow_clients_do_not_block_others(dsp):
    """Clients that send half a request and stall must not cost the others anything."""
    head = (
        f"POST {DSP_PATH}/catalog/request HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: tck-token\r\n"
        "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    ).encode()
    port = int(TCK_ROOT.rsplit(":", 1)[1])
    stalled = [socket.create_connection(("127.0.0.1", port)) for _ in range(STALLED_CLIENTS)]
    try:
        for connection in stalled:
            connection.sendall(head)
        answer = requests.get(TCK_ROOT + VERSION_PATH, timeout=timing.PROMPT)
        assert answer.status_code == 200
        assert dsp.post("/catalog/request", messages.catalog_request()).status == 200
    finally:
        for connection in stalled:
            connection.close()


def test_silent_connections_from_one_address_leave_room_for_others(kit):
    """One address may hold a share of the connections; the next ones are closed at once, and others are served."""
    port = int(TCK_ROOT.rsplit(":", 1)[1])
    silent = []
    try:
        for _ in range(700):
            silent.append(socket.create_connection(("127.0.0.1", port), timeout=2))
        silent[-1].settimeout(2)
        assert silent[-1].recv(1) == b"", "a connection beyond the share stays open"
        with socket.create_connection(("127.0.0.1", port), timeout=2, source_address=("127.0.0.9", 0)) as other:
            other.sendall(f"GET {VERSION_PATH} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            assert other.recv(64).startswith(b"HTTP/1.1 200")
    finally:
        for connection in silent:
            connection.close()


@pytest.mark.parametrize("broken", [
    b"FFFFFFFFFFFFFFFFF\r\n", b"zz\r\n{}\r\n", b"2\r\n{}\r\n0\r\nX: " + b"y" * 300_000 + b"\r\n\r\n", b"2\r\n{}",
])
def test_broken_framing_is_the_sender_s_fault(kit, broken):
    port = int(TCK_ROOT.rsplit(":", 1)[1])
    head = (
        f"POST {DSP_PATH}/negotiations/request HTTP/1.1\r\nHost: x\r\nAuthorization: tck-token\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    ).encode()
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(head + broken)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(64).startswith(b"HTTP/1.1 400")
