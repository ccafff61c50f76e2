"""Columns of Parquet files: what leaves the provider, and what an application gets of the vault, as Apache Arrow reads it."""

import base64
import io
import random
import struct

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as encryption
import pytest
from kit.pair import start_pair
from test_duties import agree, demanding, fields, read, start
from test_vault import NATIONAL, application, deliver, rule, use

PARQUET = "application/vnd.apache.parquet"


@pytest.fixture
def pair(tmp_path):
    parties = start_pair(tmp_path)
    yield parties
    for party in parties:
        party.stop()


def people(rows=1000, seed=3):
    """Plain columns, a dictionary, lists and records in records, with nulls at every level."""
    lot = random.Random(seed)

    def maybe(value):
        return None if lot.random() < 0.2 else value

    return pa.table({
        "id": pa.array(range(rows), pa.int64()),
        "carrier": pa.array([maybe(lot.choice(["UA", "AA", "B6"])) for _ in range(rows)]).dictionary_encode(),
        "passenger": pa.array([f"secret-{lot.randrange(10**9)}" for _ in range(rows)]),
        "delay": pa.array([maybe(lot.uniform(-5, 90)) for _ in range(rows)]),
        "tags": pa.array([maybe([maybe(f"t{lot.randrange(9)}") for _ in range(lot.randrange(4))]) for _ in range(rows)], pa.list_(pa.string())),
        "place": pa.array(
            [maybe({"city": maybe("杭州"), "at": maybe({"x": lot.random(), "y": maybe(1.5)})}) for _ in range(rows)],
            pa.struct([("city", pa.string()), ("at", pa.struct([("x", pa.float64()), ("y", pa.float64())]))]),
        ),
    })


def written(table, **options):
    target = io.BytesIO()
    pq.write_table(table, target, **({"compression": "snappy", "row_group_size": 300, "write_page_index": True} | options))
    return target.getvalue()


def check(answer, table, names):
    """Exactly these columns with the same values, and nothing that tells of others."""
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, PARQUET), answer.text[:500]
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    file = pq.ParquetFile(io.BytesIO(answer.content), page_checksum_verification=True)
    assert file.schema_arrow.names == names
    assert file.read().to_pylist() == table.select(names).to_pylist()
    assert file.metadata.metadata is None
    for group in range(file.num_row_groups):
        for column in range(file.metadata.num_columns):
            chunk = file.metadata.row_group(group).column(column)
            assert not chunk.has_offset_index and not chunk.has_column_index and chunk.bloom_filter_offset is None
    # Statistics stand in the new footer and are true: a reader that skips row groups by them finds the same.
    if "id" in names and table.num_rows:
        some = pq.read_table(io.BytesIO(answer.content), filters=[("id", ">", 700)])
        assert some.num_rows == max(0, table.num_rows - 701)
    return file


def problem(answer, code, words=""):
    assert 400 <= answer.status_code < 600, answer.content[:200]
    found = answer.json()["error"]
    assert found["code"] == code and words in found["message"] and found["messageZh"], found


@pytest.mark.parametrize("compression", ["none", "snappy", "zstd", "gzip"])
def test_an_application_reads_columns(pair, tmp_path, compression):
    _, consumer = pair
    table = people()
    content = written(table, compression=compression, data_page_version="2.0" if compression == "zstd" else "1.0", write_page_checksum=True)
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "100")], content=content, name="t.parquet", media=PARQUET)
    token = application(consumer)
    shown = use(consumer, token, grant, "").json()["files"][0]
    assert (shown["table"], shown["format"], shown["mediaType"]) == (True, "parquet", PARQUET)
    check(use(consumer, token, grant, "table"), table, table.schema.names)
    for names in [["id"], ["place"], ["delay", "carrier"], ["place", "id", "tags"]]:
        answer = use(consumer, token, grant, "table", columns=",".join(names))
        file = check(answer, table, names)
        assert file.num_row_groups == 4 and b"secret-" not in answer.content and b"passenger" not in answer.content
    problem(use(consumer, token, grant, "table", columns="city"), "invalid", "`city`")
    problem(use(consumer, token, grant, "table", columns="Id"), "invalid")
    assert use(consumer, token, grant).content == content
    # What went out is what was counted.
    used = consumer.send("GET", f"/vault/{grant['id']}").json()["uses"][0]
    assert used["uses"] == 6 and used["bytes"] < 3 * len(content)


