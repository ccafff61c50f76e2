"""Reads a provider's catalog, page by page (DSP 2025-1, Catalog HTTPS binding, pagination by Link headers)."""

from requests.utils import parse_header_links

from . import messages

# A catalog that goes on for longer runs in a circle.
MOST_PAGES = 1000


def links(reply):
    """The targets of the Link header by relation."""
    parsed = parse_header_links(reply.headers.get("Link", ""))
    return {link["rel"]: link["url"] for link in parsed if "rel" in link}


def pages(client):
    """All answers to a catalog request. The pages after the first are asked for with the same message."""
    message, path = messages.catalog_request(), "/catalog/request"
    found = []
    while path is not None:
        reply = client.post(path, message)
        assert reply.status == 200, reply.content
        found.append(reply)
        assert len(found) <= MOST_PAGES, "the pages do not end"
        path = links(reply).get("next")
    return found


def datasets(client):
    """Every dataset of the catalog."""
    return [dataset for page in pages(client) for dataset in page.json.get("dataset", [])]
