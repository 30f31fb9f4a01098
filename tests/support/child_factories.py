"""Children for tests: invented, valid by default, with the placements and episodes that matter to the promise."""

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.client import Server

NOW = datetime.now(UTC)
IN_A_MONTH = NOW.date() + timedelta(days=30)
LIFTED = {"lift_asked_at": NOW, "lift_asked_by": "first", "lifted_at": NOW, "lifted_by": "second"}
PLACE = "st_setsrid(st_makepoint(386853, 393947), 27700)"


def ago(**past: float) -> datetime:
    """An instant before the tests began."""
    return NOW - timedelta(**past)


def create_child(connection: sa.Connection, name: str, authority: str, **given: Any) -> uuid.UUID:
    """A child of 14 for whom an authority is responsible, with all that is kept of a child."""
    key = given.pop("id", None) or uuid.uuid4()
    number = int(key) % 10**9
    connection.execute(tables.child.insert().values(id=key, responsible_authority_code=authority))
    born = {"date_of_birth": date(2012, 3, 4), "sex": "female", **given}
    connection.execute(tables.child_minimum.insert().values(child_id=key, name=name, **born))
    numbers = {"nhs_number": f"9{number:09}", "upn": f"A{number:011}Z", "authority_reference": f"CH{number}"}
    connection.execute(tables.child_identity.insert().values(child_id=key, aliases=[f"{name}'s alias"], **numbers))
    known = {"care_status": "looked_after", "ethnicity": "WBRI", "is_disabled": False, "is_unaccompanied": False}
    connection.execute(tables.child_characteristics.insert().values(child_id=key, **known))
    return key


def create_placement(connection: sa.Connection, child: uuid.UUID, host: str, **given: Any) -> uuid.UUID:
    """A placement in a children's home since 2024, in an authority's area. urn: of the home."""
    urn = given.pop("urn", None)
    home = None if urn is None else _home(connection, urn)
    row = {"id": uuid.uuid4(), "kind": "childrens_home", "started_on": date(2024, 1, 1), "home_id": home, **given}
    connection.execute(tables.placement.insert().values(child_id=child, host_authority_code=host, **row))
    return row["id"]


def create_episode(connection: sa.Connection, child: uuid.UUID, force: str, **given: Any) -> uuid.UUID:
    """A missing episode of a child that a force owns, open unless it has an end, with one assessment of the risk."""
    urn = given.pop("urn", None)
    responsible = sa.select(tables.child.c.responsible_authority_code).where(tables.child.c.id == child)
    row = {
        "id": uuid.uuid4(),
        "reference": f"MP/{uuid.uuid4().hex[:8]}",
        "kind": "missing",
        "police_category": "missing",
        "setting": "home" if urn is None else "care",
        "status": "closed" if given.get("ended_at") else "investigating",
        "home_id": None if urn is None else _home(connection, urn),
        "child_pseudonym": uuid.uuid5(child, urn or "").hex,
        "responsible_authority_code": connection.scalar(responsible),
        **given,
    }
    row |= {name: row["started_at"] for name in ("last_seen_at", "reported_at") if name not in row}
    connection.execute(tables.missing_episode.insert().values(owning_force_code=force, **row))
    connection.execute(tables.episode_child.insert().values(episode_id=row["id"], child_id=child))
    assessed = {"scheme": "app_current", "level": "high", "assessed_at": row["started_at"]}
    assessed["review_due_at"] = row["started_at"] + timedelta(hours=4)
    connection.execute(tables.risk_assessment.insert().values(id=uuid.uuid4(), episode_id=row["id"], **assessed))
    return row["id"]


