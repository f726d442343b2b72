"""The kinds of paper, as named at the command line."""

from enum import StrEnum


class Kind(StrEnum):
    """What is printed."""

    ROUTE = "route"
    BOARD = "board"
    CARD = "card"
