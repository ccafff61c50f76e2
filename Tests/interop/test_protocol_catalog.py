"""The catalog beyond the compatibility kit (DSP 2025-1, Catalog Protocol and its HTTPS binding)."""

import pytest

from kit import messages
from kit.catalog import datasets, pages
from kit.errors import assert_error


def test_every_dataset_can_be_asked_for_alone(dsp):
    """The same dataset, with the same offers, by both ways."""
    listed = {dataset["@id"]: dataset for dataset in datasets(dsp)}
    for name in ("CAT0101", "CAT0102", "ACN0101"):
        alone = dsp.get(f"/catalog/datasets/{name}").json
        assert alone["hasPolicy"] == listed[name]["hasPolicy"]


def test_offers_carry_the_ids_that_requests_name(dsp):
    """An offer inside a dataset has an id and no target: the dataset is its target."""
    dataset = dsp.get("/catalog/datasets/ACN0101").json
    assert "CD123:ACN0101:456" in [offer["@id"] for offer in dataset["hasPolicy"]]
    assert all("target" not in offer for offer in dataset["hasPolicy"])


def test_distributions_lead_to_a_service(dsp):
    """`accessService` is a DataService or the id of one that the catalog lists."""
    catalog = dsp.post("/catalog/request", messages.catalog_request()).json
    known = {service["@id"] for service in catalog.get("service", [])}
    for dataset in catalog["dataset"]:
        services = [distribution["accessService"] for distribution in dataset["distribution"]]
        assert all(isinstance(service, dict) or service in known for service in services)


def test_unknown_dataset_is_404_with_a_catalog_error(dsp):
    assert_error(dsp.get("/catalog/datasets/CAT0103"), "CatalogError", status=404)


@pytest.mark.parametrize("filter", [["some text"], [{"type": "sparql"}], [1]])
def test_unsupported_filter_is_refused(dsp, filter):
    """A provider that does not know a filter must say so with 400, not answer as if there were none."""
    assert_error(dsp.post("/catalog/request", messages.catalog_request(filter)), "CatalogError")


def test_empty_filter_is_no_filter(dsp):
    assert dsp.post("/catalog/request", messages.catalog_request([])).status == 200


def test_filter_must_be_an_array(dsp):
    assert_error(dsp.post("/catalog/request", messages.catalog_request({"a": "b"})), "CatalogError")


def test_pages_hold_every_dataset_once(dsp):
    """Paging by Link headers, rel next and previous; one page is allowed."""
    all_pages = pages(dsp)
    names = [dataset["@id"] for page in all_pages for dataset in page.json.get("dataset", [])]
    assert len(names) == len(set(names)) and {"CAT0101", "CAT0102"} <= set(names)


def test_compressed_answers_can_be_asked_for(dsp):
    """gzip is optional; what comes must be readable and the same."""
    plain = dsp.post("/catalog/request", messages.catalog_request(), headers={"Accept-Encoding": "identity"}).json
    packed = dsp.post("/catalog/request", messages.catalog_request(), headers={"Accept-Encoding": "gzip"}).json
    assert packed["dataset"] == plain["dataset"]
