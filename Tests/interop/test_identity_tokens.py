"""Tokens and keys against two other JOSE libraries and OpenSSL's command line: both directions, and what all must refuse."""

import base64
import hashlib
import hmac
import json
import subprocess
import threading
import time

import pytest

from kit.commandline import sluice, two  # noqa: F401  (a fixture)

jwk_module = pytest.importorskip("jwcrypto.jwk")
jws_module = pytest.importorskip("jwcrypto.jws")
joserfc_jws = pytest.importorskip("joserfc.jws")
joserfc_keys = pytest.importorskip("joserfc.jwk")

NOW = 1_790_000_000
ISSUER = "did:web:them.example"
US = "did:web:us.example"
KID = ISSUER + "#k1"
SUITES = {"ES256": ("EC", "P-256"), "EdDSA": ("OKP", "Ed25519")}


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def claims(**changes):
    found = {"iss": ISSUER, "sub": ISSUER, "aud": US, "jti": "t1", "iat": NOW, "exp": NOW + 300} | changes
    return {name: value for name, value in found.items() if value is not None}


def key_of(algorithm):
    kind, curve = SUITES[algorithm]
    return jwk_module.JWK.generate(kty=kind, crv=curve)


def by_jwcrypto(key, payload, algorithm, **header):
    token = jws_module.JWS(payload if isinstance(payload, str) else json.dumps(payload))
    token.add_signature(key, None, json.dumps({"alg": algorithm, "kid": KID} | header))
    return token.serialize(compact=True)


def by_joserfc(key, payload, algorithm, **header):
    imported = joserfc_keys.import_key(json.loads(key.export()))
    header = {"alg": algorithm, "kid": KID} | header
    return joserfc_jws.serialize_compact(header, json.dumps(payload), imported, algorithms=[algorithm])


def judge(token, key, now=NOW, used=(), **expect):
    expected = {"audience": US, "issuerIsSubject": True, "use": "capabilityInvocation"} | expect
    jwk = json.loads(key.export_public()) if isinstance(key, jwk_module.JWK) else key
    question = {
        "token": token,
        "keys": [{"issuer": ISSUER, "kid": KID, "jwk": jwk, "uses": ["capabilityInvocation"]}],
        "expect": expected,
        "now": now,
        "usedTokenIds": list(used),
    }
    done = sluice("token", "verify", "--json", text=json.dumps(question))
    assert done.code in (0, 4), done.err
    answer = json.loads(done.out)
    assert (answer["decision"] == "accepted") == (done.code == 0)
    return [reason["code"] for reason in answer["reasons"]]


@pytest.mark.parametrize("algorithm", SUITES)
@pytest.mark.parametrize("signer", [by_jwcrypto, by_joserfc])
def test_what_others_sign_is_accepted_and_a_changed_byte_is_not(signer, algorithm):
    key = key_of(algorithm)
    token = signer(key, claims(), algorithm)
    assert judge(token, key) == []
    head, body, signature = token.split(".")
    assert judge(f"{head}.{b64(json.dumps(claims(jti='t2')).encode())}.{signature}", key) == ["signature"]
    assert judge(token, key_of(algorithm)) == ["signature"]


