"""The order of events in a test of the compatibility kit, shared by negotiations and transfers.

A test is a chain of steps, run one after another: register a handler, send a message, wait for the kit's own
state, look at the connector's state. Handlers that come after a wait are thus registered up to 100 ms late,
which a connector must survive.
"""

import time
from collections import deque

from . import timing


class Pipeline:
    """The steps that do not depend on the kind of process."""

    def __init__(self, peer, tck, base):
        self.peer, self.tck, self.base = peer, tck, base
        self.latches = deque()
        self.process = None

    def wait(self, state):
        """Waits until the oldest expected message has come and the kit's own record is in `state`."""
        if self.latches:
            assert self.latches.popleft().wait(timing.DEFAULT_WAIT), self._missing(state)
        self._poll(lambda: self.process is not None and self.process.state == state, f"state {state}")
        return self

    def expect(self, pattern, action, **options):
        self.latches.append(self.peer.expect(pattern, action, **options))
        return self

    def pause(self):
        time.sleep(timing.PAUSE)

    def digest(self):
        """The time between an answer and its entry in the kit's own record."""
        time.sleep(timing.DIGEST)

    def _poll(self, condition, description):
        """True at a look every 100 ms, the first one after 100 ms."""
        deadline = time.monotonic() + timing.DEFAULT_WAIT
        while time.monotonic() < deadline:
            time.sleep(timing.POLL)
            if condition():
                return
        own = self.process.state if self.process else "no process"
        raise AssertionError(f"timeout waiting for {description}; the kit is in {own}; {self._log()}")

    def _missing(self, state):
        return f"the message before {state} did not come; {self._log()}"

    def _log(self):
        seen = [f"{m.method} {m.path} {m.kind}" for m in self.peer.received()]
        return f"received {seen}, violations {self.peer.violations}"
