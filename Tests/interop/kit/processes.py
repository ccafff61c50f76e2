"""What the compatibility kit keeps about a negotiation or transfer: its own state, moved only along these arrows."""

import threading

from .messages import pid

# INITIALIZED: our request is on its way, and the connector's pid not yet known, so that its offer would come too early.
# OFFERED -> OFFERED is wider than the specification's diagram; the compatibility kit allows it.
NEGOTIATION = {
    "INITIALIZED": {"REQUESTED", "TERMINATED"},
    "REQUESTED": {"OFFERED", "AGREED", "TERMINATED"},
    "OFFERED": {"REQUESTED", "OFFERED", "ACCEPTED", "TERMINATED"},
    "ACCEPTED": {"AGREED", "TERMINATED"},
    "AGREED": {"VERIFIED", "TERMINATED"},
    "VERIFIED": {"FINALIZED", "TERMINATED"},
    "FINALIZED": set(),
    "TERMINATED": set(),
}

TRANSFER = {
    "INITIALIZED": {"REQUESTED"},
    "REQUESTED": {"STARTED", "TERMINATED"},
    "SUSPENDED": {"STARTED", "TERMINATED"},
    "STARTED": {"SUSPENDED", "TERMINATED", "COMPLETED"},
    "COMPLETED": set(),
    "TERMINATED": set(),
}


class WrongState(Exception):
    """The message does not fit the kit's own record, usually because the connector acted too early."""


class UnknownProcess(Exception):
    """The message names a process that the kit does not have."""


class Process:
    """The kit's record of one process. `id` is the kit's pid, `peer_id` the connector's."""

    def __init__(self, arrows, state="INITIALIZED", peer_id=None, callback=None):
        self.id, self.peer_id, self.callback = pid(), peer_id, callback
        self.arrows, self.state = arrows, state
        self.lock = threading.Lock()

    def move(self, state):
        """Goes to `state`, or raises WrongState and changes nothing."""
        with self.lock:
            if state not in self.arrows[self.state]:
                raise WrongState(f"{self.state} -> {state}")
            self.state = state
