"""What hostile holders, issuers and documents try; none of it is let in, and nothing is connected that should not be."""

import threading
import time

import pytest
from kit import dcp
from kit.dcp import MEMBERSHIP, SENSITIVE, message, scope
from kit.dcp_node import DID, is_refused


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
