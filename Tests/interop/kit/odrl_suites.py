"""Published ODRL cases, told in our own words and names.

After: SolidLabResearch/ODRL-Test-Suite (68 evaluation cases), SolidLabResearch/ODRL-Test-Conflicts (11 conflicts), and the
examples of the W3C ODRL formal-semantics draft.
"""

from datetime import date, timedelta

AT = "2024-02-12T11:20:10.999Z"


def bound(relation, time):
    return {"leftOperand": "dateTime", "operator": relation, "rightOperand": {"@value": time, "@type": "xsd:dateTime"}}


def between(start, end):
    return {"and": [bound("gt", start), bound("lt", end)]}


def office_hours():
    """From nine to five on every working day of 2024."""
    days = (date(2024, 1, 1) + timedelta(n) for n in range(366))
    return {"or": [between(f"{d}T09:00:00.000Z", f"{d}T17:00:00.000Z") for d in days if d.weekday() < 5]}


def permission(**rule):
    return {"@type": "Set", "permission": [rule]}


def prohibition(**rule):
    return {"@type": "Set", "prohibition": [rule]}


READ_X = {"assignee": "alice", "action": "read", "target": "x"}
PAY = [{"@id": "pay", "action": "compensate"}]
POLICIES = {
    1: permission(), 2: prohibition(), 3: permission(action="use"), 4: prohibition(action="use"),
    5: permission(action="use", assignee="alice"), 6: prohibition(action="use", assignee="bob"),
    7: permission(action="read", assignee="alice"), 8: permission(**READ_X),
    15: permission(**READ_X, constraint=[between("2024-01-01T00:00:00Z", "2024-12-31T23:59:59Z")]),
    16: permission(assignee={"@type": "PartyCollection", "source": "team"}, action="read", target="x"),
    17: permission(assignee="alice", action="read", target={"@type": "AssetCollection", "source": "box"}),
    18: permission(assignee={"@type": "PartyCollection", "source": "team"}, action="read",
                   target={"@type": "AssetCollection", "source": "box"}),
    19: permission(**READ_X, duty=PAY), 20: permission(**READ_X, constraint=[office_hours()]),
    21: permission(assignee={"@type": "PartyCollection", "source": "team"}, action="read", target="x", duty=PAY,
                   constraint=[between("2024-01-01T00:00:00.000Z", "2024-12-31T23:59:59.000Z")]),
}
POLICIES |= {9 + n: permission(**READ_X, constraint=[bound(relation, AT)])
             for n, relation in enumerate(["eq", "neq", "lt", "lteq", "gt", "gteq"])}
REQUESTS = {1: ("alice", "read", "x"), 2: ("bob", "read", "x"), 3: ("bob", "write", "y"), 4: ("alice", "sell", "x"),
            5: ("bob", "sell", "x"), 6: ("alice", "read", "y"), 7: ("alice", "write", "x"), 8: ("bob", "read", "x")}
TEAM, BOX = {"alice": ["team"]}, {"x": ["box"]}
WORLDS = {
    "now": {"now": AT}, "past": {"now": "2017-02-12T11:20:10.999Z"}, "future": {"now": "2025-02-12T11:20:10.999Z"},
    "evening": {"now": "2024-02-12T05:20:10.999Z"}, "team": {"now": AT, "memberOf": TEAM},
    "box": {"now": AT, "memberOf": BOX}, "both": {"now": AT, "memberOf": TEAM | BOX},
    "taken": {"now": AT, "duties": {"pay": "notSet"}}, "done": {"now": AT, "duties": {"pay": "fulfilled"}},
    "broken": {"now": AT, "duties": {"pay": "violated"}},
    "all": {"now": AT, "memberOf": TEAM, "duties": {"pay": "fulfilled"}},
    "early": {"now": "2023-02-12T11:20:10.999Z", "memberOf": TEAM, "duties": {"pay": "fulfilled"}},
}
# policy, request, world: whether the rule is in force for the request
EVALUATION = """
1 1 now +; 1 2 now +; 1 3 now +; 2 1 now +; 2 2 now +; 2 3 now +; 3 1 now +; 3 2 now +; 3 3 now +; 3 4 now -
4 1 now +; 4 2 now +; 4 3 now +; 4 4 now -; 5 1 now +; 5 2 now -; 5 4 now -; 6 1 now -; 6 2 now +; 6 5 now -
7 1 now +; 7 4 now -; 7 6 now +; 7 7 now -; 7 8 now -; 8 1 now +; 8 7 now -; 8 6 now -; 8 3 now -
9 1 now +; 9 1 past -; 9 1 future -; 10 1 now -; 10 1 past +; 10 1 future +
11 1 future -; 11 1 past +; 11 1 future -; 12 1 now +; 12 1 past +; 12 1 future -
13 1 now -; 13 1 past -; 13 1 future +; 14 1 now +; 14 1 past -; 14 1 future +; 15 1 now +; 15 1 past -; 15 1 future -
16 1 team +; 16 2 team -; 17 1 box +; 17 6 box -; 18 1 both +; 18 6 both -; 18 2 both -; 18 3 both -
19 1 taken +; 19 1 done +; 19 1 broken -; 20 1 now +; 20 1 evening -; 20 1 past -
21 1 all +; 21 5 all -; 21 1 early -; 21 3 early -
"""


