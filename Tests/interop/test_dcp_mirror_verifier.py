"""Mirror of the DCP compatibility kit, presentation to a verifier: 20 active tests.

The kit's holder comes to the node's trigger endpoint; the node asks the kit's wallet for a presentation and judges it.
"""

import time

import pytest
from kit import dcp
from kit.dcp import MEMBERSHIP, SENSITIVE, message, scope
from kit.dcp_node import DID, is_refused


@pytest.fixture
def held(claims_kit):
    claims_kit.issue_to_holder()
    return claims_kit


def coming(kit, *scopes, **changes):
    """The token of the kit's holder, with an access token to its wallet."""
    access = kit.grant(DID, *(scopes or (scope(MEMBERSHIP),)))
    return kit.holder.token(DID, **{"token": access, **changes})


def showing(kit, *credentials, **changes):
    """Lets the kit's wallet answer with these credentials."""
    kit.delegate = lambda audience, query: message(
        "PresentationResponseMessage", presentation=[kit.holder.presentation(audience, list(credentials), **changes)])


def test_missing_bearer_prefix(held, node):
    assert is_refused(node.trigger(coming(held), bearer=""))


@pytest.mark.parametrize("make", [
    pytest.param(lambda kit, access: kit.third.token(kit.holder.did, token=access), id="bound to another iss and sub"),
    pytest.param(lambda kit, access: kit.holder.token(DID, token=access, sub=kit.third.did), id="iss and sub differ"),
    pytest.param(lambda kit, access: kit.holder.token(kit.third.did, token=access), id="wrong audience"),
    pytest.param(lambda kit, access: kit.holder.token(DID, token=access, sub=kit.third.did), id="sub is not the id"),
    pytest.param(lambda kit, access: kit.holder.token(DID, token=access, nbf=int(time.time()) + 10**6), id="nbf"),
    pytest.param(lambda kit, access: kit.holder.token(DID, token=access, exp=int(time.time()) - 10**6), id="expired"),
])
def test_04_03_03_invalid_id_tokens(held, node, make):
    access = held.grant(DID, scope(MEMBERSHIP))
    assert is_refused(node.trigger(make(held, access)))
    assert held.count("/presentations/query") == 0, "nothing is asked on behalf of a token that is refused"


def test_04_03_03_an_id_token_is_used_once(held, node):
    jti = f"urn:jti:{time.time()}"
    assert node.trigger(coming(held, jti=jti)).ok
    assert is_refused(node.trigger(coming(held, jti=jti)))


def test_04_03_01_an_id_token_without_access_token(held, node):
    assert is_refused(node.trigger(held.holder.token(DID)))


def test_05_the_verifier_is_found(node):
    assert node.endpoint("CredentialService").startswith("http")


def test_05_01_a_valid_presentation(held, node):
    answer = node.trigger(coming(held))
    assert answer.ok and answer.json()["participant"] == held.holder.did


def test_05_04_02_01_another_credential_than_asked_for(held, node):
    assert is_refused(node.trigger(coming(held, scope("SomeOtherCredential"))))


def test_05_04_02_02_more_credentials_than_asked_for(held, node):
    showing(held, held.issuer.credential(held.holder.did), held.issuer.credential(held.holder.did, SENSITIVE))
    assert node.trigger(coming(held, scope(MEMBERSHIP), scope(SENSITIVE))).ok
    held.delegate = None
    assert node.trigger(coming(held, scope(MEMBERSHIP), scope(SENSITIVE))).ok


def test_05_04_02_03_an_empty_presentation_array(claims_kit, node):
    claims_kit.delegate = lambda audience, query: message("PresentationResponseMessage", presentation=[])
    assert is_refused(node.trigger(coming(claims_kit, scope(SENSITIVE))))


def test_05_04_02_04_a_presentation_without_credentials(claims_kit, node):
    showing(claims_kit)
    assert is_refused(node.trigger(coming(claims_kit)))


def test_05_04_03_a_holder_that_is_not_the_subject(claims_kit, node):
    showing(claims_kit, claims_kit.issuer.credential(claims_kit.third.did, types=None))
    assert is_refused(node.trigger(coming(claims_kit)))


def test_05_04_03_07_an_expired_credential(claims_kit, node):
    showing(claims_kit, claims_kit.issuer.credential(claims_kit.holder.did, expirationDate=dcp.iso(-100)))
    assert is_refused(node.trigger(coming(claims_kit)))


def test_05_04_03_06_a_revoked_credential(claims_kit, node):
    """The kit publishes a list that is too short and unsigned; whatever the reason, it is no yes."""
    bits = dcp.StatusList(16 * 1024)
    bits.set(1)
    address = claims_kit.publish_list("kit", bits, signed=False)
    showing(claims_kit, claims_kit.issuer.credential(
        claims_kit.holder.did, credentialStatus=claims_kit.entry(address, 1)))
    assert is_refused(node.trigger(coming(claims_kit)))


def test_05_04_03_06_a_credential_that_is_not_yet_valid(claims_kit, node):
    showing(claims_kit, claims_kit.issuer.credential(claims_kit.holder.did, issuanceDate=dcp.iso(3600)))
    assert is_refused(node.trigger(coming(claims_kit)))


def test_x_x_a_subject_that_breaks_its_schema(claims_kit, node):
    schema = {"type": "JsonSchemaValidator2018", "id": claims_kit.base + "/schema/membership-schema.json"}
    broken = {"id": claims_kit.holder.did, "baz": "quazz"}
    showing(claims_kit, claims_kit.issuer.credential(claims_kit.holder.did, claims=broken, credentialSchema=schema))
    assert is_refused(node.trigger(coming(claims_kit)))
    whole = {"id": claims_kit.holder.did, "foo": "bar"}
    showing(claims_kit, claims_kit.issuer.credential(claims_kit.holder.did, claims=whole, credentialSchema=schema))
    assert node.trigger(coming(claims_kit)).ok
    assert claims_kit.count("/schema/membership-schema.json") == 0, "schemas are never fetched"