def tell_of_children(connection: sa.Connection) -> dict[str, uuid.UUID]:
    """Children in every kind of reach, by name: placed out of area, in their own area, nowhere; missing now, for long,
    lately, a year ago and never."""
    north, south = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
    made = {
        name: create_child(connection, name, authority, id=uuid.uuid5(uuid.NAMESPACE_OID, name))
        for name, authority in (
            ("Ada Far", south), ("Ben Near", north), ("Cy Home", north), ("Dot Never", south), ("Eve Long", south),
        )
    }  # fmt: skip
    ada, ben, cy, _, eve = made.values()
    create_placement(connection, ada, north, urn=story.INSIDE)
    create_episode(
        connection, ada, story.NORTHBY, urn=story.INSIDE, started_at=ago(days=500), ended_at=ago(days=499),
        found_at=ago(days=499, hours=2), returned_at=ago(days=499), found_by="police", outcome="returned_placement",
    )  # fmt: skip
    create_episode(connection, ada, story.NORTHBY, urn=story.INSIDE, started_at=ago(days=10))
    create_placement(connection, ben, south, urn=story.OUTSIDE)
    create_episode(connection, ben, story.SOUTHBY, urn=story.OUTSIDE, started_at=ago(hours=5))
    create_placement(connection, cy, south, started_on=date(2022, 1, 1), ended_on=date(2023, 6, 1), kind="foster_care")
    create_placement(connection, cy, north, urn=story.PLAIN)
    lately = {"started_at": ago(days=10, hours=1), "ended_at": ago(days=10)}
    create_episode(connection, cy, story.NORTHBY, urn=story.PLAIN, **lately)
    create_episode(connection, cy, story.SOUTHBY, started_at=ago(days=100, hours=3), ended_at=ago(days=100))
    create_episode(connection, eve, story.SOUTHBY, started_at=ago(days=25), ended_at=ago(days=20))
    return made


def tell_of_returns(connection: sa.Connection) -> None:
    """An interview of every kind: held by a provider, held long ago, and due; an episode that is offered; a flag."""
    ben = uuid.uuid5(uuid.NAMESPACE_OID, "Ben Near")
    owed = tables.missing_episode.update().where(tables.missing_episode.c.ended_at.is_not(None))
    connection.execute(owed.values(found_at=tables.missing_episode.c.ended_at))
    duties = connection.execute(
        sa.select(
            tables.return_interview.c.id, tables.return_interview.c.episode_id, tables.return_interview.c.found_at
        ).order_by(tables.return_interview.c.found_at.desc())
    ).all()
    for number, (duty, episode, found_at) in enumerate(duties[:3]):
        held = {"status": "completed", "conducted_at": found_at, "closed_at": NOW if number == 0 else ago(days=200)}
        given = {"provider_code": "story-trust", "commissioned_at": found_at, **held, "interviewer": "advocate"}
        where = tables.return_interview.c.id == duty
        connection.execute(tables.return_interview.update().where(where).values(**given))
        of_it = {"interview_id": duty, "episode_id": episode}
        connection.execute(tables.interview_themes.insert().values(**of_it, push_reasons=["bullying"]))
        kept = {**of_it, "ciphertext": f"first.{duty}.AAAA"}
        connection.execute(tables.interview_narrative.insert().values(**kept))
        connection.execute(tables.police_extract.insert().values(**kept, approved_at=found_at))
        connection.execute(tables.episode_harm.insert().values(episode_id=episode, harms=["self_harm"]))
        seen = {"id": uuid.uuid4(), "episode_id": episode, "kind": "found", "seen_at": found_at}
        seen |= {"longitude": -2.19931, "latitude": 53.44117, "point_27700": sa.text(PLACE)}
        connection.execute(tables.sighting.insert().values(**seen))
        spoken = {"episode_id": episode, "held_at": found_at, "outcome": "disclosed", "disclosures_passed": True}
        connection.execute(tables.prevention_interview.insert().values(**spoken))
    _put_together(connection)
    met = {"holder_agency": "police", "holder_area": story.SOUTHBY, "person": "0" * 64, "met_at": NOW, "asked_at": NOW}
    for episode in (None, *connection.scalars(sa.select(tables.missing_episode.c.id))):
        connection.execute(tables.encounter.insert().values(id=uuid.uuid4(), episode_id=episode, **met))
    of_ben = sa.select(tables.episode_child.c.episode_id).where(tables.episode_child.c.child_id == ben)
    offered = tables.missing_episode.update().where(tables.missing_episode.c.id.in_(of_ben))
    connection.execute(offered.values(offered_force_code=story.NORTHBY))
    _put_in_doubt(connection, connection.scalars(sa.select(tables.child.c.id).order_by(tables.child.c.id)).all())
    for child in (ben, *connection.scalars(sa.select(tables.child.c.id).where(tables.child.c.id != ben))):
        flag = {"id": uuid.uuid4(), "child_id": child, "raised_on": NOW.date(), "review_due_on": IN_A_MONTH}
        connection.execute(tables.exploitation_flag.insert().values(**flag))
        said = {"flag_id": flag["id"], "child_id": child, "kind": "sexual", "status": "suspected"}
        connection.execute(tables.exploitation_detail.insert().values(**said))
        create_shield(connection, child, story.NORTHBY, **LIFTED)


