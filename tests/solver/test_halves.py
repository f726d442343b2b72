"""Two halves of the days, searched apart, fit together whatever either does."""

import numpy as np
import pytest
from builders import carer, day, problem, roster, senior
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from invented import invented
from states import broken_rules, priced, put, searched

from scheduler.domain.problem import Problem
from scheduler.solver.arrays import to_instance
from scheduler.solver.halves import (
    CUTS,
    cut_of,
    merged,
    open_halves,
    with_shares_of_the_week,
)
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.kernel.state import State, empty_state

SEED = st.integers(0, 999)


@pytest.mark.parametrize("days", [2, 3, 7, 14, 60])
def test_a_cut_leaves_both_halves_a_day(days):
    """No cut lies outside the days, and in two weeks each round has its own."""
    cuts = [cut_of(days, turn) for turn in range(len(CUTS))]
    assert all(1 <= cut <= days - 1 for cut in cuts)
    assert days < 14 or len(set(cuts)) == len(CUTS)


def one_senior(*visits: int, days: int = 8) -> tuple[Instance, State]:
    """Return a senior who is visited on these days by the only carer."""
    instance = to_instance(problem([senior(tag="red")], days=days))
    state = empty_state(instance)
    for on in visits:
        put(state, instance, on, 0)
    return instance, state


class TestOpenDays:
    """Which half may touch which days; the gap across the cut belongs to one."""

    def masks(self, *visits: int, cut: int = 4) -> list[tuple[str, str]]:
        """Return the different pairs of open days that seeds lead to."""
        instance, state = one_senior(*visits)
        everything = np.ones((1, instance.days), np.int8)
        pairs = (open_halves(state, cut, seed, everything) for seed in range(9))
        return sorted({tuple("".join(map(str, m[0])) for m in pair) for pair in pairs})

    def test_the_visit_before_the_cut_or_the_one_after_it_is_locked(self):
        """Visits on days 2 and 5: one half holds its side of the gap still."""
        assert self.masks(2, 5) == [("11000000", "00001111"), ("11110000", "00000011")]

    def test_without_a_visit_one_half_has_all_the_senior_s_days(self):
        """Nobody knows where the other would begin: one of the two waits."""
        assert self.masks() == [("00000000", "00001111"), ("11110000", "00000000")]

    def test_closed_days_stay_closed(self):
        """Neither half may touch what the caller has closed."""
        _, state = one_senior(2, 5)
        closed = np.zeros((1, 8), np.int8)
        assert not np.any(open_halves(state, 4, 0, closed))


