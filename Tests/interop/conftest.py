"""Fixtures: the scripted peer, the connectors under test, and clients that report or judge."""


import pytest

from kit import config
from kit.client import DspClient, TckClient
from kit.negotiation import AsConsumer as NegotiationConsumer
from kit.negotiation import AsProvider as NegotiationProvider
from kit.normal import NormalSpace
from kit.peer import Peer
from kit.process import ConnectorProcess
from kit.schemas import Schemas
from kit.transfer import AsConsumer as TransferConsumer
from kit.transfer import AsProvider as TransferProvider

SCHEMAS = Schemas()


def pytest_report_header(config):
    return f"dataspace protocol: {SCHEMAS.report}"


@pytest.fixture(scope="session")
def schemas():
    return SCHEMAS


@pytest.fixture(scope="session")
def kit_server():
    """The compatibility kit's server. It listens before the connector starts, as the kit does."""
    server = Peer(config.KIT_PORT, SCHEMAS)
    yield server
    server.close()


@pytest.fixture(scope="session")
def cut(kit_server, tmp_path_factory):
    """The connector under test in the compatibility kit's profile: one process for the whole session."""
    log = tmp_path_factory.mktemp("cut") / "connector.log"
    connector = ConnectorProcess(config.TCK_CONFIG, config.TCK_ROOT, log).start()
    yield connector
    connector.stop()


@pytest.fixture
def kit(kit_server, cut):
    """The kit's server for one test. A test fails when the connector sent anything invalid, or died."""
    kit_server.reset()
    yield kit_server
    violations = list(kit_server.violations)
    kit_server.reset()
    assert violations == [], f"the connector sent invalid messages: {violations}"
    assert cut.alive, f"the connector died:\n{cut.tail()}"


@pytest.fixture
def dsp(kit):
    """Requests of TCK_PARTICIPANT."""
    return DspClient(config.TCK_BASE, config.TCK_TOKEN, SCHEMAS)


@pytest.fixture
def stranger(kit):
    """Requests of STRANGER, a second participant that the connector knows."""
    return DspClient(config.TCK_BASE, config.STRANGER_TOKEN, SCHEMAS)


@pytest.fixture
def anonymous(kit):
    """Requests without an Authorization header."""
    return DspClient(config.TCK_BASE, None, SCHEMAS)


@pytest.fixture
def tck(dsp):
    return TckClient(dsp)


@pytest.fixture
def consumer(kit, tck):
    """The kit negotiates as a consumer."""
    return NegotiationConsumer(kit, tck, config.TCK_BASE)


@pytest.fixture
def provider(kit, tck):
    """The kit negotiates as a provider."""
    return NegotiationProvider(kit, tck, config.TCK_BASE)


@pytest.fixture
def transfer_consumer(kit, tck):
    """The kit takes part in a transfer as a consumer."""
    return TransferConsumer(kit, tck, config.TCK_BASE)


@pytest.fixture
def transfer_provider(kit, tck):
    """The kit takes part in a transfer as a provider."""
    return TransferProvider(kit, tck, config.TCK_BASE)


@pytest.fixture(scope="session")
def normal_connector(tmp_path_factory):
    """A second connector, in its normal behaviour, with a peer of its own: one process for the session."""
    space = NormalSpace(tmp_path_factory.mktemp("normal"), SCHEMAS)
    yield space
    space.close()


@pytest.fixture
def space(normal_connector):
    """The second connector, its owner and its peer, for one test."""
    normal_connector.peer.reset()
    yield normal_connector
    violations = list(normal_connector.peer.violations)
    normal_connector.peer.reset()
    assert violations == [], f"the connector sent invalid messages: {violations}"
    assert normal_connector.connector.alive, f"the connector died:\n{normal_connector.connector.tail()}"


@pytest.fixture(scope="session")
def claims_kit_server():
    """The claims kit's server; it listens before the node starts, as the kit does."""
    from kit import dcp, dcp_node

    server = dcp.ClaimsKit(dcp_node.KIT_PORT)
    yield server
    server.close()


@pytest.fixture(scope="session")
def claims_node_process(claims_kit_server, tmp_path_factory):
    """The node under test in the claims kit's profile: one process for the session."""
    from kit import dcp_node

    log = tmp_path_factory.mktemp("claims") / "node.log"
    process = ConnectorProcess(dcp_node.CONFIG, dcp_node.ROOT, log).start()
    yield process
    process.stop()


@pytest.fixture
def claims_kit(claims_kit_server):
    claims_kit_server.reset()
    return claims_kit_server


@pytest.fixture
def node(claims_node_process):
    """The node under test as the claims kit reaches it; it must outlive the test."""
    from kit import dcp_node

    yield dcp_node.Node()
    assert claims_node_process.alive, f"the node died:\n{claims_node_process.tail()}"
