"""Energy assets and their owners, by Global Energy Monitor: terminals for liquefied gas, gas pipelines, oil and gas fields."""

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from rjdata.errors import UnknownRecordError, nearest
from rjdata.fetch.table import FetchedTable, read_text_table, read_values
from rjdata.frame import DTYPES
from rjdata.schema import Column

_JAPANESE = """
Chita LNG Co Ltd | Chubu Electric Power | Chubu Electric Power Co., Inc. | Chubu Electric Power Company Group | Chugoku Electric Power |
City of Sendai Gas Bureau | Cosmo Oil | ENEOS Corporation | ENEOS Group | ENEOS Holdings | Government of Japan | Hiroshima Gas |
Hokkaido Gas | Hokuriku Electric | Idemitsu E&P | Idemitsu Kosan | Idemitsu Kosan Co.,Ltd | Idemitsu Petroleum Norge AS | INPEX |
INPEX Corporation | INPEX Idemitsu Norge | INPEX Idemitsu Norge AS | INPEX Masela Ltd | INPEX Southwest Caspian Sea, Ltd. |
Inpex Corporation | ITOCHU Corporation | Itochu Corporation | JAPAN ARCTIC LNG | JAPEX | Japan Petroleum Exploration Co., Ltd. |
Japanese Pipeline Development & Operation Inc | Japex | Japex Gharaf Ltd | JBIC | JERA | JERA Australia | Jera | JFE Engineering |
JGC Holdings Corporation | JOGMEC | JX Nippon | JX Nippon Oil & Gas Exploration | JX Nippon Oil & Gas Exploration Corporation |
JXTG Holdings | K&O Energy Group | Kansai Electric Power | Kansai Electric Power Australia Pty Ltd. | Kansai Electric Power Co., Inc. |
Kansai Electric Power Company | Keiyo Gas | Kitakyushu LNG | Kyushu Electric Power | Kyushu Electric Power Company |
LNG Japan Corporation | Marubeni | Marubeni Corp. | Marubeni Corporation | Marubeni Oil & Gas (U.K.) Limited | Mitsubishi |
Mitsubishi Corporation | Mitsubishi UFJ Financial Group | Mitsui & Co | Mitsui E&P Australia | Mitsui E&P Italia B Srl |
Mitsui E&P Middle East BV | Mitsui E&P Mozambique Area1 Limited | Mitsui E&P Usa Llc | Mitsui Global Investment | Mitsui Group |
Mitsui O.S.K. Lines | Mitsui Oil Exploration Company Limited (MOECO) | MOECO International B.V. | MOECO Thai Oil Development Co., Ltd. |
MOECO Thailand Co.,Ltd | MOL Chemical Tankers | Nanohana Pipeline Company | Nihonkai LNG | Niihama LNG Co Ltd | Nippon Gas |
Nippon Oil Exploration | Nippon Oil Exploration (Berau) | Nippon Oil Exploration (Myanmar) | Nippon Steel Corporation |
Nuclear Damage Compensation and Decommissioning Facilitation Corporation | NYK | Oita LNG | Okinawa Electric Power | Osaka Gas |
Osaka Gas Australia | Osaka Gas CO., LTD. | Osaka Gas Co., Ltd. | Osaka Gas Holdings | Otaki Gas | Pan Pacific Energy K.K. | Saibu Gas |
Sakaide LNG | Shikoku Electric Power | Shikoku Gas | Shizuoka Gas | SODECO | Softbank | Sojitz Corporation |
Sojitz Energy Development Limited | Sojitz Group | Sumitomo Chemical | Sumitomo Corporation | TEPCO Fuel & Power, Inc. | Tobu Gas |
Toho Gas | Tohoku Electric Power | Tohoku Natural Gas Co., Inc. | Tokyo Electric Power Company | Tokyo Gas | Tokyo Gas CO., LTD. |
Tokyo Gas Co., Ltd. | Tokyo Gas Pluto Pty Ltd. | Tokyo Gas QCLNG Pty Ltd. | Tokyo Timor Sea Resources
"""
JAPANESE_OWNERS = frozenset(name.strip() for name in _JAPANESE.split("|"))
"""Organisations of Japan and subsidiaries that bear their names, as the two files write them. Reviewed: the source names no nation."""

_YEAR = re.compile(r"^(\d{4})(?: \(expected\))?$")
_SHARE = re.compile(r"\s*(?:\[[^\[\]]*%\]|\([^()]*%\))$")


