"""The stories that are told, who asks in each of them, and what happens before they ask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from register import tables
from register.geo.crs import point_to_wgs84
from register.geo.home_areas import derive_links
from tests.support import factories as make
from tests.support import story
from tests.support.access_factories import act_as, give
from tests.support.client import Server
from tests.support.copy_client import wait_until_told
from tests.support.missing_stories import EVERY_BODY
from tests.support.statistics import tell_of_targets

CALLERS: dict[str, dict[str, Any]] = {
    "police_of_northby": {"agency": "police", "area": story.NORTHBY},
    "police_of_southby": {"agency": "police", "area": story.SOUTHBY},
    "ofsted": {"agency": "ofsted"},
    "dfe": {"agency": "dfe"},
    "dfe_statistics": {"agency": "dfe_statistics"},
    "local_authority": {"agency": "local_authority", "area": story.NORTHBY_COUNCIL},
    "auditor": {"agency": "auditor"},
    "interview_provider": {"agency": "interview_provider", "organisation": "story-trust"},
    "commissioner_statistics": {"agency": "commissioner_statistics"},
    "hmicfrs": {"agency": "hmicfrs"},
}
ALWAYS = ("police_of_northby", "police_of_southby", "ofsted", "dfe_statistics")
OF_A_MISSING_CHILD = (
    "child_who_is_missing",
    "missing_episodes_of_a_child",
    "return_interviews_of_a_child",
    "encounter_with_a_child",
)
KEEPERS = (*ALWAYS, "dfe", "local_authority")
EVERYONE = (*KEEPERS, "interview_provider", "auditor")


class ByCaller(dict[str, Any]):
    """A variable that is another one for each caller."""


@dataclass(frozen=True, slots=True)
class Story:
    """Who asks. prepare: what happens first, on a register of the story's own; it answers further variables.

    server: the fixture of a register that several stories share, if it is another than the story of the homes.
    """

    callers: tuple[str, ...] = ALWAYS
    prepare: Callable[[Server], dict[str, Any]] | None = None
    server: str = "server"


def consult(server: Server) -> dict[str, Any]:
    """Two forces, the regulator and a dashboard consult the register, and one of them is refused."""
    named = "query NamedHomes { homes(area: {mine: true}) { nodes { urn name premises { postcode } } } }"
    server.ask(named, **CALLERS["police_of_northby"], subject="officer 1")
    server.ask(named, **CALLERS["police_of_southby"], subject="officer 2", purpose="missing_investigation")
    people = f'{{ home(urn: "{story.INSIDE}") {{ registeredManager {{ name }} provider {{ name }} }} }}'
    server.ask(people, **CALLERS["ofsted"], subject="regulator", purpose="regulation")
    search = '{ homes(where: {name: {eq: "Ash House"}}) { totalCount } }'
    server.ask(search, **CALLERS["dfe_statistics"], subject="statistician", purpose="statistics")
    server.ask("{ homes { totalCount } }", **CALLERS["dfe_statistics"], subject="statistician", purpose="statistics")
    return {}


def rename_and_move(server: Server) -> dict[str, Any]:
    """Ash House becomes Rowan House, and Oak House moves from Northby to Southby."""
    before = _now(server)
    longitude, latitude = point_to_wgs84(396_000, 396_000)
    home = tables.home_identity.c.home_id
    place = {
        "point_27700": sa.func.ST_SetSRID(sa.func.ST_MakePoint(396_000, 396_000), 27700),
        "longitude": longitude,
        "latitude": latitude,
        "postcode": "ZZ99 9ZZ",
    }
    with server.owner.begin() as connection:
        renamed = tables.home_identity.update().where(home == _home(connection, story.INSIDE))
        connection.execute(renamed.values(name="Rowan House"))
        moved = tables.premises.update().where(tables.premises.c.home_id == _home(connection, story.PLAIN))
        connection.execute(moved.values(**place))
        derive_links(connection, [_home(connection, story.PLAIN)], on=date(2020, 2, 1), buffer_m=0)
    return {"before": before, "after": _now(server)}


def change_after_a_place(server: Server) -> dict[str, Any]:
    """Readers have been told everything; then a home is renamed, another moves away, and a manager marries."""
    wait_until_told(server)
    asked = "{ changes(first: 1000) { token hasMore } }"
    since = {caller: server.ask(asked, **given).data["changes"] for caller, given in CALLERS.items()}
    assert not any(each["hasMore"] for each in since.values())
    rename_and_move(server)
    with server.owner.begin() as connection:
        person = tables.home_person
        named = person.update().where(person.c.home_id == _home(connection, story.INSIDE))
        connection.execute(named.values(name="Perpetua Fennimore"))
        company = tables.provider.update().where(tables.provider.c.reference == "TEST-COMPANY")
        connection.execute(company.values(company_number="ZZ000001"))
    wait_until_told(server)
    return {"since": ByCaller({caller: each["token"] for caller, each in since.items()})}


def inspect_twin_house(server: Server) -> dict[str, Any]:
    """A home with premises in two forces is inspected; the question names the postcode of its main ones."""
    with server.owner.begin() as connection:
        home_id = _home(connection, story.IN_BOTH)
        make.create_inspection(connection, home_id, date(2024, 5, 1), number="TWIN2024")
        places = tables.premises
        found = connection.execute(
            sa.select(places.c.postcode).where(places.c.home_id == home_id).order_by(places.c.is_main.desc())
        ).scalars()
        return dict(zip(("main", "other"), found, strict=True))


def open_a_home(server: Server) -> dict[str, Any]:
    """An officer of Northby opens a home of Southby."""
    with server.owner.begin() as connection:
        give(connection, "break_glass", urn=story.OUTSIDE, holder_subject="officer 1", issued_by="officer 1")
    return {}


def _home(connection: sa.Connection, urn: str) -> Any:
    return connection.execute(sa.select(tables.home.c.id).where(tables.home.c.urn == urn)).scalar_one()


def _now(server: Server) -> str:
    with server.owner.begin() as connection:
        return connection.execute(sa.select(sa.func.clock_timestamp())).scalar_one().isoformat()


def compare_areas(server: Server) -> dict[str, Any]:
    """An authority and a force are compared by published figures; Ofsted and HMICFRS decide about them."""
    with server.owner.begin() as connection:
        tell_of_targets(connection)
    # One after the other, at instants of their own.
    for area, agency in ((story.NORTHBY_COUNCIL, "ofsted"), (story.NORTHBY, "hmicfrs")):
        with server.owner.begin() as connection:
            act_as(connection, f"chooser of {agency}", agency)
            decided = {"area_code": area, "choice": "watch", "reason": "Many children go missing there."}
            connection.execute(tables.target_decision.insert().values(**decided))
    return {}


STORIES: dict[str, Story] = {
    "homes_in_my_area": Story((*ALWAYS, "local_authority", "interview_provider")),
    "homes_of_another_force_by_code": Story(KEEPERS),
    "search_by_postcode": Story(EVERYONE),
    "search_by_name_prefix_with_or_and_not": Story(KEEPERS),
    "homes_near_a_point": Story(KEEPERS),
    "homes_within_a_polygon": Story(KEEPERS),
    "homes_in_a_box": Story(KEEPERS),
    "inspections_below_homes": Story(ALWAYS),
    "homes_tallied": Story(EVERYONE),
    "inspections_tallied": Story(ALWAYS),
    "two_aliases_of_one_relation": Story(ALWAYS),
    "people_of_a_home": Story(EVERYONE),
    "conditions_and_notices": Story(KEEPERS),
    "premises_of_a_home_with_two": Story(KEEPERS),
    "home_on_the_line": Story(KEEPERS),
    "home_known_by_authority_only": Story(KEEPERS),
    "home_in_no_area": Story(KEEPERS),
    "providers_and_their_homes": Story(KEEPERS),
    "areas_and_their_homes": Story(KEEPERS),
    "who_am_i": Story(EVERYONE),
    "access_log": Story((*ALWAYS, "auditor"), consult),
    "as_it_was_recorded": Story((*ALWAYS, "dfe"), rename_and_move),
    "changes": Story((*KEEPERS, "interview_provider"), change_after_a_place),
    "homes_that_were_opened": Story(EVERYONE, open_a_home),
    "fragments_and_directives": Story(ALWAYS),
    "ordered_by_several_keys_with_nulls": Story(ALWAYS),
    "filter_through_relations": Story(KEEPERS),
    "inspections_by_the_place_of_their_home": Story(ALWAYS, inspect_twin_house),
    "areas_compared_for_inspectorates": Story((*KEEPERS, "commissioner_statistics", "hmicfrs"), compare_areas),
    **{name: Story(tuple(EVERY_BODY), server="missing_child") for name in OF_A_MISSING_CHILD},
}
