"""Every loader of a large file, with small files of the same formats in the place of these. ``test_fetch_true.py`` has the true ones."""

import inspect
import re
import sys
from pathlib import Path

import pandas as pd
import pytest

import rjdata
from rjdata.errors import MissingExtraError, UnknownRecordError
from rjdata.frame import DATE_DTYPE, DTYPES
from rjdata.remote import RemoteFile
from tests.fetched import CHOSEN, TABLES, VERSION, fetch, fetch_all
from tests.loopback import body, serve

ROWS = {
    "fetch_daily_rates": 5,
    "fetch_dyadic_trade": 5,
    "fetch_energy_assets": 4,
    "fetch_fuel_trade": 4,
    "fetch_hs_codes": 3,
    "fetch_listed_entities": 10,
    "fetch_monthly_rates": 3,
    "fetch_partner_trade": 4,
    "fetch_sector_trade": 51,
}

pytestmark = pytest.mark.usefixtures("small_files")
every_loader = pytest.mark.parametrize("name", TABLES)


@every_loader
def test_every_row_is_there_with_the_columns_and_types_declared(name: str) -> None:
    whole, table = fetch_all(name), TABLES[name]
    declared = {column.name: DATE_DTYPE if column.type == "date" else DTYPES[column.type] for column in table.columns}
    linked = {"actor_id": DTYPES["string"]} if name == "fetch_listed_entities" else {}
    assert whole.dtypes.to_dict() == {**declared, **linked}
    assert len(whole) == ROWS[name]
    assert not whole.duplicated(list(table.sort_by)).any()
    assert whole.sort_values(list(table.sort_by), ignore_index=True).equals(whole)
    required = [column.name for column in table.columns if column.is_required]
    assert whole[required].notna().all(axis=None)


@every_loader
def test_docstrings_list_the_columns_in_order_with_their_types_and_units(name: str) -> None:
    text = inspect.getdoc(getattr(rjdata, name)) or ""
    listed = re.findall(r"^\s*- (``.+?) \((\w+)(?:, (?:unit: (.+?)|id in \w+))?\):", text, re.MULTILINE)
    said = [(column, kind, unit.strip("`")) for columns, kind, unit in listed for column in re.findall("``(.+?)``", columns)]
    linked = [("actor_id", "string", "")] if name == "fetch_listed_entities" else []
    assert said == [(column.name, column.type, column.unit or "") for column in TABLES[name].columns] + linked


@every_loader
def test_a_frame_says_what_it_is_from(name: str, small_files: dict[str, RemoteFile]) -> None:
    label = fetch(name).attrs["rjdata"]
    assert (label["table"], label["version"], len(label["digest"])) == (TABLES[name].name, VERSION, 64)
    assert label["file"].split() == list(TABLES[name].keys)
    if len(TABLES[name].keys) == 1:
        assert label["digest"] == small_files[TABLES[name].keys[0]].sha256


@pytest.mark.parametrize("name", CHOSEN)
def test_a_value_that_no_row_has_is_refused_with_the_nearest(name: str) -> None:
    argument, (known, unknown), near = CHOSEN[name]
    with pytest.raises(UnknownRecordError, match=rf"{name}\({argument}=\).*'{unknown}'.*nearest.*{near}"):
        fetch(name, **{argument: (known, unknown)})
    assert fetch(name, **{argument: (known,)}) is not None


@pytest.mark.parametrize("name", CHOSEN)
def test_no_value_gives_no_row(name: str) -> None:
    assert len(fetch(name, **{CHOSEN[name][0]: ()})) == 0


@pytest.mark.parametrize("name", CHOSEN)
def test_one_text_is_not_taken_for_its_letters(name: str) -> None:
    argument, (known, _), _ = CHOSEN[name]
    with pytest.raises(TypeError, match=rf"{name}\({argument}=\) is the text '{known}'; give a sequence, such as \['{known}'\]"):
        fetch(name, **{argument: known})


@pytest.mark.parametrize("name", CHOSEN)
def test_values_may_come_one_by_one(name: str) -> None:
    argument, (known, _), _ = CHOSEN[name]
    pd.testing.assert_frame_equal(fetch(name, **{argument: iter([known])}), fetch(name, **{argument: [known]}))


def test_numbers_of_states_may_be_those_of_a_frame() -> None:
    states = rjdata.fetch_dyadic_trade(countries=None, version=VERSION)["state_1"].to_numpy(dtype="int64")[:1]
    assert not isinstance(states[0], int)
    pd.testing.assert_frame_equal(
        rjdata.fetch_dyadic_trade(countries=[*states, 740], version=VERSION),
        rjdata.fetch_dyadic_trade(countries=[int(states[0]), 740], version=VERSION),
    )


def test_a_value_of_another_type_is_refused_too() -> None:
    with pytest.raises(UnknownRecordError, match=r"'392'"):
        rjdata.fetch_partner_trade(countries=("RUS", 392), version=VERSION)  # type: ignore[arg-type]


def test_a_number_that_no_state_has_is_refused() -> None:
    with pytest.raises(UnknownRecordError, match=r"'741'.*nearest.*740"):
        rjdata.fetch_dyadic_trade(countries=(365, 741), version=VERSION)
    assert rjdata.fetch_dyadic_trade(countries=(2, 20), version=VERSION)["imports_1_from_2"].tolist() == [1]


@pytest.mark.parametrize("name", ["fetch_dyadic_trade", "fetch_fuel_trade", "fetch_sector_trade"])
def test_a_file_of_r_without_rdata_says_how_to_install_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rdata", None)
    with pytest.raises(MissingExtraError, match=rf"{name} needs rdata\..*rjdata\[r\]"):
        fetch(name)


@pytest.mark.loopback
@every_loader
def test_a_loader_fetches_its_files_from_a_mirror(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = fetch(name)
    with serve() as server:
        for path in (tmp_path / "cache").glob("*/*"):
            server.answer(f"/{path.parent.name}/{path.name}", body(path.read_bytes()))
        monkeypatch.setenv("RJDATA_MIRROR", server.url)
        monkeypatch.setenv("RJDATA_CACHE_DIR", str(tmp_path / "elsewhere"))
        monkeypatch.delenv("RJDATA_OFFLINE")
        pd.testing.assert_frame_equal(fetch(name), here)
        assert len(server.asked) == len(TABLES[name].keys)
