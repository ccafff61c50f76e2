"""The help of every command, word for word; UPDATE_GOLDEN=1 writes it anew."""

import os
import re
from pathlib import Path

from kit.commandline import sluice

GOLDEN = Path(__file__).parent / "golden" / "cli-help.txt"
# Owned by others, and listed here by their name only.
FOREIGN = {"bench", "connector", "demo", "help"}


def commands(path=()):
    """The help of a command and of all below it."""
    done = sluice(*path, "--help")
    assert done.code == 0 and done.err == ""
    yield path, done.out
    listed = done.out.split("SUBCOMMANDS:")[1] if "SUBCOMMANDS:" in done.out else ""
    for name in re.findall(r"^  ([a-z][a-z-]*)", listed, re.MULTILINE):
        if name not in FOREIGN:
            yield from commands((*path, name))


def test_the_help_of_all_commands():
    everything = [(path, text) for path, text in commands() if path]
    assert len(everything) > 60
    text = "".join(f"# sluice {' '.join(path)}\n{help}\n" for path, help in everything)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text)
    assert text == GOLDEN.read_text(), "the help has changed: look at it, then UPDATE_GOLDEN=1"


def test_every_command_speaks_both_languages_and_json():
    for path, text in commands():
        overview = text.split("USAGE:")[0]
        assert re.search("[一-鿿]", overview), path
        if path and "SUBCOMMANDS:" not in text and path != ("connector", "run"):
            assert "--json" in text and "--lang" in text, path
