"""Sessions that were signed out of: each of one person of a body that is known."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from register import tables
from register.settings import Settings
from tests.support.database_refusals import refused_by

NOW = datetime.now(UTC)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [({}, None), ({"agency": "press"}, "agency_code_known"), ({"subject": None}, "subject is empty")],
)
def test_a_session_is_of_a_person_of_a_body(connection, given, refusal):
    assert refused_by(connection, tables.ended_session, **{"subject": "tester", "agency": "ofsted"} | given) == refusal


def test_a_session_that_ends_takes_with_it_those_whose_cookie_opens_nothing_any_more(connection):
    def end(count, days):
        at = NOW - timedelta(days=days)
        many = sa.select(sa.literal("tester"), sa.literal("ofsted"), sa.literal(at)).select_from(
            sa.func.generate_series(1, count)
        )
        connection.execute(tables.ended_session.insert().from_select(["subject", "agency", "ended_at"], many))
        return connection.scalar(sa.select(sa.func.count()).select_from(tables.ended_session))

    bounds = Settings.model_fields["session_life_s"].metadata
    before = connection.scalar(sa.select(sa.func.count()).select_from(tables.ended_session))

    left = [end(250, 9) - before, end(1, 7) - before, end(1, 0) - before, end(1, 0) - before]

    assert left == [150, 51, 2, 3]
    assert max(each.le for each in bounds if hasattr(each, "le")) < timedelta(days=8).total_seconds()
