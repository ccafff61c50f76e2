"""What a consumer may ask for and get unseen: the published terms and narrower ones, in any spelling, and nothing wider."""

import copy
import time

import pytest

from kit import flows, messages, timing
from kit.flows import Pids

ODRL = "http://www.w3.org/ns/odrl/2/"
NOBODY = "urn:nobody"


def limit(left, relation, right, **more):
    return {"leftOperand": left, "operator": relation, "rightOperand": right} | more


PUBLISHED = {
    "permission": [{"action": "use", "constraint": [
        limit("odrl:count", "lteq", "10"), limit("odrl:purpose", "isAnyOf", ["research", "audit"]),
        limit("odrl:dateTime", "lt", "2036-01-01T00:00:00Z")]}],
    "prohibition": [{"action": "odrl:distribute"}],
    "obligation": [{"action": "odrl:delete", "constraint": [limit("odrl:dateTime", "lteq", "2036-02-01T00:00:00Z")]}],
}


def constraint(offer, index):
    return offer["permission"][0]["constraint"][index]


def changed(index, **values):
    return lambda offer: constraint(offer, index).update(values)


def dropped(index):
    return lambda offer: offer["permission"][0]["constraint"].pop(index)


def without(name):
    return lambda offer: offer.pop(name)


def turned_to_nobody(role, spelling, top):
    """The rule is about somebody who also stands at the top, where the agreement's own parties will stand."""
    def change(offer):
        offer[role][0][spelling] = NOBODY
        offer[spelling if top else "assignee"] = NOBODY if top else {"@id": NOBODY}
    return change


def moved(role, other):
    def change(offer):
        offer[other] = offer.get(other, []) + offer.pop(role)
    return change


def respelled(role, name):
    def change(offer):
        offer[name] = offer.pop(role)
    return change


WIDER = {
    "a higher count": changed(0, rightOperand="11"), "no count": dropped(0), "a count by another relation": changed(0, operator="gteq"),
    "a count beyond digits": changed(0, rightOperand="1e3"), "a count in words": changed(0, rightOperand="ten"),
    "a count with a unit": changed(0, **{"odrl:unit": "urn:dozen"}),
    "a count of another kind": changed(0, rightOperand={"@value": "99", "@type": "xsd:string"}),
    "a count in full-width digits": changed(0, rightOperand="\uff19"),
    "a look-alike operand": changed(0, leftOperand="odrl:c\u043eunt"), "another operand": changed(0, leftOperand="urn:count"),
    "an empty list": changed(0, rightOperand=[]), "two counts": changed(0, rightOperand=["10", "1000"]),
    "one more purpose": changed(1, rightOperand=["research", "audit", "sale"]), "no purpose": dropped(1),
    "other purposes": changed(1, operator="isNoneOf"), "a look-alike purpose": changed(1, rightOperand=["rese\u0430rch"]),
    "a purpose with an accent": changed(1, rightOperand=["r\u00e9search"]),
    "a later end": changed(2, rightOperand="2036-01-01T00:00:01Z"), "an end without a zone": changed(2, rightOperand="2035-01-01T00:00:00"),
    "an end in another zone": changed(2, rightOperand="2036-01-01T00:00:00-01:00"), "an end that includes": changed(2, operator="lteq"),
    "an end by day": changed(2, rightOperand="2036-01-01Z", operator="lteq"),
    "an alternative": lambda o: o["permission"][0].update(constraint=[{"or": o["permission"][0]["constraint"]}]),
    "exactly one": lambda o: o["permission"][0].update(constraint=[{"xone": o["permission"][0]["constraint"]}]),
    "no constraints": lambda o: o["permission"][0].pop("constraint"),
    "another action": lambda o: o["permission"][0].update(action="odrl:transfer"),
    "two actions": lambda o: o["permission"][0].update(action=["use", "odrl:sell"]),
    "an added permission": lambda o: o["permission"].append({"action": "use"}),
    "an added permission in another spelling": lambda o: o.update({"odrl:permission": [{"action": "use"}]}),
    "an added permission by address": lambda o: o.update({ODRL + "permission": [{"action": "use"}]}),
    "no prohibition": without("prohibition"), "no obligation": without("obligation"),
    "a prohibition that permits": moved("prohibition", "permission"), "a prohibition that obliges": moved("prohibition", "obligation"),
    "a prohibition with a condition": lambda o: o["prohibition"][0].update(constraint=[limit("odrl:purpose", "eq", "sale")]),
    "a prohibition of less": lambda o: o["prohibition"][0].update(action="odrl:sell"),
    "a later obligation": lambda o: o["obligation"][0]["constraint"][0].update(rightOperand="2046-02-01T00:00:00Z"),
    "permissions prevail": lambda o: o.update(conflict="perm"), "permissions prevail, spelled": lambda o: o.update({"odrl:conflict": "odrl:perm"}),
    "a profile": lambda o: o.update(profile="urn:tc609:6-2025-14"), "a parent": lambda o: o.update({"odrl:inheritFrom": "urn:p"}),
    "a context": lambda o: o.update({"@context": {"prohibition": "odrl:permission"}}),
    "another target": lambda o: o.update(target="urn:other"), "another target beside": lambda o: o.update({"odrl:target": "urn:other"}),
    "a target of a rule": lambda o: o["permission"][0].update({"odrl:target": "urn:other"}),
    "several targets": lambda o: o.update(target=[o["target"], "urn:other"]),
    "an offer that is none": lambda o: o.update({"@type": "Set"}), "another type beside": lambda o: o.update({"odrl:type": "Agreement"}),
}
WIDER |= {f"a {role} for nobody: {spelling}, {'top' if top else 'node'}": turned_to_nobody(role, spelling, top)
          for role in ("prohibition", "obligation") for top in (True, False)
          for spelling in ("assignee", "odrl:assignee", ODRL + "assignee")}
