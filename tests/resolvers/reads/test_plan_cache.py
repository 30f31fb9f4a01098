"""Plans, kept: one for each shape of variables, one set of statements for each set of grants, and never a wrong one."""

import gc
from datetime import date

import pytest

from register.errors import BadInput, ForbiddenMatch, Refusal
from register.policy.authority import NOTHING_LIVE, Live
from register.policy.roles import role_of
from register.requests.graphql.documents import Documents
from register.resolvers.reads.plan_cache import CALLER_AREA, Plans
from register.settings import settings
from register.sql.read.statement import compile_root
from register.vocabulary import Agency, Caller, Purpose, Scope
from tests.support import story
from tests.support.query_plans import SCHEMA

TEXT = "query($w: HomeFilter, $full: Boolean = false) { homes(where: $w) { nodes { urn name @include(if: $full) } } }"


# Each way of setting the flags of eleven columns is a plan of its own: 2,048 of them.
# Room for some of the plans of a test, and not for all.
ROOM_BYTES = 60_000
# Two bodies that read the public facts of homes and nothing else of these.
ALIKE = (Agency.DFE_STATISTICS, Agency.COMMISSIONER_STATISTICS)
FLAGGED = [name for name in SCHEMA.type_map["HomeFilter"].fields if name not in ("and", "or", "not")][:11]


@pytest.fixture
def documents():
    return Documents(SCHEMA, settings())


def planned(plans, documents, text, **variables):
    operation = documents.ready(text).choose(None)
    return plans.of(operation.node, operation.document.fragments, operation.coerce(SCHEMA, variables))


def caller(agency, area=None, purpose=Purpose.INSPECTION, today=date(2026, 3, 2)):
    return Caller("tester", agency, area, None, purpose, today)


def decided(root, who, live=NOTHING_LIVE):
    return root.decide(who, root.plan.bind({"w": {"name": {"eq": "Ash"}}}), live)


@pytest.mark.parametrize(
    ("variables", "same"),
    [
        ({"w": {"name": {"eq": "Elm"}}}, True),
        ({"w": {"name": {"eq": "Ash"}}, "full": False}, True),
        ({"w": {"name": {"eq": "Ash"}}, "full": True}, False),
        ({"w": {"name": {"startsWith": "Ash"}}}, False),
        ({"w": {"name": {"eq": "Ash"}, "places": {"eq": 1}}}, False),
        ({"w": {}}, False),
        ({}, False),
    ],
)
def test_a_plan_is_kept_for_variables_of_one_shape(documents, variables, same):
    plans = Plans(SCHEMA)
    first = planned(plans, documents, TEXT, w={"name": {"eq": "Ash"}})

    assert (planned(plans, documents, TEXT, **variables) is first) is same


def test_callers_of_the_same_grants_share_their_statements_and_others_do_not(documents):
    (root,) = planned(Plans(SCHEMA), documents, TEXT, w={"name": {"eq": "Ash"}})

    north, south = (decided(root, caller(Agency.POLICE, area)) for area in (story.NORTHBY, story.SOUTHBY))
    others = [decided(root, caller(agency)) for agency in (Agency.OFSTED, Agency.DFE, Agency.COMMISSIONER)]

    assert north is south
    assert len({id(each) for each in (north, *others)}) == 4


def test_bodies_whose_grants_come_to_the_same_share_statements_each_in_its_own_role(documents):
    (root,) = planned(Plans(SCHEMA), documents, "{ homes { totalCount nodes { urn provider { name } } } }")
    first, second = (root.decide(caller(agency), root.plan.bind({}), NOTHING_LIVE) for agency in ALIKE)

    assert len(root.nodes) == 1
    for agency, found in zip(ALIKE, (first, second), strict=True):
        alone = compile_root(found.granted, role_of(agency))
        assert [(each.rows, each.total) for each in found.node.nodes()] == [
            (each.rows, each.total) for each in alone.nodes()
        ]


def test_statements_are_forgotten_with_the_last_body_that_they_are_remembered_for(documents):
    plans = Plans(SCHEMA)
    (root,) = planned(plans, documents, "{ homes { totalCount } }")
    root.decide(caller(Agency.DFE), root.plan.bind({}), NOTHING_LIVE)
    plans.compiled.clear()
    gc.collect()

    assert len(root.nodes) == 0


def test_no_area_stands_in_the_statements_that_are_shared(documents):
    (root,) = planned(Plans(SCHEMA), documents, TEXT, w={"name": {"eq": "Ash"}})

    found = decided(root, caller(Agency.POLICE, story.NORTHBY))

    assert story.NORTHBY not in found.node.rows.text
    assert "caller_area" in found.node.rows.names


def test_a_refusal_is_kept_for_its_grants_and_refuses_again(documents):
    (root,) = planned(Plans(SCHEMA), documents, TEXT, w={"name": {"eq": "Ash"}})

    for _ in range(2):
        with pytest.raises(ForbiddenMatch):
            decided(root, caller(Agency.DFE_STATISTICS))
    assert decided(root, caller(Agency.OFSTED)).granted


