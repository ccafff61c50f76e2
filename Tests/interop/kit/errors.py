"""What an error answer of the protocol looks like (DSP 2025-1, the error objects of the three HTTPS bindings)."""


def assert_error(reply, kind, pids=None, status=400):
    """`reply` is an error object of type `kind` with a code and reasons, about the process `pids` when given."""
    assert reply.status == status, f"expected {status}, got {reply.status}: {reply.content[:500]!r}"
    body = reply.json
    assert body["@type"] == kind
    assert isinstance(body["code"], str) and body["code"]
    assert isinstance(body["reason"], list) and body["reason"]
    if pids is not None:
        assert (body["providerPid"], body["consumerPid"]) == tuple(pids)


def assert_refused(reply, kind, statuses=(400, 404)):
    """Refused with one of the statuses; a body, where there is one, is an error object of type `kind`."""
    assert reply.status in statuses, f"expected one of {statuses}, got {reply.status}: {reply.content[:500]!r}"
    if reply.content:
        assert reply.json["@type"] == kind
