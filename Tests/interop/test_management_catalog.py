"""What the peer finds in the catalog of a connector in its normal behaviour, and what outlives a restart."""

import pytest

from kit import flows
from kit.catalog import datasets, links, pages

# More than a page of most catalogs, and still quick to publish.
MANY = 120


@pytest.fixture(autouse=True)
def willing_peer(space):
    flows.welcome(space.peer)


def test_published_file_is_in_the_catalog(space):
    published = space.publish()
    dataset = next(found for found in datasets(space.dsp) if found["@id"] == published.dataset)
    assert dataset["hasPolicy"][0]["@id"] == published.offer
    assert {"HttpData-PULL"} <= {distribution["format"] for distribution in dataset["distribution"]}


def test_product_without_an_offer_is_not_in_the_catalog(space):
    file = space.profile.folder / "unpublished.csv"
    file.write_bytes(b"secret")
    resource = space.owner.create("resources", {"name": "Private", "source": {"type": "file", "path": str(file)}})
    body = {"resource": resource["id"], "title": "Private", "description": "without an offer"}
    product = space.owner.create("products", body)["id"]
    assert product not in [found["@id"] for found in datasets(space.dsp)]
    assert space.dsp.get(f"/catalog/datasets/{product}").status == 404


def test_catalog_never_shows_where_the_data_lies(space):
    space.publish()
    shown = b"".join(page.content for page in pages(space.dsp))
    assert str(space.profile.folder).encode() not in shown


def test_long_catalog_is_paged_by_links(space):
    """Every dataset once, however many pages; every page but the first leads back to one."""
    published = {space.publish().dataset for _ in range(MANY)}
    all_pages = pages(space.dsp)
    names = [found["@id"] for page in all_pages for found in page.json.get("dataset", [])]
    assert len(names) == len(set(names)) and published <= set(names)
    assert "previous" not in links(all_pages[0])
    assert all("previous" in links(page) for page in all_pages[1:])


def test_owner_lists_by_pages(space):
    for _ in range(3):
        space.publish()
    everything = [item["id"] for item in space.owner.list("products")]
    one_by_one = [item["id"] for item in space.owner.list("products", limit=1)]
    assert len(everything) >= 3 and sorted(one_by_one) == sorted(everything)


def test_owner_searches(space):
    published = space.publish()
    title = space.owner.get("products", published.dataset)["title"]
    assert [item["id"] for item in space.owner.list("products", q=title)] == [published.dataset]


@pytest.mark.parametrize("query", ["limit=0", "limit=-1", "limit=x", "cursor=nonsense"])
def test_bad_paging_is_refused(space, query):
    assert space.owner.send("GET", f"/products?{query}").status_code == 400


def test_unknown_thing_is_404(space):
    assert space.owner.send("GET", "/products/no-such-product").status_code == 404
    assert space.owner.send("POST", "/negotiations/no-such-negotiation/terminate", {}).status_code == 404


def test_everything_outlives_a_restart(space):
    """The catalog, the states and the owner's token are the same after the process ended and began again."""
    published = space.publish()
    negotiation = space.agree(published)
    waiting = space.open(space.publish(mode="manual"))
    token = space.profile.token_file.read_text()
    space.connector.stop()
    space.connector.start()
    assert space.profile.token_file.read_text() == token
    assert space.dsp.get(f"/catalog/datasets/{published.dataset}").json["hasPolicy"][0]["@id"] == published.offer
    assert space.dsp.get(f"/negotiations/{negotiation['providerPid']}").state == "FINALIZED"
    assert space.dsp.get(f"/negotiations/{waiting.provider}").state == "REQUESTED"
    assert space.agree(published)["agreement"]["target"] == published.dataset
