"""Whole plans decided before any read: what is refused, what narrows the rows, what may be shown, and why not."""

from datetime import date

import pytest

from register.errors import Forbidden, ForbiddenMatch, PurposeRequired
from register.policy.authority import Authority
from register.policy.decide import authorise, narrowed_columns
from register.policy.grants import Grant
from register.tables import condition_detail, home, home_identity, home_person, inspection, notice, premises, provider
from register.vocabulary import Agency, Basis, Group, Purpose, Scope, Use, WithheldReason
from tests.support.query_plans import decide, read

N, OWN, HOSTED = {Scope.NATIONAL}, {Scope.OWN_BOUNDARY}, {Scope.HOSTED}
SHOWN = "{ homes { nodes { urn name postcode registeredManager { name } notices { id } } } }"
NEAR = "area: {near: {longitude: -2.1, latitude: 53.4, radiusM: 500}}"
BEFORE = date(2013, 3, 31)
SINCE = date(2013, 4, 1)


@pytest.mark.parametrize(
    ("agency", "location", "people", "status"),
    [
        (Agency.OFSTED, N, N, N),
        (Agency.POLICE, OWN, OWN, OWN),
        (Agency.LOCAL_AUTHORITY, N, HOSTED, N),
        (Agency.DFE, N, set(), N),
        (Agency.COMMISSIONER, N, set(), N),
        (Agency.DFE_STATISTICS, set(), set(), set()),
        (Agency.COMMISSIONER_STATISTICS, set(), set(), set()),
        (Agency.HMICFRS, set(), set(), set()),
        (Agency.HEALTH, set(), set(), set()),
        (Agency.ADMIN, set(), set(), set()),
        (Agency.AUDITOR, set(), set(), set()),
    ],
)
def test_what_is_shown_is_granted_cell_by_cell(agency, location, people, status):
    granted = decide(SHOWN, agency)

    cells = {table: set(reach.scopes) for table, reach in granted.cells.items()}
    assert cells == {home: N, home_identity: location, premises: location, home_person: people, notice: status}
    assert set(granted.rows.scopes) == N
    assert dict(granted.narrowed) == {}


@pytest.mark.parametrize(
    ("agency", "on", "reason"),
    [
        (Agency.DFE_STATISTICS, SINCE, WithheldReason.NO_GRANT),
        (Agency.DFE, BEFORE, WithheldReason.NOT_YET_IN_FORCE),
        (Agency.POLICE, BEFORE, WithheldReason.NOT_YET_IN_FORCE),
        (Agency.POLICE, SINCE, WithheldReason.OUTSIDE_SCOPE),
    ],
)
def test_a_withheld_cell_says_why(agency, on, reason):
    assert decide("{ homes { nodes { name } } }", agency, on=on).cells[home_identity].reason is reason


MATCHES = [
    ('homes(where: {name: {eq: "a"}})', "Home.name", home_identity),
    ('homes(where: {or: [{urn: {eq: "a"}}, {name: {eq: "a"}}]})', "Home.name", home_identity),
    ("homes(where: {not: {name: {isNull: true}}})", "Home.name", home_identity),
    ("homes(orderBy: [{field: URN}, {field: POSTCODE}])", "Home.postcode", premises),
    (f"homes({NEAR})", "Home.location", premises),
    ('homes(where: {registeredManager: {name: {eq: "a"}}})', "Home.registeredManager", home_person),
    ('inspections(where: {home: {name: {eq: "a"}}})', "Home.name", home_identity),
    ('inspections(where: {home: {postcode: {eq: "a"}}})', "Home.postcode", premises),
    ('homes(where: {premises: {some: {postcode: {eq: "a"}}}})', "Premises.postcode", premises),
]


@pytest.mark.parametrize(("root", "name", "table"), MATCHES)
def test_what_is_matched_and_granted_nowhere_is_refused(root, name, table):
    with pytest.raises(ForbiddenMatch) as refusal:
        decide(f"{{ {root} {{ totalCount }} }}", Agency.DFE_STATISTICS)

    assert name in refusal.value.details["fields"]


@pytest.mark.parametrize(("root", "name", "table"), MATCHES)
def test_what_is_matched_and_granted_somewhere_narrows_the_rows_and_is_told(root, name, table):
    granted = decide(f"{{ {root} {{ totalCount }} }}", Agency.POLICE)

    narrowed = {matched: reach for (matched, _), reach in granted.narrowed.items()}
    assert set(narrowed[table].scopes) == OWN
    assert name in narrowed_columns(granted.read, granted)


@pytest.mark.parametrize(("root", "name", "table"), MATCHES)
def test_what_is_matched_and_granted_everywhere_is_a_plain_match(root, name, table):
    assert dict(decide(f"{{ {root} {{ totalCount }} }}", Agency.OFSTED).narrowed) == {}


