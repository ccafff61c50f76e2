"""A full disk: changes are refused with the documented problem, reads go on, and room is enough for a recovery.

The disk is a small file system in memory, so these run where one may be mounted (as root on Linux) and are skipped elsewhere.
"""

import shutil
import subprocess
import time

import pytest
import requests
from kit.pair import agree, publish, start_pair

MEBIBYTE = 1 << 20
# The database, its log and the log file fit; a filler takes the rest.
DISK_BYTES = 24 * MEBIBYTE


class SmallDisk:
    """A file system of its own at a folder, that a filler can fill to the last byte."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(folder)], capture_output=True, text=True
        )
        if done.returncode:
            pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")

    @property
    def filler(self):
        return self.folder / "filler"

    def fill(self):
        with open(self.filler, "ab", buffering=0) as filler:
            for size in (MEBIBYTE, 4096, 1):
                try:
                    while True:
                        filler.write(b"\0" * size)
                except OSError:
                    continue

    def free(self):
        self.filler.unlink(missing_ok=True)

    def close(self):
        subprocess.run(["umount", "-l", str(self.folder)], check=False)


@pytest.fixture
def disk(tmp_path):
    disk = SmallDisk(tmp_path / "disk")
    yield disk
    disk.close()


@pytest.fixture
def pair(disk):
    """Both parties keep their data on the small disk."""
    pair = start_pair(disk.folder)
    yield pair
    for party in pair:
        party.stop()


def refused(party):
    """The problem of a change that the disk has no room for; a few may still fit into the log's last page."""
    for number in range(200):
        answer = party.send("POST", "/resources", {"name": f"r{number}" + "x" * 200, "source": {
            "type": "http", "url": "http://127.0.0.1:9/"}})
        if answer.status_code != 201:
            return answer
    raise AssertionError("nothing was refused")


def test_full_disk_refuses_changes_answers_reads_and_recovers(pair, disk, tmp_path):
    provider, consumer = pair
    offer = publish(provider, tmp_path)
    agreement = agree(provider, consumer, offer)
    disk.fill()
    answer = refused(provider)
    assert answer.status_code == 507, answer.text
    problem = answer.json()["error"]
    assert (problem["code"], problem["side"]) == ("storage", "us") and "磁盘" in problem["messageZh"], problem
    assert problem["advice"] and problem["correlation"]
    for path in ("/resources", "/agreements", f"/agreements/{agreement}", "/negotiations", "/evidence"):
        assert provider.send("GET", path).status_code == 200, path
    ready = f"http://127.0.0.1:{provider.management}/health/ready"
    assert requests.get(ready, timeout=5).status_code == 507
    assert requests.get(ready.replace("ready", "live"), timeout=5).status_code == 200
    # What a peer asks meanwhile is not lost: it is told to come again.
    terms = {"@id": offer, "permission": [{"action": "use"}]}
    assert consumer.send("POST", "/negotiations", {"peer": provider.id, "dataset": "crash-data", "offer": terms}
                         ).status_code == 507
    disk.free()
    assert requests.get(ready, timeout=5).status_code == 200
    assert provider.send("POST", "/resources", {"name": "again", "source": {
        "type": "http", "url": "http://127.0.0.1:9/"}}).status_code == 201
    assert agree(provider, consumer, offer) != agreement
    assert provider.process.poll() is None and consumer.process.poll() is None


def test_full_disk_at_the_provider_delays_a_negotiation_and_loses_nothing(disk, tmp_path):
    """Only the provider's disk is full: the consumer's request waits for it."""
    (tmp_path / "roomy").mkdir()
    provider, consumer = start_pair(tmp_path / "roomy")
    try:
        offer = publish(provider, tmp_path)
        provider.stop()
        shutil.move(provider.folder / "data", disk.folder / "data")
        (provider.folder / "data").symlink_to(disk.folder / "data")
        provider.start()
        disk.fill()
        refused(provider)
        terms = {"@id": offer, "permission": [{"action": "use"}]}
        body = {"peer": provider.id, "dataset": "crash-data", "offer": terms}
        started = consumer.send("POST", "/negotiations", body).json()["id"]
        time.sleep(1)
        waiting = consumer.send("GET", f"/negotiations/{started}").json()
        assert waiting["pending"] == "request" and "507" in waiting["waiting"]["lastError"], waiting
        disk.free()
        assert consumer.until(f"/negotiations/{started}", "FINALIZED", "TERMINATED")["state"] == "FINALIZED"
    finally:
        provider.stop()
        consumer.stop()


def test_full_sink_pauses_the_transfer_until_there_is_room(disk, tmp_path):
    (tmp_path / "roomy").mkdir()
    provider, consumer = start_pair(tmp_path / "roomy")
    try:
        agreement = agree(provider, consumer, publish(provider, tmp_path))
        disk.fill()
        with open(disk.filler, "r+b") as filler:
            filler.truncate(disk.filler.stat().st_size - 300 * 1024)
        path = disk.folder / "got"
        body = {"agreement": agreement, "sink": {"type": "folder", "path": str(path)}}
        transfer = consumer.send("POST", "/transfers", body).json()["id"]
        paused = consumer.until(f"/transfers/{transfer}", "SUSPENDED", "TERMINATED", "COMPLETED")
        assert paused["state"] == "SUSPENDED" and paused["reason"]["code"] == "sink.full", paused
        assert not path.exists()
        disk.free()
        consumer.send("POST", f"/transfers/{transfer}/start")
        assert consumer.until(f"/transfers/{transfer}", "TERMINATED", "COMPLETED")["state"] == "COMPLETED"
        assert path.read_bytes() == bytes(range(256)) * 4096
    finally:
        provider.stop()
        consumer.stop()
