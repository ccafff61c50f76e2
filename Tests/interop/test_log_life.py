"""The evidence log over years: keys that are rotated, machines that are lost, records that must be kept."""

import shutil
import time

import pytest
from kit.commandline import Party, sluice
from test_evidence_log import PROOF_SECONDS, check_everywhere, verify_log


@pytest.fixture
def party(tmp_path):
    party, other = Party(tmp_path / "epsilon", "epsilon"), Party(tmp_path / "other", "other")
    party.knows(other)
    party.start()
    yield party
    party.stop()


def log_of(party):
    return party.does("evidence", "log")


def settled(party):
    """The log once every entry is in it."""
    deadline = time.monotonic() + PROOF_SECONDS
    while (log := log_of(party))["current"]["size"] < log["entries"] or log["state"] != "running":
        assert time.monotonic() < deadline, log
        time.sleep(0.05)
    return log


def checkpoint(log):
    with open(log["directory"] + "/checkpoint", "rb") as file:
        return file.read()


def test_a_rotated_key_signs_no_more_at_once_and_verifies_the_past(party, tmp_path):
    party.publishes("before")
    before = settled(party)["current"]
    receipt = tmp_path / "receipt.tlog-proof"
    receipt.write_text(party.run("evidence", "receipt", "1").out)
    signed = checkpoint(before)
    (key,) = [key for key in party.does("key", "list", "--all")["items"]
              if key["purpose"] == "evidence" and key["algorithm"] == "EdDSA"]
    refused = party.run("key", "revoke", key["id"], "--reason", "known to others", "--json")
    assert refused.code == 5 and "key rotate" in refused.err
    rotated = party.does("key", "rotate", key["id"])
    party.publishes("after")
    deadline = time.monotonic() + PROOF_SECONDS
    while (after := settled(party)["current"])["verifierKey"] == before["verifierKey"]:
        assert time.monotonic() < deadline, after
    assert after["origin"] == before["origin"] and after["size"] > before["size"]
    assert after["formerVerifierKeys"] == [before["verifierKey"]] and after["revokedVerifierKeys"] == []
    # Programs of others: the new key for the new head, the old key for the old one, and neither for the other's.
    check_everywhere(after["directory"], after["verifierKey"], after["size"])
    assert verify_log.open_checkpoint(signed, before["verifierKey"])[0] == before["size"]
    for note, wrong in ((checkpoint(after), before), (signed, after)):
        with pytest.raises(Exception):
            verify_log.open_checkpoint(note, wrong["verifierKey"])
    assert sluice("evidence", "verify", receipt, "--key", before["verifierKey"]).code == 0
    assert party.does("evidence", "fsck")["holds"] is True
    # The old one may be distrusted now, and the log stands also after a restart.
    party.does("key", "revoke", rotated["old"]["id"], "--reason", "known to others")
    party.stop()
    party.start()
    party.publishes("later")
    last = settled(party)["current"]
    assert last["revokedVerifierKeys"] == [before["verifierKey"]] and last["formerVerifierKeys"] == []
    check_everywhere(last["directory"], after["verifierKey"], last["size"])


def refused_until_recovered(party, words):
    """Reads go on, changes are refused with these words; then a new epoch begins. Its log."""
    stopped = log_of(party)
    assert stopped["state"] == "stopped" and words in stopped["reason"]
    refused = party.run("resource", "add", "lost", "--file", party.config, "--json")
    assert refused.code != 0 and "evidence recover" in refused.err, refused.err
    party.does("evidence", "recover", "--reason", "restored from a backup")
    # At once: the command's success says that business goes on.
    party.publishes("afterwards")
    return settled(party)


