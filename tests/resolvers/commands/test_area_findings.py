"""What a joint inspection finds: written by four inspectorates, agreed by the lead, published, and acted on."""

import hashlib
from datetime import timedelta

import pytest
import sqlalchemy as sa

from register import tables
from register.database.private_server import Cluster
from register.vocabulary import Agency
from tests.resolvers.commands.test_area_inspections import (
    AGENCIES,
    LEAD,
    NOW,
    SECOND,
    as_inspector,
    given,
    moved,
    tell,
)
from tests.support import story
from tests.support.command_client import kept_register
from tests.support.command_inputs import BODIES
from tests.support.inspection_factories import create_round

TODAY = NOW.date()
COUNCIL = {"agency": "local_authority", "area": story.NORTHBY_COUNCIL, "subject": "officer"}
HMICFRS = {"agency": "hmicfrs", "subject": "recorder", "purpose": "inspection"}
FINDING = {"kind": "IMPROVEMENT", "body": "PARTNERSHIP", "isAboutMissing": True, "narrative": "Interviews come late."}
LEADING = {"agency": "ofsted_inspector", "subject": "ofsted_inspector 2", "purpose": "inspection"}
FINDINGS = "{ areaFindings { nodes { kind body agency narrative writtenBy agreedBy } } }"
COHORTS = "{ areaCohorts { nodes { seed size drawnFrom childIds } } }"
ACTIONS = "{ areaActions { nodes { action dueOn doneOn finding { kind } } } }"
TIMELINE = (
    "query ($of: [String!]) { publishedInspections(where: {areaCode: {in: $of}}) "
    "{ nodes { kind areaCode authorityCodes publishedOn } } }"
)
OVERVIEW = "{ publishedFindingTally(by: [THEME, KIND]) { rows { key { theme kind } count inspections } } }"


@pytest.fixture(scope="module")
def register(cluster: Cluster, story, worker):
    """A served copy of the story with children, changed by the tests together."""
    with kept_register(cluster, story, worker, named="findings", REGISTER_PSEUDONYM_KEY="for tests") as kept:
        with kept.server.owner.begin() as owner:
            tell(owner)
        yield kept


@pytest.fixture(scope="module")
def inspection(register):
    """An approved inspection whose fieldwork is over."""
    with register.server.owner.begin() as owner:
        of_round = str(create_round(owner))
    days = {"fieldworkFrom": TODAY.isoformat(), "fieldworkTo": TODAY.isoformat()}
    key = register.done("createAreaInspection", LEAD, **given(of_round, **days))
    register.done("approveAreaInspection", SECOND, inspection=key, expectedVersion=1)
    return key


@pytest.fixture(scope="module")
def found(register, inspection):
    """A finding of each inspectorate, agreed by the lead."""
    keys = [
        register.done("recordFinding", as_inspector(agency), inspection=inspection, **FINDING | {"kind": kind})
        for agency, kind in zip(
            AGENCIES, ("IMPROVEMENT", "GOOD_PRACTICE", "PRIORITY_ACTION", "IMPROVEMENT"), strict=True
        )
    ]
    for key in keys:
        register.done("agreeFinding", LEADING, finding=key, expectedVersion=1)
    return keys


def test_each_inspectorate_writes_of_its_own_bodies_and_another_person_of_the_lead_agrees(register, inspection, found):
    by_hmicfrs = as_inspector("hmicfrs")
    of_health = register.refused("recordFinding", by_hmicfrs, inspection=inspection, **FINDING | {"body": "HEALTH"})
    one = register.done("recordFinding", as_inspector("ofsted_inspector"), inspection=inspection, **FINDING)

    assert of_health == [("RULE_OTHER_INSPECTORATE", "body")]
    itself = register.refused("agreeFinding", as_inspector("ofsted_inspector"), finding=one, expectedVersion=1)
    assert itself == [("RULE_SECOND_PERSON", "finding")]
    not_agreed = register.refused("publishLetter", SECOND, inspection=inspection, summary="A letter.",
                                  planDueOn=(TODAY + timedelta(days=30)).isoformat())  # fmt: skip
    assert not_agreed == [("RULE_FINDINGS_NOT_AGREED", "inspection")]
    register.done("agreeFinding", LEADING, finding=one, expectedVersion=1)


