"""A page of an area is read from its links in their order, and no further; texts and places are compared there."""

import re

import pytest
import sqlalchemy as sa

from register.policy.roles import role_of
from register.vocabulary import Agency
from tests.support.query_plans import compiled
from tests.support.story import (
    IN_BOTH,
    IN_NORTHBY,
    IN_SOUTHBY,
    NORTHBY,
    NORTHBY_COUNCIL,
    PLAIN,
    SOUTHBY,
    SOUTHBY_COUNCIL,
)

PAGED = """query($after: String, $way: OrderDirection!) {
    homes(area: {mine: true}, first: 2, after: $after, orderBy: [{field: FIELD, direction: $way}]) {
        totalCount pageInfo { hasNextPage endCursor } nodes { urn }
    }
}"""
ORDERS = {"PLACES": "places", "REGISTERED_ON": "registered_on", "NAME": "written_name"}
MINE, BY_NAME = "area: {mine: true}", 'where: {name: {startsWith: "as"}}'
BY_POSTCODE = 'where: {postcode: {eq: "ZZ1 1ZZ"}}'
NEAR = "area: {near: {longitude: -2.2, latitude: 53.4, radiusM: 500}}"


def choice(arguments, agency=Agency.POLICE):
    """The part of the statement of a list that chooses its rows."""
    text = compiled(f"{{ homes({arguments}, first: 2) {{ nodes {{ urn }} }} }}", agency).rows.text
    return re.sub(r"\s+", " ", text).partition(") AS chosen")[0]


