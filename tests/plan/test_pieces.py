"""The parts of a page are those that were asked for, in their order and under their answer keys."""

from graphql import GraphQLObjectType, parse

from register.plan.pieces import plan_pieces
from register.plan.read import Part
from register.plan.selection import Selected, collect
from register.schema.assemble import graphql_schema

ASKED = "{ homes { seen: nodes { urn } pageInfo { endCursor } __typename edges { cursor node { name } } } }"


def test_each_part_keeps_its_key_and_each_place_of_rows_has_a_face_of_its_own():
    def fields(selected: Selected) -> tuple[Selected, ...]:
        return collect(selected.sets, {}, {})

    (root,) = collect((parse(ASKED).definitions[0].selection_set,), {}, {})
    kind = graphql_schema().type_map["HomeConnection"]
    assert isinstance(kind, GraphQLObjectType)
    faces: list[str] = []

    made = plan_pieces(root, kind, lambda selected, below: below.name, fields=fields, faces=faces)

    assert faces == ["Home", "Home"]
    assert [(piece.key, piece.part, piece.face) for piece in made] == [
        ("seen", Part.NODES, 0), ("pageInfo", Part.PAGE, None), ("__typename", Part.TYPENAME, None),
        ("edges", Part.EDGES, None),
    ]  # fmt: skip
    assert [(piece.part, piece.face) for piece in made[3].below] == [(Part.CURSOR, None), (Part.NODE, 1)]