NOT_WIDER = {
    "the same": lambda o: None, "in another order": lambda o: o["permission"][0]["constraint"].reverse(),
    "words by address": changed(0, leftOperand=ODRL + "count"), "prohibitions spelled": respelled("prohibition", "odrl:prohibition"),
    "fewer uses": changed(0, rightOperand="9"), "one use": changed(0, operator="eq", rightOperand="1"),
    "fewer purposes": changed(1, rightOperand=["audit"]), "one purpose": changed(1, operator="eq", rightOperand="audit"),
    "an earlier end": changed(2, rightOperand="2035-12-31T23:59:59Z"), "the same end elsewhere": changed(2, rightOperand="2036-01-01T08:00:00+08:00"),
    "one more condition": lambda o: o["permission"][0]["constraint"].append(limit("odrl:spatial", "eq", "CN-52")),
    "named parties": lambda o: o.update(assignee="urn:whoever"),
}


@pytest.fixture(autouse=True)
def willing_peer(space):
    flows.welcome(space.peer)


@pytest.fixture(scope="module")
def published(normal_connector):
    return normal_connector.publish(policy=PUBLISHED)


def asked(space, published, change):
    """The answer to changed terms: refused, or the state in which the negotiation comes to rest."""
    offer = messages.request_offer(published.offer, published.dataset) | copy.deepcopy(PUBLISHED)
    change(offer)
    reply = space.dsp.post("/negotiations/request",
                           messages.contract_request(messages.pid(), offer, callback=space.profile.peer_address))
    if reply.status != 201:
        assert reply.status == 400, reply.content
        return "refused"
    pid = reply.json["providerPid"]
    deadline = time.monotonic() + timing.DEFAULT_WAIT
    while (state := space.dsp.get(f"/negotiations/{pid}").state) == "REQUESTED":
        assert time.monotonic() < deadline, "nobody answers"
        time.sleep(timing.POLL)
    if state != "TERMINATED":
        pids = Pids(pid, reply.json["consumerPid"])
        space.tell(pids, "termination", messages.negotiation_termination(*pids))
    return state


@pytest.mark.parametrize("name", WIDER)
def test_nothing_wider_is_agreed(space, published, name):
    assert asked(space, published, WIDER[name]) in ("refused", "OFFERED", "TERMINATED")


@pytest.mark.parametrize("name", NOT_WIDER)
def test_what_is_not_wider_is_agreed(space, published, name):
    expected = "TERMINATED" if name == "named parties" else "AGREED"
    assert asked(space, published, NOT_WIDER[name]) == expected


def test_whom_a_published_policy_names_is_who_may_have_it(space):
    """The agreement's assignee takes the place of the policy's: somebody else must not come in that way."""
    stranger = space.publish(policy={"assignee": "urn:somebody", "permission": messages.USE})
    assert asked_as_published(space, stranger) == "TERMINATED"
    ours = space.publish(policy={"assignee": space.profile.peer, "permission": messages.USE})
    assert asked_as_published(space, ours) == "AGREED"


def asked_as_published(space, published, permission=messages.USE):
    def change(offer):
        for role in PUBLISHED:
            del offer[role]
        offer["permission"] = permission
    return asked(space, published, change)
