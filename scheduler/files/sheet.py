"""One file or sheet as it stands: all text, no meaning yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True, eq=False)
class Sheet:
    """Raw cells.

    Attributes
    ----------
    file
        Name of the file or sheet as the user knows it.
    cells
        Text without missing values; line ``i`` is row ``i + 1`` of the spreadsheet.
    formulas
        Formulas that were saved without their value, by line and position.
    """

    file: str
    cells: pd.DataFrame = field(repr=False)
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
