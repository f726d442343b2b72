"""Who is calling, and what they may see."""

from dataclasses import dataclass
from enum import StrEnum


class UserRole(StrEnum):
    """What a user may do.

    ``coordinator``: everything. ``organisation``: its own carers and their seniors.
    ``carer``: the own routes of the day. ``auditor``: numbers and the audit trail, no
    names.
    """

    COORDINATOR = "coordinator"
    ORGANISATION = "organisation"
    CARER = "carer"
    AUDITOR = "auditor"


@dataclass(frozen=True)
class Caller:
    """The user behind a request.

    Attributes
    ----------
    organisation
        Of a user of that role; else empty.
    carer_id
        Of a user of the role ``carer``; else empty.
    """

    user_id: str
    name: str
    role: UserRole
    organisation: str = ""
    carer_id: str = ""
