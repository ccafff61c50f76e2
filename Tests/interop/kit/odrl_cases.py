"""Random policies, requests and worlds for comparing the two evaluators; the same seed gives the same cases."""

import random

ACTIONS = ["use", "use", "use", "http://www.w3.org/ns/odrl/2/use", "read", "odrl:display", "play", "sell", "modify", "write", "http://www.w3.org/ns/odrl/2/extract"]
ASKED = ["use", "read", "display", "play", "sell", "write", "extract", "unheard"]
THINGS, PEOPLE = ["t", "u", "box"], ["a", "b", "team"]
TIMES = ["2026-11-22T12:00:00Z", "2026-11-22T20:00+08:00", "2026-11-22T11:59:59.999Z", "2026-11-23T00:00:00Z",
         "2026-11-22Z", "2026-11-21Z", "2026-11-22T12:00:00", "someday"]
RELATIONS = ["eq", "neq", "lt", "lteq", "gt", "gteq", "isA", "hasPart", "isPartOf", "isAllOf", "isAnyOf", "isNoneOf"]
HAPPENED = ["2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z", "2026-11-22T20:00:00+08:00", "2026-11-23T00:00:00Z"]
BYTE, KILO = "http://qudt.org/vocab/unit/BYTE", "http://qudt.org/vocab/unit/KiloBYTE"
WORDS = ["x", "y", "group", "caf\u00e9", "cafe\u0301"]
NUMBERS = [5, "5", "5.0", "50e-1", "2000", "2", "-3", "1e400", "99999999999999999999999999999999999999.5", "ten"]
SPANS = ["P1D", "PT24H", "P1M", "P30D", "P1Y", "P12M", "PT90M", "P", "7"]


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, values):
        return self.random.choice(values)

    def chance(self, part):
        return self.random.random() < part

    def constraint(self, depth=2):
        if depth and self.chance(0.25):
            parts = [self.constraint(depth - 1) for _ in range(self.random.randint(1, 3))]
            return {self.pick(["and", "or", "xone", "andSequence", "andSequence"]): {"@list": parts} if self.chance(0.2) else parts}
        kind = self.random.randrange(8)
        relation = self.pick(["eq", "neq", "lt", "lteq", "gt", "gteq"] if self.chance(0.7) else RELATIONS)
        if kind < 2:
            return self.comparison("dateTime", relation, self.typed(self.pick(TIMES), ["dateTime", "date"]))
        if kind == 2:
            return self.comparison("count", relation, self.typed(self.pick([1, "2", "3", "2.5", 4]), ["integer"]))
        if kind == 3:
            found = self.comparison(self.pick(["payAmount", "absoluteSize"]), relation,
                                    self.typed(self.pick(NUMBERS), ["decimal", "integer", "string"]))
            if self.chance(0.5):
                found["unit"] = self.pick([BYTE, KILO, "urn:unit:other"])
            return found
        if kind == 4:
            return self.comparison("elapsedTime", relation, self.typed(self.pick(SPANS), ["duration"]))
        if kind == 5 and self.chance(0.15):
            return self.comparison("weather", relation, "fine")
        rights = [self.pick(WORDS) for _ in range(self.random.randint(1, 2))]
        right = rights if self.chance(0.5) else rights[0]
        return self.comparison(self.pick(["purpose", "spatial", "industry"]),
                               self.pick(["eq", "neq"] + RELATIONS[6:] * 2), right)

    def comparison(self, left, relation, right):
        prefix = "odrl:" if self.chance(0.3) else ""
        return {"leftOperand": prefix + left, "operator": relation, "rightOperand": right}

    def typed(self, value, kinds):
        if isinstance(value, str) and self.chance(0.3):
            return {"@value": value, "@type": "xsd:" + self.pick(kinds)}
        return value

    def constraints(self, part=0.5, depth=2):
        if self.chance(0.3):
            return [self.comparison("dateTime", "lteq", "2027-01-01T00:00Z")]
        return [self.constraint(depth) for _ in range(self.random.randint(1, 2))] if self.chance(part) else []

    def action(self):
        word = self.pick(ACTIONS)
        if self.chance(0.2):
            return {"rdf:value": {"@id": word}, "refinement": self.constraints(1, 1)}
        return [word, self.pick(ACTIONS)] if self.chance(0.1) else word

    def group(self, names, kind):
        if self.chance(0.15):
            return {"@type": kind + "Collection", "source": self.pick(names), "refinement": self.constraints(1, 1)}
        if self.chance(0.1):
            return {"@type": kind + "Collection", "source": self.pick(names), "@id": self.pick(["team", "box", "crew"])}
        return [self.pick(names), self.pick(names)] if self.chance(0.1) else self.pick(names)

    def duty(self, inner=None):
        duty = {"action": self.pick(["compensate", "inform", "delete"]), "constraint": self.constraints(0.3)}
        if self.chance(0.3):
            duty["@id"] = self.pick(["d1", "d2"])
        if self.chance(0.2):
            duty["action"] = {"rdf:value": {"@id": duty["action"]}, "refinement": self.constraints(1, 1)}
        if self.chance(0.2):
            duty["target"] = self.pick(THINGS)
        if self.chance(0.2):
            duty["assignee"] = self.pick(PEOPLE)
        if inner and self.chance(0.3):
            duty[inner] = [self.duty()]
        return {key: value for key, value in duty.items() if value != []}

    def rule(self, inner, part):
        rule = {"action": self.action(), "constraint": self.constraints(part)}
        if self.chance(0.3):
            rule["target"] = self.group(THINGS, "Asset")
        if self.chance(0.3):
            rule["assignee"] = self.group(PEOPLE, "Party")
        if self.chance(0.3):
            rule[inner] = [self.duty("consequence" if inner == "duty" else None)
                           for _ in range(self.random.randint(1, 2))]
        return {key: value for key, value in rule.items() if value != []}

    def policy(self):
        policy = {"@type": self.pick(["Set"] * 12 + ["Agreement"] * 5 + ["Offer"]), "@id": "p"}
        if self.chance(0.6) or policy["@type"] == "Agreement":
            policy["target"] = self.pick(["t", "t", "t", "u", "box"]) if self.chance(0.85) else self.group(THINGS, "Asset")
        if self.chance(0.4) or policy["@type"] == "Agreement" and self.chance(0.9):
            policy["assignee"] = self.pick(["a", "a", "a", "b", "team"]) if self.chance(0.85) else self.group(PEOPLE, "Party")
            policy["assigner"] = "provider"
        if self.chance(0.6):
            policy["conflict"] = self.pick(["perm", "prohibit", "invalid", "odrl:perm", ["perm", "prohibit"]])
        policy["permission"] = [self.rule("duty", 0.3) for _ in range(self.random.randint(1, 3))]
        if self.chance(0.3):
            policy["prohibition"] = [self.rule("remedy", 0.7) for _ in range(self.random.randint(1, 2))]
        if self.chance(0.3):
            policy["obligation"] = [self.duty("consequence") for _ in range(self.random.randint(1, 2))]
        return policy

    def facts(self):
        facts = {}
        for operand in ("purpose", "spatial", "industry"):
            if self.chance(0.8):
                facts[operand] = [self.pick(WORDS) for _ in range(self.random.randint(1, 2))]
                if self.chance(0.2):
                    facts[operand] = [{"@value": word, "at": self.pick(HAPPENED)} for word in facts[operand]]
        if self.chance(0.8):
            value = self.pick(NUMBERS)
            facts["payAmount"] = {"@value": value, "unit": self.pick([BYTE, KILO])} if self.chance(0.5) else value
        if self.chance(0.6):
            facts["absoluteSize"] = {"@value": self.pick(NUMBERS), "unit": self.pick([BYTE, KILO])}
        if self.chance(0.8):
            facts["elapsedTime"] = self.pick(SPANS)
        if self.chance(0.1):
            facts["count"] = self.pick([1, 2, 3])
        return facts

    def performed(self):
        done = {"action": self.pick(["compensate", "inform", "delete", "read", "use"]),
                "at": self.pick(["2026-11-20T00:00:00Z", "2026-11-22T11:59:59.999Z", "2026-12-01T00:00:00Z"])}
        if self.chance(0.6):
            done["target"] = self.pick(THINGS)
        if self.chance(0.7):
            done["by"] = self.pick(PEOPLE)
        if self.chance(0.5):
            done["parameters"] = self.facts()
        return done

    def world(self):
        world = {"now": "2026-11-22T12:00:00Z", "facts": self.facts()}
        if self.chance(0.6):
            world["memberOf"] = {self.pick(["t", "u", "a", "b", "x", "y"]): [self.pick(["box", "team", "group"])]
                                 for _ in range(2)}
            if self.chance(0.2):
                world["memberOf"] |= {"box": ["team"], "team": ["box"]}
        if self.chance(0.4):
            world["about"] = {self.pick(["t", "u", "a", "b", "box"]): self.facts()}
        if self.chance(0.5):
            world["performed"] = [self.performed() for _ in range(self.random.randint(1, 3))]
        if self.chance(0.3):
            world["duties"] = {self.pick(["d1", "d2", "permission[0].duty[0]", "obligation[0]"]):
                               self.pick(["notSet", "fulfilled", "violated"])}
        return world

    def case(self):
        request = {"action": self.pick(ASKED), "target": self.pick(["t", "t", "u"]), "assignee": self.pick(["a", "a", "b"])}
        if self.chance(0.4):
            request["parameters"] = self.facts()
        case = {"policy": self.policy(), "request": request, "world": self.world()}
        if self.chance(0.1):
            case["parents"] = [self.policy() | {"@id": name, "@type": "Set"} for name in ("q", "r")]
            case["policy"]["inheritFrom"] = self.pick(["q", ["q", "r"]])
            if self.chance(0.3):
                case["parents"][0]["inheritFrom"] = "r"
        if self.chance(0.8):
            case["usage"] = {"counts": {self.pick(["use", "read", "sell"]): self.pick([0, 1, 2, 5])}}
        return case
