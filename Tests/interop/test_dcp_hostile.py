"""What hostile holders, issuers and documents try; none of it is let in, and nothing is connected that should not be."""

import hashlib
import hmac
import json
import threading
import time

import pytest
import requests
from kit import dcp
from kit.config import REPOSITORY
from kit.dcp import MEMBERSHIP, SENSITIVE, b64, message, scope
from kit.dcp_node import DID, MANAGEMENT, is_refused


def coming(kit, **changes):
    return kit.holder.token(DID, **{"token": kit.grant(DID, scope(MEMBERSHIP)), **changes})


def showing(kit, *credentials, **changes):
    kit.delegate = lambda audience, query: message(
        "PresentationResponseMessage", presentation=[kit.holder.presentation(audience, list(credentials), **changes)])


def let_in(kit, node, *credentials, **changes):
    showing(kit, *credentials, **changes)
    return node.trigger(coming(kit))


def listed(kit, address, index=7, purpose="revocation", profile=dcp.VC20, **changes):
    form = "BitstringStatusListEntry" if profile == dcp.VC20 else "StatusList2021Entry"
    return kit.issuer.credential(kit.holder.did, profile=profile,
                                 credentialStatus=kit.entry(address, index, purpose, form), **changes)


def present20(kit, *credentials):
    kit.delegate = lambda audience, query: message("PresentationResponseMessage", presentation=[
        kit.holder.presentation(audience, list(credentials), dcp.VC20)])


def test_data_model_two_with_a_signed_list_is_let_in(claims_kit, node):
    address = claims_kit.publish_list(f"good-{time.time()}", dcp.StatusList())
    present20(claims_kit, listed(claims_kit, address))
    answer = node.trigger(coming(claims_kit))
    assert answer.ok, answer.text


@pytest.mark.parametrize("purpose", ["revocation", "suspension"])
@pytest.mark.parametrize("profile", [dcp.VC20, dcp.VC11])
def test_a_set_bit_is_no_yes(claims_kit, node, purpose, profile):
    bits = dcp.StatusList()
    bits.set(7)
    name = f"{purpose}-{time.time()}"
    address = claims_kit.publish_list(name, bits, purpose, profile=profile)
    credential = listed(claims_kit, address, 7, purpose, profile)
    if profile == dcp.VC20:
        present20(claims_kit, credential)
    else:
        showing(claims_kit, credential)
    answer = node.trigger(coming(claims_kit))
    assert answer.status_code == 401
    assert ("revoked" if purpose == "revocation" else "suspended") in answer.text
    # The neighbour's bit is its own.
    other = listed(claims_kit, address, 8, purpose, profile)
    (present20 if profile == dcp.VC20 else showing)(claims_kit, other)
    assert node.trigger(coming(claims_kit)).ok


@pytest.mark.parametrize("change", ["short", "unsigned", "missing", "other purpose", "outside", "other issuer", "expired"])
def test_a_status_that_cannot_be_told_is_no_yes(claims_kit, node, change):
    name, index = f"{change.replace(' ', '-')}-{time.time()}", 7
    bits = dcp.StatusList(16_384) if change == "short" else dcp.StatusList()
    purpose = "suspension" if change == "other purpose" else "revocation"
    changes = {"validUntil": dcp.iso(-100)} if change == "expired" else {}
    address = claims_kit.publish_list(name, bits, purpose, signed=change != "unsigned", **changes)
    if change == "missing":
        claims_kit.lists.clear()
    if change == "outside":
        index = 131_072
    if change == "other issuer":
        subject = {"id": address + "#list", "type": "BitstringStatusList", "statusPurpose": "revocation",
                   "encodedList": bits.encoded}
        forged = claims_kit.third.credential(None, "BitstringStatusListCredential", dcp.VC20, claims=subject)
        claims_kit.lists[f"/statuslist/{name}"] = (forged.encode(), "application/vc+jwt")
    present20(claims_kit, listed(claims_kit, address, index))
    assert node.trigger(coming(claims_kit)).status_code == 401


