"""The profiles for the conformance kits need nothing of the machine, and begin alike at each start."""

import re
from urllib.parse import urlsplit

import pytest
import yaml
from kit import config, dcp_node
from kit.process import ConnectorProcess


class Profile(ConnectorProcess):
    """A profile on a port and a folder of its own, with nothing in its environment."""

    def __init__(self, profile, folder, port, log):
        super().__init__(folder / "profile.yaml", f"http://127.0.0.1:{port}", log)
        text = profile.read_text()
        for old, new in (("18282", port), ("18382", port), ("18283", 0), ("18383", 0)):
            text = text.replace(f"127.0.0.1:{old}", f"127.0.0.1:{new}")
        text = text.replace("../../../.build/", str(folder) + "/")
        for extra in profile.parent.glob("*.json"):
            (folder / extra.name).write_bytes(extra.read_bytes())
        self.config.write_text(text)


@pytest.mark.parametrize("profile, name", [(config.TCK_CONFIG, "dsp-kit"), (dcp_node.CONFIG, "dcp-kit")])
def test_each_start_begins_alike(profile, name, tmp_path, monkeypatch):
    for variable in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    node = Profile(profile, tmp_path, config.free_port(), tmp_path / "log")
    keys = []
    for _ in range(2):
        node.start()
        keys.append((tmp_path / name / "key").read_text())
        (tmp_path / name / "left-over").write_text("x")
        node.stop()
    assert keys[0] != keys[1]
    node.start()
    node.stop()
    assert not (tmp_path / name / "left-over").exists()


def test_a_folder_that_no_kit_began_is_not_emptied(tmp_path):
    node = Profile(config.TCK_CONFIG, tmp_path, config.free_port(), tmp_path / "log")
    (tmp_path / "dsp-kit").mkdir()
    (tmp_path / "dsp-kit" / "sluice.db").write_text("somebody's data")
    with pytest.raises(RuntimeError, match="is not emptied"):
        node.start()
    assert (tmp_path / "dsp-kit" / "sluice.db").read_text() == "somebody's data"


def settings(role):
    lines = (dcp_node.CONFIG.parent / f"{role}.properties").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@pytest.mark.parametrize("role, tested", [("holder", "did.holder"), ("verifier", "did.verifier"), ("issuer", "did.issuer")])
def test_the_kits_settings_are_those_of_the_nodes_profile(role, tested):
    found = {name.removeprefix("dataspacetck."): value for name, value in settings(role).items()}
    profile = yaml.safe_load(dcp_node.CONFIG.read_text())
    # The node plays one role, and the kit all others, under names that lead to where it listens.
    assert found[tested] == profile["participant"]["id"] == dcp_node.DID
    assert [name for name in found if name.startswith("did.")] == [tested]
    callback = urlsplit(found["callback.address"])
    assert str(callback.port) == found["port"] == str(dcp_node.KIT_PORT) and callback.hostname == "localhost"
    assert f"did:web:localhost%3A{callback.port}:issuer" in [entry["issuer"] for entry in profile["trust"]]
    schemas = [entry["id"] for entry in profile["claims"]["schemas"]]
    assert f"{found['callback.address']}/schema/membership-schema.json" in schemas
    assert profile["claims"]["required"] == ["MembershipCredential"]
    for package in found["test.package"].split(","):
        assert re.fullmatch(r"org\.eclipse\.dataspacetck\.dcp\.verification\.(presentation|issuance)\.[a-z]+", package)
    if role == "holder":
        assert found["sts.url"] + "/token" == dcp_node.STS
        client = profile["sts"]["clients"][0]
        assert (found["sts.client.id"], found["sts.client.secret"]) == (client["id"], client["secret"])
    if role == "verifier":
        assert found["vpp.trigger.endpoint"] == dcp_node.TRIGGER
