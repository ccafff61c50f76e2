"""The published evidence log before verifiers that share nothing with it: the Go team's, and one from the specifications.

SLUICE_FAULTS limits how many calls of an append get each fault (all by default).
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import time

import pytest
import requests

from kit.config import free_port
from kit.pair import TEST_VARIABLES, Connector
from kit.process import _binary

sys.path.insert(0, str(pathlib.Path(__file__).parent / "verifiers"))
import goverify  # noqa: E402
import verify_log  # noqa: E402

FAULTS = int(os.environ.get("SLUICE_FAULTS", "0"))
# A commit is in a checkpoint within a second; a loaded machine gets more.
PROOF_SECONDS = 10


def generate(folder, entries, *more, **options):
    command = [_binary(), "evidence", "generate", str(folder), "--entries", str(entries), *more]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, **options)


def generated(folder, entries, *more):
    result = generate(folder, entries, *more)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def go_verify(log, key, *older):
    program = goverify.program()
    if isinstance(program, str):
        pytest.skip(program)
    return subprocess.run([program, str(log), key, *map(str, older)], capture_output=True, text=True, timeout=300)


def own_verify(target, key):
    command = [_binary(), "evidence", "verify", str(target), "--key", key, "--json"]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


def check_everywhere(log, key, size):
    """All three verifiers agree that the log is whole and has this size."""
    assert verify_log.verify(log, key)[0] == size
    own = own_verify(log, key)
    assert own.returncode == 0, own.stdout
    program = goverify.program()
    if not isinstance(program, str):
        go = subprocess.run([program, str(log), key], capture_output=True, text=True, timeout=300)
        assert go.stdout.startswith(f"OK {size} ") or size == 0 and go.returncode == 0, go.stdout


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 65_536, 70_000])
def test_independent_verifiers_agree(tmp_path, size):
    made = generated(tmp_path, size)
    assert made["size"] == size
    check_everywhere(made["directory"], made["verifierKey"], size)


def test_go_verifies_that_every_checkpoint_is_a_prefix_of_the_next(tmp_path):
    older = []
    for step, entries in enumerate([1, 254, 1, 1, 300, 1000]):
        made = generated(tmp_path, entries)
        older.append(tmp_path / f"checkpoint.{step}")
        shutil.copy(pathlib.Path(made["directory"]) / "checkpoint", older[-1])
    go = go_verify(made["directory"], made["verifierKey"], *older)
    assert go.returncode == 0, go.stdout


@pytest.mark.parametrize("size", [3, 257])
def test_one_flipped_byte_anywhere_is_found(tmp_path, size):
    made = generated(tmp_path, 2)
    made = generated(tmp_path, size - 2)
    log, key = pathlib.Path(made["directory"]), made["verifierKey"]
    files = [path for path in log.rglob("*") if path.is_file()]
    assert len(files) > 4
    for path in files:
        good = path.read_bytes()
        for place in sorted({0, len(good) // 2, len(good) - 1}):
            path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1:])
            with pytest.raises((verify_log.Broken, ValueError, IndexError, OSError)):
                verify_log.verify(log, key)
            assert own_verify(log, key).returncode == 1, f"{path} byte {place}"
        path.write_bytes(good)
    check_everywhere(log, key, size)


CALLS = ["openat", "open", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "fsync", "fdatasync", "close", "read",
         "write", "unlink", "unlinkat"]
# An append that fills a tile and starts the next, and one that only grows a partial tile.
APPENDS = [(254, 4), (3, 1)]


def traced_calls(folder, entries):
    """How often each call comes before and after the program first touches the log."""
    trace = folder.parent / "trace"
    command = ["strace", "-f", "-o", str(trace), "-e", "trace=" + ",".join(f"?{name}" for name in CALLS),
               _binary(), "evidence", "generate", str(folder), "--entries", str(entries)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if result.returncode != 0:
        pytest.skip(f"strace does not work here: {result.stderr[-200:]}")
    started, before, during = False, {}, {}
    for line in trace.read_text().splitlines():
        found = re.match(r"\d+\s+(\w+)\(", line)
        if not found or found[1] not in CALLS:
            continue
        started = started or str(folder) in line
        counts = during if started else before
        counts[found[1]] = counts.get(found[1], 0) + 1
    return [(name, before.get(name, 0) + number + 1) for name, count in during.items() for number in range(count)]


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.parametrize("fault", ["signal=KILL", "error=EIO", "error=ENOSPC"])
@pytest.mark.parametrize("size,more", APPENDS)
def test_a_fault_in_any_call_of_an_append_loses_and_forks_nothing(tmp_path, size, more, fault):
    base = tmp_path / "base"
    key = generated(base, size)["verifierKey"]
    trial = tmp_path / "trial"
    shutil.copytree(base, trial)
    calls = traced_calls(trial, more)
    assert len(calls) > 20
    if FAULTS:
        calls = calls[::max(1, len(calls) // FAULTS)]
    for name, number in calls:
        shutil.rmtree(trial)
        shutil.copytree(base, trial)
        command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={name}:{fault}:when={number}",
                   _binary(), "evidence", "generate", str(trial), "--entries", str(more)]
        result = subprocess.run(command, capture_output=True, text=True, timeout=120)
        where = f"{fault} at {name} number {number}"
        acknowledged = size + more if result.returncode == 0 and '"size"' in result.stdout else size
        held = own_verify(trial / "log", key)
        assert held.returncode == 0, f"{where}: {held.stdout}"
        at = verify_head(trial, key)
        assert at in (size, size + more) and at >= acknowledged, where
        older = tmp_path / "older"
        shutil.copy(trial / "log" / "checkpoint", older)
        # Once the fault is over the log goes on, and what was published is a prefix of it.
        again = generated(trial, 2)
        assert again["size"] in (size + 2, size + more + 2), where
        assert verify_log.verify(trial / "log", key)[0] == again["size"], where
        program = goverify.program()
        if not isinstance(program, str):
            go = subprocess.run([program, str(trial / "log"), key, str(older)], capture_output=True, text=True)
            assert go.returncode == 0, f"{where}: {go.stdout}"


def verify_head(folder, key):
    return verify_log.open_checkpoint((folder / "log" / "checkpoint").read_bytes(), key)[0]


class Node(Connector):
    """A connector whose log takes entries from outside."""

    def configure(self, **evidence):
        self.folder.mkdir()
        (self.folder / "connector.yaml").write_text(json.dumps({
            "participant": {"id": self.id}, "data": "data", "log": "warning",
            "public": {"bind": f"127.0.0.1:{self.port}"}, "management": {"bind": f"127.0.0.1:{self.management}"},
            "evidence": {"testAdd": True, **evidence},
        }))

    @property
    def root(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def data(self):
        return self.folder / "data"

    def log_state(self):
        return self.send("GET", "/evidence/log").json()


@pytest.fixture
def node(tmp_path):
    node = Node(tmp_path / "node", "node")
    node.configure()
    node.start()
    yield node
    node.stop()


def wait_for_size(node, size):
    deadline = time.monotonic() + PROOF_SECONDS
    while node.log_state()["current"]["size"] < size:
        assert time.monotonic() < deadline, node.log_state()
        time.sleep(0.02)


def test_what_is_added_is_served_as_the_specification_says(node):
    for index in range(260):
        assert requests.post(node.root + "/add", data=f"leaf {index}").text == str(index)
    wait_for_size(node, 260)
    key = node.log_state()["current"]["verifierKey"]
    checkpoint = requests.get(node.root + "/evidence/checkpoint")
    assert checkpoint.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-cache" in checkpoint.headers["Cache-Control"]
    assert verify_log.open_checkpoint(checkpoint.content, key)[0] == 260
    tile = requests.get(node.root + "/evidence/tile/0/000")
    assert tile.headers["Content-Type"] == "application/octet-stream" and len(tile.content) == 8192
    assert "immutable" in tile.headers["Cache-Control"]
    bundle = requests.get(node.root + "/evidence/tile/entries/001.p/4").content
    assert verify_log.entries_of(bundle, 4, "bundle") == [f"leaf {index}".encode() for index in range(256, 260)]
    for path in ["tile/0/001.p/5", "tile/0/002", "tile/0/0", "tile/64/000", "tile/0/..%2f..%2fcheckpoint", "2/checkpoint",
                 "tile/0/000.p/256", "tile/entries/../../state/head", "tile/0/000/"]:
        assert requests.get(node.root + "/evidence/" + path).status_code in (400, 404), path
    check_everywhere(node.data / "evidence" / "log", key, 260)
    assert own_verify(node.root + "/evidence", key).returncode == 0


def test_kill_at_any_moment_keeps_every_acknowledged_entry(node):
    acknowledged = {}

    def add(worker, stop):
        session, number = requests.Session(), 0
        while not stop.is_set():
            text = f"worker {worker} entry {number} {time.monotonic_ns()}"
            try:
                answer = session.post(node.root + "/add", data=text, timeout=5)
            except requests.RequestException:
                session = requests.Session()
                time.sleep(0.01)
                continue
            if answer.status_code == 200:
                acknowledged[int(answer.text)] = text
            number += 1

    for _ in range(5):
        stop = threading.Event()
        workers = [threading.Thread(target=add, args=(number, stop)) for number in range(8)]
        for worker in workers:
            worker.start()
        time.sleep(0.7)
        node.kill()
        stop.set()
        for worker in workers:
            worker.join()
        node.start()
    wait_for_size(node, max(acknowledged) + 1)
    log = node.data / "evidence" / "log"
    key = node.log_state()["current"]["verifierKey"]
    size, _ = verify_log.verify(log, key)
    assert len(acknowledged) > 50
    for index, text in acknowledged.items():
        width = min(256, size - index // 256 * 256)
        entries = verify_log.entries_of(verify_log.read_wide(log, "entries", index // 256, width), width, "bundle")
        assert entries[index % 256] == text.encode(), f"entry {index} is another"
    assert node.send("POST", "/evidence/fsck", {}).json()["holds"]


def test_a_restored_database_is_found_and_recovers_into_an_epoch(node):
    for index in range(5):
        requests.post(node.root + "/add", data=f"first {index}")
    wait_for_size(node, 5)
    node.stop()
    backup = node.folder / "backup.db"
    shutil.copy(node.data / "sluice.db", backup)
    node.start()
    for index in range(5):
        requests.post(node.root + "/add", data=f"second {index}")
    wait_for_size(node, 10)
    signed = (node.data / "evidence" / "log" / "checkpoint").read_bytes()
    node.stop()
    shutil.copy(backup, node.data / "sluice.db")
    node.start()
    refused = requests.post(node.root + "/add", data="lost")
    assert refused.status_code == 507, refused.text
    state = node.log_state()
    assert state["state"] == "stopped" and "older copy" in state["reason"]
    assert (node.data / "evidence" / "log" / "checkpoint").read_bytes() == signed
    assert node.send("POST", "/evidence/fsck", {}).json()["holds"] is False
    recovered = node.send("POST", "/evidence/recover", {"reason": "restored from a backup"})
    assert recovered.status_code == 201, recovered.text
    deadline = time.monotonic() + PROOF_SECONDS
    while requests.post(node.root + "/add", data="after").status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    wait_for_size(node, 2)
    first = node.send("GET", "/evidence?type=log.recovered").json()["items"][0]
    assert first["epoch"] == 2 and first["index"] == 0
    assert first["record"]["related"]["oldCheckpoint"].encode() == signed
    current = node.log_state()["current"]
    assert requests.get(node.root + "/evidence/2/checkpoint").ok
    check_everywhere(current["directory"], current["verifierKey"], current["size"])
    old = node.log_state()["epochs"][0]
    check_everywhere(old["directory"], old["verifierKey"], 10)


def test_a_log_that_cannot_be_written_refuses_changes_after_its_grace(tmp_path):
    node = Node(tmp_path / "node", "node")
    node.configure(grace="1s", folder=str(tmp_path / "log"))
    node.start()
    try:
        assert requests.post(node.root + "/add", data="one").status_code == 200
        wait_for_size(node, 1)
        log = tmp_path / "log" / "log"
        os.rename(log, tmp_path / "aside")
        log.write_text("a file where the folder was")
        deadline = time.monotonic() + 30
        while True:
            answer = requests.post(node.root + "/add", data="late")
            if answer.status_code != 200:
                break
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert answer.status_code == 507 and "cannot advance" in answer.json()["error"]["message"]
        assert node.send("GET", "/evidence").status_code == 200
        log.unlink()
        os.rename(tmp_path / "aside", log)
        while requests.post(node.root + "/add", data="again").status_code != 200:
            assert time.monotonic() < deadline + 30
            time.sleep(0.2)
        check_served(node)
    finally:
        node.stop()


def check_served(node):
    count = node.log_state()["entries"]
    wait_for_size(node, count)
    current = node.log_state()["current"]
    check_everywhere(current["directory"], current["verifierKey"], current["size"])


def test_add_is_served_only_where_it_was_asked_for(tmp_path):
    node = Node(tmp_path / "node", "node")
    node.configure(testAdd=False)
    node.start()
    try:
        assert requests.post(node.root + "/add", data="x").status_code == 404
    finally:
        node.stop()
    port = free_port()
    (node.folder / "connector.yaml").write_text(json.dumps({
        "participant": {"id": "urn:x"}, "data": "data", "public": {"bind": f"0.0.0.0:{port}"},
        "evidence": {"testAdd": True},
    }))
    command = [_binary(), "connector", "run", "--config", str(node.folder / "connector.yaml")]
    environment = {name: value for name, value in os.environ.items() if name not in TEST_VARIABLES}
    refused = subprocess.run(command, capture_output=True, text=True, timeout=30, env=environment)
    assert refused.returncode == 2 and "loopback" in refused.stderr
