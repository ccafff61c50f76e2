"""A small second evaluator of ODRL 2.2, to be read beside the model and compared with the product.

Written from the ODRL Information Model 2.2 and the W3C formal-semantics draft, not from the product's source.
Truth has three values: True, False, and None for "cannot be told", which never helps the one who asks.
"""

import re
from datetime import datetime, timedelta, timezone
from fractions import Fraction

ODRL = ("odrl:", "http://www.w3.org/ns/odrl/2/", "https://www.w3.org/ns/odrl/2/")
UNDER_USE = """acceptTracking aggregate annotate anonymize archive attribute compensate concurrentUse delete derive
digitize distribute ensureExclusivity execute grantUse include index inform install modify move nextPolicy
obtainConsent play present print read reproduce reviewPolicy stream synchronize textToSpeech transform translate
uninstall watermark""".split()
PARENT = {name: "use" for name in UNDER_USE}
PARENT |= {"display": "play", "extract": "reproduce", "sell": "transfer", "give": "transfer"}
# Deprecated words, under the exact match that the vocabulary gives them.
PARENT |= {"write": "modify", "writeTo": "modify", "append": "modify", "appendTo": "modify", "copy": "reproduce",
           "pay": "compensate"}
ACTIONS = set(PARENT) | {"use", "transfer"}
OPERANDS = set("""absolutePosition absoluteSpatialPosition absoluteTemporalPosition absoluteSize count dateTime
delayPeriod deliveryChannel device elapsedTime event fileFormat industry language media meteredTime payAmount
percentage product purpose recipient relativePosition relativeSpatialPosition relativeTemporalPosition relativeSize
resolution spatial spatialCoordinates system systemDevice timeInterval unitOfCount version virtualLocation""".split())
NUMERIC = {"payAmount", "percentage", "resolution", "absoluteSize", "relativeSize"}
DURATIONS = {"elapsedTime", "timeInterval", "delayPeriod", "meteredTime"}
SHARED = ("target", "assigner", "assignee", "action")
ORDER, EQUALITY = {"lt", "lteq", "gt", "gteq"}, {"eq", "neq"}
SETS = {"isA", "hasPart", "isPartOf", "isAllOf", "isAnyOf", "isNoneOf"}
QUDT = "http://qudt.org/vocab/unit/"
UNITS = {QUDT + n: ("time", f) for n, f in {"SEC": 1, "MIN": 60, "HR": 3600, "DAY": 86400}.items()}
UNITS |= {QUDT + n: ("size", f) for n, f in
          {"BYTE": 1, "KiloBYTE": 10**3, "MegaBYTE": 10**6, "GigaBYTE": 10**9, "KibiBYTE": 2**10,
           "MebiBYTE": 2**20, "GibiBYTE": 2**30}.items()}


def term(text):
    for namespace in ODRL:
        local = text[len(namespace):]
        if text.startswith(namespace) and local and not set(local) & set(":/#"):
            return local
    return text


def many(value):
    return [] if value is None else value if isinstance(value, list) else [value]


def name(value):
    value = value[0] if isinstance(value, list) and len(value) == 1 else value
    return value["@id"] if isinstance(value, dict) else value


BEGINNING = datetime.min.replace(tzinfo=timezone.utc)


# Three-valued logic (ODRL IM 2.5.3).

def every(values):
    values = list(values)
    return False if False in values else None if None in values else True


def negate(value):
    return None if value is None else not value


def join(connective, values):
    if connective == "or":
        return negate(every(negate(v) for v in values))
    if connective == "xone":
        count = values.count(True)
        return False if count > 1 else None if None in values else count == 1
    return every(values)


# Values.

def number(text):
    if len(text) > 128 or not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,4})?", text):
        return None
    return Fraction(text)


def duration(text):
    match = re.fullmatch(r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?"
                         r"(T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?)?", text, re.ASCII)
    if not match or len(text) > 64:
        return None
    minus, years, months, weeks, days, clock, hours, minutes, seconds, fraction = match.groups()
    if not any((years, months, weeks, days, hours, minutes, seconds)) or clock == "T":
        return None
    parts = [int(p or 0) for p in (years, months, weeks, days, hours, minutes, seconds)]
    if any(len(p or "") > 9 for p in (years, months, weeks, days, hours, minutes, seconds)):
        return None
    sign = -1 if minus else 1
    span = ((parts[2] * 7 + parts[3]) * 24 + parts[4]) * 60 + parts[5]
    return sign * (parts[0] * 12 + parts[1]), sign * ((span * 60 + parts[6]) * 1000 + int((fraction or "0").ljust(3, "0")))