def hostile():
    ours = key_of("ES256")
    other = key_of("ES256")
    public = json.loads(ours.export_public())
    good = by_jwcrypto(ours, claims(), "ES256")
    head, body, signature = good.split(".")
    raw = lambda header: f"{b64(json.dumps(header).encode())}.{body}.{signature}"  # noqa: E731
    symmetric = jwk_module.JWK(kty="oct", k=b64(json.dumps(public).encode()))
    confused = jws_module.JWS(json.dumps(claims()))
    confused.add_signature(symmetric, None, json.dumps({"alg": "HS256", "kid": KID}))
    signed = lambda payload, **header: by_jwcrypto(ours, payload, "ES256", **header)  # noqa: E731
    twice = b64(b'{"alg":"ES256","alg":"none"}')
    embedded = jws_module.JWS(json.dumps(claims()))
    embedded.add_signature(
        other, None, json.dumps({"alg": "ES256", "kid": KID, "jwk": json.loads(other.export_public())})
    )
    return ours, {
        "none": (raw({"alg": "none"}).removesuffix(signature), ["malformed"]),
        "none with a signature": (raw({"alg": "none"}), ["algorithm"]),
        "confusion": (confused.serialize(compact=True), ["algorithm"]),
        "embedded key": (embedded.serialize(compact=True), ["header"]),
        "jku": (raw({"alg": "ES256", "jku": "http://127.0.0.1:9/"}), ["header"]),
        "x5c": (raw({"alg": "ES256", "x5c": ["AA"]}), ["header"]),
        "crit": (raw({"alg": "ES256", "crit": ["b64"], "b64": False}), ["header"]),
        "foreign kid": (by_jwcrypto(other, claims(), "ES256", kid="did:web:evil.example#k1"), ["keyNotOfIssuer"]),
        "unknown kid": (signed(claims(), kid=ISSUER + "#k2"), ["keyUnknown"]),
        "kid of 10 KB": (signed(claims(), kid="k" * 10_240), ["tooLarge"]),
        "nested": (signed(good, cty="JWT"), ["malformed"]),
        "nested without cty": (signed(good), ["malformed"]),
        "other key": (by_jwcrypto(other, claims(), "ES256"), ["signature"]),
        "expired": (signed(claims(exp=NOW - 31)), ["expired"]),
        "future": (signed(claims(iat=NOW + 31, nbf=NOW + 31)), ["notYetValid", "issuedInFuture"]),
        "for ever": (signed(claims(exp=NOW + 10**8)), ["lifetimeTooLong"]),
        "wrong audience": (signed(claims(aud="did:web:else.example")), ["wrongAudience"]),
        "no audience": (signed(claims(aud=None)), ["audienceMissing"]),
        "iss is not sub": (signed(claims(sub="did:web:else.example")), ["issuerNotSubject"]),
        "no jti": (signed(claims(jti=None)), ["tokenIDMissing"]),
        "no exp": (signed(claims(exp=None)), ["expiryMissing"]),
        "padding": (good + "=", ["malformed"]),
        "a space": (good[:-1] + " " + good[-1:], ["malformed"]),
        "two payloads": (good + "." + body, ["malformed"]),
        "empty": ("", ["malformed"]),
        "duplicate member": (f"{twice}.{body}.{signature}", ["malformed"]),
        "200 KB": (signed(claims(padding="x" * 200_000)), ["tooLarge"]),
    }


def test_hostile_tokens_are_refused_for_their_reason():
    key, tokens = hostile()
    found = {name: judge(token, key) for name, (token, _) in tokens.items()}
    assert found == {name: reasons for name, (_, reasons) in tokens.items()}
    assert judge(by_jwcrypto(key, claims(), "ES256"), key, used=["t1"]) == ["used"]


def test_the_document_is_read_strictly():
    for text in ["", "[]", "{}", '{"token":"x","expect":{},"extra":1}', '{"token":"x","expect":{"leewaySeconds":-1}}']:
        assert sluice("token", "verify", text=text).code == 2, text


def openssl(*arguments, data=None):
    return subprocess.run(["openssl", *map(str, arguments)], input=data, capture_output=True, check=True).stdout


def der(signature):
    def integer(part):
        digits = part.lstrip(b"\0") or b"\0"
        digits = b"\0" + digits if digits[0] > 0x7F else digits
        return b"\x02" + bytes([len(digits)]) + digits

    body = integer(signature[:32]) + integer(signature[32:])
    return b"\x30" + bytes([len(body)]) + body


