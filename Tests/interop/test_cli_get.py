"""`sluice get`: the whole way, again, interrupted, and refused."""

import hashlib
import signal
import subprocess
import time

from kit.commandline import COMMAND_WAIT, surroundings, two  # noqa: F401
from kit.process import _binary

# Large enough that a transfer is still under way when it is interrupted.
LARGE = 1 << 29


def test_get_brings_a_verified_file_and_says_what_was_agreed(two):
    alpha, beta = two
    alpha.publishes("simple", b"1,2\n3,4\n")
    done = beta.run("get", alpha.address + "/", "simple", "-o", "simple.out")
    assert done.code == 0, done.err
    assert (beta.folder / "simple.out").read_bytes() == b"1,2\n3,4\n"
    assert "Permitted: use." in done.out and "evidence list --agreement" in done.out
    assert "FINALIZED" in done.err and "COMPLETED" in done.err


def test_get_again_uses_the_agreement_and_the_file_that_are_there(two):
    alpha, beta = two
    alpha.publishes("again", b"content")
    first = beta.does("get", alpha.id, "again")
    assert first["verified"] and first["file"].endswith("/again.csv")
    assert first["sha256"] == hashlib.sha256(b"content").hexdigest()
    assert [step["step"] for step in first["steps"]] == ["discover", "look", "negotiate", "transfer", "verify"]
    same = beta.does("get", "ALPHA", "again")
    assert same["transfer"] == first["transfer"]
    other = beta.does("get", alpha.id, "again", "-o", "other")
    assert other["agreement"] == first["agreement"] and other["transfer"] != first["transfer"]
    assert other["agreementReused"] is True
    new = beta.does("get", alpha.id, "again", "-o", "other", "--new", "--force")
    assert new["agreement"] != first["agreement"]


def test_get_does_not_replace_a_file_unasked(two):
    alpha, beta = two
    alpha.publishes("kept", b"fresh")
    (beta.folder / "mine").write_text("precious")
    assert beta.run("get", alpha.id, "kept", "-o", "mine").code == 5
    assert (beta.folder / "mine").read_text() == "precious"
    assert beta.does("get", alpha.id, "kept", "-o", "mine", "--force")["bytes"] == 5
    assert (beta.folder / "mine").read_text() == "fresh"


def test_get_chooses_the_offer_named(two):
    alpha, beta = two
    alpha.publishes("choice", b"x", "--until", "2098-01-01")
    second = alpha.does("offer", "add", "choice", "--until", "2099-01-01")["id"]
    assert "2099" in str(beta.does("get", alpha.id, "choice", "--offer", second)["terms"])
    unknown = beta.run("get", alpha.id, "choice", "-o", "x", "--offer", "urn:nothing")
    assert unknown.code == 3 and second in unknown.err


def test_get_of_what_is_not_there(two):
    alpha, beta = two
    stranger = beta.run("get", "https://nobody.example/dsp", "any")
    assert stranger.code == 3 and "sluice peer add" in stranger.err
    missing = beta.run("get", alpha.id, "missing", "--json")
    assert missing.code == 3 and missing.error["messageZh"]
    assert beta.run("get", alpha.id, "simple", "-o", "no/such/folder/file").code == 2


def test_get_waits_for_a_person_and_goes_on_when_run_again(two):
    alpha, beta = two
    alpha.publishes("manual", b"x", "--mode", "manual")
    late = beta.run("get", alpha.id, "manual", "--timeout", "1")
    assert late.code == 8 and "negotiation show" in late.err
    asked = alpha.does("negotiation", "inbox", "-q", "manual")["items"]
    assert len(asked) == 1
    alpha.does("negotiation", "agree", asked[0]["id"], "--wait")
    done = beta.does("get", alpha.id, "manual")
    assert done["verified"] is True
    assert len(alpha.does("negotiation", "list", "-q", "manual")["items"]) == 1


def test_get_takes_a_path_as_the_caller_means_it(two):
    alpha, beta = two
    alpha.publishes("placed", b"x")
    (beta.folder / "sub").mkdir()
    assert beta.does("get", alpha.id, "placed", "-o", "sub/../sub")["file"] == str(beta.folder / "sub" / "placed.csv")
    assert beta.run("get", alpha.id, "placed", "--timeout", "-1").code == 2


def test_a_wait_that_is_interrupted_says_how_to_go_on(two):
    alpha, beta = two
    alpha.publishes("pending", b"x", "--mode", "manual")
    running = subprocess.Popen(
        [_binary(), "negotiation", "start", alpha.id, "pending", "--wait"],
        cwd=beta.folder, env=surroundings(), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )
    for line in running.stderr:
        if "REQUESTED" in line:
            break
    running.send_signal(signal.SIGINT)
    _, error = running.communicate(timeout=COMMAND_WAIT)
    assert running.returncode == 130 and "negotiation show" in error


def test_a_refused_get_says_why(two):
    alpha, beta = two
    alpha.publishes("expired", b"x", "--until", "2020-01-01")
    refused = beta.run("get", alpha.id, "expired", "--timeout", "20", "--lang", "zh")
    assert refused.code == 4, refused.err
    assert "错误" in refused.err and "建议" in refused.err


def test_an_interrupted_get_is_gone_on_with(two):
    alpha, beta = two
    alpha.publishes("large", LARGE)
    running = subprocess.Popen(
        [_binary(), "get", alpha.id, "large", "-o", "large.out"],
        cwd=beta.folder, env=surroundings(), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )
    for line in running.stderr:
        if "transfer: STARTED" in line:
            break
    running.send_signal(signal.SIGINT)
    _, error = running.communicate(timeout=COMMAND_WAIT)
    assert running.returncode == 130, error
    assert "run the same command again" in error
    began = time.monotonic()
    done = beta.does("get", alpha.id, "large", "-o", "large.out")
    assert done["bytes"] == LARGE and done["verified"] is True, time.monotonic() - began
    assert len(beta.does("transfer", "list", "-q", "large")["items"]) == 1
