"""What each loader makes of its files, and what it refuses."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rdata

import rjdata
from rjdata.errors import RecordError
from rjdata.fetch import entities, sectors
from tests import stand_ins
from tests.fetched import VERSION

pytestmark = pytest.mark.usefixtures("small_files")


def test_dyadic_trade_keeps_a_missing_figure_missing() -> None:
    pair = rjdata.fetch_dyadic_trade(version=VERSION).set_index("year")
    assert pair["imports_2_from_1"].tolist() == [0, 23591, 24733]
    assert pair["imports_1_from_2"].isna().tolist() == [True, False, False]


def test_partner_trade_has_a_row_for_each_figure_and_none_for_a_gap() -> None:
    pair = rjdata.fetch_partner_trade(version=VERSION)
    assert pair[["indicator", "year", "value"]].values.tolist() == [
        ["MG_CIF_USD", 2016, 6680.399915],
        ["XG_FOB_USD", 2016, 9380.594157],
        ["XG_FOB_USD", 2017, 10623.964457],
    ]


def test_sector_trade_leaves_out_what_a_country_sells_to_itself() -> None:
    whole = rjdata.fetch_sector_trade(countries=None, version=VERSION)
    assert whole[whole["year"] == 1995].values.tolist() == [
        ["JPN", "RUS", 1995, "c2", "c1", 1998.0],
        ["JPN", "RUS", 1995, "c2", "inventory_change", -3.0],
        ["RUS", "JPN", 1995, "c1", "c2", 1996.0],
    ]


def by_industry(year: dict[str, Any]) -> None:
    year["inter"] = year["inter"][:, [0, 2, 4, 1, 3, 5]]


def shifted(year: dict[str, Any]) -> None:
    year["inter"] = np.roll(year["inter"], 1, axis=1)


def final_by_use(year: dict[str, Any]) -> None:
    year["final"] = year["final"].reshape(6, 3, 5).transpose(0, 2, 1).reshape(6, 15)


def output_of_others(year: dict[str, Any]) -> None:
    year["output"] = year["output"][::-1].copy()


def below_zero(year: dict[str, Any]) -> None:
    year["inter"][0, 3] = -1


def one_country_less(year: dict[str, Any]) -> None:
    year["countries"] = year["countries"][:2]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (by_industry, "largest seller is another country"),
        (shifted, "largest seller is another country"),
        (final_by_use, "blocks of final use"),
        (output_of_others, "do not add up to the output"),
        (below_zero, "inputs below zero"),
        (one_country_less, "2 countries and 2 industries"),
    ],
)
def test_sector_trade_of_another_order_is_refused(change: Callable[[dict[str, Any]], None], problem: str, tmp_path: Path) -> None:
    year = stand_ins.sector_year(1999)
    change(year)
    path = tmp_path / "wiot_1999.RData"
    path.write_bytes(stand_ins.write_r(rdata.write_rda, {"wiot_1999": year}, "bzip2"))
    with pytest.raises(RecordError, match=rf"sector_trade/1999 breaks a rule: .*{problem}"):
        sectors.SECTOR_TRADE.parse(path)


def test_columns_whose_inputs_exceed_the_output_are_refused() -> None:
    table = sectors.YearTable(1999, ("JPN", "RUS"), ("c1",), np.array([[9, 0], [2, 8]]), np.eye(2, 10, dtype=int), np.array([10, 10]))
    assert table.problems() == [
        "1 columns whose inputs exceed the output of their place",
        "1 blocks of final use whose largest seller is another country",
    ]


def test_fuel_trade_knows_months_and_codes() -> None:
    pair = rjdata.fetch_fuel_trade(version=VERSION)
    assert pair["month"].astype(str).tolist() == ["2016-01-01", "2016-01-01", "2016-02-01"]
    assert (set(pair["hs_code"]), set(pair["exporter"])) == ({"2701"}, {"Russia"})
    assert rjdata.fetch_fuel_trade(countries=("EU", "Russia"), version=VERSION)["value"].isna().tolist() == [True]


def test_energy_assets_are_those_with_japanese_owners_wherever_asked() -> None:
    def found(*countries: str) -> dict[str, str]:
        return rjdata.fetch_energy_assets(countries=countries, version=VERSION).set_index("asset_id")["japanese_owners"].to_dict()

    assert found("Russia") == {"T052001": "JOGMEC; Mitsui Group"}
    assert found("Japan") == {"OG2": "INPEX Corporation"}
    assert found("East Timor", "China") == {"OG1": "Tokyo Gas", "OG2": "INPEX Corporation"}


def test_energy_assets_keep_a_year_only_where_the_source_gives_one() -> None:
    whole = rjdata.fetch_energy_assets(countries=None, version=VERSION).set_index("asset_id")
    assert whole["start_year"].dropna().to_dict() == {"OG2": 2031, "T052001": 2024}
    assert whole["oil_year"].dropna().to_dict() == {"OG1": 2021}
    assert whole["countries"].to_dict() == {
        "OG1": "East Timor; Australia",
        "OG2": "China; Japan",
        "P1": "Russia; Japan",
        "T052001": "Russia",
    }
    assert whole["capacity_unit"].dropna().to_dict() == {"T052001": "MTPA of natural gas"}


def test_listed_entities_are_read_from_text_as_it_is_set() -> None:
    listed = rjdata.fetch_listed_entities(version=VERSION).set_index("number")
    assert listed["name_en"].to_dict() == {
        1: "First Works JSC",
        2: "Institute No. 2",
        3: "Third Centre – Progress",
        4: "Fourth EK OOO",
        5: "Public Joint Stock Company Megafon",
        6: "Skolkovo Foundation",
        7: "Seventh Works",
        8: "Eighth Works",
        9: "Ninth Scientific-Production Works",
        10: "Tenth Works",
    }
    assert listed["name_ja"].tolist()[:4] == ["株式会社一番工場", "二番研究所", "三番センター「プログレス」", "有限会社四番EK"]
    assert listed["aliases_ja"].dropna().to_dict() == {2: "Institut Dva 及び RID Dva", 6: "六番; 第六"}
    assert listed["aliases_en"].dropna().to_dict() == {2: "Institut Dva; RID Dva", 5: "Megafon", 6: "Sixth Works; Works 6"}
    assert listed["address"].tolist()[:3] == [
        "1, First Street, Moscow, Russia.",
        "Building 3 4 Second Street, Russia.",
        "3 Third Street, Russia.",
    ]
    assert set(listed["as_of"].astype(str)) == {"2025-09-12"}


def test_listed_entities_link_to_the_actors_that_the_release_has() -> None:
    linked = {
        version: rjdata.fetch_listed_entities(version=version).set_index("number")["actor_id"].dropna().to_dict()
        for version in ("2026.11.0", "2026.11.1")
    }
    assert linked == {"2026.11.0": {}, "2026.11.1": {5: "megafon", 6: "skolkovo"}}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("最終更新日：", "更新日：", "no day of the last update"),
        ("所在地：7", "7", "listed_entities/7 breaks a rule: it has 0 addresses"),
        ("８ 八番工場\nEighth Works\n", "", "listed_entities/7 breaks a rule: it has 4 addresses"),
    ],
)
def test_a_list_of_another_form_is_refused(old: str, new: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    assert old in stand_ins.ENTITIES
    path.write_text(stand_ins.ENTITIES.replace(old, new), encoding="utf-8")
    with pytest.raises(RecordError, match=problem):
        entities.LISTED_ENTITIES.parse(path)


def test_hs_codes_keep_zeros_in_front_and_know_their_sections() -> None:
    found = rjdata.fetch_hs_codes(version=VERSION)
    assert found["code"].tolist() == ["01", "0101", "TOTAL"]
    assert found["section_name"].fillna("-").tolist() == ["live animals; animal products"] * 2 + ["-"]


def test_daily_rates_leave_out_days_without_one() -> None:
    found = rjdata.fetch_daily_rates(currencies=("RUB",), version=VERSION)
    assert found["day"].astype(str).tolist() == ["2022-03-01"]
