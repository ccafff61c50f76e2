"""Addresses that a peer names are never followed blindly.

A callback address to a network that the owner did not allow, or that is no plain http(s) address, is refused
with 400 when it comes, and nothing connects to it: not then, and not when the connector would have had
something to send.
"""

import socket
import threading
import time

import pytest

from kit import flows, messages, timing
from kit.errors import assert_error

# The connector would terminate such a negotiation by itself at once, so that there is something to send.
ACTS_AT_ONCE = "ACN0201"

FORBIDDEN = [
    "http://169.254.169.254/",
    "http://169.254.169.254/latest/meta-data",
    "http://10.0.0.1/",
    "http://192.168.1.1:8080/dsp",
    "http://172.16.0.1/",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://[::]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://2852039166/",
    "http://0xa9fea9fe/",
]

NO_ADDRESS = [
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1/",
    "javascript:alert(1)",
    "//127.0.0.1:18083",
    "127.0.0.1:18083",
    "/relative",
    "http://",
    "http:///path",
    "http://user@127.0.0.1:18083",
    "http://user:secret@127.0.0.1:18083",
    "http://127.0.0.1:99999",
    "http://127.0.0.1:port",
    "http://127.0.0.1:18083/\r\nX-Injected: 1",
    "http://127.0.0.1:18083/a b",
    "http://127.0.0.1:18083#fragment",
    "http://127.0.0.1:18083/" + "x" * 5000,
    " ",
]


@pytest.mark.parametrize("address", FORBIDDEN + NO_ADDRESS, ids=lambda address: repr(address[:40]))
def test_negotiation_callback_is_refused(dsp, address):
    message = flows.initial_request(ACTS_AT_ONCE, callbackAddress=address)
    assert_error(dsp.post("/negotiations/request", message), "ContractNegotiationError")


@pytest.mark.parametrize("address", ["http://169.254.169.254/", "file:///etc/passwd", "http://user@127.0.0.1:18083"])
def test_transfer_callback_is_refused(dsp, address):
    message = flows.transfer_request(flows.TRANSFER_STARTED, callbackAddress=address)
    assert_error(dsp.post("/transfers/request", message), "TransferError")


@pytest.mark.parametrize("address", ["http://169.254.169.254/", "http://10.0.0.1/"])
def test_callback_of_a_provider_is_refused(dsp, address):
    offer = messages.policy_offer("urn:sluice:test:offer", "urn:sluice:test:dataset")
    message = messages.contract_offer(messages.pid(), offer, callback=address)
    assert_error(dsp.post("/negotiations/offers", message), "ContractNegotiationError")


@pytest.mark.parametrize("host, family", [("[::1]", socket.AF_INET6), ("0.0.0.0", socket.AF_INET)])
def test_nothing_connects_to_a_refused_address(dsp, host, family):
    """Both lead to this machine, but neither is in 127.0.0.0/8, which is all that the profile allows."""
    with Trap(family) as trap:
        message = flows.initial_request(ACTS_AT_ONCE, callbackAddress=f"http://{host}:{trap.port}")
        assert_error(dsp.post("/negotiations/request", message), "ContractNegotiationError")
        time.sleep(timing.QUIET)
        assert trap.visitors == []


class Trap:
    """Listens and remembers who came."""

    def __init__(self, family):
        self.visitors = []
        self.socket = socket.socket(family)
        try:
            self.socket.bind(("::1" if family == socket.AF_INET6 else "0.0.0.0", 0))
        except OSError:
            pytest.skip("this machine has no such address")
        self.socket.listen()
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._welcome, daemon=True).start()

    def _welcome(self):
        try:
            while True:
                connection, address = self.socket.accept()
                self.visitors.append(address)
                connection.close()
        except OSError:
            return

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()
