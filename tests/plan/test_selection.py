"""What was selected: fragments opened, keys merged, @skip and @include obeyed."""

import pytest
from graphql import FragmentDefinitionNode, OperationDefinitionNode, parse

from register.plan.selection import collect


def collected(text: str, kind: str | None = None, **variables: object):
    document = parse(text)
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    operation = next(d for d in document.definitions if isinstance(d, OperationDefinitionNode))
    return collect((operation.selection_set,), fragments, variables, kind=kind)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("{ a b c }", ["a", "b", "c"]),
        ("{ b a b }", ["b", "a"]),
        ("{ x: a y: a }", ["x", "y"]),
        ("{ ...F b } fragment F on Q { a c }", ["a", "c", "b"]),
        ("{ ... on Q { a } ... { b } }", ["a", "b"]),
        ("{ ...F ...F } fragment F on Q { a }", ["a"]),
        ("{ ...F } fragment F on Q { ...G } fragment G on Q { a }", ["a"]),
        ("{ a @skip(if: true) b }", ["b"]),
        ("{ a @include(if: false) b }", ["b"]),
        ("{ a @skip(if: false) @include(if: true) }", ["a"]),
        ("{ a @skip(if: true) @include(if: true) b }", ["b"]),
        ("{ a @skip(if: false) @include(if: false) b }", ["b"]),
        ("{ ...F @skip(if: true) b } fragment F on Q { a }", ["b"]),
        ("{ ... @include(if: false) { a } b }", ["b"]),
        ("{ ...F @skip(if: true) ...F } fragment F on Q { a }", ["a"]),
    ],
)
def test_each_key_is_met_once_in_the_order_of_the_document(text, keys):
    assert [selected.key for selected in collected(text)] == keys


@pytest.mark.parametrize(("flag", "keys"), [(True, ["b"]), (False, ["a", "b"])])
def test_a_variable_decides_what_is_skipped(flag, keys):
    text = "query($no: Boolean!) { a @skip(if: $no) b }"

    assert [selected.key for selected in collected(text, no=flag)] == keys


def test_fields_of_one_key_are_merged_with_all_that_stands_below_them():
    (merged,) = collected("{ a { x } ...F } fragment F on Q { a { y } }")

    assert [selected.key for selected in collect(merged.sets, {}, {})] == ["x", "y"]


def test_a_key_and_a_name_are_told_apart():
    (selected,) = collected("{ mine: homes { urn } }")

    assert (selected.key, selected.name) == ("mine", "homes")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("{ a ... on Q { b } ... on R { c } }", ["a", "b"]),
        ("{ ...F } fragment F on R { a ... on Q { b } }", []),
        ("{ ... on Node { a ... on R { b } ... on Q { c } } }", ["a", "c"]),
        ("{ ...F } fragment F on Node { a ...G } fragment G on R { b }", ["a"]),
    ],
)
def test_of_a_row_of_one_type_only_fragments_about_it_are_opened(text, keys):
    assert [each.key for each in collected(text, kind="Q")] == keys
