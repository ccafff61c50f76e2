"""Verifies a published log from the specifications alone: C2SP signed-note, tlog-checkpoint, tlog-tiles and RFC 6962.

usage: verify_log.py FOLDER VERIFIERKEY

It shares no line with the program that wrote the log. Every file below `tile` is derived again from the entries.
"""

import base64
import hashlib
import pathlib
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WIDTH = 256


class Broken(Exception):
    pass


def sha(data):
    return hashlib.sha256(data).digest()


def parse_key(text):
    name, identifier, encoded = text.split("+", 2)
    material = base64.b64decode(encoded, validate=True)
    if material[0] != 1 or len(material) != 33:
        raise Broken("not an Ed25519 verifier key")
    if sha(name.encode() + b"\n" + material)[:4].hex() != identifier:
        raise Broken("the key's ID is wrong")
    return name, bytes.fromhex(identifier), Ed25519PublicKey.from_public_bytes(material[1:])


def open_checkpoint(data, key_text):
    name, identifier, key = parse_key(key_text)
    text, separator, signatures = data.rpartition(b"\n\n")
    if not separator or not data.endswith(b"\n"):
        raise Broken("not a signed note")
    text += b"\n"
    verified = False
    for line in signatures.decode().splitlines():
        dash, line_name, encoded = line.split(" ")
        raw = base64.b64decode(encoded, validate=True)
        if base64.b64encode(raw).decode() != encoded:
            raise Broken("a signature that is not canonical Base 64")
        if dash != "\u2014":
            raise Broken("not a signature line")
        if line_name == name and raw[:4] == identifier:
            try:
                key.verify(raw[4:], text)
            except InvalidSignature as error:
                raise Broken("the signature does not verify") from error
            verified = True
    if not verified:
        raise Broken("no signature of the log")
    origin, size, root = text.decode().splitlines()[:3]
    if origin != name or str(int(size)) != size:
        raise Broken("not a checkpoint of this log")
    return int(size), base64.b64decode(root, validate=True)


def number_path(index):
    digits = f"{index:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[i:i + 3] for i in range(0, len(digits), 3)]
    return "/".join(["x" + group for group in groups[:-1]] + groups[-1:])


def read_wide(folder, kind, index, width):
    """The bytes of a tile of this width, which may have been cut from the full one by its reader."""
    path = folder / "tile" / kind / number_path(index)
    if width == WIDTH:
        return path.read_bytes()
    partial = pathlib.Path(f"{path}.p") / str(width)
    return partial.read_bytes()


def entries_of(data, count, where):
    entries = []
    while data:
        length = int.from_bytes(data[:2], "big")
        if len(data) < 2 + length:
            raise Broken(f"{where} is cut off")
        entries.append(data[2:2 + length])
        data = data[2 + length:]
    if len(entries) != count:
        raise Broken(f"{where} has {len(entries)} entries, not {count}")
    return entries


def root_of(hashes):
    """The root by RFC 6962 over any number of leaf hashes, bottom up: an odd one at the end moves up unchanged."""
    if not hashes:
        return sha(b"")
    while len(hashes) > 1:
        pairs = [sha(b"\x01" + hashes[i] + hashes[i + 1]) for i in range(0, len(hashes) - 1, 2)]
        hashes = pairs + ([hashes[-1]] if len(hashes) % 2 else [])
    return hashes[0]


def verify(folder, key_text):
    folder = pathlib.Path(folder)
    size, root = open_checkpoint((folder / "checkpoint").read_bytes(), key_text)
    levels, bundles = [[]], []
    for index in range(-(-size // WIDTH)):
        width = min(WIDTH, size - index * WIDTH)
        data = read_wide(folder, "entries", index, width)
        entries = entries_of(data, width, f"bundle {index}")
        bundles.append(entries)
        levels[0] += [sha(b"\x00" + entry) for entry in entries]
    if root_of(levels[0]) != root:
        raise Broken("the entries do not lead to the signed root")
    while len(levels[-1]) >= WIDTH:
        hashes = levels[-1]
        levels.append([root_of(hashes[i:i + WIDTH]) for i in range(0, len(hashes) - WIDTH + 1, WIDTH)])
    files = 0
    for path in sorted((folder / "tile").rglob("*")) if size else []:
        if path.is_file():
            check_file(path, path.relative_to(folder / "tile").parts, levels, bundles)
            files += 1
    for level, hashes in enumerate(levels):
        for index in range(-(-len(hashes) // WIDTH)):
            read_wide(folder, str(level), index, min(WIDTH, len(hashes) - index * WIDTH))
    return size, files


def check_file(path, parts, levels, bundles):
    kind, rest = parts[0], list(parts[1:])
    width = WIDTH
    if len(rest) > 1 and rest[-2].endswith(".p"):
        width = int(rest.pop())
        rest[-1] = rest[-1][:-2]
    index = int("".join(part.lstrip("x") for part in rest))
    if kind == "entries":
        entries = bundles[index][:width] if index < len(bundles) else []
        expected = b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)
        count = len(entries)
    else:
        hashes = levels[int(kind)][index * WIDTH:index * WIDTH + width] if int(kind) < len(levels) else []
        expected, count = b"".join(hashes), len(hashes)
    if count < width:
        return  # ahead of the checkpoint: an append that a crash stopped leaves such files, and nothing signed covers them
    if path.read_bytes() != expected:
        raise Broken(f"{path} is not what the entries make")


def main():
    try:
        size, files = verify(sys.argv[1], sys.argv[2])
    except (Broken, OSError, ValueError, IndexError) as error:
        print("FAIL", error)
        return 1
    print("OK", size, files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
