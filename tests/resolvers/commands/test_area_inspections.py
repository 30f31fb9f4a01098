"""Joint inspections of areas: asked for, approved, read alike by four inspectorates, and over by themselves."""

import hashlib
import json
import uuid
from contextlib import contextmanager
from datetime import timedelta
from operator import itemgetter

import pytest
import sqlalchemy as sa

from register import tables
from register.database.private_server import Cluster
from tests.support import story
from tests.support.access_factories import appoint
from tests.support.child_factories import tell_of_children, tell_of_returns
from tests.support.command_client import kept_register
from tests.support.factories import create_notice
from tests.support.inspection_factories import NOW, create_round
from tests.support.statistics import publish_for_areas, tell_of_targets

LEAD = {"agency": "ofsted", "subject": "lead", "purpose": "inspection"}
SECOND = LEAD | {"subject": "second"}
AGENCIES = ("ofsted_inspector", "cqc", "hmicfrs", "hmi_probation")
PACK = "query ($id: ID!) { areaPack(inspection: $id) { inspectionId authorityCode frozenAt content digest } }"
SHOWN = "{ areaInspections { nodes { id } } }"


@pytest.fixture(scope="module")
def register(cluster: Cluster, story, worker):
    """A served copy of the story with children and what bodies its areas have, changed by the tests together."""
    with kept_register(cluster, story, worker, named="inspections", REGISTER_PSEUDONYM_KEY="for tests") as kept:
        with kept.server.owner.begin() as owner:
            tell(owner)
        yield kept


def tell(owner):
    """Children of both authorities, a health body of Northby, two approvers of Ofsted and a round."""
    tell_of_children(owner)
    tell_of_returns(owner)
    owner.execute(tables.organisation.insert().values(code="story-health", agency="health", name="Story Health"))
    owner.execute(
        tables.organisation_area.insert().values(organisation_code="story-health", authority_code=story.NORTHBY_COUNCIL)
    )
    owner.execute(sa.text("delete from register.area_within where code = :code"), {"code": story.NORTHBY_COUNCIL})
    within = {"code": story.NORTHBY_COUNCIL, "within_code": story.NORTHBY, "within_kind": "force"}
    owner.execute(tables.area_within.insert().values(**within))
    for question in ("missing_children", "incidents", "interviews"):
        publish_for_areas(owner, question, 1)
    tell_of_targets(owner)
    serve_notices(owner)
    for name in ("lead", "second"):
        appoint(owner, subject=name, agency="ofsted", area=None, role="approver")


def serve_notices(owner):
    """Two notices of a home in Northby, and one of a home in Southby."""
    keys = dict(owner.execute(sa.select(tables.home.c.urn, tables.home.c.id)).all())
    for urn, kind in ((story.INSIDE, "suspension"), (story.INSIDE, "caution"), (story.OUTSIDE, "caution")):
        create_notice(owner, keys[urn], "Records were not kept.", kind=kind, served_on=NOW.date())


@pytest.fixture(scope="module")
def of_round(register):
    with register.server.owner.begin() as owner:
        return str(create_round(owner))


def given(of_round, **more):
    """The input of an inspection of Northby Council's area by four inspectorates, with notice an hour ago."""
    today = NOW.date()
    return {
        "authority": story.NORTHBY_COUNCIL,
        "round": of_round,
        "inspectors": [{"agency": each.upper(), "subjects": [f"{each} {n}" for n in (1, 2)]} for each in AGENCIES],
        "notifiedAt": (NOW - timedelta(hours=1)).isoformat(),
        "fieldworkFrom": (today + timedelta(days=14)).isoformat(),
        "fieldworkTo": (today + timedelta(days=18)).isoformat(),
        "letterDueOn": (today + timedelta(days=60)).isoformat(),
        "planDays": 70,
        "chosenBecause": "Many children go missing there.",
    } | more


def as_inspector(agency):
    return {"agency": agency, "subject": f"{agency} 1", "purpose": "inspection"}


def pack_of(register, key, agency, **asked):
    return register.server.ask(PACK, id=key, **as_inspector(agency) | asked)


@pytest.fixture(scope="module")
def approved(register, of_round):
    """An inspection of Northby's area that two people agreed on."""
    key = register.done("createAreaInspection", LEAD, **given(of_round))
    assert pack_of(register, key, "cqc").codes == ["POLICY_FORBIDDEN"]
    register.done("approveAreaInspection", SECOND, inspection=key, expectedVersion=1)
    return key


