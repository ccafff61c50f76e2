"""Checks messages of the connector under test against the specification's JSON Schemas (draft 2019-09).

The schemas are not part of this repository. They are looked for beside it, in ../shared/dsp, or where
DSP_SCHEMAS says. Where they are absent only `context_problem` and `members_problem` check, and the suite's
header says so.
"""

import json
import os
from pathlib import Path

from jsonschema import Draft201909Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT201909

from .config import REPOSITORY
from .messages import CONTEXT

# The only other context that the compatibility kit can load; any further one makes its JSON-LD expansion fail.
KNOWN_CONTEXTS = {CONTEXT, "https://w3id.org/dspace/2025/1/odrl-profile.jsonld"}

FILES = {
    "CatalogRequestMessage": "catalog/catalog-request-message",
    "Catalog": "catalog/catalog",
    "Dataset": "catalog/dataset",
    "CatalogError": "catalog/catalog-error",
    "ContractRequestMessage": "negotiation/contract-request-message",
    "ContractOfferMessage": "negotiation/contract-offer-message",
    "ContractAgreementMessage": "negotiation/contract-agreement-message",
    "ContractAgreementVerificationMessage": "negotiation/contract-agreement-verification-message",
    "ContractNegotiationEventMessage": "negotiation/contract-negotiation-event-message",
    "ContractNegotiationTerminationMessage": "negotiation/contract-negotiation-termination-message",
    "ContractNegotiation": "negotiation/contract-negotiation",
    "ContractNegotiationError": "negotiation/contract-negotiation-error",
    "TransferRequestMessage": "transfer/transfer-request-message",
    "TransferStartMessage": "transfer/transfer-start-message",
    "TransferCompletionMessage": "transfer/transfer-completion-message",
    "TransferSuspensionMessage": "transfer/transfer-suspension-message",
    "TransferTerminationMessage": "transfer/transfer-termination-message",
    "TransferProcess": "transfer/transfer-process",
    "TransferError": "transfer/transfer-error",
}

# What every message of these types must have, for the check without schemas.
ONE_PARTY = {"ContractRequestMessage": ("consumerPid", "offer"), "ContractOfferMessage": ("providerPid", "offer")}
ONE_PARTY["TransferRequestMessage"] = ("consumerPid", "agreementId", "format", "callbackAddress")
BOTH_PIDS = ("Negotiation", "Agreement", "Transfer")


def default_folder():
    named = os.environ.get("DSP_SCHEMAS")
    return Path(named) if named else REPOSITORY.parent / "shared" / "dsp"


class Schemas:
    """All schemas of the specification, or none."""

    def __init__(self, folder=None):
        self.folder = Path(folder or default_folder())
        documents = [_load(path) for path in sorted(self.folder.rglob("*-schema.json"))]
        self.by_id = {document["$id"]: document for document in documents}
        resources = [(name, Resource(contents=body, specification=DRAFT201909)) for name, body in self.by_id.items()]
        self.registry = Registry().with_resources(resources)

    @property
    def present(self):
        return bool(self.by_id)

    @property
    def report(self):
        return f"schemas of {self.folder}" if self.present else "schemas absent"

    def validator(self, kind):
        """The validator of a message type, or None when the type or the schemas are unknown."""
        document = self.by_id.get(f"https://w3id.org/dspace/2025/1/{FILES.get(kind, 'unknown')}-schema.json")
        return document and Draft201909Validator(document, registry=self.registry)

    def problem(self, body):
        """What is wrong with a message of the connector, or None."""
        return context_problem(body) or members_problem(body) or self._schema_problem(body)

    def _schema_problem(self, body):
        validator = self.validator(body["@type"])
        errors = list(validator.iter_errors(body)) if validator else []
        return "; ".join(f"{error.json_path}: {error.message}" for error in errors) or None


def context_problem(body):
    """DSP 2025-1, common functionalities: `@context` is an array of strings, the protocol's context among them."""
    if not isinstance(body, dict) or not isinstance(body.get("@type"), str):
        return "not a JSON object with an @type"
    context = body.get("@context")
    if not isinstance(context, list) or not all(isinstance(item, str) for item in context):
        return f"@context is not an array of strings: {context!r}"
    if CONTEXT not in context:
        return f"@context lacks {CONTEXT}"
    unknown = set(context) - KNOWN_CONTEXTS
    return f"@context names what a plain peer cannot load: {unknown}" if unknown else None


def members_problem(body):
    """The process ids and other members without which no receiver can go on."""
    kind = body["@type"]
    needed = ONE_PARTY.get(kind)
    if needed is None:
        needed = ("providerPid", "consumerPid") if any(part in kind for part in BOTH_PIDS) else ()
    missing = [name for name in needed if name not in body]
    return f"{kind} lacks {', '.join(missing)}" if missing else None


def _load(path):
    # Three transfer schemas point to "…/transfer-schema.json#definitions/…": without a slash, no JSON pointer.
    return json.loads(path.read_text().replace("#definitions/", "#/definitions/"))
