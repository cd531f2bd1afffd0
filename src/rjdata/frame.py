"""Bytes of a table → DataFrame. The one place that maps types to dtypes; they do not depend on the pandas at hand."""

import io
from collections.abc import Sequence

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionDtype

from rjdata.schema import Column

DTYPES: dict[str, ExtensionDtype] = {
    "string": pd.StringDtype("python", na_value=np.nan),
    "integer": pd.Int64Dtype(),
    "number": pd.Float64Dtype(),
    "boolean": pd.BooleanDtype(),
}
DATE_DTYPE = np.dtype("datetime64[us]")


def build_frame(data: bytes, columns: Sequence[Column]) -> pd.DataFrame:
    """Build the frame of a table.

    Only an empty cell is missing: pandas would take the text ``NA`` for one too, in ways that differ between its versions.
    """
    frame = pd.read_csv(
        io.BytesIO(data),
        dtype={column.name: DTYPES.get(column.type, DTYPES["string"]) for column in columns},
        keep_default_na=False,
        na_values=[""],
        true_values=["true"],
        false_values=["false"],
        index_col=False,
    )
    for column in columns:
        if column.type == "date":
            text = frame[column.name].to_numpy(dtype=object, na_value="NaT")
            frame[column.name] = pd.Series(text.astype(DATE_DTYPE), index=frame.index)
    return frame