def test_the_bodies_of_the_area_are_worked_out(register, approved):
    shown = (
        "query ($id: ID!) { areaInspection(id: $id) { version authorityCode authority { name } forceCodes healthCodes "
        "inspectorates round { theme isAboutMissing } planDays askedBy approvedBy accessEndsAt pack { digest } } }"
    )
    found = register.server.ask(shown, id=approved, **as_inspector("hmi_probation")).data["areaInspection"]

    assert found.pop("pack")["digest"]
    last = NOW.date() + timedelta(days=131)
    assert found.pop("accessEndsAt")[:10] in (last.isoformat(), (last - timedelta(days=1)).isoformat())
    assert found == {
        "version": 2,
        "authorityCode": story.NORTHBY_COUNCIL,
        "authority": {"name": "Northby Council"},
        "forceCodes": [story.NORTHBY],
        "healthCodes": ["story-health"],
        "inspectorates": [each.upper() for each in AGENCIES],
        "round": {"theme": "criminal_exploitation", "isAboutMissing": True},
        "planDays": 70,
        "askedBy": "lead",
        "approvedBy": "second",
    }


def test_four_inspectorates_read_the_same_bytes_under_one_hash(register, approved):
    answers = [pack_of(register, approved, agency) for agency in AGENCIES]
    bodies = {answer.body for answer in answers}
    pack = answers[0].data["areaPack"]

    assert len(bodies) == 1
    assert hashlib.sha256(pack["content"].encode()).hexdigest() == pack["digest"]
    assert json.loads(pack["content"])["authority"] == story.NORTHBY_COUNCIL


# Of homes by their public areas, as whoever knows nobody's position counts them.
HOMES = """{
  homes: homeTally(area: {code: "E08000003"}, by: [KIND, SECTOR]) { rows { key { kind sector } count places } }
  judged: homeTally(area: {code: "E08000003"}, by: [JUDGEMENT]) { rows { key { judgement } count } }
}"""
TALLIES = """{
  episodes: missingEpisodeTally(by: [STARTED_MONTH, KIND]) {
    rows { key { startedMonth kind } count children } }
  settings: missingEpisodeTally(by: [SETTING]) { rows { key { setting } count } }
  open: missingEpisodeTally(where: {endedAt: {isNull: true}}, by: [KIND, RISK]) {
    rows { key { kind risk } count } }
  interviews: returnInterviewTally(by: [FOUND_MONTH]) { rows { key { foundMonth } count } }
  placements: placementTally(where: {endedOn: {isNull: true}}, by: [HOST_AUTHORITY]) {
    rows { key { hostAuthority } count } }
  children: childTally(by: [RESPONSIBLE_AUTHORITY]) { rows { key { responsibleAuthority } count } }
}"""


def rows_of(tally):
    return [row.pop("key") | row for row in tally["rows"]]


def test_the_figures_are_those_that_the_tallies_answer(register, approved):
    pack = pack_of(register, approved, "ofsted_inspector").data["areaPack"]
    of_homes = register.server.ask(HOMES, **as_inspector("hmi_probation")).data
    told = register.server.ask(TALLIES, **as_inspector("ofsted_inspector")).data
    frozen = json.loads(pack["content"])
    tallied = {name: rows_of(each) for name, each in (of_homes | told).items()}

    def same(mine, name, **renamed):
        mine = [{renamed.get(key, key): value for key, value in row.items()} for row in mine]
        in_order, as_tallied = (sorted(sorted(row.items()) for row in rows) for rows in (mine, tallied[name]))
        assert in_order == as_tallied

    for row in (*tallied["episodes"], *tallied["interviews"]):
        for name in ("startedMonth", "foundMonth"):
            if name in row:
                row[name] = row[name][:7]
    same(frozen["homes"], "homes")
    same(frozen["judgements"], "judged")
    assert frozen["episodes"]
    same(frozen["episodes"], "episodes", month="startedMonth")
    same(frozen["settings"], "settings")
    same(frozen["openEpisodes"], "open")
    months = [{"month": row["month"], "count": row["count"]} for row in frozen["interviews"]]
    assert months
    same(months, "interviews", month="foundMonth")
    assert frozen["children"]["responsible"] == sum(
        row["count"] for row in tallied["children"] if row["responsibleAuthority"] == story.NORTHBY_COUNCIL
    )
    here = frozen["placedHere"] + sum(row["count"] for row in frozen["placedByOthers"])
    away = sum(row["count"] for row in frozen["placedElsewhere"])
    assert here + away == sum(row["count"] for row in tallied["placements"])


NOTICES = """{ homes(area: {code: "E08000003"}, status: ALL, first: 100) { nodes { notices { kind servedOn } } } }"""
PLACE = itemgetter("period", "area", "measure")
FIGURES = """query ($question: StatisticsQuestion!, $areas: [String!]!) { statistics(question: $question) {
  question version coverage rows(where: {breakdown: {eq: ""}, areaCode: {in: $areas}}, first: 100) {
    nodes { period periodTo areaCode coverage cells { measure value symbol roundedTo } } } } }"""


