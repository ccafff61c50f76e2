"""What a node signs, checked by programs that others wrote: two JOSE libraries, and OpenSSL for the national algorithms."""

import base64
import json
import subprocess
import time
import urllib.parse

import pytest
import requests
from kit import dcp
from kit.config import free_port
from kit.dcp import MEMBERSHIP, scope
from kit.pair import agree, publish, start_pair
from test_credentials import Member, until

jwk_module = pytest.importorskip("jwcrypto.jwk")
jws_module = pytest.importorskip("jwcrypto.jws")
joserfc_jws = pytest.importorskip("joserfc.jws")
joserfc_keys = pytest.importorskip("joserfc.jwk")

# What stands before a point x ‖ y in the public key form that OpenSSL reads for SM2.
SM2_PREFIX = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d03420004")
SM2_NOTE = b"sluice/sm2-sm3/v1\0"


def raw(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def by_jwcrypto(token, jwk, algorithm):
    judged = jws_module.JWS()
    judged.allowed_algs = [algorithm]
    try:
        judged.deserialize(token, jwk_module.JWK(**jwk))
    except jws_module.InvalidJWSSignature:
        return None
    return judged.payload


def by_joserfc(token, jwk, algorithm):
    try:
        return joserfc_jws.deserialize_compact(token, joserfc_keys.import_key(jwk), algorithms=[algorithm]).payload
    except Exception as error:  # each library has its own
        assert "signature" in str(error).lower(), error
        return None


LIBRARIES = [by_jwcrypto, by_joserfc]


def header(token):
    return json.loads(raw(token.split(".")[0]))


def essential(jwk):
    return {name: jwk[name] for name in ("kty", "crv", "x", "y") if name in jwk}


def changed(token):
    """The same token with the first byte of its signature changed."""
    head, body, signature = token.split(".")
    other = bytes([raw(signature)[0] ^ 1]) + raw(signature)[1:]
    return f"{head}.{body}.{b64(other)}"


def must_verify(token, jwk, algorithm, payload=None):
    """Both libraries take the token under this key and algorithm, and neither takes it with a changed signature."""
    said = header(token)
    assert said["alg"] == algorithm, said
    for judge in LIBRARIES:
        read = judge(token, essential(jwk), algorithm)
        assert read is not None, judge.__name__
        assert payload is None or read == payload
        assert judge(changed(token), essential(jwk), algorithm) is None, judge.__name__


def verifies_with_sm2(message, signature, point, folder):
    """Whether OpenSSL takes a signature r ‖ s of SM2 with SM3 and the usual identifier."""
    def integer(part):
        digits = part.lstrip(b"\0") or b"\0"
        digits = b"\0" + digits if digits[0] > 0x7F else digits
        return b"\x02" + bytes([len(digits)]) + digits

    body = integer(signature[:32]) + integer(signature[32:])
    (folder / "sm2.sig").write_bytes(b"\x30" + bytes([len(body)]) + body)
    (folder / "sm2.txt").write_bytes(message)
    (folder / "sm2.der").write_bytes(SM2_PREFIX + point)
    done = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", folder / "sm2.der", "-rawin",
         "-digest", "sm3", "-pkeyopt", "distid:1234567812345678", "-in", folder / "sm2.txt",
         "-sigfile", folder / "sm2.sig"], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return done.returncode == 0


