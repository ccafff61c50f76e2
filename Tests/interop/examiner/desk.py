"""Histories, facts and records written to files, and what the binary answers."""

import json
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from kit.commandline import sluice

DIGEST = "sha256:" + "0" * 64


class Desk:
    """One folder of questions to the binary."""

    def __init__(self, folder):
        self.folder = folder

    def file(self, value, name="q.json"):
        path = self.folder / name
        path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        return str(path)

    def ask(self, *arguments, codes=(0, 1)):
        done = sluice(*arguments, "--json")
        assert done.code in codes, f"{arguments}: {done.code}\n{done.out}{done.err}"
        return json.loads(done.out)

    def ledger(self, pack, sheet, facts, *more):
        """The values of the lines, and the codes of the checks that failed."""
        answer = self.ask("ledger", pack, sheet, self.file(facts), *more)
        return {line["id"]: line["value"] for line in answer["lines"]}, [r["code"] for r in answer["refusals"]]

    def gate(self, gate, facts, day, places=None, *more):
        """The codes of the refusals and the ids of the obligations."""
        context = self.file({"places": places or {}, "facts": facts})
        answer = self.ask("rules", "decide", gate, context, "--at", str(day), *more)
        return [r["code"] for r in answer["refusals"]], [o["id"] for o in answer["obligations"]]

    def replay(self, pack, events, until=None, places=None, *more):
        history = self.file({"places": places or {}, "events": events})
        end = ["--until", str(until)] if until else []
        return Timeline(self.ask("case", "replay", pack, history, *end, *more))


class Timeline:
    """What a replay printed."""

    def __init__(self, entries):
        if isinstance(entries, dict):
            entries = [{"kind": "refused", "event": "open", "refusal": entries, "case": "", "at": ""}]
        self.entries = entries

    def of(self, kind, case="main"):
        return [entry for entry in self.entries if entry["kind"] == kind and entry["case"] == case]

    @property
    def codes(self):
        return [entry["refusal"]["code"] for entry in self.entries if entry["kind"] == "refused"]

    def dues(self, clock, case="main"):
        return [entry["due"] for entry in self.of("clock", case) if entry["clock"] == clock]

    def missed(self, case="main"):
        return [f"{entry['clock']} {entry['date']}" for entry in self.of("overdue", case)]

    def state(self, case="main"):
        moved = self.of("moved", case)
        return moved[-1]["to"] if moved else None

    def entered(self, state, case="main"):
        return next((entry["date"] for entry in self.of("moved", case) if entry["to"] == state), None)

    def papers(self, case="main"):
        return [entry["credential"] for entry in self.of("credential", case)]


def step(at, event, role, by=None, facts=None, papers=(), **more):
    """One step; `case`, `procedure` and `parent` name a sub-case."""
    actor = {"id": by or role, "role": role}
    if "party" in more:
        actor["party"] = more.pop("party")
    attachments = {name: DIGEST for name in papers}
    return {"at": str(at), "event": event, "by": actor, "facts": facts or {}, "attachments": attachments, **more}


def cents(value, places=2):
    """Half up, as sums of money are cut."""
    exact = Fraction(value)
    scaled = abs(exact) * 10**places
    whole = int(scaled + Fraction(1, 2))
    return Fraction(whole if exact >= 0 else -whole, 10**places)


def shown(value):
    """A number as the binary writes it: whole numbers plain, others as text without trailing zeros."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return int(exact)
    text = format((Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(10) ** -12, ROUND_HALF_UP),
        "f")
    return text.rstrip("0")


def day(text):
    return date.fromisoformat(text)