def test_the_notices_and_published_figures_are_those_that_are_answered_elsewhere(register, approved):
    frozen = json.loads(pack_of(register, approved, "hmi_probation").data["areaPack"]["content"])
    homes = register.server.ask(NOTICES, "ofsted").data["homes"]["nodes"]
    served = [each["kind"] for home in homes for each in home["notices"] if each["servedOn"] >= frozen["since"]]
    areas = [frozen["authority"], *frozen["neighbours"]]

    assert {each["kind"]: each["count"] for each in frozen["notices"]} == {kind: served.count(kind) for kind in served}
    assert areas == [story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL]
    for version in frozen["publishedVersions"]:
        asked = {"question": version["question"], "areas": areas}
        told = register.server.ask(FIGURES, "dfe_statistics", **asked).data["statistics"]
        assert (told and told["version"]) == version["version"]
        rows = told["rows"]["nodes"] if told else []
        answered = [
            {"period": row["period"], "area": row["areaCode"], "leavesOut": row["coverage"]}
            | {"question": version["question"]} | cell
            for row in rows if row["periodTo"] > frozen["since"] for cell in row["cells"]
        ]  # fmt: skip
        mine = [each for each in frozen["publishedFigures"] if each["question"] == version["question"]]
        assert sorted(mine, key=PLACE) == sorted(answered, key=PLACE)


def test_the_picture_stays_as_it_was_and_can_be_worked_out_again(register, approved):
    before = pack_of(register, approved, "hmicfrs").data["areaPack"]
    with register.server.owner.begin() as owner:
        tell_more(owner)
    with register.server.owner.connect() as owner:
        again = owner.scalar(sa.text("select register.area_picture(:id)"), {"id": approved})

    assert pack_of(register, approved, "hmicfrs").data["areaPack"] == before
    assert again == before["content"]


def tell_more(owner):
    """Another child of Northby, one episode over, notices served, and figures published again."""
    serve_notices(owner)
    publish_for_areas(owner, "incidents", 2, count=90.0)
    owner.execute(tables.area_target.delete())
    owner.execute(
        sa.text("update register.missing_episode set status = 'closed', ended_at = now() where ended_at is null")
    )
    child = owner.scalar(sa.text("select id from register.child limit 1"))
    flag = {"id": uuid.uuid4(), "child_id": child, "raised_on": NOW.date()}
    flag["review_due_on"] = NOW.date() + timedelta(days=30)
    owner.execute(tables.exploitation_flag.insert().values(**flag))


def test_nobody_else_reads_an_inspection_or_its_picture(register, approved):
    others = {
        "police": {"area": story.NORTHBY}, "local_authority": {"area": story.NORTHBY_COUNCIL}, "dfe": {},
        "commissioner": {}, "ukmpu": {}, "admin": {}, "dfe_statistics": {},
        "interview_provider": {"organisation": "story-trust"}, "health": {"organisation": "story-health"},
    }  # fmt: skip
    for agency, whose in others.items():
        asked = {"agency": agency, "purpose": "inspection", "subject": "cqc 1", **whose}
        answers = [register.server.ask(PACK, id=approved, **asked), register.server.ask(SHOWN, **asked)]
        assert [answer.codes for answer in answers] == [["POLICY_FORBIDDEN"]] * 2, agency
    colleague = as_inspector("cqc") | {"subject": "cqc 3"}
    assert register.server.ask(PACK, id=approved, **colleague).codes == ["POLICY_FORBIDDEN"]
    assert register.server.ask(PACK, id=approved, **as_inspector("cqc") | {"purpose": "statistics"}).codes
    assert register.server.ask(SHOWN, **LEAD).data["areaInspections"]["nodes"]


def test_one_person_alone_opens_nothing(register, of_round):
    key = register.done("createAreaInspection", LEAD, **given(of_round, authority=story.SOUTHBY_COUNCIL))
    named = given(of_round, authority=story.SOUTHBY_COUNCIL)
    named["inspectors"][0]["subjects"] = ["second"]
    inspects = register.done("createAreaInspection", LEAD, **named)

    sent = {"inspection": key, "expectedVersion": 1}
    assert register.refused("approveAreaInspection", LEAD, **sent) == [("RULE_SECOND_PERSON", "inspection")]
    assert register.refused("approveAreaInspection", SECOND, inspection=inspects, expectedVersion=1) == [
        ("RULE_SECOND_PERSON", "inspection")
    ]
    assert register.send("approveAreaInspection", sent, **LEAD | {"subject": "third"}).codes == ["POLICY_FORBIDDEN"]
    assert (
        register.refused("approveAreaInspection", SECOND, inspection=key, expectedVersion=7)[0][0] == "CONFLICT_STALE"
    )
    with register.server.owner.connect() as owner:
        assert owner.scalar(sa.select(sa.func.count()).select_from(tables.area_pack)) == 1


