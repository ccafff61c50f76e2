"""The owner's side of a connector: its management API, JSON over HTTP with the owner's token."""

from dataclasses import dataclass
from urllib.parse import quote

import requests

from . import timing

USE_POLICY = {"permission": [{"action": "use"}]}


@dataclass(frozen=True)
class Published:
    """A dataset as the peer finds it."""

    dataset: str
    offer: str
    content: bytes


class Owner:
    """Requests of the owner. `create`, `get` and `act` fail when they are refused; `send` shows the answer."""

    def __init__(self, base, token):
        self.base, self.token = base, token

    def send(self, method, path, body=None, parameters=None):
        headers = {"Authorization": f"Bearer {self.token}"}
        url = self.base + path
        return requests.request(method, url, json=body, params=parameters, headers=headers, timeout=timing.HTTP_TIMEOUT)

    def create(self, kind, body):
        """The new thing's description; it has at least an id."""
        return self._done(self.send("POST", f"/{kind}", body))

    def get(self, kind, name):
        return self._done(self.send("GET", f"/{kind}/{quote(name, safe=':')}"))

    def act(self, kind, name, action, body=None):
        """Takes a step of a process, such as `accept`, or changes a thing."""
        return self._done(self.send("POST", f"/{kind}/{quote(name, safe=':')}/{action}", body or {}))

    def list(self, kind, **parameters):
        """Everything of a kind, page by page."""
        found, cursor = [], None
        while True:
            given = parameters | ({"cursor": cursor} if cursor else {})
            page = self._done(self.send("GET", f"/{kind}", parameters=given))
            found += page["items"]
            cursor = page["next"]
            if cursor is None:
                return found

    def publish(self, file, title, mode="automatic", policy=None):
        """Makes a file into a resource, a product and an offer; returns the product's id, which is the dataset's."""
        resource = self.create("resources", {"name": title, "source": {"type": "file", "path": str(file)}})
        described = {"resource": resource["id"], "title": title, "description": f"{title}, for a test"}
        product = self.create("products", described)
        self.create("offers", {"product": product["id"], "mode": mode, "policy": policy or USE_POLICY})
        return product["id"]

    def _done(self, answer):
        assert answer.ok, f"{answer.request.method} {answer.url}: {answer.status_code} {answer.text[:500]}"
        return answer.json() if answer.content else None
