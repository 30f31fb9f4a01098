"""Copies that are kept by the feed: after a year of every kind of change each holds what the register answers."""

from datetime import date

import pytest
import sqlalchemy as sa

from register import tables
from register.geo.home_areas import derive_links
from register.vocabulary import AreaKind
from tests.hostile.home_changes import HOME, shift, update
from tests.support import factories as make
from tests.support.copy_client import Copy, wait_until_told
from tests.support.story import (
    AT_SEA,
    IN_BOTH,
    INSIDE,
    NORTHBY,
    NORTHBY_COUNCIL,
    ON_THE_LINE,
    OUTSIDE,
    PLAIN,
    SOUTHBY,
    SOUTHBY_COUNCIL,
    UNPLACED,
)

pytestmark = pytest.mark.long


def move(urn, *places):
    """The premises of a home stand at these points from now on, the main ones first."""

    def changed(owner):
        home_id = owner.scalar(sa.text(HOME), {"urn": urn})
        owner.execute(tables.home_reach.delete().where(tables.home_reach.c.home_id == home_id))
        owner.execute(tables.premises.delete().where(tables.premises.c.home_id == home_id))
        for number, point in enumerate(places):
            make.create_premises(owner, home_id, point, is_main=number == 0)

    return changed


def said(statement, **given):
    return lambda owner: owner.execute(sa.text(statement), given)


def of_home(table, change, urn, **given):
    return said(update(table, change), urn=urn, **given)


def opened(owner):
    home_id = make.create_home(owner, "SC900050", at=[(383_000, 397_000)], name="Larch House")
    make.create_person(owner, home_id, "Idris Vole")


def boundary(line):
    """The forces and the councils meet at another easting."""

    def changed(owner):
        west, east = (380_000.0, 390_000.0, line, 400_000.0), (line, 390_000.0, 400_000.0, 400_000.0)
        make.LONG_AGO, kept = date(2021, 3, 1) if line == 388_000.0 else date(2021, 9, 1), make.LONG_AGO
        try:
            make.create_areas(owner, AreaKind.FORCE, (NORTHBY, "Northby", west), (SOUTHBY, "Southby", east))
            councils = (NORTHBY_COUNCIL, "Northby Council", west), (SOUTHBY_COUNCIL, "Southby Council", east)
            make.create_areas(owner, AreaKind.AUTHORITY, *councils)
        finally:
            make.LONG_AGO = kept

    return changed


def merged(owner):
    owner.execute(
        sa.text(update("home", f"merged_into_id = ({HOME.replace(':urn', ':into')})")), {"urn": PLAIN, "into": INSIDE}
    )


def erased(owner):
    made = make.create_home(owner, "SC900060", at=[(384_000, 396_000)], name="Never House")
    derive_links(owner, [made], on=date(2021, 6, 1), buffer_m=0)
    for table in ("home_reach", "home_area", "home_identity", "premises"):
        owner.execute(sa.text(f"delete from register.{table} where home_id = :id"), {"id": made})  # noqa: S608
    owner.execute(sa.text("delete from register.home where id = :id"), {"id": made})


YEAR = (
    shift(PLAIN, 396_000, 396_000),
    of_home("home_identity", "name = 'Rowan House', age_max = 16", INSIDE),
    opened,
    boundary(388_000.0),
    said("update register.provider set name = 'Mossier Homes Ltd' where reference = 'TEST-COMPANY'"),
    said("update register.provider_contact set individual_name = 'Orla Quick', address = '2 Private Lane'"),
    move(IN_BOTH, (394_000, 394_000), (386_000, 396_000)),
    of_home("home_person", "valid_to = date '2021-04-01'", INSIDE),
    said(f"insert into register.home_person (home_id, role, name, valid_from) select ({HOME}), 'registered_manager', "
         "'Wren Alder', date '2021-04-01'", urn=INSIDE),
    said("update register.home set registration_status = 'cancelled_voluntary', ceased_on = date '2021-05-01' "
         "where urn = :urn", urn=ON_THE_LINE),
    said("update register.home set urn = 'SC900099', previous_urn = urn where urn = :urn", urn=OUTSIDE),
    said("update register.home set provider_id = (select id from register.provider where reference = 'TEST-PERSON') "
         "where urn = :urn", urn=INSIDE),
    said("update register.inspection set overall_experiences_and_progress = 'outstanding' where number = 'INSIDE2024'"),
    said("delete from register.inspection where number = 'INSIDE2022'"),
    shift(AT_SEA, 382_000, 393_000),
    move(UNPLACED, (391_000, 392_000)),
    of_home("notice", "lifted_on = date '2024-07-01'", INSIDE),
    said("update register.condition_detail set wording = 'No more than five.'"),
    merged,
    erased,
    boundary(392_000.0),
    shift(PLAIN, 385_500, 391_500),
    said("update register.home set merged_into_id = null where urn = :urn", urn=PLAIN),
    said("update register.area set name = 'Northby Force' where code = :code", code=NORTHBY),
    move(IN_BOTH, (395_000, 394_000)),
)  # fmt: skip
FOLLOWERS = (("police", NORTHBY), ("police", SOUTHBY), ("local_authority", SOUTHBY_COUNCIL))


def different(copy):
    """What a copy holds otherwise than the register: the home, the field, and the two values."""
    here, there = copy.whole(), copy.asked()
    keys = {*here, *there}
    pairs = ((key, here.get(key) or {}, there.get(key) or {}) for key in keys)
    return [
        (ours.get("urn"), name, ours.get(name), theirs.get(name))
        for key, ours, theirs in pairs
        for name in {*ours, *theirs}
        if ours.get(name) != theirs.get(name)
    ]


@pytest.fixture
def generous(make_server):
    """A register of the test's own that lets one request ask for as much as a whole copy."""
    with make_server(REGISTER_MAX_COST="1000000") as running:
        yield running


def test_a_copy_that_follows_the_feed_holds_after_a_year_what_the_register_answers(generous):
    copies = [Copy(generous, *who, first=first) for who in FOLLOWERS for first in (1, 7, 1_000)]
    wait_until_told(generous)
    for copy in copies:
        copy.follow()
        assert copy.whole() == copy.asked() != {}
    for number, change in enumerate(YEAR):
        with generous.owner.begin() as owner:
            change(owner)
            derive_links(owner, None, on=date(2022, 1, 1), buffer_m=500)
        wait_until_told(generous)
        # One reader looks after every change, one after every fifth, one when the year is over.
        for copy in copies:
            if number % {1: 1, 7: 5, 1_000: len(YEAR)}[copy.first] == 0:
                copy.follow()

    told = [len(copy.follow()) + len(copy.seen) for copy in copies]
    assert [different(copy) for copy in copies] == [[]] * len(copies)
    assert all(any(change["left"] for change in copy.seen) for copy in copies)
    assert min(told) > 60


def test_pages_of_any_size_tell_the_same_changes_once_each(generous):
    for change in YEAR[:6]:
        with generous.owner.begin() as owner:
            change(owner)
            derive_links(owner, None, on=date(2022, 1, 1), buffer_m=0)
    wait_until_told(generous)

    told = [Copy(generous, "police", NORTHBY, first=first).follow() for first in (1, 7, 1_000)]

    assert told[0] == told[1] == told[2]
    assert len(told[0]) > 60