def test_unknown_status_types_and_schemas_are_no_yes(claims_kit, node):
    holder = claims_kit.holder.did
    unknown = claims_kit.issuer.credential(holder, credentialStatus={"id": "x", "type": "SomethingElse"})
    assert is_refused(let_in(claims_kit, node, unknown))
    schema = claims_kit.issuer.credential(holder, credentialSchema={"id": "http://localhost:1/s", "type": "JsonSchema"})
    assert is_refused(let_in(claims_kit, node, schema))


def test_issuers_that_nobody_trusts_do_not_count(claims_kit, node):
    credential = claims_kit.third.credential(claims_kit.holder.did)
    assert is_refused(let_in(claims_kit, node, credential))
    assert claims_kit.count("/thirdparty/did.json") == 0, "nothing of a stranger is fetched"
    # A trusted issuer's name with a stranger's key.
    stolen = claims_kit.third.sign(dcp.claims_of(claims_kit.issuer.credential(claims_kit.holder.did)))
    assert is_refused(let_in(claims_kit, node, stolen))
    assert claims_kit.count("/thirdparty/did.json") == 0


def test_a_credential_signed_by_a_wrong_key(claims_kit, node):
    good = claims_kit.issuer.credential(claims_kit.holder.did)
    forged = claims_kit.issuer.sign(dcp.claims_of(good), key=dcp.Key(claims_kit.issuer.key.name))
    assert is_refused(let_in(claims_kit, node, forged))
    assert is_refused(let_in(claims_kit, node, good[:-6] + "AAAAAA"))
    none = dcp.b64(b'{"alg":"none"}') + "." + good.split(".")[1] + "."
    assert is_refused(let_in(claims_kit, node, none))


def test_a_presentation_made_for_others(claims_kit, node):
    good = claims_kit.issuer.credential(claims_kit.holder.did)
    assert is_refused(let_in(claims_kit, node, good, aud=claims_kit.verifier.did))
    assert is_refused(let_in(claims_kit, node, good, exp=int(time.time()) - 100))
    assert is_refused(let_in(claims_kit, node, good, nbf=int(time.time()) + 100))
    # Signed by somebody else.
    claims_kit.delegate = lambda audience, query: message(
        "PresentationResponseMessage", presentation=[claims_kit.third.presentation(audience, [good])])
    assert is_refused(node.trigger(coming(claims_kit)))


def test_mixed_formats_in_one_presentation(claims_kit, node):
    two = claims_kit.issuer.credential(claims_kit.holder.did, profile=dcp.VC20)
    assert is_refused(let_in(claims_kit, node, two))


def test_huge_and_nested_things(claims_kit, node):
    good = claims_kit.issuer.credential(claims_kit.holder.did)
    assert is_refused(let_in(claims_kit, node, *[good] * 33)), "too many credentials"
    fat = claims_kit.issuer.credential(claims_kit.holder.did, claims={"id": claims_kit.holder.did, "fat": "x" * 70_000})
    assert is_refused(let_in(claims_kit, node, fat)), "too large a credential"
    claims_kit.delegate = lambda audience, query: message("PresentationResponseMessage", presentation=["a" * 2_000_000])
    assert is_refused(node.trigger(coming(claims_kit))), "too large an answer"
    nested = claims_kit.issuer.sign({"iss": claims_kit.issuer.did, "vc": good})
    assert is_refused(let_in(claims_kit, node, nested)), "a credential inside a credential"
    claims_kit.delegate = lambda audience, query: message("PresentationResponseMessage", presentation=[good])
    assert is_refused(node.trigger(coming(claims_kit))), "a credential where a presentation belongs"
    deep = "[" * 500 + "]" * 500
    claims_kit.delegate = None
    claims_kit.pages["/presentations/query"] = (200, {"Content-Type": "application/json"}, deep.encode())
    assert is_refused(node.trigger(coming(claims_kit))), "deep nesting"


def test_redirects_are_not_followed(claims_kit, node):
    claims_kit.pages["/presentations/query"] = (307, {"Location": claims_kit.base + "/elsewhere"}, b"")
    assert is_refused(node.trigger(coming(claims_kit)))
    assert claims_kit.count("/elsewhere") == 0


