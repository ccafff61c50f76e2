"""Builds the Go verifier from Debian's packages, unpacked beside the tests and installed nowhere."""

import functools
import os
import pathlib
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
PACKAGES = ["golang-1.19-go", "golang-1.19-src", "golang-golang-x-mod-dev"]
# Where the unpacked packages and the program stay between runs; 80 MB are fetched once.
CACHE = pathlib.Path(os.environ.get("SLUICE_GO_CACHE", pathlib.Path(tempfile.gettempdir()) / "sluice-go-verifier"))


@functools.cache
def program():
    """The path of the verifier, or a text that says why there is none."""
    binary = CACHE / "verify_log"
    source = HERE / "verify_log.go"
    if binary.exists() and binary.stat().st_mtime > source.stat().st_mtime:
        return binary
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        return "no Go here, and no Debian packages to unpack"
    CACHE.mkdir(parents=True, exist_ok=True)
    try:
        if not list(CACHE.glob("golang-1.19-go_*.deb")):
            subprocess.run(["apt-get", "download", *PACKAGES], cwd=CACHE, check=True, capture_output=True, timeout=300)
        unpack()
        build(source, binary)
    except (subprocess.SubprocessError, OSError) as error:
        detail = getattr(error, "stderr", b"") or b""
        return f"Debian's Go packages cannot be had or do not build: {error} {detail[-300:]}"
    return binary


def unpack():
    root = CACHE / "root"
    if root.exists():
        return
    for package in CACHE.glob("*.deb"):
        subprocess.run(["dpkg", "-x", package, root], check=True, capture_output=True, timeout=300)
    go, share = root / "usr/lib/go-1.19", root / "usr/share/go-1.19"
    # Links of the installed form point to absolute places; here both halves become one tree.
    for name in share.iterdir():
        link = go / name.name
        if link.is_symlink():
            link.unlink()
        if not link.exists():
            link.symlink_to(name)


def build(source, binary):
    root = CACHE / "root"
    go = root / "usr/lib/go-1.19"
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(CACHE), "GOROOT": str(go), "GOCACHE": str(CACHE / "cache"),
        "GOPATH": str(root / "usr/share/gocode"), "GO111MODULE": "off", "CGO_ENABLED": "0", "GOFLAGS": "",
    }
    command = [go / "bin/go", "build", "-o", binary, source]
    subprocess.run(command, check=True, capture_output=True, env=environment, timeout=500)
