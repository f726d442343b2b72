"""How absences are told, on a terminal and in the report."""

from collections.abc import Iterator, Sequence
from datetime import date

from scheduler.changes.proposal import Replacement
from scheduler.domain.words import CHINESE, Role, Tag
from scheduler.errors import Text
from scheduler.whatif.absences.absence import Absence
from scheduler.whatif.absences.absences import Absences, Risk
from scheduler.whatif.absences.morning import LOOK_AHEAD

NOBODY_LATE = "·"
"""Sign of an absence for which nobody goes late."""

LETTERS = {Tag.RED: "R", Tag.ORANGE: "O", Tag.GREEN: "G"}

CHINESE_DAYS = "一二三四五六日"
ENGLISH_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

NAMED = 5
"""Absences that make a red late, told of one carer."""


def heading(found: Absences) -> Text:
    """Return what was looked at."""
    first, last = found.dates[0], found.dates[-1]
    return Text(
        f"{found.community}：{first} 至 {last}（{found.days} 天），"
        f"逐人逐日缺勤 {len(found.cells)} 次",
        f"{found.community}: {first} to {last} ({found.days} days), "
        f"{len(found.cells)} absences of one carer on one day",
    )


def sign(absence: Absence) -> Text:
    """Return the most urgent tag that goes late and how many seniors of it."""
    tag = worst_tag(absence)
    if tag is None:
        return Text(NOBODY_LATE, NOBODY_LATE)
    count = absence.seniors_late(tag)
    return Text(f"{CHINESE[tag]}{count}", f"{LETTERS[tag]}{count}")


def worst_tag(absence: Absence) -> Tag | None:
    """Return the most urgent tag of which a senior goes late; None: nobody does."""
    return next((tag for tag in Tag if absence.seniors_late(tag)), None)


def day_name(day: date) -> Text:
    """Return a date without its year, and the weekday."""
    place = day.weekday()
    return Text(
        f"{day:%m-%d} {CHINESE_DAYS[place]}", f"{day:%m-%d} {ENGLISH_DAYS[place]}"
    )


def role_name(role: Role) -> Text:
    """Return what a role is called."""
    return Text(CHINESE[role], role.value.replace("_", " "))


def on_reds(found: Absences, risks: Sequence[Risk]) -> Iterator[Text]:
    """Return without whom a red goes late, and who that is; or that nobody is such."""
    named = [risk for risk in risks if risk.makes_late(Tag.RED)]
    if not named:
        yield Text(
            "没有谁缺勤一天会让红色老人逾期。",
            "No single absence of one day makes a red senior late.",
        )
        return
    yield Text(
        f"少了这 {len(named)} 人，会有红色老人逾期：",
        f"Without these {len(named)} a red senior goes late:",
    )
    for risk in named:
        yield _reds_of(found, risk)


def _reds_of(found: Absences, risk: Risk) -> Text:
    days = risk.makes_late(Tag.RED)
    told = [
        f"{day_name(one.date).zh[:5]} {'、'.join(late_people(found, one, Tag.RED))}"
        for one in days[:NAMED]
    ]
    more = len(days) - NAMED
    zh, en = "；".join(told), "; ".join(told).replace("、", ", ")
    if more > 0:
        zh, en = f"{zh}；另有 {more} 天", f"{en}; and on {more} more"
    who = found.who(risk.carer_id)
    role = role_name(risk.role)
    return Text(f"  {who}（{role.zh}）：{zh}", f"  {who} ({role.en}): {en}")


def late_people(found: Absences, absence: Absence, tag: Tag) -> list[str]:
    """Return the seniors of a tag who go late, each with the days that are added."""
    return [
        f"{found.who(one.senior_id)} +{one.days}"
        for one in absence.late
        if one.tag is tag
    ]


def late_text(absence: Absence) -> str:
    """Return the days late that are added, red / orange / green."""
    return " / ".join(str(absence.days_late(tag)) for tag in Tag)


def stand_in_text(found: Absences, absence: Absence) -> Text:
    """Return who could best stand in, and from where they come."""
    one = absence.replacement
    if one is None:
        needed = bool(absence.visits)
        return Text("无人", "nobody") if needed else Text("不必", "not needed")
    who = found.who(one.carer_id)
    if one.on_duty:
        return Text(f"{who} 在班", f"{who} on duty")
    return Text(f"{who} 叫来", f"{who} called in")


def share_text(absence: Absence) -> str:
    """Return how many of the visits the best replacement takes."""
    one = absence.replacement
    return f"{len(one.takes) if one else 0}/{len(absence.visits)}"


def price_text(one: Replacement) -> Text:
    """Return what a replacement costs: travel, new faces, hours to come in for."""
    minutes = round(one.travel_minutes)
    zh, en = [f"路 {minutes:+d} 分"], [f"{minutes:+d} min"]
    if one.new_faces:
        zh.append(f"新面孔 {one.new_faces}")
        en.append(f"{one.new_faces} new")
    if not one.on_duty:
        hours = sum(span.seconds for span in one.hours) / 3600
        zh.append(f"来 {hours:g} 时")
        en.append(f"{hours:g} h in")
    return Text("，".join(zh).replace("-", "−"), ", ".join(en).replace("-", "−"))


def how_counted() -> Iterator[Text]:
    """Return what the figures mean, and what they do not."""
    yield Text(
        "缺勤当天 07:00 得知，之前各天照计划走过。当天到期的走访各归各人，红色要逾期时"
        f"才动；次日起重排。逾期天数是当天起 {LOOK_AHEAD} 天内比人人到岗时多出的。",
        "An absence is known at 07:00 of its day; the days before went as planned. "
        "Visits due that day stay with their carers unless a red would go late; from "
        f"the next day on all is planned anew. Days late are those of {LOOK_AHEAD} "
        "days beyond what they are if everybody comes.",
    )
    yield Text(
        "谁会逾期，出自一份通过检查的计划，不另叫人；它说明可以只坏到这样，"
        "没有证明不能更好。替补是一个人单独顶班时最好的人选，其代价另计。",
        "Who goes late comes of a plan that passed the check, nobody called in: it "
        "shows that it need be no worse, not that it could not be better. The "
        "replacement is who could best stand in alone; the price is that of doing so.",
    )