def raw(encoded):
    first = encoded[4 : 4 + encoded[3]]
    second = encoded[6 + encoded[3] :]
    return b"".join(part.lstrip(b"\0").rjust(32, b"\0") for part in (first, second))


def test_openssl_signs_with_sm2_and_we_accept(tmp_path):
    secret = tmp_path / "key.pem"
    openssl("genpkey", "-algorithm", "SM2", "-out", secret)
    point = openssl("pkey", "-in", secret, "-pubout", "-outform", "DER")[-64:]
    jwk = {"kty": "EC", "crv": "SM2", "x": b64(point[:32]), "y": b64(point[32:])}
    head = b64(json.dumps({"alg": "SM2", "kid": KID}).encode())
    message = f"{head}.{b64(json.dumps(claims()).encode())}"
    (tmp_path / "message").write_text(message)
    encoded = openssl(
        "pkeyutl", "-sign", "-inkey", secret, "-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678",
        "-in", tmp_path / "message",
    )
    signature = raw(encoded)
    assert der(signature) == encoded
    assert judge(f"{message}.{b64(signature)}", jwk) == []
    changed = bytes([signature[0] ^ 1]) + signature[1:]
    assert judge(f"{message}.{b64(changed)}", jwk) == ["signature"]
    assert judge(f"{message}.{b64(signature)}", jwk, algorithms=["ES256"]) == ["algorithm"]


def test_keys_have_a_life_and_their_public_parts_are_readable_by_others(two):
    alpha, _ = two
    made = alpha.does("key", "create", "agreements", "--algorithm", "EdDSA")
    assert (made["state"], made["purpose"], made["algorithm"]) == ("ACTIVE", "agreements", "EdDSA")
    assert "d" not in made["publicKey"]
    imported = jwk_module.JWK(**{name: made["publicKey"][name] for name in ("kty", "crv", "x")})
    assert imported.thumbprint() == made["thumbprint"]
    assert alpha.run("key", "create", "agreements", "--algorithm", "EdDSA").code == 5
    rotated = alpha.does("key", "rotate", made["id"])
    assert (rotated["old"]["state"], rotated["new"]["state"]) == ("RETIRED", "ACTIVE")
    revoked = alpha.does("key", "revoke", rotated["new"]["id"], "--reason", "a trial")
    assert (revoked["state"], revoked["reason"]) == ("REVOKED", "a trial")
    assert alpha.run("key", "revoke", revoked["id"], "--reason", "again").code == 5
    assert {key["id"] for key in alpha.does("key", "list", "--all")["items"]} >= {made["id"], revoked["id"]}
    assert alpha.run("key", "show", "key-of-nobody").code == 3
    national = alpha.does("key", "create", "evidence", "--algorithm", "SM2")["publicKey"]
    point = b"".join(base64.urlsafe_b64decode(national[name] + "=") for name in ("x", "y"))
    prefix = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d03420004")
    read = openssl("pkey", "-pubin", "-inform", "DER", "-noout", "-text", data=prefix + point)
    assert b"SM2" in read
    alpha.does("key", "revoke", alpha.does("key", "list", "-q", "SM2")["items"][0]["id"], "--reason", "over")


def test_no_secret_stands_in_the_data_folder(two):
    alpha, beta = two
    token = f"token-{alpha.name}-to-{beta.name}".encode()
    for file in (alpha.folder / "data").iterdir():
        if file.is_file():
            assert token not in file.read_bytes(), file


# --- people ---


