"""The paper of a day: asked for, drawn, and put into one file or one for each."""

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from scheduler.cli.console import say
from scheduler.cli.paper_kinds import Kind
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.errors import Finding, InputError, Language, Text
from scheduler.files.atomic import write_whole, write_whole_folder
from scheduler.files.plan_json import STANDARD_OUTPUT
from scheduler.sheets.board import day_board
from scheduler.sheets.card import senior_card
from scheduler.sheets.codes import sheet_stops
from scheduler.sheets.joining import join
from scheduler.sheets.render import render
from scheduler.sheets.route_papers import RoutePaper, carers_of, route_papers

ONE_FILE = ".pdf"


class Paper(NamedTuple):
    """A PDF and what its file is called."""

    name: str
    pdf: bytes


class Asked(NamedTuple):
    """Whose paper, of which day, and how.

    Attributes
    ----------
    carer_id
        None: everybody's.
    names
        Whether the board shows names.
    """

    problem: Problem
    plan: Plan
    day: date
    carer_id: str | None
    names: bool
    language: Language


def refuse_unknown(asked: Asked, kind: Kind, plan_file: str) -> None:
    """Let pass only a day of the plan and, on it, a carer with homes to go to.

    Raises
    ------
    scheduler.errors.InputError
        If there is nothing to print; it says what there would be.
    """
    plan, day, carer_id = asked.plan, asked.day, asked.carer_id
    if not plan.first_day <= day <= plan.last_day:
        says = Text(
            f"不在计划之内；应在 {plan.first_day} 至 {plan.last_day} 之间",
            f"not in the plan; should be from {plan.first_day} to {plan.last_day}",
        )
        raise _finding(plan_file, "--date", str(day), says)
    if kind is not Kind.BOARD and not carers_of(plan, day):
        says = Text("这一天没有安排走访", "nobody has homes to go to on that day")
        raise _finding(plan_file, "--date", str(day), says)
    if carer_id is None:
        return
    if carer_id not in asked.problem.carer:
        says = Text("没有这个编号的人员", "no carer has this id")
        raise _finding("carers", "--carer", carer_id, says)
    if carer_id not in carers_of(plan, day):
        others = "、".join(carers_of(plan, day))
        says = Text(
            f"{day} 没有安排走访；当天有：{others}",
            f"has no homes to go to on {day}; those who have: {others}",
        )
        raise _finding(plan_file, "--carer", carer_id, says)


def _finding(file: str, option: str, value: str, says: Text) -> InputError:
    return InputError([Finding(file, says, column=option, value=value)])


def papers(asked: Asked, kind: Kind) -> Iterator[Paper]:
    """Return the papers of one kind, drawn one by one.

    Cards are those of the seniors who are visited that day, to be taken along.
    """
    if kind is Kind.BOARD:
        yield _board(asked)
    elif kind is Kind.CARD:
        yield from _cards(asked)
    else:
        yield from _routes(asked)


def _board(asked: Asked) -> Paper:
    board = day_board(asked.problem, asked.plan, asked.day, asked.language, asked.names)
    return Paper(f"{asked.day}-board", render("board.typ", board, asked.day))


def _cards(asked: Asked) -> Iterator[Paper]:
    problem, plan = asked.problem, asked.plan
    stops = (s for c in _carers(asked) for s in sheet_stops(plan, asked.day, c))
    seniors = dict.fromkeys(stop.senior_id for stop in stops)
    for place, senior_id in enumerate(seniors, 1):
        card = senior_card(problem, plan, senior_id, asked.day, asked.language)
        name = f"{asked.day}-card-{place:03}-{_plain(senior_id)}"
        yield Paper(name, render("card.typ", card, asked.day))


def _routes(asked: Asked) -> Iterator[Paper]:
    carers = _carers(asked)
    for paper in route_papers(
        asked.problem, asked.plan, asked.day, carers, asked.language
    ):
        _tell_held_back(paper, asked.language)
        # Ids that are no file names could meet in one; codes cannot.
        plain = _plain(paper.carer_id)
        name = plain if plain == paper.carer_id else f"{plain}-{paper.code}"
        yield Paper(f"{asked.day}-{name}", paper.pdf)


def _carers(asked: Asked) -> tuple[str, ...]:
    if asked.carer_id is not None:
        return (asked.carer_id,)
    return carers_of(asked.plan, asked.day)


def _plain(person_id: str) -> str:
    return re.sub(r"[^\w\-]", "_", person_id)


def _tell_held_back(paper: RoutePaper, language: Language) -> None:
    if paper.held_back:
        lines = ", ".join(map(str, paper.held_back))
        says = Text(
            f"提醒：{paper.carer_id} 的单子第 {lines} 家有注意事项没有印（涉及隐私）。",
            f"note: {paper.carer_id}, stops {lines}: notes are not printed in full "
            "(privacy).",
        )
        say(says.to(language))


def deliver(out: Path, made: Iterable[Paper], two_sided: bool) -> int:
    """Write papers as one file if its name ends in .pdf, else as files of a folder.

    Returns
    -------
    How many there were.

    Raises
    ------
    OSError
        If they cannot be written; what stood there is then as it was.
    """
    everything = list(made)
    if str(out) == STANDARD_OUTPUT or out.suffix.lower() == ONE_FILE:
        joined = _as_one(everything, two_sided)
        if str(out) == STANDARD_OUTPUT:
            sys.stdout.buffer.write(joined)
        else:
            write_whole(out, lambda draft: _write(draft, joined))
    else:
        write_whole_folder(out, lambda draft: _fill(draft, everything), outdated=())
    return len(everything)


def _as_one(everything: list[Paper], two_sided: bool) -> bytes:
    if len(everything) == 1:
        return everything[0].pdf
    return join((paper.pdf for paper in everything), two_sided)


def _fill(folder: Path, everything: Iterable[Paper]) -> None:
    for paper in everything:
        _write(folder / f"{paper.name}{ONE_FILE}", paper.pdf)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