def see_the_missing(connection: sa.Connection) -> None:
    """Each child of an open episode was seen at one place, then elsewhere, and lastly at no known place."""
    episode = tables.missing_episode.c
    for key in connection.scalars(sa.select(episode.id).where(episode.ended_at.is_(None))).all():
        for hours, kind, place in ((4, "last_seen", "st_setsrid(st_makepoint(381000, 391000), 27700)"),
                                   (3, "reported", PLACE), (2, "reported", None)):  # fmt: skip
            row = {"id": uuid.uuid4(), "episode_id": key, "kind": kind, "seen_at": ago(hours=hours)}
            if place is not None:
                row |= {"longitude": -2.19931, "latitude": 53.44117, "point_27700": sa.text(place)}
            connection.execute(tables.sighting.insert().values(**row))


def create_match(connection: sa.Connection, one: uuid.UUID, two: uuid.UUID, **given: Any) -> uuid.UUID:
    """That two records may be of one child, as the job that compares them finds it; shown with the first."""
    row = {"id": uuid.uuid4(), "child_id": one, "other_child_id": two, "score": 0.97, "evidence": ["surname equal"]}
    row |= {"model": "2026-11", "found_at": NOW, **given}
    connection.execute(tables.child_match.insert().values(**row))
    return row["id"]


def _put_in_doubt(connection: sa.Connection, children: Sequence[uuid.UUID]) -> None:
    """Let every record be like the next, and one person think of it; report corrections, and approve placements."""
    _tell_of_reading(connection)
    _approve_placements(connection)
    for one, two in zip(children, [*children[1:], children[0]], strict=True):
        of_match = {"match_id": create_match(connection, one, two), "child_id": one, "person": f"person of {one}"}
        said = {"decision": "different", "grounds": f"not like {two}", **of_match}
        connection.execute(tables.match_decision.insert().values(**said))
        create_exemption(connection, one)
        moved = {"id": uuid.uuid4(), "child_id": one, "moved_table": "placement", "row_id": uuid.uuid4()}
        connection.execute(tables.merged_row.insert().values(**moved))


def create_shield(connection: sa.Connection, child: uuid.UUID, *holders: str, **given: Any) -> uuid.UUID:
    """A shield of a child that names these areas and organisations, in force unless it says who lifted it."""
    row = {"id": uuid.uuid4(), "child_id": child, "holders": list(holders), "grounds": f"danger to {child}"}
    row |= {"review_due_on": IN_A_MONTH, **given}
    connection.execute(tables.child_shield.insert().values(**row))
    return row["id"]


def create_exemption(connection: sa.Connection, child: uuid.UUID, **given: Any) -> uuid.UUID:
    """An exemption of a group of a child's that holds today, unless it says otherwise."""
    row = {"id": uuid.uuid4(), "child_id": child, "held_group": "interview narrative", "law": "social_work_harm"}
    row |= {"grounds": f"harm to {child}", "decided_on": NOW.date(), "ends_on": IN_A_MONTH, **given}
    connection.execute(tables.access_exemption.insert().values(**row))
    return row["id"]


