"""The demonstration lands in one transaction, and the write path alone says where its homes stand."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from register.database.private_server import Cluster
from register.demo.history import amend_demonstration
from register.demo.load import SEED, is_loaded, load_demonstration
from register.demo.published_figures import OFF_THE_SHORE, ON_A_VERTEX
from register.demo.quotas import Quotas
from register.errors import SetupError
from register.geo.areas import import_boundaries
from register.geo.demonstration_outlines import LABEL, demonstration_features
from register.geo.reference import authorities
from register.tables import entry, entry_author, home, inspection
from register.vocabulary import CURRENT_STATUSES
from tests.conftest import own_copy, rolled_back
from tests.support.demonstration import NEAR_AN_EDGE

OUTLINES_SINCE = date(2021, 4, 1)

FORCES = """
select a.code, count(distinct l.home_id) as homes
  from register.home_area l
  join register.area a on a.code = l.area_code and a.kind = 'force'
 where l.valid_to is null
 group by a.code
 order by a.code
"""
STANDING = """
select p.home_id, p.id, p.is_main, p.on_edge, p.in_no_force,
       array_remove(array_agg(r.how::text order by r.area_code), null) as how,
       array_remove(array_agg(r.area_code order by r.area_code), null) as forces
  from register.premises p
  left join (select r.premises_id, r.how, r.area_code
               from register.home_reach r
               join register.area a on a.code = r.area_code and a.kind = 'force'
              where r.valid_to is null) r on r.premises_id = p.id
 group by p.id
"""
ONLY_BY_AUTHORITY = """
select count(distinct r.home_id)
  from register.home_reach r
 where r.how = 'authority'
   and not exists (select from register.premises p where p.home_id = r.home_id)
"""


@pytest.fixture(scope="module")
def owner(cluster: Cluster, template: str, worker: str) -> Iterator[sa.Engine]:
    """An engine with the owner's login on a register with the drawn outlines and no home."""
    with own_copy(cluster, template, f"outlined_{worker}") as made:
        with made.begin() as connection:
            for kind, features in demonstration_features().items():
                import_boundaries(
                    connection,
                    features,
                    kind=kind,
                    valid_from=OUTLINES_SINCE,
                    source=LABEL,
                    digest="0" * 64,
                    is_demonstration=True,
                )
        yield made


@pytest.fixture
def outlined(owner: sa.Engine) -> Iterator[sa.Connection]:
    with rolled_back(owner) as opened:
        yield opened


@pytest.fixture
def one_home(connection: sa.Connection) -> sa.Connection:
    connection.execute(
        home.insert().values(urn="9900001", kind="childrens_home", sector="private", registration_status="registered")
    )
    return connection


def test_homes_stand_where_the_write_path_finds_them(outlined: sa.Connection, quotas: Quotas) -> None:
    report = load_demonstration(outlined)

    standing = outlined.execute(sa.text(STANDING)).all()
    on_line = [row for row in standing if len(row.how) > 1 and set(row.how) == {"edge"}]
    adrift = [row for row in standing if not row.forces]
    assert len(on_line) >= 10
    assert any(row.how == ["edge", "edge"] for row in on_line)
    assert all(row.on_edge for row in on_line)
    assert len(adrift) >= 10
    assert all(row.in_no_force for row in adrift)
    assert report.on_edge == sum(row.on_edge for row in standing)
    assert report.in_no_force == sum(row.in_no_force for row in standing)
    assert {row.code for row in outlined.execute(sa.text(FORCES))} == quotas.forces
    assert len(quotas.forces) == 38
    near = outlined.scalar(sa.text(NEAR_AN_EDGE))
    assert near is not None
    assert near / 4_009 >= 0.06
    _have_premises_in_several_forces(standing)
    _keep_to_the_published_numbers_of_forces(outlined)
    assert outlined.scalar(sa.text(ONLY_BY_AUTHORITY)) == 30


def _have_premises_in_several_forces(standing: Sequence[sa.Row[Any]]) -> None:
    forces_of: dict[object, set[tuple[str, ...]]] = defaultdict(set)
    for row in standing:
        forces_of[row.home_id].add(tuple(row.forces))
    assert len(standing) - len(forces_of) == 360
    assert sum(len(found) > 1 for found in forces_of.values()) >= 10


def _keep_to_the_published_numbers_of_forces(connection: sa.Connection) -> None:
    published: Counter[str] = Counter()
    for authority in authorities():
        published[authority.force] += authority.homes
    found = Counter(connection.scalars(sa.select(home.c.force_code).where(home.c.force_code.is_not(None))))
    # Those off the shore are shown in the nearest force; one on a line is counted with one force of several.
    assert found.total() == 4_009
    assert (published - found).total() <= OFF_THE_SHORE + ON_A_VERTEX
    assert (found - published).total() <= ON_A_VERTEX


def test_the_demonstration_is_one_signed_transaction(outlined: sa.Connection) -> None:
    already = outlined.scalar(sa.select(sa.func.max(entry.c.number)))
    assert not is_loaded(outlined)

    report = load_demonstration(outlined, seed=SEED + 1)

    of_load = entry.c.number > already
    transactions = outlined.scalars(sa.select(entry.c.transaction).where(of_load).distinct()).all()
    assert transactions == [outlined.scalar(sa.select(sa.func.txid_current()))]
    signed = sa.select(entry_author.c.subject).where(entry_author.c.number > already).distinct()
    assert outlined.scalars(signed).all() == ["demonstration"]
    assert is_loaded(outlined)
    for table in (home, inspection):
        assert outlined.scalar(sa.select(sa.func.count()).select_from(table)) == report.rows[table.name]


def test_former_homes_are_loaded_beside_those_that_stand_and_have_areas(outlined: sa.Connection) -> None:
    report = load_demonstration(outlined, with_former=True)

    outlined.execute(sa.text("set constraints all immediate"))
    counted = sa.select(
        home.c.registration_status.in_(CURRENT_STATUSES).label("stands"), sa.func.count().label("homes")
    )
    placed = counted.where(home.c.force_code.is_not(None), home.c.authority_code.is_not(None)).group_by("stands")
    assert {row.stands: row.homes for row in outlined.execute(placed)} == {True: 4_009, False: 581}
    assert report.rows[home.name] == 4_590


def test_a_register_with_homes_is_left_alone(one_home: sa.Connection) -> None:
    with pytest.raises(SetupError, match="already has homes"):
        load_demonstration(one_home)

    assert one_home.scalar(sa.select(sa.func.count()).select_from(home)) == 1
    assert not is_loaded(one_home)


def test_no_home_is_loaded_before_there_are_boundaries(connection: sa.Connection) -> None:
    with pytest.raises(SetupError, match="Import the boundaries"):
        load_demonstration(connection)

    assert connection.scalar(sa.select(sa.func.count()).select_from(home)) == 0


def test_later_changes_are_refused_at_the_moment_of_the_load(one_home: sa.Connection) -> None:
    with pytest.raises(SetupError, match="Commit the demonstration"):
        amend_demonstration(one_home, seed=SEED)

    assert one_home.scalar(sa.select(home.c.version)) == 1