def test_fields_that_are_not_agreed_do_not_arrive(pair, tmp_path):
    """The provider leaves them out; of what arrived an application gets what it asks for."""
    _, consumer = pair
    table = people()
    constraints = [rule(f"{NATIONAL}:dataField", "isAnyOf", ["id", "place", "tags"])]
    grant = deliver(pair, tmp_path, constraints, content=written(table), name="t.parquet", media=PARQUET)
    token = application(consumer)
    check(use(consumer, token, grant, "table"), table, ["id", "tags", "place"])
    check(use(consumer, token, grant, "table", columns="tags"), table, ["tags"])
    problem(use(consumer, token, grant, "table", columns="id,passenger"), "invalid", "passenger")
    problem(use(consumer, token, grant), "refused")


def test_a_rule_about_rows_is_not_met(pair, tmp_path):
    _, consumer = pair
    constraints = [rule(f"{NATIONAL}:valueExpression", "eq", "id >= 10")]
    grant = deliver(pair, tmp_path, constraints, content=written(people()), name="t.parquet", media=PARQUET)
    token = application(consumer)
    problem(use(consumer, token, grant, "table"), "refused", "rows of Parquet cannot be chosen")
    problem(use(consumer, token, grant), "refused")


def test_names_that_look_alike_no_rows_and_a_thousand_columns(pair, tmp_path):
    _, consumer = pair
    token = application(consumer)
    composed, split = "caf\u00e9", "cafe\u0301"
    alike = pa.table({split: ["hidden"], composed: ["open"], "с": ["cyrillic"], "c": ["latin"]})
    constraints = [rule(f"{NATIONAL}:dataField", "isAnyOf", [composed, "c"])]
    grant = deliver(pair, tmp_path, constraints, content=written(alike, compression="none"), name="a.parquet", media=PARQUET)
    answer = use(consumer, token, grant, "table")
    check(answer, alike, [composed, "c"])
    assert b"hidden" not in answer.content and b"cyrillic" not in answer.content
    problem(use(consumer, token, grant, "table", columns=split), "invalid")

    empty, target = people(0), io.BytesIO()
    pq.ParquetWriter(target, empty.schema).close()
    for name, content in [("none.parquet", written(empty)), ("no-groups.parquet", target.getvalue())]:
        grant = deliver(pair, tmp_path, [rule("count", "lteq", "9")], content=content, name=name, media=PARQUET)
        check(use(consumer, token, grant, "table", columns="place,id"), empty, ["place", "id"])

    wide = pa.table({f"c{number}": pa.array([number, None, -number], pa.int32()) for number in range(1000)})
    grant = deliver(pair, tmp_path, [rule("count", "lteq", "9")], content=written(wide, row_group_size=1), name="w.parquet", media=PARQUET)
    check(use(consumer, token, grant, "table"), wide, wide.schema.names)
    some = [f"c{number}" for number in range(999, 0, -7)]
    check(use(consumer, token, grant, "table", columns=",".join(some)), wide, some)


def test_values_are_not_changed_on_their_way(pair, tmp_path):
    """What would need opened values is refused, and nothing leaves."""
    provider, consumer = pair
    path = tmp_path / "people.parquet"
    path.write_bytes(written(people(), compression="none"))
    source = {"type": "file", "path": str(path)}
    for number, duty in enumerate([
        {"action": "tc609:desensitize", "constraint": [fields("isAnyOf", "passenger")]},
        {"action": "odrl:anonymize", "constraint": [fields("isAnyOf", "passenger")]}, {"action": "odrl:watermark"},
    ]):
        answer = read(consumer, start(consumer, agree(provider, consumer, source, demanding(duty), f"mask-{number}", PARQUET)))
        problem(answer, "refused", "Parquet")
        assert b"secret-" not in answer.content


@pytest.mark.parametrize("relation, names", [("isAnyOf", ["id", "delay"]), ("isNoneOf", ["passenger"])])
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_columns_leave_the_provider(pair, tmp_path, kind, relation, names):
    """The same demand of both forms: what arrives has the columns that are agreed, or lacks those that are excluded."""
    _, consumer = pair
    table = people(50).select(["id", "passenger", "delay"])
    if kind == "csv":
        text = "id,passenger,delay\r\n" + "".join(f'{row["id"]},{row["passenger"]},"{row["delay"]}"\r\n' for row in table.to_pylist())
        content, media = text.encode(), "text/csv"
    else:
        content, media = written(table, compression="none"), PARQUET
    grant = deliver(pair, tmp_path, [rule(f"{NATIONAL}:dataField", relation, names)], content=content, name=f"t.{kind}", media=media)
    assert grant["bytes"] < len(content)
    answer = use(consumer, application(consumer), grant, "table")
    assert answer.status_code == 200 and b"secret-" not in answer.content
    if kind == "parquet":
        # Taken from what arrived once more, and so the same bytes.
        check(answer, table, ["id", "delay"])
        assert len(answer.content) == grant["bytes"]
    else:
        assert answer.text == "id,delay\r\n" + "".join(f'{row["id"]},{row["delay"]}\r\n' for row in table.to_pylist())
    problem(use(consumer, application(consumer, "urn:app:other"), grant, "table", columns="passenger"), "invalid")