def test_who_may_read_a_group_and_not_count_it_is_told_no_total():
    law = Basis("test", "A law", SINCE)
    grant = Grant(Agency.HEALTH, Group.HOME_PUBLIC, (Use.READ, Use.MATCH), Scope.NATIONAL, law)
    authority = Authority(Agency.HEALTH, in_force=(grant,), not_yet=())

    listed = authorise(read("{ homes { nodes { urn } } }"), authority, has_purpose=False)
    with pytest.raises(ForbiddenMatch) as refusal:
        authorise(read("{ homes { totalCount nodes { urn } } }"), authority, has_purpose=False)

    assert listed.rows.everywhere
    assert refusal.value.details["fields"] == ["Home.totalCount"]


@pytest.mark.parametrize("root", ['homes(area: {code: "E23000005"})', "homes(area: {mine: true})", "homes"])
def test_the_public_link_and_public_columns_narrow_nothing(root):
    assert dict(decide(f"{{ {root} {{ nodes {{ urn }} }} }}", Agency.DFE_STATISTICS).narrowed) == {}


def test_a_match_under_a_relation_is_decided_like_any_other():
    text = "{ homes { nodes { inspections(orderBy: [{field: NUMBER}]) { nodes { number } } } } }"

    assert decide(text, Agency.DFE_STATISTICS).below[0].rows.everywhere


def test_a_match_is_refused_before_its_law_is_in_force_and_narrowed_after():
    text = '{ homes(where: {name: {eq: "a"}}) { totalCount } }'

    with pytest.raises(ForbiddenMatch):
        decide(text, Agency.POLICE, on=BEFORE)
    assert decide(text, Agency.POLICE, on=SINCE).narrowed


@pytest.mark.parametrize(
    ("text", "agency", "on"),
    [
        ("{ homes { totalCount } }", Agency.INTERVIEW_PROVIDER, SINCE),
        ("{ inspections { totalCount } }", Agency.INTERVIEW_PROVIDER, SINCE),
        ("{ accessLog { totalCount } }", Agency.OFSTED, SINCE),
        ("{ accessLog { totalCount } }", Agency.AUDITOR, date(2018, 5, 24)),
        ("{ homes { totalCount } }", Agency.POLICE, date(2010, 9, 30)),
    ],
)
def test_a_root_that_is_granted_nowhere_is_refused(text, agency, on):
    with pytest.raises(Forbidden):
        decide(text, agency, on=on)


def test_a_relation_that_is_granted_nowhere_is_not_read():
    granted = decide("{ homes { nodes { registeredManager { name } inspections { nodes { id } } } } }", Agency.DFE)

    assert [below and below.read.node for below in granted.below] == [None, "homes.inspections"]
    assert granted.cells[home_person].nowhere
    assert granted.cells[inspection].everywhere


def test_a_match_below_a_relation_that_is_not_read_is_not_asked_about():
    text = "{ areas { nodes { homes { nodes { name } } } } }"

    assert decide(text, Agency.INTERVIEW_PROVIDER).below == (None,)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("{ homes { nodes { name } } }", Agency.POLICE),
        ('{ homes(where: {name: {eq: "a"}}) { nodes { urn } } }', Agency.OFSTED),
        ("{ homes { nodes { location { longitude } } } }", Agency.DFE),
        ("{ inspections { nodes { home { postcode } } } }", Agency.LOCAL_AUTHORITY),
    ],
)
def test_where_a_home_stands_needs_a_purpose(text, agency):
    with pytest.raises(PurposeRequired):
        decide(text, agency, purpose=None)
    assert Group.HOME_LOCATION in decide(text, agency, purpose=Purpose.INSPECTION).groups


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("{ homes { nodes { urn } } }", Agency.POLICE),
        ('{ homes(area: {code: "E23000005"}) { nodes { urn } } }', Agency.OFSTED),
        # What is withheld everywhere is not consulted, and so needs no purpose.
        ("{ homes { nodes { name } } }", Agency.DFE_STATISTICS),
    ],
)
def test_public_facts_need_no_purpose(text, agency):
    assert Group.HOME_LOCATION not in decide(text, agency, purpose=None).groups


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_purpose_never_widens_a_grant(purpose):
    assert decide(SHOWN, Agency.POLICE, purpose=purpose).cells == decide(SHOWN, Agency.POLICE).cells


def test_the_groups_consulted_are_those_shown_and_matched_here_and_below():
    text = '{ homes(where: {name: {eq: "a"}}) { nodes { urn registeredManager { name } notices { reasons } } } }'

    assert decide(text, Agency.OFSTED).groups == {
        Group.HOME_PUBLIC,
        Group.HOME_LOCATION,
        Group.HOME_PEOPLE,
        Group.ENFORCEMENT_STATUS,
        Group.ENFORCEMENT_DETAIL,
    }


