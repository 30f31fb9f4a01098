"""Predicates as SQL: each comparison finds what it says, and what is unknown is never found by its opposite."""

import re
import unicodedata

import pytest
import sqlalchemy as sa

from register.policy.roles import role_of
from register.vocabulary import Agency
from tests.support import story
from tests.support.query_plans import compiled
from tests.support.story import AT_SEA, EVERY_URN, IN_BOTH, INSIDE, ON_THE_LINE, OUTSIDE, PLAIN, UNPLACED

QUERY = "query($w: HomeFilter) { homes(where: $w) { nodes { urn } totalCount } }"


def found(ask, where, agency="ofsted", area=None):
    homes = ask(QUERY, agency, area, w=where).data["homes"]
    assert homes["totalCount"] == len(homes["nodes"])
    return {home["urn"] for home in homes["nodes"]}


@pytest.mark.parametrize(
    ("where", "urns"),
    [
        ({}, set(EVERY_URN)),
        ({"urn": {"eq": INSIDE}}, {INSIDE}),
        ({"urn": {"in": [INSIDE, OUTSIDE, "SC999999"]}}, {INSIDE, OUTSIDE}),
        ({"urn": {"in": []}}, set()),
        ({"name": {"eq": "ash house"}}, {INSIDE}),
        ({"name": {"exactly": "ash house"}}, set()),
        ({"name": {"exactly": "Ash House"}}, {INSIDE}),
        ({"name": {"startsWith": "aSH h"}}, {INSIDE}),
        ({"name": {"startsWith": "A%"}}, set()),
        ({"name": {"startsWith": "__"}}, set()),
        ({"name": {"isNull": True}}, {UNPLACED}),
        ({"name": {"isNull": False}}, set(EVERY_URN) - {UNPLACED}),
        ({"not": {"name": {"eq": "Ash House"}}}, set(EVERY_URN) - {INSIDE}),
        ({"places": {"gt": 5}}, {PLAIN}),
        ({"places": {"gte": 5}}, {OUTSIDE, PLAIN}),
        ({"places": {"lt": 3}}, {UNPLACED}),
        ({"places": {"lte": 3}}, {UNPLACED, INSIDE}),
        ({"places": {"gte": 3, "lte": 5}}, {INSIDE, OUTSIDE, ON_THE_LINE, IN_BOTH, AT_SEA}),
        ({"sector": {"eq": "VOLUNTARY"}}, {PLAIN}),
        ({"sector": {"in": ["VOLUNTARY", "LOCAL_AUTHORITY"]}}, {PLAIN}),
        ({"registeredOn": {"eq": "2019-05-01"}}, set(EVERY_URN)),
        ({"shortBreaksOnly": {"eq": True}}, set()),
        ({"or": [{"urn": {"eq": INSIDE}}, {"places": {"eq": 7}}]}, {INSIDE, PLAIN}),
        ({"and": [{"places": {"gte": 3}}, {"not": {"places": {"gte": 5}}}]}, {INSIDE, ON_THE_LINE, IN_BOTH, AT_SEA}),
        ({"provider": {"reference": {"eq": "TEST-PERSON"}}}, {OUTSIDE}),
        ({"provider": {"individualName": {"eq": "Orla Fennimore"}}}, {OUTSIDE}),
        ({"force": {"name": {"eq": "Southby"}}}, {OUTSIDE}),
        ({"inspections": {"some": {"startedOn": {"gte": "2024-05-01"}}}}, {INSIDE}),
        ({"inspections": {"some": {}}}, {INSIDE, OUTSIDE}),
        ({"not": {"inspections": {"some": {}}}}, set(EVERY_URN) - {INSIDE, OUTSIDE}),
        ({"latestInspection": {"startedOn": {"lt": "2024-01-01"}}}, set()),
        ({"latestInspection": {"overallExperiencesAndProgress": {"eq": "INADEQUATE"}}}, {OUTSIDE}),
        ({"registeredManager": {"name": {"startsWith": "perp"}}}, {INSIDE}),
        ({"responsibleIndividual": {"name": {"startsWith": "perp"}}}, set()),
        ({"premises": {"some": {"isMain": {"eq": False}}}}, {IN_BOTH}),
        ({"conditions": {"some": {"wording": {"eq": "Girls only."}}}}, {OUTSIDE}),
        ({"inspections": {"some": {"home": {"places": {"eq": 5}}}}}, {OUTSIDE}),
    ],
)
def test_a_filter_finds_exactly_the_homes_that_fit(ask, where, urns):
    assert found(ask, where) == urns