def instant(text):
    match = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", text, re.ASCII)
    if not match or (match[3] and not match[2]):
        return None
    try:
        base = datetime.fromisoformat(match[1] + (match[2] or ":00") + match[4].replace("Z", "+00:00"))
    except ValueError:
        return None
    return base + timedelta(milliseconds=int((match[3] or ".0")[1:4].ljust(3, "0")))


def moment(text, kind="plain"):
    """A stretch of time [start, end): a day for a date, a millisecond for an instant."""
    if kind in ("plain", "dateTime") and (at := instant(text)):
        return at, at + timedelta(milliseconds=1)
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)", text, re.ASCII)
    if kind in ("plain", "date") and match and (at := instant(match[1] + "T00:00" + match[2])):
        return at, at + timedelta(days=1)
    return None


def compare_moments(relation, one, other):
    def answer(yes, no):
        return True if yes else False if no else None
    (start, end), (low, high) = one, other
    if relation == "lt":
        return answer(end <= low, start >= low)
    if relation == "lteq":
        return answer(end <= high, start >= high)
    if relation == "eq":
        return answer(start >= low and end <= high, start >= high or end <= low)
    opposite = {"gt": "lteq", "gteq": "lt", "neq": "eq"}[relation]
    return negate(compare_moments(opposite, one, other))


def compare(relation, one, other):
    return {"lt": one < other, "lteq": one <= other, "gt": one > other, "gteq": one >= other, "eq": one == other,
            "neq": one != other}[relation]


XSD = {"string": "string", "boolean": "boolean", "date": "date", "dateTime": "dateTime", "dateTimeStamp": "dateTime",
       "decimal": "decimal", "double": "decimal", "float": "decimal", "anyURI": "iri", "integer": "integer",
       "int": "integer", "long": "integer", "short": "integer", "nonNegativeInteger": "integer",
       "positiveInteger": "integer", "duration": "duration", "dayTimeDuration": "duration",
       "yearMonthDuration": "duration"}


def literal(json):
    """The lexical form and the kind of value."""
    if isinstance(json, bool):
        return ("true" if json else "false"), "boolean"
    if isinstance(json, int):
        return str(json), "integer"
    if isinstance(json, str):
        return json, "plain"
    if "@id" in json:
        return json["@id"], "iri"
    text, kind = literal(json["@value"])
    if "@type" not in json:
        return text, kind
    found = re.fullmatch(r"(?:xsd:|http://www\.w3\.org/2001/XMLSchema#)(\w+)", json["@type"])
    return text, XSD.get(found[1], "other") if found else "other"


