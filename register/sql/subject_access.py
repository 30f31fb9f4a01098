"""What is held about a child beside its own record: rows in the lists that authorities returned, and consultations."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from register.open_types import Select
from register.sql.read.statement import DIALECT, spoken_by
from register.tables import HISTORY_OF, authority_return, consultation, consultation_detail, return_row
from register.vocabulary import ReturnStatus

IN_FORCE_ONCE = (ReturnStatus.ACCEPTED, ReturnStatus.ACCEPTED_WITH_CAVEAT, ReturnStatus.SUPERSEDED)
OF_RETURN = ("kind", "period_start", "period_end", "number", "status")


def returned_rows(children: Sequence[UUID], at: datetime, *, authority: str | None = None) -> Select:
    """The rows of these children in returns that were accepted at an instant or before, in order.

    authority: the one whose returns they are; None for those of every authority.
    """
    then = HISTORY_OF[authority_return]
    held = (
        return_row.c.child_id.in_(children),
        then.c.status.in_([status.value for status in IN_FORCE_ONCE]),
        then.c.recorded_from <= at,
        sa.or_(then.c.recorded_to.is_(None), then.c.recorded_to > at),
        sa.or_(return_row.c.replaced_at.is_(None), return_row.c.replaced_at > at),
    )
    own = () if authority is None else (return_row.c.authority_code == authority, then.c.authority_code == authority)
    cells = [cell for cell in return_row.columns if cell.name not in ("child_id", "replaced_at")]
    found = sa.select(*cells, *(then.c[name].label(f"return_{name}") for name in OF_RETURN))
    joined = found.join(then, then.c.id == return_row.c.return_id).where(*held, *own)
    return joined.order_by(then.c.period_start, then.c.kind, then.c.number, return_row.c.line, return_row.c.id)


def spoken(built: Select, role: str) -> tuple[str, list[object]]:
    """A statement with its values, as a role asks it."""
    compiled = built.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})
    return spoken_by(role, str(compiled)), [compiled.params[name] for name in compiled.positiontup or ()]


def consulted(children: Sequence[UUID], at: datetime) -> Select:
    """Which bodies were shown these records of a child, or what is of them, until an instant: as it was noted."""
    by = (consultation.c.agency, consultation_detail.c.area, consultation_detail.c.organisation)
    when = consultation_detail.c.asked_at
    found = sa.select(*by, sa.func.count().label("times"), sa.func.min(when).label("first_at"))
    return (
        found.add_columns(sa.func.max(when).label("last_at"))
        .join(consultation_detail, consultation_detail.c.consultation_id == consultation.c.id)
        .where(consultation_detail.c.child_id.in_(children), when <= at)
        .group_by(*by)
        .order_by(*by)
    )
