"""A shield over every door: to whom it does not name, the register is as it was before the child was on it."""

import uuid

import pytest
import sqlalchemy as sa

from register import tables
from register.policy.grants.requirements import ABOUT_CHILDREN
from register.policy.roles import role_of
from register.tables import GROUP_OF, SUBJECTS, metadata
from register.vocabulary import Agency
from tests.support import story
from tests.support.access_factories import give
from tests.support.child_factories import ago, create_child, create_episode, create_placement
from tests.support.command_client import kept_register
from tests.support.copy_client import wait_until_told
from tests.support.features_client import Features
from tests.support.pages_client import PAGES, plain, signed_in

NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
AUTHORITY = {"agency": "local_authority", "area": SOUTH}
SECOND = AUTHORITY | {"subject": "second"}
FORCE = {"agency": "police", "area": story.NORTHBY}
OUTSIDERS = (
    FORCE,
    {"agency": "police", "area": story.SOUTHBY},
    {"agency": "local_authority", "area": NORTH},
    {"agency": "ukmpu", "area": None},
    {"agency": "interview_provider", "area": None, "organisation": "story-trust"},
    {"agency": "ofsted_inspector", "area": None, "subject": "inspector", "purpose": "inspection"},
    {"agency": "hmicfrs", "area": None, "subject": "inspector", "purpose": "inspection"},
)
NAME, NUMBER = "Zephyrine Quill", "9434765919"
# Each root by itself: one that is refused to a body takes nothing from what it reads by the others.
DOORS = {
    "child": "query ($id: ID!) { child(id: $id) { name } }",
    "children": "{ children { totalCount nodes { id name placements { nodes { kind } } timeline { nodes { at } } } } }",
    "by number": f'{{ children(where: {{nhsNumber: {{eq: "{NUMBER}"}}}}) {{ totalCount nodes {{ id }} }} }}',
    "episode": "query ($episode: ID!) { missingEpisode(id: $episode) { reference child { name } } }",
    "episodes": "{ missingEpisodes { totalCount nodes { reference status child { name } sightings { seenAt } } } }",
    "home": f'{{ home(urn: "{story.INSIDE}") {{ missingEpisodes {{ totalCount nodes {{ reference }} }} }} }}',
    "interviews": "{ returnInterviews { totalCount nodes { id narrative pushReasons policeExtract } } }",
    "encounters": "{ encounters { totalCount nodes { metAt } } }",
    "past child": "query ($id: ID!, $at: DateTime!) { child(id: $id, asOf: $at) { name } }",
    "past children": "query ($at: DateTime!) { children(asOf: $at) { totalCount nodes { id name } } }",
    "past episodes": "query ($at: DateTime!) { missingEpisodes(asOf: $at) { totalCount nodes { reference } } }",
    "counted children": "{ childTally { total } }",
    "counted episodes": "{ missingEpisodeTally { total } }",
    "counted placements": "{ placementTally { total } }",
    "counted interviews": "{ returnInterviewTally { total } }",
}
FEED = """query ($since: String) { changes(since: $since, first: 1000) {
    token nodes { kind childId child { name } missingEpisodeId placementId } } }"""
CORRECTED = "{ correctionNotices { nodes { record } } }"
LINKS = {subject.links.reach for subject in SUBJECTS if subject.links is not None}


def asked(register, who, document, **given):
    """What a body is answered, with the codes of what it is refused."""
    body = {key: value for key, value in who.items() if key not in ("agency", "area")}
    used = {name: value for name, value in given.items() if f"${name}:" in document}
    answer = register.server.ask(document, who["agency"], who["area"], **body, **used)
    return answer.data, answer.codes


def everything(register, who, **given):
    """What a body is answered at every door, and how many episodes it has on the map."""
    answers = {name: asked(register, who, document, **given) for name, document in DOORS.items()}
    if who["agency"] in ("police", "local_authority"):
        door = Features(register.server, who["agency"], who["area"])
        answers["map"] = len(door.features("missing-episodes"))
    return answers