def test_a_cohort_is_drawn_again_by_its_seed(register, inspection):
    drawn = {"inspection": inspection, "seed": "three robins", "size": 2}
    register.done("drawCohort", as_inspector("ofsted_inspector"), **drawn)
    again = register.refused("drawCohort", as_inspector("ofsted_inspector"), **drawn)
    register.done("drawCohort", as_inspector("ofsted_inspector"), **drawn | {"size": 50})
    answers = {agency: register.server.ask(COHORTS, **as_inspector(agency)) for agency in AGENCIES}
    whole, two = answers["cqc"].data["areaCohorts"]["nodes"]

    assert again == [("CONFLICT_DUPLICATE", "seed")]
    assert len({answer.body for answer in answers.values()}) == 1
    assert (two["size"], len(two["childIds"])) == (2, 2)
    assert len(whole["childIds"]) == whole["drawnFrom"] > 2
    # Anybody can put the children into the same order, who knows the seed.
    ordered = sorted(whole["childIds"], key=lambda each: hashlib.sha256(f"three robins:{each}".encode()).digest())
    assert (whole["childIds"], two["childIds"]) == (ordered, ordered[:2])
    with register.server.owner.connect() as owner:
        sample = sa.text("select child_ids from register.area_sample(:id, 'three robins')")
        assert owner.scalar(sample, {"id": inspection}) == ordered


READS_NO_COHORT = [each for each in Agency if each.value not in (*AGENCIES, "ofsted")]


@pytest.mark.parametrize("agency", READS_NO_COHORT)
def test_no_other_body_reads_a_cohort_and_no_inspector_of_another_area(register, inspection, agency):
    body = {"agency": agency.value, "purpose": "inspection", **BODIES.get(agency.value, {})}
    unnamed = as_inspector("hmicfrs") | {"subject": "hmicfrs 9"}

    assert [register.server.ask(COHORTS, **who).codes for who in (body, unnamed)] == [["POLICY_FORBIDDEN"]] * 2


@pytest.fixture(scope="module")
def letter(register, inspection, found):
    """The letter, published today."""
    due = (TODAY + timedelta(days=30)).isoformat()
    said = {"summary": "What was found in Northby.", "planDueOn": due}
    unappointed = register.send("publishLetter", {"inspection": inspection, **said}, **LEAD | {"subject": "nobody"})
    assert unappointed.codes == ["POLICY_FORBIDDEN"]
    return register.done("publishLetter", SECOND, inspection=inspection, **said)


def test_the_letter_holds_what_was_agreed_and_is_open_to_everyone(register, inspection, letter):
    shown = "query ($of: ID!) { publishedFindings(where: {inspectionId: {eq: $of}}) { nodes { kind agency } } }"
    seen = {}
    for agency, body in (("dfe_statistics", {}), ("police", {"area": story.SOUTHBY}), ("cqc", {"subject": "nobody"})):
        nodes = register.server.ask(shown, agency, of=letter, **body).data["publishedFindings"]["nodes"]
        seen[agency] = sorted((node["kind"], node["agency"]) for node in nodes)
        assert register.server.ask(FINDINGS, agency, **body).codes == ["POLICY_FORBIDDEN"]

    assert seen["dfe_statistics"] == seen["police"] == seen["cqc"]
    assert ("PRIORITY_ACTION", "HMICFRS") in seen["police"]
    late = register.refused("recordFinding", as_inspector("cqc"), inspection=inspection, **FINDING)
    assert late == [("RULE_LETTER_PUBLISHED", "inspection")]
    row = {"inspection_id": letter, "kind": "improvement", "body": "police", "agency": "ofsted"}
    added = tables.published_finding.insert().values(**row, is_about_missing=True, narrative="Added later.")
    with register.server.owner.connect() as owner, pytest.raises(sa.exc.IntegrityError, match="of_its_letter"):
        owner.execute(added)


def test_the_day_of_the_letter_drives_the_end_of_access(register, inspection, letter):
    with register.server.owner.connect() as owner:
        ends = owner.scalars(
            sa.text("select distinct ends_at from register.live_grant where inspection_id = :id"), {"id": inspection}
        ).all()

    assert len(ends) == 1
    # Today and the 70 days of the plan, to England's midnight.
    assert (ends[0] - NOW).days in (70, 71)
    with moved(register, days=-70):
        for agency in AGENCIES:
            assert register.server.ask(FINDINGS, **as_inspector(agency)).data["areaFindings"]["nodes"]
    with moved(register, days=-72):
        for agency in AGENCIES:
            for asked in (FINDINGS, COHORTS, ACTIONS):
                assert register.server.ask(asked, **as_inspector(agency)).codes == ["POLICY_FORBIDDEN"], agency
            assert register.server.ask(TIMELINE, of=[story.NORTHBY_COUNCIL, story.NORTHBY], **as_inspector(agency)).data


