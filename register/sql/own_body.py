"""Which rows name the caller: by its body, or by itself. A body is its kind with its area or its organisation."""

import sqlalchemy as sa

from register.open_types import BindParameter
from register.sql.as_of import From
from register.sql.links import CALLER_AREA, CALLER_ORGANISATION

CALLER_AGENCY: BindParameter = sa.bindparam("caller_agency", required=False, type_=sa.Text)
CALLER_SUBJECT: BindParameter = sa.bindparam("caller_subject", required=False, type_=sa.Text)


def names_own_body(rows: From) -> sa.ColumnElement[bool]:
    """True on rows that name the caller's own body as whose they are."""
    return sa.and_(
        rows.c.agency == CALLER_AGENCY,
        rows.c.area.is_not_distinct_from(CALLER_AREA),
        rows.c.organisation.is_not_distinct_from(CALLER_ORGANISATION),
    )


def is_held_by_own_body(rows: From) -> sa.ColumnElement[bool]:
    """True on rows whose holder is the caller's own body."""
    return sa.and_(
        rows.c.holder_agency == CALLER_AGENCY,
        rows.c.holder_area.is_not_distinct_from(CALLER_AREA),
        rows.c.holder_organisation.is_not_distinct_from(CALLER_ORGANISATION),
    )


def is_held_by_caller(rows: From) -> sa.ColumnElement[bool]:
    """True on access that names the caller as its holder, or as one of several."""
    return sa.and_(
        rows.c.holder_agency == CALLER_AGENCY,
        sa.or_(rows.c.holder_subject == CALLER_SUBJECT, sa.any_(rows.c.holder_subjects) == CALLER_SUBJECT),
        sa.or_(rows.c.holder_area.is_(None), rows.c.holder_area == CALLER_AREA),
        sa.or_(rows.c.holder_organisation.is_(None), rows.c.holder_organisation == CALLER_ORGANISATION),
    )


def has_no_area() -> sa.ColumnElement[bool]:
    """True for a caller whose body is the only one of its kind."""
    return sa.and_(CALLER_AREA.is_(None), CALLER_ORGANISATION.is_(None))
