"""Small files of the formats of the large ones, for checkouts beside which those do not lie. What the examples of the docs show is true."""

import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import numpy as np
import rdata
from rdata.conversion.to_r import DEFAULT_CLASS_MAP, build_r_object
from rdata.parser import RObjectType

from rjdata.remote import RemoteFile
from rjdata.remote.registry import find_file

VERSION = "2026.11.0"
COUNTRIES = ("JPN", "RUS", "RoW")
INDUSTRIES = ("c1", "c2")


@attrs.frozen
class Days:
    """A column of days, as R keeps one: days since 1970 under the class ``Date``."""

    values: tuple[int, ...]


@attrs.frozen
class RFrame:
    """A data frame of R. What rdata itself writes of a pandas frame depends on the pandas at hand."""

    columns: Mapping[str, Any]


def _write_days(days: Days, converter: Any) -> Any:
    attributes = converter.convert_to_r_attributes({"class": "Date"})
    return build_r_object(RObjectType.REAL, value=np.array(days.values, dtype=float), is_object=True, attributes=attributes)


def _write_frame(frame: RFrame, converter: Any) -> Any:
    # In the order in which they are written: the name "class" is spelled out once, and referred to after that.
    value = [converter.convert_to_r_object(column) for column in frame.columns.values()]
    rows = np.arange(1, len(value[0].value) + 1, dtype=np.int32)
    attributes = converter.convert_to_r_attributes({"names": np.array(list(frame.columns)), "class": "data.frame", "row.names": rows})
    return build_r_object(RObjectType.VEC, value=value, is_object=True, attributes=attributes)


