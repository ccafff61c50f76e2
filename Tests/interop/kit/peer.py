"""The scripted peer's HTTP server: handlers are registered per path, every message is recorded and checked.

It answers as the compatibility kit's server does: 200 (never 201) without a Content-Type, an empty chunked body
where there is nothing to say, 404 "No handler registered on this endpoint" when a message is not expected (yet,
or any more), a closed connection when the message does not fit the peer's own record, and no answer at all to a
message that breaks its schema.
"""

import json
import re
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from requests.structures import CaseInsensitiveDict

from . import timing
from .messages import transfer_error
from .processes import UnknownProcess, WrongState


@dataclass(frozen=True)
class Received:
    """One request of the connector."""

    method: str
    path: str
    headers: CaseInsensitiveDict
    body: bytes
    at: float = field(default_factory=time.monotonic)

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def kind(self):
        """The `@type` of the message, or None when the body is no JSON object."""
        try:
            return self.json.get("@type")
        except (ValueError, AttributeError):
            return None


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: object = None
    headers: dict = field(default_factory=dict)


class Peer:
    """The server. `violations` lists what a connector must never send; tests end with an empty list."""

    def __init__(self, port, schemas):
        self.schemas = schemas
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.reset()
        self.server = ThreadingHTTPServer(("127.0.0.1", port), _handler_class(self))
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.reset()
        self.server.shutdown()
        self.server.server_close()

    def reset(self):
        """Forgets handlers, messages and violations, and lets go of connections that are held in silence."""
        if hasattr(self, "released"):
            self.released.set()
        with self.lock:
            self.released = threading.Event()
            self.handlers, self.messages, self.violations = {}, [], []

    def on(self, pattern, handler):
        """Registers `handler(received) -> Answer` for paths that match `pattern` in full; the latest match answers."""
        with self.lock:
            self.handlers.pop(pattern, None)
            self.handlers[pattern] = handler

    def off(self, pattern):
        with self.lock:
            self.handlers.pop(pattern, None)

    def expect(self, pattern, action, keep=False, conflict=False):
        """Registers a handler for one message; returns the event that it sets.

        `action(message)` gives the answer's body. Where it raises WrongState the connection is closed and the handler
        stays, unless `conflict` is set: then the answer is 409 and the handler is gone, as for transfers in the
        compatibility kit. With `keep` the handler stays after its message.
        """
        latch = threading.Event()

        def handle(received):
            try:
                answer = Answer(200, action(received.json))
            except WrongState as problem:
                if not conflict:
                    raise
                answer = Answer(409, _conflict(received.json, problem))
            if not keep:
                self.off(pattern)
            latch.set()
            return answer

        self.on(pattern, handle)
        return latch

    def received(self, kind=None, path=None):
        """The messages so far, of one type and with a path that ends so."""
        with self.lock:
            return [m for m in self.messages if kind in (None, m.kind) and m.path.endswith(path or "")]

    def wait_for(self, kind=None, path=None, count=1, timeout=timing.DEFAULT_WAIT):
        """The `count`-th such message; fails when it does not come in time."""
        with self.changed:
            arrived = self.changed.wait_for(lambda: len(self.received(kind, path)) >= count, timeout)
            seen = [(m.method, m.path, m.kind) for m in self.messages]
            assert arrived, f"no {kind or 'message'} {path or ''} within {timeout} s; received: {seen}"
            return self.received(kind, path)[count - 1]

    # Called by the server's threads.

    def dispatch(self, received):
        """The answer to a request, or None to close the connection without one."""
        with self.changed:
            self.messages.append(received)
            self.changed.notify_all()
            handler = self._find(received.path)
        if handler is None:
            # Not checked: it may be a late repeat of a message to an earlier test.
            return Answer(404, "No handler registered on this endpoint")
        if not self._check(received):
            return self._stay_silent()
        try:
            with self.lock:
                return handler(received)
        except (WrongState, UnknownProcess):
            return None
        except (AssertionError, KeyError) as problem:
            self.violations.append(f"{received.path}: {problem!r}")
            return self._stay_silent()

    def _stay_silent(self):
        """Holds the connection without an answer, as the compatibility kit does when its handler thread dies."""
        self.released.wait(timing.SILENCE)

    def _find(self, path):
        stripped = path.rstrip("/")
        latest_first = reversed(self.handlers.items())
        return next((handler for pattern, handler in latest_first if re.fullmatch(pattern, stripped)), None)

    def _check(self, received):
        """Whether the message is valid; data requests (GET, or a push without @type) are no messages."""
        if received.method != "POST" or received.path.startswith("/data/"):
            return True
        try:
            problem = self.schemas.problem(received.json)
        except ValueError as error:
            problem = f"not JSON: {error}"
        if problem:
            self.violations.append(f"{received.path}: {problem}")
        return problem is None


def _conflict(body, problem):
    return transfer_error(body["providerPid"], body["consumerPid"], "409", str(problem))


def _handler_class(peer):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self):
            received = Received(self.command, self.path, CaseInsensitiveDict(self.headers), _read_body(self))
            answer = peer.dispatch(received)
            if answer is None:
                self.close_connection = True
            else:
                _write(self, answer)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer

        def log_message(self, format, *arguments):
            """Quiet: the messages are recorded."""

    return Handler


def _read_body(request):
    """The whole body, by length or in chunks (a connector may stream)."""
    if "chunked" not in request.headers.get("Transfer-Encoding", "").lower():
        return request.rfile.read(int(request.headers.get("Content-Length") or 0))
    body = b""
    while size := int(request.rfile.readline().split(b";")[0], 16):
        body += request.rfile.read(size)
        request.rfile.readline()
    while request.rfile.readline().strip():
        pass
    return body


def _write(request, answer):
    request.send_response_only(answer.status)
    for name, value in answer.headers.items():
        request.send_header(name, value)
    if request.command == "HEAD":
        # An answer to HEAD has no body, whatever the handler would say to GET (RFC 9110, 9.3.2).
        request.send_header("Content-Length", "0")
        request.end_headers()
        return
    if answer.body is None:
        request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        request.wfile.write(b"0\r\n\r\n")
        return
    data = answer.body if isinstance(answer.body, bytes) else _encode(answer.body)
    request.send_header("Content-Length", str(len(data)))
    request.end_headers()
    request.wfile.write(data)


def _encode(body):
    text = body if isinstance(body, str) else json.dumps(body, separators=(",", ":"))
    return text.encode()