@pytest.mark.parametrize(
    ("where", "urns"),
    [
        ({"name": {"eq": "Ash House"}}, {INSIDE}),
        ({"name": {"eq": "Elm House"}}, set()),
        ({"not": {"name": {"eq": "Elm House"}}}, set(story.IN_NORTHBY)),
        ({"or": [{"urn": {"eq": OUTSIDE}}, {"name": {"eq": "Ash House"}}]}, {INSIDE}),
        ({"name": {"isNull": True}}, {UNPLACED}),
        ({"registeredManager": {"name": {"eq": "Barnaby Thistle"}}}, set()),
        ({"not": {"registeredManager": {"name": {"eq": "Barnaby Thistle"}}}}, set(story.IN_NORTHBY)),
        ({"notices": {"some": {}}}, {INSIDE}),
        ({"provider": {"individualName": {"eq": "Orla Fennimore"}}}, set()),
        ({"inspections": {"some": {"home": {"name": {"eq": "Elm House"}}}}}, set()),
    ],
)
def test_a_filter_finds_nothing_by_what_the_caller_may_not_read(ask, where, urns):
    assert found(ask, where, "police", story.NORTHBY) == urns


def test_what_is_unknown_is_found_by_the_opposite_of_a_comparison(ask):
    assert UNPLACED in found(ask, {"not": {"name": {"startsWith": "Ash"}}})


def test_the_address_of_main_premises_out_of_scope_is_not_matched_through_a_relation(own_server):
    twin = "(select id from register.home where urn = :urn)"
    with own_server.owner.begin() as owner:
        for text in (
            f"insert into register.inspection (home_id, number, kind, started_on) select {twin}, 'TWIN', 'full', now()",
            f"update register.premises set street = 'Secret Row' where is_main and home_id = {twin}",  # noqa: S608
        ):
            owner.execute(sa.text(text), {"urn": IN_BOTH})
    query = "query($f: InspectionFilter) { inspections(where: $f) { nodes { number } } }"
    where = {"home": {"street": {"eq": "Secret Row"}}}

    north, south = (own_server.ask(query, "police", area, f=where) for area in (story.NORTHBY, story.SOUTHBY))

    assert north.data["inspections"]["nodes"] == [{"number": "TWIN"}]
    assert south.data["inspections"]["nodes"] == []


@pytest.mark.parametrize(
    "written",
    [
        {"urn": {"eq": " sc900001"}},
        {"urn": {"in": ["sc 900001"]}},
        {"postcode": {"eq": "{lower}"}},
        {"postcode": {"eq": "{compact}"}},
        {"postcode": {"startsWith": "{begun}"}},
        {"contactTelephone": {"eq": "07700 900174"}},
        {"uprn": {"eq": " {uprn} "}},
        {"force": {"code": {"eq": "e23000005"}}, "urn": {"eq": "SC900001"}},
    ],
)
def test_a_key_is_found_the_ways_people_write_it(own_server, written):
    with own_server.owner.begin() as owner:
        (home_id, postcode, uprn) = owner.execute(
            sa.text("select p.home_id, p.postcode, p.uprn from register.premises p"
                    " join register.home h on h.id = p.home_id where h.urn = :urn"), {"urn": INSIDE}
        ).one()  # fmt: skip
        owner.execute(
            sa.text("update register.home_identity set contact_telephone = '+447700900174' where home_id = :home_id"),
            {"home_id": home_id},
        )
    compact = postcode.replace(" ", "")
    known = {"lower": postcode.lower(), "compact": compact.lower(), "begun": compact[:-2].lower(), "uprn": uprn}
    asked = {
        field: {
            name: value.format(**known) if isinstance(value, str) and "{" in value else value
            for name, value in how.items()
        }
        for field, how in written.items()
    }
    found = own_server.ask(QUERY, "ofsted", w=asked).data["homes"]["nodes"]

    assert [home["urn"] for home in found] == [INSIDE]


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ({"urn": {"eq": "hello"}}, "SC and six digits"),
        ({"urn": {"in": ["SC900001", "SC9"]}}, "SC and six digits"),
        ({"postcode": {"eq": "M1"}}, "full UK postcode"),
        ({"uprn": {"eq": "1234567890123"}}, "1 to 12 digits"),
        ({"contactTelephone": {"eq": "nobody"}}, "country code"),
        ({"force": {"code": {"eq": "Northby"}}}, "nine-character ONS code"),
    ],
)
def test_a_key_of_the_wrong_form_is_refused_with_its_form(ask, written, form):
    answer = ask(QUERY, "ofsted", w=written)

    assert answer.codes == ["REQUEST_BAD_INPUT"]
    assert form in answer.json["errors"][0]["message"]


