"""The exceptions: one tree, an exit code each, and every finding at once."""

import pickle

import pytest

from scheduler.errors import (
    Finding,
    InputError,
    Language,
    PlanError,
    SchedulerError,
    Severity,
    Text,
    TravelError,
)


@pytest.mark.parametrize(
    ("error", "code"),
    [(SchedulerError, 1), (InputError, 2), (TravelError, 3), (PlanError, 4)],
)
def test_exit_codes_are_the_contracts(error, code):
    """1 our bug, 2 the input, 3 travel times missing, 4 a broken plan."""
    assert error.exit_code == code
    assert issubclass(error, SchedulerError)


def test_missing_travel_times_are_an_input_error():
    """Who handles wrong input handles missing travel times too."""
    assert issubclass(TravelError, InputError)


def test_a_text_speaks_the_language_asked_for():
    """One sentence, two languages."""
    text = Text(zh="早上好", en="good morning")
    assert text.to(Language.ZH) == "早上好"
    assert text.to(Language.EN) == "good morning"


def test_an_input_error_carries_every_finding():
    """Both findings are kept, and both stand in the message."""
    first = Finding("seniors.csv", Text("甲", "one"), row=2, column="tag", value="x")
    second = Finding("carers.csv", Text("乙", "two"))
    error = InputError([first, second])
    assert error.findings == (first, second)
    assert str(error) == "one; two"


def test_a_finding_stops_the_run_unless_told_otherwise():
    """Errors are the default, warnings are meant."""
    assert Finding("seniors.csv", Text("甲", "one")).severity is Severity.ERROR


def test_a_plan_error_carries_every_sentence():
    """What is wrong with the plan is kept in order."""
    error = PlanError(["late", "early"])
    assert error.says == ("late", "early")
    assert str(error) == "late; early"


def test_an_error_crosses_to_another_process_whole():
    """Pickled and read back, an error has its kind, its words and its findings."""
    finding = Finding("seniors.csv", Text("错", "wrong"), row=3, column="tag")
    error = pickle.loads(pickle.dumps(TravelError([finding])))
    assert type(error) is TravelError
    assert error.findings == (finding,)
    assert str(error) == "wrong"
