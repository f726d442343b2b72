"""The names of people by id, for answers to those who may read them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store.tables import CarerRow, SeniorRow


class Names:
    """Everybody's name, read once for an answer; empty where nobody is known."""

    def __init__(self, session: Session) -> None:
        seniors = session.execute(select(SeniorRow.senior_id, SeniorRow.name))
        carers = session.execute(select(CarerRow.carer_id, CarerRow.name))
        self._seniors = {key: name for key, name in seniors}  # noqa: C416 rows have keys
        self._carers = {key: name for key, name in carers}  # noqa: C416 rows have keys

    def senior(self, senior_id: str) -> str:
        """Return a senior's name."""
        return self._seniors.get(senior_id, "")

    def carer(self, carer_id: str) -> str:
        """Return a carer's name."""
        return self._carers.get(carer_id, "")
