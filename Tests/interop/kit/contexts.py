"""JSON-LD contexts in our own words: what ODRL's and the Dataspace Protocol's context say of policies, for a library that cannot fetch."""

ODRL = "http://www.w3.org/ns/odrl/2/"
XSD = "http://www.w3.org/2001/XMLSchema#"
NAMES = {"odrl": ODRL, "xsd": XSD, "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}


def _set(word):
    return {"@id": "odrl:" + word, "@type": "@id", "@container": "@set"}


# ODRL's own context: every member, and words of the vocabulary as values.
WORDS = NAMES | {"@vocab": ODRL, "uid": {"@id": "odrl:uid", "@type": "@id"}} | {
    word: {"@id": "odrl:" + word, "@type": "@vocab"} for word in (
        "action", "leftOperand", "operator", "unit", "dataType", "conflict", "target", "assigner", "assignee", "profile",
        "inheritFrom", "source", "informedParty", "compensatedParty", "rightOperandReference")
} | {word: _set(word) for word in ("permission", "prohibition", "obligation", "duty", "remedy", "consequence", "constraint",
                                   "refinement")} | {
    word: {"@id": "odrl:" + word, "@type": "@id", "@container": "@list"} for word in ("and", "or", "xone", "andSequence")
}

# The protocol's profile of it: the members of its schema, the operators, `use`, and nothing else.
PROTOCOL = NAMES | {
    "Offer": "odrl:Offer", "Agreement": "odrl:Agreement", "Set": "odrl:Set", "use": "odrl:use",
    "action": {"@id": "odrl:action", "@type": "@vocab"}, "leftOperand": {"@id": "odrl:leftOperand", "@type": "@vocab"},
    "operator": {"@id": "odrl:operator", "@type": "@vocab"}, "rightOperand": "odrl:rightOperand",
    "target": {"@id": "odrl:target", "@type": "@id"}, "assigner": {"@id": "odrl:assigner", "@type": "@id"},
    "assignee": {"@id": "odrl:assignee", "@type": "@id"}, "profile": {"@id": "odrl:profile", "@type": "@id"},
} | {word: "odrl:" + word for word in ("eq", "neq", "gt", "gteq", "lt", "lteq", "isA", "hasPart", "isPartOf", "isAllOf", "isAnyOf",
                                      "isNoneOf")} | {
    word: _set(word) for word in ("permission", "prohibition", "obligation", "duty", "constraint")
} | {word: {"@id": "odrl:" + word, "@container": "@list"} for word in ("and", "or", "xone", "andSequence")}
