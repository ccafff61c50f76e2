"""Where the connectors under test are and how they are configured; a new configuration format is a change here."""

import json
import socket
from dataclasses import dataclass
from pathlib import Path

import yaml

INTEROP = Path(__file__).resolve().parent.parent
REPOSITORY = INTEROP.parent.parent

# The compatibility kit's profile; the connector's side of it is tck/connector.yaml.
TCK_CONFIG = INTEROP / "tck" / "connector.yaml"
TCK_ROOT = "http://127.0.0.1:18282"
DSP_PATH = "/dsp/2025-1"
TCK_BASE = TCK_ROOT + DSP_PATH
TCK_INITIATE_NEGOTIATION = TCK_ROOT + "/tck/negotiations/requests"
TCK_INITIATE_TRANSFER = TCK_ROOT + "/tck/transfers/requests"
TCK_TOKEN = "tck-token"
STRANGER_TOKEN = "stranger-token"
KIT_PORT = 18083
KIT_ADDRESS = f"http://127.0.0.1:{KIT_PORT}"
KIT_ID = "TCK_PARTICIPANT"
CUT_ID = "CUT"
VERSION_PATH = "/.well-known/dspace-version"

# Path of the management API; part of every address that kit/management.py builds.
MANAGEMENT_PATH = "/api/v1"


def free_port():
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Profile:
    """A connector in its normal, automatic behaviour with this suite's server as its only peer."""

    folder: Path
    public_port: int
    management_port: int
    peer_port: int
    participant: str = "urn:sluice:test:provider"
    peer: str = "urn:sluice:test:peer"
    # What the peer shows to the connector, and the connector to the peer.
    token_in: str = "peer-to-connector-0123456789"
    token_out: str = "connector-to-peer-0123456789"

    @classmethod
    def create(cls, folder):
        return cls(Path(folder), free_port(), free_port(), free_port())

    @property
    def root(self):
        return f"http://127.0.0.1:{self.public_port}"

    @property
    def base(self):
        return self.root + DSP_PATH

    @property
    def management(self):
        return f"http://127.0.0.1:{self.management_port}{MANAGEMENT_PATH}"

    @property
    def peer_address(self):
        return f"http://127.0.0.1:{self.peer_port}"

    @property
    def token_file(self):
        return self.folder / "owner-token"

    def document(self):
        """The configuration as the connector reads it."""
        loopback = ["127.0.0.0/8"]
        return {
            "participant": {"id": self.participant, "name": "Test provider"},
            "data": str(self.folder / "data"),
            "public": {"bind": f"127.0.0.1:{self.public_port}", "url": self.root},
            "management": {"bind": f"127.0.0.1:{self.management_port}", "tokenFile": str(self.token_file)},
            "peers": [
                {"id": self.peer, "address": self.peer_address, "tokenIn": self.token_in, "tokenOut": self.token_out}
            ],
            "egress": {"peer": {"networks": loopback}, "owner": {"networks": loopback}},
        }

    def write(self):
        """Writes the configuration file and returns its path."""
        path = self.folder / "connector.yaml"
        path.write_text(yaml.safe_dump(json.loads(json.dumps(self.document())), sort_keys=False))
        return path
