"""Measures everything that the README's section of benchmarks shows, and writes it.

    .venv/bin/python tests/benchmarks/table.py --out DIR [--shared FOLDER]
        [--only ROW…] [--short] [--write] [--seeds N] [--days N] [--instances N]

One row after another, each by the `qixiu` command that the table names beside it; what
DIR holds already of the same command is not measured again. FOLDER has the shared
``communities`` and ``hhcrsp``. DIR gets a JSON file for each row as its steps end, and
section.md; the README gets the section when no row is missing, or with --write.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tabled import kept
from tabled.commands import Row
from tabled.kept import Kept
from tabled.machine import About, about
from tabled.place import place
from tabled.rows import COMPILES, MAKERS, USUAL, rows
from tabled.section import put_in, section
from tabled.sizes import SHORT, Sizes
from tabled.steps import Step, measure

README = Path("README.md")


def main() -> None:
    """Measure what is missing, then write."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    made = rows(place(options.out, options.shared), _sizes(options))
    chosen = [row for row in made if row.key in (options.only or USUAL)]
    is_to_measure = _announce(options.out, chosen) > 0.0
    try:
        if is_to_measure:
            (options.out / "about.json").write_text(about().model_dump_json(), "utf-8")
            _compile()
        for row in chosen:
            _fill(_file(options.out, row), row)
    except KeyboardInterrupt:
        raise SystemExit("Stopped; the same command goes on.") from None
    _write(options, made)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--only", nargs="+", choices=MAKERS, metavar="ROW")
    parser.add_argument("--short", action="store_true", help="whether everything runs")
    parser.add_argument(
        "--write", action="store_true", help="the README, come what may"
    )
    usual = Sizes()
    parser.add_argument("--seeds", type=int, help=f"of a day; {usual.seeds}")
    parser.add_argument("--days", type=int, help=f"large, a shape; {usual.days}")
    parser.add_argument("--instances", type=int, help=f"of HHCRSP; {usual.instances}")
    return parser.parse_args()


def _sizes(options: argparse.Namespace) -> Sizes:
    sizes = SHORT if options.short else Sizes()
    asked = {
        name: getattr(options, name)
        for name in ("seeds", "days", "instances")
        if getattr(options, name) is not None
    }
    return sizes._replace(**asked)


def _announce(out: Path, chosen: Sequence[Row]) -> float:
    """Return how long what is missing takes, after saying so row by row."""
    left = {
        row.key: sum(
            step.seconds
            for step in kept.left_to_do(row.steps, kept.read(_file(out, row)))
        )
        for row in chosen
    }
    for key, seconds in left.items():
        _say(f"{key:<8} {seconds / 60:5.1f} min")
    _say(f"{'all':<8} {sum(left.values()) / 60:5.1f} min")
    return sum(left.values())


def _compile() -> None:
    """Make the compiled code that a machine has from its second run on."""
    _say("compiling")
    for command in COMPILES:
        measure(Step("compile", command, 20.0), lambda line: None)


def _fill(file: Path, row: Row) -> None:
    def begins(step: Step) -> None:
        _say(f"{row.key} {step.name}: about {step.seconds:.0f} s")

    empty = Kept(command=row.command, absent=row.absent)
    kept.fill(file, empty, row.steps, begins, lambda line: _say(f"  {line}"))


def _write(options: argparse.Namespace, made: Sequence[Row]) -> None:
    read = {row.key: kept.read(_file(options.out, row)) for row in made}
    known = {key: row for key, row in read.items() if row is not None}
    minutes = round(sum(row.seconds for row in made if row.key in USUAL) / 60)
    on = About.model_validate_json((options.out / "about.json").read_text("utf-8"))
    text = section(on, known, minutes)
    (options.out / "section.md").write_text(text, "utf-8")
    usual = [row for row in made if row.key in USUAL]
    missing = [row.key for row in usual if not _is_whole(known.get(row.key), row)]
    if (options.short or missing) and not options.write:
        why = f"without {', '.join(missing)}" if missing else "short"
        _say(f"README left as it is ({why}); see {options.out / 'section.md'}")
    else:
        README.write_text(put_in(README.read_text("utf-8"), text), "utf-8")
        _say(f"written to {README}")


def _is_whole(known: Kept | None, row: Row) -> bool:
    return known is not None and not kept.left_to_do(row.steps, known)


def _file(out: Path, row: Row) -> Path:
    return out / f"{row.key}.json"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
