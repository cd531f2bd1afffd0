"""Frames of figures: trade volumes and other observations. A fresh frame at every call, never the network."""

from typing import TYPE_CHECKING

from rjdata.release import open_release

if TYPE_CHECKING:
    import pandas as pd


def load_trade_volumes(*, version: str | None = None) -> "pd.DataFrame":
    """Load trade between the two countries, one row a figure of one reporter for one period.

    Parameters
    ----------
    version
        Data version; by default ``RJDATA_VERSION`` or the newest in the package.

    Returns
    -------
    pandas.DataFrame
        One row a record; the key is ``trade_volume_id``.

        - ``trade_volume_id`` (string): Id of the figure.
        - ``series_id`` (string): Figures that may stand in one line: same statistic, reporter, flow, product, measure, unit and
          conversion.
        - ``statistic`` (string): Whose statistic it is.
        - ``statistic_note`` (string): What is known of the statistic beyond its name.
        - ``reporter`` (string): ISO 3166-1 alpha-2 code of the country that counts.
        - ``partner`` (string): ISO 3166-1 alpha-2 code of the other country.
        - ``reporter_as_then`` (string): The country that counts as it then was; SU for the Soviet Union.
        - ``partner_as_then`` (string): The other country as it then was; SU for the Soviet Union.
        - ``flow`` (string): Direction, seen from the reporter.
        - ``measure`` (string): What is measured.
        - ``product_system`` (string): What the product code belongs to.
        - ``product_code`` (string): Code of the product; empty for all goods.
        - ``product_label`` (string): The product in words.
        - ``value`` (number, unit: unit): The figure, written out in full units.
        - ``unit`` (string): ISO 4217 code for money; UCUM unit for quantities.
        - ``qualifier`` (string): How the figure is to be read.
        - ``conversion`` (string): How money came into this currency, where it was converted by the source.
        - ``vintage`` (date): Day of the publication that the figure is from, where a later one may differ.
        - ``is_derived`` (boolean): Whether we computed it.
        - ``formula`` (string): How we computed it, over ids of other rows.
        - ``note`` (string): What a reader must know, in our words.
        - ``period_type`` (string): What sort of period it is.
        - ``period_start`` (date): First day of the period.
        - ``period_end`` (date): Last day of the period.
        - ``claim_group`` (string): Rows that state the same figure share this name; a figure alone has its own id.
        - ``is_preferred`` (boolean): Whether this row stands for its group. Exactly one row of a group does.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of the table was changed after it was frozen.

    Notes
    -----
    Rows of different ``series_id`` must not be added or lined up. Rows of one ``claim_group`` are rivals: keep the preferred one.
    Source: the pages that `evidence` names for each row. Licence: CC BY 4.0 for the compilation; terms of single sources in `sources`.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.load_trade_volumes(version="2026.11.0")["trade_volume_id"].is_unique
    True
    """
    return open_release(version).load_trade_volumes()


def load_observations(*, version: str | None = None) -> "pd.DataFrame":
    """Load every other figure that a source prints: counts, shares, budgets, targets, durations.

    Parameters
    ----------
    version
        Data version; by default ``RJDATA_VERSION`` or the newest in the package.

    Returns
    -------
    pandas.DataFrame
        One row a record; the key is ``observation_id``.

        - ``observation_id`` (string): Id of the figure.
        - ``kind`` (string): What it counts or measures.
        - ``subject_table`` (string): Table of the record that it is about; empty where it is about none.
        - ``subject_id`` (string): Id of the record that it is about.
        - ``value`` (number, unit: unit): The figure, written out in full units.
        - ``unit`` (string): ISO 4217 code for money; UCUM unit or `count`, `percent`, `rank` otherwise.
        - ``qualifier`` (string): How the figure is to be read.
        - ``is_planned`` (boolean): Whether it was a plan or a goal when stated.
        - ``counted_by`` (string): Who counted, where that is not the publisher of the source.
        - ``definition`` (string): What exactly is counted, in our words.
        - ``denominator`` (string): The whole of which a share is taken, or the base of a change.
        - ``note`` (string): What a reader must know, in our words.
        - ``period_type`` (string): What sort of period it is.
        - ``period_start`` (date): First day of the period.
        - ``period_end`` (date): Last day of the period.
        - ``claim_group`` (string): Rows that state the same figure share this name; a figure alone has its own id.
        - ``is_preferred`` (boolean): Whether this row stands for its group. Exactly one row of a group does.

    Raises
    ------
    UnknownVersionError
        If this package does not hold the version.
    DigestMismatchError
        If a byte of the table was changed after it was frozen.

    Notes
    -----
    Rows of one ``claim_group`` are rivals: keep the preferred one. What exactly is counted stands in ``definition``.
    Source: the pages that `evidence` names for each row. Licence: CC BY 4.0 for the compilation; terms of single sources in `sources`.

    Examples
    --------
    >>> import rjdata
    >>> rjdata.load_observations(version="2026.11.0")["observation_id"].is_unique
    True
    """
    return open_release(version).load_observations()
