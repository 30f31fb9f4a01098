"""The question of a professional who meets a child: is it missing?"""

from collections.abc import Mapping

import sqlalchemy as sa

MEET_CHILD = "register.meet_child(text, date, text, text, timestamptz, double precision, double precision)"
_MEET = sa.text(
    "select encounter_id, episode_reference, force_code, risk_level from register.meet_child("
    "cast(:name as text), cast(:born as date), cast(:nhs_number as text), cast(:upn as text), "
    "cast(:met_at as timestamptz), cast(:longitude as double precision), cast(:latitude as double precision))"
)


def meet_child(asked: Mapping[str, object]) -> sa.TextClause:
    """One row: the key of what was written down, and of the open episode that was found, if any, what is said of it.

    asked: name and born, nhs_number or upn, met_at, longitude and latitude; what is not known is None.
    """
    return _MEET.bindparams(**asked)
