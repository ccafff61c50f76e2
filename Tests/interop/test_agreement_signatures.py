"""Both parties sign what they agreed; a library that we did not write checks it from one party's record alone."""

import base64
import json
import time

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from kit.commandline import sluice
from kit.pair import agree, publish, start_pair


@pytest.fixture(scope="module")
def agreed(tmp_path_factory):
    """An agreement as its two parties keep it."""
    folder = tmp_path_factory.mktemp("signatures")
    provider, consumer = start_pair(folder)
    try:
        name = agree(provider, consumer, publish(provider, folder))
        yield [signed(party, name) for party in (provider, consumer)]
    finally:
        for party in (provider, consumer):
            party.stop()


def signed(party, agreement):
    """The record once both signatures are in it; the last message may still be under way."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        record = party.send("GET", f"/agreements/{agreement}").json()
        if len(record["signatures"]) == 2:
            return record
        time.sleep(0.05)
    raise AssertionError(record)


def raw(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def statement(record):
    """RFC 8785 of what is signed; the test's agreement holds only ASCII keys and no fractions."""
    members = {name: record[name] for name in ("providerPid", "consumerPid")} | {"agreement": record["document"]}
    return json.dumps(members, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def check(jws, payload, jwk):
    """An ES256 signature over a detached payload (RFC 7515, appendix F)."""
    header, empty, signature = jws.split(".")
    assert empty == "" and json.loads(raw(header))["alg"] == "ES256"
    x, y = (int.from_bytes(raw(jwk[name]), "big") for name in ("x", "y"))
    key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    r, s = (int.from_bytes(part, "big") for part in (raw(signature)[:32], raw(signature)[32:]))
    encoded = base64.urlsafe_b64encode(payload).rstrip(b"=")
    key.verify(encode_dss_signature(r, s), header.encode() + b"." + encoded, ec.ECDSA(SHA256()))


def by(record, role):
    return next(signature for signature in record["signatures"] if signature["by"] == role)


@pytest.mark.parametrize("role", [0, 1], ids=["provider", "consumer"])
def test_each_party_holds_both_signatures(agreed, role):
    mine, theirs = agreed[role], agreed[1 - role]
    for signer in ("provider", "consumer"):
        assert by(mine, signer)["jws"] == by(theirs, signer)["jws"]
        # The key of each signer is published by it; here each record shows its own.
        key = by(agreed[0 if signer == "provider" else 1], signer)["publicKey"]
        check(by(mine, signer)["jws"], statement(mine), key)


def test_one_changed_word_is_found(agreed):
    record = agreed[0]
    signature = by(record, "provider")
    altered = json.loads(json.dumps(record))
    altered["document"]["assignee"] += "x"
    with pytest.raises(InvalidSignature):
        check(signature["jws"], statement(altered), signature["publicKey"])
    altered = record | {"consumerPid": "urn:uuid:another"}
    with pytest.raises(InvalidSignature):
        check(signature["jws"], statement(altered), signature["publicKey"])


def verify(bundle, folder, log, *party_keys):
    """`sluice evidence verify` over a bundle file, offline."""
    file = folder / "bundle.json"
    file.write_text(json.dumps(bundle))
    options = [option for name in party_keys for option in ("--party-key", str(name))]
    result = sluice("evidence", "verify", str(file), "--key", log, "--json", *options)
    return result.code, [(item["result"], item["text"]) for item in result.json["findings"]]


def test_a_bundle_proves_both_signatures_to_a_stranger(tmp_path):
    provider, consumer = start_pair(tmp_path)
    try:
        name = agree(provider, consumer, publish(provider, tmp_path))
        record = signed(consumer, name)
        other = signed(provider, name)
        bundle = consumer.until_bundle(name)
        log = consumer.send("GET", "/evidence/log").json()["current"]["verifierKey"]
    finally:
        for party in (provider, consumer):
            party.stop()
    keys = []
    for signer, shown in (("provider", other), ("consumer", record)):
        keys.append(tmp_path / f"{signer}.jwk")
        keys[-1].write_text(json.dumps(by(shown, signer)["publicKey"]))
    status, findings = verify(bundle, tmp_path, log, *keys)
    assert status == 0, findings
    assert sum(result == "proven" and "signed this agreement" in text for result, text in findings) == 2
    # With the wrong party's key nothing is claimed; with one changed word the check fails.
    status, findings = verify(bundle, tmp_path, log, keys[1])
    assert sum(result == "proven" and "signed this agreement" in text for result, text in findings) == 1
    for signature in bundle["signatures"]:
        signature["jws"] = signature["jws"][:-8] + "AAAAAAAA"
    status, findings = verify(bundle, tmp_path, log)
    assert status != 0 and any(result == "failed" for result, _ in findings)
