"""A small register that every test can know by heart: two forces side by side, and homes in every kind of place.

Northby lies west of the line at easting 390,000, Southby east of it; both are 10 km squares. West of Northby is sea.
"""

import itertools
import uuid
from datetime import date

import sqlalchemy as sa

from register import tables
from register.geo.home_areas import derive_links
from register.vocabulary import AreaKind
from tests.support import factories as make

NORTHBY, SOUTHBY = "E23000005", "E23000010"
NORTHBY_COUNCIL, SOUTHBY_COUNCIL = "E08000003", "E08000035"
REGION = "E12000002"

INSIDE, OUTSIDE = "SC900001", "SC900002"
ON_THE_LINE, IN_BOTH, UNPLACED, AT_SEA = "SC900003", "SC900004", "SC900005", "SC900006"
PLAIN = "9900007"
EVERY_URN = (PLAIN, INSIDE, OUTSIDE, ON_THE_LINE, IN_BOTH, UNPLACED, AT_SEA)
IN_NORTHBY = (PLAIN, INSIDE, ON_THE_LINE, IN_BOTH, UNPLACED)
IN_SOUTHBY = (OUTSIDE, ON_THE_LINE, IN_BOTH)
# By public links: the lower code of two on a line, the force of the main premises, the nearest force to one at sea.
SHOWN_IN_NORTHBY = (PLAIN, INSIDE, ON_THE_LINE, IN_BOTH, UNPLACED, AT_SEA)
SHOWN_IN_SOUTHBY = (OUTSIDE,)

WEST = (380_000.0, 390_000.0, 390_000.0, 400_000.0)
EAST = (390_000.0, 390_000.0, 400_000.0, 400_000.0)
BOTH = (380_000.0, 390_000.0, 400_000.0, 400_000.0)


def tell_story(connection: sa.Connection) -> None:
    """Write the story into a migrated, empty database, in one transaction."""
    # Postcodes and numbers of the story are the same whatever this process made before.
    make.COUNT = itertools.count(1)
    with connection.begin():
        make.create_areas(connection, AreaKind.REGION, (REGION, "North West", BOTH))
        make.create_areas(connection, AreaKind.FORCE, (NORTHBY, "Northby", WEST), (SOUTHBY, "Southby", EAST))
        make.create_areas(
            connection,
            AreaKind.AUTHORITY,
            (NORTHBY_COUNCIL, "Northby Council", WEST),
            (SOUTHBY_COUNCIL, "Southby Council", EAST),
        )
        company = make.create_provider(connection, reference="TEST-COMPANY", name="Mossy Homes Ltd")
        person = make.create_provider(connection, reference="TEST-PERSON", name=None, legal_form="individual")
        contact = {"provider_id": person, "individual_name": "Orla Fennimore", "address": "1 Private Lane"}
        connection.execute(tables.provider_contact.insert().values(**contact))
        _homes(connection, company, person)
        connection.execute(
            tables.organisation.insert().values(code="story-trust", agency="interview_provider", name="Story Trust")
        )
        derive_links(connection, None, on=date(2020, 1, 1), buffer_m=0)


def _homes(connection: sa.Connection, company: uuid.UUID, person: uuid.UUID) -> None:
    inside = make.create_home(
        connection, INSIDE, at=[(385_000, 395_000)], name="Ash House", provider_id=company, places=3
    )
    make.create_person(connection, inside, "Perpetua Moss")
    make.create_condition(connection, inside, "No more than three children.")
    make.create_notice(connection, inside, "Records were not kept.")
    for year in (2022, 2023, 2024):
        make.create_inspection(connection, inside, date(year, 6, 1), number=f"INSIDE{year}")
    outside = make.create_home(
        connection, OUTSIDE, at=[(395_000, 395_000)], name="Elm House", provider_id=person, places=5
    )
    make.create_person(connection, outside, "Barnaby Thistle")
    make.create_condition(connection, outside, "Girls only.")
    make.create_notice(connection, outside, "The premises were not safe.")
    make.create_inspection(
        connection,
        outside,
        date(2024, 3, 1),
        number="OUTSIDE2024",
        overall_experiences_and_progress="inadequate",
        helped_and_protected="inadequate",
    )
    make.create_home(connection, ON_THE_LINE, at=[(390_000, 395_000)], name="Line House", provider_id=company)
    make.create_home(
        connection, IN_BOTH, at=[(386_000, 396_000), (394_000, 394_000)], name="Twin House", provider_id=company
    )
    make.create_home(connection, UNPLACED, name=None, authority_code=NORTHBY_COUNCIL, places=2)
    make.create_home(connection, AT_SEA, at=[(379_000, 395_000)], name="Jetty House", authority_code=NORTHBY_COUNCIL)
    make.create_home(connection, PLAIN, at=[(381_000, 391_000)], name="Oak House", sector="voluntary", places=7)