def encrypted(table, **options):
    """The same table, encrypted as the format has it, with one column or all."""

    class Wrapping(encryption.KmsClient):
        def __init__(self, _):
            super().__init__()

        def wrap_key(self, key, name):
            return base64.b64encode(name.encode() + key)

        def unwrap_key(self, wrapped, name):
            return base64.b64decode(wrapped)[len(name):]

    factory = encryption.CryptoFactory(Wrapping)
    how = encryption.EncryptionConfiguration(footer_key="footer", column_keys={"column": ["passenger"]}, data_key_length_bits=128, **options)
    properties = factory.file_encryption_properties(encryption.KmsConnectionConfig(), how)
    target = io.BytesIO()
    pq.write_table(table, target, encryption_properties=properties)
    return target.getvalue()


def hostile(table):
    """Files that a peer could send instead; each with a word of what is said of it."""
    whole = written(table, compression="none")
    length = struct.unpack("<I", whole[-8:-4])[0]
    start = len(whole) - 8 - length
    yield "empty", b"", "Parquet"
    yield "text", b"id,delay\r\n1,2\r\n", "begin and end"
    yield "encrypted", encrypted(table), "encrypted"
    yield "encrypted-column", encrypted(table, plaintext_footer=True), "encrypted"
    yield "cut", whole[: len(whole) // 2], "begin and end"
    yield "long", whole[:-8] + b"\xff\xff\xff\xff" + b"PAR1", "too large"
    yield "short", whole[:-8] + struct.pack("<I", length - 9) + b"PAR1", "footer"
    yield "zero", whole[:-8] + b"\0\0\0\0PAR1", "damaged"
    yield "shifted", whole[:4] + whole[start:], "damaged"
    bomb = b"\x15\x04\x19\xfc" + b"\xff" * 4 + b"\x07" + b"\0" * 100
    yield "bomb", b"PAR1" + bomb + struct.pack("<I", len(bomb)) + b"PAR1", "damaged"
    deep = b"\x15\x04\x9c" + b"\x1c" * 100_000
    yield "deep", b"PAR1" + deep + struct.pack("<I", len(deep)) + b"PAR1", "nested"
    many = b"\x15\x04\x19\xfc\x80\x80\x02" + b"\x48\x01a\x15\x02\x00" * 32768 + b"\0"
    yield "many", b"PAR1" + many + struct.pack("<I", len(many)) + b"PAR1", "nested"


def test_hostile_files(pair, tmp_path):
    _, consumer = pair
    token = application(consumer)
    for name, content, words in hostile(people(20)):
        grant = deliver(pair, tmp_path, [rule("count", "lteq", "9")], content=content, name=f"{name}.parquet", media=PARQUET)
        problem(use(consumer, token, grant, "table"), "source", words)
        assert use(consumer, token, grant).content == content
    assert consumer.process.poll() is None


def test_any_change_of_a_footer_is_refused_or_harmless(pair, tmp_path):
    """Changed bits of the footer: no crash, and never a value of another column."""
    _, consumer = pair
    whole = written(people(20), compression="none", use_dictionary=False)
    length = struct.unpack("<I", whole[-8:-4])[0]
    lot, codes = random.Random(11), set()
    token = application(consumer)
    for number in range(12):
        changed = bytearray(whole)
        for _ in range(lot.randrange(1, 4)):
            changed[len(whole) - 8 - lot.randrange(1, length)] ^= 1 << lot.randrange(8)
        grant = deliver(pair, tmp_path, [rule("count", "lteq", "9")], content=bytes(changed), name=f"{number}.parquet", media=PARQUET)
        answer = use(consumer, token, grant, "table", columns="id,delay")
        assert b"secret-" not in answer.content
        assert answer.status_code == 200 or answer.json()["error"]["messageZh"]
        codes.add(answer.status_code)
    assert codes <= {200, 400, 502} and len(codes) > 1 and consumer.process.poll() is None