class Case:
    """One policy, one request, one state of the world."""

    def __init__(self, case):
        self.request, self.world = case["request"], case.get("world", {})
        self.now = instant(self.world["now"])
        self.usage = case.get("usage", {}).get("counts")
        self.policy = expand(inherit(case["policy"], {p["@id"]: p for p in case.get("parents", [])}))

    # Terms and membership.

    def includes(self, wider, action):
        if wider == "*":
            return True
        if wider not in ACTIONS or action not in ACTIONS:
            return None
        while action and action != wider:
            action = PARENT.get(action)
        return action == wider

    def ancestors(self, thing):
        found, todo = set(), [thing]
        while todo:
            for group in self.world.get("memberOf", {}).get(todo.pop(), []):
                if group not in found:
                    found.add(group)
                    todo.append(group)
        return found

    def is_in(self, thing, group):
        return thing == group or group in self.ancestors(thing)

    # Constraints: judged on the state of the world; refinements on the request, or on the member of a collection.

    def judge(self, constraint, action, now, source=None):
        for connective in ("and", "or", "xone", "andSequence"):
            if connective in constraint:
                parts = listed(constraint[connective])
                joined = join(connective, [self.judge(c, action, now, source) for c in parts])
                return self.in_order(parts, now, source) if connective == "andSequence" and joined is True else joined
        operand, relation = term(name(constraint["leftOperand"])), term(name(constraint["operator"]))
        if relation not in ORDER | EQUALITY | SETS or operand not in OPERANDS or "rightOperand" not in constraint:
            return None
        rights = [literal(r) for r in listed(constraint["rightOperand"])]
        unit = name(constraint["unit"]) if "unit" in constraint else None
        if operand == "dateTime" or (operand == "count" and source is None):
            if relation in SETS or len(rights) != 1 or unit:
                return None
            return self.time(relation, *rights[0], now) if operand == "dateTime" else self.count(
                relation, *rights[0], action)
        given = [(v, None) if not isinstance(v, dict) else (v, v.get("unit")) for v in self.values(operand, source)
                 if not isinstance(v, dict) or "at" not in v or instant(v["at"]) <= now]
        given = [(literal(v)[0], u) for v, u in given]
        return self.members(operand, relation, given, rights, unit) if given and rights else None

    def values(self, operand, source):
        return many((self.world.get("facts", {}) if source is None else source).get(operand))

    # A sequence: parts that all hold came one after the other (ODRL IM 2.5.3). A part held from one time to another; of a
    # fact without a time it is known only that it holds now.

    def in_order(self, parts, now, source):
        reached, is_known = BEGINNING, True
        for part in parts:
            start, end, is_dated = self.held(part, now, source)
            if max(reached, start) > end:
                return False if is_known else None
            if start > reached:
                reached, is_known = start, is_dated
        return True

    def held(self, constraint, now, source):
        for connective in ("and", "or", "xone", "andSequence"):
            if connective in constraint:
                spans = [self.held(c, now, source) for c in listed(constraint[connective])]
                pick, last = (max, min) if connective.startswith("and") else (min, max)
                start, _, is_dated = pick(spans, key=lambda span: span[0])
                return start, max(start, last(span[1] for span in spans)), is_dated
        operand, relation = term(name(constraint["leftOperand"])), term(name(constraint["operator"]))
        if operand == "dateTime":
            rights = [literal(r) for r in listed(constraint["rightOperand"])]
            right = moment(*rights[0]) if len(rights) == 1 else None
            edge = {"gt": 1, "gteq": 0, "eq": 0}.get(relation)
            return (right[edge] if right and edge is not None else BEGINNING), now, True
        times = [instant(v["at"]) for v in self.values(operand, source) if isinstance(v, dict) and "at" in v]
        return (max(times), max(times), True) if times else (now, now, False)

    def time(self, relation, text, kind, now):
        right = moment(text, kind)
        return compare_moments(relation, (now, now + timedelta(milliseconds=1)), right) if right else None

    def count(self, relation, text, kind, action):
        limit = number(text) if kind in ("plain", "integer", "decimal") else None
        if limit is None or limit.denominator != 1 or self.usage is None:
            return None
        used = 1  # this use counts
        for done, times in self.usage.items():
            if times < 0 or (is_included := self.includes(action, term(done))) is None:
                return None
            used += times if is_included else 0
        return compare(relation, used, limit)

    def members(self, operand, relation, given, rights, unit):
        if relation in ORDER:
            if len(given) != 1 or len(rights) != 1:
                return None
            return self.order(operand, relation, given[0], rights[0], unit)
        if relation in {"eq", "neq", "isA"} and len(rights) != 1:
            return None
        table = []
        for value in given:
            row = [self.equal(operand, value, right, unit) for right in rights]
            if None in row:
                return None
            if relation in ("isA", "isPartOf"):
                row = [same or (not unit and right[0] in self.ancestors(value[0])) for same, right in zip(row, rights)]
            if relation == "hasPart":
                row = [same or (not unit and value[0] in self.ancestors(right[0])) for same, right in zip(row, rights)]
            table.append(row)
        inside = [any(row) for row in table]
        uniform = inside[0] if len(set(inside)) == 1 else None
        covers = all(any(row[i] for row in table) for i in range(len(rights)))
        if relation in ("eq", "isA", "isAnyOf", "isPartOf"):
            return uniform
        if relation in ("neq", "isNoneOf"):
            return negate(uniform)
        if relation == "hasPart":
            return covers
        return None if covers and not all(inside) else covers  # isAllOf

    def scaled(self, value, unit, wanted):
        """Both numbers in one unit, or None: a unit on one side only says nothing."""
        if unit is None and wanted is None:
            return value, Fraction(1)
        if unit is None or wanted is None:
            return None
        if unit == wanted:
            return value, Fraction(1)
        one, other = UNITS.get(unit), UNITS.get(wanted)
        return (value * one[1], Fraction(other[1])) if one and other and one[0] == other[0] else None

    def order(self, operand, relation, given, right, unit):
        (text, own), (lexical, kind) = given, right
        if operand in DURATIONS and kind in ("plain", "duration") and not unit and not own:
            return spans(relation, duration(text), duration(lexical))
        if kind == "duration" and not unit and not own:
            return spans(relation, duration(text), duration(lexical))
        if kind == "string":
            return None if unit or own else compare(relation, text.encode(), lexical.encode())
        if kind in ("plain", "integer", "decimal"):
            one, other = number(text), number(lexical)
            if kind == "integer" and other is not None and other.denominator != 1:
                other = None
            if one is not None and other is not None:
                pair = self.scaled(one, own, unit)
                return compare(relation, pair[0], other * pair[1]) if pair else None
        if unit or own:
            return None
        if kind in ("plain", "dateTime", "date"):
            one, other = moment(text), moment(lexical, kind)
            if one and other:
                return compare_moments(relation, one, other)
        return None

    def equal(self, operand, given, right, unit):
        (text, own), (lexical, kind) = given, right
        if operand in NUMERIC and kind == "plain" or unit or own:
            kind = "decimal" if kind == "plain" else kind
        if operand in DURATIONS and kind == "plain":
            kind = "duration"
        if kind in ("integer", "decimal"):
            one, other = number(text), number(lexical)
            if one is None or other is None or (kind == "integer" and other.denominator != 1):
                return None
            pair = self.scaled(one, own, unit)
            return pair[0] == other * pair[1] if pair else None
        if unit or own:
            return None
        if kind == "duration":
            return spans("eq", duration(text), duration(lexical))
        if kind in ("plain", "string", "iri"):
            return text == lexical
        if kind == "boolean":
            table = {"true": True, "1": True, "false": False, "0": False}
            return table[text] == table[lexical] if text in table and lexical in table else None
        if kind in ("dateTime", "date"):
            one, other = moment(text), moment(lexical, kind)
            return compare_moments("eq", one, other) if one and other else None
        return None

    # Rules (ODRL IM 2.6).

    def constraints(self, rule, now=None):
        return every(self.judge(c, rule["action"], now or self.now) for c in rule["constraint"])

    def refinements(self, rule, parameters, now=None):
        return every(self.judge(c, rule["action"], now or self.now, parameters) for c in rule["refinement"])

    def names(self, rule, part, thing):
        """Whether the rule's target or assignee covers this one."""
        answers = []
        for group in rule[part]:
            if thing is None:
                answers.append(False)
                continue
            about = self.world.get("about", {}).get(thing, {})
            answers.append(every([any(self.is_in(thing, name) for name in group["names"])] + [
                self.judge(c, rule["action"], self.now, about) for c in group["refinement"]]))
        return every(answers)

    def scope(self, rule, act):
        return every([self.includes(rule["action"], term(act["action"])), self.names(rule, "target", act.get("target")),
                      self.names(rule, "assignee", act.get("assignee")),
                      self.refinements(rule, act.get("parameters", {}))])

    def performed(self, rule, relaxed=False):
        """Whether the action of a duty has been exercised; relaxed: too late counts, for duties already violated."""
        for act in self.world.get("performed", []):
            at = instant(act["at"])
            if at is None or at > self.now or self.includes(rule["action"], term(act["action"])) is not True:
                continue
            own = act.get("target")
            if own is None and rule["hasOwnTarget"] or own is not None and self.names(rule, "target", own) is not True:
                continue
            if rule["hasOwnAssignee"] and self.names(rule, "assignee", act.get("by")) is not True:
                continue
            parts = [c for c in rule["refinement"] if not (relaxed and is_time(c))]
            if every(self.judge(c, rule["action"], at, act.get("parameters", {})) for c in parts) is not True:
                continue
            if relaxed or self.constraints(rule, at) is True:
                return True
        return False

    def deontic(self, duty):
        states = self.world.get("duties", {})
        told = states.get(duty["id"]) if duty["id"] else None
        told = told or states.get(duty["path"])
        if told == "fulfilled":
            return "fulfilled"
        is_late = duty["role"] == "obligation" and any(
            self.judge(c, duty["action"], self.now, {}) is False for c in duty["constraint"] + duty["refinement"]
            if is_deadline(c))
        if told != "violated" and self.performed(duty):
            return "fulfilled"
        if told == "violated" or is_late:
            done = [self.deontic(c) == "fulfilled" for c in duty["failure"]]
            return "fulfilled" if done and all(done) and self.performed(duty, relaxed=True) else "violated"
        return "notSet"

    def duty(self, duty):
        """Whether a duty lets its permission pass: inactive, fulfilled, or taken on and still to be done."""
        if self.constraints(duty) is False:
            return True
        state = self.deontic(duty)
        if state == "notSet":
            told = self.world.get("duties", {})
            return "notSet" in (told.get(duty["id"] or ""), told.get(duty["path"]))
        return state == "fulfilled"

    def violations(self, rule):
        for act in self.world.get("performed", []):
            at = instant(act["at"])
            if at is None or at > self.now or act.get("by") != self.request["assignee"]:
                continue
            done = {"action": act["action"], "target": act.get("target"), "assignee": act.get("by"),
                    "parameters": act.get("parameters", {})}
            if self.scope(rule, done) is True and self.constraints(rule, at) is True:
                return True
        return False

    def evaluate(self):
        policy, rules = self.policy, []
        permissions, prohibitions, obligations = (policy[k] for k in ("permission", "prohibition", "obligation"))
        grants, unlocked, denied, due = [], [], False, set()
        for rule in permissions:
            scope, constraints = self.scope(rule, self.request), self.constraints(rule)
            duties = every(self.duty(d) for d in rule["duty"])
            outstanding = {d["path"] for d in rule["duty"]
                           if self.constraints(d) is not False and self.deontic(d) != "fulfilled"}
            if every([scope, constraints, duties]) is True:
                grants.append(outstanding)
            elif every([scope, constraints]) is True:
                unlocked.append(outstanding)
            rules.append((rule["path"], scope, every([constraints, duties]), None))
        for rule in prohibitions:
            scope, constraints = self.scope(rule, self.request), self.constraints(rule)
            denied |= every([scope, constraints]) is not False
            is_violated = self.violations(rule)
            if is_violated:
                due |= {d["path"] for d in rule["failure"] if self.deontic(d) != "fulfilled"}
            rules.append((rule["path"], scope, constraints, "violated" if is_violated else "notSet"))
        for rule in obligations:
            state = self.deontic(rule)
            scope = self.names(rule, "assignee", self.request["assignee"])
            if scope is not False and state != "fulfilled":
                due.add(rule["path"])
                if state == "violated":
                    due |= {d["path"] for d in rule["failure"] if self.deontic(d) != "fulfilled"}
            rules.append((rule["path"], scope, self.constraints(rule), state))
        is_void = policy["kind"] == "Offer" or (policy["kind"] == "Agreement" and not policy["complete"])
        if is_void or not grants or (denied and policy["conflict"] != {"perm"}):
            first = set().union(*unlocked) if unlocked and not grants and not denied and not is_void else set()
            return {"decision": "refuse", "duties": [], "preconditions": sorted(first), "rules": rules}
        due |= min(grants, key=lambda g: (len(g), sorted(g)))
        decision = "permitWithDuties" if due else "permit"
        return {"decision": decision, "duties": sorted(due), "preconditions": [], "rules": rules}