class Signer(Member):
    """A node that issues, and gives its own tokens to a program."""

    def token(self, audience, *scopes):
        form = {"grant_type": "client_credentials", "client_id": "program", "client_secret": "program-secret",
                "audience": audience}
        if scopes:
            form["bearer_access_scope"] = " ".join(scopes)
        answer = requests.post(f"http://127.0.0.1:{self.management}/sts/token", data=form, timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()["access_token"]

    def document(self):
        return requests.get(f"http://localhost:{self.port}/.well-known/did.json", timeout=10).json()

    def key(self, kid):
        return next(m["publicKeyJwk"] for m in self.document()["verificationMethod"] if m["id"] == kid)

    def change_suite(self, purpose, algorithm):
        """Signs with this algorithm from now on; a node signs with the first that it has a key for."""
        active = {key["algorithm"]: key["id"] for key in self.does("key", "list", "--all")["items"]
                  if key["purpose"] == purpose and key["state"] == "ACTIVE"}
        if algorithm not in active:
            self.does("key", "create", purpose, "--algorithm", algorithm)
        for other, name in active.items():
            if other != algorithm:
                self.does("key", "revoke", name, "--reason", "a trial of another algorithm")


@pytest.fixture(scope="module")
def signer(tmp_path_factory):
    node = Signer(tmp_path_factory.mktemp("signer") / "node", "node")
    kit = dcp.ClaimsKit(free_port())
    node.settle(
        issuer={"credentials": [{"type": MEMBERSHIP, "approval": "everyone"}]},
        sts={"clients": [{"id": "program", "secret": "program-secret"}]},
        trust=[{"issuer": node.id, "types": [MEMBERSHIP]}],
    )
    yield node, kit
    node.stop()
    kit.close()


@pytest.mark.parametrize("algorithm", ["ES256", "EdDSA"])
def test_self_issued_tokens_credentials_and_presentations(signer, algorithm):
    node, kit = signer
    for purpose in ("identity", "credentials"):
        node.change_suite(purpose, algorithm)
    token = node.token(kit.verifier.did)
    must_verify(token, node.key(header(token)["kid"]), algorithm)
    said = dcp.claims_of(token)
    assert said["iss"] == said["sub"] == node.id and said["aud"] == kit.verifier.did and said["jti"]

    # A credential, as it is delivered to a wallet that is not ours.
    kit.reset()
    node.does("credential", "issue", MEMBERSHIP, "--to", kit.holder.did, "--claim", "level=gold")
    bearer, delivered = until(lambda: kit.delivered)[0]
    bearer = bearer.removeprefix("Bearer ")
    must_verify(bearer, node.key(header(bearer)["kid"]), algorithm)
    for container in delivered["credentials"]:
        credential = container["payload"]
        assert header(credential)["kid"].startswith(node.id + "#")
        must_verify(credential, node.key(header(credential)["kid"]), algorithm)
    # The list of its status.
    body = dcp.claims_of(credential)
    status = (body.get("vc") or body)["credentialStatus"]
    entry = status[0] if isinstance(status, list) else status
    listed = requests.get(entry["statusListCredential"], timeout=10).text.strip()
    must_verify(listed, node.key(header(listed)["kid"]), algorithm)

    # A presentation that our wallet makes for another verifier.
    node.does("credential", "issue", MEMBERSHIP, "--to", node.id, "--claim", "level=gold")
    until(lambda: node.does("credential", "list")["items"])
    access = dcp.claims_of(node.token(kit.verifier.did, scope(MEMBERSHIP)))["token"]
    service = next(s["serviceEndpoint"] for s in node.document()["service"] if s["type"] == "CredentialService")
    query = dcp.message("PresentationQueryMessage", scope=[scope(MEMBERSHIP)])
    answer = requests.post(service + "/presentations/query", json=query, timeout=10,
                           headers={"Authorization": "Bearer " + kit.verifier.token(node.id, token=access)})
    assert answer.status_code == 200, answer.text
    presentations = answer.json()["presentation"]
    assert presentations
    for presentation in presentations:
        must_verify(presentation, node.key(header(presentation)["kid"]), algorithm)


def statement(record):
    """RFC 8785 of what is signed; the test's agreement holds only ASCII keys and no fractions."""
    members = {name: record[name] for name in ("providerPid", "consumerPid")} | {"agreement": record["document"]}
    return json.dumps(members, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_agreements_signed_with_eddsa_and_with_sm2_beside(tmp_path):
    provider, consumer = start_pair(tmp_path)
    try:
        keys = {key["algorithm"]: key for key in provider.all("keys") if key["purpose"] == "agreements"}
        for algorithm in ("EdDSA", "SM2"):
            assert provider.send("POST", "/keys", {"purpose": "agreements", "algorithm": algorithm}).status_code == 201
        name = urllib.parse.quote(keys["ES256"]["id"])
        assert provider.send("POST", f"/keys/{name}/revoke", {"reason": "a trial"}).ok
        agreement = agree(provider, consumer, publish(provider, tmp_path))
        deadline = time.monotonic() + 10
        while len((record := consumer.send("GET", f"/agreements/{agreement}").json())["signatures"]) < 3:
            assert time.monotonic() < deadline, record
            time.sleep(0.05)
    finally:
        for party in (provider, consumer):
            party.stop()
    payload = statement(record)
    found = {(signature["by"], header(signature["jws"])["alg"]): signature for signature in record["signatures"]}
    assert set(found) == {("provider", "EdDSA"), ("provider", "SM2"), ("consumer", "ES256")}
    own = {("provider", "EdDSA"): provider, ("provider", "SM2"): provider, ("consumer", "ES256"): consumer}
    for (signer, algorithm), signature in found.items():
        jwk = signature.get("publicKey") or shown(own[(signer, algorithm)], agreement, signer, algorithm)
        head, empty, made = signature["jws"].split(".")
        assert empty == ""
        whole = f"{head}.{b64(payload)}.{made}"
        if algorithm != "SM2":
            must_verify(whole, jwk, algorithm, payload)
            continue
        point = raw(jwk["x"]) + raw(jwk["y"])
        message = whole.rsplit(".", 1)[0].encode()
        assert verifies_with_sm2(message, raw(made), point, tmp_path)
        assert not verifies_with_sm2(message + b"x", raw(made), point, tmp_path)


def shown(party, agreement, signer, algorithm):
    """The key in the signer's own record; the other side may not have been able to look it up."""
    party.start()
    try:
        record = party.send("GET", f"/agreements/{agreement}").json()
    finally:
        party.stop()
    return next(signature["publicKey"] for signature in record["signatures"]
                if signature["by"] == signer and header(signature["jws"])["alg"] == algorithm)


def test_openssl_verifies_the_second_line_of_a_checkpoint(tmp_path):
    node = Signer(tmp_path / "node", "node")
    node.settle(evidence={"sm2": True})
    try:
        log = until(lambda: (found := node.send("GET", "/evidence/log").json()["current"])["size"] and found)
    finally:
        node.stop()
    (national,) = log["secondVerifierKeys"]
    name, identifier, encoded = national.split("+", 2)
    material = base64.b64decode(encoded)
    assert name == log["origin"] and material[:1] == b"\xff" and material[1:].startswith(SM2_NOTE)
    point = material[1 + len(SM2_NOTE):]
    text, _, lines = log["checkpoint"].partition("\n\n")
    signatures = [base64.b64decode(line.split(" ")[2]) for line in lines.splitlines()]
    (signature,) = [found[4:] for found in signatures if found[:4].hex() == identifier]
    assert len(point) == 64 and len(signature) == 64 and len(signatures) == 2
    message = text.encode() + b"\n"
    assert verifies_with_sm2(message, signature, point, tmp_path)
    assert not verifies_with_sm2(message.replace(b"\n", b"\n1", 1), signature, point, tmp_path)