class TestSharesOfTheWeek:
    """A carer's weekly limit, shared by the halves of the week that is cut."""

    def limits(self, cut: int, worked: int) -> set[tuple[tuple[int, int], ...]]:
        """Return the limits by half and week that seeds lead to; 100 minutes in all."""
        of = problem(carers=[carer(max_minutes_per_week=100)], days=14)
        instance = to_instance(of)
        state = empty_state(instance)
        state.week_work[0, 0] = 60 * worked
        pairs = (
            with_shares_of_the_week(instance, state, cut, seed) for seed in range(20)
        )
        return {
            tuple(tuple((one.max_work[0] // 60).tolist()) for one in pair)
            for pair in pairs
        }

    def test_one_half_has_all_that_is_left_or_each_has_half(self):
        """Forty of 100 minutes are worked: 60 are left for both together."""
        assert self.limits(cut=3, worked=40) == {
            ((40, 100), (100, 100)),
            ((70, 100), (70, 100)),
            ((100, 100), (40, 100)),
        }

    def test_what_nobody_can_use_up_is_not_shared(self):
        """Without a limit each half may use all its shifts, whatever the seed."""
        instance = to_instance(problem(carers=[carer()], days=14))
        state = empty_state(instance)
        shifts = int((instance.vehicle_end - instance.vehicle_start)[:3].sum())
        for seed in range(20):
            halves = with_shares_of_the_week(instance, state, 3, seed)
            assert all(one.max_work[0, 0] >= shifts for one in halves)

    def test_nothing_left_stays_nothing(self):
        """Whoever has worked more than the limit may not add anything."""
        assert self.limits(cut=3, worked=130) == {((100, 100), (100, 100))}

    def test_a_cut_between_weeks_shares_nothing(self):
        """Each week has but one half."""
        assert self.limits(cut=7, worked=40) == {((100, 100), (100, 100))}


def halves_of(of: Problem, seed: int) -> tuple[Instance, State, int, list[State]]:
    """Return a searched state and both halves searched on from it."""
    instance = to_instance(of)
    state = searched(instance, empty_state(instance)).best
    cut = cut_of(of.days, seed)
    shares = with_shares_of_the_week(instance, state, cut, seed)
    everything = np.ones((instance.seniors, of.days), np.int8)
    masks = open_halves(state, cut, seed, everything)
    ends = [
        searched(share, state, mask).state
        for share, mask in zip(shares, masks, strict=True)
    ]
    return instance, state, cut, ends


@settings(deadline=None, derandomize=True, max_examples=35)
@given(st.randoms(use_true_random=False), SEED)
def test_halves_fit_together(rng, seed):
    """Wherever both searches stand, their days make a plan that breaks no rule."""
    of = invented(rng)
    assume(of.days > 1 and of.shifts)
    instance, _, cut, ends = halves_of(of, seed)
    assert broken_rules(of, instance, merged(instance, *ends, cut)) == set()


@settings(deadline=None, derandomize=True, max_examples=35)
@given(st.randoms(use_true_random=False), SEED)
def test_locked_days_stay_as_they_were(rng, seed):
    """A search leaves every visit on a closed day with its carers."""
    of = invented(rng)
    assume(of.days > 1 and of.shifts)
    instance = to_instance(of)
    state = searched(instance, empty_state(instance)).best
    chance = np.random.default_rng(seed).random((instance.seniors, of.days))
    open_days = (chance < 0.5).astype(np.int8)
    after = searched(instance, state, open_days).state
    closed = open_days == 0
    before, now = np.sort(state.visit)[closed], np.sort(after.visit)[closed]
    assert np.array_equal(before, now)
    assert np.array_equal(state.fixed[closed], after.fixed[closed])


@settings(deadline=None, derandomize=True, max_examples=25)
@given(st.randoms(use_true_random=False), SEED)
def test_merged_states_know_their_work(rng, seed):
    """Visits a day and work a week are what the routes add up to."""
    of = invented(rng)
    assume(of.days > 1 and of.shifts)
    instance, _, cut, ends = halves_of(of, seed)
    made = merged(instance, *ends, cut)
    _, timed = priced(instance, made)
    for name in ("made", "work", "week_work", "carer_work", "visit", "length"):
        assert np.array_equal(getattr(made, name), getattr(timed, name)), name


def searched_in_turns(of: Problem, turns: range) -> tuple[Instance, State]:
    """Return the state after some rounds of both halves, begun from nothing."""
    instance = to_instance(of)
    state = empty_state(instance)
    everything = np.ones((instance.seniors, of.days), np.int8)
    for turn in turns:
        cut = cut_of(of.days, turn)
        shares = with_shares_of_the_week(instance, state, cut, turn)
        masks = open_halves(state, cut, turn, everything)
        first, second = (
            searched(share, state, mask).state
            for share, mask in zip(shares, masks, strict=True)
        )
        state = merged(instance, first, second, cut)
    return instance, state


def test_a_tight_week_is_used_on_both_sides_of_the_cut():
    """Round after round the halves share what is left, but for a last visit."""
    of = problem(
        [senior(f"S{n:02}", "red") for n in range(24)],
        [carer(max_minutes_per_week=240)],
        roster=roster(hours="08:00-18:00"),
        days=7,
    )
    _, state = searched_in_turns(of, range(1, 9))
    assert 200 * 60 <= state.week_work[0, 0] <= 240 * 60


def test_two_carers_without_a_limit_meet_in_the_first_round():
    """A visit of two finds both free on either side of the cut."""
    of = problem(
        [senior(carers_needed=2, last_visit=day(-7))],
        [carer("C1"), carer("C2")],
        days=8,
    )
    for turn in range(1, 9):
        _, state = searched_in_turns(of, range(turn, turn + 2))
        assert (state.visit[0, :, 0] >= 0).any()


def test_a_visit_that_needs_all_that_a_week_leaves_is_made():
    """Half of what is left would be too little for it, whichever day it is put on."""
    of = problem(
        [senior("S1", "red", visit_minutes=30)],
        [carer(max_minutes_per_week=40)],
        roster=roster(hours="08:00-18:00"),
        days=7,
    )
    _, state = searched_in_turns(of, range(1, 9))
    assert state.week_work[0, 0] >= 30 * 60