def code(secret, at=None):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, int((at or time.time()) // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    offset = mac[-1] & 15
    return f"{(int.from_bytes(mac[offset:offset + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"


def session(party, name, password, *more):
    return party.run("user", "sign-in", name, "--json", *more, text=password)


def test_a_person_signs_in_changes_the_password_and_is_kept_to_the_role(two):
    alpha, _ = two
    made = alpha.does("user", "add", "ann", "--role", "auditor")
    first = session(alpha, "ann", made["password"]).json
    assert first["mustChangePassword"]
    as_ann = {"SLUICE_URL": f"http://127.0.0.1:{alpha.management_port}", "SLUICE_TOKEN": first["token"]}
    assert alpha.run("peer", "list", environment=as_ann).code == 4
    (alpha.folder / "old").write_text(made["password"])
    (alpha.folder / "new").write_text("staple battery horse\n")
    arguments = ["user", "password", "--old", alpha.folder / "old", "--new", alpha.folder / "new"]
    assert alpha.run(*arguments, environment=as_ann).code == 0
    assert alpha.run("peer", "list", environment=as_ann).code == 4, "the session has ended"
    token = session(alpha, "ann", "staple battery horse").json["token"]
    as_ann["SLUICE_TOKEN"] = token
    assert alpha.run("peer", "list", environment=as_ann).code == 0
    assert alpha.run("key", "create", "identity", environment=as_ann).code == 4
    assert alpha.run("user", "sign-out", environment=as_ann).code == 0
    assert alpha.run("peer", "list", environment=as_ann).code == 4


def test_a_second_factor_is_asked_for(two):
    alpha, _ = two
    made = alpha.does("user", "add", "bob", "--role", "operator")
    (alpha.folder / "old").write_text(made["password"])
    (alpha.folder / "new").write_text("another staple horse")
    url = f"http://127.0.0.1:{alpha.management_port}"
    as_bob = {"SLUICE_URL": url, "SLUICE_TOKEN": session(alpha, "bob", made["password"]).json["token"]}
    changed = alpha.run(
        "user", "password", "--old", alpha.folder / "old", "--new", alpha.folder / "new", environment=as_bob
    )
    assert changed.code == 0, changed.err
    as_bob["SLUICE_TOKEN"] = session(alpha, "bob", "another staple horse").json["token"]
    secret = alpha.run("user", "second-factor", "--json", environment=as_bob).json["secret"]
    assert alpha.run("user", "second-factor", "--code", code(secret), environment=as_bob).code == 0
    assert session(alpha, "bob", "another staple horse").code == 4
    again = session(alpha, "bob", "another staple horse", "--code", code(secret))
    assert again.code == 4, "the code was used to confirm"
    later = session(alpha, "bob", "another staple horse", "--code", code(secret, time.time() + 30))
    assert later.code == 0, later.err


def test_guesses_lock_and_leave_lines_without_what_was_guessed(two):
    alpha, _ = two
    alpha.does("user", "add", "eve", "--role", "auditor")
    answers = []
    guesses = [
        threading.Thread(target=lambda n=n: answers.append(session(alpha, "eve", f"a-wild-guess-{n}").err))
        for n in range(8)
    ]
    for guess in guesses:
        guess.start()
    for guess in guesses:
        guess.join()
    unknown = session(alpha, "nobody-here", "a-wild-guess-0").err
    message = lambda text: json.loads(text)["error"]["message"]  # noqa: E731
    assert {message(text) for text in answers} == {message(unknown)}
    assert alpha.does("user", "show", "eve")["lockedUntil"]
    time.sleep(1.5)
    lines = alpha.does("security-log", "--all")["items"]
    assert {"loginFailed", "lockedOut"} <= {line["kind"] for line in lines}
    assert "wild-guess" not in json.dumps(lines) and "nobody-here" not in json.dumps(lines)


def test_a_token_is_held_to_its_scopes(two):
    alpha, _ = two
    made = alpha.does("token", "create", "reader", "--role", "operator", "--scope", "products:read", "--days", "1")
    url = f"http://127.0.0.1:{alpha.management_port}"
    as_reader = {"SLUICE_URL": url, "SLUICE_TOKEN": made["token"]}
    assert alpha.run("product", "list", environment=as_reader).code == 0
    assert alpha.run("peer", "list", environment=as_reader).code == 4
    alpha.does("token", "revoke", "reader")