def spans(relation, one, other):
    """Months and milliseconds have no common measure: an order needs one of them to be equal."""
    if one is None or other is None:
        return None
    if relation in EQUALITY:
        return compare(relation, one, other)
    if one[0] == other[0]:
        return compare(relation, one[1], other[1])
    return compare(relation, one[0], other[0]) if one[1] == other[1] else None


def is_time(constraint):
    return "leftOperand" in constraint and term(name(constraint["leftOperand"])) == "dateTime"


def is_deadline(constraint):
    return is_time(constraint) and term(name(constraint["operator"])) in ("lt", "lteq")


def listed(value):
    value = many(value)
    return value[0]["@list"] if len(value) == 1 and isinstance(value[0], dict) and "@list" in value[0] else value


# Inheritance (ODRL IM 2.9); what a policy shares goes to its own rules first, to others only where they name nothing.

def inherit(policy, parents):
    for parent in many(policy.get("inheritFrom")):
        parent = inherit(parents[parent], parents)
        merged = {"@type": policy["@type"]}
        for role in ("permission", "prohibition", "obligation"):
            merged[role] = [pinned(rule, policy) for rule in many(policy.get(role))]
            merged[role] += [pinned(rule, parent) for rule in many(parent.get(role))]
        merged |= {"conflict": many(policy.get("conflict")) + many(parent.get("conflict"))}
        merged |= {part: (policy if part in policy else parent)[part] for part in SHARED if part in policy or part in parent}
        policy = merged
    return policy