def _parse(infrastructure: Path, extraction: Path) -> pd.DataFrame:
    frame = pd.concat([_read_infrastructure(infrastructure), _read_extraction(extraction)], ignore_index=True)
    owners = frame["owners"].fillna("") + ";" + frame["parents"].fillna("")
    return frame.assign(japanese_owners=owners.map(_japanese_among).astype(DTYPES["string"]))


def _read_infrastructure(source: Path) -> pd.DataFrame:
    names = {"id": "asset_id", "tracker-display": "kind", "unit-name": "unit", "owner": "owners", "parent": "parents"}
    frame = read_text_table(source).rename(columns=names)
    amount = frame["capacity-table"].str.partition(" ")
    return frame.assign(
        countries=frame["areas"].str.strip().str.replace(r"\s*,\s*", "; ", regex=True),
        region=frame["subnat"],
        start_year=_read_years(frame["start-year"]),
        capacity=pd.to_numeric(frame["capacity"]),
        capacity_unit=amount[2].where(frame["capacity"].notna()),
        latitude=pd.to_numeric(frame["Latitude"]),
        longitude=pd.to_numeric(frame["Longitude"]),
    ).filter(items=_READ_NAMES)


def _read_extraction(source: Path) -> pd.DataFrame:
    names = {"unit-id": "asset_id", "wiki-name": "name", "owner": "owners", "parent": "parents"}
    frame = read_text_table(source).rename(columns=names)
    return frame.assign(
        kind="oil and gas extraction",
        countries=frame["country-list"].fillna(frame["country/area"].str.replace("-", "; ")),
        region=frame["subnational-unit-(province,-state)"],
        start_year=_read_years(frame["production-start-year"]),
        oil_production=pd.to_numeric(frame["production---oil-(million-bbl/y)"]),
        oil_year=_read_years(frame["production-year---oil"]),
        gas_production=pd.to_numeric(frame["production---gas-(million-m³/y)"]),
        gas_year=_read_years(frame["production-year---gas"]),
        latitude=pd.to_numeric(frame["lat"]),
        longitude=pd.to_numeric(frame["lng"]),
    ).filter(items=_READ_NAMES)


def _read_years(text: "pd.Series[str]") -> "pd.Series[int]":
    return pd.to_numeric(text.str.extract(_YEAR, expand=False))


def _japanese_among(owners: str) -> str | None:
    names = dict.fromkeys(_SHARE.sub("", part.strip()) for part in owners.split(";"))
    return "; ".join(name for name in names if name in JAPANESE_OWNERS) or None


_READ = (
    Column("asset_id", "string", "Id of the unit or field at Global Energy Monitor.", is_required=True),
    Column("kind", "string", "LNG export terminal, LNG import terminal, gas pipeline, or oil and gas extraction.", is_required=True),
    Column("name", "string", "Name of the asset.", is_required=True),
    Column("unit", "string", "Unit of it: train, phase, branch.", is_required=False),
    Column("status", "string", "How far it is, in the words of the source.", is_required=False),
    Column("countries", "string", "Countries in which it lies, as the source names them, parted by a semicolon.", is_required=False),
    Column("region", "string", "Province or region.", is_required=False),
    Column("operator", "string", "Who runs a field.", is_required=False),
    Column("owners", "string", "Who owns it, with shares, as the source writes it.", is_required=False),
    Column("parents", "string", "Who stands behind the owners, with shares, as the source writes it.", is_required=False),
    Column("start_year", "integer", "Year in which it began or is to begin.", is_required=False),
    Column("capacity", "number", "Capacity of a terminal or pipeline.", is_required=False, unit="capacity_unit"),
    Column("capacity_unit", "string", "Its unit.", is_required=False),
    Column("oil_production", "number", "Oil that a field yields.", is_required=False, unit="million bbl/year"),
    Column("oil_year", "integer", "Year of that figure.", is_required=False),
    Column("gas_production", "number", "Gas that a field yields.", is_required=False, unit="million m³/year"),
    Column("gas_year", "integer", "Year of that figure.", is_required=False),
    Column("latitude", "number", "Latitude (WGS 84).", is_required=False, unit="degree"),
    Column("longitude", "number", "Longitude (WGS 84).", is_required=False, unit="degree"),
    Column("url", "string", "Page of the asset in the wiki of Global Energy Monitor.", is_required=True),
)
_READ_NAMES = [column.name for column in _READ]

