"""Mirror of the DCP compatibility kit, issuance by the issuer service: 25 active tests.

The kit's holder asks the node for credentials; the node delivers them to the kit's wallet.
"""

import time
from uuid import uuid4

import pytest
from kit import dcp
from kit.dcp import MEMBERSHIP, SENSITIVE, claims_of, message
from kit.dcp_node import DID, is_refused


def issuer(node):
    return node.endpoint("IssuerService")


def request_message(kit, node, **changes):
    metadata = node.get(issuer(node) + "/metadata", kit.holder.token(DID)).json()
    wanted = [{"id": entry["id"]} for entry in metadata["credentialsSupported"] if entry["profile"] == dcp.VC11]
    members = {"holderPid": str(uuid4()), "credentials": wanted, **changes}
    return message("CredentialRequestMessage", **{k: v for k, v in members.items() if v is not None})


def request(kit, node, token, body=None, bearer="Bearer "):
    return node.post(issuer(node) + "/credentials", token, body or request_message(kit, node), bearer)


@pytest.fixture
def requested(claims_kit, node):
    """The identifier of a request that was accepted."""
    answer = request(claims_kit, node, claims_kit.holder.token(DID))
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"].rsplit("/", 1)[1]


def status(node, identifier, token, bearer="Bearer "):
    return node.get(f"{issuer(node)}/requests/{identifier}", token, bearer)


INVALID = [
    pytest.param(lambda kit: {"exp": int(time.time()) - 60}, id="expired"),
    pytest.param(lambda kit: {"iat": int(time.time()) + 60}, id="iat in the future"),
    pytest.param(lambda kit: {"nbf": int(time.time()) + 60}, id="nbf in the future"),
    pytest.param(lambda kit: {"aud": kit.third.did}, id="wrong audience"),
    pytest.param(lambda kit: {"iss": kit.third.did}, id="iss and sub differ"),
]


def test_06_02_the_issuer_service_is_found(node):
    assert issuer(node).startswith("http")


def test_06_07_metadata(node):
    answer = node.get(issuer(node) + "/metadata")
    assert answer.ok
    body = answer.json()
    assert body["type"] == "IssuerMetadata" and body["issuer"] == DID and body["credentialsSupported"]
    for entry in body["credentialsSupported"]:
        assert {"credentialType", "credentialSchema", "offerReason", "bindingMethods", "profile"} <= set(entry)


def test_06_04_01_a_request_is_fulfilled(claims_kit, node):
    body = request_message(claims_kit, node)
    answer = request(claims_kit, node, claims_kit.holder.token(DID), body)
    assert answer.status_code == 201 and answer.headers["Location"]
    said, _ = delivered(claims_kit, body)
    assert said["status"] == "ISSUED"
    assert {c["credentialType"] for c in said["credentials"]} == {MEMBERSHIP, SENSITIVE}
    for container in said["credentials"]:
        credential = node.verified(container["payload"])
        assert container["format"] == dcp.VC11 and credential["iss"] == DID == credential["vc"]["issuer"]
        assert credential["vc"]["credentialSubject"]["id"] == claims_kit.holder.did
        assert isinstance(credential["vc"]["credentialStatus"], dict)