def pinned(rule, policy):
    return {part: policy[part] for part in SHARED if part in policy} | rule


# Compact forms made atomic (ODRL IM 2.7).

def actions(json):
    return [(term(name(a.get("rdf:value", a))), many(a.get("refinement"))) if isinstance(a, dict)
            else (term(a), []) for a in many(json)]


def groups(json):
    return [{"names": [g[k] for k in ("source", "uid", "@id") if k in g], "refinement": many(g.get("refinement"))}
            if isinstance(g, dict) else {"names": [g], "refinement": []} for g in many(json)]


def expand(policy):
    shared = {part: groups(policy.get(part)) for part in ("target", "assignee")}
    rules = {}
    for role in ("permission", "prohibition", "obligation"):
        rules[role] = []
        elements = policy.get(role)
        for index, rule in enumerate(many(elements)):
            path = f"{role}[{index}]" if isinstance(elements, list) else role
            rules[role] += atoms(rule, role, path, policy, shared)
    kind = term(policy["@type"])
    # An Agreement names its asset and parties itself, or each of its rules does; an obligation needs no asset (2.1.3, 2.7).
    every_rule = sum(rules.values(), [])
    complete = all(rule["target"] for rule in rules["permission"] + rules["prohibition"]) and all(
        rule["assignee"] and (rule["hasAssigner"] or "assigner" in policy) for rule in every_rule)
    return rules | {"kind": kind, "complete": complete,
                    "conflict": {term(name(c)) for c in many(policy.get("conflict"))}}