def now(register):
    return register.scalar("select now()").isoformat()


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story that the tests of this module change together, with inspectors in both areas."""
    with kept_register(cluster, story, worker, named="shielded", **PAGES) as kept:
        with kept.server.owner.begin() as connection:
            for agency in ("ofsted_inspector", "hmicfrs"):
                held = {"holder_agency": agency, "holder_subjects": ["inspector"], "area_codes": [NORTH, SOUTH]}
                give(connection, "inspection", **held)
        yield kept


def hide_and_seek(connection):
    """A child of Southby's that is placed in Northby, was missing twice, is to be interviewed, and is missing now."""
    child = create_child(connection, NAME, SOUTH)
    number = tables.child_identity.update().where(tables.child_identity.c.child_id == child)
    connection.execute(number.values(nhs_number=NUMBER))
    create_placement(connection, child, NORTH, urn=story.INSIDE)
    past = {"started_at": ago(days=9), "found_at": ago(days=8), "ended_at": ago(days=8), "reference": "MP/before"}
    ended = create_episode(connection, child, story.NORTHBY, urn=story.INSIDE, **past)
    duty = tables.return_interview.update().where(tables.return_interview.c.episode_id == ended)
    connection.execute(duty.values(provider_code="story-trust", commissioned_at=ago(days=8)))
    seen = {"episode_id": ended, "kind": "last_seen", "seen_at": ago(days=9)}
    connection.execute(tables.sighting.insert().values(**seen))
    reported = {"started_at": ago(days=5), "reference": "MP/now"}
    return str(child), str(create_episode(connection, child, story.NORTHBY, urn=story.INSIDE, **reported))


@pytest.fixture(scope="module")
def world(register):
    """The child and its episode, and what each outsider was answered before the child was on the register, while it
    was reached, and since it is shielded."""
    nobody, at = "00000000-0000-4000-8000-000000000000", now(register)
    before = [everything(register, who, id=nobody, episode=nobody, at=at) for who in OUTSIDERS]
    with register.server.owner.begin() as connection:
        child, episode = hide_and_seek(connection)
    at = now(register)
    reached = [everything(register, who, id=child, episode=episode, at=at) for who in OUTSIDERS]
    given = {"child": child, "grounds": "A parent looks for the child.", "holders": []}
    shield = register.done("shieldRecord", AUTHORITY, **given, reviewDueOn=ago(days=-30).date().isoformat())
    shielded = [everything(register, who, id=child, episode=episode, at=at) for who in OUTSIDERS]
    return {"child": child, "episode": episode, "shield": shield, "answers": (before, reached, shielded)}


@pytest.mark.parametrize(
    "number", range(len(OUTSIDERS)), ids=[f"{each['agency']} {each['area']}" for each in OUTSIDERS]
)
def test_every_door_answers_as_if_the_child_had_never_been_there(world, number):
    before, reached, shielded = (answers[number] for answers in world["answers"])

    assert shielded == before
    # All but the force next door, which has nothing to do with the child, could see something of it.
    assert (reached != before) is (number != 1)


def test_the_authority_reads_all_of_it_and_nobody_else_learns_of_the_shield(register, world):
    shown, _ = asked(
        register, AUTHORITY, "query ($id: ID!) { child(id: $id) { name shields { grounds } } }", id=world["child"]
    )
    assert shown["child"] == {"name": NAME, "shields": [{"grounds": "A parent looks for the child."}]}
    assert {
        node["reference"] for node in asked(register, AUTHORITY, DOORS["episodes"])[0]["missingEpisodes"]["nodes"]
    } >= {"MP/before", "MP/now"}


def test_the_keeper_of_homes_reads_the_episodes_without_the_child(register, world):
    keeper = {"agency": "ofsted", "area": None}

    shown, _ = asked(register, keeper, "{ missingEpisodes { nodes { reference child { id name } } } }")
    mine = [each for each in shown["missingEpisodes"]["nodes"] if each["reference"] in ("MP/before", "MP/now")]
    assert [each["child"] for each in mine] == [None, None]
    answers, shielded = [asked(register, keeper, DOORS[name], id=world["child"]) for name in ("child", "children")], []
    for data, codes in answers:
        shielded.append((NAME in str(data), bool(codes) or not data))
    assert [named for named, _ in shielded] == [False, False]


def test_what_happens_to_the_child_is_told_to_nobody_else(register, world):
    wait_until_told(register.server)
    tokens = [asked(register, who, FEED)[0]["changes"]["token"] for who in OUTSIDERS]
    child = world["child"]
    version = register.scalar("select version from register.child where id::text = :id", id=child)
    register.done("correctChild", AUTHORITY, child=child, expectedVersion=version, aliases=["Zed"])
    with register.server.owner.begin() as connection:
        ended = "update register.placement set ended_on = current_date where child_id = :child"
        connection.execute(sa.text(ended), {"child": child})
        create_placement(
            connection, uuid.UUID(child), story.SOUTHBY_COUNCIL, urn=story.OUTSIDE, started_on=ago(days=0).date()
        )
        create_episode(connection, uuid.UUID(child), story.SOUTHBY, kind="away", started_at=ago(hours=1))
    wait_until_told(register.server)

    for who, since in zip(OUTSIDERS, tokens, strict=True):
        assert asked(register, who, FEED, since=since)[0]["changes"]["nodes"] == [], who
        assert not asked(register, who, CORRECTED)[0]["correctionNotices"]["nodes"], who
    told = asked(register, AUTHORITY, FEED)[0]["changes"]["nodes"]
    assert {"CHILD", "PLACEMENT", "EPISODE", "CHILD_LINK"} <= {each["kind"] for each in told}


