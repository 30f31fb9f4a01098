"""From an operation to plans: arguments, faces, pieces and the names of nodes."""

import pytest

from register.errors import BadInput
from register.plan.read import Part, ShowColumn, ShowStructure, ShowTypename, ShowWithheld
from tests.support.query_plans import plan, read


def test_a_root_of_one_row_is_matched_by_its_argument():
    made = read('{ home(urn: "SC900001") { urn } }')

    assert (made.one, made.pieces, made.where.parts[0].column.name) == (True, None, "urn")


def test_a_plan_is_named_after_its_answer_key_and_knows_its_field():
    made = plan("{ mine: homes { nodes { urn } } }")

    assert (made.key, made.name, made.read.node) == ("mine", "homes", "mine")


def test_two_aliases_of_one_relation_are_two_nodes_with_their_own_arguments():
    made = plan("{ homes { nodes { a: inspections(first: 1) { nodes { id } } b: inspections { nodes { id } } } } }")
    nodes = {show.key: show.read for show in made.read.below}

    assert {key: node.node for key, node in nodes.items()} == {"a": "homes.a", "b": "homes.b"}
    bound = made.bind({})
    assert {key: bound[node.first.number] for key, node in nodes.items()} == {"a": 1, "b": 10}


def test_each_place_where_rows_stand_is_a_face_of_its_own():
    made = read("{ homes { nodes { urn } edges { cursor node { name } } } }")

    assert [[show.column.name for show in face.shows] for face in made.faces] == [["urn"], ["name"]]
    assert [(piece.part, piece.face) for piece in made.pieces] == [(Part.NODES, 0), (Part.EDGES, None)]
    assert [(piece.part, piece.face) for piece in made.pieces[1].below] == [(Part.CURSOR, None), (Part.NODE, 1)]


def test_every_kind_of_field_becomes_its_own_kind_of_show():
    (face,) = read('{ home(urn: "a") { __typename x: urn location { longitude } withheld { field } } }').faces

    assert [(type(show), show.key) for show in face.shows] == [
        (ShowTypename, "__typename"),
        (ShowColumn, "x"),
        (ShowStructure, "location"),
        (ShowWithheld, "withheld"),
    ]


def test_a_skipped_field_is_no_part_of_the_plan():
    made = read("query($no: Boolean!) { homes { nodes { urn name @skip(if: $no) } } }", no=True)

    assert [shown.name for shown in made.shown] == ["urn"]


@pytest.mark.parametrize(
    ("arguments", "times"),
    [
        ("", (False, False)),
        ("(asOf: null)", (False, False)),
        ('(asOf: "2024-01-01T00:00:00Z")', (True, False)),
        ('(validOn: "2024-01-01")', (False, True)),
    ],
)
def test_a_read_speaks_of_other_times_only_where_one_was_asked_for(arguments, times):
    made = read(f"{{ homes{arguments} {{ nodes {{ urn }} }} }}")

    assert (made.as_of is not None, made.valid_on is not None) == times


@pytest.mark.parametrize("first", [0, -1, 1_001])
def test_a_page_of_no_rows_or_too_many_is_refused_when_it_is_bound(first):
    made = plan("query($n: Int) { homes(first: $n) { nodes { urn } } }", n=5)

    with pytest.raises(BadInput, match="from 1 to 1,000"):
        made.bind({"n": first})


def test_a_root_that_is_refused_leaves_its_neighbour_alone():
    first = plan("{ homes(first: 3) { nodes { urn } } }")
    second = plan("{ homes(first: 4) { nodes { urn } } }")

    assert (first.bind({}), second.bind({})) == ([3], [4])
