"""A request that is sent twice is answered once."""

import pytest
from pydantic import BaseModel

from api.errors import ConflictError
from api.services.answers import remember, remembered
from api.services.callers import Caller, UserRole
from api.services.users import add_user


class Body(BaseModel):
    """A request, and its answer."""

    days: int


@pytest.fixture
def caller(database, clock):
    with database.writing() as session:
        user_id, _ = add_user(
            session, clock.now(), name="测试", role=UserRole.COORDINATOR
        )
    return Caller(user_id=user_id, name="测试", role=UserRole.COORDINATOR)


def keep(database, clock, caller, key, days, answer):
    with database.writing() as session:
        known = remembered(session, caller, key, "create", Body(days=days))
        if known is not None:
            return known.body
        made = Body(days=answer)
        remember(
            session, clock.now(), caller, key, "create", Body(days=days), made, 202
        )
    return made.model_dump()


def test_the_same_request_has_the_first_answer(database, clock, caller):
    """The second of two equal requests with one key gets the first's answer."""
    assert keep(database, clock, caller, "k", 14, 1) == {"days": 1}
    assert keep(database, clock, caller, "k", 14, 2) == {"days": 1}


def test_without_a_key_nothing_is_remembered(database, clock, caller):
    """Two equal requests without a key are two requests."""
    assert keep(database, clock, caller, None, 14, 1) == {"days": 1}
    assert keep(database, clock, caller, None, 14, 2) == {"days": 2}


def test_a_key_serves_one_request(database, clock, caller):
    """A key used for another body is refused, and nothing is changed by it."""
    keep(database, clock, caller, "k", 14, 1)
    with pytest.raises(ConflictError) as refused:
        keep(database, clock, caller, "k", 7, 2)
    assert refused.value.error == "key_reused"


def test_a_key_belongs_to_its_user(database, clock, caller):
    """Two users may choose the same key."""
    keep(database, clock, caller, "k", 14, 1)
    with database.writing() as session:
        other, _ = add_user(session, clock.now(), name="乙", role=UserRole.COORDINATOR)
    another = Caller(user_id=other, name="乙", role=UserRole.COORDINATOR)
    assert keep(database, clock, another, "k", 14, 2) == {"days": 2}
