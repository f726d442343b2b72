"""A certificate as sentences and tables."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from scheduler.capacity.bottlenecks import Bottleneck, Limit
from scheduler.capacity.certificate import Certificate, Proof, Verdict
from scheduler.cli.summary import COLOURS
from scheduler.cli.weekdays import weekday_name
from scheduler.domain.words import CHINESE, WEEKDAYS, Tag
from scheduler.errors import Language, Text

SHIFTS_SHOWN = 20


def show_certificate(console: Console, found: Certificate, language: Language) -> None:
    """Write the verdict, what is proved beside what a plan has, and what is short."""
    for sentence in _verdict(found):
        console.print(sentence.to(language), style="bold", markup=False, soft_wrap=True)
    console.print(_figures(found, language))
    if found.proof is not None:
        _show_reasons(console, found.proof, language)


def certificate_json(found: Certificate) -> dict[str, Any]:
    """Return the certificate as JSON would hold it."""
    return {
        "first_day": str(found.problem.first_day),
        "days": found.problem.days,
        "verdict": found.verdict,
        "overdue_seniors": found.overdue,
        "late_days_standing": found.standing,
        "proof": None if found.proof is None else _proof_json(found.proof),
        "plan": {
            "plan_id": found.plan.plan_id,
            "late_days": found.kpis.late_days,
            "late_days_arising": found.arising,
        },
    }


def _proof_json(proof: Proof) -> dict[str, Any]:
    return {
        "least": [
            {"down_to": least.tag, "seniors": least.seniors, "days": least.days}
            for least in proof.least
        ],
        "by": None if proof.by is None else str(proof.by),
        "short_shifts": [
            {
                "date": str(one.date),
                "span": str(one.span),
                "role": one.role,
                "carers": one.carer_ids,
                "late_days_an_hour": round(one.worth, 3),
            }
            for one in proof.bottlenecks
        ],
        "short_limits": [
            {"carer": one.carer_id, "first_day": str(one.first_day), "days": one.days}
            for one in proof.limits
        ],
        "nobody_for": proof.nobody_for,
    }


def _verdict(found: Certificate) -> Iterator[Text]:
    span = f"{found.problem.first_day} – {found.problem.last_day}"
    if found.verdict is Verdict.MUST:
        assert found.proof is not None
        yield from _must(found.proof, span)
    elif found.verdict is Verdict.NEED_NOT:
        yield Text(
            f"{span}：谁都不必逾期；有一份通过检查的计划为证。",
            f"{span}: nobody has to go late; a plan that passed the check shows it.",
        )
    else:
        late = sum(found.arising.values())
        yield Text(
            f"{span}：尚无定论：没有证明必有逾期，而找到的计划新增逾期 {late} 天。",
            f"{span}: open. Nobody is proved to have to go late, yet the plan found "
            f"has {late} new days late.",
        )
    if found.overdue:
        yield Text(
            f"（另有 {found.overdue} 位老人一开始就已经来不及按时走访。）",
            f"(Seniors who could not be seen in time from the start: {found.overdue}; "
            "they do not count here.)",
        )


def _must(proof: Proof, span: str) -> Iterator[Text]:
    everybody = proof.least[-1]
    if everybody.seniors:
        by = "" if proof.by is None else f"最早在 {proof.by} 当天结束时出现。"
        since = "" if proof.by is None else f", the first by the end of {proof.by}"
        yield Text(
            f"{span}：按这份排班，无论怎样排，至少有 {everybody.seniors} 位老人必然"
            f"逾期，至少新增逾期 {everybody.days} 天。{by}",
            f"{span}: with this roster at least {everybody.seniors} seniors must go "
            f"late whatever the plan, at least {everybody.days} days in all{since}.",
        )
    else:
        yield Text(
            f"{span}：按这份排班，无论怎样排，至少新增逾期 {everybody.days} 天。",
            f"{span}: with this roster at least {everybody.days} days late must arise, "
            "whatever the plan.",
        )


def _figures(found: Certificate, language: Language) -> Table:
    title = Text("新增逾期", "Days late that arise")
    table = Table(box=box.SIMPLE, title=title.to(language), title_justify="left")
    headings = [
        Text("到这一色为止", "tags down to"),
        Text("至少几人（已证明）", "seniors late, proved"),
        Text("至少几天（已证明）", "days late, proved"),
        Text("这份计划几天", "days late of the plan"),
    ]
    for place, heading in enumerate(headings):
        table.add_column(heading.to(language), justify="right" if place else "left")
    shown = 0
    least = {} if found.proof is None else {one.tag: one for one in found.proof.least}
    for tag in Tag:
        shown += found.arising[tag]
        proved = least.get(tag)
        table.add_row(
            Text(CHINESE[tag], tag.value).to(language),
            "–" if proved is None else str(proved.seniors),
            "–" if proved is None else str(proved.days),
            str(shown),
            style=COLOURS[tag],
        )
    return table


def _show_reasons(console: Console, proof: Proof, language: Language) -> None:
    if proof.nobody_for:
        ids = ", ".join(proof.nobody_for)
        says = Text(
            f"这些老人到期前没有合适的人当班：{ids}",
            f"For these seniors nobody who could come is on duty in time: {ids}",
        )
        console.print(says.to(language), markup=False, soft_wrap=True)
    if proof.bottlenecks:
        console.print(_shifts(proof.bottlenecks, language))
    more = len(proof.bottlenecks) - SHIFTS_SHOWN
    if more > 0:
        says = Text(f"还有 {more} 组班次，见 --json。", f"{more} more; see --json.")
        console.print(says.to(language), markup=False)
    for limit in proof.limits:
        console.print(_limit(limit).to(language), markup=False, soft_wrap=True)


def _shifts(short: Sequence[Bottleneck], language: Language) -> Table:
    title = Text("吃紧的班次", "Shifts that are short")
    table = Table(box=box.SIMPLE, title=title.to(language), title_justify="left")
    headings = [
        Text("日期", "date"),
        Text("时间", "hours"),
        Text("角色", "role"),
        Text("人员", "carers"),
        Text("每加一小时少逾期（天）", "days late an hour more avoids"),
    ]
    for heading in headings:
        table.add_column(heading.to(language), overflow="fold")
    for one in short[:SHIFTS_SHOWN]:
        weekday = weekday_name(WEEKDAYS[one.date.weekday()]).to(language)
        table.add_row(
            f"{one.date} {weekday}",
            str(one.span),
            Text(CHINESE[one.role], one.role.value).to(language),
            ", ".join(one.carer_ids),
            f"{one.worth:.2f}",
        )
    return table


def _limit(limit: Limit) -> Text:
    if limit.days == 1:
        return Text(
            f"• {limit.carer_id} 在 {limit.first_day} 的每日上限吃紧",
            f"• the daily limit of {limit.carer_id} is short on {limit.first_day}",
        )
    return Text(
        f"• {limit.carer_id} 在 {limit.first_day} 起那一周的分钟上限吃紧",
        f"• the weekly limit of {limit.carer_id} is short in the days from "
        f"{limit.first_day}",
    )
