"""Rare wishes of invented seniors: only on request, few, and such as can be met."""

from functools import cache
from pathlib import Path

from commandline import qixiu

from scheduler.files.community import CommunityFiles, read_community, write_community
from scheduler.simulate.communities import FIRST_DAY, generate_community
from scheduler.simulate.matching import qualified

RARE = {"after": None, "second_skills": (), "prefer_windows": ()}


@cache
def wishing() -> CommunityFiles:
    """Return a community with rare wishes, made once for all tests."""
    return generate_community(400, 7, wishes=True)


def test_only_the_three_columns_differ_from_the_usual_community():
    """Without them it is the community of the same seed, to the last visit."""
    usual, files = generate_community(400, 7), wishing()
    assert tuple(senior.replace(**RARE) for senior in files.seniors) == usual.seniors
    assert (files.carers, files.roster) == (usual.carers, usual.roster)
    assert (files.records, files.policy) == (usual.records, usual.policy)


def test_a_few_wish_for_each():
    """Some of those whom two visit, some of these with a skill; a tenth like hours."""
    seniors = wishing().seniors
    in_turn = [senior for senior in seniors if senior.after]
    assert 0 < len(in_turn) < sum(senior.carers_needed == 2 for senior in seniors)
    assert 0 < sum(bool(senior.second_skills) for senior in in_turn) < len(in_turn)
    liking = sum(bool(senior.prefer_windows) for senior in seniors)
    assert 0.05 < liking / len(seniors) < 0.15


def test_what_is_wished_can_be_met(tmp_path: Path):
    """Nothing is remarked on by the reader, and three carers can come second."""
    files = wishing()
    write_community(tmp_path / "made", files)
    assert read_community(tmp_path / "made", FIRST_DAY).warnings == ()
    for senior in files.seniors:
        second = senior.replace(skills=(*senior.skills, *senior.second_skills))
        assert len(qualified(files.policy, second, files.carers)) >= 3


def test_the_columns_are_written_on_request(tmp_path: Path):
    """`--wishes` adds them, each used by somebody; without it none is there."""
    for name, more in (("usual", ()), ("wishing", ("--wishes",))):
        out = tmp_path / name
        asked = ("generate", "--seniors", 400, "--seed", 7, "--out", out)
        assert qixiu(*asked, "--lang", "en", *more).exit_code == 0
    usual, wishing = (
        (tmp_path / name / "seniors.csv").read_text("utf-8").splitlines()[0].split(",")
        for name in ("usual", "wishing")
    )
    assert set(wishing) - set(usual) == set(RARE)
    assert set(usual) < set(wishing)
