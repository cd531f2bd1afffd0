"""Trade between industries of countries, 1995–2011: the World Input-Output Database, release of 2013.

The files put no labels on rows and columns. Their order is proved each time before labels are put on, from totals that the file itself
has: every row adds up to the output of its place, no column of inputs exceeds the output of the same place, and in every country's
blocks of columns the largest seller is that country; other orders of the columns fail this for hundreds of places. That blocks bear the
names of the file's own list in its order is borne out by the value added of each, which is near the product of that country in the Penn
World Table. The order of industries within a block is taken from the file's list; totals cannot prove it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from rjdata.errors import RecordError
from rjdata.fetch.table import FetchedTable, Selection, read_r, read_values
from rjdata.schema import Column

YEARS = range(1995, 2012)
FINAL_USES = ("household_consumption", "nonprofit_consumption", "government_consumption", "fixed_investment", "inventory_change")
"""The five columns of final use of a country, from the documentation of the database: the files do not name them."""
_DIVISIONS = "AtB C 15t16 17t18 19 20 21t22 23 24 25 26 27t28 29 30t33 34t35 36t37 E F 50 51 52 H 60 61 62 63 64 J 70 71t74 L M N O P"
INDUSTRIES = {f"c{number}": divisions for number, divisions in enumerate(_DIVISIONS.split(), start=1)}
"""Sections and divisions of ISIC Rev. 3 of each industry, from the documentation of the database: the files have the codes alone."""
CUT = (-10, 120)
"""How far the output may lie above the sum of a row: every cell was cut to a whole million, so that the sums fall short."""

Matrix = npt.NDArray[np.int64]


@attrs.frozen
class YearTable:
    """What a file holds. The places of rows, of columns and of the output run industry by industry within country by country."""

    year: int
    countries: tuple[str, ...]
    industries: tuple[str, ...]
    inputs: Matrix
    final: Matrix
    output: Matrix

    def problems(self) -> list[str]:
        """Say what speaks against that order of places."""
        places = len(self.countries) * len(self.industries)
        shapes = (self.inputs.shape, self.final.shape, self.output.shape)
        if shapes != ((places, places), (places, len(self.countries) * len(FINAL_USES)), (places,)):
            return [f"the shapes are {shapes}, for {len(self.countries)} countries and {len(self.industries)} industries"]
        gap = self.output - self.inputs.sum(axis=1) - self.final.sum(axis=1)
        owners = np.arange(len(self.countries))
        found = {
            "rows that do not add up to the output of their place": (gap < CUT[0]) | (gap > CUT[1]),
            "columns whose inputs exceed the output of their place": self.inputs.sum(axis=0) > self.output,
            "blocks of industries whose largest seller is another country": self._largest_sellers(self.inputs) != owners,
            "blocks of final use whose largest seller is another country": self._largest_sellers(self.final) != owners,
            "rows with inputs below zero": (self.inputs < 0).any(axis=1),
        }
        return [f"{counted.sum()} {what}" for what, counted in found.items() if counted.any()]

    def _largest_sellers(self, uses: Matrix) -> npt.NDArray[np.int64]:
        count = len(self.countries)
        blocks = uses.reshape(count, len(self.industries), count, -1).sum(axis=(1, 3))
        return np.asarray(blocks.argmax(axis=0))

    def trade(self) -> pd.DataFrame:
        """Return the cells between different countries that are not 0."""
        owners = np.arange(len(self.countries))
        sellers = np.repeat(owners, len(self.industries))
        buyers = np.concatenate([sellers, np.repeat(owners, len(FINAL_USES))])
        uses = [*self.industries * len(self.countries), *FINAL_USES * len(self.countries)]
        cells = np.concatenate([self.inputs, self.final], axis=1)
        rows, columns = np.nonzero((cells != 0) & (sellers[:, np.newaxis] != buyers))
        return pd.DataFrame(
            {
                "seller": _name(self.countries, sellers[rows]),
                "buyer": _name(self.countries, buyers[columns]),
                "year": self.year,
                "industry": _name(self.industries, rows % len(self.industries)),
                "use": _name(uses, columns),
                "value": cells[rows, columns],
            }
        )


def _name(names: Sequence[str], numbers: npt.NDArray[np.intp]) -> "pd.Categorical[str]":
    """Name the places of these numbers. Not as text yet, which takes eight times the memory, and longer to sort."""
    ordered = sorted(set(names))
    codes = np.array([ordered.index(name) for name in names], dtype=np.int8)
    return pd.Categorical.from_codes(codes[numbers], pd.Index(ordered))


def read_year(source: Path) -> YearTable:
    """Read the file of a year."""
    held: dict[str, Any] = {str(name): np.asarray(value) for name, value in read_r(source, needed_by="fetch_sector_trade").items()}
    countries, industries = (tuple(map(str, held[name])) for name in ("countries", "industries"))
    inputs, final, output = (held[name].astype(np.int64) for name in ("inter", "final", "output"))
    return YearTable(int(held["year"].item()), countries, industries, inputs, final, output)


def _parse(*sources: Path) -> pd.DataFrame:
    frames = []
    for source in sources:
        table = read_year(source)
        problems = table.problems()
        if problems:
            raise RecordError("sector_trade", str(table.year), tuple(problems))
        frames.append(table.trade())
    return pd.concat(frames, ignore_index=True)


SECTOR_TRADE = FetchedTable(
    "sector_trade",
    tuple(f"wiod2013_wiot_{year}" for year in YEARS),
    ("seller", "buyer", "year", "industry", "use"),
    (
        Column("seller", "string", "Country that sells, as the source codes it.", is_required=True),
        Column("buyer", "string", "Country that buys, as the source codes it.", is_required=True),
        Column("year", "integer", "Year.", is_required=True),
        Column("industry", "string", "Industry that sells: c1 to c35.", is_required=True, vocabulary=tuple(INDUSTRIES)),
        Column("use", "string", "Industry that buys, or the final use.", is_required=True, vocabulary=(*INDUSTRIES, *FINAL_USES)),
        Column("value", "number", "The figure at basic prices.", is_required=True, unit="million USD"),
    ),
    _parse,
)


def fetch_sector_trade(*, countries: Sequence[str] | None = ("JPN", "RUS"), version: str | None = None) -> pd.DataFrame:
    """Fetch yearly trade between industries of 40 countries and the rest of the world, goods and services, 1995–2011.

    Parameters
    ----------
    countries
        Codes both seller and buyer must be among; ``None`` for every row, of which there are 5.7 million.
    version
        Data version; the newest in the package by default.

    Returns
    -------
    pandas.DataFrame
        One row a seller, buyer, year, industry and use between which the source has a figure other than 0, sorted by these.

        - ``seller`` (string): Country that sells: ISO 3166-1 alpha-3, but ``ROM`` for Romania and ``RoW`` for the rest of the world.
        - ``buyer`` (string): Country that buys, coded alike.
        - ``year`` (integer): Year.
        - ``industry`` (string): Industry that sells, ``c1`` to ``c35``; :data:`~rjdata.fetch.sectors.INDUSTRIES` has their divisions
          of ISIC Rev. 3.
        - ``use`` (string): Industry that buys, ``c1`` to ``c35``, or one of the five final uses: ``household_consumption``,
          ``nonprofit_consumption``, ``government_consumption``, ``fixed_investment``, ``inventory_change``.
        - ``value`` (number, unit: million USD): The figure at basic prices; only changes in inventories lie below 0.

    Raises
    ------
    UnknownRecordError
        If no row has one of the codes.
    TypeError
        If `countries` is one text.
    RecordError
        If a file does not add up in the order in which its places are labelled here.
    MissingExtraError
        If the R files must be read and ``rdata`` is not installed (extra ``r``).
    FetchError
        If a file could not be fetched.

    Notes
    -----
    What a country sells to itself is no trade and left out; the files have it. Every cell was cut to whole millions, so that flows below
    one million are missing and sums fall short. The source codes industries and leaves final uses without names: divisions and names are
    from its documentation. Values are basic prices with services, not those of customs. The first call reads 17 files and keeps the
    table where ``pyarrow`` is installed. Source: World Input-Output Database, release of 2013 (Timmer and others 2015), in the R package
    wiod. Licence: none was found for this release; CC BY 4.0 is stated for that of 2016, and GPL-3 for the package.

    Examples
    --------
    >>> import rjdata
    >>> trade = rjdata.fetch_sector_trade(version="2026.11.0")
    >>> year = trade[trade["year"] == 2011]
    >>> year.groupby(["seller", "buyer"])["value"].sum().to_dict()
    {('JPN', 'RUS'): 18193.0, ('RUS', 'JPN'): 21759.0}
    """
    if countries is None:
        return SECTOR_TRADE.load(version=version)
    argument = "fetch_sector_trade(countries=)"
    selection = Selection(argument, ("seller", "buyer"), read_values(argument, countries))
    return SECTOR_TRADE.load(version=version, selection=selection)
