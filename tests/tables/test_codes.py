"""Columns that hold a code: a domain holds them to their list, and to queries they are texts."""

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError

from register import tables
from register.maintenance.migrate import API_LOGIN
from register.tables import home, metadata
from register.tables.codes import Code, any_of, code
from register.vocabulary import Agency, AreaKind, HomeKind, Judgement
from tests.support import factories as make

DIALECT = postgresql.dialect()


@pytest.mark.parametrize(("listed", "domain"), [(Agency, "agency_code"), (AreaKind, "area_kind_code")])
def test_a_list_is_a_domain_of_its_own_name(listed, domain):
    assert Code(listed).domain == domain
    assert Code(listed).compile(dialect=DIALECT) == f"register.{domain}"


def test_no_two_lists_share_a_domain_and_none_has_the_name_of_a_table():
    kinds = [column.type for table in metadata.sorted_tables for column in table.c if isinstance(column.type, Code)]

    assert len({kind.domain for kind in kinds}) == len({kind.values for kind in kinds}) > 40
    assert {kind.domain for kind in kinds}.isdisjoint(table.name for table in metadata.sorted_tables)


def test_a_code_is_declared_with_its_list_and_may_be_a_key():
    made = code("kind", Judgement, default=Judgement.GOOD)

    assert (made.info, made.nullable, made.server_default.arg) == ({"codes": Judgement}, True, "good")
    assert not code("kind", Judgement, primary_key=True).nullable
    assert any_of(Judgement) == "'outstanding', 'good', 'requires_improvement', 'inadequate', 'not_judged'"


def test_to_a_query_a_code_is_a_text():
    asked = sa.select(home.c.urn).where(home.c.kind == HomeKind.CHILDRENS_HOME)

    # A value of the domain's type would be checked against the list, by a function that row security cannot trust.
    assert str(asked.compile(dialect=DIALECT)).endswith("WHERE register.home.kind = %(kind_1)s::VARCHAR")


def test_a_code_that_is_not_in_its_list_is_refused_without_the_row_that_held_it(connection):
    made = make.create_home(connection, "SC100001", name="Ash House")

    with pytest.raises(IntegrityError) as refusal:
        connection.execute(home.update().where(home.c.id == made).values(kind="castle"))

    told = refusal.value.orig.diag
    assert (told.constraint_name, told.datatype_name) == ("home_kind_code_known", "home_kind_code")
    assert told.message_detail is None
    assert "castle" not in told.message_primary


UNKNOWN = "alter domain register.home_kind_code drop constraint home_kind_code_known"
KNOWN = "alter domain register.home_kind_code add constraint home_kind_code_known check (value in ({}))"


def test_a_list_grows_in_one_place_and_cannot_lose_a_code_that_is_held(connection):
    made = make.create_home(connection, "SC100001")
    with pytest.raises(IntegrityError, match="contains values that violate"), connection.begin_nested():
        connection.execute(sa.text("; ".join((UNKNOWN, KNOWN.format("'secure_childrens_home'")))))

    connection.execute(sa.text(UNKNOWN))
    connection.execute(sa.text(KNOWN.format(any_of(HomeKind) + ", 'castle'")))
    connection.execute(home.update().where(home.c.id == made).values(kind="castle"))

    assert connection.scalar(sa.select(home.c.kind)) == "castle"
    kept = sa.select(tables.HISTORY_OF[home].c.kind).order_by(tables.HISTORY_OF[home].c.history_id)
    assert connection.scalars(kept).all() == ["childrens_home", "castle"]


def test_a_role_finds_rows_by_the_index_on_a_code_for_the_comparison_leaks_nothing(cluster, engine):
    with psycopg.connect(cluster.url(engine.url.database, user=API_LOGIN)) as login:
        login.execute("set role register_police")
        login.execute("set enable_seqscan = off")
        asked = "explain select id from register.live_grant where holder_agency = 'police' and ends_at > now()"
        plan = "\n".join(line for (line,) in login.execute(asked))

    assert "Index Scan using ix_live_grant_holder" in plan
    assert "Index Cond: (((holder_agency)::text = 'police'::text) AND (ends_at > now()))" in plan