def test_the_authority_plans_actions_with_dates_and_does_them(register, letter):
    with register.server.owner.connect() as owner:
        of_letter = sa.text("select id from register.published_finding where inspection_id = :id order by kind limit 1")
        finding = str(owner.scalar(of_letter, {"id": letter}))
    planned = {"finding": finding, "action": "Offer each interview within a day.", "dueOn": str(TODAY)}
    late = planned | {"dueOn": (TODAY + timedelta(days=40)).isoformat()}

    assert register.refused("planAction", COUNCIL, **planned) == [("RULE_DATES_ORDER", "dueOn")]
    other = COUNCIL | {"area": story.SOUTHBY_COUNCIL}
    assert register.refused("planAction", other, **late) == [("RULE_OTHER_AREA", "finding")]
    action = register.done("planAction", COUNCIL, **late)
    not_theirs = register.refused("completeAction", other, action=action, expectedVersion=1, doneOn=str(TODAY))
    assert not_theirs == [("POLICY_NOT_FOUND", "action")]
    register.done("completeAction", COUNCIL, action=action, expectedVersion=1, doneOn=str(TODAY))
    shown = {
        "action": late["action"],
        "dueOn": late["dueOn"],
        "doneOn": str(TODAY),
        "finding": {"kind": "GOOD_PRACTICE"},
    }
    for asker in (COUNCIL, as_inspector("hmicfrs"), LEAD):
        assert register.server.ask(ACTIONS, **asker).data["areaActions"]["nodes"] == [shown]
    assert register.server.ask(ACTIONS, **other).data["areaActions"]["nodes"] == []


def test_other_inspections_of_an_area_are_in_one_timeline_with_its_letters(register, letter):
    finding = FINDING | {"body": "AUTHORITY"}
    said = {"isAboutMissing": True, "startedOn": "2024-03-04", "publishedOn": "2024-05-01", "summary": "A report."}
    of_council = said | {"area": story.NORTHBY_COUNCIL, "findings": [finding]}
    of_force = said | {"area": story.NORTHBY, "findings": [finding | {"body": "POLICE"}]}
    single = of_council | {"kind": "SINGLE"}

    assert register.refused("recordPublishedInspection", LEAD, **single) == [("RULE_KIND_NOT_THEN", "startedOn")]
    wrong = register.refused("recordPublishedInspection", LEAD, **of_force | {"kind": "FORCE"})
    assert wrong == [("RULE_KIND_OF_ANOTHER", "kind")]
    mistaken = register.refused("recordPublishedInspection", HMICFRS, **of_council | {"kind": "FORCE"})
    assert mistaken == [("RULE_AREA_KIND", "area")]
    register.done("recordPublishedInspection", LEAD, **of_council, kind="AUTHORITY_SERVICES")
    register.done("recordPublishedInspection", HMICFRS, **of_force, kind="CHILD_PROTECTION")
    twice = register.refused("recordPublishedInspection", HMICFRS, **of_force, kind="CHILD_PROTECTION")
    assert twice == [("CONFLICT_DUPLICATE", "startedOn")]
    timeline = register.server.ask(TIMELINE, of=[story.NORTHBY_COUNCIL, story.NORTHBY], agency="dfe").data[
        "publishedInspections"
    ]

    assert all(story.NORTHBY_COUNCIL in node["authorityCodes"] for node in timeline["nodes"])
    assert [(node["kind"], node["areaCode"]) for node in timeline["nodes"]][:1] == [("JOINT", story.NORTHBY_COUNCIL)]
    assert sorted((node["kind"], node["areaCode"]) for node in timeline["nodes"][1:]) == [
        ("AUTHORITY_SERVICES", story.NORTHBY_COUNCIL), ("CHILD_PROTECTION", story.NORTHBY),
    ]  # fmt: skip


def test_findings_are_rolled_up_by_theme(register, letter):
    rows = register.server.ask(OVERVIEW, agency="commissioner_statistics").data["publishedFindingTally"]["rows"]
    by_kind = {row["key"]["kind"]: row["count"] for row in rows if row["key"]["theme"] == "criminal_exploitation"}

    assert by_kind["PRIORITY_ACTION"] == 1
    assert sum(by_kind.values()) >= 4