def test_a_root_field_takes_its_key_as_people_write_it(ask):
    text = '{ home(urn: " sc900001") { urn } area(code: "e23000005 ") { code } }'

    assert ask(text, "ofsted").data == {"home": {"urn": INSIDE}, "area": {"code": "E23000005"}}
    assert ask('{ home(urn: "hello") { urn } }', "ofsted").codes == ["REQUEST_BAD_INPUT"]


SPELLINGS = ("Zoë's House", "zoe\u2019s house", "ZOÉ'S HOUSE", "Zoe\u0308's house")


@pytest.mark.parametrize("written", SPELLINGS)
@pytest.mark.parametrize("stored", SPELLINGS[:3])
def test_a_name_is_found_whatever_its_case_accents_and_apostrophes(own_server, stored, written):
    with own_server.owner.begin() as owner:
        owner.execute(
            sa.text("update register.home_identity i set name = :stored"
                    " from register.home h where h.id = i.home_id and h.urn = :urn"), {"stored": stored, "urn": INSIDE}
        )  # fmt: skip

    for how in ({"eq": written}, {"in": ["Nobody's", written]}, {"startsWith": written[:7]}):
        assert found(own_server.ask, {"name": how}) == {INSIDE}
    exactly = found(own_server.ask, {"name": {"exactly": written}})
    assert exactly == ({INSIDE} if unicodedata.normalize("NFC", written) == stored else set())


@pytest.mark.parametrize("marks", ["\u0301\u0302", "a\u0301", "\u0301\u0301\u0301b"])
def test_a_start_of_which_folding_leaves_one_letter_is_refused(ask, marks):
    assert ask(QUERY, "ofsted", w={"name": {"startsWith": marks}}).codes == ["REQUEST_BAD_INPUT"]


INDEXED = {("home_identity", "name"): "folded", ("premises", "postcode"): "lower"}


@pytest.mark.parametrize(("table", "field"), INDEXED)
def test_the_start_of_a_text_is_found_by_its_index(server, table, field):
    """By a plan that knows no value: the text is a parameter, and so is where its range ends."""
    statement = compiled(f'{{ homes(where: {{{field}: {{startsWith: "as"}}}}) {{ totalCount }} }}', Agency.OFSTED).total
    fold = INDEXED[table, field]
    (compared,) = re.findall(rf"\(\S*{fold}\({table}_1\.{field}\) ~>=~ .* ~<~ textcat\(.*?, '.'\)\)", statement.text)
    with server.owner.begin() as connection:
        connection.execute(sa.text(f"set local role {role_of(Agency.OFSTED)}"))
        connection.execute(sa.text("set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off"))
        connection.exec_driver_sql(f"prepare by_start as select from register.{table} as {table}_1 where {compared}")
        planned = "\n".join(connection.execute(sa.text("explain execute by_start('as')")).scalars())
        connection.execute(sa.text("deallocate by_start"))

    assert f"ix_{table}_folded_{field}" in planned
    # What folds a name stands in the plan as what it does.
    assert re.search(r"Index Cond: \(\(.*lower\(.* ~>=~ ", planned)


def test_a_filter_through_another_subject_knows_by_what_its_rows_are_reached(ask):
    where = {"home": {"premises": {"some": {"uprn": {"eq": "10000000001"}}}}}
    deeper = {"home": {"inspections": {"some": {"home": {"name": {"eq": "Ash House"}}}}}}
    query = "query($w: MissingEpisodeFilter) { missingEpisodes(where: $w) { totalCount } }"

    for each in (where, deeper):
        assert ask(query, "police", story.NORTHBY, w=each).codes == []