def test_the_second_wall_alone_holds_it_too(register, world):
    keys = [world["child"], world["episode"]]
    with register.server.owner.connect() as owner:
        owner.execute(sa.text("select set_config('register.subject', 'inspector', true)"))
        for who in OUTSIDERS:
            role = role_of(Agency(who["agency"]))
            for name, value in (
                ("area", who["area"]),
                ("organisation", who.get("organisation")),
                ("purpose", who.get("purpose", "safeguarding_child")),
                ("agency", who["agency"]),
            ):
                owner.execute(
                    sa.text("select set_config(:name, :value, true)"),
                    {"name": f"register.{name}", "value": value or ""},
                )
            owner.execute(sa.text(f"set local role {role}"))
            for table in metadata.sorted_tables:
                name = table.name.removesuffix("_history")
                if GROUP_OF[table] in ABOUT_CHILDREN and name not in LINKS and _may_read(owner, role, table):
                    held = f"select count(*) from {table.fullname} t where t::text ~ :keys"  # noqa: S608
                    assert owner.scalar(sa.text(held), {"keys": "|".join(keys)}) == 0, (who, table.name)
            owner.execute(sa.text("reset role"))


def _may_read(owner, role, table):
    asked = sa.text("select has_table_privilege(:role, :table, 'select')")
    return owner.scalar(asked, {"role": role, "table": table.fullname})


def test_a_home_that_is_opened_shows_no_shielded_child(register, world):
    opener = {"agency": "police", "area": story.SOUTHBY, "subject": "opener"}
    opened = {"urn": story.INSIDE, "incident": "INC-1", "reason": "A child was seen going in."}
    assert register.payload("openHome", opener, **opened)["problems"] == []
    assert asked(register, opener, DOORS["home"])[0]["home"]["missingEpisodes"]["nodes"] == []
    assert asked(register, opener, DOORS["child"], id=world["child"])[0] == {"child": None}


def test_whoever_meets_the_child_is_answered_nothing_and_the_authority_learns_of_it(register, world):
    met = {"name": NAME, "dateOfBirth": "2012-03-04"}
    stranger = {"agency": "police", "area": story.SOUTHBY, "subject": "an officer"}
    assert register.payload("encounter", stranger, **met)["encounter"]["isMissing"] is False
    shields = "query ($id: ID!) { child(id: $id) { shields { version metByAgency metByArea } } }"
    (shown,) = asked(register, AUTHORITY, shields, id=world["child"])[0]["child"]["shields"]
    assert (shown["metByAgency"], shown["metByArea"]) == ("POLICE", story.SOUTHBY)
    assert register.scalar("select count(*) from register.encounter where episode_id is not null") == 0

    held = {"holders": [story.SOUTHBY], "reviewDueOn": ago(days=-30).date().isoformat()}
    register.done("reviewShield", SECOND, shield=world["shield"], expectedVersion=shown["version"], **held)
    assert register.payload("encounter", stranger, **met)["encounter"]["isMissing"] is True


@pytest.mark.parametrize(("command", "given"), [
    ("recordSighting", {"kind": "REPORTED", "seenAt": "2026-01-01T09:00:00Z"}),
    ("assessRisk", {"scheme": "APP_CURRENT", "level": "HIGH"}),
    ("transferOwnership", {"force": story.SOUTHBY}),
    ("recordFound", {"foundAt": "2026-01-01T09:00:00Z", "foundBy": "POLICE"}),
])  # fmt: skip
def test_commands_know_no_shielded_episode(register, world, command, given):
    refused = [
        register.refused(command, FORCE, episode=key, expectedVersion=1, **given)
        for key in (world["episode"], "00000000-0000-4000-8000-000000000000")
    ]
    assert refused == [[("POLICY_NOT_FOUND", "episode")]] * 2


def test_pages_know_no_shielded_child(register, world):
    stranger, nobody = signed_in(register.server, "police", story.NORTHBY), "00000000-0000-4000-8000-000000000000"
    other, none = (stranger.get(f"/children/{key}") for key in (world["child"], nobody))
    assert (other.status_code, plain(other.text)) == (404, plain(none.text))
    assert NAME not in stranger.get(f"/homes/{story.INSIDE}").text