def other_holder(kit, **changes):
    """A party of its own, so that its document was never read before."""
    party = dcp.Party(f"fresh{time.time_ns()}", kit.port)
    document = {**party.document, **changes}
    kit.pages[f"/{party.name}/did.json"] = kit.json(200, document)
    return party


def test_documents_that_redirect_point_inside_or_are_anothers(claims_kit, node):
    party = other_holder(claims_kit)
    claims_kit.pages[f"/{party.name}/did.json"] = (302, {"Location": claims_kit.base + "/holder/did.json"}, b"")
    assert is_refused(node.trigger(party.token(DID, token="x")))
    party = other_holder(claims_kit, id=claims_kit.holder.did)
    assert is_refused(node.trigger(party.token(DID, token="x")))
    # A wallet at an address that peers' requests may not reach.
    party = other_holder(claims_kit, service=[
        {"id": "#cs", "type": "CredentialService", "serviceEndpoint": "http://169.254.169.254/latest"}])
    answer = node.trigger(party.token(DID, token="x"))
    assert is_refused(answer) and "169.254" not in answer.text
    for did in ("did:web:10.0.0.1", "did:web:127.0.0.1%3A18183:holder", "did:web:localhost%3A18183:..:holder", "did:key:z6"):
        stranger = dcp.Party("x", claims_kit.port)
        stranger.did = did
        assert is_refused(node.trigger(stranger.token(DID, token="x"))), did


def test_a_key_that_may_not_invoke_capabilities(claims_kit, node):
    party = other_holder(claims_kit, capabilityInvocation=[])
    assert is_refused(node.trigger(party.token(DID, token="x")))


def test_fifty_replays_at_once_are_one_use(claims_kit, node):
    claims_kit.issue_to_holder()
    token = coming(claims_kit)
    answers = []

    def try_it():
        answers.append(dcp_post(token))

    def dcp_post(token):
        import requests

        from kit.dcp_node import TRIGGER, TRIGGER_BODY
        return requests.post(TRIGGER, json=TRIGGER_BODY, headers={"Authorization": f"Bearer {token}"}, timeout=30)

    threads = [threading.Thread(target=try_it) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(a.status_code for a in answers) == [200] + [401] * 49
    assert claims_kit.count("/presentations/query") == 1


@pytest.mark.parametrize("token", ["", "a", "a.b", "a.b.c", "....", "Bearer", "\x00", "é.é.é", "a" * 30_000, "." * 5000])
def test_tokens_that_are_none(claims_kit, node, token):
    for answer in (node.trigger(token.encode("utf-8", "replace").decode("latin-1")),):
        assert is_refused(answer) or answer.status_code == 431
    assert claims_kit.count("/presentations/query") == 0


def test_scopes_are_never_widened_by_spelling(claims_kit, node):
    credentials = [{"credentialType": k, "format": dcp.VC11, "payload": claims_kit.issuer.credential(DID, k)}
                   for k in (MEMBERSHIP, SENSITIVE)]
    body = message("CredentialMessage", issuerPid="i", holderPid="h", status="ISSUED", credentials=credentials)
    service = node.endpoint("CredentialService")
    assert node.post(service + "/credentials", claims_kit.issuer.token(DID), body).ok
    access = node.access_token(claims_kit.verifier.did, scope(MEMBERSHIP))
    tricks = ["org.eclipse.dspace.dcp.vc.type:*:read", "org.eclipse.dspace.dcp.vc.type:SensitiveDataCredential",
              "org.eclipse.dspace.dcp.vc.type:MembershipCredential,SensitiveDataCredential:read",
              "org.eclipse.dspace.dcp.vc.type:VerifiableCredential:read", "org.eclipse.dspace.dcp.vc.id:urn:x", "", "x"]
    for trick in tricks:
        query = message("PresentationQueryMessage", scope=[trick])
        answer = node.post(service + "/presentations/query", claims_kit.verifier.token(DID, token=access), query)
        assert answer.ok and answer.json()["presentation"] == [], trick


def signed_by_secret(secret, header, claims):
    body = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(claims).encode())}"
    return f"{body}.{b64(hmac.new(secret, body.encode(), hashlib.sha256).digest())}"


