"""The scripted peer's HTTP clients: `DspClient` reports what it got, `TckClient` judges as the kit does."""

import json
import time
from dataclasses import dataclass

import requests

from . import timing

CONTENT_TYPE = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict
    content: bytes

    @property
    def json(self):
        return json.loads(self.content)

    @property
    def state(self):
        return self.json["state"].removeprefix("dspace:")

    @property
    def ok(self):
        return 200 <= self.status < 300


class DspClient:
    """Sends requests with one `Authorization` value; every JSON answer that has an @type must be valid."""

    def __init__(self, base, authorization, schemas):
        self.base, self.authorization, self.schemas = base, authorization, schemas

    def get(self, path, **options):
        return self.send("GET", path, **options)

    def post(self, path, message, **options):
        """Posts a message (an object) or the very bytes given."""
        data = message if isinstance(message, (bytes, str)) else encode(message)
        return self.send("POST", path, data=data, **options)

    def send(self, method, path, data=None, headers=None):
        """`path` is relative to the protocol's base, or a whole address."""
        url = path if path.startswith("http") else self.base + path
        given = {"Content-Type": CONTENT_TYPE} if data is not None else {}
        if self.authorization is not None:
            given["Authorization"] = self.authorization
        answer = requests.request(
            method, url, data=data, headers=given | (headers or {}), timeout=timing.HTTP_TIMEOUT, allow_redirects=False
        )
        reply = Reply(answer.status_code, answer.headers, answer.content)
        self._check(reply, f"{method} {url}")
        return reply

    def _check(self, reply, request):
        try:
            body = reply.json
        except ValueError:
            return
        if isinstance(body, dict) and "@type" in body:
            problem = self.schemas.problem(body)
            assert problem is None, f"invalid answer to {request} ({reply.status}): {problem}\n{body}"


class TckClient:
    """The compatibility kit's rules for answers.

    Success is any 2xx; an expected error is any 4xx but 404; an unexpected 4xx but 404 is tried three times in all.
    """

    def __init__(self, client):
        self.client = client

    def post(self, url, message, expect_error=False):
        reply = self.client.post(url, message)
        for wait in _retries(expect_error):
            if not _worth_a_retry(reply):
                break
            time.sleep(wait)
            reply = self.client.post(url, message)
        self._judge(reply, url, expect_error)
        return reply

    def get(self, url):
        reply = self.client.get(url)
        assert reply.ok, f"unexpected {reply.status} for GET {url}: {reply.content[:500]!r}"
        return reply

    def _judge(self, reply, url, expect_error):
        got = f"{reply.status} for POST {url}: {reply.content[:500]!r}"
        assert reply.status != 404, f"unexpected 404: {got}"
        if expect_error:
            assert 400 <= reply.status < 500, f"expected an error, got {got}"
        else:
            assert reply.ok, f"unexpected {got}"


def _retries(expect_error):
    return () if expect_error else timing.RETRY_BACKOFF


def _worth_a_retry(reply):
    return 400 <= reply.status < 500 and reply.status != 404


def encode(message):
    """The bytes of a message: compact, in the order of its members."""
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False).encode()
