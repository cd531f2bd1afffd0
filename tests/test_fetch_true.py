"""Loaders of large files against the true bytes, which a mirror on this machine serves; they lie beside some checkouts only."""

import doctest
import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import rjdata
from rjdata.fetch import assets, sectors
from rjdata.fetch.table import read_r
from rjdata.remote import RemoteFile
from tests.loopback import body, serve
from tests.true_files import MIRROR, RESEARCH, true_path

VERSION = "2026.11.0"
FILES = {file.key: file for file in rjdata.list_files(version=VERSION)}
EXAMPLES = ["assets", "codes", "entities", "fuels", "rates", "sectors", "trade"]

if not (MIRROR.is_dir() and RESEARCH.is_file()):
    pytest.skip("the true files are not beside this checkout", allow_module_level=True)
pytestmark = pytest.mark.loopback


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, Any]]:
    """What the research counted in each file, by key."""
    return {file["key"]: file for file in json.loads(RESEARCH.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all tests here: each file is fetched and parsed once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _mirror(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def answer_with(file: RemoteFile) -> Any:
        return lambda handler: body(true_path(file).read_bytes())(handler)

    monkeypatch.setenv("RJDATA_CACHE_DIR", str(cache))
    monkeypatch.delenv("RJDATA_OFFLINE", raising=False)
    with serve() as server:
        for file in FILES.values():
            server.answer(f"/{file.sha256}/{file.name}", answer_with(file))
        monkeypatch.setenv("RJDATA_MIRROR", server.url)
        yield


def test_dyadic_trade_has_every_row_and_the_pair(found: dict[str, dict[str, Any]]) -> None:
    whole, pair = rjdata.fetch_dyadic_trade(countries=None, version=VERSION), rjdata.fetch_dyadic_trade(version=VERSION)
    expected = found["cow_dyadic_trade_v4"]
    assert (len(whole), len(pair)) == (expected["rows"], expected["japan_russia_rows"])
    assert (whole["state_1"] < whole["state_2"]).all()
    among = whole[whole["state_1"].isin([740, 2, 365]) & whole["state_2"].isin([740, 2, 365])].reset_index(drop=True)
    assert rjdata.fetch_dyadic_trade(countries=[740, 2, 365], version=VERSION).equals(among)


def test_partner_trade_has_every_series_with_a_figure_and_those_of_japan(found: dict[str, dict[str, Any]]) -> None:
    whole = rjdata.fetch_partner_trade(countries=None, version=VERSION)
    expected = found["imf_imts_russia_partners_2016_2024"]
    lines = pd.read_csv(true_path(FILES[expected["key"]]), encoding="utf-8-sig")
    with_figure = lines.dropna(how="all", subset=[str(year) for year in range(2016, 2025)])
    assert (len(lines), len(with_figure)) == (expected["rows"], whole.groupby(["partner", "indicator"]).ngroups)
    assert rjdata.fetch_partner_trade(version=VERSION).groupby(["partner", "indicator"]).ngroups == expected["japan_russia_rows"]


def test_sector_trade_has_the_cells_of_each_year(found: dict[str, dict[str, Any]]) -> None:
    rows = rjdata.fetch_sector_trade(version=VERSION).groupby("year").size().to_dict()
    assert rows == {year: found[f"wiod2013_wiot_{year}"]["japan_russia_rows"] for year in range(1995, 2012)}


def test_fuel_trade_has_every_row_and_those_of_japan(found: dict[str, dict[str, Any]]) -> None:
    whole, pair = rjdata.fetch_fuel_trade(countries=None, version=VERSION), rjdata.fetch_fuel_trade(version=VERSION)
    expected = found["crea_comtrade_fossil_monthly"]
    assert (len(whole), len(pair)) == (expected["rows"], expected["japan_russia_rows"])
    assert (str(pair["month"].min().date()), str(pair["month"].max().date())) == ("2016-01-01", "2022-09-01")
    assert (set(whole["month"].dt.day), int(whole["hs_code"].isna().sum())) == ({1}, 0)


def test_energy_assets_have_every_row_and_those_in_russia_with_japanese_owners(found: dict[str, dict[str, Any]]) -> None:
    infrastructure, extraction = (found[key] for key in assets.ENERGY_ASSETS.keys)
    whole, pair = rjdata.fetch_energy_assets(countries=None, version=VERSION), rjdata.fetch_energy_assets(version=VERSION)
    assert len(whole) == infrastructure["rows"] + extraction["rows"]
    # The research looked at parents alone, and so did not count the field of Arctic LNG 2.
    only_as_owner = pair[~pair["parents"].str.contains("Mitsu|SODECO|JOGMEC|INPEX|ITOCHU|Japan")]
    assert only_as_owner["name"].tolist() == ["Salmanovskoye Oil and Gas Field (Russia)"]
    counted = pair.drop(only_as_owner.index)["kind"].eq("oil and gas extraction").value_counts().to_dict()
    assert counted == {False: infrastructure["japan_russia_rows"], True: extraction["japan_russia_rows"]}


def test_every_japanese_owner_stands_in_the_files() -> None:
    whole = rjdata.fetch_energy_assets(countries=None, version=VERSION)
    assert {name for names in whole["japanese_owners"].dropna() for name in names.split("; ")} == assets.JAPANESE_OWNERS


def test_listed_entities_have_every_entry(found: dict[str, dict[str, Any]]) -> None:
    expected = found["meti_russia_specified_entities_2025_09"]
    entities = rjdata.fetch_listed_entities(version="2026.11.1").set_index("number")
    assert entities.index.tolist() == list(range(1, expected["rows"] + 1))
    for entry in expected["sample"]:
        row = entities.loc[entry["number"]]
        assert (row["name_ja"], row["name_en"]) == (entry["name_ja"], entry["name_en"])
        assert (row["aliases_en"] if entry["aliases"] else None) == ("; ".join(entry["aliases"]) or None)
        assert row["address"].startswith(entry["address"][:20])
    texts = entities[["name_ja", "name_en", "aliases_ja", "aliases_en"]].stack()
    assert texts[texts.str.contains(r"別称|所在地|a\.k\.a|following|\n|; [-,]|; and\b|^[-,]", regex=True)].to_dict() == {}
    assert not entities["address"].str.contains("所在地|別称|\n").any()
    assert entities["actor_id"].dropna().to_dict() == {355: "roselectronics", 409: "kamaz", 420: "megafon", 424: "skolkovo"}


def test_hs_codes_and_sections_are_all_there(found: dict[str, dict[str, Any]]) -> None:
    codes = rjdata.fetch_hs_codes(version=VERSION)
    assert (len(codes), codes["section_name"].nunique()) == (found["hs_nomenclature_2022"]["rows"], found["hs_sections"]["rows"])
    assert codes["section_name"].isna().sum() == codes["section"].eq("TOTAL").sum() == 4
    assert codes["code"].iloc[0] == "01"


def test_daily_rates_have_every_day_and_those_with_yen_and_rouble(found: dict[str, dict[str, Any]]) -> None:
    rates = rjdata.fetch_daily_rates(version=VERSION).pivot(index="day", columns="currency", values="rate")
    expected = found["ecb_eurofxref_hist_2026_04"]
    assert (len(rates), len(rates.dropna())) == (expected["rows"], expected["japan_russia_rows"])


def test_monthly_rates_have_every_month(found: dict[str, dict[str, Any]]) -> None:
    whole, japan = rjdata.fetch_monthly_rates(countries=None, version=VERSION), rjdata.fetch_monthly_rates(version=VERSION)
    expected = found["fred_exchange_rates_monthly"]
    assert (len(whole), len(japan)) == (expected["rows"], expected["japan_russia_rows"])


@pytest.mark.parametrize("year", sectors.YEARS)
def test_places_of_the_input_output_tables_run_country_by_country(year: int) -> None:
    table = sectors.read_year(true_path(FILES[f"wiod2013_wiot_{year}"]))
    assert (table.year, len(table.countries), len(table.industries)) == (year, 41, 35)
    assert len(table.output) == FILES[f"wiod2013_wiot_{year}"].row_count
    assert table.problems() == []
    # For every country: what its rows add up to is its output, but for what was cut from each cell.
    sold = (table.inputs.sum(axis=1) + table.final.sum(axis=1)).reshape(41, 35).sum(axis=1)
    assert (np.abs(table.output.reshape(41, 35).sum(axis=1) - sold) < 35 * sectors.CUT[1]).all()
    # Other orders of the columns break hundreds of places.
    by_industry = np.arange(41 * 35).reshape(41, 35).T.ravel()
    for order in (by_industry, np.roll(np.arange(41 * 35), 1)):
        assert (table.inputs[:, order].sum(axis=0) > table.output).sum() > 300


def test_countries_of_the_input_output_tables_have_the_product_that_the_penn_world_table_gives_them() -> None:
    penn = read_r(true_path(FILES["pwt_10_01"]), needed_by="this test")
    product = (penn["pl_gdpo"] * penn["cgdpo"]).groupby([penn["isocode"], penn["year"]], observed=True).sum()
    for year in (1995, 2003, 2011):
        table = sectors.read_year(true_path(FILES[f"wiod2013_wiot_{year}"]))
        added = (table.output - table.inputs.sum(axis=0)).reshape(41, 35).sum(axis=1)
        codes = [{"ROM": "ROU"}.get(code, code) for code in table.countries[:-1]]
        theirs = np.array([float(product[code, year]) for code in codes])
        assert np.corrcoef(np.log(added[:-1]), np.log(theirs))[0, 1] > 0.999
        assert ((added[:-1] / theirs > 0.7) & (added[:-1] / theirs < 1.2)).all()


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_hold_with_the_true_files(name: str) -> None:
    module = importlib.import_module(f"rjdata.fetch.{name}")
    assert doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS).failed == 0
