"""What is written reads back equal, in every form."""

import csv
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from builders import MONDAY, carer, roster, senior
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from scheduler.domain.policy import Community, LateWeights, Policy, Weights
from scheduler.domain.records import VisitRecord
from scheduler.domain.roster import RosterRow
from scheduler.domain.times import parse_span
from scheduler.files.community import CommunityFiles, read_community, write_community
from scheduler.files.escaping import escape, unescape

FORMS = [("folder", "en"), ("folder", "zh"), ("book.xlsx", "en"), ("book.xlsx", "zh")]
FORM = pytest.mark.parametrize(("name", "language"), FORMS)

EVERYTHING = senior(
    "S1",
    "red",
    name='甲 "=SUM(A1)", a',
    lat=31.9901234,
    building="3号楼",
    unit="2",
    floor=-1,
    room="-102",
    lift=False,
    visit_minutes=25,
    windows=("08:30-09:30", "14:00-15:00"),
    prefer_windows=("08:45-09:15", "14:00-14:30"),
    skills=("dialect", "sign"),
    carers_needed=2,
    after="30-60",
    second_skills=("injections", "sign"),
    prefer=("C1", "C2"),
    avoid=("C3",),
    gender="female",
    status="hospital",
    status_until=date(2026, 11, 30),
    last_visit=date(2026, 11, 1),
    phone="+86 138 0000 0000",
    notes="=cmd|' /C calc'!A0\n第二行；电话先响",
)
FULL_CARER = carer(
    "C1",
    "helper",
    organisation="@机构",
    gender="female",
    skills=("dialect", "sign"),
    mode="ebike",
    lat=31.99,
    lon=118.77,
    max_visits_per_day=8,
    max_minutes_per_week=1200,
    phone="007",
)


def community(**changes) -> CommunityFiles:
    fields = {
        "policy": Policy(),
        "seniors": (EVERYTHING, senior("S2")),
        "carers": (FULL_CARER, carer("C2"), carer("C3", "volunteer")),
        "roster": (
            *roster("C1"),
            RosterRow(carer_id="C2", day=MONDAY, start="08:00:30", end="24:00"),
            RosterRow(carer_id="C1", day="mon", kind="leave"),
        ),
        "records": (
            VisitRecord(
                senior_id="S1",
                date=MONDAY - timedelta(days=3),
                carer_id="C1",
                outcome="completed",
                minutes=0,
            ),
        ),
    } | changes
    return CommunityFiles(**fields)


def assert_equal(read: CommunityFiles, written: CommunityFiles) -> None:
    assert read.policy == written.policy
    assert read.seniors == written.seniors
    assert read.carers == written.carers
    assert read.roster == written.roster
    assert read.records == written.records


@FORM
def test_a_community_reads_back_equal(tmp_path: Path, name: str, language: str):
    """Every field of every table survives writing and reading."""
    write_community(tmp_path / name, community(), language)
    assert_equal(read_community(tmp_path / name, MONDAY), community())


@FORM
def test_columns_that_nobody_uses_are_not_written(
    tmp_path: Path, name: str, language: str
):
    """Without a lag or a preferred span the table is as it was before them."""
    plain = EVERYTHING.replace(after=None, second_skills=(), prefer_windows=())
    write_community(tmp_path / name, community(seniors=(plain,)), language)
    text = b"".join(file.read_bytes() for file in [*tmp_path.rglob("*.csv")]).decode()
    if name == "book.xlsx":
        sheet = load_workbook(tmp_path / name).worksheets[0]
        text = str(next(sheet.iter_rows(values_only=True)))
    assert not any(word in text for word in ("after", "先后", "second", "prefer_w"))
    assert read_community(tmp_path / name, MONDAY).seniors == (plain,)


@FORM
def test_travel_times_read_back_equal(tmp_path: Path, name: str, language: str):
    """The travel table survives, its seconds as whole numbers."""
    rows = pd.DataFrame(
        {
            "from": ["office", "S1"],
            "to": ["S1", "S2"],
            "mode": ["walk", "ebike"],
            "seconds": [0, 61],
        }
    ).astype({"from": "str", "to": "str", "mode": "str"})
    write_community(tmp_path / name, community(travel_rows=rows), language)
    read = read_community(tmp_path / name, MONDAY).travel_rows
    pd.testing.assert_frame_equal(read, rows)


