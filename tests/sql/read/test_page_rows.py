"""A page is bounded by its keys before anything that it shows is joined; what is matched is read behind a fence."""

import re
from datetime import date
from uuid import uuid4

import pytest
import sqlalchemy as sa

from register.tables import home, inspection
from register.vocabulary import Agency
from tests.support import factories as make
from tests.support.query_plans import compiled
from tests.support.story import EVERY_URN, INSIDE, NORTHBY, ON_THE_LINE, OUTSIDE, PLAIN

SHOWN = "nodes { urn name postcode provider { name } }"


def chosen(text, agency=Agency.POLICE):
    """The part of the statement of a root that chooses its rows, and the part that joins what they show."""
    statement = re.sub(r"\s+", " ", compiled(text, agency).rows.text)
    before, _, after = statement.partition(") AS chosen")
    return before, after


def test_the_limit_bounds_the_rows_before_what_they_show_is_joined():
    before, after = chosen(f"{{ homes(first: 3) {{ {SHOWN} }} }}", Agency.OFSTED)

    assert "LIMIT" in before
    assert "JOIN" not in before
    assert all(f"JOIN register.{table} " in after for table in ("home_identity", "premises", "provider"))


def test_a_small_page_is_read_by_a_text_of_its_own_and_a_limit_that_cuts_nothing_off():
    rows = compiled(f"{{ homes(first: 3) {{ {SHOWN} }} }}", Agency.OFSTED).rows

    assert rows.of_size(1_000) == rows.text
    assert rows.of_size(100) == rows.of_size(1) == rows.text.replace("LIMIT 1001", "LIMIT 101")
    assert rows.text.count("LIMIT 1001") == 1
    assert rows.of_size(101) == rows.of_size(None) == rows.text


def test_a_small_page_looks_each_row_up_where_a_large_one_may_gather_all_keys_at_once():
    rows = compiled(f"{{ homes(first: 3) {{ {SHOWN} }} }}", Agency.POLICE).rows

    assert re.search(r"home_id = chosen\.id\s+LIMIT 1 /\* as planned \*/\)", rows.text)
    assert "as planned" not in rows.of_size(100)
    assert rows.of_size(100).count("\n OFFSET 0)") == rows.text.count("as planned") > 0


def test_a_page_of_the_feed_looks_each_change_up_as_any_small_page_does():
    rows = compiled("{ changes(area: {mine: true}, first: 3) { nodes { kind } } }", Agency.POLICE).rows

    assert "as planned" in rows.text
    assert "as planned" not in rows.of_size(100)


def test_a_list_within_few_rows_and_one_record_look_each_row_up_as_well():
    """A child's timeline would gather all that a force reaches for six entries."""
    query = "query($i: ID!) { child(id: $i) { missingEpisodes(first: 3) { nodes { id } } } }"
    root = compiled(query, Agency.POLICE, i=str(uuid4()))

    for node in root.nodes():
        assert "as planned" in node.rows.text
        assert "as planned" not in node.rows.of_size(1)


def test_what_needs_no_look_up_has_one_text_for_every_size_and_a_count_is_of_no_size():
    root = compiled("{ homes { totalCount nodes { inspections(first: 3) { nodes { id } } } } }", Agency.OFSTED)
    below = next(each for each in root.nodes() if each is not root)

    assert below.rows.small is None
    assert root.total.of_size(None) == root.total.text


def test_the_rows_are_in_order_again_after_the_joins():
    _, after = chosen(f"{{ homes(orderBy: [{{field: PLACES, direction: DESC}}]) {{ {SHOWN} }} }}", Agency.OFSTED)

    assert "ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST" in after


@pytest.mark.parametrize(
    "where",
    ['postcode: {eq: "ZZ1 1ZZ"}', 'premises: {some: {uprn: {eq: "1"}}}', 'provider: {individualName: {eq: "A"}}'],
)
def test_what_a_caller_may_match_in_some_rows_only_is_read_behind_a_fence(where):
    narrowed, _ = chosen(f"{{ homes(where: {{{where}}}) {{ nodes {{ urn }} }} }}")
    everywhere, _ = chosen(f"{{ homes(where: {{{where}}}) {{ nodes {{ urn }} }} }}", Agency.OFSTED)

    assert "OFFSET 0) AS anon" in narrowed
    assert "LATERAL" in narrowed
    assert "LATERAL" not in everywhere


ORDERED = """
query ($by: [HomeOrder!], $after: String) {
  homes(orderBy: $by, first: 2, after: $after) {
    nodes { urn currentJudgement { overallExperiencesAndProgress } } pageInfo { hasNextPage endCursor }
  }
}
"""
GRADED = {INSIDE: "inadequate", OUTSIDE: "outstanding", ON_THE_LINE: "requires_improvement", PLAIN: "good"}