def test_each_node_is_decided_by_itself():
    text = "{ homes { nodes { a: conditions { kind } b: conditions { wording } provider { name } } } }"
    first, second, third = decide(text, Agency.POLICE).below

    assert condition_detail not in first.cells
    assert second.cells[condition_detail].reason is WithheldReason.NO_GRANT
    assert third.cells[provider].everywhere


def test_nothing_is_narrowed_where_nothing_is_matched():
    granted = decide(SHOWN, Agency.POLICE)

    assert narrowed_columns(read(SHOWN), granted) == ()


def test_before_its_law_is_in_force_a_root_is_refused_with_the_day_from_which_it_is():
    with pytest.raises(Forbidden) as refusal:
        decide("{ homes { totalCount } }", Agency.POLICE, on=date(1800, 1, 1))

    assert refusal.value.message == "The law that lets your agency read Home was not yet in force on that day."
    assert refusal.value.extensions["hint"] == "Ask for 2010-10-01 or later."


def test_before_its_law_is_in_force_a_match_is_refused_with_the_day_and_without_any_law_as_ever():
    for agency, message, hint in (
        (
            Agency.DFE,
            "The law that lets you filter or order by Home.name was not yet in force on that day.",
            "Ask for 20",
        ),
        (Agency.DFE_STATISTICS, "You cannot filter or order by Home.name.", "Remove the fields listed in fields"),
    ):
        with pytest.raises(ForbiddenMatch) as refusal:
            decide('{ homes(where: {name: {eq: "a"}}) { totalCount } }', agency, on=BEFORE)

        assert (refusal.value.message, refusal.value.extensions["hint"][: len(hint)]) == (message, hint)


READS = (Use.READ, Use.MATCH, Use.COUNT)
LOCATED = "{ homeTally(by: [OPERATIONAL_STATUS]) { rows { count } } }"


def reaching(**scopes):
    """An authority over homes by these scopes of each use."""
    law = Basis("test", "A law", SINCE)
    public = Grant(Agency.POLICE, Group.HOME_PUBLIC, READS, Scope.NATIONAL, law)
    located = [Grant(Agency.POLICE, Group.HOME_LOCATION, (Use(use),), scope, law) for use, scope in scopes.items()]
    return Authority(Agency.POLICE, in_force=(public, *located), not_yet=())


@pytest.mark.parametrize("missing", READS)
def test_a_tally_that_lacks_any_of_the_three_uses_is_refused(missing):
    authority = reaching(**{use: Scope.NATIONAL for use in READS if use is not missing})

    with pytest.raises(ForbiddenMatch) as refusal:
        authorise(read(LOCATED), authority, has_purpose=True)
    assert refusal.value.message == "You cannot tally, filter or order by Home.operationalStatus."


@pytest.mark.parametrize("narrow", READS)
def test_a_tally_reaches_as_far_as_all_three_uses_do(narrow):
    authority = reaching(**{use: Scope.OWN_BOUNDARY if use is narrow else Scope.NATIONAL for use in READS})
    granted = authorise(read(LOCATED), authority, has_purpose=True)

    assert granted.narrowed[home_identity, False].scopes == OWN
    assert narrowed_columns(read(LOCATED), granted) == ("Home.operationalStatus",)


def test_a_tally_counts_no_rows_beyond_those_that_may_be_counted():
    law = Basis("test", "A law", SINCE)
    seen = Grant(Agency.POLICE, Group.HOME_PUBLIC, (Use.READ, Use.MATCH), Scope.NATIONAL, law)
    counted = Grant(Agency.POLICE, Group.HOME_PUBLIC, (Use.COUNT,), Scope.OWN_BOUNDARY, law)
    asked = read("{ homeTally { rows { count } } }")

    with pytest.raises(ForbiddenMatch):
        authorise(asked, Authority(Agency.POLICE, (seen,), ()), has_purpose=True)
    assert authorise(asked, Authority(Agency.POLICE, (seen, counted), ()), has_purpose=True).rows.scopes == OWN


def test_before_its_law_is_in_force_a_tally_is_refused_with_the_day_from_which_it_is():
    with pytest.raises(ForbiddenMatch) as refusal:
        decide(LOCATED, Agency.DFE, on=BEFORE)

    assert refusal.value.extensions["hint"].startswith("Ask for 20")


def test_a_tally_by_what_identifies_a_home_needs_a_purpose():
    with pytest.raises(PurposeRequired):
        decide(LOCATED, Agency.OFSTED, purpose=None)