def hostile_tokens(kit):
    """Tokens that a naive receiver takes, by what is wrong with them; the rest of each is as it should be."""
    holder, other, now = kit.holder, dcp.Key("other"), int(time.time())
    said = lambda **changes: holder.claims(DID, token=kit.grant(DID, scope(MEMBERSHIP)), **changes)  # noqa: E731
    point = bytes.fromhex("04") + dcp.unb64(holder.key.jwk["x"]) + dcp.unb64(holder.key.jwk["y"])
    unsigned = f"{b64(json.dumps({'alg': 'none', 'kid': holder.kid}).encode())}.{b64(json.dumps(said()).encode())}."
    good = holder.sign(said())
    head, body, signature = good.split(".")
    bait = kit.base + "/bait"
    return {
        "none": unsigned,
        "None with a signature": good.replace(head, b64(json.dumps({"alg": "None", "kid": holder.kid}).encode())),
        "the public key as a secret": signed_by_secret(point, {"alg": "HS256", "kid": holder.kid}, said()),
        "its JWK as a secret": signed_by_secret(
            json.dumps(holder.key.jwk).encode(), {"alg": "HS256", "kid": holder.kid}, said()),
        "another algorithm's name": holder.sign(said(), alg="EdDSA"),
        "an embedded key": holder.sign(said(), key=other, jwk=other.jwk),
        "an embedded key without a name": other.sign({"alg": "ES256", "jwk": other.jwk}, said()),
        "a key's address": holder.sign(said(), key=other, jku=bait),
        "a certificate's address": holder.sign(said(), x5u=bait),
        "a certificate": holder.sign(said(), x5c=["AAAA"]),
        "a critical extension": holder.sign(said(), crit=["exp"]),
        "a foreign name of the key": holder.sign(said(), key=kit.third.key, kid=kit.third.kid),
        "a name of the key that is a path": holder.sign(said(), kid="../../etc/passwd"),
        "a name of the key that is an address": holder.sign(said(), kid=bait),
        "a name of ten kilobytes": holder.sign(said(), kid=holder.did + "#" + "k" * 10_240),
        "a token inside": holder.key.sign({"alg": "ES256", "typ": "JWT", "cty": "JWT", "kid": holder.kid}, good),
        "a text inside": holder.sign(good),
        "another key": holder.forged(DID, token="x"),
        "expired": holder.sign(said(exp=now - 60)),
        "issued in the future": holder.sign(said(iat=now + 120)),
        "valid in the future": holder.sign(said(nbf=now + 120)),
        "for ever": holder.sign(said(exp=now + 10**9)),
        "a date beyond all dates": holder.sign(said(exp=10**30)),
        "a date that is a text": holder.sign(said(exp=str(now + 60))),
        "for somebody else": holder.sign(said(aud=kit.verifier.did)),
        "for nobody": holder.sign(said(aud=None)),
        "for a crowd": holder.sign(said(aud=[DID] * 20)),
        "of one about another": holder.sign(said(sub=kit.third.did)),
        "of nobody": holder.sign(said(iss=None, sub=None)),
        "without a number": holder.sign(said(jti=None)),
        "with a number of kilobytes": holder.sign(said(jti="j" * 4_096)),
        "of 20 kilobytes": holder.sign(said(padding="x" * 20_000)),
        "a second payload": f"{good}.{body}",
        "padding": good + "=",
        "cut": f"{head}.{body}.{signature[:40]}",
        "an empty signature": f"{head}.{body}.",
    }


