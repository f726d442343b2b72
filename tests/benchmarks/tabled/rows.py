"""The rows of the table: which commands measure each, and how long that takes."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from tabled import day_rows
from tabled.commands import START, Row, generated, qixiu, script, typed
from tabled.place import NO_SHARED, Place
from tabled.sizes import FIRST_SEED, Sizes
from tabled.steps import Step

FIRST_DAY = "2026-11-23"
SMALL, BUNDLED = "fixtures/small", "fixtures/qixiu"
COMMUNITIES = ("estate686", "tight686")
INSTANCES = (
    "mankowska-50_2",
    "mankowska-200_3",
    "kummer-50_10_80_1.0_C_C",
    "mankowska-100_7",
    "mankowska-25_4",
    "kummer-100_20_88_1.2_C_C",
    "mankowska-75_9",
    "mankowska-50_7",
    "mankowska-75_2",
    "mankowska-100_2",
    "mankowska-25_1",
    "mankowska-10_1",
)
"""Of the published daily problem, those that are measured first in front."""


COMPILES = (
    qixiu("plan", SMALL, "--date", FIRST_DAY, "--days", 7, "--time-limit", 1),
    qixiu("bench", "day", SMALL, "--seconds", 0.5, "--peers", "none", "--prove", 1),
)
"""Commands that use all compiled code but that of the published daily problem, which
is made before its clock starts."""


def rows(at: Place, sizes: Sizes) -> list[Row]:
    """Return all rows in the order in which they are measured."""
    return [make(at, sizes) for make in MAKERS.values()]


def _shared(at: Place) -> list[str]:
    return [at.community(name) for name in COMMUNITIES] if at.shared else []


def _plans(at: Place, sizes: Sizes) -> Row:
    folders = [SMALL] if sizes.small else [BUNDLED, *_shared(at)]
    options = ("--date", FIRST_DAY, "--seed", FIRST_SEED, *sizes.limit)
    steps = []
    for folder in folders:
        name = Path(folder).name
        out = ("--out", at.file("plan", f"{name}.json"))
        command = qixiu("plan", folder, *options, *out)
        steps.append(Step(name, command, sizes.plan_seconds + START))
    shown = typed("plan", "FOLDER", *options, "--out", "plan.json")
    return Row("plan", shown, tuple(steps))


def _horizon(at: Place, sizes: Sizes) -> Row:
    folders = [SMALL] if sizes.small else _shared(at) or [BUNDLED]
    options = (
        *("--days", sizes.lived_days, "--seconds", f"{sizes.lived_seconds:g}"),
        *("--seeds", FIRST_SEED, *(("--baselines",) if at.has_rivals else ())),
    )
    a_day, usual = sizes.lived_seconds + 0.3, 2 if at.has_rivals else 0
    seconds = START + (sizes.lived_days * (1 + usual) + 4) * a_day
    steps = []
    for folder in folders:
        name = Path(folder).name
        csv = ("--csv", at.file("horizon", f"{name}.csv"))
        command = qixiu("bench", "horizon", folder, *options, *csv)
        steps.append(Step(name, command, seconds))
    return Row("horizon", typed("bench horizon", "FOLDER…", *options), tuple(steps))


def _replan(at: Place, sizes: Sizes) -> Row:
    options = ("--absences", sizes.absences, "--seed", FIRST_SEED)
    table = at.file("replan", "absences.csv")
    folder = SMALL if sizes.small else BUNDLED
    command = script("replan.py", folder, *options, "--out", table)
    seconds = 5 * START + 4 * sizes.absences
    step = Step("absences", command, seconds, fresh=table, table=table)
    shown = ".venv/bin/python tests/benchmarks/replan.py"
    return Row("replan", " ".join(map(str, (shown, folder, *options))), (step,))


def _hhcrsp(at: Place, sizes: Sizes) -> Row:
    options = ("--time-limit", f"{sizes.hhcrsp:g}", "--seed", FIRST_SEED)
    shown = typed("bench hhcrsp", "FILE…", *options)
    if at.shared is None:
        return Row("hhcrsp", shown, (), NO_SHARED)
    steps = []
    for name in INSTANCES[: sizes.instances]:
        file = at.shared / "hhcrsp" / f"{name}.json"
        command = qixiu("bench", "hhcrsp", file, *options)
        steps.append(Step(name, command, START + sizes.hhcrsp))
    return Row("hhcrsp", shown, tuple(steps))


def _growth(at: Place, sizes: Sizes) -> Row:
    steps = []
    for seniors in sizes.growth:
        table = at.file("growth", f"{seniors}.csv")
        words = ("--seniors", seniors, *sizes.growth_limit, "--seed", FIRST_SEED)
        command = script("scale.py", "measure", *words, "--file", table)
        seconds = 2 * START + max(seniors / 70, (seniors - 686) / 22)
        step = Step(str(seniors), command, seconds, fresh=table, table=table)
        steps.append(step)
    shown = ".venv/bin/python tests/benchmarks/scale.py measure --seniors N --seed"
    return Row("growth", f"{shown} {FIRST_SEED}", tuple(steps))


def _city(at: Place, sizes: Sizes) -> Row:
    options = ("--date", FIRST_DAY, "--workers", 2)
    shown = typed("city", "communities", *options, "--out", "plans")
    if not find_spec("distributed"):
        return Row("city", shown, (), "dask is not installed (`qixiu[city]`)")
    folder = at.file("city", "communities")
    made = [
        generated(sizes.community, seed, folder / str(seed))
        for seed in range(FIRST_SEED, FIRST_SEED + sizes.communities)
    ]
    plans = at.file("city", "plans")
    command = qixiu("city", folder, *options, "--out", plans)
    seconds = 4 * START + sizes.communities * (1.2 + sizes.community / 65)
    step = Step("city", command, seconds, before=tuple(made), fresh=plans)
    return Row("city", shown, (step,))


MAKERS: Mapping[str, Callable[[Place, Sizes], Row]] = {
    "plan": _plans,
    "day": day_rows.ours,
    "bound": day_rows.bound,
    "replan": _replan,
    "growth": _growth,
    "city": _city,
    "hhcrsp": _hhcrsp,
    "horizon": _horizon,
    "rivals": day_rows.rivals,
    "large": day_rows.large,
    "long": day_rows.long,
}
"""By key, what is asked for and cheap in front."""

USUAL = tuple(key for key in MAKERS if key != "long")
"""Measured unless others are named: ours with the rivals' 60 s was not asked about."""
