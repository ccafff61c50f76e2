"""Builders for Dataspace Protocol 2025-1 messages (message types: DSP 2025-1, sections 5 to 8).

Written as the compatibility kit puts them on the wire: every message has an `@id`, and `@context` stands last.
A receiver must not depend on either (JSON members have no order, and an `@id` on a message is an extra member).
"""

from datetime import datetime, timezone
from uuid import uuid4

CONTEXT = "https://w3id.org/dspace/2025/1/context.jsonld"
USE = [{"action": "use"}]


def pid():
    """A new process id. Bare UUIDs are allowed and are what the compatibility kit uses."""
    return str(uuid4())


def message(kind, **members):
    """A message of type `kind`; members that are None are left out."""
    given = {name: value for name, value in members.items() if value is not None}
    return {"@id": str(uuid4()), "@type": kind, **given, "@context": [CONTEXT]}


def catalog_request(filter=None):
    return message("CatalogRequestMessage", filter=filter)


def request_offer(offer_id, target, permission=USE):
    """The offer of an initial request: no assigner, no assignee."""
    return {"@id": offer_id, "target": target, "@type": "Offer", "permission": permission}


def policy_offer(offer_id, target, assignee=None, assigner=None, permission=USE):
    """The offer of a provider's ContractOfferMessage or of a counter-offer."""
    offer = {"@type": "Offer", "@id": offer_id, "permission": permission, "target": target}
    parties = {"assignee": assignee, "assigner": assigner}
    return offer | {role: party for role, party in parties.items() if party is not None}


def contract_request(consumer_pid, offer, callback=None, provider_pid=None):
    """Initial request (with `callback`) or counter-offer (with `provider_pid`); exactly one of them is legal."""
    return message(
        "ContractRequestMessage",
        providerPid=provider_pid,
        consumerPid=consumer_pid,
        offer=offer,
        callbackAddress=callback,
    )


def contract_offer(provider_pid, offer, consumer_pid=None, callback=None):
    """Offer in a running negotiation (with `consumer_pid`) or the provider's own opening (with `callback`)."""
    return message(
        "ContractOfferMessage",
        providerPid=provider_pid,
        consumerPid=consumer_pid,
        offer=offer,
        callbackAddress=callback,
    )


def agreement(target, assignee, assigner, agreement_id=None, permission=USE):
    """An agreement with a timestamp in nanoseconds, as the compatibility kit writes it: it is an opaque string."""
    now = datetime.now(timezone.utc)
    return {
        "@type": "Agreement",
        "@id": agreement_id or str(uuid4()),
        "target": target,
        "permission": permission,
        "timestamp": now.strftime("%Y-%m-%dT%H:%M:%S.") + f"{now.microsecond * 1000 + 118:09d}Z",
        "assignee": assignee,
        "assigner": assigner,
    }


def contract_agreement(provider_pid, consumer_pid, terms, callback=None):
    return message(
        "ContractAgreementMessage",
        providerPid=provider_pid,
        consumerPid=consumer_pid,
        agreement=terms,
        callbackAddress=callback,
    )


def verification(provider_pid, consumer_pid):
    return message("ContractAgreementVerificationMessage", providerPid=provider_pid, consumerPid=consumer_pid)


def event(provider_pid, consumer_pid, kind):
    """`kind` is ACCEPTED (from a consumer) or FINALIZED (from a provider)."""
    return message(
        "ContractNegotiationEventMessage", providerPid=provider_pid, consumerPid=consumer_pid, eventType=kind
    )


def negotiation_termination(provider_pid, consumer_pid, code="1"):
    return message(
        "ContractNegotiationTerminationMessage", providerPid=provider_pid, consumerPid=consumer_pid, code=code
    )


def negotiation(provider_pid, consumer_pid, state):
    """The answer body that tells where a negotiation stands."""
    return message("ContractNegotiation", providerPid=provider_pid, consumerPid=consumer_pid, state=state)


def transfer_request(consumer_pid, agreement_id, callback, format="HttpData-PULL", data_address=None):
    return message(
        "TransferRequestMessage",
        consumerPid=consumer_pid,
        agreementId=agreement_id,
        format=format,
        callbackAddress=callback,
        dataAddress=data_address,
    )


def data_address(endpoint="http://example.com", token=None):
    """Where data is; with `token` as the bearer endpoint properties of DSP 2025-1, Transfer Process, Data Address."""
    address = {"@type": "DataAddress", "endpoint": endpoint, "endpointType": "https://w3id.org/idsa/v4.1/HTTP"}
    if token is None:
        return address
    pairs = (("authorization", token), ("authType", "bearer"))
    properties = [{"@type": "EndpointProperty", "name": name, "value": value} for name, value in pairs]
    return address | {"endpointProperties": properties}


def transfer_start(provider_pid, consumer_pid, address=None):
    return message("TransferStartMessage", providerPid=provider_pid, consumerPid=consumer_pid, dataAddress=address)


def transfer_completion(provider_pid, consumer_pid):
    return message("TransferCompletionMessage", providerPid=provider_pid, consumerPid=consumer_pid)


def transfer_suspension(provider_pid, consumer_pid, code="1"):
    return message("TransferSuspensionMessage", providerPid=provider_pid, consumerPid=consumer_pid, code=code)


def transfer_termination(provider_pid, consumer_pid, code="1"):
    return message("TransferTerminationMessage", providerPid=provider_pid, consumerPid=consumer_pid, code=code)


def transfer(provider_pid, consumer_pid, state):
    """The answer body that tells where a transfer stands."""
    return message("TransferProcess", providerPid=provider_pid, consumerPid=consumer_pid, state=state)


def transfer_error(provider_pid, consumer_pid, code, reason):
    return message(
        "TransferError", providerPid=provider_pid, consumerPid=consumer_pid, code=code, reason=[{"message": reason}]
    )