def _approve_placements(connection: sa.Connection) -> None:
    approved = {"approver": "director", "approved_at": NOW, "is_at_a_distance": False}
    connection.execute(tables.placement.update().values(**approved))


def _home(connection: sa.Connection, urn: str) -> uuid.UUID:
    found: uuid.UUID = connection.execute(sa.select(tables.home.c.id).where(tables.home.c.urn == urn)).scalar_one()
    return found


def _tell_of_reading(connection: sa.Connection) -> None:
    """Let bodies have read of children, and be told what was corrected since."""
    _tell_of_corrections(connection)
    _tell_of_consultations(connection)


def _tell_of_corrections(connection: sa.Connection) -> None:
    """Let each kind of body that reads children be told of a correction, and two of one kind."""
    forces = [("police", story.NORTHBY, None), ("police", story.SOUTHBY, None)]
    others = [("local_authority", story.SOUTHBY_COUNCIL, None), ("interview_provider", None, "story-trust")]
    for agency, area, organisation in (*forces, *others, ("ofsted", None, None)):
        body = {"agency": agency, "area": area, "organisation": organisation}
        said = {"record": f"of {area or organisation}", "command": "correctChild", "groups": ["child identity"]}
        at = {"consulted_at": ago(days=2), "corrected_at": ago(days=1)}
        connection.execute(tables.correction_notice.insert().values(id=uuid.uuid4(), **body, **said, **at))


def _tell_of_consultations(connection: sa.Connection) -> None:
    """Let another force and an interview provider have asked about every child, and about every home."""
    for child in connection.scalars(sa.select(tables.child.c.id).order_by(tables.child.c.id)).all():
        for agency, body in (
            ("police", {"area": story.SOUTHBY}), ("interview_provider", {"organisation": "story-trust"}),
        ):  # fmt: skip
            asked = {"id": uuid.uuid4(), "child_id": child, "asked_on": NOW.date(), "agency": agency}
            connection.execute(tables.consultation.insert().values(**asked))
            told = {"consultation_id": asked["id"], "child_id": child, "asked_at": NOW, "purpose": "safeguarding_child"}
            connection.execute(tables.consultation_detail.insert().values(**told, **body))
    for home in connection.scalars(sa.select(tables.home.c.id).order_by(tables.home.c.urn)).all():
        looked = {"home_id": home, "asked_at": NOW, "purpose": "safeguarding_child"}
        connection.execute(tables.home_consultation.insert().values(agency="police", area=story.SOUTHBY, **looked))


def _put_together(connection: sa.Connection) -> None:
    """Let the first two children who are missing now be missing together."""
    open_ones = connection.scalars(
        sa.select(tables.missing_episode.c.id)
        .where(tables.missing_episode.c.ended_at.is_(None))
        .order_by(tables.missing_episode.c.started_at)
    ).all()
    together = {"id": uuid.uuid4(), "episode_id": open_ones[0], "other_episode_id": open_ones[1], "linked_at": NOW}
    connection.execute(tables.missing_together.insert().values(**together))


def create_missing_child(connection: sa.Connection) -> uuid.UUID:
    """A child of Southby's that is placed in Northby, and missing from there."""
    made = create_child(connection, "Wren Hale", story.SOUTHBY_COUNCIL)
    create_placement(connection, made, story.NORTHBY_COUNCIL, urn=story.INSIDE)
    create_episode(connection, made, story.NORTHBY, urn=story.INSIDE, started_at=ago(hours=9))
    return made


# What the sealer writes of each entry that it seals.
NOTED = """insert into register.access_key (key, access_id)
    select distinct unnest(l.keys), l.id from register.access_log l
     where not exists (select from register.access_key k where k.access_id = l.id)"""


def note_consultations(server: Server) -> None:
    """Have the database note who asked about a child, as it does when entries are sealed."""
    with server.owner.begin() as connection:
        connection.execute(sa.text(NOTED))