def pages(ask, area, way, field="URN"):
    """The reference numbers of all pages, one after the other."""
    found, after, more = [], None, True
    while more:
        page = ask(PAGED.replace("FIELD", field), "police", area, after=after, way=way).data["homes"]
        assert page["totalCount"] == len(IN_NORTHBY if area == NORTHBY else IN_SOUTHBY)
        found += [home["urn"] for home in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    return found


@pytest.mark.parametrize(("area", "urns"), [(NORTHBY, IN_NORTHBY), (SOUTHBY, IN_SOUTHBY)])
def test_the_pages_of_an_area_hold_each_of_its_homes_once_and_in_order(ask, area, urns):
    assert pages(ask, area, "ASC") == sorted(urns)
    assert pages(ask, area, "DESC") == sorted(urns, reverse=True)


@pytest.mark.parametrize("arguments", [MINE, BY_NAME, f"{MINE}, {BY_NAME}"])
def test_a_page_of_ones_own_area_is_led_to_by_links_in_its_order(arguments):
    assert "FROM register.home_finder AS home_finder_1 WHERE home_finder_1.area_code = $" in choice(arguments)
    assert "ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST" in choice(arguments)


@pytest.mark.parametrize(("field", "column"), ORDERS.items())
@pytest.mark.parametrize("agency", [Agency.POLICE, Agency.OFSTED])
def test_a_page_in_another_order_is_read_from_links_that_an_index_has_in_it(field, column, agency):
    area = MINE if agency is Agency.POLICE else f'area: {{code: "{NORTHBY}"}}'
    chosen = choice(f"{area}, orderBy: [{{field: {field}}}]", agency)

    assert f"ORDER BY home_finder_1.{column} ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST" in chosen
    assert "register.home_identity" not in chosen


@pytest.mark.parametrize("field", ORDERS)
@pytest.mark.parametrize("way", ["ASC", "DESC"])
@pytest.mark.parametrize("area", [NORTHBY, SOUTHBY])
def test_the_pages_of_another_order_hold_each_home_once_and_as_they_are_ordered_without_links(ask, field, way, area):
    by = f"[{{field: {field}, direction: {way}}}"
    # A second key of the order keeps the page from being read in the order of links.
    alone, several = (
        [home["urn"] for home in ask(f"{{ homes({MINE}, first: 100, orderBy: {order}) {{ nodes {{ urn }} }} }}",
                                     "police", area).data["homes"]["nodes"]]
        for order in (f"{by}]", f"{by}, {{field: ID}}]")
    )  # fmt: skip

    assert alone == several == pages(ask, area, way, field)
    assert len(set(alone)) == len(alone) > 2


@pytest.mark.parametrize("arguments", [f"{MINE}, orderBy: [{{field: KIND}}]", "orderBy: [{field: URN}]"])
def test_another_order_and_a_list_of_all_homes_are_read_without_them(arguments):
    assert "home_finder" not in choice(arguments)


def test_the_page_is_not_sorted_and_stops_when_it_is_full(server):
    statement = compiled(f"{{ homes({MINE}, first: 2) {{ nodes {{ urn }} }} }}", Agency.POLICE).rows
    given = ", ".join("'2'" if name.startswith("s") else f"'{NORTHBY}'" for name in statement.names)
    with server.owner.begin() as connection:
        connection.execute(sa.text(f"set local role {role_of(Agency.POLICE)}"))
        connection.execute(sa.text(f"set local register.area = '{NORTHBY}'"))
        for setting in ("enable_seqscan = off", "enable_sort = off", "plan_cache_mode = force_generic_plan"):
            connection.execute(sa.text(f"set local {setting}"))
        connection.exec_driver_sql(f"prepare by_walk as {statement.of_size(2)}")
        ran = "\n".join(connection.execute(sa.text(f"explain (analyze, costs off) execute by_walk({given})")).scalars())
        connection.execute(sa.text("deallocate by_walk"))

    (read,) = re.findall(r"using ix_home_finder_urn on home_finder\S* home_finder_1 \(actual \S+ rows=(\d+)", ran)
    assert int(read) == 2 < len(IN_NORTHBY)
    assert "Sort Key: anon_1.urn" not in ran


def test_a_text_is_searched_in_the_links_only_where_they_settle_that_it_may_be():
    """A home of an area may have its main address in another, where it is not searched."""
    assert "home_finder_1.name ~>=~" in choice(f"{MINE}, {BY_NAME}")
    assert "home_finder_1.name ~>=~" in choice(f"orderBy: [{{field: NAME}}], {BY_NAME}")
    assert "home_finder_1.postcode =" in choice(BY_POSTCODE)
    assert "home_finder_1.of_main" in choice(BY_POSTCODE)
    assert "home_finder_1.postcode =" not in choice(f"{MINE}, {BY_POSTCODE}")


BOX = "easting: {gte: 384000, lte: 385500}, northing: {gte: 394000, lte: 395500}"
WITHIN = ("home_finder_1.easting >= $", "home_finder_1.northing <= $")


@pytest.mark.parametrize("area", ["", f"{MINE}, "])
def test_the_page_of_a_box_is_read_from_the_links_of_main_buildings_from_west_to_east(area):
    boxed = choice(f"{area}where: {{{BOX}}}, orderBy: [{{field: EASTING}}]")

    assert all(each in boxed for each in (*WITHIN, "home_finder_1.of_main"))
    assert "ORDER BY home_finder_1.easting ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST" in boxed
    assert ("home_reach_1.how != 'buffer'" in boxed) is bool(area)


def test_a_box_of_any_building_is_looked_for_in_all_links_and_two_boxes_in_none():
    some = f"{{premises: {{some: {{{BOX}}}}}}}"

    assert all(each in choice(f"where: {some}") for each in WITHIN)
    assert "home_finder_1.of_main" not in choice(f"where: {some}")
    assert "home_finder_1.easting" not in choice(f"where: {{and: [{some}, {some}]}}")
    assert "home_finder_1.easting" not in choice(f"where: {{or: [{some}, {{places: {{eq: 1}}}}]}}")
    assert "home_finder_1.easting >=" not in choice(f"{MINE}, where: {some}")


def test_an_order_by_where_homes_are_is_no_order_of_links_that_are_of_any_building():
    by_easting = choice(f'area: {{code: "{NORTHBY}"}}, orderBy: [{{field: EASTING}}]', Agency.OFSTED)

    assert "home_finder" not in by_easting


def test_rows_are_counted_by_the_links_that_lead_to_them_whatever_the_order_and_the_page():
    asked = f'where: {{{BOX}}}, orderBy: [{{field: EASTING}}], first: 2, after: "x"'
    total = compiled(f"{{ homes({asked}) {{ totalCount nodes {{ urn }} }} }}", Agency.POLICE).total.text

    assert all(each in total for each in WITHIN)
    assert "after_" not in total


# How homes of an area are asked for, and whether links alone tell how many there are.
COUNTED = {
    MINE: True,
    f"{MINE}, status: ALL": True,
    f"{MINE}, where: {{{BOX}}}": True,
    f"where: {{{BOX}}}": True,
    f"where: {{and: [{{{BOX}}}, {{easting: {{gt: 1}}}}]}}": True,
    f"{MINE}, where: {{{BOX}, longitude: {{gt: -3}}}}": False,
    f"{MINE}, where: {{or: [{{easting: {{gt: 1}}}}, {{northing: {{gt: 1}}}}]}}": False,
    f"{MINE}, where: {{not: {{easting: {{gt: 1}}}}}}": False,
    f"{MINE}, where: {{premises: {{some: {{{BOX}}}}}}}": False,
    f"{MINE}, where: {{places: {{gt: 1}}}}": False,
    f"{MINE}, {BY_NAME}": False,
    f'{MINE}, validOn: "2026-01-01"': False,
    f"{NEAR}, where: {{{BOX}}}": False,
}


@pytest.mark.parametrize(("arguments", "is_by_links"), COUNTED.items(), ids=COUNTED)
def test_homes_are_counted_by_the_links_of_the_area_where_these_settle_all_that_is_asked(arguments, is_by_links):
    total = compiled(f"{{ homes({arguments}) {{ totalCount }} }}", Agency.POLICE).total.text

    assert ("register.home AS" not in total and "register.premises" not in total) is is_by_links


def test_whoever_sees_every_home_counts_them_by_no_links_unless_an_area_is_named():
    everywhere = compiled("{ homes { totalCount } }", Agency.OFSTED).total.text
    named = compiled(f'{{ homes(area: {{code: "{NORTHBY}"}}) {{ totalCount }} }}', Agency.OFSTED).total.text

    assert ("home_finder" in everywhere, "home_finder" in named) == (False, True)


@pytest.mark.parametrize("arguments", COUNTED, ids=COUNTED)
def test_as_many_homes_are_counted_as_are_listed(own_server, arguments):
    """With a duplicate, a home that closed, and one whose main building is only near the area."""
    with own_server.owner.begin() as connection:
        for change in CHANGED:
            assert connection.execute(sa.text(change), {"in_both": IN_BOTH, "plain": PLAIN}).rowcount > 0
    for caller in CALLERS:
        listed = own_server.ask(f"{{ homes({arguments}, first: 100) {{ nodes {{ urn }} }} }}", *caller)
        counted = own_server.ask(f"{{ homes({arguments}) {{ totalCount }} }}", *caller)
        assert counted.codes == listed.codes
        if not listed.codes:
            assert counted.data["homes"]["totalCount"] == len(listed.data["homes"]["nodes"]), caller


CALLERS = [
    *(("police", area) for area in (NORTHBY, SOUTHBY)),
    *(("local_authority", area) for area in (NORTHBY_COUNCIL, SOUTHBY_COUNCIL)),
]
CHANGED = (
    "update register.home_reach set how = 'buffer' where of_main"
    " and home_id = (select id from register.home where urn = :in_both)",
    "update register.home set registration_status = 'suspended' where urn = :in_both",
    "update register.home set merged_into_id = (select id from register.home where urn = :in_both) where urn = :plain",
    "update register.home set registration_status = 'cancelled_voluntary', ceased_on = current_date"
    " where urn = (select min(urn) from register.home where urn not in (:in_both, :plain))",
)


@pytest.mark.parametrize("way", ["ASC", "DESC"])
@pytest.mark.parametrize("area", [NORTHBY, SOUTHBY])
@pytest.mark.parametrize("mine", ["", f"{MINE}, "])
@pytest.mark.parametrize("field", ["EASTING", "NORTHING"])
def test_the_pages_from_west_to_east_hold_what_is_found_without_links(ask, way, area, mine, field):
    """Those without links have a second key, which keeps the page from being read in the order of links."""
    paged = f"""query($after: String, $w: HomeFilter) {{
        homes({mine}where: $w, first: 2, after: $after, orderBy: [{{field: {field}, direction: {way}}}]) {{
            totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ urn }} }} }}"""
    whole = paged.replace(f"direction: {way}}}", f"direction: {way}}}, {{field: ID}}").replace("first: 2", "first: 100")
    box = {"easting": {"gte": 300_000, "lte": 500_000}, "northing": {"gte": 300_000, "lte": 500_000}}
    found, after, more = [], None, True
    while more:
        page = ask(paged, "police", area, after=after, w=box).data["homes"]
        found += [home["urn"] for home in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]

    several = ask(whole, "police", area, after=None, w=box).data["homes"]

    assert found == [home["urn"] for home in several["nodes"]]
    assert page["totalCount"] == several["totalCount"] == len(set(found)) >= 2


def test_a_text_that_one_of_several_conditions_names_decides_nothing():
    either = 'where: {or: [{name: {startsWith: "as"}}, {places: {eq: 1}}]}'

    assert "home_finder_1.name" not in choice(either)


def test_the_name_of_a_home_with_a_second_building_in_the_area_is_found_there_and_its_main_postcode_is_not(ask):
    asked = "query($w: HomeFilter) { homes(area: {mine: true}, where: $w) { nodes { urn name } } }"
    home = ask(f'{{ home(urn: "{IN_BOTH}") {{ name postcode }} }}', "ofsted").data["home"]

    def found(by):
        return [each["urn"] for each in ask(asked, "police", SOUTHBY, w={by: {"eq": home[by]}}).data["homes"]["nodes"]]

    assert (found("name"), found("postcode")) == ([IN_BOTH], [])


def test_a_circle_of_a_force_is_drawn_among_its_own_links_and_reads_no_premises():
    drawn = choice(NEAR)

    assert "FROM register.home_finder AS home_finder_1 WHERE home_finder_1.area_code = $" in drawn
    assert "home_finder_1.easting BETWEEN" in drawn
    assert "register.premises" not in drawn
    assert "home_finder" not in choice(NEAR, Agency.OFSTED)


def test_a_circle_in_the_past_is_drawn_among_the_premises_of_then():
    drawn = choice(f'{NEAR}, validOn: "2026-01-01"')

    assert "home_finder" not in drawn
    assert "register.premises" in drawn


def test_a_home_of_the_area_is_found_by_its_name_alone(ask):
    asked = "query($n: String!) { homes(where: {name: {eq: $n}}) { nodes { urn } } }"
    name = ask(f'{{ home(urn: "{PLAIN}") {{ name }} }}', "ofsted").data["home"]["name"]

    assert ask(asked, "police", NORTHBY, n=name.upper()).data["homes"]["nodes"] == [{"urn": PLAIN}]
    assert ask(asked, "police", SOUTHBY, n=name.upper()).data["homes"]["nodes"] == []