def atoms(rule, role, path, policy, shared, is_nested=False):
    own = {part: groups(rule.get(part)) for part in ("target", "assignee")}
    found = []
    base = {"path": path, "role": role, "id": rule.get("uid", rule.get("@id")), "hasOwnTarget": bool(own["target"]),
            "hasOwnAssignee": bool(own["assignee"]), "hasAssigner": "assigner" in rule, "constraint": many(rule.get("constraint"))}
    for part, inner in (("duty", ["duty"]), ("failure", ["remedy", "consequence"])):
        base[part] = []
        for word in inner:
            elements = rule.get(word)
            for index, duty in enumerate(many(elements)):
                where = f"{path}.{word}[{index}]" if isinstance(elements, list) else f"{path}.{word}"
                base[part] += atoms(duty, word, where, policy, shared, True)
    wanted = actions(rule.get("action")) or actions(policy.get("action")) or [("*", [])]
    assets = own["target"] or shared["target"] or [None]
    parties = own["assignee"] or ([None] if len(shared["assignee"]) < 2 else shared["assignee"])
    common = shared["assignee"] if len(shared["assignee"]) == 1 else []
    for action, refinement in wanted:
        for asset in assets:
            for party in parties:
                found.append(base | {
                    "action": action, "refinement": refinement, "target": [asset] if asset else [],
                    "assignee": common + ([party] if party else [])})
    if len(found) > 1:
        for index, atom in enumerate(found):
            atom["path"] = f"{path}#{index}"
    return found
