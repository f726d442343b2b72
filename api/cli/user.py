"""`qixiu user`: who may call the service, and with which tokens."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.table import Table

from api.cli.options import DatabaseName
from scheduler.cli.console import results, say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.options import Json, Lang, whole_number
from scheduler.errors import Language, Text

if TYPE_CHECKING:
    from api.services.tokens import Entry

user = typer.Typer(
    no_args_is_help=True,
    help="用户和令牌：新建、列出、撤销。 Users of the service, and their tokens.",
)


@user.command("add")
@reporting
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="姓名或单位。 Who it is.")],
    role: Annotated[
        str,
        typer.Option(
            "--role",
            metavar="ROLE",
            help="coordinator 协调员 · organisation 机构 · carer 走访人员 · "
            "auditor 审计。",
            show_default=False,
        ),
    ],
    organisation: Annotated[
        str,
        typer.Option(
            "--organisation",
            help="机构用户的机构名，同人员表。 As in the table of carers.",
            show_default=False,
        ),
    ] = "",
    carer: Annotated[
        str,
        typer.Option(
            "--carer", help="走访人员的编号。 The carer's id.", show_default=False
        ),
    ] = "",
    days: Annotated[
        int,
        typer.Option(
            "--days",
            metavar="N",
            parser=whole_number(1, 3650),
            help="令牌有效天数。 Days until the token ends.",
        ),
    ] = 365,
    database: DatabaseName = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """新建用户，并显示其令牌（只显示这一次）。 Add a user; shows the token, once.

    例 Example: qixiu user add 张三 --role coordinator
    """
    from api.cli.opening import opened
    from api.services.user_roles import checked_role
    from api.services.users import add_user

    with opened(database, make=True) as at_hand, at_hand.database.writing() as session:
        known = checked_role(session, name, role, organisation, carer)
        user_id, token = add_user(
            session,
            at_hand.clock.now(),
            name=name,
            role=known,
            organisation=organisation,
            carer_id=carer,
            days=days,
        )
    if as_json:
        write_json({"user_id": user_id, "token": token, "days": days})
        return
    results().print(token, markup=False, soft_wrap=True)
    _say(
        Text(
            f"已新建用户 {user_id}，令牌 {days} 天有效，只显示这一次；"
            "请求时带上 Authorization: Bearer 令牌。",
            f"added the user {user_id}; the token holds for {days} days and is shown "
            "only now; send it as Authorization: Bearer TOKEN.",
        ),
        lang,
    )


@user.command("list")
@reporting
def show(
    ctx: typer.Context,
    database: DatabaseName = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """列出用户和令牌编号，不显示令牌本身。 List users and the ids of their tokens.

    例 Example: qixiu user list
    """
    from api.cli.opening import opened
    from api.services.tokens import entries

    with opened(database) as at_hand, at_hand.database.noting() as session:
        found = entries(session, at_hand.clock.now())
    if as_json:
        write_json([_as_json(entry) for entry in found])
    else:
        _table(found, lang)


def _as_json(entry: "Entry") -> dict[str, Any]:
    return {
        "user_id": entry.user_id,
        "name": entry.name,
        "role": entry.role.value,
        "organisation": entry.organisation,
        "carer_id": entry.carer_id,
        "token_id": entry.token_id,
        "expires_at": entry.expires_at.isoformat(),
        "state": entry.state.value,
    }


def _table(found: "tuple[Entry, ...]", lang: Language) -> None:
    table = Table(box=box.SIMPLE)
    for heading in (
        Text("用户", "user"),
        Text("姓名", "name"),
        Text("角色", "role"),
        Text("机构或编号", "of"),
        Text("令牌", "token"),
        Text("到期", "ends"),
        Text("状态", "state"),
    ):
        table.add_column(heading.to(lang), overflow="fold")
    for entry in found:
        table.add_row(
            entry.user_id,
            entry.name,
            entry.role.value,
            entry.organisation or entry.carer_id,
            entry.token_id,
            f"{entry.expires_at:%Y-%m-%d}",
            entry.state.says.to(lang),
        )
    results().print(table)


@user.command("revoke")
@reporting
def revoke(
    ctx: typer.Context,
    which: Annotated[
        str,
        typer.Argument(
            metavar="USER|TOKEN",
            help="用户编号（撤销其全部令牌）或令牌编号。 A user's id, or a token's.",
            show_default=False,
        ),
    ],
    database: DatabaseName = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """撤销令牌，立即生效。 Revoke a token, or all of a user's, at once.

    例 Example: qixiu user revoke U1a2b3c4d
    """
    from api.cli.opening import opened
    from api.services.tokens import revoke as take_back

    with opened(database) as at_hand, at_hand.database.writing() as session:
        revoked = take_back(session, at_hand.clock.now(), which)
    if as_json:
        write_json({"revoked": list(revoked)})
    count = len(revoked)
    done = Text(f"已撤销 {count} 个令牌。", f"revoked {count} tokens.")
    none = Text("没有还有效的令牌。", "no token there was still valid.")
    _say(done if revoked else none, lang)


def _say(says: Text, lang: Language) -> None:
    say(says.to(lang))
