"""Mirror of the DCP compatibility kit, presentation by the credential service: 19 active tests.

The node holds credentials of the kit's issuer; the kit asks for them as a verifier.
"""

import pytest
from kit import dcp
from kit.dcp import MEMBERSHIP, SENSITIVE, message, scope
from kit.dcp_node import DID, is_refused


@pytest.fixture
def stored(claims_kit, node):
    """Two fresh credentials in the node's wallet, delivered as the kit delivers them."""
    deliver(claims_kit, node)
    return claims_kit


def deliver(kit, node):
    credentials = [{"credentialType": kind, "format": dcp.VC11, "payload": kit.issuer.credential(DID, kind)}
                   for kind in (MEMBERSHIP, SENSITIVE)]
    body = message("CredentialMessage", issuerPid="urn:kit:1", holderPid="urn:kit:2", status="ISSUED",
                   credentials=credentials)
    answer = node.post(node.endpoint("CredentialService") + "/credentials", kit.issuer.token(DID), body)
    assert answer.ok, answer.text


def query(node, token, bearer="Bearer ", **members):
    url = node.endpoint("CredentialService") + "/presentations/query"
    return node.post(url, token, message("PresentationQueryMessage", **members), bearer)


def asked(node, kit, *scopes, wanted=None):
    access = node.access_token(kit.verifier.did, *scopes)
    return query(node, kit.verifier.token(DID, token=access), scope=list(wanted or scopes))


WANTED = [scope(MEMBERSHIP)]


def test_04_03_01_a_valid_id_token_opens_what_it_may(stored, node):
    answer = asked(node, stored, scope(MEMBERSHIP))
    assert node.presented_types(answer, stored.verifier.did) == {"VerifiableCredential", MEMBERSHIP}


def test_04_03_03_access_token_bound_to_another(stored, node):
    access = node.access_token(stored.verifier.did, *WANTED)
    assert is_refused(query(node, stored.third.token(DID, token=access), scope=WANTED))


@pytest.mark.parametrize("changes", [
    pytest.param(lambda kit: {"sub": kit.third.did}, id="iss and sub differ"),
    pytest.param(lambda kit: {"aud": kit.verifier.did}, id="wrong audience"),
    pytest.param(lambda kit: {"iss": kit.third.did, "sub": kit.third.did}, id="sub is not the document's id"),
    pytest.param(lambda kit: {"nbf": far(1_000_000)}, id="nbf in the future"),
    pytest.param(lambda kit: {"exp": far(-1_000_000)}, id="expired"),
])
def test_04_03_03_invalid_id_tokens(stored, node, changes):
    access = node.access_token(stored.verifier.did, *WANTED)
    token = stored.verifier.token(DID, token=access, **changes(stored))
    assert is_refused(query(node, token, scope=WANTED))


def far(seconds):
    import time
    return int(time.time()) + seconds


def test_04_03_03_an_id_token_is_used_once(stored, node):
    first, second = (node.access_token(stored.verifier.did, *WANTED) for _ in range(2))
    answer = query(node, stored.verifier.token(DID, jti="urn:jti:twice-cs", token=first), scope=WANTED)
    assert node.presented_types(answer, stored.verifier.did) == {"VerifiableCredential", MEMBERSHIP}
    assert is_refused(query(node, stored.verifier.token(DID, jti="urn:jti:twice-cs", token=second), scope=WANTED))


def test_05_02_the_credential_service_is_found(node):
    assert node.endpoint("CredentialService").startswith("http")


def test_05_03_01_a_header_without_bearer(stored, node):
    access = node.access_token(stored.verifier.did, *WANTED)
    assert is_refused(query(node, stored.verifier.token(DID, token=access), bearer="", scope=WANTED))


def test_05_04_a_token_that_was_never_given(stored, node):
    assert is_refused(query(node, stored.verifier.token(DID, token="faketoken"), scope=WANTED))


def test_05_04_01_scope_and_definition_exclude_each_other(stored, node):
    access = node.access_token(stored.verifier.did, *WANTED)
    definition = {"id": "1", "input_descriptors": [{"id": "credential"}]}
    answer = query(node, stored.verifier.token(DID, token=access), scope=WANTED, presentationDefinition=definition)
    assert answer.status_code == 400


def test_05_04_01_empty_presentation_definitions(stored, node):
    access = node.access_token(stored.verifier.did, *WANTED)
    for definition in ({}, None):
        token = stored.verifier.token(DID, token=access)
        assert is_refused(query(node, token, presentationDefinition=definition))


def test_05_04_02_empty_and_absent_scopes(stored, node):
    access = node.access_token(stored.verifier.did, *WANTED)
    assert is_refused(query(node, stored.verifier.token(DID, token=access), scope=[]))
    assert is_refused(query(node, stored.verifier.token(DID, token=access)))


def test_05_04_01_02_a_type_by_its_scope(stored, node):
    answer = asked(node, stored, scope(MEMBERSHIP))
    assert node.presented_types(answer, stored.verifier.did) == {"VerifiableCredential", MEMBERSHIP}


def test_05_04_01_02_less_asked_than_opened(stored, node):
    answer = asked(node, stored, scope(MEMBERSHIP), scope(SENSITIVE), wanted=[scope(SENSITIVE)])
    assert node.presented_types(answer, stored.verifier.did) == {"VerifiableCredential", SENSITIVE}


def test_05_04_01_02_more_asked_than_opened(stored, node):
    answer = asked(node, stored, scope(MEMBERSHIP), wanted=[scope(MEMBERSHIP), scope(SENSITIVE)])
    assert node.presented_types(answer, stored.verifier.did) == {"VerifiableCredential", MEMBERSHIP}


# Beyond the kit: what a careful verifier would also try.

def test_a_definition_alone_is_not_implemented(stored, node):
    access = node.access_token(stored.verifier.did, *WANTED)
    answer = query(node, stored.verifier.token(DID, token=access),
                   presentationDefinition={"id": "1", "input_descriptors": [{"id": "credential"}]})
    assert answer.status_code == 501


def test_a_key_of_another_under_our_name(stored, node):
    access = node.access_token(stored.verifier.did, *WANTED)
    assert is_refused(query(node, stored.verifier.forged(DID, token=access), scope=WANTED))


def test_the_token_service_knows_its_clients(node):
    form = {"grant_type": "client_credentials", "client_id": "dcp-tck", "client_secret": "wrong", "audience": "did:web:x"}
    answer = node.session.post("http://127.0.0.1:18383/sts/token", data=form, timeout=10)
    assert answer.status_code == 401 and "access_token" not in answer.text
    form |= {"client_secret": "dcp-tck-secret", "bearer_access_scope": "org.eclipse.dspace.dcp.vc.type:*:write"}
    assert node.session.post("http://127.0.0.1:18383/sts/token", data=form, timeout=10).status_code == 400
