"""Two connectors over HTTP: one cosigns the other's checkpoints, and a log that shows two trees is caught."""

import base64
import hashlib
import json
import shutil
import subprocess
import time

import pytest
import requests

from kit.process import _binary
from test_evidence_log import PROOF_SECONDS, Node, wait_for_size

# The client asks its witnesses every five seconds.
WITNESS_SECONDS = 30


@pytest.fixture
def pair(tmp_path):
    log, witness = Node(tmp_path / "log", "log"), Node(tmp_path / "witness", "witness")
    log.configure()
    log.start()
    witness.configure(witness={"logs": [log.log_state()["current"]["verifierKey"]]})
    witness.start()
    policy = tmp_path / "policy"
    policy.write_text(f"witness W {witness.log_state()['witnessKey']} {witness.root}/witness\nquorum W\n")
    log.stop()
    configuration = json.loads((log.folder / "connector.yaml").read_text())
    configuration["evidence"]["policy"] = str(policy)
    configuration["egress"] = {"owner": {"networks": ["127.0.0.0/8"]}}
    (log.folder / "connector.yaml").write_text(json.dumps(configuration))
    log.start()
    yield log, witness, policy
    log.stop()
    witness.stop()


def wait_until_witnessed(log, size):
    deadline = time.monotonic() + WITNESS_SECONDS
    while (log.log_state()["current"]["witnessedSize"] or 0) < size:
        assert time.monotonic() < deadline, log.log_state()
        time.sleep(0.1)


def test_checkpoints_are_cosigned_and_receipts_say_so(pair, tmp_path):
    log, witness, policy = pair
    for index in range(5):
        assert requests.post(log.root + "/add", data=f"entry {index}").ok
    wait_until_witnessed(log, 5)
    receipt = tmp_path / "receipt.tlog-proof"
    receipt.write_text(log.send("GET", "/evidence/1/receipt").json()["receipt"])
    key = log.log_state()["current"]["verifierKey"]
    command = [_binary(), "evidence", "verify", str(receipt), "--key", key, "--policy", str(policy), "--json"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stdout
    assert any("witnesses" in finding["text"] and finding["result"] == "proven"
               for finding in json.loads(result.stdout)["findings"])
    origin = log.log_state()["current"]["origin"]
    shown = requests.get(f"{witness.root}/witness/{hashlib.sha256(origin.encode()).hexdigest()}/checkpoint")
    assert shown.ok and shown.text.startswith(f"{origin}\n5\n")


def test_the_codes_of_add_checkpoint_over_http(pair):
    log, witness, _ = pair
    address = witness.root + "/witness/add-checkpoint"
    requests.post(log.root + "/add", data="one")
    wait_until_witnessed(log, 1)
    checkpoint = requests.get(log.root + "/evidence/checkpoint").text
    conflict = requests.post(address, data=("old 0\n\n" + checkpoint).encode())
    assert conflict.status_code == 409 and conflict.text == "1\n"
    assert conflict.headers["Content-Type"] == "text/x.tlog.size"
    assert requests.post(address, data=("old 1\n\n" + checkpoint).encode()).status_code == 200
    hash_line = base64.b64encode(bytes(32)).decode()
    assert requests.post(address, data=f"old 1\n{hash_line}\n\n{checkpoint}".encode()).status_code == 422
    assert requests.post(address, data=("old 9\n\n" + checkpoint).encode()).status_code == 400
    other = checkpoint.replace(log.log_state()["current"]["origin"], "other.example/log")
    assert requests.post(address, data=("old 0\n\n" + other).encode()).status_code == 404
    forged = checkpoint.split("\n")
    forged[1] = "2"
    assert requests.post(address, data=("old 1\n\n" + "\n".join(forged)).encode()).status_code == 403
    for body in [b"", b"old", b"old 1\n", b"\xff" * 100, b"old 1\n" + b"A" * 1000, b"old 01\n\n" + checkpoint.encode(),
                 b"old 1\n" + f"{hash_line}\n".encode() * 64 + b"\n" + checkpoint.encode()]:
        assert requests.post(address, data=body).status_code == 400, body[:20]
    assert requests.post(address, data=b"old 1\n" * 1_000_000).status_code in (400, 413)


def test_a_restored_log_is_caught_by_its_witness(pair):
    log, witness, _ = pair
    requests.post(log.root + "/add", data="one")
    wait_until_witnessed(log, 1)
    log.stop()
    backup = log.folder / "backup"
    shutil.copytree(log.data, backup)
    log.start()
    for index in range(4):
        requests.post(log.root + "/add", data=f"later {index}")
    wait_until_witnessed(log, 5)
    log.stop()
    # Everything on this side goes back to the earlier moment: database, log and key agree with each other.
    shutil.rmtree(log.data)
    shutil.copytree(backup, log.data)
    log.start()
    requests.post(log.root + "/add", data="another history")
    wait_for_size(log, 2)
    deadline = time.monotonic() + WITNESS_SECONDS + PROOF_SECONDS
    while log.log_state()["state"] != "stopped":
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert "rolled back" in log.log_state()["reason"]
    assert requests.post(log.root + "/add", data="more").status_code == 507
    log.stop()
    log.start()
    assert log.log_state()["state"] == "stopped", "it is stopped after a restart too"
