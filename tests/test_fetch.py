"""Loaders of large files, against the true bytes where they lie beside the checkout."""

from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

import rjdata
from rjdata import fetch
from rjdata.errors import UnknownRecordError

MIRROR = Path(__file__).parents[2] / "shared" / "mirror"
VERSION = "2026.11.0"


def put(key: str, cache: Path) -> None:
    """Lay the true file into the cache."""
    file = next(file for file in rjdata.list_files(version=VERSION) if file.key == key)
    source = next(path for path in MIRROR.rglob("*") if path.is_file() and path.stat().st_size == file.size and digest(path) == file.sha256)
    (cache / file.sha256).mkdir(parents=True)
    (cache / file.sha256 / file.name).write_bytes(source.read_bytes())


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RJDATA_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("RJDATA_OFFLINE", "1")
    monkeypatch.delenv("RJDATA_MIRROR", raising=False)
    return tmp_path


needs_mirror = pytest.mark.skipif(not MIRROR.is_dir(), reason="the true files are not beside this checkout")


@needs_mirror
def test_dyadic_trade_has_every_row_of_its_file_and_the_pair(cache: Path) -> None:
    pytest.importorskip("rdata")
    put("cow_dyadic_trade_v4", cache)
    whole = fetch.fetch_dyadic_trade(countries=None, version=VERSION)
    pair = fetch.fetch_dyadic_trade(version=VERSION)
    assert (len(whole), len(pair)) == (673_654, 118)
    last = pair[pair["year"] == 2014].iloc[0]
    assert (last["imports_1_from_2"], last["imports_2_from_1"]) == (10_925, 24_733)
    assert set(whole.dtypes.astype(str)) == {"Int64", "Float64"}
    pd.testing.assert_frame_equal(pair, fetch.fetch_dyadic_trade(version=VERSION))
    assert (whole["state_1"] < whole["state_2"]).all()
    states = [740, 2, 365]
    among = whole[whole["state_1"].isin(states) & whole["state_2"].isin(states)].reset_index(drop=True)
    pd.testing.assert_frame_equal(fetch.fetch_dyadic_trade(countries=states, version=VERSION), among)
    assert len(fetch.fetch_dyadic_trade(countries=["JPN"], version=VERSION)) == 0
    assert whole.attrs["rjdata"]["file"] == "cow_dyadic_trade_v4"


@needs_mirror
def test_partner_trade_has_the_years_of_japan(cache: Path) -> None:
    put("imf_imts_russia_partners_2016_2024", cache)
    pair = fetch.fetch_partner_trade(version=VERSION)
    assert len(pair) == 18
    assert pair.set_index(["indicator", "year"])["value"]["XG_FOB_USD", 2016] == 9380.594157
    assert fetch.fetch_partner_trade(countries=None, version=VERSION)["partner"].nunique() <= 236


@needs_mirror
def test_hs_codes_keep_zeros_in_front(cache: Path) -> None:
    put("hs_nomenclature_2022", cache)
    codes = fetch.fetch_hs_codes(version=VERSION)
    assert len(codes) == 6_940
    assert codes["code"].iloc[0] == "01"


@needs_mirror
def test_daily_rates_have_every_day_on_which_yen_and_rouble_have_one(cache: Path) -> None:
    put("ecb_eurofxref_hist_2026_04", cache)
    rates = fetch.fetch_daily_rates(version=VERSION).pivot(index="day", columns="currency", values="rate")
    assert (len(rates), len(rates.dropna())) == (6_983, 4_333)
    assert rates.loc["2022-03-01"].to_dict() == {"JPY": 128.15, "RUB": 117.201, "USD": 1.1162}


@needs_mirror
def test_monthly_rates_have_every_month_of_japan(cache: Path) -> None:
    put("fred_exchange_rates_monthly", cache)
    assert len(fetch.fetch_monthly_rates(version=VERSION)) == 666
    assert len(fetch.fetch_monthly_rates(countries=None, version=VERSION)) == 17_237


@needs_mirror
@pytest.mark.parametrize("name", ["hs_codes", "monthly_rates"])
def test_a_table_reads_alike_from_its_source_and_from_the_parquet_kept(name: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    table = {"hs_codes": fetch.codes.HS_CODES, "monthly_rates": fetch.rates.MONTHLY_RATES}[name]
    put(table.key, cache)
    table.load(version=VERSION)
    kept = table.load(version=VERSION)
    assert list(cache.glob("*/*.parquet"))
    monkeypatch.setattr("rjdata.fetch.table.find_spec", lambda _: None)
    pd.testing.assert_frame_equal(kept, table.load(version=VERSION))


def test_a_country_that_is_not_known_is_named() -> None:
    with pytest.raises(UnknownRecordError, match="JAP"):
        fetch.fetch_dyadic_trade(countries=("JAP",), version=VERSION)