def test_a_policy_reads_back_equal(tmp_path: Path):
    """Changed values, odd texts among them, survive in policy.toml."""
    policy = Policy(
        community=Community(
            name='"甲"\\\n[x]\x7f', visiting_hours=(parse_span("09:00-12:00"),)
        ),
        weights=Weights(early=0.1, late_day=LateWeights(red=1e300)),
    )
    write_community(tmp_path / "it", community(policy=policy))
    assert read_community(tmp_path / "it", MONDAY).policy == policy


def test_no_cell_on_the_way_out_could_be_run(tmp_path: Path):
    """No CSV cell begins like a formula, but for numbers."""
    write_community(tmp_path / "it", community())
    with (tmp_path / "it" / "seniors.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'=cmd|' /C calc'!A0\n第二行；电话先响" in cells
    assert {cell for cell in cells if cell[:1] in set("=+-@")} == {"-1", "-102"}


def test_no_workbook_cell_is_a_formula(tmp_path: Path):
    """Texts that look like formulas are written as texts."""
    write_community(tmp_path / "it.xlsx", community())
    sheet = load_workbook(tmp_path / "it.xlsx")["seniors"]
    assert "f" not in {cell.data_type for row in sheet for cell in row}


def test_tables_a_community_no_longer_has_are_removed(tmp_path: Path):
    """Writing over another language's folder leaves one set of tables, and the rest."""
    (tmp_path / "plan.json").write_text("{}")
    write_community(tmp_path, community(), "zh")
    write_community(tmp_path, community(records=()), "en")
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "carers.csv",
        "plan.json",
        "policy.toml",
        "seniors.csv",
        "shifts.csv",
    ]


class Unwritable:
    """Stands for whatever stops a writer half-way."""

    def __str__(self) -> str:
        raise OSError("no space left")


def test_nothing_is_left_half_written(tmp_path: Path):
    """When a later table cannot be written, the community before it stays whole."""
    write_community(tmp_path / "it", community())
    broken = carer().model_copy(update={"phone": Unwritable()})
    with pytest.raises(OSError, match="no space left"):
        write_community(
            tmp_path / "it", community(seniors=(senior("S7"),), carers=(broken,))
        )
    assert_equal(read_community(tmp_path / "it", MONDAY), community())
    assert [file.name for file in tmp_path.iterdir()] == ["it"]


@FORM
def test_control_characters_are_not_written(tmp_path: Path, name: str, language: str):
    """Characters that spreadsheets refuse are taken out on the way."""
    written = community(seniors=(senior(name="甲\x01\u202e\ud800"),), records=())
    write_community(tmp_path / name, written, language)
    assert read_community(tmp_path / name, MONDAY).seniors[0].name == "甲"


@given(st.text())
def test_an_escaped_text_comes_back(text: str):
    """Taking off the apostrophe undoes putting it on, whatever the text."""
    assert unescape(escape(text)) == text


def test_only_what_could_be_run_is_escaped():
    """Formulas get an apostrophe; numbers and other texts stay as they are."""
    assert [escape(text) for text in ("=1", "+1", "@a", "\t", "-a")] == [
        "'=1",
        "'+1",
        "'@a",
        "'\t",
        "'-a",
    ]
    assert [escape(text) for text in ("-1", "-1.5", "a=1", "")] == [
        "-1",
        "-1.5",
        "a=1",
        "",
    ]


# A text such as #REF! is refused: a spreadsheet shows it where a formula fails.
NAMES = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20
).filter(lambda text: text == text.strip() and not text.startswith("#"))


@given(name=NAMES, minutes=st.integers(1, 720), start=st.integers(0, 1438))
@settings(max_examples=25)
def test_any_plain_values_read_back_equal(name: str, minutes: int, start: int):
    """Names of any letters and marks, and any minutes and times, survive."""
    span = parse_span(f"{start // 60:02d}:{start % 60:02d}-24:00")
    visited = senior(name=name, notes=name, visit_minutes=minutes, windows=(span,))
    shift = RosterRow(carer_id="C1", day="sun", start=span.start, end=span.end)
    written = community(seniors=(visited,), records=(), roster=(shift,))
    with TemporaryDirectory() as folder:
        for path in (Path(folder, "it"), Path(folder, "it.xlsx")):
            write_community(path, written)
            assert_equal(read_community(path, MONDAY), written)
