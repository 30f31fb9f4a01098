"""A register of the demonstration's size, or of many times that: what it holds, and what bodies read of it.

The second opinion on rows works out by itself who reads what, and only in a small world. Here the database is asked, in
each body's role, which values it meets.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from psycopg import sql

from bench.size import enlarge
from register.cli.demonstration import prepare
from register.database.connections import with_driver
from register.database.private_server import Cluster
from register.maintenance.migrate import API_LOGIN
from register.settings import settings
from register.tables import metadata
from tests.hostile.rows import Asker
from tests.hostile.walled import NOW, REFUSED, as_role, give, mark

DEMONSTRATION = 4_009
# So many values of a column are looked at; of a closed list that is all of them.
SAMPLE = 300
LARGEST = """
select r.area_code from register.home_reach r join register.area a on a.code = r.area_code and a.kind = :kind
 where r.valid_to is null group by r.area_code order by count(*) desc limit 1
"""
ELSEWHERE = """
select h.id, h.urn from register.home h
 where not exists (select from register.home_reach r where r.home_id = h.id and r.area_code = :force)
 order by h.urn limit 1
"""


@dataclass
class Large:
    """A register by its owner's engine, and by a connection that takes on each body's role."""

    owner: sa.Engine
    login: psycopg.Connection[Any]
    kept: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def held(self, table: str, column: str) -> list[Any]:
        """Some values of a column, of a list its items; of a closed list every one."""
        return list(self._sample(table, column).values())

    def seen(self, asker: Asker, table: str, column: str) -> Collection[Any]:
        """Those of them that the second wall shows a body."""
        sample = self._sample(table, column)
        found = sql.SQL("select distinct v::text from ({}) as every(v) where v::text = any(%s)").format(
            _every(table, column)
        )
        with as_role(self.login, asker) as login:
            try:
                return [sample[text] for (text,) in login.execute(found, [list(sample)])]
            except REFUSED:
                return []

    def altered(self, table: str, column: str, value: str) -> str:
        """A value of the form and the length of this one that no row has: its digits are others."""
        held = sa.text(f"select exists (select from register.{table} where {column}::text = :value)")  # noqa: S608
        with self.owner.connect() as connection:
            for turn in range(1, 10):
                other = value.translate({ord(str(n)): str((n + turn) % 10) for n in range(10)})
                if other != value and not connection.scalar(held, {"value": other}):
                    return other
        raise LookupError(f"every value like {value} is held")

    def _sample(self, table: str, column: str) -> dict[str, Any]:
        if (table, column) not in self.kept:
            some = sql.SQL(
                "select v::text, v from (select distinct v from ({}) as every(v) where v is not null) as each(v)"
                " order by md5(v::text) limit {}"
            ).format(_every(table, column), SAMPLE)
            with self.owner.connect() as connection:
                raw = connection.connection.driver_connection
                assert isinstance(raw, psycopg.Connection)
                self.kept[table, column] = dict(raw.execute(some).fetchall())
        return self.kept[table, column]


def _every(table: str, column: str) -> sql.Composed:
    """A query for the values of a column, or for the items of its lists."""
    value: sql.Composable = sql.Identifier(column)
    if isinstance(metadata.tables[f"{metadata.schema}.{table}"].c[column].type, sa.ARRAY):
        value = sql.SQL("unnest({})").format(value)
    return sql.SQL("select {} from register.{}").format(value, sql.Identifier(table))


@contextmanager
def large_register(cluster: Cluster, size: int, name: str) -> Iterator[Large]:
    """A register of about so many homes, with access that people gave, for as long as the block lasts."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("REGISTER_MIGRATION_URL", cluster.url(name))
        prepare(cluster, name, None, with_former=False, children=200)
        settings.cache_clear()
    settings.cache_clear()
    owner = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"))
    if size > DEMONSTRATION:
        with owner.begin() as connection:
            enlarge(connection, size, lambda line: None)
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("vacuum analyze"))
    with psycopg.connect(cluster.url(name, user=API_LOGIN), autocommit=True) as login:
        yield Large(owner, login)
    owner.dispose()
    cluster.drop_database(name)


def askers(large: Large) -> dict[str, Asker]:
    """Bodies that reach some rows and not others, each in another way; access is given to those who need it."""
    with large.owner.begin() as connection:
        force, authority = (connection.scalar(sa.text(LARGEST), {"kind": kind}) for kind in ("force", "authority"))
        home, urn = connection.execute(sa.text(ELSEWHERE), {"force": force}).one()
        opened = {"kind": "break_glass", "holder_agency": "police", "holder_area": force, "issued_agency": "police"}
        opened |= {"home_id": home, "purpose": "incident_response", "incident": "L/1", "holder_subject": "opener"}
        give(connection, "opener", **opened)
        helping = {"kind": "administration", "holder_agency": "admin", "issued_agency": "admin"}
        helping |= {"purpose": "system_support", "home_id": home, "holder_subject": "helper"}
        mark(connection, "approver", give(connection, "helper", **helping), "approved_at")
        inspection = {"kind": "inspection", "issued_agency": "ofsted", "purpose": "inspection", **NOW}
        for agency, area in (("ofsted_inspector", authority), ("hmicfrs", force)):
            lists = {"holder_subjects": ["inspector"], "area_codes": [area], "holder_agency": agency}
            mark(connection, "second keeper", give(connection, "keeper", **inspection, **lists), "approved_at")
    inspector = {"subject": "inspector", "purpose": "inspection"}
    return {
        "police": Asker("police", force),
        "police who opened a home": Asker(
            "police", force, subject="opener", purpose="incident_response", opened=frozenset({urn})
        ),
        "an authority": Asker("local_authority", authority),
        "an inspector": Asker("ofsted_inspector", **inspector, inspects=frozenset({authority})),
        "inspectors of police": Asker("hmicfrs", **inspector, inspects=frozenset({force})),
        "an administrator": Asker("admin", subject="helper", purpose="system_support", opened=frozenset({urn})),
        "statisticians": Asker("dfe_statistics"),
    }
