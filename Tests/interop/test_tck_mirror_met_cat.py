"""The compatibility kit's tests MET and CAT: metadata and catalog of the connector under test as a provider."""

from kit import messages
from kit.config import TCK_ROOT, VERSION_PATH


def test_MET_01_01_version_document_names_2025_1(tck):
    versions = tck.get(TCK_ROOT + VERSION_PATH).json["protocolVersions"]
    ours = [entry for entry in versions if entry["version"] == "2025-1"]
    assert ours and all(entry["path"] and entry["binding"] for entry in ours)


def test_CAT_01_01_catalog_holds_the_dataset(tck):
    """The dataset is on the first answer: the kit follows no paging links."""
    catalog = tck.post("/catalog/request", messages.catalog_request()).json
    assert catalog["@type"] == "Catalog" and catalog["participantId"]
    assert "CAT0101" in [dataset["@id"] for dataset in catalog["dataset"]]


def test_CAT_01_02_dataset_by_id(tck):
    dataset = tck.get("/catalog/datasets/CAT0102").json
    assert dataset["@type"] == "Dataset" and dataset["@id"] == "CAT0102"


def test_CAT_01_03_unknown_dataset_is_a_catalog_error(dsp):
    """The kit does not look at the status, only at the body; an empty 404 fails."""
    error = dsp.get("/catalog/datasets/CAT0103").json
    assert error["@type"] == "CatalogError" and "@context" in error