def write_r(write: Callable[..., None], data: Any, compression: str) -> bytes:
    """Return the bytes of an R file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        write(path, data, compression=compression, constructor_dict={**DEFAULT_CLASS_MAP, Days: _write_days, RFrame: _write_frame})
        return path.read_bytes()


def dyadic_trade() -> bytes:
    rows = np.array(
        [
            [365, 740, 2014, 10925, 24733, 10925, 24733],
            [365, 740, 2013, 13560, 23591, 13560, 23591],
            [365, 740, 1905, np.nan, 0, np.nan, 0],
            [2, 20, 2014, 1, 2, 3, 4],
            [2, 365, 2014, 5, 6, 7, 8],
        ]
    )
    names = ("ccode1", "ccode2", "year", "flow1", "flow2", "smoothflow1", "smoothflow2")
    return write_r(rdata.write_rda, {"cow_trade_ndy": RFrame(dict(zip(names, rows.T, strict=True)))}, "xz")


def sector_year(year: int) -> dict[str, Any]:
    """Return a year of a world of three countries and two industries. Each sells most to itself, and cuts lose five million a row."""
    places = len(COUNTRIES) * len(INDUSTRIES)
    inputs = np.eye(places, dtype=np.int32) * 30_000
    final = np.zeros((places, len(COUNTRIES) * 5), dtype=np.int32)
    for place in range(places):
        final[place, 5 * (place // len(INDUSTRIES))] = 50_000
    there, back = (18_193, 21_759) if year == 2011 else (year, year + 1)
    # Japan's second industry sells to Russia's first, and stocks in Russia shrink by three; Russia's first sells to Japan's second.
    inputs[1, 2], final[1, 9], inputs[2, 1] = there + 3, -3, back
    output = inputs.sum(axis=1) + final.sum(axis=1) + 5
    labels = {"countries": np.array(COUNTRIES), "industries": np.array(INDUSTRIES)}
    return {"year": np.array([year], dtype=np.int32), **labels, "inter": inputs, "final": final, "output": output.astype(np.int32)}


def sector_trade(year: int) -> bytes:
    return write_r(rdata.write_rda, {f"wiot_{year}": sector_year(year)}, "bzip2")


def fuel_trade() -> bytes:
    columns = {
        "country": np.array(["EU", "Japan", "Japan", "Japan"]),
        "partner": np.array(["Russia"] * 4),
        "date": Days((16_801, 16_832, 16_801, 16_801)),
        "commodity": np.array(["lng", "coal", "coal", "coal"]),
        "EU": np.array([True, False, False, False]),
        "unit": np.array(["eur", "tonne", "tonne", "eur"]),
        "value": np.array([np.nan, 1.5, 952955.0, 65342527.272727266]),
        "source": np.array(["comtrade_eurostat"] * 4),
    }
    return write_r(rdata.write_rds, RFrame(columns), "gzip")


def daily_rates() -> bytes:
    table = "Date,USD,JPY,RUB,\n2022-03-02,1.1106,128.08,N/A,\n2022-03-01,1.1162,128.15,117.201,\n"
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("eurofxref-hist.csv", table)
    return packed.getvalue()


def partner_trade() -> bytes:
    years = ",".join(f'"{year}"' for year in range(2016, 2025))
    gaps = ',""' * 8
    return (
        '\ufeff"DATASET","COUNTRY.ID","COUNTERPART_COUNTRY.ID","COUNTERPART_COUNTRY","INDICATOR.ID",' + years + "\n"
        '"IMTS","RUS","JPN","Japan","XG_FOB_USD","9380.594157","10623.964457"' + ',""' * 7 + "\n"
        '"IMTS","RUS","JPN","Japan","MG_CIF_USD","6680.399915"' + gaps + "\n"
        '"IMTS","RUS","NAM","Namibia","MG_CIF_USD","1.5"' + gaps + "\n"
    ).encode()


INFRASTRUCTURE = """\
id,url,name,unit-name,status,areas,owner,parent,capacity,start-year,region,subnat,Latitude,Longitude,capacity-table,tracker-display
T052001,https://www.gem.wiki/Arctic_LNG_2_Terminal,Arctic LNG 2 Terminal,T1,idle,Russia,OOO Arctic LNG 2 [100.00%],\
Novatek [60.00%]; JOGMEC [7.50%]; Mitsui Group [2.50%],6.6,2024,Europe,,71.085,73.677,6.6 MTPA of natural gas,LNG export terminal
P1,https://example.org/p1,A Pipeline,,proposed,"Russia, Japan ",Gazprom [unknown %],Gazprom [unknown %],,not found,Asia,,,,,gas pipeline
"""
EXTRACTION = """\
country/area,wiki-name,status,production-start-year,operator,owner,parent,lat,lng,"subnational-unit-(province,-state)",unit-id,url,\
country-list,production---oil-(million-bbl/y),production-year---oil,production---gas-(million-m³/y),production-year---gas
China-Japan,A Field,discovered,2031 (expected),,CNOOC (50%);INPEX Corporation (50%),CNOOC (50%);INPEX Corporation (50%),30.5,125.5,,OG2,\
https://example.org/og2,,,not stated,1.5,2022
Timor Gap,Another Field,operating,,,Santos (100%),Tokyo Gas (nan%),-11.1,126.5,,OG1,https://example.org/og1,East Timor; Australia,2.5,2021,,
"""
ENTITIES = """\
○ 特定団体
指定日：2022 年03月01 日
最終更新日：2025 年09 月12 日
１ 株式会社一番工場
First Works JSC
所在地：1, First Street,
Moscow, Russia.
２ 二番研究所（別称、Institut Dva 及び RID
Dva）
Institute No. 2, a.k.a., the following two aliases:
-Institut Dva; and
-RID Dva.
所在地：Building 3
4 Second Street, Russia.３ 三番センター「プログレス」Third Centre – Progress
所 在 地 ： 3 Third Street, Russia.
４ 有限会社四番EK
Fourth EK OOO
所在地：4 Fourth Street, Russia.
５ 五番工場
Public Joint Stock Company Megafon, a.k.a, the following alias:
—Megafon.
所在地：5 Fifth Street, Russia.
６ 六番工場
Skolkovo Foundation
別称：六番; 第六
Sixth Works; Works 6
所在地: 6 Sixth Street, Russia
７ 七番工場
Seventh Works
所在地：7 Seventh Street, Russia.
８ 八番工場
Eighth Works
所在地：8 Eighth Street, Russia.
９ 九番工場
Ninth Scientific-
Production Works
所在地：9 Ninth Street, Moscow 127055RU.10 十番工場
Tenth Works
所在地：10 Tenth Street, Russia.
"""
CODES = """\
\ufeffsection,hscode,description,parent,level
I,0101,"Horses, asses, mules and hinnies; live",01,4
I,01,Animals; live,TOTAL,2
TOTAL,TOTAL,Total of all HS2022 commodities,TOTAL,5
"""
MONTHLY_RATES = "Date,Country,Exchange rate\n1971-02-01,Japan,357.5450\n1971-01-01,Japan,358.0200\n1971-01-01,Australia,0.8944\n"


def stand_ins() -> dict[str, bytes]:
    """Return the bytes of each file by the key of the large one."""
    return {
        "cow_dyadic_trade_v4": dyadic_trade(),
        "crea_comtrade_fossil_monthly": fuel_trade(),
        "ecb_eurofxref_hist_2026_04": daily_rates(),
        "fred_exchange_rates_monthly": MONTHLY_RATES.encode(),
        "gem_ggit_lng_pipelines_2024_10": INFRASTRUCTURE.encode(),
        "gem_goget_extraction_2025_02": EXTRACTION.encode(),
        "hs_nomenclature_2022": CODES.encode(),
        "hs_sections": "\ufeffsection,name\nI,live animals; animal products\n".encode(),
        "imf_imts_russia_partners_2016_2024": partner_trade(),
        "meti_russia_specified_entities_2025_09": ENTITIES.encode(),
        **{f"wiod2013_wiot_{year}": sector_trade(year) for year in range(1995, 2012)},
    }


def describe(key: str, data: bytes) -> RemoteFile:
    """Describe a stand-in as the release describes the file for which it stands."""
    return attrs.evolve(find_file(key, VERSION), size=len(data), sha256=sha256(data).hexdigest())


def lay(files: Mapping[str, tuple[RemoteFile, bytes]], folder: Path) -> None:
    """Lay files into a cache, or a mirror: the two are laid out alike."""
    for file, data in files.values():
        path = folder / file.sha256 / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