def paged(server, field, direction, *, agency, area=None):
    """Every home, page by page, in an order."""
    found, after = [], None
    while True:
        by = [{"field": field, "direction": direction}, {"field": "URN"}]
        page = server.ask(ORDERED, agency, area, by=by, after=after).data["homes"]
        found += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]


def in_order(server, direction, *, agency, area=None):
    """Every home, page by page, with its judgement."""
    judged = [(each["urn"], each["currentJudgement"]) for each in paged(
        server, "CURRENT_JUDGEMENT", direction, agency=agency, area=area
    )]  # fmt: skip
    return [(urn, each and each["overallExperiencesAndProgress"]) for urn, each in judged]


@pytest.mark.parametrize(("agency", "area"), [("ofsted", None), ("police", NORTHBY), ("dfe_statistics", None)])
def test_homes_are_paged_in_the_order_of_their_judgement(own_server, agency, area):
    with own_server.owner.begin() as owner:
        owner.execute(sa.delete(inspection))
        keys = dict(owner.execute(sa.select(home.c.urn, home.c.id)).all())
        for urn, grade in GRADED.items():
            lower = grade if grade in ("requires_improvement", "inadequate") else "good"
            make.create_inspection(
                owner, keys[urn], date(2024, 5, 1), overall_experiences_and_progress=grade,
                helped_and_protected=lower, leaders_and_managers=lower,
            )  # fmt: skip
            # A later visit without a judgement moves nothing.
            none = dict.fromkeys(("overall_experiences_and_progress", "helped_and_protected", "leaders_and_managers"))
            make.create_inspection(owner, keys[urn], date(2024, 9, 1), kind="monitoring_visit", **none)

    best_first = [
        (OUTSIDE, "OUTSTANDING"),
        (PLAIN, "GOOD"),
        (ON_THE_LINE, "REQUIRES_IMPROVEMENT"),
        (INSIDE, "INADEQUATE"),
    ]
    never = [(urn, None) for urn in sorted(set(EVERY_URN) - set(GRADED))]
    assert in_order(own_server, "ASC", agency=agency, area=area) == best_first + never
    assert in_order(own_server, "DESC", agency=agency, area=area) == never + best_first[::-1]


def urns(server, field, direction, *, agency, area=None):
    """The URN of every home, page by page."""
    return [each["urn"] for each in paged(server, field, direction, agency=agency, area=area)]


@pytest.mark.parametrize(("agency", "area"), [("ofsted", None), ("police", NORTHBY), ("dfe_statistics", None)])
@pytest.mark.parametrize(
    ("field", "days"),
    [
        ("LATEST_FULL_INSPECTION", {PLAIN: "2023-02-01", INSIDE: "2024-05-01", OUTSIDE: "2024-05-01"}),
        ("CURRENT_JUDGEMENT_STARTED_ON", {PLAIN: "2023-02-01", OUTSIDE: "2024-05-01", INSIDE: "2024-07-01"}),
        ("LATEST_INSPECTION", {PLAIN: "2023-02-01", INSIDE: "2024-07-01", OUTSIDE: "2024-09-01"}),
    ],
)
def test_homes_are_paged_in_the_order_of_a_day_of_their_inspections(own_server, field, days, agency, area):
    with own_server.owner.begin() as owner:
        owner.execute(sa.delete(inspection))
        keys = dict(owner.execute(sa.select(home.c.urn, home.c.id)).all())
        none = dict.fromkeys(("overall_experiences_and_progress", "helped_and_protected", "leaders_and_managers"))
        for urn, day in {PLAIN: date(2023, 2, 1), INSIDE: date(2024, 5, 1), OUTSIDE: date(2024, 5, 1)}.items():
            make.create_inspection(owner, keys[urn], day)
        make.create_inspection(owner, keys[INSIDE], date(2024, 7, 1), kind="monitoring_visit")
        make.create_inspection(owner, keys[OUTSIDE], date(2024, 9, 1), kind="monitoring_visit", **none)

    by_day = sorted(days, key=lambda urn: (days[urn], urn))
    last_first = sorted(days, key=lambda urn: (-date.fromisoformat(days[urn]).toordinal(), urn))
    never = sorted(set(EVERY_URN) - set(days))
    assert urns(own_server, field, "ASC", agency=agency, area=area) == by_day + never
    assert urns(own_server, field, "DESC", agency=agency, area=area) == never + last_first


def test_a_page_of_one_order_is_not_continued_in_another_of_the_same_relation(own_server):
    first = own_server.ask(ORDERED, "ofsted", by=[{"field": "LATEST_FULL_INSPECTION"}]).data["homes"]["pageInfo"]

    told = own_server.ask(
        ORDERED, "ofsted", after=first["endCursor"],
        by=[{"field": "LATEST_FULL_INSPECTION_OVERALL_EXPERIENCES_AND_PROGRESS"}],
    )  # fmt: skip

    assert (told.codes, told.reads) == (["REQUEST_BAD_INPUT"], [])
