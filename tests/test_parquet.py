"""Parquet files: the rows of the frame, what they are from in the metadata, the same bytes again."""

from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

import rjdata
from rjdata import parquet
from rjdata.errors import MissingExtraError, MissingLabelError, UnknownTableError
from rjdata.frame import DATE_DTYPE, DTYPES
from rjdata.release import Release

VERSION = "2026.11.0"
LABEL = {"table": "flows", "version": VERSION, "digest": "ab" * 32, "file": "example"}


def labelled(rows: int = 3) -> pd.DataFrame:
    frame = pd.DataFrame({"pair": pd.array(range(rows), "Int64"), "value": pd.array([None, *range(rows - 1)], "Float64")})
    frame.attrs["rjdata"] = LABEL
    return frame


def test_a_file_holds_every_row_of_every_table_in_order(tmp_path: Path, small_release: Release) -> None:
    pytest.importorskip("pyarrow")
    assert small_release.to_parquet(tmp_path / "new" / "folder") == tmp_path / "new" / "folder"
    files = {path.stem: path for path in (tmp_path / "new" / "folder").iterdir()}
    assert set(files) == set(small_release.tables)
    for name, table in small_release.tables.items():
        dtypes = {column.name: DTYPES.get(column.type, DATE_DTYPE) for column in table.columns}
        back = pd.read_parquet(files[name]).astype(dtypes)
        pd.testing.assert_frame_equal(back, small_release.load_table(name))  # type: ignore[arg-type]


def test_metadata_says_what_the_rows_are_from(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    rjdata.open_release(VERSION).to_parquet(tmp_path, tables=["sectors"])
    (path,) = tmp_path.iterdir()
    label = rjdata.load_sectors(version=VERSION).attrs["rjdata"]
    metadata = pq.read_metadata(path).metadata
    assert {name: metadata[f"rjdata.{name}".encode()].decode() for name in label} == label
    assert pd.read_parquet(path).attrs == {"rjdata": label}


def test_metadata_of_a_vintage_says_its_day(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    rjdata.open_release(VERSION).as_of("2018-01-01").to_parquet(tmp_path, tables=["projects"])
    assert pq.read_metadata(tmp_path / "projects.parquet").metadata[b"rjdata.known_on"] == b"2018-01-01"


def test_metadata_of_a_fetched_table_names_the_file(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    rjdata.frames.to_parquet(labelled(), tmp_path)
    metadata = pq.read_metadata(tmp_path / "flows.parquet").metadata
    assert {name: metadata[f"rjdata.{name}".encode()].decode() for name in LABEL} == LABEL


def test_the_same_frame_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    frame = labelled()
    first = sha256((rjdata.frames.to_parquet(frame, tmp_path / "a") / "flows.parquet").read_bytes()).hexdigest()
    frame.attrs["mine"] = object()
    frame.index = pd.Index([7, 8, 9])
    assert first == sha256((rjdata.frames.to_parquet(frame, tmp_path / "b") / "flows.parquet").read_bytes()).hexdigest()


def test_rows_are_compressed_with_zstd_in_groups_of_a_hundred_thousand(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    metadata = pq.read_metadata(rjdata.frames.to_parquet(labelled(250_000), tmp_path) / "flows.parquet")
    assert [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)] == [100_000, 100_000, 50_000]
    assert {metadata.row_group(n).column(c).compression for n in range(3) for c in range(2)} == {"ZSTD"}


def test_a_file_is_replaced_and_others_stay(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "flows.parquet").write_bytes(b"old")
    (tmp_path / "mine.txt").write_bytes(b"mine")
    rjdata.frames.to_parquet(labelled(), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"flows.parquet", "mine.txt"}
    assert len(pd.read_parquet(tmp_path / "flows.parquet")) == 3


def test_a_file_has_the_mode_that_the_system_gives(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "other").write_bytes(b"")
    path = rjdata.frames.to_parquet(labelled(), tmp_path) / "flows.parquet"
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode


def test_nothing_is_left_of_a_file_that_could_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pq = pytest.importorskip("pyarrow.parquet")

    def full(_table: object, path: Path, **_options: object) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(OSError, match="No space"):
        rjdata.frames.to_parquet(labelled(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_table_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(UnknownTableError, match="ships"):
        rjdata.open_release(VERSION).to_parquet(tmp_path / "new", tables=["sectors", "ships"])  # type: ignore[list-item]
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("attrs", [{}, {"rjdata": {}}, {"rjdata": "flows"}, {"rjdata": {"table": "../flows"}}])
def test_a_frame_that_says_nothing_of_itself_is_refused(attrs: dict[str, object], tmp_path: Path) -> None:
    frame = labelled()
    frame.attrs = attrs
    with pytest.raises(MissingLabelError, match="to_parquet"):
        rjdata.frames.to_parquet(frame, tmp_path)


def test_without_pyarrow_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "find_spec", lambda _: None)
    for write in (rjdata.open_release(VERSION).to_parquet, lambda folder: rjdata.frames.to_parquet(labelled(), folder)):
        with pytest.raises(MissingExtraError, match=r"pip install 'rjdata\[parquet\]'"):
            write(tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "wanted", [{"pair": [3, 149_999]}, {"pair": [150_000, 240_000], "value": [149_999.0]}, {"pair": [-1]}, {"pair": []}, {"value": [7.0]}]
)
def test_rows_that_are_wanted_are_those_that_pandas_finds(wanted: dict[str, list[float]], tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    frame = labelled(250_000)
    parquet.write_parquet(frame, tmp_path / "flows.parquet")
    for column, values in wanted.items():
        frame = frame[frame[column].isin(values)]
    pd.testing.assert_frame_equal(parquet.read_rows(tmp_path / "flows.parquet", wanted), frame.reset_index(drop=True))


def test_row_groups_without_a_wanted_row_are_not_read(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "flows.parquet"
    parquet.write_parquet(labelled(250_000), path)
    whole = path.read_bytes()
    # The first two of three groups are made unreadable; their bounds stand at the end of the file.
    first = pq.read_metadata(path).row_group(2).column(0)
    start, end = 4, first.dictionary_page_offset or first.data_page_offset
    path.write_bytes(whole[:start] + bytes(end - start) + whole[end:])
    assert parquet.read_rows(path, {"pair": [249_999]})["pair"].tolist() == [249_999]
    with pytest.raises(OSError, match=r"\w"):
        parquet.read_rows(path, {"pair": [1]})
