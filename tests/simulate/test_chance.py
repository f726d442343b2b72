"""Fate: the same for everybody, and as likely as was said."""

from datetime import date

import pytest
from builders import MONDAY, day
from pydantic import ValidationError

from scheduler.simulate.chance import LONGEST_ILLNESS, Chances

PEOPLE = [(f"S{n}", day(on)) for n in range(200) for on in range(10)]


def test_without_chances_nothing_happens():
    """Doors open, visits last as long as planned, nobody is ill."""
    calm = Chances(seed=3)
    assert all(calm.opens(*who) for who in PEOPLE)
    assert not any(calm.minutes_more(*who, 15) for who in PEOPLE)
    assert not any(calm.days_ill(*who) for who in PEOPLE)


def test_with_certainty_everything_happens():
    """No door opens, every visit is longer, everybody is ill for one to three days."""
    storm = Chances(seed=3, no_answer=1, overrun=1, sick=1)
    assert not any(storm.opens(*who) for who in PEOPLE)
    more = {storm.minutes_more(*who, 20) for who in PEOPLE}
    assert (min(more), max(more)) == (6, 20)
    ill = {storm.days_ill(*who) for who in PEOPLE}
    assert ill == set(range(1, LONGEST_ILLNESS + 1))


def test_one_in_ten_is_one_in_ten():
    """Of 2000 doors about 200 stay shut, and no more visits than said last longer."""
    chances = Chances(seed=1, no_answer=0.1, overrun=0.1)
    shut = sum(not chances.opens(*who) for who in PEOPLE)
    longer = sum(chances.minutes_more(*who, 15) > 0 for who in PEOPLE)
    assert shut == pytest.approx(200, abs=50)
    assert longer == pytest.approx(200, abs=50)


def test_a_higher_chance_strikes_the_same_and_more():
    """Whoever does not open at 5 % does not open at 20 %."""
    few, many = (Chances(seed=1, no_answer=chance) for chance in (0.05, 0.2))
    shut = [who for who in PEOPLE if not few.opens(*who)]
    assert shut
    assert not any(many.opens(*who) for who in shut)


def test_seed_day_and_person_decide():
    """Another seed, day or person is another fate; the same is the same."""

    def fate(seed: int, on: date) -> list[bool]:
        chances = Chances(seed=seed, no_answer=0.5)
        return [chances.opens(f"S{n}", on) for n in range(40)]

    assert fate(1, MONDAY) == fate(1, MONDAY)
    assert fate(1, MONDAY) != fate(2, MONDAY)
    assert fate(1, MONDAY) != fate(1, day(1))


def test_no_chance_is_above_one():
    """A share beyond certainty is refused."""
    with pytest.raises(ValidationError):
        Chances(no_answer=1.1)