DOORS = {
    "a protocol request": lambda node, token: node.trigger(token),
    "the wallet": lambda node, token: node.post(
        node.endpoint("CredentialService") + "/presentations/query", token,
        message("PresentationQueryMessage", scope=[scope(MEMBERSHIP)])),
    "the wallet's storage": lambda node, token: node.post(
        node.endpoint("CredentialService") + "/credentials", token,
        message("CredentialMessage", issuerPid="i", holderPid="h", status="REJECTED", credentials=[])),
    "the issuer": lambda node, token: node.post(
        node.endpoint("IssuerService") + "/credentials", token,
        message("CredentialRequestMessage", holderPid="h", credentials=[{"id": "x"}])),
}


@pytest.mark.parametrize("door", DOORS)
def test_every_door_refuses_every_hostile_token_and_no_log_holds_one(claims_kit, node, claims_node_process, door):
    tokens = hostile_tokens(claims_kit)
    for name, token in tokens.items():
        answer = DOORS[door](node, token)
        while answer.status_code == 429:
            time.sleep(float(answer.headers["Retry-After"]))
            answer = DOORS[door](node, token)
        assert answer.status_code == 401 or len(token) > 10_000 and answer.status_code == 431, (name, answer.text)
        assert token not in answer.text and token.split(".")[1][:60] not in answer.text, name
    assert claims_kit.count("/bait") == 0 and claims_kit.count("/presentations/query") == 0
    assert claims_kit.count("/thirdparty/did.json") == 0, "a key's name decides nothing about what is fetched"
    lines = security_lines(len(tokens))
    assert lines, "refusals stand in the security log"
    written = json.dumps(lines) + claims_node_process.tail(10_000)
    for name, token in tokens.items():
        for part in token.split("."):
            assert len(part) < 20 or part not in written, name
    claims_kit.issue_to_holder()
    assert node.trigger(coming(claims_kit)).ok, "who comes as it should is let in"


def security_lines(expected):
    """What the node's security log says of refused tokens; it is written once a second."""
    token = (REPOSITORY / ".build" / "dcp-kit" / "owner-token").read_text().strip()
    deadline = time.monotonic() + 10
    while True:
        answer = requests.get(MANAGEMENT + "/api/v1/security-log?limit=500", timeout=10,
                              headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200, answer.text
        items = [item for item in answer.json()["items"] if item["kind"] == "unauthenticated"]
        if items or time.monotonic() > deadline:
            return items
        time.sleep(0.2)


def test_a_document_that_changes_is_read_again_for_a_new_key_and_for_no_other_reason(claims_kit, node):
    party = other_holder(claims_kit)
    token = lambda: party.token(DID, token="x")  # noqa: E731
    path = f"/{party.name}/did.json"
    # The token is good; what fails is that nothing can be presented under it.
    assert "missing" in node.trigger(token()).text
    assert claims_kit.count(path) == 1
    old, party.key = party.key, dcp.Key()
    claims_kit.pages[path] = claims_kit.json(200, party.document)
    time.sleep(1.1)
    assert "missing" in node.trigger(token()).text, "a new name of a key makes it read again"
    assert claims_kit.count(path) == 2
    # The old key is in it no more, and the same name under another key is not read again.
    retired = party.sign(party.claims(DID, token="x"), key=old, kid=f"{party.did}#{old.name}")
    time.sleep(1.1)
    assert "unknown" in node.trigger(retired).text
    count = claims_kit.count(path)
    for _ in range(5):
        assert is_refused(node.trigger(party.forged(DID, token="x")))
    assert claims_kit.count(path) == count
    # A document that disappears: what is known counts for minutes, and no longer.
    claims_kit.pages[path] = (404, {}, b"")
    assert "missing" in node.trigger(token()).text


def test_documents_that_are_huge_or_none(claims_kit, node):
    party = other_holder(claims_kit, padding="x" * 70_000)
    assert "unknown" in node.trigger(party.token(DID, token="x")).text
    for body in (b"[" * 5_000, b"", b"\xff\xfe", b'{"id": "a", "id": "b"}'):
        party = other_holder(claims_kit)
        claims_kit.pages[f"/{party.name}/did.json"] = (200, {"Content-Type": "application/json"}, body)
        assert "unknown" in node.trigger(party.token(DID, token="x")).text, body
