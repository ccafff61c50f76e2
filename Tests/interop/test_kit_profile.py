"""The profiles for the conformance kits need nothing of the machine, and begin alike at each start."""

import pytest
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
