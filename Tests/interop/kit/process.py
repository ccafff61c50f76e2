"""Starts and stops a connector under test as a process of its own."""

import os
import subprocess
import time

import requests

from . import timing
from .config import REPOSITORY, VERSION_PATH


class ConnectorProcess:
    """`sluice connector run --config FILE`, ready when the version endpoint answers."""

    def __init__(self, config, root, log):
        self.config, self.root, self.log = config, root, log
        self.process = None

    def start(self):
        if self._answers():
            raise RuntimeError(f"something already answers at {self.root}; stop it first")
        command = [_binary(), "connector", "run", "--config", str(self.config)]
        with open(self.log, "ab") as output:
            self.process = subprocess.Popen(command, cwd=REPOSITORY, stdout=output, stderr=subprocess.STDOUT)
        try:
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timing.STOP_WAIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    @property
    def alive(self):
        return self.process is not None and self.process.poll() is None

    def tail(self, lines=30):
        """The end of what the connector printed, for failure messages."""
        with open(self.log, errors="replace") as text:
            return "".join(text.readlines()[-lines:])

    def _wait_until_ready(self):
        limit = timing.START_WAIT if os.environ.get("SLUICE_BIN") else timing.BUILD_WAIT
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            if not self.alive:
                raise RuntimeError(f"the connector ended at its start:\n{self.tail()}")
            if self._answers():
                return
            time.sleep(timing.POLL)
        raise RuntimeError(f"the connector was not ready after {limit:.0f} s:\n{self.tail()}")

    def _answers(self):
        try:
            return requests.get(self.root + VERSION_PATH, timeout=timing.PROMPT).status_code == 200
        except requests.RequestException:
            return False


def _binary():
    """SLUICE_BIN, or the wrapper that builds when needed."""
    named = os.environ.get("SLUICE_BIN")
    binary = named or str(REPOSITORY / "bin" / "sluice")
    if not os.access(binary, os.X_OK):
        raise RuntimeError(f"no connector to test: {binary} is not an executable (set SLUICE_BIN)")
    return binary