def test_a_lost_machine_is_restored_into_a_new_epoch_and_nothing_is_signed_twice(party, tmp_path):
    party.publishes("first")
    kept = settled(party)["current"]
    made = party.does("backup", tmp_path / "copy")
    assert made["log"]["epochs"][0]["size"] == kept["size"]
    # The copy is a whole log that programs of others read.
    check_everywhere(tmp_path / "copy" / "evidence" / "log", kept["verifierKey"], kept["size"])
    # What others may hold and this node will have forgotten.
    party.publishes("second")
    world = settled(party)["current"]
    seen = checkpoint(world)
    assert world["size"] > kept["size"]
    party.stop()
    shutil.rmtree(party.folder / "data")
    done = party.does("restore", tmp_path / "copy")
    assert done["needsRecovery"] is True
    party.start()
    assert party.does("product", "show", "first")["id"] == "first"
    log = refused_until_recovered(party, "restored from a backup")
    old, new = log["epochs"]
    assert new["origin"] != old["origin"] and new["epoch"] > 2
    # The old log ends where the backup was, under the head that was signed then; the world's later one contradicts nothing.
    assert checkpoint(old) == checkpoint(kept | {"directory": str(tmp_path / "copy" / "evidence" / "log")})
    assert int(seen.decode().split("\n")[1]) == world["size"] and old["size"] == kept["size"]
    check_everywhere(old["directory"], old["verifierKey"], kept["size"])
    check_everywhere(new["directory"], new["verifierKey"], new["size"])
    receipt = tmp_path / "old.tlog-proof"
    receipt.write_text(party.run("evidence", "receipt", "1").out)
    assert sluice("evidence", "verify", receipt, "--key", old["verifierKey"]).code == 0
    assert party.does("evidence", "fsck")["holds"] is True
    assert party.does("evidence", "audit")["findings"] == []
    # From the same backup a second time, again on an empty machine: another epoch, not the same one with other entries.
    party.stop()
    shutil.rmtree(party.folder / "data")
    party.does("restore", tmp_path / "copy")
    time.sleep(1.1)
    party.start()
    again = refused_until_recovered(party, "restored from a backup")["current"]
    assert again["origin"] not in (old["origin"], new["origin"])


def test_an_older_database_beside_the_log_is_found_by_what_the_log_says(party, tmp_path):
    party.publishes("first")
    party.does("backup", tmp_path / "copy")
    party.publishes("second")
    signed = settled(party)["current"]
    party.stop()
    done = party.does("restore", tmp_path / "copy", "--force")
    assert done["needsRecovery"] is False
    party.start()
    assert checkpoint(signed) == signed["checkpoint"].encode()
    log = refused_until_recovered(party, "older copy")
    assert [epoch["epoch"] for epoch in log["epochs"]] == [1, 2]
    assert checkpoint(signed) == signed["checkpoint"].encode(), "what was signed stands"
    check_everywhere(log["current"]["directory"], log["current"]["verifierKey"], log["current"]["size"])


def test_a_backup_with_a_changed_log_is_not_restored(party, tmp_path):
    party.publishes("first")
    settled(party)
    party.does("backup", tmp_path / "copy")
    party.stop()
    victim = next(path for path in (tmp_path / "copy" / "evidence").rglob("*") if path.is_file() and path.stat().st_size)
    content = victim.read_bytes()
    victim.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    assert party.run("restore", tmp_path / "copy", "--force").code == 2
    victim.write_bytes(content)
    (tmp_path / "copy" / "evidence" / "log" / "more").write_text("x")
    assert party.run("restore", tmp_path / "copy", "--force").code == 2


def test_records_are_kept_as_long_as_is_said_and_never_shorter_than_the_least(party, tmp_path):
    years = log_of(party)["retentionYears"]
    assert years == {"contract": 30, "delivery": 20, "catalogue": 10, "other": 3}
    too_short = party.run("config", "check", "--set", "evidence.retention.contract=29")
    assert too_short.code == 2 and "30" in too_short.err
    party.stop()
    document = party.config.read_text() + "\nevidence: {retention: {catalogue: 50}}\n"
    party.config.write_text(document)
    party.start()
    assert log_of(party)["retentionYears"] == years | {"catalogue": 50}
    party.publishes("kept")
    entry = [item for item in party.does("evidence", "list", "--all")["items"]
             if item["record"]["subject"]["kind"] == "product"][-1]
    kept = int(entry["keepUntil"][:4]) - int(entry["record"]["time"][:4])
    assert kept in (50, 51)
    erased = party.run("evidence", "erase", entry["sequence"], "--json")
    assert erased.code == 5 and entry["keepUntil"] in erased.err
