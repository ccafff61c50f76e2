"""A scripted Dataspace Protocol 2025-1 peer, written from the specification, for testing a connector over HTTP."""
