"""The privacy line: what of a senior may stand on a carer's paper.

Nothing of a senior reaches paper but through `printed_senior`. Nobody's paper holds an
identity number or a way through a door (`secrets`). Paper that is `minimal` holds a
surname, the address and what to mind: no full name, no tag, no telephone number, no
skill needed (it may name an illness), and of the notes no clause that speaks of health,
of living alone, of a tag or of a number.
"""

import re

from scheduler.domain.frozen import Frozen
from scheduler.domain.people import Senior
from scheduler.domain.words import Detail, Tag
from scheduler.errors import Language, Text
from scheduler.sheets.address import home_lines
from scheduler.sheets.fontcheck import printable
from scheduler.sheets.paper_text import paper_text
from scheduler.sheets.secrets import SEPARATOR, without_secrets
from scheduler.sheets.surnames import surname

_COURTESY = {
    Language.ZH: ("", "先生/女士"),
    Language.EN: ("Mr/Ms", ""),
}
"""Before and after a surname: a senior's own gender is not among the data."""

NOBODY = Text("住户", "resident")

_ALONE = (
    "独居|独住|独自|一个人|孤身|孤老|孤寡|空巢|丧偶|留守|无人照|没人照|失独"
    "|(?:子女|儿女|家人|儿子|女儿|老伴|配偶).{0,6}(?:外地|国外|不在|去世|过世|出国|很少)"
    "|alone|widow|lives by|no family"
)
_HEALTH = (
    "病|症|癌|瘤|炎|残|瞎|聋|瘫|心脏|冠心|哮喘|痛风|卧床|[肾肝肺胃]|中风|脑梗|心梗"
    "|(?<![量测])血[压糖]|血脂|胰岛|降压|痴呆|失智|失能|认知|阿尔茨|帕金森|精神|抑郁|自杀"
    "|造瘘|透析|化疗|放疗|手术|术后|骨折|出院|住院|[吃服用]药|失禁|导尿|褥疮|压疮"
    "|艾滋|梅毒|结核|吸毒|低保|五保|特困"
    "|diagnos|disease|cancer|dement|alzheim|parkinson|stroke|diabet|insulin|depress"
    "|blood pressure|hypertens|disab|medic|surgery|hospital|hiv|tubercul|incontinen"
    "|asthma|kidney|heart|bedrid"
)
_TAGGED = r"[红橙绿]\s?(?:色|标|码|档|牌|类|级)|三色|\b(?:red|orange|green)\b"
_NUMBER = r"\d(?:[ \-·.]?\d){5,}"
_NOT_FOR_VOLUNTEERS = re.compile(
    "|".join((_ALONE, _HEALTH, _TAGGED, _NUMBER)), re.IGNORECASE
)


class PrintedSenior(Frozen):
    """What of a senior stands on paper.

    Attributes
    ----------
    before, name, after
        Whom to ask for; ``before`` and ``after`` are the courtesy of a surname.
    tag
        None where the paper does not say it.
    home
        Up to two lines: building and unit, floor and room.
    phone
        Empty where the paper does not say it.
    skills
        What the visit needs; empty where the paper does not say it.
    notes
        What to mind.
    held_back
        Whether something written in the notes is not on this paper.
    """

    before: str = ""
    name: str
    after: str = ""
    tag: Tag | None = None
    home: tuple[str, ...]
    phone: str = ""
    skills: tuple[str, ...] = ()
    notes: str = ""
    held_back: bool = False


def printed_senior(
    senior: Senior, detail: Detail, language: Language, second: bool = False
) -> PrintedSenior:
    """Return what of a senior may stand on paper of this detail.

    Parameters
    ----------
    second
        Whether it is the paper of one who comes after another carer.
    """
    cleared = without_secrets(senior.notes, language)
    if detail is Detail.FULL:
        skills = senior.skills + (senior.second_skills if second else ())
        return PrintedSenior(
            name=paper_text(senior.name, language),
            tag=senior.tag,
            home=home_lines(senior, language),
            phone=paper_text(senior.phone, language),
            skills=tuple(paper_text(skill, language) for skill in skills),
            notes=printable(cleared),
            held_back=cleared != senior.notes,
        )
    called = surname(without_secrets(senior.name, language))
    before, after = _COURTESY[language] if called else ("", "")
    name = printable(called) or NOBODY.to(language)
    notes = _for_volunteers(cleared, senior.name, name)
    return PrintedSenior(
        before=before,
        name=name,
        after=after,
        home=home_lines(senior, language),
        notes=printable(notes),
        held_back=notes != senior.notes,
    )


def _for_volunteers(notes: str, full_name: str, name: str) -> str:
    clauses, separators = SEPARATOR.split(notes), SEPARATOR.findall(notes)
    kept = []
    for place, clause in enumerate(clauses):
        if not _NOT_FOR_VOLUNTEERS.search(clause):
            kept.append(clause + "".join(separators[place : place + 1]))
    text = "".join(kept).strip("，,、；;")
    return text.replace(full_name, name) if full_name else text