def delivered(kit, asked, seconds=10):
    """The delivery that answers a request, and the token it came with."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for authorization, said in kit.delivered:
            if said["holderPid"] == asked["holderPid"]:
                token = claims_of(authorization.removeprefix("Bearer "))
                assert token["iss"] == token["sub"] == DID and token["aud"] == kit.holder.did and token["jti"]
                return said, token
        time.sleep(0.05)
    pytest.fail("no CredentialMessage arrived")


def test_06_04_02_no_authorization_header(claims_kit, node):
    assert is_refused(request(claims_kit, node, None))


def test_06_04_03_missing_bearer_prefix(claims_kit, node):
    assert is_refused(request(claims_kit, node, claims_kit.holder.token(DID), bearer=""))


@pytest.mark.parametrize("member", ["credentials", "holderPid"])
def test_06_04_04_and_12_a_member_is_missing(claims_kit, node, member):
    body = request_message(claims_kit, node, **{member: None})
    assert is_refused(request(claims_kit, node, claims_kit.holder.token(DID), body))


def test_06_04_05_wrong_signature(claims_kit, node):
    assert is_refused(request(claims_kit, node, claims_kit.holder.forged(DID)))


@pytest.mark.parametrize("changes", INVALID)
def test_06_04_06_to_10_invalid_tokens(claims_kit, node, changes):
    assert is_refused(request(claims_kit, node, claims_kit.holder.token(DID, **changes(claims_kit))))


def test_06_04_11_a_token_is_used_once(claims_kit, node):
    token, body = claims_kit.holder.token(DID), request_message(claims_kit, node)
    assert request(claims_kit, node, token, body).status_code == 201
    assert is_refused(request(claims_kit, node, token, body))


def test_06_08_01_the_status_of_a_request(claims_kit, node, requested):
    answer = status(node, requested, claims_kit.holder.token(DID))
    assert answer.ok and answer.json()["status"] in ("ISSUED", "RECEIVED", "REJECTED")
    assert answer.json()["issuerPid"] == requested and answer.json()["type"] == "CredentialStatus"


def test_06_08_02_no_authorization_header(node, requested):
    assert is_refused(status(node, requested, None))


def test_06_08_03_missing_bearer_prefix(claims_kit, node, requested):
    assert is_refused(status(node, requested, claims_kit.holder.token(DID), bearer=""))


def test_06_08_05_wrong_signature(claims_kit, node, requested):
    assert is_refused(status(node, requested, claims_kit.holder.forged(DID)))


@pytest.mark.parametrize("changes", INVALID)
def test_06_08_06_to_10_invalid_tokens(claims_kit, node, requested, changes):
    assert is_refused(status(node, requested, claims_kit.holder.token(DID, **changes(claims_kit))))


def test_06_08_11_a_token_is_used_once(claims_kit, node, requested):
    token = claims_kit.holder.token(DID)
    assert status(node, requested, token).ok
    assert is_refused(status(node, requested, token))


def test_06_08_12_an_unknown_request(claims_kit, node):
    assert is_refused(status(node, "not-exist", claims_kit.holder.token(DID)))


# Beyond the kit.

def test_the_status_is_for_the_holder_only(claims_kit, node, requested):
    assert status(node, requested, claims_kit.third.token(DID)).status_code == 404


def test_the_access_token_comes_back_with_the_delivery(claims_kit, node):
    body = request_message(claims_kit, node)
    assert request(claims_kit, node, claims_kit.holder.token(DID, token="opens-my-storage"), body).status_code == 201
    assert delivered(claims_kit, body)[1]["token"] == "opens-my-storage"


def test_a_credential_that_is_not_issued_here(claims_kit, node):
    body = request_message(claims_kit, node, credentials=[{"id": "urn:unknown"}])
    assert is_refused(request(claims_kit, node, claims_kit.holder.token(DID), body))


def test_the_published_list_is_a_signed_credential(claims_kit, node):
    body = request_message(claims_kit, node)
    assert request(claims_kit, node, claims_kit.holder.token(DID), body).status_code == 201
    credential = claims_of(delivered(claims_kit, body)[0]["credentials"][0]["payload"])
    entry = credential["vc"]["credentialStatus"]
    answer = node.get(entry["statusListCredential"])
    assert answer.ok and answer.headers["Content-Type"] == "application/vc+jwt"
    published = node.verified(answer.text)
    subject = published["vc"]["credentialSubject"]
    assert subject["type"] == "StatusList2021" and subject["statusPurpose"] == "revocation"
    import gzip
    bits = gzip.decompress(dcp.unb64(subject["encodedList"].removeprefix("u")))
    index = int(entry["statusListIndex"])
    assert len(bits) == 16384 and bits[index // 8] & (0x80 >> index % 8) == 0
