"""The bundled communities: made by the command that is said to make them."""

from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.domain.problem import Problem
from scheduler.domain.words import Role
from scheduler.files.community import read_community, write_community
from scheduler.planning import to_problem
from scheduler.simulate.communities import FIRST_DAY, generate_community

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="module")
def small() -> Problem:
    """Return the small community as a problem of a fortnight."""
    files = read_community(FIXTURES / "small", FIRST_DAY)
    assert files.warnings == ()
    return to_problem(files, FIRST_DAY, days=14)


def test_the_bundled_community_is_the_generators(tmp_path: Path) -> None:
    """686 seniors of seed 1, byte for byte."""
    write_community(tmp_path / "made", generate_community(686, 1))
    kept = {path.name: path.read_bytes() for path in (FIXTURES / "qixiu").iterdir()}
    made = {path.name: path.read_bytes() for path in (tmp_path / "made").iterdir()}
    assert kept.keys() == made.keys()
    for name in kept:
        assert kept[name] == made[name], f"{name} differs: run qixiu generate again"


def test_the_bundled_community_reads_back_without_a_warning() -> None:
    """What the generator invents, the reader understands in full."""
    files, made = (
        read_community(FIXTURES / "qixiu", FIRST_DAY),
        generate_community(686, 1),
    )
    assert files.warnings == ()
    assert (files.policy, files.seniors) == (made.policy, made.seniors)
    assert (files.carers, files.roster) == (made.carers, made.roster)
    assert files.records == made.records


def test_the_small_community_holds_one_of_everything(small: Problem) -> None:
    """Every column, role and most words are used, the rare columns in its sibling."""
    filled = {
        name for s in small.seniors for name, value in s if value not in ("", (), None)
    }
    one_by_one = read_community(FIXTURES / "one-by-one", FIRST_DAY)
    assert one_by_one.warnings == ()
    filled |= {name for s in one_by_one.seniors for name, value in s if value}
    assert filled == set(type(small.seniors[0]).model_fields)
    given = {
        name for c in small.carers for name, value in c if value not in ("", (), None)
    }
    assert given == set(type(small.carers[0]).model_fields)
    assert {carer.role for carer in small.carers} == set(Role)


def test_the_small_community_is_due_as_its_readme_says(small: Problem) -> None:
    """Two who cannot be planned now, one overdue, one due on discharge."""
    days = {key: (turn.due - FIRST_DAY).days for key, turn in small.first_turns.items()}
    assert "S11" not in days
    assert days == {
        **{"S01": 0, "S02": 0, "S03": 1, "S04": 0, "S05": 2, "S06": 1, "S07": 1},
        **{"S08": -1, "S09": 2, "S10": 4, "S12": 0},
    }


def test_the_small_rota_is_as_its_readme_says(small: Problem) -> None:
    """On Friday C02 stands in for C01; a week later C02 comes an hour later."""
    friday, later = FIRST_DAY + timedelta(days=4), FIRST_DAY + timedelta(days=10)
    shifts = {(s.date, s.carer_id, str(s.span)) for s in small.shifts}
    assert {row[1:] for row in shifts if row[0] == friday} == {
        ("C02", "08:30-11:30"),
        ("C02", "14:00-17:00"),
    }
    assert (later, "C02", "15:00-17:00") in shifts
