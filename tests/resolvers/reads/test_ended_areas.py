"""An area that has ended: those that took all of its ground answer for it, to each caller what they answer anyway."""

import pytest
import sqlalchemy as sa

from tests.support import story

OLD, RECODED, MERGED = "E08000016", "E08000019", "E10000006"
COUNCILS = (story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL)
READERS = (
    ("ofsted", None),
    ("police", story.NORTHBY),
    ("police", story.SOUTHBY),
    ("local_authority", story.NORTHBY_COUNCIL),
    ("dfe_statistics", None),
)
BEGIN = "update register.area set valid_from = '2025-04-01' where code = any(:codes)"
END = """
insert into register.area (code, kind, name, country, valid_from, valid_to)
values (:code, 'authority', 'Oldham Vale', 'England', '2015-04-01', '2025-04-01')
"""
NEW = "insert into register.area (code, kind, name, country) values ('E08000039', 'authority', 'Oldham', 'England')"
FOLLOW = """
insert into register.area_successor (code, successor_code, from_on)
select :code, unnest(cast(:codes as text[])), '2025-04-01'
"""


def _end(server, code, successors):
    with server.owner.begin() as connection:
        for statement in (BEGIN, END, FOLLOW):
            connection.execute(sa.text(statement), {"code": code, "codes": list(successors)})


@pytest.fixture
def ended(own_server):
    _end(own_server, OLD, COUNCILS)
    return own_server


def _urns(server, code, reader, root="homes", rest=""):
    text = f'{{ {root}(first: 50, area: {{code: "{code}"}}{rest}) {{ totalCount nodes {{ id }} }} }}'
    told = server.ask(text, *reader).data[root]
    return {node["id"] for node in told["nodes"]}, told["totalCount"]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("root", ["homes", "inspections"])
def test_those_that_took_all_of_its_ground_answer_for_an_area_that_has_ended(ended, reader, root):
    apart = [_urns(ended, code, reader, root)[0] for code in COUNCILS]

    found, total = _urns(ended, OLD, reader, root)

    assert found == apart[0] | apart[1]
    assert all(apart)
    assert total == len(found)


def test_an_answer_names_the_area_that_has_ended_and_those_that_answered(ended):
    answer = ended.ask(f'{{ old: homes(area: {{code: "{OLD}"}}) {{ totalCount }} }}', "police", story.NORTHBY)

    assert answer.json["extensions"]["replacedAreas"] == [
        {"node": "old", "code": OLD, "endedOn": "2025-04-01", "successors": [*COUNCILS]}
    ]
    assert "replacedAreas" not in ended.ask("{ homes { totalCount } }", "ofsted").json["extensions"]


def test_an_area_that_took_the_place_of_one_answers_for_it(ended):
    """A code that was replaced by another alone, which the register never knew, is asked about by the new one."""
    with ended.owner.begin() as connection:
        connection.execute(sa.text(NEW))
    answer = ended.ask(f'{{ homes(area: {{code: "{RECODED}"}}) {{ totalCount }} }}', "ofsted")

    assert answer.data["homes"] == {"totalCount": 0}
    assert answer.json["extensions"]["replacedAreas"][0]["successors"] == ["E08000039"]


def test_the_pages_of_an_ended_area_continue(ended):
    seen, after = [], ""
    while True:
        text = f'{{ homes(first: 1, area: {{code: "{OLD}"}}{after}) {{ nodes {{ urn }} pageInfo {{ endCursor }} }} }}'
        page = ended.ask(text, "ofsted").data["homes"]
        if not page["nodes"]:
            break
        seen += [node["urn"] for node in page["nodes"]]
        after = f', after: "{page["pageInfo"]["endCursor"]}"'

    assert len(seen) == len(set(seen)) == _urns(ended, OLD, ("ofsted", None))[1]


def test_a_tally_of_an_ended_area_counts_those_of_the_areas_that_replaced_it(ended):
    text = f'{{ homeTally(by: [SECTOR], area: {{code: "{OLD}"}}) {{ rows {{ count }} }} }}'
    rows = ended.ask(text, "ofsted").data["homeTally"]["rows"]

    assert sum(row["count"] for row in rows) == _urns(ended, OLD, ("ofsted", None))[1]


@pytest.mark.parametrize("reader", READERS)
def test_an_area_whose_ground_others_do_not_share_alone_is_refused_with_them(ended, reader):
    _end(ended, MERGED, COUNCILS[:1])
    for code, named in ((OLD, ", ".join(COUNCILS)), (MERGED, COUNCILS[0])):
        answer = ended.ask(f'{{ homes(area: {{code: "{code}"}}) {{ totalCount }} }}', *reader)
        (error,) = answer.json["errors"]

        assert (answer.codes, answer.reads) == (["REQUEST_BAD_INPUT"], [])
        assert error["message"] == "homes.area.code: The area ended on 2025-04-01."
        assert error["extensions"]["hint"].startswith(f"Use what replaced it: {named}.")


def test_a_list_below_an_ended_area_is_refused_and_below_those_that_replaced_it_answered(ended):
    answer = ended.ask(f'{{ area(code: "{OLD}") {{ name homes {{ totalCount }} }} }}', "ofsted")
    (error,) = answer.json["errors"]

    assert (answer.data["area"], error["message"]) == (None, "area: The area ended on 2025-04-01.")
    assert "below successors" in error["extensions"]["hint"]
    below = f'{{ area(code: "{OLD}") {{ name successors {{ homes {{ totalCount }} }} }} }}'
    now = "{ " + " ".join(f'{code}: area(code: "{code}") {{ homes {{ totalCount }} }}' for code in COUNCILS) + " }"
    assert ended.ask(below, "ofsted").data["area"]["successors"] == [*ended.ask(now, "ofsted").data.values()]
    past = f'{{ area(code: "{OLD}", validOn: "2025-03-31") {{ homes {{ totalCount }} }} }}'
    assert ended.ask(past, "ofsted").data == {"area": {"homes": {"totalCount": 0}}}