def test_a_caller_with_live_access_shares_no_statement_with_one_without(documents):
    (root,) = planned(Plans(SCHEMA), documents, TEXT, w={"name": {"eq": "Ash"}})
    opened = Live(frozenset({Scope.OPENED_HOME}))

    without = decided(root, caller(Agency.POLICE, story.NORTHBY))
    holder, other = (decided(root, caller(Agency.POLICE, area), opened) for area in (story.NORTHBY, story.SOUTHBY))
    again = decided(root, caller(Agency.POLICE, story.NORTHBY))

    assert holder is other
    assert again is without is not holder
    assert ("opened_homes" in holder.node.rows.names, "opened_homes" in without.node.rows.names) == (True, False)
    assert (holder.rests_on, without.rests_on) == ({Scope.OPENED_HOME}, frozenset())


def test_a_plan_that_reads_public_facts_alone_rests_on_no_live_access(documents):
    (root,) = planned(Plans(SCHEMA), documents, "{ homes { nodes { urn } } }")

    found = root.decide(caller(Agency.POLICE), root.plan.bind({}), Live(frozenset({Scope.OPENED_HOME})))

    assert found.rests_on == frozenset()


def test_a_refusal_for_want_of_live_access_does_not_outlive_the_want(documents):
    (root,) = planned(Plans(SCHEMA), documents, TEXT, w={"name": {"eq": "Ash"}})
    inspecting = Live(frozenset({Scope.INSPECTED_AREA}))

    with pytest.raises(ForbiddenMatch):
        decided(root, caller(Agency.HMICFRS))
    assert decided(root, caller(Agency.HMICFRS), inspecting).rests_on == {Scope.INSPECTED_AREA}
    with pytest.raises(ForbiddenMatch):
        decided(root, caller(Agency.HMICFRS), Live(ended=frozenset({Scope.INSPECTED_AREA})))


def test_the_days_that_a_request_speaks_of_choose_the_grants(documents):
    text = "query($d: Date) { homes(validOn: $d) { nodes { name } } }"
    (root,) = planned(Plans(SCHEMA), documents, text, d="2012-01-01")
    old = root.decide(caller(Agency.POLICE, story.NORTHBY), root.plan.bind({"d": date(2012, 1, 1)}), NOTHING_LIVE)
    new = root.decide(caller(Agency.POLICE, story.NORTHBY), root.plan.bind({"d": date(2020, 1, 1)}), NOTHING_LIVE)

    assert "home_identity" not in old.node.rows.text
    assert "home_identity" in new.node.rows.text


def test_a_purpose_decides_whether_a_plan_may_run_and_not_what_it_reads(documents):
    text = "{ homes { nodes { name } } }"
    (root,) = planned(Plans(SCHEMA), documents, text)
    bound = root.plan.bind({})

    first, second = (
        root.decide(caller(Agency.OFSTED, purpose=each), bound, NOTHING_LIVE)
        for each in (Purpose.INSPECTION, Purpose.STATISTICS)
    )

    assert first is second
    with pytest.raises(Exception, match="need a purpose"):
        root.decide(caller(Agency.OFSTED, purpose=None), bound, NOTHING_LIVE)


def test_a_root_that_cannot_be_planned_keeps_its_refusal(documents):
    text = "{ bad: homes(orderBy: [{field: DISTANCE}]) { totalCount } good: homes { totalCount } }"

    bad, good = planned(Plans(SCHEMA), documents, text)

    assert isinstance(bad.plan, Refusal)
    assert bad.plan.kind is BadInput
    assert good.plan.key == "good"


def test_the_viewers_area_is_a_read_of_its_own_where_it_is_asked_for(documents):
    plans = Plans(SCHEMA)

    (with_area,) = planned(plans, documents, "{ me: viewer { area { name } } }")
    (without,) = planned(plans, documents, "{ viewer { subject } }")

    assert (with_area.plan.read.node, with_area.plan.bind({CALLER_AREA: "E23000005"})) == ("me.area", ["E23000005"])
    assert without.plan is None


def test_plans_are_kept_until_their_bytes_are_spent_and_the_one_unused_for_longest_goes(documents):
    plans = Plans(SCHEMA, 4 * ROOM_BYTES)
    text = "query($w: HomeFilter) { homes(where: $w) { totalCount } }"
    operation = documents.ready(text).choose(None)

    def ask(number):
        flags = {name: {"isNull": bool(number >> bit & 1)} for bit, name in enumerate(FLAGGED)}
        return plans.of(operation.node, {}, {"w": flags})

    used, unused = ask(0), ask(1)
    for number in range(2, 200):
        ask(number)
        assert ask(0) is used

    assert ask(1) is not unused
    assert plans._kept.bytes <= ROOM_BYTES
    assert 2 < len(plans._kept) < 100


def test_statements_are_kept_until_their_bytes_are_spent(documents):
    plans = Plans(SCHEMA, 4 * ROOM_BYTES)
    for number in range(20):
        (root,) = planned(plans, documents, f"query Q{number} {{ homes {{ nodes {{ urn name }} }} }}")
        decided(root, caller(Agency.OFSTED))

    assert plans.compiled.bytes <= 2 * ROOM_BYTES
    assert 2 < len(plans.compiled) < 20
