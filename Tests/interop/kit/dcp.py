"""A second party of the Decentralized Claims Protocol, as the compatibility kit plays it: DIDs, keys, a wallet, an issuer.

Written from the specification and from how the kit behaves; nothing of the node's own code is used.
"""

import base64
import gzip
import json
import re
import threading
import time
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

CONTEXT = "https://w3id.org/dspace-dcp/v1.0/dcp.jsonld"
VC1 = "https://www.w3.org/2018/credentials/v1"
VC2 = "https://www.w3.org/ns/credentials/v2"
VC11, VC20 = "vc11-sl2021/jwt", "vc20-bssl/jwt"
MEMBERSHIP, SENSITIVE = "MembershipCredential", "SensitiveDataCredential"


def scope(kind):
    return f"org.eclipse.dspace.dcp.vc.type:{kind}:read"


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def iso(delta=0):
    return (datetime.now(timezone.utc) + timedelta(seconds=delta)).isoformat().replace("+00:00", "Z")


class Key:
    """A P-256 key with a name."""

    def __init__(self, name=None):
        self.private, self.name = ec.generate_private_key(ec.SECP256R1()), name or str(uuid4())

    @property
    def jwk(self):
        numbers = self.private.public_key().public_numbers()
        x, y = (b64(n.to_bytes(32, "big")) for n in (numbers.x, numbers.y))
        return {"kty": "EC", "use": "sig", "crv": "P-256", "kid": self.name, "x": x, "y": y}

    def sign(self, header, claims):
        body = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(claims).encode())}"
        r, s = decode_dss_signature(self.private.sign(body.encode(), ec.ECDSA(hashes.SHA256())))
        return f"{body}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def verify(token, jwk):
    """The claims of a token that the key signed."""
    head, body, signature = token.split(".")
    x, y = (int.from_bytes(unb64(jwk[n]), "big") for n in "xy")
    raw = unb64(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    public.verify(der, f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    return json.loads(unb64(body))


def claims_of(token):
    return json.loads(unb64(token.split(".")[1]))


class Party:
    """A DID with one key, and the document that the kit serves for it."""

    def __init__(self, name, port, issues=False):
        self.name, self.did, self.key = name, f"did:web:localhost%3A{port}:{name}", Key()
        self.base, self.issues = f"http://localhost:{port}", issues

    @property
    def kid(self):
        return f"{self.did}#{self.key.name}"

    @property
    def document(self):
        services = [{"id": "Kit-Credential-Service", "type": "CredentialService", "serviceEndpoint": self.base}]
        if self.issues:
            services.append({"id": "Kit-Issuer-Service", "type": "IssuerService", "serviceEndpoint": self.base})
        method = {"id": self.kid, "type": "JsonWebKey2020", "controller": self.did,
                  "publicKeyMultibase": None, "publicKeyJwk": self.key.jwk}
        return {"@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/dspace-dcp/v1.0"], "id": self.did,
                "service": services, "verificationMethod": [method], "authentication": [self.kid],
                "assertionMethod": [self.kid], "capabilityInvocation": [self.kid]}

    def sign(self, claims, key=None, **header):
        return (key or self.key).sign({"alg": "ES256", "typ": "JWT", "kid": self.kid, **header}, claims)

    def claims(self, audience, **changes):
        """What a self-issued token says; a change to None leaves the claim out."""
        now = int(time.time())
        said = {"iss": self.did, "sub": self.did, "aud": audience, "jti": str(uuid4()), "iat": now, "exp": now + 600}
        said.update(changes)
        return {name: value for name, value in said.items() if value is not None}

    def token(self, audience, **changes):
        return self.sign(self.claims(audience, **changes))

    def forged(self, audience, **changes):
        """A token under our key's name, signed by another key."""
        return self.sign(self.claims(audience, **changes), key=Key(self.key.name))

    def credential(self, subject, kind=MEMBERSHIP, profile=VC11, valid=300, claims=None, **changes):
        """A signed credential; `changes` replace members of the credential itself."""
        about = {"id": subject, "foo": "bar"} if claims is None else claims
        now = int(time.time())
        if profile == VC20:
            body = {"@context": [VC2], "id": str(uuid4()), "type": ["VerifiableCredential", kind], "issuer": self.did,
                    "validFrom": iso(), "validUntil": iso(valid), "credentialSubject": about, **changes}
            return self.sign(body, typ="vc+jwt")
        body = {"@context": [VC1], "id": str(uuid4()), "type": ["VerifiableCredential", kind], "issuer": self.did,
                "issuanceDate": iso(), "expirationDate": iso(600), "credentialSubject": about, **changes}
        return self.sign({"iss": self.did, "sub": about.get("id"), "jti": str(uuid4()), "nbf": now, "iat": now,
                          "exp": now + valid, "vc": body})

    def presentation(self, audience, credentials, profile=VC11, **changes):
        now = int(time.time())
        said = {"iss": self.did, "sub": self.did, "aud": audience, "jti": str(uuid4()), "nbf": now, "iat": now,
                "exp": now + 300}
        if profile == VC20:
            enveloped = [{"@context": VC2, "id": "data:application/vc+jwt," + token,
                          "type": "EnvelopedVerifiableCredential"} for token in credentials]
            said.update({"@context": [VC2], "type": ["VerifiablePresentation"], "holder": self.did,
                         "verifiableCredential": enveloped})
            said.update(changes)
            return self.sign(said, typ="vp+jwt")
        contexts = [VC1, "https://identity.foundation/presentation-exchange/submission/v1"]
        said["vp"] = {"@context": contexts, "type": "VerifiablePresentation", "verifiableCredential": credentials}
        said.update(changes)
        return self.sign(said)


def message(kind, **members):
    return {"@context": [CONTEXT], "type": kind, **members}


class StatusList:
    """A list of bits; the kit's own is shorter than the specification allows."""

    def __init__(self, entries=131072):
        self.bits = bytearray(entries // 8)

    def set(self, index, value=True):
        mask = 0x80 >> index % 8
        self.bits[index // 8] = self.bits[index // 8] | mask if value else self.bits[index // 8] & ~mask

    @property
    def encoded(self):
        return "u" + b64(gzip.compress(bytes(self.bits)))


class ClaimsKit:
    """The kit's server: documents of four parties, a holder's wallet, an issuer's endpoints, status lists."""

    def __init__(self, port):
        self.port, self.base = port, f"http://localhost:{port}"
        self.holder, self.verifier, self.third = (Party(name, port) for name in ("holder", "verifier", "thirdparty"))
        self.issuer = Party("issuer", port, issues=True)
        self.reset()
        kit = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self):
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length) if length else b""
                kit.calls.append((self.command, self.path))
                status, headers, content = kit.answer(self.command, self.path, self.headers, body)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = answer

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def reset(self):
        self.credentials, self.delivered, self.delegate = {}, [], None
        self.read_tokens, self.calls, self.documents, self.lists, self.pages = {}, [], {}, {}, {}

    def count(self, path):
        return sum(1 for _, called in self.calls if called == path)

    # What the kit does as a test begins.

    def grant(self, audience, *scopes):
        """An access token to the kit's own wallet: once, for one verifier, for some types."""
        token = f"{uuid4()}::{audience}"
        self.read_tokens[token] = (audience, {text.split(":")[1] for text in scopes})
        return token

    def issue_to_holder(self):
        """The kit's holder gets the two credentials of the kit's issuer."""
        for kind in (MEMBERSHIP, SENSITIVE):
            self.credentials.setdefault(kind, []).append(self.issuer.credential(self.holder.did, kind))

    # What it answers.

    def answer(self, method, path, headers, body):
        for party in (self.holder, self.verifier, self.third, self.issuer):
            if path == f"/{party.name}/did.json":
                return self.json(200, self.documents.get(party.name, party.document))
        if path in self.pages:
            return self.pages[path]
        if path == "/presentations/query":
            return self.present(headers, json.loads(body))
        if path == "/credentials":
            said = json.loads(body)
            self.delivered.append((headers.get("Authorization", ""), said))
            return 201, {}, b""
        if path.startswith("/statuslist/"):
            content, kind = self.lists.get(path, (None, None))
            return (200, {"Content-Type": kind}, content) if content else (404, {}, b"")
        return 404, {}, b""

    @staticmethod
    def json(status, value):
        return status, {"Content-Type": "application/json"}, json.dumps(value).encode()

    def present(self, headers, query):
        bearer = headers.get("Authorization", "")
        assert bearer.startswith("Bearer "), "the query came without a token"
        said = claims_of(bearer.removeprefix("Bearer "))
        assert said["aud"] in (self.holder.did, [self.holder.did]) and said["iss"] == said["sub"] and said["jti"]
        audience = said["iss"]
        if self.delegate:
            return self.json(200, self.delegate(audience, query))
        granted = self.read_tokens.pop(said.get("token"), None)
        if granted is None or granted[0] != audience:
            return 401, {}, b""
        assert query["scope"] == [scope(MEMBERSHIP)], query
        wanted = [re.fullmatch(r"org\.eclipse\.dspace\.dcp\.vc\.type:(.*):read", text).group(1)
                  for text in query["scope"]]
        found = [token for kind in wanted for token in self.credentials.get(kind, [])]
        if found and not set(wanted) <= granted[1]:
            return 401, {}, b""
        answer = message("PresentationResponseMessage", presentation=[self.holder.presentation(audience, found)])
        return self.json(200, answer)

    def publish_list(self, name, bits, purpose="revocation", signed=True, profile=VC20, **changes):
        """Puts a status list up; unsigned as the kit does, or signed as the specifications want."""
        address = f"{self.base}/statuslist/{name}"
        form = "BitstringStatusList" if profile == VC20 else "StatusList2021"
        subject = {"id": address + "#list", "type": form, "statusPurpose": purpose, "encodedList": bits.encoded}
        if signed:
            token = self.issuer.credential(None, form + "Credential", profile, claims=subject, id=address, **changes)
            content, kind = token.encode(), "application/vc+jwt"
        else:
            content, kind = json.dumps({
                "@context": [VC2], "id": str(uuid4()), "type": ["VerifiableCredential", form + "Credential"],
                "issuer": self.issuer.did, "issuanceDate": iso(), "credentialSubject": subject}).encode(), "application/json"
        self.lists[f"/statuslist/{name}"] = (content, kind)
        return address

    @staticmethod
    def entry(address, index, purpose="revocation", form="BitstringStatusListEntry"):
        return {"id": str(uuid4()), "type": form, "statusPurpose": purpose, "statusListIndex": str(index),
                "statusListCredential": address}