def test_an_inspector_has_nothing_before_the_notice_and_nothing_the_day_after(register, of_round, approved):
    with moved(register, hours=2):
        assert pack_of(register, approved, "cqc").codes == ["POLICY_FORBIDDEN"]
        assert inspections_seen(register, "cqc") is None
    # The last day ends at midnight in England, which may be an hour before that of today.
    with moved(register, days=-129):
        assert pack_of(register, approved, "cqc").data["areaPack"]["digest"]
        assert min(episodes_seen(register, agency) for agency in AGENCIES) > 0
    with moved(register, days=-132):
        for agency in AGENCIES:
            assert pack_of(register, approved, agency).codes == ["POLICY_FORBIDDEN"], agency
            assert inspections_seen(register, agency) is None
            assert episodes_seen(register, agency) == 0


@contextmanager
def moved(register, **by):
    """The clock put forward or back, as far as access goes: its beginning and its end are moved the other way."""
    shift = sa.text("update register.live_grant set starts_at = starts_at + :by, ends_at = ends_at + :by")
    with register.server.owner.begin() as owner:
        owner.execute(shift, {"by": timedelta(**by)})
    try:
        yield
    finally:
        with register.server.owner.begin() as owner:
            owner.execute(shift, {"by": -timedelta(**by)})


def inspections_seen(register, agency):
    return register.server.ask(SHOWN, **as_inspector(agency)).data["areaInspections"]


def episodes_seen(register, agency):
    told = register.server.ask("{ missingEpisodes { nodes { id } } }", **as_inspector(agency)).data["missingEpisodes"]
    return len(told["nodes"]) if told else 0


TODAY = NOW.date()
FORMS = (
    ({"authority": story.NORTHBY}, [("POLICY_NOT_FOUND", "authority")]),
    ({"round": str(uuid.uuid4())}, [("POLICY_NOT_FOUND", "round")]),
    ({"inspectors": [{"agency": "CQC", "subjects": ["a"]}]}, [("RULE_LEAD_MISSING", "inspectors")]),
    ({"inspectors": [{"agency": "POLICE", "subjects": ["a"]}]}, [("RULE_NOT_AN_INSPECTORATE", "inspectors")]),
    ({"fieldworkTo": TODAY.isoformat()}, [("RULE_DATES_ORDER", "fieldworkTo")]),
    ({"planDays": 121}, [("RULE_PLAN_DAYS", "planDays")]),
    ({"letterDueOn": (TODAY + timedelta(days=190)).isoformat()}, [("RULE_TOO_LONG_OPEN", "letterDueOn")]),
    ({"chosenBecause": "because"}, [("RULE_REASON_TOO_SHORT", "reason")]),
)


@pytest.mark.parametrize(("more", "problems"), FORMS)
def test_an_inspection_has_a_form(register, of_round, more, problems):
    assert register.refused("createAreaInspection", LEAD, **given(of_round, **more)) == problems


def test_a_round_is_data(register):
    new = {"theme": "serious_youth_violence", "title": "Serious youth violence", "startsOn": "2023-09-01"}
    key = register.done("addInspectionRound", LEAD, **new, isAboutMissing=False)
    again = register.refused("addInspectionRound", LEAD, **new, isAboutMissing=False)
    shown = register.server.ask("{ inspectionRounds { nodes { id theme startsOn } } }", "interview_provider",
                                organisation="story-trust").data["inspectionRounds"]["nodes"]  # fmt: skip

    assert again == [("CONFLICT_DUPLICATE", "startsOn")]
    assert shown[0] == {"id": key, "theme": "serious_youth_violence", "startsOn": "2023-09-01"}
    wrong = new | {"theme": "Youth", "startsOn": "2015-01-01", "isAboutMissing": False}
    assert [code for code, _ in register.refused("addInspectionRound", LEAD, **wrong)] == [
        "RULE_THEME_FORM", "RULE_ROUND_TOO_EARLY",
    ]  # fmt: skip


def test_the_database_alone_writes_a_picture_and_keeps_access_to_its_inspection(register, approved):
    with register.server.owner.connect() as owner:
        grant = owner.execute(sa.select(tables.live_grant).where(tables.live_grant.c.inspection_id == approved)).first()
        row = dict(grant._mapping) | {"id": uuid.uuid4()}
        for wrong in (
            {"area_codes": [story.SOUTHBY_COUNCIL], "area_code": story.SOUTHBY_COUNCIL},
            {"ends_at": row["ends_at"] + timedelta(days=1)},
            {"starts_at": row["starts_at"] - timedelta(days=1)},
        ):
            with pytest.raises(sa.exc.IntegrityError, match="live_grant_fits_inspection"), owner.begin_nested():
                owner.execute(tables.live_grant.insert().values(**row | wrong))
