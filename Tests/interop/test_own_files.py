"""Nobody with a token can publish the connector's own files, or have others' data put in their place."""

import pytest
from kit.pair import agree, publish, start_pair


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    pair = start_pair(tmp_path_factory.mktemp("own"))
    yield pair
    for party in pair:
        party.stop()


@pytest.mark.parametrize("kind, below", [
    ("file", "data/owner-token"), ("file", "data/sluice.db"), ("file", "link"), ("folder", "data"), ("folder", ""),
    ("sqlite", "data/sluice.db"),
])
def test_own_files_are_not_published(pair, kind, below):
    provider, _ = pair
    link = provider.folder / "link"
    if not link.is_symlink():
        link.symlink_to(provider.folder / "data" / "owner-token")
    source = {"type": kind, "path": str(provider.folder / below)} | ({"query": "SELECT 1"} if kind == "sqlite" else {})
    answer = provider.send("POST", "/resources", {"name": "x", "source": source})
    assert answer.status_code == 400, answer.text
    assert "this connector itself" in answer.json()["error"]["message"] and answer.json()["error"]["messageZh"]


@pytest.mark.parametrize("url", ["file:///etc/hostname", "gopher://x/", "nonsense", "http://user:word@x.example/"])
def test_addresses_that_are_none_are_refused_at_once(pair, url):
    answer = pair[0].send("POST", "/resources", {"name": "x", "source": {"type": "http", "url": url}})
    assert answer.status_code == 400, answer.text


def test_own_files_are_not_overwritten(pair, tmp_path):
    provider, consumer = pair
    agreement = agree(provider, consumer, publish(provider, tmp_path))
    for below in ("data/sluice.db", "data/owner-token", "data/sluice.db-wal", "data/new"):
        sink = {"type": "folder", "path": str(consumer.folder / below)}
        answer = consumer.send("POST", "/transfers", {"agreement": agreement, "sink": sink})
        assert answer.status_code == 400, (below, answer.text)
    assert consumer.send("GET", "/transfers").json()["items"] == []


def test_a_search_beyond_all_measure_is_the_caller_s_fault(pair):
    assert pair[0].send("GET", "/negotiations?q=" + "a" * 60_000).status_code == 400
