"""The node under test in the profile of the DCP compatibility kit, as the kit reaches it."""

import requests

from .config import INTEROP
from .dcp import claims_of, verify

CONFIG = INTEROP / "dcp-tck" / "connector.yaml"
ROOT = "http://localhost:18382"
MANAGEMENT = "http://127.0.0.1:18383"
STS = MANAGEMENT + "/sts/token"
CLIENT, SECRET = "dcp-tck", "dcp-tck-secret"
DID = "did:web:localhost%3A18382"
TRIGGER = ROOT + "/tck/trigger"
KIT_PORT = 18183
# The catalogue request that the kit posts to the trigger endpoint, in expanded form.
TRIGGER_BODY = {"@type": "https://w3id.org/dspace/2025/1/CatalogRequestMessage",
                "https://w3id.org/dspace/2025/1/filter": {}}


class Node:
    """What the kit asks of the system under test."""

    def __init__(self):
        self.session = requests.Session()

    def document(self):
        answer = self.session.get(ROOT + "/.well-known/did.json", timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def endpoint(self, kind):
        return next(s["serviceEndpoint"] for s in self.document()["service"] if s["type"] == kind)

    def key(self, kid):
        return next(m["publicKeyJwk"] for m in self.document()["verificationMethod"] if m["id"] == kid)

    def access_token(self, audience, *scopes):
        """The access token inside a self-issued token of the node's token service."""
        form = {"grant_type": "client_credentials", "client_id": CLIENT, "client_secret": SECRET,
                "audience": audience, "bearer_access_scope": " ".join(scopes)}
        answer = self.session.post(STS, data=form, timeout=10)
        assert answer.status_code == 200, answer.text
        said = claims_of(answer.json()["access_token"])
        assert said["iss"] == said["sub"] == DID and said["aud"] == audience
        return said["token"]

    def post(self, url, token, body, bearer="Bearer "):
        headers = {} if token is None else {"Authorization": bearer + token}
        return self.session.post(url, json=body, headers=headers, timeout=20)

    def get(self, url, token=None, bearer="Bearer "):
        headers = {} if token is None else {"Authorization": bearer + token}
        return self.session.get(url, headers=headers, timeout=20)

    def trigger(self, token, bearer="Bearer "):
        return self.post(TRIGGER, token, TRIGGER_BODY, bearer)

    def presented_types(self, answer, audience):
        """The types of all credentials of an answer, every signature checked as the kit does."""
        assert answer.status_code == 200, answer.text
        said = answer.json()
        assert "https://w3id.org/dspace-dcp/v1.0/dcp.jsonld" in said["@context"]
        assert said["type"] == "PresentationResponseMessage"
        types = set()
        for token in said["presentation"]:
            presentation = self.verified(token)
            assert presentation["aud"] in (audience, [audience])
            for credential in presentation["vp"]["verifiableCredential"]:
                types |= set(claims_of(credential)["vc"]["type"])
        return types

    def verified(self, token):
        import json

        from .dcp import unb64
        header = json.loads(unb64(token.split(".")[0]))
        return verify(token, self.key(header["kid"]))


def is_refused(answer):
    return 400 <= answer.status_code < 500
