"""That a body asked about a home is news to the force and the authority of its area, and to nobody else."""

import pytest
import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.child_factories import note_consultations
from tests.support.command_client import kept_register

NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
OWNERS = [{"agency": "local_authority", "area": NORTH}, {"agency": "police", "area": story.NORTHBY}]
GUEST, FAR = {"agency": "local_authority", "area": SOUTH}, {"agency": "police", "area": story.SOUTHBY}
OTHERS = [GUEST, FAR] + [
    {"agency": agency}
    for agency in (
        "ukmpu", "ofsted", "ofsted_inspector", "dfe", "dfe_statistics", "commissioner", "cqc", "hmicfrs", "admin",
        "auditor",
    )
]  # fmt: skip
HIDDEN = ("missing_investigation", "incident_response", "prevention_analysis", "inspection", "regulation", "statistics")
ASKED = """query ($urn: Urn!) { home(urn: $urn) { consultations(first: 50) {
    totalCount nodes { askedAt byAgency byArea byOrganisation purpose } } withheld { field reason } } }"""
LOOKED = "query ($urn: Urn!) { home(urn: $urn) { urn } }"
ENTRY = {"subject": "someone-unmistakable", "document": "d", "root": "home", "outcome": "allowed", "row_count": 1,
         "policy_version": "v", "groups": ["home public facts"], "purpose": "safeguarding_child",
         "nodes": ["home"], "node_sizes": [1]}  # fmt: skip


def named(who):
    return f"{who['agency']} {who.get('area')}"


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="homes_consulted") as kept:
        yield kept


@pytest.fixture(autouse=True)
def unasked(register):
    """Nobody has asked about a home yet."""
    note_consultations(register.server)
    with register.server.owner.begin() as owner:
        owner.execute(tables.home_consultation.delete())


def ask(register, who, document, **given):
    return register.server.ask(document, who["agency"], who.get("area"), **given)


def log(register, urn=story.INSIDE, **entry):
    """Write a consultation of a home by another force as the log has it, and seal it."""
    row = ENTRY | FAR | {"request": str(entry), "keys": [urn]} | entry
    with register.server.owner.begin() as connection:
        connection.execute(tables.access_log.insert().values(**row))
    note_consultations(register.server)


def told(register, who, urn=story.INSIDE):
    """What a body is told of who asked about a home."""
    return ask(register, who, ASKED, urn=urn).data["home"]["consultations"]["nodes"]


@pytest.mark.parametrize("who", OWNERS, ids=named)
def test_who_looked_a_home_up_is_news_to_its_force_and_its_authority(register, who):
    assert ask(register, GUEST, LOOKED, urn=story.INSIDE).data["home"] is not None
    assert ask(register, GUEST, LOOKED, urn=story.OUTSIDE).data["home"] is not None
    note_consultations(register.server)

    (asked,) = told(register, who)

    assert asked["askedAt"] is not None
    assert {name: asked[name] for name in ("byAgency", "byArea", "byOrganisation", "purpose")} == {
        "byAgency": "LOCAL_AUTHORITY", "byArea": SOUTH, "byOrganisation": None, "purpose": "SAFEGUARDING_CHILD",
    }  # fmt: skip


@pytest.mark.parametrize("who", OTHERS, ids=named)
def test_no_other_body_learns_that_anybody_asked(register, who):
    answers = [ask(register, who, ASKED, urn=story.INSIDE)]
    with register.server.owner.begin() as owner:
        owner.execute(tables.home_consultation.delete())
    log(register)
    log(register, agency="health", area=None, organisation="story-health")
    answers.append(ask(register, who, ASKED, urn=story.INSIDE))

    assert answers[0].body == answers[1].body
    home = answers[1].data["home"]
    assert home["consultations"] in (None, {"totalCount": 0, "nodes": []})
    assert [each["field"] for each in home["withheld"]] == ["consultations"]


@pytest.mark.parametrize("who", [*OWNERS, GUEST, FAR], ids=named)
def test_what_may_be_an_investigation_is_nobodys_to_know(register, who):
    log(register)
    before = ask(register, who, ASKED, urn=story.INSIDE).body

    for purpose in HIDDEN:
        log(register, purpose=purpose)
    log(register, outcome="refused", refusal="POLICY_FORBIDDEN")

    assert ask(register, who, ASKED, urn=story.INSIDE).body == before


def test_a_list_is_no_look_up_and_neither_is_a_home_that_another_record_led_to(register):
    many = [story.INSIDE, *(f"{number}" for number in range(5_000_000, 5_000_020))]
    log(register, root="homes", nodes=["homes"], node_sizes=[21], keys=many)
    log(register, root="child", nodes=["child", "child.placements.home"], node_sizes=[0, 1])
    # An inspection of another home may have a number that is the URN of this one.
    log(register, nodes=["home", "home.inspections"], node_sizes=[1, 1], keys=[story.OUTSIDE, story.INSIDE])

    assert told(register, OWNERS[0]) == []


def test_a_home_that_is_only_counted_is_looked_up(register):
    counted = {"nodes": ["homes.totalCount", "homes.counted"], "node_sizes": [1, 1]}
    log(register, root="homes", **counted)

    assert [each["byArea"] for each in told(register, OWNERS[0])] == [story.SOUTHBY]


def test_what_the_area_of_the_home_asks_itself_is_no_news_and_no_person_is_named(register):
    for who in OWNERS:
        log(register, **who)
    log(register)

    answer = ask(register, OWNERS[1], ASKED, urn=story.INSIDE)

    assert [each["byArea"] for each in answer.data["home"]["consultations"]["nodes"]] == [story.SOUTHBY]
    assert "unmistakable" not in answer.body.decode()


def test_the_database_shows_a_role_no_consultation_of_a_home_elsewhere(register):
    log(register)
    seen = {}
    for who in (*OWNERS, GUEST, FAR):
        with register.server.owner.connect() as owner:
            settings = {**who, "subject": "someone", "purpose": "safeguarding_child"}
            for name, value in settings.items():
                set_to = {"name": f"register.{name}", "value": value}
                owner.execute(sa.text("select set_config(:name, :value, true)"), set_to)
            owner.execute(sa.text(f"set local role register_{who['agency']}"))
            seen[named(who)] = len(owner.execute(sa.select(tables.home_consultation.c.id)).all())

    assert seen == {named(who): int(who in OWNERS) for who in (*OWNERS, GUEST, FAR)}


def test_what_is_older_than_12_months_goes(register):
    with register.server.owner.begin() as owner:
        home = owner.scalar(sa.select(tables.home.c.id).where(tables.home.c.urn == story.INSIDE))
        old = {"home_id": home, "asked_at": sa.text("now() - interval '400 days'"), "agency": "health"}
        owner.execute(tables.home_consultation.insert().values(**old, purpose="safeguarding_child"))
    log(register)

    assert len(told(register, OWNERS[0])) == 1
