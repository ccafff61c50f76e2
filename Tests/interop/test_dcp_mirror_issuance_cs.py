"""Mirror of the DCP compatibility kit, issuance to the credential service: 24 active tests (12 deliveries, 12 offers)."""

import time
from uuid import uuid4

import pytest
from kit import dcp
from kit.dcp import MEMBERSHIP, SENSITIVE, message
from kit.dcp_node import DID, is_refused


def delivery(kit, **changes):
    credentials = [{"credentialType": kind, "format": dcp.VC11, "payload": kit.issuer.credential(DID, kind)}
                   for kind in (MEMBERSHIP, SENSITIVE)]
    members = {"issuerPid": str(uuid4()), "holderPid": str(uuid4()), "status": "ISSUED", "credentials": credentials}
    return message("CredentialMessage", **{k: v for k, v in {**members, **changes}.items() if v is not None})


def offer(kit, **changes):
    entry = {"id": str(uuid4()), "type": "CredentialObject", "credentialType": MEMBERSHIP, "offerReason": "reissue",
             "bindingMethods": ["did:web:"], "profile": dcp.VC11, "issuancePolicy": {}}
    return message("CredentialOfferMessage", **{"issuer": kit.issuer.did, "credentials": [entry], **changes})


KINDS = {"credentials": delivery, "offers": offer}


@pytest.fixture(params=sorted(KINDS))
def kind(request):
    return request.param


def send(node, kind, token, body, bearer="Bearer "):
    return node.post(f"{node.endpoint('CredentialService')}/{kind}", token, body, bearer)


def test_accepted(claims_kit, node, kind):
    answer = send(node, kind, claims_kit.issuer.token(DID), KINDS[kind](claims_kit))
    assert answer.ok, answer.text


def test_06_06_01_an_offer_of_identifiers_only(claims_kit, node):
    body = offer(claims_kit, credentials=[{"id": str(uuid4())}, {"id": str(uuid4())}])
    assert send(node, "offers", claims_kit.issuer.token(DID), body).ok


def test_no_authorization_header(claims_kit, node, kind):
    assert is_refused(send(node, kind, None, KINDS[kind](claims_kit)))


def test_missing_bearer_prefix(claims_kit, node, kind):
    assert is_refused(send(node, kind, claims_kit.issuer.token(DID), KINDS[kind](claims_kit), bearer=""))


def test_06_05_01_a_delivery_without_holder_pid(claims_kit, node):
    assert is_refused(send(node, "credentials", claims_kit.issuer.token(DID), delivery(claims_kit, holderPid=None)))


def test_06_06_01_an_offer_without_issuer(claims_kit, node):
    assert is_refused(send(node, "offers", claims_kit.issuer.token(DID), offer(claims_kit, issuer=None)))


def test_06_05_01_an_unknown_status(claims_kit, node):
    body = delivery(claims_kit, status="INVALID_STATUS")
    assert is_refused(send(node, "credentials", claims_kit.issuer.token(DID), body))


def test_wrong_signing_key(claims_kit, node, kind):
    assert is_refused(send(node, kind, claims_kit.issuer.forged(DID), KINDS[kind](claims_kit)))


@pytest.mark.parametrize("changes", [
    pytest.param(lambda kit: {"exp": int(time.time()) - 3600}, id="expired"),
    pytest.param(lambda kit: {"iat": int(time.time()) + 3600}, id="iat in the future"),
    pytest.param(lambda kit: {"nbf": int(time.time()) + 3600}, id="nbf in the future"),
    pytest.param(lambda kit: {"aud": kit.third.did}, id="wrong audience"),
    pytest.param(lambda kit: {"sub": kit.third.did}, id="iss and sub differ"),
])
def test_invalid_tokens(claims_kit, node, kind, changes):
    token = claims_kit.issuer.token(DID, **changes(claims_kit))
    assert is_refused(send(node, kind, token, KINDS[kind](claims_kit)))


def test_a_token_is_used_once(claims_kit, node, kind):
    token, body = claims_kit.issuer.token(DID), KINDS[kind](claims_kit)
    assert send(node, kind, token, body).ok
    assert is_refused(send(node, kind, token, body))


# Beyond the kit.

def wallet(node):
    from kit.config import REPOSITORY
    token = (REPOSITORY / ".build" / "dcp-kit" / "owner-token").read_text().strip()
    url = "http://127.0.0.1:18383/api/v1/wallet/credentials?limit=500"
    return node.session.get(url, headers={"Authorization": f"Bearer {token}"}, timeout=10).json()["items"]


@pytest.mark.parametrize("make", [
    pytest.param(lambda kit: kit.issuer.credential(kit.third.did), id="about another"),
    pytest.param(lambda kit: kit.issuer.credential(DID, expirationDate=dcp.iso(-100)), id="expired"),
    pytest.param(lambda kit: kit.third.credential(DID), id="of another issuer"),
    pytest.param(lambda kit: kit.issuer.credential(DID, "UntrustedCredential"), id="of a type not trusted"),
    pytest.param(lambda kit: kit.issuer.credential(DID)[:-4] + "AAAA", id="broken signature"),
    pytest.param(lambda kit: "a.b.c", id="no token"),
])
def test_what_is_not_stored(claims_kit, node, make):
    before = {held["id"] for held in wallet(node)}
    body = delivery(claims_kit, credentials=[
        {"credentialType": MEMBERSHIP, "format": dcp.VC11, "payload": make(claims_kit)}])
    assert is_refused(send(node, "credentials", claims_kit.issuer.token(DID), body))
    assert {held["id"] for held in wallet(node)} == before


def test_a_stranger_delivers_nothing_and_offers_nothing(claims_kit, node):
    body = delivery(claims_kit, credentials=[
        {"credentialType": MEMBERSHIP, "format": dcp.VC11, "payload": claims_kit.third.credential(DID)}])
    assert is_refused(send(node, "credentials", claims_kit.third.token(DID), body))
    assert is_refused(send(node, "offers", claims_kit.third.token(DID), offer(claims_kit, issuer=claims_kit.third.did)))


def test_a_delivery_of_data_model_two(claims_kit, node):
    payload = claims_kit.issuer.credential(DID, profile=dcp.VC20)
    body = delivery(claims_kit, credentials=[{"credentialType": MEMBERSHIP, "format": dcp.VC20, "payload": payload}])
    assert send(node, "credentials", claims_kit.issuer.token(DID), body).ok
    body["credentials"][0]["format"] = dcp.VC11
    assert is_refused(send(node, "credentials", claims_kit.issuer.token(DID), body))
