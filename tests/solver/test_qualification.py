"""Who may visit whom: role, companions, skills, gender and whom a senior avoids."""

import pytest
from builders import carer, problem, senior

from scheduler.solver.kernel.instance import COMPANION, NOT_QUALIFIED, QUALIFIED
from scheduler.solver.qualification import qualification


def one(needs: dict, has: dict) -> int:
    """Return how one carer is qualified for one senior."""
    of = problem([senior(**needs)], [carer(**has)])
    return int(qualification(of)[0, 0])


@pytest.mark.parametrize(
    ("tag", "role", "expected"),
    [
        ("red", "social_worker", QUALIFIED),
        ("red", "helper", QUALIFIED),
        ("red", "volunteer", NOT_QUALIFIED),
        ("orange", "volunteer", QUALIFIED),
        ("green", "volunteer", QUALIFIED),
        ("green", "police", NOT_QUALIFIED),
    ],
)
def test_role_must_be_one_of_the_tag_s(tag, role, expected):
    """Volunteers do not visit red seniors, and police nobody, on their own."""
    assert one({"tag": tag}, {"role": role}) == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [("police", COMPANION), ("helper", QUALIFIED), ("volunteer", NOT_QUALIFIED)],
)
def test_companions_come_along_to_two_person_visits(role, expected):
    """A companion role counts where two go, but not as one who may lead."""
    assert one({"tag": "red", "carers_needed": 2}, {"role": role}) == expected


@pytest.mark.parametrize(
    ("needs", "has", "expected"),
    [
        ({"skills": ("a",)}, {}, NOT_QUALIFIED),
        ({"skills": ("a",)}, {"skills": ("b", "a")}, QUALIFIED),
        ({"skills": ("a", "b")}, {"skills": ("a",)}, NOT_QUALIFIED),
        ({"gender": "female"}, {"gender": "male"}, NOT_QUALIFIED),
        ({"gender": "female"}, {}, NOT_QUALIFIED),
        ({"gender": "female"}, {"gender": "female"}, QUALIFIED),
        ({"avoid": ("C1",)}, {}, NOT_QUALIFIED),
        ({"avoid": ("C2",)}, {}, QUALIFIED),
        ({"prefer": ("C2",)}, {}, QUALIFIED),
    ],
)
def test_skills_gender_and_avoid_are_hard(needs, has, expected):
    """All skills, the asked gender where it is known, nobody who is avoided."""
    assert one(needs, has) == expected


@pytest.mark.parametrize(
    "needs", [{"skills": ("a",)}, {"gender": "male"}, {"avoid": ("C1",)}]
)
def test_a_companion_keeps_the_other_rules_too(needs):
    """Coming along excuses nobody from skills, gender or avoid."""
    assert one({"carers_needed": 2} | needs, {"role": "police"}) == NOT_QUALIFIED


def test_rows_are_seniors_and_columns_carers_in_order_of_ids():
    """The table's places are those of the problem, not of the file."""
    of = problem(
        [senior("S2", "red"), senior("S1")],
        [carer("C2", "volunteer"), carer("C1")],
    )
    assert qualification(of).tolist() == [
        [QUALIFIED, QUALIFIED],
        [QUALIFIED, NOT_QUALIFIED],
    ]