def evaluation_cases():
    for line in EVALUATION.replace("\n", ";").split(";"):
        if line.strip():
            policy, request, world, sign = line.split()
            assignee, action, target = REQUESTS[int(request)]
            case = {"id": line.strip(), "policy": POLICIES[int(policy)],
                    "request": {"assignee": assignee, "action": action, "target": target}, "world": WORLDS[world]}
            yield case, sign == "+"


def play(**duty):
    return {"@type": "Agreement", "@id": "c", "assigner": "sony", "assignee": "billie", "target": "song",
            "permission": [{"action": "play", "duty": [{
                "action": {"rdf:value": {"@id": "odrl:compensate"}, "refinement": [{
                    "leftOperand": "payAmount", "operator": "eq", "unit": "urn:euro",
                    "rightOperand": {"@value": "5.00", "@type": "xsd:decimal"}}]}, **duty}]}]}


PAID = [{"action": "compensate", "by": "billie", "at": "2025-07-23T00:00:00Z",
         "parameters": {"payAmount": {"@value": "5.0", "unit": "urn:euro"}}}]
SUNDAY = [{"leftOperand": "event", "operator": "eq", "rightOperand": "sunday"}]
PRINT = {"@type": "Set", "target": "document", "permission": [{"action": {
    "rdf:value": {"@id": "odrl:print"}, "refinement": [{
        "leftOperand": "resolution", "operator": "lteq", "unit": "urn:dpi",
        "rightOperand": {"@value": "1200", "@type": "xsd:integer"}}]}}]}
UNTIL = {"@type": "Set", "target": "document", "permission": [{
    "action": "distribute", "constraint": [bound("lt", "2018-01-01T00:00:00Z")]}]}


def semantics(policy, action, target, expected, now="2025-08-03T00:00:00Z", **more):
    request = {"action": action, "target": target, "assignee": "billie"} | more.pop("request", {})
    return {"policy": policy, "request": request, "world": {"now": now} | more}, expected


def dots(number):
    return {"parameters": {"resolution": {"@value": number, "unit": "urn:dpi"}}}


SEMANTICS = [
    semantics(UNTIL, "distribute", "document", "permit", now="2017-12-19T15:00:00Z"),
    semantics(UNTIL, "distribute", "document", "refuse", now="2018-12-19T15:00:00Z"),
    semantics(PRINT, "print", "document", "permit", request=dots(1000)),
    semantics(PRINT, "print", "document", "refuse", request=dots(1300)),
    semantics(play(), "play", "song", "refuse"), semantics(play(), "play", "song", "permit", performed=PAID),
    semantics(play(constraint=SUNDAY), "play", "song", "permit", facts={"event": "tuesday"}),
    semantics(play(constraint=SUNDAY), "play", "song", "refuse", facts={"event": "sunday"}),
    semantics(play(constraint=SUNDAY), "play", "song", "permit", facts={"event": "sunday"}, performed=PAID),
]


def read(**more):
    return {"assignee": "alice", "action": "read", "target": "x"} | more


def policies(*rules):
    return [{"@type": "Set", "@id": f"p{n}", role: [rule]} for n, (role, rule) in enumerate(rules)]


def where(left, relation, right, **more):
    return {"leftOperand": left, "operator": relation, "rightOperand": right} | more


PAY_OVER, PAY_UNDER = ({"rdf:value": {"@id": "compensate"}, "refinement": [where("payAmount", relation, "10")]}
                       for relation in ("gt", "lt"))
STUDENT, EMPLOYEE = (where("recipient", "isA", kind) for kind in ("student", "employee"))
SHELVES = {"memberOf": {"x": ["box", "shelf"], "y": ["box", "shelf"], "z": ["shelf"]}}
# Ten of the eleven (the eleventh intersects classes of OWL) and their counterparts.
# Two policies that hold at once, and what must be found: a conflict in every state of the world, or in some.
CONFLICTS = [
    (policies(("permission", read()), ("prohibition", read())), "conflict"),
    (policies(("permission", read()), ("prohibition", read(action="use"))), "conflict"),
    (policies(("obligation", read()), ("prohibition", read())), "conflict"),
    (policies(("permission", read(action="use", duty=[read(action="attribute", target="contract")])),
              ("prohibition", read(action="attribute", target="contract"))), "conflict"),
    (policies(("permission", read(constraint=[where("industry", "eq", 18)])),
              ("prohibition", read(constraint=[where("industry", "eq", 18)]))), "conflict"),
    (policies(("permission", read(constraint=[between("2025-01-01T00:00:00Z", "2025-12-31T00:00:00Z")])),
              ("prohibition", read(constraint=[bound("lt", "2026-01-01T00:00:00Z")]))), "conflict"),
    (policies(("permission", read(constraint=[{"or": [STUDENT, EMPLOYEE]}])),
              ("prohibition", read(constraint=[{"and": [STUDENT, EMPLOYEE]}]))), "mayConflict"),
    (policies(("permission", read(action=PAY_OVER)), ("obligation", read(action=PAY_UNDER))), "conflict"),
    (policies(("permission", read(target="box")), ("prohibition", read())), "conflict"),
    (policies(("permission", read(target="box")), ("prohibition", read(target="shelf"))), "conflict"),
    (policies(("permission", read()), ("prohibition", read(assignee="bob"))), None),
    (policies(("permission", read()), ("prohibition", read(action="print"))), None),
    (policies(("permission", read(constraint=[bound("lt", "2025-01-01T00:00:00Z")])),
              ("prohibition", read(constraint=[bound("gteq", "2025-01-01T00:00:00Z")]))), None),
]
