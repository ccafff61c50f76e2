"""Doctor, configuration, backup and restore."""

import json
import os
import shutil

import pytest
from kit.commandline import Party


@pytest.fixture
def party(tmp_path):
    """A connector of one's own, not started, whose peer is itself by another name."""
    party, other = Party(tmp_path / "delta", "delta"), Party(tmp_path / "other", "other")
    party.knows(other)
    yield party
    party.stop()


def results(found):
    return {finding["check"]: finding["result"] for finding in found["findings"]}


def test_doctor_before_the_first_start_and_while_running(party):
    before = party.does("doctor")
    assert results(before)["configuration"] == "ok" and results(before)["connector"] == "warning"
    party.start()
    done = party.run("doctor", "--json")
    assert done.code == 1 and results(done.json)["peer urn:sluice:test:other"] == "failed"
    assert results(done.json) | {"peer urn:sluice:test:other": "ok"} == {name: "ok" for name in results(done.json)}
    assert "体检" in party.run("doctor", "--help").out and "异常" in party.run("doctor", "--lang", "zh").out


def test_doctor_finds_what_is_wrong(party):
    party.start()
    party.stop()
    os.chmod(party.folder / "data" / "owner-token", 0o644)
    found = party.run("doctor", "--json")
    assert found.code == 1 and results(found.json)["token file"] == "failed"
    assert "chmod 600" in party.run("doctor").out
    with open(party.folder / "data" / "sluice.db", "r+b") as database:
        database.seek(4096)
        database.write(b"\xff" * 8192)
    assert results(party.run("doctor", "--json").json)["database"] == "failed"
    party.config.write_text("participant: {id: x}\nnonsense: 1\n")
    broken = party.run("doctor", "--json")
    assert broken.code == 1 and results(broken.json) == {"configuration": "failed"}


def test_configuration_is_shown_with_sources_and_without_secrets(party):
    shown = party.run("config", "show", "--set", "log=debug", environment={"SLUICE_DOWNLOADS": "/srv/elsewhere"})
    assert shown.code == 0 and "token-" not in shown.out and "••••••" in shown.out
    lines = {line.split()[0]: line for line in shown.out.splitlines()}
    assert "command line" in lines["log"] and "SLUICE_DOWNLOADS" in lines["downloads"]
    assert "sluice.yaml:" in lines["public.bind"] and "default" in lines["delivery.giveUp"]
    assert party.does("config", "check")["valid"] is True
    mistaken = party.run("config", "check", "--set", "managment.bind=x:1", "--lang", "zh")
    assert mistaken.code == 2 and "management.bind" in mistaken.err


def state(party):
    return [party.does(noun, "list") for noun in ("resource", "product", "offer", "evidence", "token")]


@pytest.mark.parametrize("runs", [True, False], ids=["running", "stopped"])
def test_a_backup_is_restored_as_it_was(party, tmp_path, runs):
    party.start()
    party.publishes("kept")
    before = state(party)
    if not runs:
        party.stop()
    made = party.does("backup", tmp_path / "copy")
    assert [file["name"] for file in made["files"]] == ["sluice.db", "owner-token", "sluice.yaml"]
    assert all(os.stat(tmp_path / "copy" / name).st_mode & 0o077 == 0 for name in os.listdir(tmp_path / "copy"))
    assert party.run("backup", tmp_path / "copy").code == 5
    if runs:
        party.publishes("later")
        assert party.run("restore", tmp_path / "copy").code == 5
        party.stop()
    refused = party.run("restore", tmp_path / "copy")
    assert refused.code == 5 and "--force" in refused.err
    assert party.run("restore", tmp_path / "copy", "--force").code == 0
    party.start()
    assert state(party) == before
    assert party.does("product", "show", "kept")["id"] == "kept"


def test_a_restore_into_an_empty_folder(party, tmp_path):
    party.start()
    party.publishes("moved")
    party.does("backup", tmp_path / "copy")
    party.stop()
    shutil.rmtree(party.folder / "data")
    assert party.run("restore", tmp_path / "copy").code == 0
    party.start()
    assert party.does("product", "show", "moved")["id"] == "moved"


def test_a_changed_backup_is_not_restored(party, tmp_path):
    party.start()
    party.does("backup", tmp_path / "copy")
    party.stop()
    with open(tmp_path / "copy" / "sluice.db", "ab") as database:
        database.write(b"x")
    assert party.run("restore", tmp_path / "copy", "--force").code == 2
    manifest = tmp_path / "copy" / "manifest.json"
    document = json.loads(manifest.read_text())
    document["files"][0]["name"] = "../../escape"
    manifest.write_text(json.dumps(document))
    assert party.run("restore", tmp_path / "copy", "--force").code == 2
    manifest.unlink()
    assert party.run("restore", tmp_path / "copy", "--force").code == 3


def test_only_the_owner_makes_a_backup(party, tmp_path):
    party.start()
    token = party.run("token", "create", "o", "--role", "operator").out.strip()
    assert party.run("backup", tmp_path / "copy", environment={"SLUICE_TOKEN": token}).code == 4
