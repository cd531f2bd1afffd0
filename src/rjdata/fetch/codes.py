"""Codes of goods: the Harmonized System of 2022, with its sections."""

from pathlib import Path

import pandas as pd

from rjdata.fetch.table import FetchedTable, read_text_table
from rjdata.schema import Column


def _parse(codes: Path, sections: Path) -> pd.DataFrame:
    frame = read_text_table(codes).rename(columns={"hscode": "code", "parent": "parent_code"})
    names = read_text_table(sections).set_index("section")["name"]
    return frame.assign(level=pd.to_numeric(frame["level"]), section_name=frame["section"].map(names))


HS_CODES = FetchedTable(
    "hs_codes",
    ("hs_nomenclature_2022", "hs_sections"),
    ("code",),
    (
        Column("code", "string", "Code of the goods; zeros in front count.", is_required=True),
        Column("description", "string", "The goods in words.", is_required=True),
        Column(
            "level",
            "integer",
            "Digits of the code: 2 chapter, 4 heading, 6 subheading; the total has 5, as the source codes it.",
            is_required=True,
        ),
        Column("parent_code", "string", "Code one level up; TOTAL above a chapter.", is_required=True),
        Column("section", "string", "Section, in Roman figures; TOTAL where a code belongs to none.", is_required=True),
        Column("section_name", "string", "What the section holds.", is_required=False),
    ),
    _parse,
)


def fetch_hs_codes(*, version: str | None = None) -> pd.DataFrame:
    """Fetch the chapters, headings and subheadings of the Harmonized System of 2022.

    Parameters
    ----------
    version
        Data version; the newest in the package by default.

    Returns
    -------
    pandas.DataFrame
        One row a code; the key is ``code``, by which it is sorted.

        - ``code`` (string): Code of the goods; zeros in front count.
        - ``description`` (string): The goods in words.
        - ``level`` (integer): Digits of the code; the total has 5, as the source codes it.
        - ``parent_code`` (string): Code one level up; ``TOTAL`` above a chapter.
        - ``section`` (string): Section, in Roman figures; ``TOTAL`` where a code belongs to none.
        - ``section_name`` (string): What the section holds; missing where a code belongs to none.

    Raises
    ------
    FetchError
        If a file could not be fetched.

    Notes
    -----
    Source: DataHub, from reference data of UN Comtrade. Licence: ODC PDDL 1.0.

    Examples
    --------
    >>> import rjdata
    >>> codes = rjdata.fetch_hs_codes(version="2026.11.0").set_index("code")
    >>> codes.loc["0101", ["description", "section_name"]].tolist()
    ['Horses, asses, mules and hinnies; live', 'live animals; animal products']
    """
    return HS_CODES.load(version=version)
