"""Protocol and data over TLS: two connectors whose public listeners speak nothing else."""

import hashlib
import shutil
import socket
import ssl
import subprocess

import pytest
import requests
from kit.pair import agree, publish, start_pair

CONTENT = bytes(range(256)) * 4096
OPENSSL = shutil.which("openssl")


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    if not OPENSSL:
        pytest.skip("the openssl command is not installed")
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run([
        OPENSSL, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
    ], check=True, capture_output=True)
    return certificate, key


@pytest.fixture(scope="module")
def pair(tls, tmp_path_factory):
    pair = start_pair(tmp_path_factory.mktemp("pair"), tls)
    yield pair
    for party in pair:
        party.stop()


@pytest.fixture(scope="module")
def agreement(pair, tmp_path_factory):
    return agree(*pair, publish(pair[0], tmp_path_factory.mktemp("content")))


@pytest.mark.parametrize("format", ["HttpData-PULL", "HttpData-PUSH"])
def test_data_travels_over_tls_in_both_directions(pair, agreement, tmp_path, format):
    _, consumer = pair
    sink = {"type": "folder", "path": str(tmp_path / "got")}
    body = {"agreement": agreement, "format": format, "sink": sink}
    transfer = consumer.send("POST", "/transfers", body).json()["id"]
    ended = consumer.until(f"/transfers/{transfer}", "COMPLETED", "TERMINATED")
    assert ended["state"] == "COMPLETED", ended
    assert (tmp_path / "got").read_bytes() == CONTENT


def test_an_application_reads_a_range_over_tls(pair, agreement, tls):
    _, consumer = pair
    body = {"agreement": agreement, "sink": {"type": "application"}}
    transfer = consumer.send("POST", "/transfers", body).json()["id"]
    consumer.until(f"/transfers/{transfer}", "STARTED")
    address = consumer.send("GET", f"/transfers/{transfer}/address").json()["dataAddress"]
    assert address["endpoint"].startswith("https://")
    token = {p["name"]: p["value"] for p in address["endpointProperties"]}["authorization"]
    headers = {"Authorization": f"Bearer {token}"}
    whole = requests.get(address["endpoint"], headers=headers, verify=str(tls[0]), timeout=10)
    assert hashlib.sha256(whole.content).digest() == hashlib.sha256(CONTENT).digest()
    part = requests.get(
        address["endpoint"], headers=headers | {"Range": "bytes=1000000-"}, verify=str(tls[0]), timeout=10
    )
    assert part.status_code == 206 and part.content == CONTENT[1_000_000:]


def test_no_plain_text_and_no_old_protocol_is_answered(pair, tls):
    """A plain request, TLS 1.1 and garbage end the connection; others are served on."""
    provider, _ = pair
    for bytes_ in (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01" + b"\xff" * 64, b"\0" * 4096):
        with socket.create_connection(("127.0.0.1", provider.port), timeout=5) as plain:
            plain.sendall(bytes_)
            assert not plain.recv(64).startswith(b"HTTP")
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with socket.create_connection(("127.0.0.1", provider.port), timeout=5) as raw, pytest.raises(OSError):
        old.wrap_socket(raw)
    version = requests.get(f"https://127.0.0.1:{provider.port}/.well-known/dspace-version", verify=str(tls[0]), timeout=5)
    assert version.status_code == 200 and provider.process.poll() is None