ENERGY_ASSETS = FetchedTable(
    "energy_assets",
    ("gem_ggit_lng_pipelines_2024_10", "gem_goget_extraction_2025_02"),
    ("asset_id",),
    (*_READ, Column("japanese_owners", "string", "Those of Japan among the owners and parents, parted by a semicolon.", is_required=False)),
    _parse,
)


def fetch_energy_assets(*, countries: Sequence[str] | None = ("Russia",), version: str | None = None) -> pd.DataFrame:
    """Fetch energy assets with Japanese owners: LNG terminals and gas pipelines as of October 2024, oil and gas fields as of February 2025.

    Parameters
    ----------
    countries
        Countries, as the source names them, in one of which an asset with a Japanese owner lies; ``None`` for every asset of the world,
        whoever owns it.
    version
        Data version; the newest in the package by default.

    Returns
    -------
    pandas.DataFrame
        One row a unit of a terminal, a segment of a pipeline, or a field; the key is ``asset_id``, by which it is sorted.

        - ``asset_id`` (string): Id of the unit or field at Global Energy Monitor.
        - ``kind`` (string): ``LNG export terminal``, ``LNG import terminal``, ``gas pipeline`` or ``oil and gas extraction``.
        - ``name`` (string): Name of the asset.
        - ``unit`` (string): Unit of it: train, phase, branch.
        - ``status`` (string): How far it is, in the words of the source.
        - ``countries`` (string): Countries in which it lies, as the source names them, parted by a semicolon.
        - ``region`` (string): Province or region.
        - ``operator`` (string): Who runs a field.
        - ``owners`` (string): Who owns it, with shares, as the source writes it.
        - ``parents`` (string): Who stands behind the owners, with shares, as the source writes it.
        - ``start_year`` (integer): Year in which it began or is to begin; missing where the source gives none.
        - ``capacity`` (number, unit: ``capacity_unit``): Capacity of a terminal or pipeline.
        - ``capacity_unit`` (string): ``MTPA of natural gas`` or ``bcm/y of natural gas``.
        - ``oil_production`` (number, unit: million bbl/year): Oil that a field yields.
        - ``oil_year`` (integer): Year of that figure.
        - ``gas_production`` (number, unit: million m³/year): Gas that a field yields.
        - ``gas_year`` (integer): Year of that figure.
        - ``latitude``, ``longitude`` (number, unit: degree): Where it lies (WGS 84); pipelines have none.
        - ``url`` (string): Page of the asset in the wiki of Global Energy Monitor.
        - ``japanese_owners`` (string): Those of Japan among the owners and parents, parted by a semicolon.

    Raises
    ------
    UnknownRecordError
        If no asset lies in one of the countries.
    TypeError
        If `countries` is one text.
    FetchError
        If a file could not be fetched.

    Notes
    -----
    The source does not say of what nation an owner is; :data:`~rjdata.fetch.assets.JAPANESE_OWNERS` lists the names that count as
    Japanese. The three trains of a terminal are three rows, and a field may stand beside the project that it is part of: do not add
    rows up before you looked. Source: Global Energy Monitor, Global Gas Infrastructure Tracker and Global Oil and Gas Extraction
    Tracker, map files of 2024-10-08 and 2025-02-26. Licence: CC BY 4.0.

    Examples
    --------
    >>> import rjdata
    >>> assets = rjdata.fetch_energy_assets(version="2026.11.0").set_index("asset_id")
    >>> assets.loc["T052001", ["name", "status", "japanese_owners"]].tolist()
    ['Arctic LNG 2 Terminal', 'idle', 'JOGMEC; Mitsui Group']
    """
    argument = "fetch_energy_assets(countries=)"
    chosen = None if countries is None else read_values(argument, countries)
    assets = ENERGY_ASSETS.load(version=version)
    if chosen is None:
        return assets
    lying_in = [set(names.split("; ")) for names in assets["countries"].fillna("")]
    known = set().union(*lying_in) - {""}
    for country in chosen:
        if country not in known:
            raise UnknownRecordError(argument, country, nearest(country, known))
    is_wanted = pd.Series([not names.isdisjoint(chosen) for names in lying_in]) & assets["japanese_owners"].notna()
    return assets[is_wanted].reset_index(drop=True)
