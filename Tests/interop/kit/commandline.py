"""Two connectors and the command line of each, as two companies would use it."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from . import config
from .process import ConnectorProcess, _binary

# A command that takes longer has hung; publishing half a gigabyte with a debug binary stays far below.
COMMAND_WAIT = 120
STOPPED = {"SLUICE_CONFIG", "SLUICE_LANG", "SLUICE_TOKEN", "SLUICE_URL", "LC_ALL", "LC_MESSAGES", "LANG"}


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def error(self):
        """The failure that `--json` prints on standard error."""
        return json.loads(self.err)["error"]


def sluice(*arguments, folder=None, environment=None, text=None):
    """Runs the binary as a person in `folder` would."""
    done = subprocess.run(
        [_binary(), *map(str, arguments)],
        cwd=folder,
        env=surroundings(environment),
        input=text,
        capture_output=True,
        text=True,
        timeout=COMMAND_WAIT,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def surroundings(environment=None):
    clean = {name: value for name, value in os.environ.items() if name not in STOPPED}
    return clean | {"LANG": "C", "TZ": "Asia/Shanghai", "COLUMNS": "100"} | (environment or {})


class Party:
    """A participant: a folder with its configuration, its connector, and its people at the command line."""

    def __init__(self, folder, name):
        self.folder, self.name = Path(folder), name
        self.folder.mkdir(parents=True)
        self.id = f"urn:sluice:test:{name}"
        self.public_port, self.management_port = config.free_port(), config.free_port()
        self.root = f"http://127.0.0.1:{self.public_port}"
        self.address = self.root + config.DSP_PATH
        self.config = self.folder / "sluice.yaml"
        self.connector = None

    def knows(self, other):
        peer = {
            "id": other.id,
            "name": other.name.upper(),
            "address": other.address,
            "tokenIn": f"token-{other.name}-to-{self.name}",
            "tokenOut": f"token-{self.name}-to-{other.name}",
        }
        document = {
            "participant": {"id": self.id, "name": self.name.upper()},
            "data": "data",
            "public": {"bind": f"127.0.0.1:{self.public_port}"},
            "management": {"bind": f"127.0.0.1:{self.management_port}"},
            "log": "warning",
            "peers": [peer],
            "egress": {"peer": {"networks": ["127.0.0.0/8"]}, "owner": {"networks": ["127.0.0.0/8"]}},
        }
        self.config.write_text(yaml.safe_dump(document, sort_keys=False))

    def start(self):
        self.connector = ConnectorProcess(self.config, self.root, self.folder / "log").start()
        return self

    def stop(self):
        if self.connector is not None:
            self.connector.stop()

    def run(self, *arguments, **options):
        return sluice(*arguments, folder=self.folder, **options)

    def does(self, *arguments, **options):
        """Runs with `--json`, must succeed, gives the value printed."""
        done = self.run(*arguments, "--json", **options)
        assert done.code == 0, f"sluice {' '.join(map(str, arguments))}: {done.code}\n{done.out}{done.err}"
        return json.loads(done.out) if done.out else None

    def publishes(self, dataset, content=b"one,two\n1,2\n", *offer):
        """A file as resource, product and offer; the content may be a number of bytes, mostly zeros."""
        file = self.folder / f"{dataset}.csv"
        if isinstance(content, int):
            with open(file, "wb") as made:
                made.truncate(content)
        else:
            file.write_bytes(content)
        resource = self.does("resource", "add", dataset, "--file", file)
        self.does("product", "publish", resource["id"], "--id", dataset, "--title", f"数据 {dataset}")
        return self.does("offer", "add", dataset, *offer)["id"]


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A provider and a consumer that run and know each other."""
    base = tmp_path_factory.mktemp("two")
    provider, consumer = Party(base / "alpha", "alpha"), Party(base / "beta", "beta")
    provider.knows(consumer)
    consumer.knows(provider)
    try:
        provider.start()
        consumer.start()
        yield provider, consumer
        assert provider.connector.alive and consumer.connector.alive
    finally:
        provider.stop()
        consumer.stop()
